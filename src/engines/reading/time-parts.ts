import {
  dayPeriod,
  halfPeriod,
  isDay,
  isoDay,
  lastDay,
  monthPeriod,
  type Period,
  quarterPeriod,
  yearPeriod,
} from '../../base/period.ts'
import { smallAt } from './numerals.ts'

/**
 * How a time stands in its sentence: `at` frames what is said; `since` and `until` have an open end; `recent` is 近三年
 * and the like; `base` is what is compared with (比上年同期); `now` is 目前; `plan` is a span that names a plan; `age` is a decade of history.
 */
export type TimeKind = 'base' | 'at' | 'since' | 'until' | 'recent' | 'now' | 'plan' | 'age'

export interface TimeMention {
  start: number
  end: number
  kind: TimeKind
  /** Null when the page does not tell the year. */
  period: Period | null
  /** True when the year had to be taken from the page's own date. */
  relative: boolean
}

/** What relative times are measured from. */
export interface TimeAnchor {
  /** ISO day of the page, or null. */
  day: string | null
  /** Its year, known or inferred from the text; null when nothing tells it. */
  year: number | null
  /** True when the year was not stated as the page's date. */
  yearInferred: boolean
  /** A year said before (title, first dated sentence): what 1-9月 is of where the page has no day of its own. */
  yearSaid?: number | null
  /** The title says that year: a year named in passing does not replace it. */
  yearFixed?: boolean
  /** The last single day that earlier paragraphs said: what 当日 points to. */
  said?: string | null
}

export const isHan = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff

const isDash = (char: string | undefined): boolean => char !== undefined && '—–-－~～－至到'.includes(char)
/** The end of a dash (——, -, 至) that begins at `at`, or `at` when there is none. */
export const pastDash = (text: string, at: number): number => {
  let i = at
  while (i < at + 2 && isDash(text[i])) i++
  return i
}

export interface Found {
  end: number
  period: Period | null
  kind?: TimeKind
}

/** The part of a year that follows it: 上半年, 前三季度, 6月18日, 1—11月, 底. `year` null leaves the period open. */
export const partOfYear = (text: string, at: number, year: number | null): Found | null => {
  const resolved = (make: (year: number) => Period, end: number): Found => ({
    end,
    period: year === null ? null : make(year),
  })
  // 2021年全年, and not the word inside 安全年会.
  if (text.startsWith('全年', at) && /[年\d]/.test(text[at - 1] ?? ' ')) return resolved(yearPeriod, at + 2)
  if (text.startsWith('上半年', at)) return resolved((y) => halfPeriod(y, 1), at + 3)
  if (text.startsWith('下半年', at)) return resolved((y) => halfPeriod(y, 2), at + 3)
  const byLetter = /^[QHqh][1-4](?![A-Za-z0-9])/.exec(text.slice(at, at + 3))
  if (byLetter) {
    const n = Number(byLetter[0][1])
    const isHalf = byLetter[0][0]!.toUpperCase() === 'H'
    if (isHalf && n > 2) return null
    return resolved((y) => (isHalf ? halfPeriod(y, n) : quarterPeriod(y, n)), at + 2)
  }
  if (text.startsWith('首季', at)) return resolved((y) => quarterPeriod(y, 1), at + (text[at + 2] === '度' ? 3 : 2))
  const first = text[at] === '前' || text[at] === '头'
  const quarterStart = first || text[at] === '第' ? at + 1 : at
  const quarter = smallAt(text, quarterStart)
  if (quarter && quarter.value >= 1 && quarter.value <= 4) {
    const dash = pastDash(text, quarter.end)
    const upper = dash > quarter.end ? smallAt(text, dash) : null
    const last = upper && upper.value > quarter.value && upper.value <= 4 ? upper : quarter
    const word = text.startsWith('个季度', last.end)
      ? 3
      : text.startsWith('季度', last.end)
        ? 2
        : text[last.end] === '季' && !first
          ? 1
          : 0
    if (word > 0) return resolved((y) => quarterPeriod(y, first ? 1 : quarter.value, last.value), last.end + word)
  }
  if (first) {
    const months = smallAt(text, at + 1)
    if (
      months &&
      months.value <= 12 &&
      months.value > 0 &&
      (text.startsWith('个月', months.end) || text[months.end] === '月')
    )
      return resolved((y) => monthPeriod(y, 1, months.value), months.end + (text[months.end] === '月' ? 1 : 2))
    return null
  }
  return monthAt(text, at, year)
}

/** A number of a month or day with the space that some pages set around figures. */
const spaced = (text: string, at: number): { value: number; end: number } | null => {
  const small = smallAt(text, text[at] === ' ' ? at + 1 : at)
  return small && text[small.end] === ' ' && '月日号'.includes(text[small.end + 1] ?? '?')
    ? { value: small.value, end: small.end + 1 }
    : small
}

/** 6月, 6月份, 6月18日, 1—11月, 1、2月, 6月18日至20日, 6月底. */
const monthAt = (text: string, at: number, year: number | null): Found | null => {
  const month = spaced(text, at)
  if (!month || month.value < 1 || month.value > 12) return null
  let end = month.end
  let last = month.value
  if (text[end] === '月' && isDash(text[end + 1])) {
    // 1月—11月 and 1月至11月
    const next = smallAt(text, pastDash(text, end + 1))
    if (
      next &&
      text[next.end] === '月' &&
      next.value > month.value &&
      next.value <= 12 &&
      !dayBehind(text, next.end + 1)
    ) {
      end = next.end
      last = next.value
    }
  } else if (isDash(text[end]) || text[end] === '、') {
    const next = spaced(text, text[end] === '、' ? end + 1 : pastDash(text, end))
    if (!next || text[next.end] !== '月' || next.value > 12 || next.value <= month.value) return null
    if (text[end] === '、' && (next.value !== month.value + 1 || text[next.end + 1] === '度')) return null
    end = next.end
    last = next.value
  }
  if (text[end] !== '月' || text.startsWith('月球', end)) return null
  end++
  if (last !== month.value) {
    if (text[end] === '份') end++
    return { end, period: year === null ? null : monthPeriod(year, month.value, last) }
  }
  const rest = monthRest(text, end, year, month.value)
  if (rest !== null) return rest.end < 0 ? null : rest
  if (text[end] === '份') end++
  return { end, period: year === null ? null : monthPeriod(year, month.value) }
}

const dayBehind = (text: string, at: number): boolean => {
  const day = spaced(text, at)
  return day !== null && (text[day.end] === '日' || text[day.end] === '号')
}

/**
 * What follows a month: 上旬, 中下旬, 上半月, 底, 初, 18日, 18日至20日. Null when nothing of it does; an end of −1 says that the day does not
 * exist.
 */
export const monthRest = (text: string, at: number, year: number | null, month: number): Found | null => {
  const days = (from: number, to: number, end: number): Found => ({
    end,
    period:
      year === null
        ? null
        : dayPeriod(isoDay(year, month, from), isoDay(year, month, Math.min(to, lastDay(year, month)))),
  })
  const third = /^(上|中|下|上中|中下)旬/.exec(text.slice(at, at + 3))?.[1]
  if (third) {
    const from = '上中下'.indexOf(third[0]!)
    const to = '上中下'.indexOf(third.at(-1)!)
    return days(from * 10 + 1, to === 2 ? 31 : to * 10 + 10, at + third.length + 1)
  }
  if (text.startsWith('上半月', at)) return days(1, 15, at + 3)
  if (text.startsWith('下半月', at)) return days(16, 31, at + 3)
  if (text[at] === '初' && text[at + 1] !== '步') return days(1, 10, at + 1)
  if (text[at] === '底' || text[at] === '末')
    return { end: at + 1, period: year === null ? null : monthPeriod(year, month) }
  const day = spaced(text, at)
  if (!day) return null
  let end = day.end
  let to = day.value
  const direct = isDash(text[end]) ? spaced(text, pastDash(text, end)) : null
  if (
    direct &&
    (text[direct.end] === '日' || text[direct.end] === '号') &&
    direct.value > day.value &&
    direct.value <= 31
  ) {
    // 5月1—3日
    to = direct.value
    end = direct.end
  } else if (text[end] !== '日' && text[end] !== '号') return null
  if (year !== null && !isDay(year, month, day.value)) return { end: -1, period: null }
  end++
  const dash = to === day.value ? pastDash(text, end) : end
  if (dash > end) {
    const next = spaced(text, dash)
    if (next && (text[next.end] === '日' || text[next.end] === '号') && next.value > day.value && next.value <= 31) {
      to = next.value
      end = next.end + 1
    }
  }
  return days(day.value, to, end)
}

export const wordAt = (text: string, at: number, words: readonly string[]): string | null => {
  for (const word of words) if (text.startsWith(word, at)) return word
  return null
}

/** 底 and 末 are the last month of what they end, 年初 the first quarter and 年中 June and July of a year. */
const edgeOf = (period: Period, edge: string): Period => {
  if (period.from === null || period.to === null) return period
  const year = Number(period.to.slice(0, 4))
  if (edge.endsWith('初'))
    return period.precision === 'year' ? quarterPeriod(Number(period.from.slice(0, 4)), 1) : period
  if (edge === '年中') return monthPeriod(year, 6, 7)
  return { ...period, from: isoDay(year, Number(period.to.slice(5, 7)), 1), precision: 'month' }
}

/** Applies what stands behind a time (以来, 底, 前) and before it (到, 截至, 自) to the period found. */
export const finish = (text: string, start: number, found: Found, relative: boolean): TimeMention => {
  let { end, period } = found
  let kind: TimeKind = found.kind ?? 'at'
  if (kind === 'at') {
    const edge =
      period?.precision === 'day' ? null : wordAt(text, end, ['年底', '年末', '年初', '年中', '底', '末', '初'])
    if (edge && !/^(?:初步|年中心|年初步|年中国)/.test(text.slice(end, end + 3))) {
      end += edge.length
      if (period) period = edgeOf(period, edge)
    }
    const since = wordAt(text, end, ['以来', '至今', '—至今', '-至今', '以後', '以后', '之后', '起', '来,', '来，'])
    const until = wordAt(text, end, ['之前', '以前', '前'])
    if (since && !(since === '起' && '重草飞点诉'.includes(text[end + 1] ?? ' '))) {
      end += since[0] === '来' ? 1 : since.length
      kind = 'since'
      if (period) period = { ...period, to: null }
    } else if (until && !(until === '前' && '三两几景列十'.includes(text[end + 1] ?? ' '))) {
      end += until.length
      kind = 'until'
      if (period) period = { ...period, from: null }
    }
  }
  let begin = start
  if (kind === 'at') {
    const compared =
      '比较与同'.includes(text[text[start - 1] === ' ' ? start - 2 : start - 1] ?? ' ') ||
      // 超过2010年全年: what is beaten is over; a goal is beaten too, and is none.
      (period?.from != null &&
        /超[过出]?$|[高低]于$/.test(text.slice(Math.max(0, start - 2), start)) &&
        text.startsWith('全年', end - 2)) ||
      text.startsWith('同期', end) ||
      text.startsWith('的同期', end)
    if (compared) {
      const same = wordAt(text, end, ['同期', '的同期'])
      return {
        start,
        end: end + (same?.length ?? 0),
        kind: 'base',
        period: period && relative ? { ...period, inferred: true } : period,
        relative,
      }
    }
    const lead = wordEndingAt(text, start, ['截至到', '截止到', '截至', '截止', '到', '至'])
    // 到1~6月 ends nothing; 到2025年 and 截至11月底 do.
    if (
      lead &&
      !(
        relative &&
        lead.length === 1 &&
        period?.precision === 'month' &&
        period.from !== null &&
        !/[底末]/.test(text[end - 1] ?? '')
      ) &&
      // 由2020年的8%提高到2023年的21% names a year, no end.
      !/(提高|增加|提升|扩大|下降|增长|上升|降低)$/.test(text.slice(Math.max(0, start - 3), start - 1))
    ) {
      begin = start - lead.length
      kind = 'until'
      if (period) period = { ...period, from: null }
    }
  }
  return { start: begin, end, kind, period: period && relative ? { ...period, inferred: true } : period, relative }
}

const wordEndingAt = (text: string, at: number, words: readonly string[]): string | null => {
  for (const word of words) if (at >= word.length && text.startsWith(word, at - word.length)) return word
  return null
}
