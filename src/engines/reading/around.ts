import type { Clause } from './clauses.ts'
import { bodyStart } from './heads.ts'
import { type kindOf, lastMeasure, type MeasureFound, verbMeasures } from './measures.ts'
import { nounStart } from './nouns.ts'
import { isGeneric } from './pointing.ts'
import type { Mention } from './quantities.ts'
import { cleanNoun } from './subjects.ts'

/** The dimension of a unit as measures see it. */
export type Kind = ReturnType<typeof kindOf>

/** The last measure of the clause before the number, not inside a time: of 2025年产值 only 产值. */
export const measureBefore = (
  text: string,
  clause: Clause,
  mention: Mention,
  from: number,
  kind: Kind,
): MeasureFound | null => {
  let stop = mention.start
  // 投资回收期(含建设期)7年: what stands in the brackets only explains.
  if (/[）)]/.test(text[stop - 1] ?? ' ')) {
    const near = text.slice(Math.max(from, stop - 20), stop)
    const open = Math.max(near.lastIndexOf('('), near.lastIndexOf('（'))
    if (open > 0) stop -= near.length - open
  }
  for (let i = clause.times.length - 1; i >= 0; i--) {
    const time = clause.times[i]!
    if (time.end > stop || time.start < from) continue
    const word = lastMeasure(text, time.end, stop, kind)
    if (word) return word
    stop = time.start
  }
  return stop > from ? lastMeasure(text, from, stop, kind) : null
}

/** 出现4.3%的下滑: the direction stands behind the number. 0 when nothing does. */
export const fallBehind = (text: string, clause: Clause, mention: Mention): 1 | -1 | 0 => {
  const behind = text.slice(mention.unitEnd, Math.min(clause.end, mention.unitEnd + 8))
  if (/^的(?:平均)?(同比|环比)?(下滑|下降|降幅|跌幅|下跌|回落)/.test(behind)) return -1
  return /^的(?:平均|年均|复合)?(同比|环比)?(增长|增速|增幅|涨幅|上涨|提升)/.test(behind) ? 1 : 0
}

/** 投资500亿元的合作产业园区: what the number is said of stands behind it. */
export const ownerBehind = (text: string, clause: Clause, mention: Mention): string | null => {
  if (text[mention.end] !== '的') return null
  const match =
    /^的([^，,。；;、的在由]{2,40}(?:项目|工程|园区|基地|产业园|企业|生产线|开发区|新区|电站|工厂|平台|中心|集群|公司))/.exec(
      text.slice(mention.end, Math.min(clause.end, mention.end + 44)),
    )
  // 总投资37亿元的16个项目: how many they are is no part of their name.
  return match ? match[1]!.replace(/^\d+[余多]?[个项家座]/, '') : null
}

/** 投资额3亿元、占地80亩的盖板项目: the owner stands behind the last amount of the row. */
export const rowOwnerBehind = (text: string, mention: Mention): string | null => {
  const match =
    /^(?:[、，,][^，,。；;、的\d]{0,8}\d[^，,。；;、的]{1,10}){1,2}的([^，,。；;的在由]{2,28}?(?:项目|工程|园区|基地|产业园|生产线|电站|风电场|工厂))/.exec(
      text.slice(mention.end, mention.end + 64),
    )
  return match ? match[1]! : null
}

/** 投资2亿元生产锂电池机械设备项目: a project right behind its amount. */
export const projectBehind = (text: string, clause: Clause, mention: Mention): string | null => {
  const match = /^(?:的|生产|建设|用于)?([^，,。；;的]{2,24}?项目)/.exec(
    text.slice(mention.end, Math.min(clause.end, mention.end + 32)),
  )
  return match ? match[1]! : null
}

export const nearNoun = (text: string, clause: Clause, mention: Mention, from: number): string | null => {
  let begin = Math.max(bodyStart(text, clause), from)
  for (const time of clause.times) if (time.start >= begin && time.end <= mention.start) begin = time.end
  if (begin >= mention.start) return null
  const noun = cleanNoun(text.slice(nounStart(text, begin, mention.start), mention.start).replace(/^[和及与、]/, ''))
  return noun.length >= 2 && noun.length <= 24 && !isGeneric(noun) ? noun : null
}

export const nounBehind = (text: string, clause: Clause, mention: Mention): string | null => {
  const match = /^的?([一-龥A-Za-z（）()]{2,20})/.exec(text.slice(mention.end, Math.min(clause.end, mention.end + 22)))
  if (!match) return null
  const noun = match[1]!
    .replace(
      /(项目|工程|生产线|建成|开工|仪式|已|将|在(?!线)|于|等|的).*$/,
      (tail) => /^(项目|工程|生产线)/.exec(tail)?.[0] ?? '',
    )
    .replace(/(?:年?产能|生产能力|产能规模|规模|产量|能力)$/, '')
    .replace(/(?:和|及|与|以及|正)$|(?:和|及|与)\d.*$/, '')
  return noun.length >= 2 && !/^(?:大关|关口|门槛|左右|以上)/.test(noun) ? noun : null
}

/** 建设20GWh储能电池生产线: energy and charge of things that are made are capacities. */
export const madeBehind = (
  text: string,
  clause: Clause,
  mention: Mention,
  kind: Kind,
): { measure: string; subject: string } | null => {
  if (kind !== 'energy' && kind !== 'mass' && kind !== 'power' && kind !== 'charge') return null
  const noun = nounBehind(text, clause, mention)
  const builds = kind === 'mass' && /建设|扩建|新建|布局|投建|规划/.test(text.slice(clause.start, mention.start))
  if (noun && builds) return { measure: '产能', subject: noun }
  if (
    !noun ||
    !/(电池|电芯|生产线|产线|产能|储能|材料|组件|硅片|隔膜|电解液|碳酸锂|氢氧化锂|项目|基地|工厂|电站|锂盐)/.test(noun)
  )
    return null
  if (kind === 'power' && /电站|风电|光伏|储能/.test(noun) && !/组件|电池片|硅片/.test(noun))
    return { measure: '装机容量', subject: noun }
  return { measure: kind === 'energy' && /储能电站|储能项目|储能系统/.test(noun) ? '储能容量' : '产能', subject: noun }
}

/** 产能均占全省一半 → 产能占比; 占全国的20% → 占比. */
export const shareName = (text: string, clause: Clause, word: MeasureFound): string => {
  const before = text.slice(clause.start, word.start).replace(/(均|已|约|各|都|也)+$/, '')
  if (/市场份额$|市场占有$/.test(before)) return '市场份额'
  for (const kind of ['mass', 'money'] as const) {
    const measure = lastMeasure(before, 0, before.length, kind)
    if (measure && measure.end === before.length) return `${measure.measure}占比`
  }
  return '占比'
}

export const measureBehind = (text: string, clause: Clause, mention: Mention, kind: Kind): MeasureFound | null => {
  const start = mention.end + (text[mention.end] === '的' ? 1 : 0)
  const word = lastMeasure(text, start, Math.min(clause.end, start + 8), kind)
  return word && word.start - start <= 4 ? word : null
}

export const verbBefore = (text: string, from: number, to: number, kind: Kind) => {
  let best: ((typeof verbMeasures)[number] & { start: number }) | null = null
  const clause = text.slice(from, to)
  for (const verb of verbMeasures) {
    if (!verb.kinds.includes(kind)) continue
    const at = clause.lastIndexOf(verb.verb)
    if (at < 0 || (best && from + at <= best.start)) continue
    if (verb.verb === '生产' && /^生产(线|总值|能力|企业|基地|性)/.test(clause.slice(at))) continue
    best = { ...verb, start: from + at }
  }
  return best
}

const measureOfList =
  /^[^，,。；;]{0,120}?(?:的|总|合计)?(设计产能|年产能|产能|生产能力|产量|加工能力|处理能力|装机容量|装机规模|储量|销量|出货量)(?:规模)?(?=[，,。；;)）]|$)/

/** 形成正极材料2万吨、隔膜5亿平方米的产能: the measure of a whole list stands behind its last item. */
export const measureBehindList = (text: string, mention: Mention, to: number): string | null => {
  const rest = text.slice(mention.end, Math.min(to, mention.end + 130))
  // 10亿平方米电池隔膜的产能
  const whole = /^[一-龥A-Za-z]{2,20}的(产能|生产能力|产量|储量)/.exec(rest)?.[1]
  if (whole) return whole === '生产能力' ? '产能' : whole
  if (!/^[^，,。；;]{0,16}[、和及]|^(?:的|以上)/.test(rest)) return null
  const found = measureOfList.exec(rest)?.[1]
  return found === undefined ? null : /产能|生产能力/.test(found) ? '产能' : found
}
