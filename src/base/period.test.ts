import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addYears,
  comparePeriods,
  dayPeriod,
  formatPeriod,
  halfPeriod,
  monthPeriod,
  parsePeriod,
  periodsOverlap,
  quarterPeriod,
  samePeriod,
  yearPeriod,
} from './period.ts'

const table: [string, string, string][] = [
  ['2024', '2024年', '2024'],
  ['2022/2032', '2022—2032年', '2022–2032'],
  ['2024-H1', '2024年上半年', 'H1 2024'],
  ['2024-Q3', '2024年三季度', 'Q3 2024'],
  ['2024-Q1/2024-Q3', '2024年前三季度', 'Q1–Q3 2024'],
  ['2024-06', '2024年6月', 'Jun 2024'],
  ['2024-01/2024-11', '2024年1—11月', 'Jan–Nov 2024'],
  ['2024-06-18', '2024年6月18日', '18 Jun 2024'],
  ['2022/..', '2022年以来', 'since 2022'],
  ['../2025', '到2025年', 'by 2025'],
  ['../2023-05-08', '截至2023年5月8日', 'as of 8 May 2023'],
]

describe('periods', () => {
  test.each(table)('%s reads as %s and %s', (form, zh, en) => {
    expect(formatPeriod(parsePeriod(form), 'zh-CN')).toBe(zh)
    expect(formatPeriod(parsePeriod(form), 'en')).toBe(en)
  })

  test('a missing period is the empty string, and a form that is no period is null', () => {
    expect(formatPeriod(null, 'en')).toBe('')
    for (const bad of ['1546年', '2024-13', '2024-02-30', '2025/2024', 'soon', '']) expect(parsePeriod(bad)).toBeNull()
  })

  test('the calendar: leap days, month ends', () => {
    expect(monthPeriod(2024, 2).to).toBe('2024-02-29')
    expect(monthPeriod(2100, 2).to).toBe('2100-02-28')
    expect(addYears('2024-02-29', -3)).toBe('2021-02-28')
    expect(addDays('2024-12-31', 1)).toBe('2025-01-01')
    expect(halfPeriod(2024, 2)).toMatchObject({ from: '2024-07-01', to: '2024-12-31' })
    expect(quarterPeriod(2022, 1, 3)).toMatchObject({ from: '2022-01-01', to: '2022-09-30' })
  })

  const periods = fc
    .tuple(fc.integer({ min: 1990, max: 2060 }), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 12 }))
    .map(([year, kind, month]) =>
      kind === 0
        ? yearPeriod(year)
        : kind === 1
          ? halfPeriod(year, (month % 2) + 1)
          : kind === 2
            ? quarterPeriod(year, (month % 4) + 1)
            : kind === 3
              ? monthPeriod(year, month)
              : dayPeriod(`${year}-${String(month).padStart(2, '0')}-17`),
    )

  test('properties: overlap is symmetric and reflexive, order is antisymmetric and agrees with sameness', () => {
    fc.assert(
      fc.property(periods, periods, (a, b) => {
        expect(periodsOverlap(a, b)).toBe(periodsOverlap(b, a))
        expect(periodsOverlap(a, a)).toBe(true)
        expect(Math.sign(comparePeriods(a, b))).toBe(-Math.sign(comparePeriods(b, a)) + 0)
        expect(comparePeriods(a, b) === 0).toBe(samePeriod(a, b))
        expect(periodsOverlap({ ...a, from: null, to: null }, b)).toBe(true)
        expect(formatPeriod(a, 'zh-CN')).not.toBe('')
        expect(formatPeriod(a, 'en')).not.toBe('')
      }),
    )
  })
})
