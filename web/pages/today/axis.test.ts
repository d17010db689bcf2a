import { describe, expect, it } from 'vitest'
import { axisFor, spanOf } from './axis.ts'
import type { Year } from './years.tsx'

const cny = (value: string | null) => ({ value, unit: 'CNY' })
const year = (at: number): Year => ({
  year: at,
  actual: null,
  target: null,
  otherTargets: [],
  forecasts: [],
  attained: null,
})

describe('the axis of the year chart', () => {
  it('prints all values in the unit the largest is read in', () => {
    const zh = axisFor([cny('50200000000'), cny('78897000000'), cny('500000000000')], 'zh-CN')!
    expect(zh.unit).toBe('亿元')
    expect(zh.ticks.map(zh.print)).toEqual(['0', '1000', '2000', '3000', '4000', '5000'])
    expect(zh.print('78897000000')).toBe('788.97')
    const en = axisFor([cny('500000000000')], 'en')!
    expect(en.unit).toBe('CNY bn')
    expect(en.print('78897000000')).toBe('78.9')
  })

  it('has no axis without a value above zero', () => {
    expect(axisFor([cny(null), cny('0')], 'zh-CN')).toBeNull()
    expect(axisFor([], 'en')).toBeNull()
  })

  it('reaches at least to the largest value', () => {
    for (const value of ['1', '999', '1001', '78897000000', '0.35'])
      expect(axisFor([{ value, unit: '%' }], 'en')!.top).toBeGreaterThanOrEqual(Number(value))
  })

  it('shows a year in between as missing, and only known years when they lie far apart', () => {
    expect(spanOf([year(2027), year(2024)]).map((each) => [each.name, each.year !== undefined])).toEqual([
      ['2024', true],
      ['2025', false],
      ['2026', false],
      ['2027', true],
    ])
    expect(spanOf([year(2000), year(2035)]).map((each) => each.name)).toEqual(['2000', '2035'])
    expect(spanOf([])).toEqual([])
  })
})
