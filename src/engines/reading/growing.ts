import { countedBy } from './counting.ts'
import type { Change } from './growth.ts'
import { bodyStart, ownerEnd } from './heads.ts'
import { lastEnd, type Measured, type Speaking } from './measured.ts'
import { kindOf, measureEndingAt } from './measures.ts'
import { isGeneric } from './pointing.ts'
import type { Mention } from './quantities.ts'
import type { Statement } from './statements.ts'
import { nounBefore, ownedBy } from './subjects.ts'

const beforeChange =
  /(按可比价格?(?:计算)?|按可比口径(?:计算)?|按不变价(?:格)?(?:计算)?|扣除价格因素|预计|有望|力争|可|将|均|分别|累计|达|大幅|已|就|则|更|又|同比|环比|其中|当月|当季|名义|实际|也|都|实现|出现|比上年|较上年|年均|继续|同期|小幅|略|仅|平均|双双|快速)+$/
const comparing =
  /(?:(?<![对占同环之相])比(?!亚迪|例|重|特|克|较|值|利)|较|快于|高于|低于|慢于|好于|高出|低出|领先|落后)[^，。；]{0,16}$/
const pulling = /(?:上拉|下拉|拉动|带动|支撑|贡献|推动)/

/** The words that say how far a share or a growth moved: 增速加快, 占比提升, 高于全省平均水平, 拉动百分点. */
const nameOfMove = (before: string, moved: string, base: string): string => {
  if (pulling.test(before)) return '拉动百分点'
  const beyond = /(快于|高于|低于|慢于|好于|高出|低出|领先|落后|超过)于?([^，。；\d（(]{0,12})/.exec(before)
  if (beyond) return `${beyond[1]}${beyond[2]!.replace(/(?:约|近|超过?|达)$/, '')}`
  const than = /[比较]([^，。；\d]{1,14}?)(快|高|低|慢)$/.exec(
    before + moved.replace(/.*(?:提高|加快|降低|放慢).*/, ''),
  )
  if (than) return `${than[2]}于${than[1]}`
  const verb =
    /(提高|提升|加快|回升|上升|增加|扩大|攀升|下降|回落|收窄|减少|下滑|放缓|降低|缩小|提速|增长|高|低|快|慢)(?!.*(?:提高|提升|加快|回升|上升|增加|扩大|攀升|下降|回落|收窄|减少|下滑|放缓|降低|缩小|提速|增长))/.exec(
      moved,
    )?.[1]
  return `${base}${verb ?? '变化'}`
}

/** What grew or fell, how it is called, and of what it is the growth. */
export const growthOf = (speaking: Speaking, mention: Mention, found: Measured, change: Change): Measured => {
  const { text, clause, discourse, said } = speaking
  const kind = kindOf(mention.unit)
  const last = said.at(-1) ?? null
  found.change = true
  found.start = Math.max(clause.start, change.start)
  found.sign = change.sign
  found.measure = change.measure
  const from = Math.max(bodyStart(text, clause), lastEnd(clause, mention))
  const bracketed = /^[)）、和]/.test(text.slice(lastEnd(clause, mention), change.start))
  const whole = bracketed
    ? text
        .slice(Math.max(speaking.sentence.start, change.start - 40), change.start)
        .replace(/[（(][^（()）]*[)）]/g, '')
    : text.slice(from, Math.max(from, change.start))
  const compares = comparing.exec(whole)
  // 增速比1-9月加快: what stands before 比 is what moved.
  const before = (compares ? whole.slice(0, compares.index) : whole).replace(/[\s，,]+$/, '').replace(beforeChange, '')
  const stop = from + before.length
  // 增幅高于全市工业26.4%的平均增幅: the rate is that of what is compared with.
  const beside = kind === 'ratio' ? /(?:高于|低于|快于|慢于)([^，。；\d]{2,14})$/.exec(whole)?.[1] : undefined
  if (beside) {
    const subject = discourse.resolve(beside)
    return { ...found, subject, owner: null }
  }
  if (kind === 'ratio' || kind === 'points' || kind === 'multiple') {
    const pulls = kind === 'points' && pulling.test(whole)
    const word = pulls ? null : measureEndingAt(before, 0, before.length, null)
    const begins = word ? ownerEnd(text, from, from + word.start) : stop
    const own = pulls || bracketed ? '' : ownNoun(speaking, from, begins)
    const base = last?.change ? (last.base ?? last) : last
    found.base = own !== '' || last?.change ? null : last
    const isMoved = word !== null && /^(?:增速|增幅|增长率|涨幅|降幅)$/.test(word.word)
    if (own !== '') {
      const whose = ownedBy(discourse, discourse.resolve(own), null, null, mention.start)
      found.owner = whose.owner
      found.subject = `${whose.subject ?? ''}${word && !isMoved ? text.slice(begins, from + word.end) : ''}`
    } else if (word && !isMoved) {
      // 产值增长56% leaves its owner to what was spoken of.
      found.owner = discourse.ownerFor(null, mention.start) ?? discourse.place
      found.subject = `${found.owner ?? ''}${word.word}`
    } else if (base) {
      found.owner = pulls ? last!.owner : base.owner
      found.base = pulls ? null : found.base
      found.subject = pulls ? (last!.owner ?? last!.subject) : ofBase(base)
    } else {
      found.owner = discourse.ownerFor(null, mention.start) ?? discourse.place
      found.subject = found.owner
    }
    if (kind === 'points') {
      const what = word
        ? word.word
        : last?.change
          ? '增速'
          : last && kindOf(last.mention.unit) === 'ratio'
            ? last.measure
            : '增速'
      found.measure = nameOfMove(
        whole,
        text.slice(change.start, mention.numberStart),
        /增|涨|降/.test(what) ? '增速' : what,
      )
    }
    return found
  }
  // A count or an amount that was added (同比增加16个): of what was counted before.
  const own = ownNoun(speaking, from, stop)
  const previous = said.findLast((one) => one.mention.unit === mention.unit && !one.change) ?? last
  found.noun = previous?.noun ?? null
  const whose =
    own !== '' && !measureEndingAt(own, 0, own.length, null)
      ? ownedBy(discourse, discourse.resolve(own), null, null, mention.start)
      : null
  found.subject = whose?.subject ?? previous?.subject ?? discourse.ownerFor(null, mention.start)
  found.owner = whose?.owner ?? previous?.owner ?? found.subject
  if (previous === null || previous.change) {
    const counted = mention.counts ? countedBy(text, clause, mention, null, speaking.noun) : null
    const word = measureEndingAt(before, 0, before.length, null)
    found.measure = counted && counted.noun !== '' ? `${counted.noun}增加数` : word ? `${word.word}增加额` : '增量'
    found.noun = counted?.noun ?? null
  } else found.measure = `${previous.measure.replace(/数$/, '')}增加数`
  return found
}

const ownNoun = ({ text, clause }: Speaking, from: number, stop: number): string => {
  const noun = nounBefore(text, clause, from, stop)
  return isGeneric(noun) ? '' : noun
}

/** What the growth or the share of a stated value is said of: the value's subject with its measure. */
export const ofBase = (base: Statement): string =>
  `${base.subject ?? ''}${base.change || base.measure.endsWith('数') || kindOf(base.mention.unit) === 'rank' || kindOf(base.mention.unit) === 'ratio' || kindOf(base.mention.unit) === 'points' || base.subject?.endsWith(base.measure) ? '' : base.measure}`

/** 分别增长43.1%、36.2%: the numbers that follow change the same way. */
export const sharedGrowth = (speaking: Speaking, found: Measured, before: Statement): Measured => ({
  ...found,
  change: true,
  measure: before.measure,
  subject: before.subject ?? speaking.discourse.topic?.name ?? null,
  owner: before.owner,
  sign: before.value < 0 ? -1 : 1,
  reasons: ['measure-shared'],
  cost: 0.03,
})
