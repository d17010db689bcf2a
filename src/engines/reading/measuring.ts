import {
  fallBehind,
  type Kind,
  madeBehind,
  measureBefore,
  measureBehind,
  measureBehindList,
  nearNoun,
  nounBehind,
  ownerBehind,
  rowOwnerBehind,
  shareName,
  verbBefore,
} from './around.ts'
import { count, isPicture } from './counts.ts'
import { kindOfName } from './entities.ts'
import { growthOf, sharedGrowth } from './growing.ts'
import { changeBefore } from './growth.ts'
import { bodyStart, headOf } from './heads.ts'
import { lastEnd, type Measured, owned, type Speaking, withSubject } from './measured.ts'
import { flows, kindOf, lastMeasure, type MeasureFound, usualMeasure } from './measures.ts'
import { trimNoun } from './nouns.ts'
import { isGeneric } from './pointing.ts'
import { builtBehind, projectOfList, sizeOfProject } from './projects.ts'
import { dividedBy, ofPart, partBeside, ratioOf } from './proportions.ts'
import type { Mention } from './quantities.ts'
import { rankOf } from './ranking.ts'
import { compose, nounBefore } from './subjects.ts'

const products = new Set(
  '只 辆 台 套 台套 块 片 支 件 颗 组 艘 架 枚 卷 瓶 箱 桶 张 头 羽'.split(' ').map((word) => `{${word}}`),
)

/** What a number measures and of what; null when it turns out to be no statement of its own. */
export const measureOf = (speaking: Speaking, mention: Mention): Measured | null => {
  const { text, clause, said } = speaking
  const kind = kindOf(mention.unit)
  const from = lastEnd(clause, mention)
  const found: Measured = {
    measure: '',
    modality: null,
    subject: null,
    owner: null,
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
  if (kind === 'rank') return rankOf(speaking, mention, found)
  // 从20家增至41家, 由11.3%提升至22.3%: what the first number measures the second does.
  const first = said.at(-1)
  if (
    first &&
    !first.change &&
    first.mention.unit === mention.unit &&
    first.mention.end === from &&
    risesTo.test(text.slice(from, mention.start))
  )
    return {
      ...found,
      measure: first.measure,
      subject: first.subject,
      owner: first.owner,
      noun: first.noun,
      reasons: ['measure-shared'],
      cost: 0.03,
    }
  if (kind === 'price') {
    const moved = priceMove(speaking, mention, found)
    if (moved) return moved
  }
  const change = kind === 'time' || kind === 'price' ? null : changeBefore(text, mention.start, clause.start)
  // 快于全国3个百分点, 拉动增长2个百分点: a distance or a pull, said of what was told before.
  const since = /^[)）、和]/.test(text.slice(from, mention.start))
    ? Math.max(speaking.sentence.start, mention.start - 40)
    : from
  if (
    kind === 'points' &&
    !change &&
    distance.test(text.slice(since, mention.start).replace(/[（(][^（()）]*[)）]/g, ''))
  )
    return growthOf(speaking, mention, found, { start: mention.start, sign: 1, measure: '增速' })
  if (change) return growthOf(speaking, mention, found, change)
  if (kind === 'ratio' || kind === 'points') {
    const turned = fallBehind(text, clause, mention)
    if (turned !== 0) return growthOf(speaking, mention, found, { start: mention.start, sign: turned, measure: '增速' })
    const before = said.at(-1)
    if (
      before?.change &&
      kindOf(before.mention.unit) === kind &&
      text.slice(from, mention.start).replace(/[、和及与\s]|分别/g, '') === ''
    )
      return sharedGrowth(speaking, found, before)
    const ratio = kind === 'ratio' ? ratioOf(speaking, mention, found, from) : null
    if (ratio) return ratio
  }
  // 充电桩保有量5万个: a measure right before the count is what is said.
  const counts = mention.counts && !products.has(mention.unit) && !measuredCount(text, mention, from)
  if (counts) return count(speaking, mention, found)
  return measured(speaking, mention, found, kind, from)
}
/** 环比上涨1709元/吨: how far a price moved, of the price told before it. */
const priceMove = ({ text, clause, said, discourse }: Speaking, mention: Mention, found: Measured): Measured | null => {
  const before = text.slice(Math.max(clause.start, mention.numberStart - 14), mention.numberStart)
  const moved =
    /(环比|同比|周环比|月环比|日环比|较[^，。；\d]{1,8}|比[^，。；\d]{1,8})?(上涨|下跌|上升|下降|上调|下调|回升|回落|大涨|大跌|涨|跌|降)(?:了|约|超|近)*$/.exec(
      before,
    )
  if (!moved) return null
  const base = said.findLast((one) => kindOf(one.mention.unit) === 'price' && !one.change) ?? null
  const near = nounBefore(text, clause, lastEnd(clause, mention), mention.numberStart - moved[0].length)
  const base1 = base?.subject?.endsWith(base.measure)
    ? (base.subject ?? '')
    : base
      ? `${base.subject ?? ''}${base.measure}`
      : null
  found.measure = `${/环比|同比/.exec(moved[1] ?? '')?.[0] ?? ''}${moved[2]}额`
  found.change = true
  found.base = base
  found.owner = base?.owner ?? discourse.ownerFor(null, mention.start)
  found.subject = near !== '' && !isGeneric(near) ? near : (base1 ?? found.owner)
  return found
}

const risesTo =
  /^(?:的)?(?:提高|提升|增加|增长|扩大|扩容|上升|攀升|发展|壮大|跃升|下降|降低|减少|缩短|压缩|增|升|降|猛增|激增|快速增长|逐步)+(?:到|至|为|到了|至了)[^，。；]{0,8}$/
const measuredCount = (text: string, mention: Mention, from: number): boolean => {
  const before = text
    .slice(Math.max(from, mention.start - 12), mention.start)
    .replace(/(?:达到?|为|约|超过?|突破|共|已)+$/, '')
  return /(?:保有量|产量|销量|交付量|出货量|装车量|产能|库存)$/.test(before)
}
const distance =
  /(?:快于|高于|低于|慢于|高出|低出|领先|落后|上拉|拉动|超过|(?:较|(?<![对占同环之相])比(?!亚迪|例|重|特|克|较|值|利))[^，。；]{1,14}[快慢高低])[^，。；]{0,14}$/

const measured = (speaking: Speaking, mention: Mention, found: Measured, kind: Kind, from: number): Measured | null => {
  const { text, clause, said, discourse } = speaking
  const word = measureBefore(text, clause, mention, from, kind)
  const owner =
    ownerBehind(text, clause, mention) ??
    rowOwnerBehind(text, mention) ??
    (word ? builtBehind(speaking, mention) : null)
  if (owner && /项目$/.test(owner)) {
    discourse.topic = { name: owner, kind: 'project' }
    discourse.fresh = true
  }
  if (owner)
    discourse.remember(owner, /项目|工程|基地|生产线|电站|工厂|产业园$/.test(owner) ? 'project' : 'park', mention.end)
  // 产生500亿元的开票和20亿元的税收: what stands right behind the number before belongs to that one.
  const taken = word !== null && from > clause.start && text[from] === '的' && word.start <= from + 2
  const later = taken ? measureBehind(text, clause, mention, kind) : null
  if (later) {
    found.modality = later.modality ?? null
    found.measure = later.measure
    return withSubject(speaking, mention, found, null)
  }
  // 占全区总产值177亿元的74%: the amount is of what is divided by.
  const whole =
    word !== null && /^的[\d一二三四五六七八九]/.test(text.slice(mention.end, mention.end + 2))
      ? dividedBy(speaking, word)
      : null
  if (word && whole)
    return {
      ...found,
      modality: word.modality ?? null,
      measure: word.measure,
      subject: whole,
      owner: said.at(-1)?.owner ?? null,
    }
  if (word) {
    found.modality = word.modality ?? null
    found.measure = word.measure === '占' ? shareName(text, clause, word) : word.measure
    if (owner) return { ...found, subject: owner, owner }
    const shown = withSubject(speaking, mention, found, word)
    return kind === 'ratio' ? ofPart(speaking, mention, shown, from) : shown
  }
  const named = speaking.entities.find(
    (one) => one.kind === 'project' && one.start <= mention.start && one.end >= mention.end,
  )
  const isSize = kind !== 'time' && (kind !== 'area' || (mention.unit === 'm2' && mention.value >= 1e6))
  if (named && isSize) return sizeOfProject(speaking, mention, found, kind, named.name)
  const listed = projectOfList(speaking, mention, kind)
  if (listed) return { ...found, ...listed, reasons: ['measure-guessed'], cost: 0.08 }
  const verb = verbBefore(text, clause.start, mention.start, kind)
  if (verb) {
    found.measure = verb.measure
    found.modality = verb.modality ?? null
    return producing(speaking, mention, found, Math.max(from, verb.start + verb.verb.length))
  }
  // 净利润扭亏为盈,达9000万元: the clause before says what reaches the number.
  if (kind === 'ratio' && /^(?:由|从|达)/.test(text.slice(bodyStart(text, clause), mention.start))) {
    // 在七大产业中的比重,由去年的15%提高到18%: the clause before ends with what is measured.
    const earlier = earlierMeasure(speaking, 'ratio')
    if (earlier && earlier.word.length >= 2) {
      found.measure = earlier.measure
      found.reasons.push('measure-shared')
      found.cost += 0.03
      return withSubject(speaking, mention, found, null)
    }
  }
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
  const bought =
    kind === 'money'
      ? /^(?:人民币)?(?:的?价格|的?总价)?(?:成功|成交)?(竞得|拍得|摘牌|收购|购得|受让|中标|成交)/.exec(
          text.slice(mention.end, mention.end + 14),
        )
      : null
  if (bought) {
    found.measure = `${bought[1]}价`
    return withSubject(speaking, mention, found, null)
  }
  const behind = measureBehind(text, clause, mention, kind)
  if (behind) {
    found.modality = behind.modality ?? null
    found.measure = behind.measure
    return withSubject(speaking, mention, found, null)
  }
  // 1780mm热连轧: a small length that measures nothing named is part of a product's name.
  if (kind === 'length' && Math.abs(mention.value) < 10 && !mention.boundSaid) return null
  if (kind === 'mass' || kind === 'power' || kind === 'energy' || kind === 'count' || kind === 'area') {
    const whole = measureBehindList(text, mention, speaking.sentence.end)
    const near = whole === null ? null : (nearNoun(text, clause, mention, from) ?? nounBehind(text, clause, mention))
    if (whole !== null && near !== null) return { ...found, measure: whole, ...owned(speaking, mention, near) }
  }
  const made = madeBehind(text, clause, mention, kind)
  if (made) {
    const whose = owned(speaking, mention, made.subject)
    return { ...found, measure: made.measure, ...whose, reasons: ['measure-guessed'], cost: 0.06 }
  }
  const like = said.findLast(
    (one) =>
      !one.change &&
      (kindOf(one.mention.unit) === kind ||
        (flows.has(one.measure) && (mention.counts || kind === 'mass' || kind === 'energy'))),
  )
  if (like && !like.measure.endsWith('排名') && (!mention.counts || flows.has(like.measure))) {
    found.measure = like.measure
    found.reasons.push('measure-shared')
    found.cost += 0.04
    found.base = like
    const near =
      nearNoun(text, clause, mention, from) ?? (flows.has(like.measure) ? nounBehind(text, clause, mention) : null)
    if (near) return { ...found, ...owned(speaking, mention, near) }
    return withSubject(speaking, mention, found, null)
  }
  if (mention.counts) return count(speaking, mention, found)
  if (kind === 'ratio') {
    const part = partBeside(speaking, mention, from)
    if (part) return { ...found, ...part }
  }
  if (kind === 'money') {
    const before = earlierMeasure(speaking, kind)
    // 社会消费品零售总额78亿元。批发业68亿元,零售业10亿元: parts of what the sentence before told.
    const whole = speaking.before
    const part = nearNoun(text, clause, mention, from)
    if (
      !before &&
      whole &&
      part &&
      !whole.change &&
      kindOf(whole.mention.unit) === 'money' &&
      kindOfName(part) !== 'thing'
    ) {
      found.measure = whole.measure
      found.reasons.push('measure-shared')
      found.cost += 0.06
      return { ...found, ...owned(speaking, mention, part) }
    }
    if (before || /(?:完成)[^，。；]{0,4}$/.test(text.slice(clause.start, mention.start))) {
      found.measure = before?.measure ?? '完成投资'
      found.modality = before?.modality ?? null
      found.reasons.push('measure-guessed')
      found.cost += 0.06
      const near = nearNoun(text, clause, mention, from)
      return near ? { ...found, ...owned(speaking, mention, near) } : withSubject(speaking, mention, found, null)
    }
  }
  return guessed(speaking, mention, found, kind, from)
}

/** The measure an earlier clause of the sentence named without a number of its own. */
const earlierMeasure = ({ text, sentence, index }: Speaking, kind: Kind): MeasureFound | null => {
  for (let c = index - 1; c >= Math.max(0, index - 2); c--) {
    const clause = sentence.clauses[c]!
    const word = lastMeasure(text, Math.max(clause.start, clause.end - 24), clause.end, kind)
    if (
      word &&
      word.word.length >= 2 &&
      (clause.mentions.length === 0 ? clause.end - word.end <= 6 : word.end === clause.end)
    )
      return word
    if (clause.mentions.length > 0) return null
  }
  return null
}

/** No word names the measure: the unit's usual one, or a noun that ends like one (产业链完整度). */
const guessed = (speaking: Speaking, mention: Mention, found: Measured, kind: Kind, from: number): Measured => {
  const { text, clause, head, sentence, index, discourse } = speaking
  const near = nearNoun(text, clause, mention, from)
  found.reasons.push('measure-guessed')
  found.cost += 0.08
  if (
    near &&
    ((kind === 'ratio' && /[度率比面性]$/.test(near)) || (kind === 'time' && /(期|寿命|时间|时长)$/.test(near)))
  ) {
    const owner = discourse.ownerFor(null, mention.start)
    return { ...found, measure: near, subject: owner, owner }
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
      if (noun.length >= 2 && !/\d/.test(noun))
        return { ...found, subject: noun, reasons: [...found.reasons, 'subject-after'] }
    }
  }
  if (near) return { ...found, ...owned(speaking, mention, near) }
  const noun = nounBehind(text, clause, mention)
  if (noun && (kind === 'volume' || kind === 'voltage' || kind === 'mass' || kind === 'area'))
    return { ...found, ...owned(speaking, mention, noun) }
  return withSubject(speaking, mention, found, null)
}

/** 生产正极材料2.96万吨, 年产碳酸锂3万吨: the product stands between verb and number or behind the number. */
const producing = (speaking: Speaking, mention: Mention, found: Measured, verbEnd: number): Measured => {
  const { text, clause, discourse } = speaking
  const between = text
    .slice(verbEnd, mention.start)
    .replace(
      /(达到|达|约|超过|超|近|逾|为|将|可|能力|由|从|提高到|提升到|提升至|提高至|增加到|增至|增长到|扩大到)+$/,
      '',
    )
    .replace(/^[了的]|^各类|[和及与]$/g, '')
  const after = nounBehind(text, clause, mention)
  const product =
    between.length >= 2 && between.length <= 20 && !isGeneric(between) && !/\d/.test(between) ? between : after
  if (product && product.length >= 2 && !/^(?:建成|投产|以上|左右|规模)/.test(product)) {
    const whose = owned(speaking, mention, product)
    if (whose.owner !== null || !capacityVerbs.has(found.measure)) return { ...found, ...whose }
    // What a project can make in a year is its capacity of the product.
    const project = discourse.ownerFor('project', mention.start)
    return { ...found, subject: compose(project, product, discourse.place), owner: project }
  }
  const said = withSubject(speaking, mention, found, null)
  return { ...said, subject: said.subject?.replace(/(?<=..)(?:年产|日产|产销)$/, '') ?? null }
}
const capacityVerbs = new Set(['产能', '处理能力', '回收能力', '加工能力', '供应量', '日产量'])
