import {
  addYears,
  dayPeriod,
  halfPeriod,
  isDay,
  isoDay,
  lastDay,
  monthPeriod,
  type Period,
  quarterPeriod,
  yearPeriod,
} from '../../../base/period.ts'
import { findTimes, type TimeAnchor } from '../times.ts'

/** What a header's time is told from: the period that stands over it, and the day of the page. */
export interface TimeSense {
  outer: Period | null
  anchor: TimeAnchor
}

export interface LabelTime {
  period: Period
  /** Where in the label it stands. */
  start: number
  end: number
}

const yearOf = (period: Period | null): number | null => {
  const day = period?.to ?? period?.from
  return day ? Number(day.slice(0, 4)) : null
}

const forms: readonly [RegExp, (n: number[]) => Period | null][] = [
  [
    /^(20\d\d|19\d\d)(?:年|([.\-/]))(\d{1,2})(?:月|\2)(\d{1,2})日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$/,
    ([y, , m, d]) => (isDay(y!, m!, d!) ? dayPeriod(isoDay(y!, m!, d!)) : null),
  ],
  [
    /^(20\d\d|19\d\d)[.\-/年](\d{1,2})[—\-~至]+(\d{1,2})月?份?$/,
    ([y, a, b]) => (a! < b! && b! <= 12 ? monthPeriod(y!, a!, b!) : null),
  ],
  [/^(20\d\d|19\d\d)年?[-.]?Q([1-4])$/i, ([y, q]) => quarterPeriod(y!, q!)],
  [/^(20\d\d|19\d\d)年?[-.]?H([12])$/i, ([y, h]) => halfPeriod(y!, h!)],
  [/^(20\d\d|19\d\d)[—\-~至/](20\d\d|19\d\d)年?$/, ([a, b]) => (a! < b! ? yearPeriod(a!, b!) : null)],
  [/^(20\d\d|19\d\d)[.\-/年](\d{1,2})月?份?$/, ([y, m]) => (m! >= 1 && m! <= 12 ? monthPeriod(y!, m!) : null)],
  [/^(20\d\d|19\d\d)(0[1-9]|1[0-2])$/, ([y, m]) => monthPeriod(y!, m!)],
  [/^(20\d\d|19\d\d)年?度?$/, ([y]) => yearPeriod(y!)],
]

/** A text that is a time and nothing else, in the forms tables use: 2024, 2024.06, 2024Q1, 2024年1-11月, 2024-06-18. */
export const wholeTime = (text: string): Period | null => {
  const bare = text.trim().replace(/\s*([年月日.\-/])\s*/g, '$1')
  if (bare.length > 24) return null
  for (const [form, make] of forms) {
    const match = form.exec(bare)
    const period = match ? make(match.slice(1).map(Number)) : null
    if (period) return period
  }
  return null
}

const monthOf = (day: string): number => Number(day.slice(5, 7))

const lastYear = (period: Period): Period => ({
  ...period,
  from: period.from ? addYears(period.from, -1) : null,
  to: period.to ? monthEnd(addYears(period.to, -1), period.to) : null,
})

/** The last day of February stays the last day. */
const monthEnd = (day: string, of: string): string => {
  const [y, m] = [Number(day.slice(0, 4)), monthOf(day)]
  return Number(of.slice(8)) === lastDay(Number(of.slice(0, 4)), monthOf(of)) ? isoDay(y, m, lastDay(y, m)) : day
}

/** Words that only make sense under a period said elsewhere: 本月, 本年累计, 上年同期, 期末. */
const relative: readonly [RegExp, (outer: Period) => Period | null][] = [
  [/(?<![比较与])(?:上年|去年)同期(?:累计|数)?(?!增|±)|^同期(?:累计|数|水平)?$/, (outer) => lastYear(outer)],
  [
    /^1\s*[-—~至]\s*[本当]月|^(?:本月|当月)(?:止|末)?累计|^(?:本年|自年初|年初至今|年初以来|1-本月)?累计(?!完成投资|投资)|^本年$|^本年(?:累计|止)/,
    (outer) => (outer.to === null || outer.precision === 'year' ? outer : cumulative(outer)),
  ],
  [
    /^(?:本月|当月)/,
    (outer) =>
      outer.to === null || outer.precision === 'year'
        ? null
        : monthPeriod(Number(outer.to.slice(0, 4)), monthOf(outer.to)),
  ],
  [
    /^(?:本季度?|当季)/,
    (outer) => {
      if (outer.to === null || monthOf(outer.to) % 3 !== 0) return null
      return quarterPeriod(Number(outer.to.slice(0, 4)), monthOf(outer.to) / 3)
    },
  ],
  [/^(?:本期|报告期|当期)/, (outer) => outer],
]

const cumulative = (outer: Period): Period => {
  const year = Number(outer.to!.slice(0, 4))
  const month = monthOf(outer.to!)
  return outer.from?.endsWith('-01-01') ? outer : month === 12 ? yearPeriod(year) : monthPeriod(year, 1, month)
}

/** The time a header, row or title says, with where it stands; what it leaves out (the year) comes from what stands over it. */
export const timeOf = (label: string, { outer, anchor }: TimeSense): LabelTime | null => {
  const whole = wholeTime(label)
  if (whole) return { period: whole, start: 0, end: label.length }
  if (outer)
    for (const [words, make] of relative) {
      const match = words.exec(label)
      const period = match ? make(outer) : null
      if (match && period) return { period, start: match.index, end: match.index + match[0].length }
    }
  const said = yearOf(outer)
  const times = findTimes(
    label,
    said === null ? anchor : { day: null, year: said, yearInferred: false, yearSaid: said },
  )
  const time = times.find(
    (one) =>
      one.period !== null && (one.kind === 'at' || one.kind === 'until' || one.kind === 'plan' || one.kind === 'since'),
  )
  if (!time) return null
  const isInferred = said === null ? time.period!.inferred : (outer?.inferred ?? false)
  return { period: { ...time.period!, inferred: isInferred }, start: time.start, end: time.end }
}
