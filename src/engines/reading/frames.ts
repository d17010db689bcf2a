import type { Period } from '../../base/period.ts'
import type { Clause } from './clauses.ts'
import type { Mention } from './quantities.ts'
import type { TimeMention } from './times.ts'

/** The time that stands over the clauses that follow, until another replaces it or a condition (建成后) lifts it. */
export interface Frame {
  period: Period | null
  relative: boolean
  /** Set by an earlier sentence of the paragraph. */
  earlier: boolean
}

export const noFrame: Frame = { period: null, relative: false, earlier: false }

const condition = /(建成|投产|达产|投用|竣工|满产|运营|完工|落地|实施)(达效|投产|达产|投用)?(后|以后|之后|时)/

/** Behind marks and words that only introduce. */
const bodyLead = (text: string, from: number, to: number): number => {
  const match = introducing.exec(text.slice(from, to))
  return from + (match?.[0].length ?? 0)
}

const introducing =
  /^[\s“"（(]*(?:其中|此次|本次|这次|截至|截止|据.{1,8}显示|统计显示|此外|同时|另外|就在|正是|从|自|在|到|至|于|力争|确保|争取|预计|计划|规划|提出|明确|目标是|有望|努力|要|将|并|还|也|[,，:：\s])*/

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

/** Days tell when something was said or done; only prices and 截至 make them the period of a number. */
const isEventDay = (time: TimeMention): boolean =>
  time.period?.precision === 'day' &&
  (time.kind === 'at' || time.kind === 'since') &&
  // 9月下旬, 13日至23日: a third of a month is a period one reports on.
  !(time.period.from !== null && time.period.to !== null && daysBetween(time.period.from, time.period.to) >= 7)

/** 完成全年目标任务的122%: the year belongs to the goal, not to the number. */
const ofGoal = (text: string, time: TimeMention): boolean =>
  /(完成|占|超|达到)[^，,。；;]{0,3}$/.test(text.slice(Math.max(0, time.start - 6), time.start)) &&
  /^(?:度)?[^，,。；;\d]{0,12}(目标|任务|计划|投资)/.test(text.slice(time.end, time.end + 18))

/** 2022年末, 9月底: a level is read at the end of them, not over their last month. */
const atEnd = (text: string, time: TimeMention): Period | null =>
  time.kind === 'at' &&
  time.period !== null &&
  time.period.precision === 'month' &&
  /[末底]$/.test(text.slice(time.end - 1, time.end))
    ? { ...time.period, from: null }
    : time.period

const frameOf = (text: string, time: TimeMention): Frame =>
  time.kind === 'now' || time.kind === 'recent' || time.kind === 'age'
    ? noFrame
    : { period: atEnd(text, time), relative: time.relative, earlier: false }

/** The frame after a clause was read: leading times go on, times bound to an event by 于 do not. */
export const frameAfter = (text: string, clause: Clause, current: Frame): Frame => {
  let frame = current
  if (condition.test(text.slice(clause.start, clause.end))) frame = noFrame
  for (const time of clause.times) {
    if (isEventDay(time) || time.kind === 'base' || ofGoal(text, time)) continue
    const before = text[time.start - 1]
    if (before === '（' || before === '(') continue
    const lead = text.slice(bodyLead(text, clause.start, time.start), time.start).trim()
    if (before === '于' && lead.length > 1) continue
    // Nor does a time that no number of its own clause follows (是2024年十大项目之一).
    if (lead.length > 0 && clause.mentions.every((mention) => mention.start < time.start)) continue
    frame = frameOf(text, time)
  }
  return frame
}

/** Between the time compared with and its own number: nothing that moves, no mark. */
const ofCompared = /^(?![^，,。；;]*(?:增|提高|提升|降|减|上升|上涨|加快|回落|回升|多|高))[^，,。；;]{0,16}$/

/** At the very end of a clause (…19家今年一季度,全市…) a time belongs to what follows: a mark was lost. */
export const trailingFrame = (text: string, clause: Clause): Frame | null => {
  const time = clause.times.at(-1)
  const mention = clause.mentions.at(-1)
  if (!time || !mention || time.kind !== 'at' || time.end < clause.end - 1 || isEventDay(time)) return null
  return time.start - mention.end <= 12 && !'（('.includes(text[time.start - 1] ?? ' ') ? frameOf(text, time) : null
}

const stands = /(?:已有|现有|拥有|云集|集聚|聚集|汇聚|入驻|已落[户戶]|已形成|已建成|占地)[^，,。；;]{0,16}$/

const grewFrom = (text: string, clause: Clause, mention: Mention): boolean =>
  /[从由]$/.test(text.slice(clause.start, mention.start)) &&
  /^[^，,。；;]{0,3}?(?:增|扩|升|提高|提升|上升|发展|减|降|跃|壮大|攀升)[^，,。；;\d]{0,4}[至到为]/.test(
    text.slice(mention.end, mention.end + 12),
  )

export interface PeriodRead {
  period: Period | null
  reasons: string[]
  certainty: number
}

/** The period a number is said of: the nearest time before it in its clause, else the frame. */
export const periodOf = (
  text: string,
  clause: Clause,
  mention: Mention,
  frame: Frame,
  options: { takesDays: boolean; isPlan: boolean; isStock: boolean; goesOn: boolean; isGrowth: boolean },
): PeriodRead => {
  const lifted = condition.exec(text.slice(clause.start, mention.start))
  let near: TimeMention | null = null
  for (const time of clause.times) {
    if (time.start >= mention.start) break
    // 较2022年10条产业链的3885亿元: what is compared with has its own number.
    const isBase = time.kind === 'base' && !(!options.isGrowth && ofCompared.test(text.slice(time.end, mention.start)))
    if (isBase || ofGoal(text, time)) continue
    if (lifted && time.end <= clause.start + lifted.index + lifted[0].length) continue
    const opened = text[time.start - 1]
    if (time.kind === 'plan' && (opened === '（' || opened === '(')) continue
    near = time
  }
  if (near) {
    if (isEventDay(near)) {
      if (options.takesDays)
        return { period: near.period, reasons: near.relative ? ['period-inferred'] : [], certainty: 0.9 }
      return { period: null, reasons: [], certainty: 0.8 }
    }
    const { period, relative } = frameOf(text, near)
    return { period, reasons: relative && period ? ['period-inferred'] : [], certainty: 1 }
  }
  // 链主企业从20家增至41家: what it grew from is of a time the sentence does not say.
  if (grewFrom(text, clause, mention)) return { period: null, reasons: [], certainty: 0.8 }
  // What stands somewhere stands now: 已落户企业21家 behind 2018年一季度….
  if (frame.earlier && !options.goesOn && stands.test(text.slice(clause.start, mention.start)))
    return { period: null, reasons: [], certainty: 0.8 }
  if (lifted || frame.period === null) return { period: null, reasons: [], certainty: 0.9 }
  // A month in which something was built is not the month of its capacity.
  if (options.isStock && frame.period.precision === 'month' && frame.period.from !== null)
    return { period: null, reasons: [], certainty: 0.8 }
  if (frame.earlier && options.isPlan && !options.goesOn) return { period: null, reasons: [], certainty: 0.7 }
  const reasons = frame.earlier ? ['period-carried'] : []
  if (frame.relative) reasons.push('period-inferred')
  const period = frame.earlier ? { ...frame.period, inferred: true } : frame.period
  return { period, reasons, certainty: frame.earlier ? 0.7 : 0.9 }
}

/** What a frame is worth to the next sentence: only years that were written out and closed go on. */
export const intoNextSentence = (frame: Frame, today: string | null): Frame =>
  frame.period !== null &&
  // A year long past that is mentioned once is not what a page of today goes on about.
  !(
    today !== null &&
    frame.period.to !== null &&
    Number(today.slice(0, 4)) - Number(frame.period.to.slice(0, 4)) > 2
  ) &&
  // Of what is told from the page's day only a report period (1-9月, 上半年) goes on, not 今年 or 去年.
  (!frame.relative || frame.period.precision !== 'year') &&
  // One month dates an event; the next sentence need not be of it.
  frame.period.from?.slice(0, 7) !== frame.period.to?.slice(0, 7) &&
  frame.period.from !== null &&
  frame.period.to !== null
    ? { ...frame, earlier: true }
    : noFrame
