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
  if (text.startsWith('全年', at) && text[at - 1] === '年') return resolved(yearPeriod, at + 2)
  if (text.startsWith('上半年', at)) return resolved((y) => halfPeriod(y, 1), at + 3)
  if (text.startsWith('下半年', at)) return resolved((y) => halfPeriod(y, 2), at + 3)
  const first = text[at] === '前'
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

/** 6月, 6月份, 6月18日, 1—11月, 6月18日至20日, 6月底. */
const monthAt = (text: string, at: number, year: number | null): Found | null => {
  const month = smallAt(text, at)
  if (!month || month.value < 1 || month.value > 12) return null
  let end = month.end
  let last = month.value
  if (text[end] === '月' && isDash(text[end + 1])) {
    // 1月—11月 and 1月至11月
    const next = smallAt(text, pastDash(text, end + 1))
    if (next && text[next.end] === '月' && next.value > month.value && next.value <= 12) {
      end = next.end
      last = next.value
    }
  } else if (isDash(text[end])) {
    const next = smallAt(text, pastDash(text, end))
    if (!next || text[next.end] !== '月' || next.value > 12 || next.value <= month.value) return null
    end = next.end
    last = next.value
  }
  if (text[end] !== '月' || text.startsWith('月球', end)) return null
  end++
  if (last !== month.value) {
    if (text[end] === '份') end++
    return { end, period: year === null ? null : monthPeriod(year, month.value, last) }
  }
  const third = '上中下'.indexOf(text[end] ?? ' ')
  if (third >= 0 && text[end + 1] === '旬') {
    if (year === null) return { end: end + 2, period: null }
    const until = third === 2 ? lastDay(year, month.value) : third * 10 + 10
    return {
      end: end + 2,
      period: dayPeriod(isoDay(year, month.value, third * 10 + 1), isoDay(year, month.value, until)),
    }
  }
  const day = smallAt(text, end)
  if (day && (text[day.end] === '日' || text[day.end] === '号')) {
    if (year !== null && !isDay(year, month.value, day.value)) return null
    end = day.end + 1
    let to = day.value
    const dash = pastDash(text, end)
    if (dash > end) {
      const next = smallAt(text, dash)
      if (next && (text[next.end] === '日' || text[next.end] === '号') && next.value > day.value && next.value <= 31) {
        to = next.value
        end = next.end + 1
      }
    }
    if (year === null) return { end, period: null }
    return {
      end,
      period: dayPeriod(
        isoDay(year, month.value, day.value),
        isoDay(year, month.value, Math.min(to, lastDay(year, month.value))),
      ),
    }
  }
  if (text[end] === '份') end++
  return { end, period: year === null ? null : monthPeriod(year, month.value) }
}

export const wordAt = (text: string, at: number, words: readonly string[]): string | null => {
  for (const word of words) if (text.startsWith(word, at)) return word
  return null
}

/** Applies what stands behind a time (以来, 底, 前) and before it (到, 截至, 自) to the period found. */
export const finish = (text: string, start: number, found: Found, relative: boolean): TimeMention => {
  let { end, period } = found
  let kind: TimeKind = found.kind ?? 'at'
  if (kind === 'at') {
    const edge = wordAt(text, end, ['年底', '年末', '底', '末', '初'])
    if (edge && !text.startsWith('初步', end)) {
      end += edge.length
      if (period?.to && edge !== '初')
        period = {
          ...period,
          from: isoDay(Number(period.to.slice(0, 4)), Number(period.to.slice(5, 7)), 1),
          precision: 'month',
        }
    }
    const since = wordAt(text, end, ['以来', '至今', '以後', '以后', '之后', '起'])
    const until = wordAt(text, end, ['之前', '以前', '前'])
    if (since && !(since === '起' && '重草飞点诉'.includes(text[end + 1] ?? ' '))) {
      end += since.length
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
      '比较与同'.includes(text[start - 1] ?? ' ') || text.startsWith('同期', end) || text.startsWith('的同期', end)
    if (compared) return { start, end, kind: 'base', period, relative }
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
