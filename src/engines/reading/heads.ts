import type { Clause } from './clauses.ts'
import { entitiesIn, kindOfName } from './entities.ts'
import { measureEndingAt } from './measures.ts'
import { nounEnd, trimNoun } from './nouns.ts'

/** The noun phrase a clause begins with; empty when it begins with a verb. */
export interface Head {
  noun: string
  start: number
  end: number
}

const leads = [
  '其中',
  '此外',
  '同时',
  '与此同时',
  '另外',
  '另据',
  '截至',
  '据悉',
  '据了解',
  '据介绍',
  '据统计',
  '据测算',
  '据不完全统计',
  '据初步统计',
  '初步核算',
  '经初步核算',
  '统计数据显示',
  '数据显示',
  '统计显示',
  '并且',
  '而且',
  '以及',
  '特别是',
  '尤其是',
  '例如',
  '比如',
  '值得一提的是',
  '近年来',
  '近日',
  '日前',
  '目前',
  '多年来',
  '根据规划',
  '按照规划',
  '根据计划',
  '按照计划',
  '一直以来',
  '会上',
  '当前',
  '如今',
  '现在',
  '随着',
  '到',
  '至',
  '仅',
  '并',
  '而',
  '但',
  '且',
  '另',
  '还',
  '一是',
  '二是',
  '三是',
  '四是',
  '五是',
  '六是',
  '即',
  '如',
  '包括',
  '从',
]
/** Verbs before 全市, 全省 …: whose growth they bring about, or whose goal they set, stands behind them. */
const verbsBeforePlace =
  /^(?:确保|保障|安排|带动|推动|促进|助推|实现|完成|使得?|让|力促|力争|争取|预计|截至)(?=(?:全|我)[省市县区州国旗])/

/** Where a clause's own words begin, behind times, marks and phrases that only introduce. */
export const bodyStart = (text: string, clause: Clause): number => {
  let at = clause.start
  for (let again = true; again; ) {
    again = false
    while (at < clause.end && ' 　\t"“”‘’（()）)【】[]「」·—-…▲■●、'.includes(text[at]!)) at++
    for (const time of clause.times)
      if (time.start <= at && time.end > at) {
        at = time.end
        again = true
      }
    for (const lead of leads)
      if (
        text.startsWith(lead, at) &&
        at + lead.length <= clause.end &&
        !(lead.length === 1 && /[底其于期果业事位账达购网联东皋将墨今款建末是]/.test(text[at + 1]!))
      ) {
        at += lead.length
        again = true
        break
      }
    const verb = verbsBeforePlace.exec(text.slice(at, at + 6))
    if (verb && at + verb[0].length < clause.end) {
      at += verb[0].length
      again = true
    }
  }
  return Math.min(at, clause.end)
}

const emptyHeads =
  /^([较比][^，。]{1,6}(?:年|季度|月|期)|增速[较比]|[环同]比|记者|我们|他们|大家|人们|双方|各方|各级|近期|本次计划|这(?![个一家])|那|此(?!次)|他|她|你|谁|哪|怎么|什么|如何|首先|其次|最后|下一步|接下来|未来|连续|据|根据|按照|依据|随着|为了|用[^地电水能工户]|[一二三四五六七八九十两][是要大个批系次家条项方]|单月|第(?![一二三]产业)|不|没|更|最|很|从|首家|首个|全省首|全市首|拉动|带动(?!电)|快于|高于|低于|慢于)/
const speech = /(介绍|表示|指出|说|透露|强调|告诉记者|谈到|称|认为|坦言|获悉|了解到)$/
const person =
  /(书记|市长|县长|区长|省长|州长|主任|局长|厅长|负责人|董事长|总经理|经理|总裁|秘书长|秘书|专家|教授|院士|发言人|代表|主席|部长|处长|科长|会长|司长|工程师|员工|工人们?|技术员)[^省市县区的]{0,4}$/
const entityEnding =
  /(公司|集团|企业|产业|产业链|项目|工程|园区|开发区|高新区|经开区|新区|示范区|基地|主体|工厂|车间|中心|银行|协会|联盟|产业园|科技园|工业园|行业|领域|集群|生产线|产线|矿|矿区|矿段|区|县|市|省|州|镇|乡|村|港|行动|措施|方案|资源|矿产|电池|材料|汽车|车辆|车|锂|硅|光伏|储能|锂业|新能|新材|股份|科技|研究院|学院|大学|实验室|电子|能源|装备|制造|机器人|芯片|集聚区|自贸区|口岸|电站|机组|医药|产品|市场)(（[^）]*）|\([^)]*\))?$/

export const isPerson = (noun: string): boolean => person.test(noun)
/** Whether a noun phrase names something figures are said of. */
export const isEntity = (noun: string): boolean =>
  !person.test(noun) && (entityEnding.test(noun) || kindOfName(noun) !== 'thing')

/** 规模以上工业增加值 is of 规模以上工业: the measure begins with the end of its owner. */
export const ownerEnd = (text: string, from: number, measureStart: number): number => {
  const kept = /^(?:规上)?(?:工业|服务业|制造业|农业)(?=增加值|总产值|产值|用电量|税收|投资|企业)/.exec(
    text.slice(measureStart, measureStart + 8),
  )
  if (!kept) return measureStart
  const before = text.slice(Math.max(from, measureStart - 4), measureStart)
  return before === '' || /(?:规上|规模以上|规模|[省市县区州旗园]|民营|高新技术|[^一-龥])$/.test(before)
    ? measureStart + kept[0].length
    : measureStart
}

/** 固定资产投资完成…: the verb that seemed to end the phrase is the middle of a measure, before which the phrase ends. */
const beforeMeasure = (text: string, start: number, end: number, stop: number): number => {
  for (let later = Math.min(stop, end + 4); later > end; later--) {
    const word = measureEndingAt(text, start, later, null)
    if (word && word.start < end) return ownerEnd(text, start, word.start)
  }
  return end
}

/** 分行业看, 从产业分布看, 价格方面, 重要内容提示: what only says how one looks at things is never spoken of. */
const viewpoint =
  /^(?:从[^，。；]{1,16}(?:看|来看)|[^，。；\d]{0,14}(?:看|来看|来说|而言|来讲|方面|提示|如下|据悉|显示|目标[为是]?)|[一二三四五六七八九十]是[^，。；\d]{2,20})$/
export const isViewpoint = (text: string, clause: Clause): boolean =>
  clause.mentions.length === 0 &&
  clause.end - clause.start <= 28 &&
  viewpoint.test(text.slice(clause.start, clause.end).trim())

/** 钢铁产业方面, 二是高新技术产业增势良好: the industry or park that a point is about. */
export const subjectOfViewpoint = (text: string, clause: Clause): string | null => {
  const words = text
    .slice(clause.start, clause.end)
    .trim()
    .replace(/^(?:[一二三四五六七八九十]是|从|在|分)/, '')
  const noun = trimNoun(
    words.slice(0, nounEnd(words, 0, words.length, 0)).replace(/(?:方面|来看|看|来说|而言|来讲)$/, ''),
  )
  const bare = /^(.{2,12}?(?:产业集群|产业链|产业|集群|行业|工业|制造业|园区))/.exec(noun)?.[1] ?? noun
  const kind = kindOfName(bare)
  return bare.length >= 4 && (kind === 'industry' || kind === 'park') ? bare : null
}

/** 落户县工业园区的塔筒厂一期投资…: where it lies comes first, what is spoken of behind 的. */
const locatedHead =
  /^(?:落户|位于|坐落于?|地处)[^，。；的]{2,20}的([^，。；\d的]{2,14}?)(?=[一二三首]期|总?投资|占地|年产|$)/

/** A slogan in quotation marks. */
const slogan = /^[“"][^”"]{2,8}[”"]$/

export const headOf = (text: string, clause: Clause): Head => {
  const start = bodyStart(text, clause)
  const first = clause.mentions[0]
  // 某公司20万吨材料项目属于…: a name may hold a number.
  if (first && first.start >= start) {
    const named = entitiesIn(text, start, clause.end).find((one) => one.start - start <= 2 && one.end > first.start)
    if (named) return { noun: named.name, start: named.start, end: named.end }
  }
  let stop = first && first.start >= start ? first.start : clause.end
  for (const time of clause.times) if (time.start > start && time.start < stop) stop = time.start
  const end = beforeMeasure(text, start, nounEnd(text, start, stop, 0), stop)
  let noun = trimNoun(text.slice(start, end))
  // A list before 该… has ended; what it points to is spoken of.
  // 首座固定加氢站——某某加氢站: the name stands behind the dash.
  if (/^(?:——|—|－－)/.test(text.slice(end, end + 2)) && noun.length >= 4) {
    const from = end + (text[end + 1] === '—' || text[end + 1] === '－' ? 2 : 1)
    const until = nounEnd(text, from, stop, 0)
    if (until - from >= 4) return { noun: trimNoun(text.slice(from, until)), start: from, end: until }
  }
  const pointing = noun.lastIndexOf('、该')
  if (pointing > 0) noun = noun.slice(pointing + 1)
  if (isViewpoint(text, clause) || slogan.test(noun) || /最.{1,2}$/.test(noun)) noun = ''
  // A slogan in quotation marks at the head of a sentence.
  if (
    noun.length <= 9 &&
    '“"'.includes(text[start - 1] ?? ' ') &&
    /^[”"]/.test(text.slice(start + noun.replace(/[”"]$/, '').length)) &&
    !isEntity(noun)
  )
    noun = ''
  const located =
    noun === '' || start === end ? locatedHead.exec(text.slice(start, Math.min(clause.end, start + 40))) : null
  if (located) {
    const from = start + located[0].length - located[1]!.length
    return { noun: located[1]!, start: from, end: from + located[1]!.length }
  }
  // 全市5万农户, 动力电池产业全球领先: a number of people and what is said of an industry are no part of its name.
  noun = noun.replace(/(?<=..)\d[\d.]*[万亿余多][^\d]*$/, '')
  const industry =
    /^(.{2,16}?(?:产业集群|产业链|产业|集群|行业))(?:全球|全国|全省|发展|快速|持续|已|呈|规模|优势|体系|链条|增势|蓬勃|不断|日益|加速|初步|逐步|稳步|整体|总体|基础)/.exec(
      noun,
    )
  if (industry) noun = industry[1]!
  if (emptyHeads.test(noun) || noun.length < 2 || noun.length > 48) noun = ''
  return { noun, start, end }
}

/** True when a clause only says who speaks: 市工信局负责人表示, 记者获悉. */
export const isSpeech = (text: string, clause: Clause): boolean =>
  clause.mentions.length === 0 &&
  speech.test(text.slice(Math.max(clause.start, clause.end - 8), clause.end).replace(/[“"]$/, ''))
