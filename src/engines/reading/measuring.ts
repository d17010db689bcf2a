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
  projectBehind,
  rowOwnerBehind,
  shareName,
  verbBefore,
} from './around.ts'
import type { Clause } from './clauses.ts'
import { countedBy, isThreshold } from './counting.ts'
import { isGeneric } from './discourse.ts'
import { kindOfName } from './entities.ts'
import { growthOf, ofBase, sharedGrowth } from './growing.ts'
import { changeBefore } from './growth.ts'
import { bodyStart, type Head, headOf, isEntity } from './heads.ts'
import { lastEnd, type Measured, type Speaking } from './measured.ts'
import { flows, kindOf, lastMeasure, type MeasureFound, measureEndingAt, usualMeasure } from './measures.ts'
import { nounEnd, trimNoun } from './nouns.ts'
import type { Mention } from './quantities.ts'
import { rankOf } from './ranking.ts'
import { cleanNoun, compose, nounBefore, ownedBy, subjectOf } from './subjects.ts'

const products = new Set(
  '只 辆 台 套 台套 块 片 支 件 颗 组 艘 架 枚 卷 瓶 箱 桶 张 头 羽'.split(' ').map((word) => `{${word}}`),
)

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
    if (kind === 'ratio') return ratioOf(speaking, mention, found, from)
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

const ratioOf = (speaking: Speaking, mention: Mention, found: Measured, from: number): Measured | null => {
  const { text, clause, said } = speaking
  if (
    /(?:完成|达到|为|占)[^，。；]{0,16}(?:目标|任务|计划)[^，。；]{0,6}的$/.test(
      text.slice(clause.start, mention.start),
    )
  ) {
    found.measure = '完成率'
    found.base = said.at(-1) ?? null
    found.subject = completed(speaking, mention)
    return found
  }
  const share = shareBehind(speaking, mention, from)
  if (share) {
    found.measure = `${share}占比`
    return withSubject(speaking, mention, found, null)
  }
  const compared = comparedWith(speaking, mention, found)
  if (compared) return compared
  const word = measureBefore(text, clause, mention, from, 'ratio')
  // 税收收入10亿元,占预算收入比重达80%: the share of what was just told, when the clause names nothing of its own.
  const base = said.at(-1) ?? null
  if (
    word &&
    base &&
    /占|比[重例]|份额/.test(word.word) &&
    /^[（(]?(?:约|已|均|各|其|合计|共|总量|产能|分别|仅|就)*占?$/.test(beforeShare(text, clause, from, word))
  ) {
    found.measure = word.measure === '占' ? '占比' : word.measure
    const isLevel = !base.change && kindOf(base.mention.unit) !== 'ratio'
    if (base.mention.counts && base.noun) found.subject = compose(base.subject, base.noun, speaking.discourse.place)
    else found.subject = isLevel ? ofBase(base) : base.subject
    found.owner = base.owner
    found.base = base
    found.reasons.push('subject-carried')
    return found
  }
  return measured(speaking, mention, found, 'ratio', from)
}

/** 增速高于全国(5.4%)、全省(5.2%): the same measure of what is compared with stands in brackets. */
const comparedWith = (
  { text, clause, said, lastSaid, discourse }: Speaking,
  mention: Mention,
  found: Measured,
): Measured | null => {
  const base = said.at(-1) ?? lastSaid
  const before = text.slice(Math.max(clause.start, mention.start - 14), mention.start)
  const whose = /(全国|全省|全市|全区|全县|全州|规上工业|行业)(?:平均水平|平均|水平|增速)?(?:为)?[（(]$/.exec(
    before,
  )?.[1]
  if (
    !base ||
    !whose ||
    !/(?:高于|低于|快于|慢于|超过|[（(][^（）()]*[）)][、和])/.test(
      text.slice(Math.max(0, clause.start - 24), mention.start),
    )
  )
    return null
  const same = base.measure.endsWith('排名') ? (said.findLast((one) => one.change) ?? base) : base
  const bare = (same.subject ?? '')
    .replace(discourse.place ?? '\0', '')
    .replace(/^(?:全|我|本)[国省市县区州]|^[^，]{2,6}?[省市县州]/, '')
  return {
    ...found,
    change: same.change,
    measure: same.change ? '增速' : same.measure,
    subject: whose + bare,
    owner: null,
  }
}

/** The words before 占, or before 占比: what of the clause names the part. */
const beforeShare = (text: string, clause: Clause, from: number, word: MeasureFound): string => {
  const begin = Math.max(bodyStart(text, clause), from)
  const words = text.slice(begin, Math.max(begin, word.end))
  const at = words.search(/占/)
  return at < 0 ? words.slice(0, Math.max(0, word.start - begin)) : words.slice(0, at)
}

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

/** 总投资463亿元某产业园开工, 投资12亿元建设某项目: the project its amount stands before. */
const builtBehind = ({ text, entities }: Speaking, mention: Mention): string | null => {
  const next = entities.find((one) => one.kind === 'project' && one.start >= mention.end)
  if (!next || next.start - mention.end > 8) return null
  const between = text.slice(mention.end, next.start)
  return /^(?:的|[，,])?(?:人民币)?(?:用于)?(?:投资|分期|规划|合作)?(?:建设|打造|新建|投建|实施|兴建|建)?$/.test(
    between,
  )
    ? next.name
    : null
}

/** 50%以上为大鳞片石墨, 民间投资达70%以上: the part stands behind or before its share. */
const partBeside = (
  speaking: Speaking,
  mention: Mention,
  from: number,
): Pick<Measured, 'measure' | 'subject' | 'owner' | 'reasons' | 'cost'> | null => {
  const { text, clause, discourse } = speaking
  const behind = /^(?:为|是|属于|来自|的)?([一-龥A-Za-z]{2,14})/.exec(
    text.slice(mention.end, Math.min(clause.end, mention.end + 18)),
  )
  const told = behind
    ? /^(?:为|是|属于|来自)|(?:实现|保持|达到|为|属于|来自|分布|集中|用于|出口)/.test(
        text.slice(mention.end, mention.end + 12),
      )
    : false
  if (behind && told) {
    const noun = behind[1]!.slice(0, nounEnd(behind[1]!, 0, behind[1]!.length, 1))
    if (noun.length >= 2)
      return { measure: '占比', ...owned(speaking, mention, noun), reasons: ['measure-guessed'], cost: 0.06 }
  }
  const before = text
    .slice(Math.max(bodyStart(text, clause), from), mention.start)
    .replace(/(?:达到?|为|占|约|超过?|均|已|高)+$/, '')
  const word = measureEndingAt(before, 0, before.length, 'money')
  if (!word) return null
  const owner = discourse.ownerFor(null, mention.start)
  const whose = before.length > 8 ? before.slice(0, word.start) : ''
  const measure = `${before.length <= 8 ? before : word.word}占比`
  const subject =
    whose !== '' ? compose(owner, cleanNoun(whose), discourse.place) : compose(owner, before, discourse.place)
  return { measure, subject, owner, reasons: ['measure-guessed'], cost: 0.06 }
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

/** 民营企业增加值占全部的比重: the share, and what grows behind it, is of the measure before 占. */
const ofPart = ({ text, clause }: Speaking, mention: Mention, found: Measured, from: number): Measured => {
  const words = text.slice(Math.max(bodyStart(text, clause), from), mention.start)
  const at = words.indexOf('占')
  if (at < 2 || found.subject === null) return found
  const before = words.slice(0, at).replace(/(?:均|已|约|合计|共|分别)+$/, '')
  const part = measureEndingAt(before, 0, before.length, null)
  if (!part || found.subject.endsWith(part.word)) return found
  return { ...found, subject: found.subject + part.word, owner: found.owner }
}

/** A noun beside the number with the thing it belongs to. */
const owned = (speaking: Speaking, mention: Mention, noun: string): Pick<Measured, 'subject' | 'owner'> => {
  const { discourse, head } = speaking
  const before = head.noun !== '' && head.end <= mention.start ? cleanNoun(discourse.resolve(head.noun)) : ''
  const names =
    before.length >= 2 &&
    !isGeneric(before) &&
    !before.includes(noun) &&
    (isEntity(before) ||
      speaking.isPlace(before) ||
      (before.length >= 4 && head.start <= bodyStart(speaking.text, speaking.clause)))
  const { subject, owner } = ownedBy(discourse, discourse.resolve(noun), names ? before : null, null, mention.start)
  return { subject, owner }
}

/** 年产6万吨碳酸锂项目, 30亿元正极材料项目: the number is the size by which a project is called. */
const sizeOfProject = (speaking: Speaking, mention: Mention, found: Measured, kind: Kind, name: string): Measured => {
  const verb = verbBefore(speaking.text, speaking.clause.start, mention.start, kind)
  const plant =
    kind === 'power' && /光伏|风电|风力|发电|储能|电站|水电/.test(name) && !/组件|电池片|硅片|单晶|装备/.test(name)
  found.measure =
    kind === 'money' ? '总投资' : verb && verb.verb !== '生产' ? verb.measure : plant ? '装机容量' : '产能'
  // A project is called by the size it is planned with, unless it is said to run.
  const { text, sentence } = speaking
  const isRunning = runs.test(text.slice(mention.end, Math.min(sentence.end, mention.end + 60)))
  found.modality = kind === 'money' || !isRunning ? 'plan' : 'actual'
  if (!verb && kind !== 'money') {
    found.reasons.push('measure-guessed')
    found.cost += 0.05
  }
  return { ...found, subject: name, owner: name }
}

const runs =
  /(?<!预计|计划|将|拟|力争|确保|尽快|尽早|早日|加快|推动)(?:投产|竣工|达产|投运|投用|试产成功|建成)(?!后|前|投产后|达产后|达效)/

/** 推进甲20万吨啤酒、乙60万吨甲醇等项目: the size of a project in a list of projects is its capacity. */
const projectOfList = (
  { text, clause, sentence }: Speaking,
  mention: Mention,
  kind: Kind,
): Pick<Measured, 'measure' | 'subject' | 'owner' | 'modality'> | null => {
  if (kind !== 'mass' && kind !== 'power' && kind !== 'energy') return null
  const behind = nounBehind(text, clause, mention)
  if (!behind || !listOfProjects.test(text.slice(mention.end, Math.min(sentence.end, mention.end + 170)))) return null
  const first = clause.mentions[0]!
  const firm = text
    .slice(Math.max(clause.start, first.start - 12), first.start)
    .replace(/^.*(?:推进|推动|实施|加快|开工|建设|建成|现成|引进|签约|包括|、)/, '')
  const after = text.slice(mention.end, Math.min(sentence.end, mention.end + 190))
  return {
    measure: '产能',
    subject: `${trimNoun(firm).replace(/年产$/, '')}${behind.replace(/等$/, '')}项目`,
    owner: null,
    modality: runs.test(after) ? null : 'plan',
  }
}
const listOfProjects = /^[^，。；]{0,150}?等[^，。；、]{0,8}(?:项目|工程)/

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
      if (noun.length >= 2) return { ...found, subject: noun, reasons: [...found.reasons, 'subject-after'] }
    }
  }
  if (near) return { ...found, ...owned(speaking, mention, near) }
  const noun = nounBehind(text, clause, mention)
  if (noun && (kind === 'volume' || kind === 'voltage' || kind === 'mass' || kind === 'area'))
    return { ...found, ...owned(speaking, mention, noun) }
  return withSubject(speaking, mention, found, null)
}

const withSubject = (speaking: Speaking, mention: Mention, found: Measured, word: MeasureFound | null): Measured => {
  const { text, clause } = speaking
  const { subject, owner, carried } = subjectOf(speaking, word?.start ?? null, mention, found.measure)
  found.subject = subject ?? projectBehind(text, clause, mention)
  found.owner = owner
  if (found.subject === null) {
    found.reasons.push('subject-of-page')
    found.cost += 0.02
  } else if (carried) found.reasons.push('subject-carried')
  return found
}

/** What a share of a goal says is completed: the goal as it is named, of what was measured before. */
const completed = (speaking: Speaking, mention: Mention): string => {
  const before = speaking.said.at(-1)
  const goal = /(?:完成|达到)(?:了)?([^，。；]{0,20}(?:目标|任务|计划)[^，。；]{0,6})的/.exec(
    speaking.text.slice(speaking.clause.start, speaking.clause.end),
  )
  const whose = before && !before.change ? before.subject : speaking.discourse.ownerFor(null, mention.start)
  return `${whose ?? ''}${goal?.[1] ?? ''}`
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

/** What goes on to own the amounts behind its count: 项目90个、总投资82亿元. */
const ownsAmounts = /(?:项目|工程|企业|公司|产业|行业|集群|园区|基地|产业链|生产线|电站|主体|户|产品|门类)$/

/** 亿元以上, 单体投资超百亿元的: which of them are counted. */
const withThreshold = (text: string, clause: Clause, mention: Mention, noun: string): string => {
  const amount = threshold(text, clause, mention)
  return noun.includes(amount) ? noun : amount + noun
}
const threshold = (text: string, clause: Clause, mention: Mention): string => {
  const amount = clause.mentions.findLast(
    (one) =>
      one !== mention && one.start < mention.end + 12 && one.end > mention.start - 16 && isThreshold(text, clause, one),
  )
  return amount && amount.end <= mention.start ? text.slice(amount.start, amount.end) : ''
}
const classNoun = /^(?:[一-龥]{0,4}产品|[一-龥]{0,4}行业|品种|商品|门类|项目|企业)$/
const groupNouns = /(?:企业|项目|公司|主体|户|集群|产业链|园区|平台|机构|中心|工厂)$/

const count = (speaking: Speaking, mention: Mention, found: Measured): Measured | null => {
  const { text, clause, head, discourse } = speaking
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
  const own = head.noun !== '' && head.end <= mention.start ? cleanNoun(discourse.resolve(head.noun)) : ''
  const direct = isDirectlyCounted(text, clause, head)
  const isNamed = own !== '' && !isGeneric(own) && (isEntity(own) || speaking.isPlace(own))
  // 规上企业111家 is about what the sentence is about; a place or a park before the count owns it.
  const owner =
    isNamed && !(direct && counted.side === 'before' && !speaking.isPlace(own))
      ? own
      : discourse.ownerFor(groupNouns.test(counted.noun) ? 'group' : 'count', mention.start)
  if (owner !== null && owner !== own) found.reasons.push('subject-carried')
  const counts = compose(
    owner,
    counted.noun.length >= 2 ? withThreshold(text, clause, mention, counted.noun) : '',
    discourse.place,
  )
  // 宜春市, 锂电项目数: the measure says what is counted; 全市 of an unknown place alone says nothing.
  found.subject = owner !== null && owner === discourse.place ? owner : counts
  found.owner = owner
  // 47种工业品中,…等20种产品价格下降: counted among what the sentence began with.
  if (discourse.among !== null && classNoun.test(counted.noun)) found.subject = discourse.among
  else if (counted.side === 'after' && text[mention.start - 1] === '等') {
    const list = text
      .slice(start, mention.start)
      .replace(/^.*(?:包括|包含|涉及|即)(?=[^，。；]*、)/, '')
      .replace(/^.*(?:推进|推动|实施|引进|集聚|吸引|培育|拥有|加快|形成)(?=[^、]{2,}、)/, '')
    if (list.length <= 40) found.subject = list.replace(/^[有另]/, '') + counted.noun
  }
  if (found.subject === '') {
    found.subject = null
    found.reasons.push('subject-of-page')
  }
  if (counted.side === 'after' && /^[^，。；\d]{1,16}中[，,]/.test(text.slice(mention.end, mention.end + 20)))
    discourse.among = counts
  if (counted.noun !== '' && ownsAmounts.test(counted.noun)) discourse.row = counts
  return found
}

/** 贡献了90%以上的科研投入: the share of what stands behind. */
const shareBehind = (speaking: Speaking, mention: Mention, from: number): string | null => {
  const { text, clause, said } = speaking
  const match = /^的([一-龥]{2,10})/.exec(text.slice(mention.end, Math.min(clause.end, mention.end + 12)))
  if (!match) return null
  const before = text.slice(clause.start, mention.start)
  const between = text.slice(from, mention.start)
  const gives =
    /(贡献|掌控|占据|拥有|提供|承担|生产|创造|满足|供应)/.test(before) ||
    /占了?$/.test(between) ||
    (said.at(-1)?.measure.endsWith('占比') === true && between.replace(/[、和及与]/g, '').length < 2)
  return gives ? match[1]!.replace(/(和|及|与|以上|来自|是|为).*$/, '') : null
}
