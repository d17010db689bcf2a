import type { Modality } from '../../base/quantity.ts'
import {
  fallBehind,
  type Kind,
  madeBehind,
  measureBefore,
  measureBehind,
  nearNoun,
  nounBehind,
  ownerBehind,
  projectBehind,
  rowOwnerBehind,
  shareName,
  verbBefore,
} from './around.ts'
import type { Clause, Sentence } from './clauses.ts'
import { countedBy } from './counting.ts'
import { type Change, changeBefore } from './growth.ts'
import { kindOf, lastMeasure, type MeasureFound, measureEndingAt, usualMeasure } from './measures.ts'
import { trimNoun } from './nouns.ts'
import type { Mention } from './quantities.ts'
import type { Statement } from './statements.ts'
import {
  bodyStart,
  cleanNoun,
  type Head,
  headOf,
  isEntity,
  isGeneric,
  resolve,
  subjectOf,
  type Topic,
} from './subjects.ts'

/** Everything around a number that tells what it measures and of what. */
export interface Speaking {
  text: string
  sentence: Sentence
  clause: Clause
  /** Which clause of the sentence it is. */
  index: number
  head: Head
  /** What the sentence has said before. */
  said: readonly Statement[]
  /** What was last counted in the sentence. */
  noun: string | null
  topic: Topic
  region: string | null
  isPlace: (noun: string) => boolean
}

export interface Measured {
  measure: string
  /** What the measure word says by itself (总投资 is planned). */
  modality: Modality | null
  subject: string | null
  reasons: string[]
  /** What is to be taken from the confidence. */
  cost: number
  change: boolean
  base: Statement | null
  noun: string | null
  /** Where the quote begins, when words before the number belong to it (同比增长). */
  start: number
  sign: 1 | -1
}

const products = new Set(
  '只 辆 台 套 台套 块 片 支 件 颗 组 艘 架 枚 卷 瓶 箱 桶 张 头 羽'.split(' ').map((word) => `{${word}}`),
)

/** Measures of things made and moved: a list that begins with one goes on with it, whatever the unit. */
export const flows = new Set(
  '产量 销量 销售量 产销量 出货量 交付量 产能 装车量 出口量 进口量 处理能力 库存 减少量 节约量'.split(' '),
)

const lastEnd = (clause: Clause, mention: Mention): number => {
  let end = clause.start
  for (const one of clause.mentions) if (one.end <= mention.start) end = one.end
  return end
}

/** 入驻企业45家: the head of the clause is itself what is counted. */
export const isDirectlyCounted = (text: string, clause: Clause, head: Head): boolean => {
  const first = clause.mentions[0]
  if (!first?.counts || head.noun === '' || head.end > first.start) return false
  return (
    text
      .slice(head.end, first.start)
      .replace(/^(已经|已|达到|达|有|共|约|为|突破|超过|超|近|增至|总数)+/, '')
      .trim() === ''
  )
}

const isPicture = (text: string, clause: Clause, mention: Mention): boolean =>
  text[mention.start - 1] === '每' ||
  /每\d+.{1,16}[就有]$/.test(text.slice(Math.max(clause.start, mention.start - 24), mention.start))

/** What a mention measures and of what; null when it turns out to be no statement of its own. */
export const measureOf = (speaking: Speaking, mention: Mention): Measured | null => {
  const { text, clause, said } = speaking
  const kind = kindOf(mention.unit)
  const from = lastEnd(clause, mention)
  const found: Measured = {
    measure: '',
    modality: null,
    subject: null,
    reasons: [],
    cost: 0,
    change: false,
    base: null,
    noun: null,
    start: mention.start,
    sign: 1,
  }
  // 每10块电池就有1块 is a share told as a picture, not two counts.
  if (mention.counts && isPicture(text, clause, mention)) return null
  if (kind === 'rank') return rank(speaking, mention, found)
  const change = kind === 'time' || kind === 'price' ? null : changeBefore(text, mention.start, clause.start)
  // 快于全国3个百分点: a distance from what is compared with, said of what was told before.
  if (kind === 'points' && !change && /(?:快于|高于|低于|慢于)[^，。；]{1,14}$/.test(text.slice(from, mention.start)))
    return growth(speaking, mention, found, { start: mention.start, sign: 1, measure: '增速' })
  if (change) return growth(speaking, mention, found, change)
  if (kind === 'ratio' || kind === 'points') {
    const turned = fallBehind(text, clause, mention)
    if (turned !== 0) return growth(speaking, mention, found, { start: mention.start, sign: turned, measure: '增速' })
    const before = said.at(-1)
    if (
      before?.change &&
      kindOf(before.mention.unit) === kind &&
      text.slice(from, mention.start).replace(/[、和及与\s]|分别/g, '') === ''
    )
      return sharedGrowth(speaking, mention, found, before)
    if (kind === 'ratio') {
      if (
        /(?:完成|达到)[^，。；]{0,16}(?:目标|任务|计划)[^，。；]{0,6}的$/.test(text.slice(clause.start, mention.start))
      ) {
        found.measure = '完成率'
        found.base = said.at(-1) ?? null
        found.subject = completed(speaking)
        return found
      }
      const share = shareBehind(speaking, mention, from)
      if (share) {
        found.measure = `${share}占比`
        return withSubject(speaking, mention, found, null)
      }
    }
  }
  if (mention.counts && !products.has(mention.unit)) return count(speaking, mention, found)
  return measured(speaking, mention, found, kind, from)
}

const measured = (speaking: Speaking, mention: Mention, found: Measured, kind: Kind, from: number): Measured | null => {
  const { text, clause, said, topic } = speaking
  const word = measureBefore(text, clause, mention, from, kind)
  const owner = ownerBehind(text, clause, mention) ?? rowOwnerBehind(text, mention)
  if (owner && /项目$/.test(owner)) Object.assign(topic, { subject: owner, fresh: true })
  if (owner && topic.named.at(-1) !== owner) topic.named.push(owner)
  if (word) {
    found.modality = word.modality ?? null
    found.measure = word.measure === '占' ? shareName(text, clause, word) : word.measure
    if (owner) return { ...found, subject: owner }
    return withSubject(speaking, mention, found, word)
  }
  const verb = verbBefore(text, clause.start, mention.start, kind)
  if (verb) {
    found.measure = verb.measure
    found.modality = verb.modality ?? null
    return producing(speaking, mention, found, Math.max(from, verb.start + verb.verb.length))
  }
  // 净利润扭亏为盈,达9000万元: the clause before says what reaches the number.
  const former = speaking.sentence.clauses[speaking.index - 1]
  if (
    former &&
    former.mentions.length === 0 &&
    /^[达为到至共约近超]{1,3}$/.test(text.slice(clause.start, mention.start))
  ) {
    const earlier = lastMeasure(text, former.start, former.end, kind)
    if (earlier) {
      found.measure = earlier.measure
      found.modality = earlier.modality ?? null
      return withSubject(speaking, mention, found, null)
    }
  }
  const behind = measureBehind(text, clause, mention, kind)
  if (behind) {
    found.modality = behind.modality ?? null
    found.measure = behind.measure
    return withSubject(speaking, mention, found, null)
  }
  // 1780mm热连轧: a small length that measures nothing named is part of a product's name.
  if (kind === 'length' && Math.abs(mention.value) < 10 && !mention.boundSaid) return null
  const made = madeBehind(text, clause, mention, kind)
  if (made) return { ...found, ...made, reasons: ['measure-guessed'], cost: 0.06 }
  const like = said.findLast(
    (one) =>
      !one.change &&
      (kindOf(one.mention.unit) === kind ||
        (flows.has(one.measure) && (mention.counts || kind === 'mass' || kind === 'energy'))),
  )
  if (like && like.measure !== '排名' && (!mention.counts || flows.has(like.measure))) {
    found.measure = like.measure
    found.reasons.push('measure-shared')
    found.cost += 0.04
    found.base = like
    const near = nearNoun(text, clause, mention, from)
    if (near) return { ...found, subject: resolve(near, topic, speaking.region) }
    return withSubject(speaking, mention, found, null)
  }
  if (mention.counts) return count(speaking, mention, found)
  return guessed(speaking, mention, found, kind, from)
}

/** No word names the measure: the unit's usual one, or a noun that ends like one (产业链完整度). */
const guessed = (speaking: Speaking, mention: Mention, found: Measured, kind: Kind, from: number): Measured => {
  const { text, clause, head, sentence, index } = speaking
  const near = nearNoun(text, clause, mention, from)
  found.reasons.push('measure-guessed')
  found.cost += 0.08
  if (near && kind === 'ratio' && /[度率比面性]$/.test(near)) {
    found.measure = near
    return { ...found, subject: speaking.topic.subject }
  }
  if (near && kind === 'time' && /(期|寿命|时间|时长)$/.test(near))
    return { ...found, measure: near, subject: speaking.topic.subject }
  // 推进甲20万吨啤酒、乙60万吨甲醇等项目: the size of a project in a list of projects is its capacity.
  if (kind === 'mass' || kind === 'power' || kind === 'energy') {
    const behind = nounBehind(text, clause, mention)
    if (
      behind &&
      /等[^，。；]{0,4}(?:项目|工程)/.test(text.slice(mention.end, Math.min(sentence.end, mention.end + 90)))
    ) {
      const first = text.slice(Math.max(from, mention.start - 8), mention.start).replace(/^.*[推进现成于、]/, '')
      return { ...found, measure: '产能', subject: `${trimNoun(first)}${behind.replace(/等$/, '')}项目` }
    }
  }
  found.measure = kind === 'time' ? '用时' : (usualMeasure[kind] ?? '数值')
  if (kind === 'time') {
    if (text.slice(mention.start - 2, mention.start) === '平均') found.start = mention.start - 2
    const next = sentence.clauses[index + 1]
    const after = next ? headOf(text, next) : null
    if (head.noun === '' && next && after) {
      const noun = trimNoun(text.slice(bodyStart(text, next), Math.min(next.end, bodyStart(text, next) + 20))).replace(
        /[就才上].*$/,
        '',
      )
      if (noun.length >= 2) return { ...found, subject: noun, reasons: [...found.reasons, 'subject-after'] }
    }
  }
  if (near) return { ...found, subject: resolve(near, speaking.topic, speaking.region) }
  const noun = nounBehind(text, clause, mention)
  if (noun && (kind === 'volume' || kind === 'voltage' || kind === 'mass' || kind === 'area'))
    return { ...found, subject: noun }
  return withSubject(speaking, mention, found, null)
}

const withSubject = (speaking: Speaking, mention: Mention, found: Measured, word: MeasureFound | null): Measured => {
  const { text, clause, head, topic, region } = speaking
  const { subject, carried } = subjectOf(text, clause, head, word?.start ?? null, mention.start, topic, region)
  found.subject = (carried ? countedProjects(speaking) : null) ?? subject ?? projectBehind(text, clause, mention)
  if (found.subject === null) {
    found.reasons.push('subject-of-page')
    found.cost += 0.02
  } else if (carried) found.reasons.push('subject-carried')
  return found
}

/** What a share of a goal says is completed: the goal as it is named, of what was measured before. */
const completed = (speaking: Speaking): string => {
  const before = speaking.said.at(-1)
  const goal = /(?:完成|达到)(?:了)?([^，。；]{0,20}(?:目标|任务|计划)[^，。；]{0,6})的/.exec(
    speaking.text.slice(speaking.clause.start, speaking.clause.end),
  )
  return `${before && !before.change ? (before.subject ?? '') : (speaking.topic.subject ?? '')}${goal?.[1] ?? ''}`
}

/** 签约24个储能项目,总投资229亿元: an amount right behind a count of projects is theirs. */
const countedProjects = (speaking: Speaking): string | null => {
  const before = speaking.said.at(-1)
  if (!before?.mention.counts || before.change || !before.noun || !/(项目|工程)$/.test(before.noun)) return null
  const owner = before.subject ?? ''
  return owner.endsWith(before.noun) ? owner : `${owner}${before.noun}`
}

/** 生产正极材料2.96万吨, 年产6万吨碳酸锂项目: the product stands between verb and number or behind the number. */
const producing = (speaking: Speaking, mention: Mention, found: Measured, verbEnd: number): Measured => {
  const { text, clause, topic } = speaking
  const between = text
    .slice(verbEnd, mention.start)
    .replace(
      /(达到|达|约|超过|超|近|逾|为|将|可|能力|由|从|提高到|提升到|提升至|提高至|增加到|增至|增长到|扩大到)+$/,
      '',
    )
    .replace(/^[了的]/, '')
  const after = nounBehind(text, clause, mention)
  if (between.length >= 2 && !isGeneric(between)) found.subject = between
  else if (after && /项目|工程|生产线|基地|工厂/.test(text.slice(mention.unitEnd, mention.unitEnd + 24))) {
    const start = bodyStart(text, clause)
    const name = topic.named.findLast((one) => one.includes(after.slice(0, 3)))
    found.subject =
      name ??
      cleanNoun(
        text
          .slice(start, Math.min(clause.end, mention.unitEnd + after.length))
          .slice(-40)
          .replace(/^\d+[条个座]/, '')
          .replace(/^(建设|新建|投资建设)/, ''),
      )
  } else if (after && after.length >= 2) found.subject = after
  else {
    const said = withSubject(speaking, mention, found, null)
    return { ...said, subject: said.subject?.replace(/(?<=..)(?:年产|日产|产销)$/, '') ?? null }
  }
  return found
}

const count = (speaking: Speaking, mention: Mention, found: Measured): Measured | null => {
  const { text, clause, head, topic, region } = speaking
  const start = bodyStart(text, clause)
  const next = clause.mentions.find((one) => one.start >= mention.end)
  const counted = countedBy(text, clause, mention, next ?? null, speaking.noun)
  if (/之[一首列]|的一[员个]/.test(text.slice(mention.end, Math.min(clause.end, mention.end + 16)))) return null
  found.measure = counted.measure
  found.noun = counted.noun === '' ? null : counted.noun
  if (counted.noun === '') {
    found.reasons.push('measure-guessed')
    found.cost += 0.1
  }
  const own = head.noun !== '' && head.end <= mention.start ? resolve(head.noun, topic, region) : ''
  const isNamed = own !== '' && !isGeneric(own) && (isEntity(own) || speaking.isPlace(own))
  const direct = isDirectlyCounted(text, clause, head)
  // 规上企业111家 is about what the sentence is about; only where that is not said it speaks for itself.
  if (isNamed && (!direct || speaking.isPlace(own) || !topic.fresh)) found.subject = own
  else if (topic.subject) {
    found.subject = topic.subject
    found.reasons.push('subject-carried')
  } else if (counted.noun.length >= 3) found.subject = counted.noun
  else found.reasons.push('subject-of-page')
  if (
    counted.side === 'after' &&
    found.subject !== null &&
    counted.noun.length >= 2 &&
    !found.subject.includes(counted.noun)
  )
    found.subject = `${found.subject}${counted.noun}`
  if (counted.side === 'after' && text.slice(Math.max(clause.start, mention.start - 1), mention.start) === '等')
    found.subject = text.slice(start, mention.start).replace(/^[有另]/, '') + counted.noun
  return found
}

const rankVerbs =
  /(连续.{1,3}年|位居|稳居|跃居|位列|名列|排名|排在|跃升至|升至|居于|居|列|排|为|跻身|进入|在|达到|保持)+$/

const rank = (speaking: Speaking, mention: Mention, found: Measured): Measured => {
  const { text, clause, topic, region, said } = speaking
  const previous = said.findLast((one) => !one.change) ?? said.at(-1) ?? null
  const noun = trimNoun(
    text.slice(Math.max(bodyStart(text, clause), lastEnd(clause, mention)), mention.start).replace(rankVerbs, ''),
  )
  const inherited = previous ? `${previous.measure.replace(/排名$/, '')}排名` : '排名'
  found.measure = inherited
  found.subject = topic.subject ?? previous?.subject ?? null
  if (noun.length < 2 || noun.length > 24) return found
  const word = endingMeasure(noun)
  if (word) {
    found.measure = `${word.word}排名`
    const owner = cleanNoun(noun.slice(0, word.start))
    if (owner.length >= 2 && !isGeneric(owner)) found.subject = resolve(owner, topic, region)
  } else if (/[度力量额值数率性]$/.test(noun)) found.measure = `${noun}排名`
  else if (!isGeneric(noun)) found.subject = resolve(cleanNoun(noun), topic, region)
  return found
}

const endingMeasure = (noun: string): MeasureFound | null => measureEndingAt(noun, 0, noun.length, null)

const beforeChange = /(预计|有望|力争|可|将|均|分别|累计|达|大幅|已|就|则|更|又|同比|环比|其中)+$/

const growth = (speaking: Speaking, mention: Mention, found: Measured, change: Change): Measured => {
  const { text, clause, topic, region, said } = speaking
  const kind = kindOf(mention.unit)
  const last = said.at(-1) ?? null
  found.change = true
  found.start = Math.max(clause.start, change.start)
  found.sign = change.sign
  found.measure = kind === 'points' ? '变化幅度' : kind === 'multiple' ? '增长倍数' : change.measure
  const from = Math.max(bodyStart(text, clause), lastEnd(clause, mention))
  const before = text
    .slice(from, Math.max(from, change.start))
    .replace(/[，,、\s]|出现$/g, '')
    .replace(beforeChange, '')
  const compares = /(?:^|增速)[较比][^，。]{1,12}$|^(?:快于|高于|低于|慢于)|^环比|^同比/.test(before)
  const own =
    before.length >= 2 && before.length <= 30 && !isGeneric(before) && !compares ? resolve(before, topic, region) : null
  if (kind === 'ratio' || kind === 'points' || kind === 'multiple') {
    if (own !== null) {
      // 产值增长56% leaves its owner to the topic; 锂盐产量增长30.5% names it.
      const word = endingMeasure(own)
      const bare = word !== null && word.start < 2
      found.subject = bare && topic.subject && !own.startsWith(topic.subject) ? `${topic.subject}${own}` : own
      return found
    }
    const base = last?.change ? (last.base ?? last) : last
    found.base = last?.change ? null : last
    found.subject = base
      ? `${base.subject ?? ''}${base.change || base.mention.counts || kindOf(base.mention.unit) === 'rank' ? '' : base.measure}`
      : topic.subject
    return found
  }
  // A count or an amount that was added (同比增加16个): of what was counted before.
  const previous = said.findLast((one) => one.mention.unit === mention.unit && !one.change) ?? last
  found.noun = previous?.noun ?? null
  found.subject = own !== null && !endingMeasure(own) ? own : (previous?.subject ?? topic.subject)
  if (previous === null || previous.change) {
    const counted = mention.counts ? countedBy(text, clause, mention, null, speaking.noun) : null
    found.measure = counted && counted.noun !== '' ? `${counted.noun}增加数` : '增量'
    found.noun = counted?.noun ?? null
  } else found.measure = `${previous.measure.replace(/数$/, '')}增加数`
  return found
}

/** 分别增长43.1%、36.2%: the numbers that follow change the same way. */
const sharedGrowth = (speaking: Speaking, _mention: Mention, found: Measured, before: Statement): Measured => ({
  ...found,
  change: true,
  measure: before.measure,
  subject: before.subject ?? speaking.topic.subject,
  sign: before.value < 0 ? -1 : 1,
  reasons: ['measure-shared'],
  cost: 0.03,
})

/** 贡献了90%以上的科研投入: the share of what stands behind. */
const shareBehind = (speaking: Speaking, mention: Mention, from: number): string | null => {
  const { text, clause, said } = speaking
  const match = /^的([一-龥]{2,10})/.exec(text.slice(mention.end, Math.min(clause.end, mention.end + 12)))
  if (!match) return null
  const before = text.slice(clause.start, mention.start)
  const between = text.slice(from, mention.start)
  const gives =
    /(贡献|掌控|占据|拥有|提供|承担|生产|创造)/.test(before) ||
    /占了?$/.test(between) ||
    (said.at(-1)?.measure.endsWith('占比') === true && between.replace(/[、和及与]/g, '').length < 2)
  return gives ? match[1]!.replace(/(和|及|与|以上|来自|是|为).*$/, '') : null
}
