import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatFigure, percentOf } from './format.ts'
import type { Bound } from './quantity.ts'

const table: [string | null, string | undefined, string, Bound, string, string][] = [
  ['78897000000', undefined, 'CNY', 'eq', '788.97亿元', 'CNY 78.897 bn'],
  ['140000000000', undefined, 'CNY', 'gt', '超1400亿元', 'over CNY 140 bn'],
  ['2000000000', '3000000000', 'CNY', 'eq', '20—30亿元', 'CNY 2–3 bn'],
  ['1200000000000', undefined, 'CNY', 'eq', '1.2万亿元', 'CNY 1.2 tn'],
  ['80000', undefined, 't/a', 'eq', '8万吨/年', '80,000 t/yr'],
  ['50000000000', undefined, 'Wh', 'eq', '50 GWh', '50 GWh'],
  ['80', undefined, '{个}', 'gt', '超80个', 'over 80'],
  ['1', undefined, '{家}', 'eq', '1家', '1 firm'],
  ['200', undefined, '{家}', 'ge', '200家以上', 'at least 200 firms'],
  ['90', undefined, '%', 'ge', '90%以上', 'at least 90%'],
  ['3', undefined, '位', 'eq', '第3位', 'No. 3'],
  ['7300', undefined, 'm', 'eq', '7.3公里', '7.3 km'],
  ['3580000', undefined, 'm2', 'eq', '3.58平方公里', '3.58 km²'],
  ['75000', undefined, 'CNY/t', 'approx', '约7.5万元/吨', 'about 75,000 CNY/t'],
  ['15500000', undefined, 't', 'gt', '超1550万吨', 'over 15.5 million t'],
  ['-53.33', undefined, '%', 'eq', '-53.33%', '-53.33%'],
  ['0', undefined, 'CNY', 'eq', '0元', 'CNY 0'],
  [null, undefined, 'CNY', 'eq', '无数据', 'no data'],
]

describe('how a number is shown', () => {
  test.each(table)('%s–%s %s %s is %s / %s', (value, valueTo, unit, bound, zh, en) => {
    expect(formatFigure({ value, valueTo, unit, bound }, 'zh-CN').text).toBe(zh)
    expect(formatFigure({ value, valueTo, unit, bound }, 'en').text).toBe(en)
  })

  test('a number that is not zero never prints as zero', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 18n }), fc.integer({ min: 0, max: 15 }), (digits, scale) => {
        const value = scale === 0 ? digits.toString() : `0.${digits.toString().padStart(scale, '0')}`
        for (const lang of ['zh-CN', 'en'] as const)
          expect(
            Number(formatFigure({ value, unit: 'CNY', bound: 'eq' }, lang).number.replaceAll(',', '')),
          ).toBeGreaterThan(0)
      }),
    )
  })

  test('a share of nothing is no data', () => {
    expect(percentOf('788.97', '800')).toBe('98.62')
    expect(percentOf('1', '0')).toBeNull()
  })
})
