import { dayPeriod, isDay, isoDay, lastDay, monthPeriod, type Period, yearPeriod } from '../../base/period.ts'
import { isArabicDigit, smallAt, yearAt } from './numerals.ts'
import { finish, partOfYear, pastDash, type TimeAnchor, type TimeMention, wordAt } from './time-parts.ts'
import { relativeAt, relativeStarts } from './time-relative.ts'

export type { TimeAnchor, TimeKind, TimeMention } from './time-parts.ts'

const triggers = new Uint8Array(65536)
for (const char of ['“', '"', '「', ...relativeStarts]) triggers[char.charCodeAt(0)] = 1

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
  let edge = wordAt(text, end, ['期末', '末', '时期末', '时期', '期间', '以来'])
  if (edge) end += edge.length
  if (edge === '时期末') edge = '末'
  const whole = yearPeriod(first, first + 4)
  // “十四五”前三年.
  const early = text[end] === '前' ? smallAt(text, end + 1) : null
  if (early && text[early.end] === '年' && early.value >= 2 && early.value <= 4)
    return {
      start: at,
      end: early.end + 1,
      kind: 'at',
      period: yearPeriod(first, first + early.value - 1),
      relative: false,
    }
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
    const part = partOfYear(text, text[i] === ' ' && isArabicDigit(text.charCodeAt(i + 1)) ? i + 1 : i, year)
    return finish(text, at, part ?? { end: i, period: yearPeriod(year) }, false)
  }
  // 2023上半年, 2024Q1 and, as its months differ from firm to firm, 2024财年 marked as inferred.
  if (text.startsWith('财年', i))
    return { start: at, end: i + 2, kind: 'at', period: { ...yearPeriod(year), inferred: true }, relative: false }
  if (text[i] !== ' ' && !isArabicDigit(text.charCodeAt(i))) {
    const part = partOfYear(text, i, year)
    if (part) return finish(text, at, part, false)
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
    const alone = yearAndMonth(text, at, year, mark)
    if (alone) return alone
  }
  return null
}

/** 2023.12, 2023-06, 2023/12: a month in figures, only where nothing makes it a number (2023.12亿元). */
const yearAndMonth = (text: string, at: number, year: number, mark: string): TimeMention | null => {
  const month = /^(0[1-9]|1[0-2])(?=$|[\s,，。;；、)）—~至-])(?!-\d{3})/.exec(text.slice(at + 5, at + 10))
  if (!month || (mark === '.' && /[A-Za-z]/.test(text[at - 1] ?? ' '))) return null
  return finish(text, at, { end: at + 7, period: monthPeriod(year, Number(month[1])) }, false)
}

/** 20世纪80年代, 上世纪90年代, 80年代. */
const decadeAt = (text: string, at: number): TimeMention | null => {
  const century = text.startsWith('上世纪', at)
    ? 19
    : /^(\d\d)世纪/.exec(text.slice(at, at + 4))
      ? Number(text.slice(at, at + 2)) - 1
      : 0
  if (century === 0) {
    const alone = smallAt(text, at)
    if (!alone || alone.value % 10 !== 0 || alone.value < 50 || !text.startsWith('年代', alone.end)) return null
    return {
      start: at,
      end: alone.end + 2,
      kind: 'age',
      period: yearPeriod(1900 + alone.value, 1909 + alone.value),
      relative: false,
    }
  }
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
  // 截止到2022年6月底 is told of that year, whose end is known.
  if (kind === 'until' && text[start] === '截' && period?.to != null && period.precision !== 'year')
    return Number(period.to.slice(0, 4))
  if (kind !== 'at' || period?.from == null || period.from.slice(0, 4) !== period.to?.slice(0, 4)) return before
  if ('由从比较于'.includes(text[start - 1] ?? ' ') || /^的\d/.test(text.slice(end, end + 2))) return before
  return Number(period.from.slice(0, 4))
}

/** 2021年12月至2022年3月, 5月1日—6月3日: two times joined by a dash are one from the first to the last. */
const joined = (text: string, before: TimeMention, after: TimeMention): TimeMention | null => {
  const gap = after.start - before.end
  if (gap > 2 || (before.kind !== 'at' && before.kind !== 'until') || before.relative !== after.relative) return null
  const from = before.period?.from
  const to = after.period?.to
  if (from == null || to == null || to < from) return null
  const isDash = gap > 0 && pastDash(text, before.end) === after.start && after.kind === 'at'
  // 至2022年3月 alone is an end; behind another time it is the end of a span.
  const isEnd = gap === 0 && after.kind === 'until' && '至到'.includes(text[after.start]!)
  if (!isDash && !isEnd) return null
  const precision = before.period!.precision === after.period!.precision ? before.period!.precision : 'month'
  // Two years in a row were read as a plan already; 一季度至… and halves keep their own reading.
  if (precision !== 'month' && precision !== 'day') return null
  return { ...before, kind: 'at', end: after.end, period: { ...before.period!, from, to, precision } }
}

const shifted = (iso: string, years: number): string => {
  const year = Number(iso.slice(0, 4)) + years
  const month = Number(iso.slice(5, 7))
  return isoDay(year, month, Math.min(Number(iso.slice(8, 10)), lastDay(year, month)))
}

/** 去年同期 behind 1—11月 is January to November of the year before; it still only compares. */
const samePart = (time: TimeMention, part: Period | null): Period | null => {
  const { period } = time
  if (!period?.from || !period.to || period.precision !== 'year' || !part?.from || !part.to) return period
  const back = Number(period.from.slice(0, 4)) - Number(part.from.slice(0, 4))
  return back < 0 ? { ...part, from: shifted(part.from, back), to: shifted(part.to, back), inferred: true } : period
}

/** Every time of the text in its order; times never overlap. Linear: each character starts at most one bounded look. */
export const findTimes = (text: string, given: TimeAnchor): TimeMention[] => {
  const found: TimeMention[] = []
  const anchor = { ...given }
  let lastDaySaid: string | null = anchor.said ?? null
  let partSaid: Period | null = null
  let free = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (triggers[code] === 0) continue
    const isDigit = isArabicDigit(code)
    if (isDigit && i > 0 && isArabicDigit(text.charCodeAt(i - 1))) continue
    const char = text[i]!
    const mention: TimeMention | null =
      char === '“' || char === '"' || char === '「'
        ? fiveYearPlan(text, i)
        : char === '十'
          ? (fiveYearPlan(text, i) ?? decadeAt(text, i) ?? relativeAt(text, i, anchor, lastDaySaid))
          : isDigit || char === '上' || '一二三四五六七八九'.includes(char)
            ? (decadeAt(text, i) ?? absoluteAt(text, i) ?? relativeAt(text, i, anchor, lastDaySaid))
            : relativeAt(text, i, anchor, lastDaySaid)
    if (!mention) continue
    if (mention.start < free) mention.start = i
    const last = found.at(-1)
    const whole = last && last.end === free ? joined(text, last, mention) : null
    if (whole) found[found.length - 1] = whole
    else found.push(mention)
    const time = whole ?? mention
    if (!anchor.yearFixed) anchor.yearSaid = yearAfter(text, time, anchor.yearSaid ?? null)
    if (time.kind === 'base' && text.startsWith('同期', time.end - 2)) time.period = samePart(time, partSaid)
    else if (time.kind === 'at' && time.period && time.period.precision !== 'day')
      partSaid = time.period.precision === 'year' ? null : time.period
    if (time.period?.precision === 'day' && time.kind === 'at' && time.period.from === time.period.to)
      lastDaySaid = time.period.from
    free = time.end
    i = time.end - 1
  }
  return found
}
