import { addDays, addYears, dayPeriod, isDay, isoDay, type Period, yearPeriod } from '../../base/period.ts'
import { isArabicDigit, smallAt, yearAt } from './numerals.ts'
import { finish, isHan, partOfYear, pastDash, type TimeAnchor, type TimeMention, wordAt } from './time-parts.ts'

export type { TimeAnchor, TimeKind, TimeMention } from './time-parts.ts'

const triggers = new Uint8Array(65536)
for (const char of '0123456789０１２３４５６７８９一二三四五六七八九十今去明前后本上下全年目截当现如近最过未眼昨明后第“"「')
  triggers[char.charCodeAt(0)] = 1

const planNumbers: Record<string, number> = {
  十一五: 2006,
  十二五: 2011,
  十三五: 2016,
  十四五: 2021,
  十五五: 2026,
  十六五: 2031,
}

/** “十四五”, 十五五时期, 十四五末. */
const fiveYearPlan = (text: string, at: number): TimeMention | null => {
  const open = '“"「'.includes(text[at]!) ? 1 : 0
  const first = planNumbers[text.slice(at + open, at + open + 3)]
  if (first === undefined) return null
  let end = at + open + 3
  if (open) {
    if (!'”"」'.includes(text[end] ?? ' ')) return null
    end++
  }
  const named = wordAt(text, end, ['规划', '计划'])
  const edge = wordAt(text, end, ['期末', '末', '时期', '期间', '以来'])
  if (edge) end += edge.length
  const whole = yearPeriod(first, first + 4)
  if (named) return { start: at, end, kind: 'plan', period: whole, relative: false }
  if (edge === '末' || edge === '期末')
    return { start: at, end, kind: 'until', period: { ...whole, from: null }, relative: false }
  if (edge === '以来') return { start: at, end, kind: 'since', period: { ...whole, to: null }, relative: false }
  return { start: at, end, kind: 'at', period: whole, relative: false }
}

/** A time that begins with four digits of a year. */
const absoluteAt = (text: string, at: number): TimeMention | null => {
  const year = yearAt(text, at)
  if (year === null) return null
  let i = at + 4
  if (text[i] === ' ' && text[i + 1] === '年') i++
  const dash = pastDash(text, text[i] === '年' ? i + 1 : i)
  if (dash > i) {
    const to = yearAt(text, dash)
    // 2020—2025亿元 are amounts, not years.
    if (to !== null && to > year && !/[亿万千元吨]/.test(text[dash + 4] ?? '')) {
      const written = text[dash + 4] === '年'
      return finish(text, at, { end: dash + (written ? 5 : 4), period: yearPeriod(year, to), kind: 'plan' }, false)
    }
  }
  if (text[i] === '年') {
    i++
    if (text[i] === '度' && text[i + 1] !== '过') i++
    if (text[i] === '的' && text.startsWith('上半年', i + 1)) i++
    const part = partOfYear(text, i, year)
    return finish(text, at, part ?? { end: i, period: yearPeriod(year) }, false)
  }
  const mark = text[i]
  if (mark === '-' || mark === '.' || mark === '/') {
    const month = smallAt(text, i + 1)
    const day = month && text[month.end] === mark ? smallAt(text, month.end + 1) : null
    // smallAt refuses a number with a point behind it, so a dotted date is read by hand.
    const dotted = /^(\d{1,2})[./-](\d{1,2})(?!\d)/.exec(text.slice(i + 1, i + 7))
    const m = month && day ? month.value : dotted ? Number(dotted[1]) : 0
    const d = month && day ? day.value : dotted ? Number(dotted[2]) : 0
    if (isDay(year, m, d))
      return finish(
        text,
        at,
        { end: month && day ? day.end : i + 1 + dotted![0].length, period: dayPeriod(isoDay(year, m, d)) },
        false,
      )
  }
  return null
}

const relativeYears: [string, number][] = [
  ['今年', 0],
  ['本年度', 0],
  ['本年', 0],
  ['去年', -1],
  ['上年度', -1],
  ['上年', -1],
  ['前年', -2],
  ['明年', 1],
  ['后年', 2],
]

const nowWords = ['截至目前', '截止目前', '目前', '当前', '现如今', '如今', '现阶段', '眼下', '截至发稿']
const dayWords: [string, number][] = [
  ['今天', 0],
  ['今日', 0],
  ['昨天', -1],
  ['昨日', -1],
  ['明天', 1],
]

/** A time that is told from the day of the page: 今年1—11月, 去年底, 全年, 上半年, 6月18日, 近3年, 目前, 昨日. */
const relativeAt = (text: string, at: number, anchor: TimeAnchor, lastDaySaid: string | null): TimeMention | null => {
  const now = wordAt(text, at, nowWords)
  if (now) {
    const period = anchor.day ? { ...dayPeriod(anchor.day), inferred: true } : null
    return { start: at, end: at + now.length, kind: 'now', period, relative: true }
  }
  for (const [word, offset] of dayWords)
    if (text.startsWith(word, at)) {
      if (text[at - 1] === '至' && word[0] === '今') return null
      const period = anchor.day ? { ...dayPeriod(addDays(anchor.day, offset)), inferred: true } : null
      return { start: at, end: at + 2, kind: 'at', period, relative: true }
    }
  if (text.startsWith('当日', at) || text.startsWith('当天', at)) {
    const day = lastDaySaid ?? anchor.day
    return {
      start: at,
      end: at + 2,
      kind: 'at',
      period: day ? { ...dayPeriod(day), inferred: true } : null,
      relative: true,
    }
  }
  for (const [word, offset] of relativeYears) {
    if (!text.startsWith(word, at)) continue
    // 达产后年产值, 以上年 and 目前年产能 hold no year.
    if (
      '后前上本'.includes(word[0]!) &&
      isHan(text.charCodeAt(at - 1)) &&
      !'比较与同在到至自从超于'.includes(text[at - 1]!)
    )
      continue
    const year = anchor.year === null ? null : anchor.year + offset
    const i = at + word.length
    const part = partOfYear(text, i, year)
    return finish(text, at, part ?? { end: i, period: year === null ? null : yearPeriod(year) }, true)
  }
  const recent = recentAt(text, at, anchor)
  if (recent) return recent
  if (
    (text.startsWith('全年', at) && !'安健齐保'.includes(text[at - 1] ?? ' ')) ||
    text.startsWith('年内', at) ||
    text.startsWith('年底', at) ||
    text.startsWith('年末', at)
  ) {
    if (text[at] === '年' && /[\d一二三四五六七八九十]/.test(text[at - 1] ?? '')) return null
    const year = anchor.year ?? anchor.yearSaid ?? null
    const whole = year === null ? null : yearPeriod(year)
    const byEnd = text[at + 1] === '底' || text[at + 1] === '末'
    const period = whole && byEnd ? { ...whole, from: null } : whole
    let end = at + 2
    if (byEnd && text[end] === '前') end++
    return {
      start: at,
      end,
      kind: byEnd ? 'until' : 'at',
      period: period ? { ...period, inferred: true } : null,
      relative: true,
    }
  }
  if ((text[at] === '上' || text[at] === '下') && text[at + 1] !== '半') return null
  const part = partOfYear(text, at, anchor.year ?? anchor.yearSaid ?? null)
  // 12月末 in a paper of March about last year is of last year.
  const late = anchor.day !== null && part?.period?.from != null && part.period.from > anchor.day
  if (part && late && anchor.yearSaid != null && anchor.yearSaid === (anchor.year ?? 0) - 1)
    return finish(text, at, partOfYear(text, at, anchor.yearSaid) ?? part, true)
  if (part) return finish(text, at, part, true)
  return bareDay(text, at, anchor)
}

/** 近3年, 近三年来, 过去5年, 未来两年, 最近半年. */
const recentAt = (text: string, at: number, anchor: TimeAnchor): TimeMention | null => {
  const lead = wordAt(text, at, ['最近', '过去', '未来', '今后', '近'])
  if (!lead) return null
  const count = smallAt(text, at + lead.length)
  if (!count) return null
  const unit = wordAt(text, count.end, ['个月', '年', '月', '天'])
  if (!unit) return null
  let end = count.end + unit.length
  const tail = wordAt(text, end, ['以来', '来', '间', '内'])
  if (tail && text[end + 1] !== '自') end += tail.length
  const forward = lead === '未来' || lead === '今后'
  if (!anchor.day) return { start: at, end, kind: 'recent', period: null, relative: true }
  const sign = forward ? 1 : -1
  const far =
    unit === '年'
      ? addYears(anchor.day, sign * count.value)
      : addDays(anchor.day, sign * count.value * (unit === '天' ? 1 : 30))
  const period = forward ? dayPeriod(anchor.day, far) : dayPeriod(far, anchor.day)
  return { start: at, end, kind: 'recent', period: { ...period, inferred: true }, relative: true }
}

const afterDay = '，,在上下晚举召开启签发起到，、。（( 电讯至'

/** 18日 with the month of the page. */
const bareDay = (text: string, at: number, anchor: TimeAnchor): TimeMention | null => {
  if (!isArabicDigit(text.charCodeAt(at)) || isArabicDigit(text.charCodeAt(at - 1)) || text[at - 1] === '.') return null
  const day = smallAt(text, at)
  if (!day || text[day.end] !== '日' || day.value < 1 || day.value > 31) return null
  const next = text[day.end + 1]
  if (next !== undefined && !afterDay.includes(next)) return null
  let period: Period | null = null
  if (anchor.day) {
    const year = Number(anchor.day.slice(0, 4))
    const month = Number(anchor.day.slice(5, 7))
    if (isDay(year, month, day.value)) period = { ...dayPeriod(isoDay(year, month, day.value)), inferred: true }
  }
  return { start: at, end: day.end + 1, kind: 'at', period, relative: true }
}

/** 20世纪80年代, 上世纪90年代. */
const decadeAt = (text: string, at: number): TimeMention | null => {
  const century = text.startsWith('上世纪', at)
    ? 19
    : /^(\d\d)世纪/.exec(text.slice(at, at + 4))
      ? Number(text.slice(at, at + 2)) - 1
      : 0
  if (century === 0) return null
  const i = at + (text[at] === '上' ? 3 : 4)
  const decade = smallAt(text, i)
  if (!decade || !text.startsWith('年代', decade.end)) return null
  const from = century * 100 + decade.value
  return { start: at, end: decade.end + 2, kind: 'age', period: yearPeriod(from, from + 9), relative: false }
}

/**
 * The year in force after a time: the one closed year it names outright. 由2021年的… only compares, and 今年 of an unknown
 * year ends what was in force.
 */
export const yearAfter = (text: string, time: TimeMention, before: number | null): number | null => {
  const { kind, relative, period, start, end } = time
  if (relative) return period === null && /^(?:今|本)年/.test(text.slice(start, end)) ? null : before
  if (kind !== 'at' || period?.from == null || period.from.slice(0, 4) !== period.to?.slice(0, 4)) return before
  if ('由从比较于'.includes(text[start - 1] ?? ' ') || /^的\d/.test(text.slice(end, end + 2))) return before
  return Number(period.from.slice(0, 4))
}

/** Every time of the text in its order; times never overlap. Linear: each character starts at most one bounded look. */
export const findTimes = (text: string, given: TimeAnchor): TimeMention[] => {
  const found: TimeMention[] = []
  const anchor = { ...given }
  let lastDaySaid: string | null = anchor.said ?? null
  let free = 0
  for (let i = 0; i < text.length; i++) {
    if (triggers[text.charCodeAt(i)] === 0) continue
    const char = text[i]!
    const digitBefore = i > 0 && isArabicDigit(text.charCodeAt(i - 1)) && isArabicDigit(text.charCodeAt(i))
    if (digitBefore) continue
    const mention: TimeMention | null =
      char === '“' || char === '"' || char === '「' || char === '十'
        ? (fiveYearPlan(text, i) ?? (char === '十' ? relativeAt(text, i, anchor, lastDaySaid) : null))
        : (decadeAt(text, i) ?? absoluteAt(text, i) ?? relativeAt(text, i, anchor, lastDaySaid))
    if (!mention) continue
    if (mention.start < free) mention.start = i
    found.push(mention)
    if (!anchor.yearFixed) anchor.yearSaid = yearAfter(text, mention, anchor.yearSaid ?? null)
    if (mention.period?.precision === 'day' && mention.kind === 'at' && mention.period.from === mention.period.to)
      lastDaySaid = mention.period.from
    free = mention.end
    i = mention.end - 1
  }
  return found
}
