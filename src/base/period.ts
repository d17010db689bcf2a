import type { Lang } from './lang.ts'

export type Precision = 'year' | 'half' | 'quarter' | 'month' | 'day'
export const precisions = ['year', 'half', 'quarter', 'month', 'day'] as const satisfies readonly Precision[]

/** Dates are ISO days (YYYY-MM-DD), both ends inclusive; null is an open end. `inferred` says the text did not state it. */
export interface Period {
  from: string | null
  to: string | null
  precision: Precision
  inferred: boolean
}

interface Day {
  year: number
  month: number
  day: number
}

const dayOf = (iso: string): Day => ({
  year: Number(iso.slice(0, 4)),
  month: Number(iso.slice(5, 7)),
  day: Number(iso.slice(8, 10)),
})

export const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** Days in month 1–12. */
export const lastDay = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

export const isoDay = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/** True for a day that the calendar has. */
export const isDay = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= lastDay(year, month)

const make = (from: string | null, to: string | null, precision: Precision): Period => ({
  from,
  to,
  precision,
  inferred: false,
})

export const yearPeriod = (year: number, toYear = year): Period =>
  make(isoDay(year, 1, 1), isoDay(toYear, 12, 31), 'year')

/** Half 1 or 2 of a year. */
export const halfPeriod = (year: number, half: number): Period =>
  half === 1
    ? make(isoDay(year, 1, 1), isoDay(year, 6, 30), 'half')
    : make(isoDay(year, 7, 1), isoDay(year, 12, 31), 'half')

/** Quarters `from` to `to` (1–4) of a year. */
export const quarterPeriod = (year: number, from: number, to = from): Period =>
  make(isoDay(year, from * 3 - 2, 1), isoDay(year, to * 3, lastDay(year, to * 3)), 'quarter')

/** Months `from` to `to` of a year. */
export const monthPeriod = (year: number, from: number, to = from): Period =>
  make(isoDay(year, from, 1), isoDay(year, to, lastDay(year, to)), 'month')

export const dayPeriod = (iso: string, to = iso): Period => make(iso, to, 'day')

/** The same day `years` earlier or later; 29 February falls back to the 28th. */
export const addYears = (iso: string, years: number): string => {
  const { year, month, day } = dayOf(iso)
  return isoDay(year + years, month, Math.min(day, lastDay(year + years, month)))
}

/** The day `days` later (or earlier). */
export const addDays = (iso: string, days: number): string =>
  new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** Orders by beginning, then by end; an open beginning is earliest and an open end latest. */
export const comparePeriods = (a: Period, b: Period): number => {
  const begin = (a.from ?? '').localeCompare(b.from ?? '')
  return begin !== 0 ? begin : (a.to ?? '9999-12-31').localeCompare(b.to ?? '9999-12-31')
}

/** True when some day lies in both. */
export const periodsOverlap = (a: Period, b: Period): boolean =>
  (a.from ?? '') <= (b.to ?? '9999-12-31') && (b.from ?? '') <= (a.to ?? '9999-12-31')

/** True when the two say the same days, whatever their precision or certainty. */
export const samePeriod = (a: Period, b: Period): boolean => a.from === b.from && a.to === b.to

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const dayText = (iso: string, precision: Precision, lang: Lang): string => {
  const { year, month, day } = dayOf(iso)
  if (precision === 'year') return lang === 'en' ? `${year}` : `${year}年`
  if (precision === 'day') return lang === 'en' ? `${day} ${months[month - 1]} ${year}` : `${year}年${month}月${day}日`
  return lang === 'en' ? `${months[month - 1]} ${year}` : `${year}年${month}月`
}

const closedText = (from: string, to: string, precision: Precision, lang: Lang): string => {
  const a = dayOf(from)
  const b = dayOf(to)
  const en = lang === 'en'
  const dash = en ? '–' : '—'
  const fullMonths = a.day === 1 && b.day === lastDay(b.year, b.month)
  if (precision === 'day' && !(fullMonths && from !== to && a.month !== b.month)) {
    if (from === to) return dayText(from, 'day', lang)
    return `${dayText(from, 'day', lang)}${dash}${dayText(to, 'day', lang)}`
  }
  if (fullMonths && a.month === 1 && b.month === 12)
    return a.year === b.year ? (en ? `${a.year}` : `${a.year}年`) : `${a.year}${dash}${b.year}${en ? '' : '年'}`
  if (a.year === b.year && fullMonths) {
    if (precision === 'half')
      return en ? `H${a.month === 1 ? 1 : 2} ${a.year}` : `${a.year}年${a.month === 1 ? '上' : '下'}半年`
    if (precision === 'quarter') {
      const first = (a.month + 2) / 3
      const last = b.month / 3
      if (first === last) return en ? `Q${first} ${a.year}` : `${a.year}年${'一二三四'[first - 1]}季度`
      if (first === 1 && last === 3) return en ? `Q1–Q3 ${a.year}` : `${a.year}年前三季度`
      return en ? `Q${first}–Q${last} ${a.year}` : `${a.year}年${'一二三四'[first - 1]}至${'一二三四'[last - 1]}季度`
    }
    if (a.month === b.month) return en ? `${months[a.month - 1]} ${a.year}` : `${a.year}年${a.month}月`
    return en ? `${months[a.month - 1]}–${months[b.month - 1]} ${a.year}` : `${a.year}年${a.month}—${b.month}月`
  }
  return `${dayText(from, precision, lang)}${dash}${dayText(to, precision, lang)}`
}

/** A period as one reads it: 2024年, 2024年1—11月, 2022年以来, 截至2023年5月8日, 到2025年. Null is the empty string. */
export const formatPeriod = (period: Period | null, lang: Lang): string => {
  if (!period || (period.from === null && period.to === null)) return ''
  const en = lang === 'en'
  const { from, to, precision } = period
  if (from !== null && to !== null) return closedText(from, to, precision, lang)
  if (from !== null) {
    const text = dayText(from, from.endsWith('-01-01') && precision !== 'day' ? 'year' : precision, lang)
    return en ? `since ${text}` : `${text}以来`
  }
  const text = dayText(to!, to!.endsWith('-12-31') && precision !== 'day' ? 'year' : precision, lang)
  if (precision === 'day') return en ? `as of ${text}` : `截至${text}`
  return en ? `by ${text}` : `到${text}`
}

const shapes = {
  year: /^(\d{4})$/,
  years: /^(\d{4})\/(\d{4})$/,
  half: /^(\d{4})-?H([12])$/i,
  quarter: /^(\d{4})-?Q([1-4])$/i,
  month: /^(\d{4})-(\d{2})$/,
  day: /^(\d{4})-(\d{2})-(\d{2})$/,
}

/**
 * The period of a compact form as packs and tables write it: 2024, 2022/2032, 2024-H1, 2024-Q3, 2024-06, 2024-06-18,
 * and an open end with two dots: 2022/.. or ../2025. Null when it is none of these or the calendar has no such day.
 */
export const parsePeriod = (text: string): Period | null => {
  const trimmed = text.trim()
  const open = /^(\S+?)\/\.\.$/.exec(trimmed) ?? /^\.\.\/(\S+)$/.exec(trimmed)
  if (open) {
    const inner = parsePeriod(open[1]!)
    if (!inner) return null
    return trimmed.startsWith('..') ? { ...inner, from: null } : { ...inner, to: null }
  }
  let match = shapes.year.exec(trimmed)
  if (match) return yearPeriod(Number(match[1]))
  match = shapes.years.exec(trimmed)
  if (match) return match[1]! <= match[2]! ? yearPeriod(Number(match[1]), Number(match[2])) : null
  match = shapes.half.exec(trimmed)
  if (match) return halfPeriod(Number(match[1]), Number(match[2]))
  match = shapes.quarter.exec(trimmed)
  if (match) return quarterPeriod(Number(match[1]), Number(match[2]))
  match = shapes.month.exec(trimmed)
  if (match)
    return isDay(Number(match[1]), Number(match[2]), 1) ? monthPeriod(Number(match[1]), Number(match[2])) : null
  match = shapes.day.exec(trimmed)
  if (match) return isDay(Number(match[1]), Number(match[2]), Number(match[3])) ? dayPeriod(trimmed) : null
  const pair = /^(\S+)\/(\S+)$/.exec(trimmed)
  if (!pair) return null
  const first = parsePeriod(pair[1]!)
  const last = parsePeriod(pair[2]!)
  if (!first?.from || !last?.to || first.from > last.to) return null
  return { from: first.from, to: last.to, precision: last.precision, inferred: false }
}
