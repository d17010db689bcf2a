import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contains, intersection, overlaps } from './interval.ts'
import { bounds, intervalOf, type Quantity, roundStep } from './quantity.ts'

const quantities: fc.Arbitrary<Quantity> = fc.record({
  value: fc
    .tuple(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: -3, max: 9 }))
    .map(([digits, power]) => Number(`${digits}e${power}`)),
  unit: fc.constantFrom('CNY', 't', '%', '{个}', '{家}', 'Wh'),
  bound: fc.constantFrom(...bounds),
})

describe('the numbers a quantity can stand for', () => {
  test.each([
    [{ value: 80, unit: '{个}', bound: 'gt' }, 81, 89],
    [{ value: 13, unit: '{家}', bound: 'gt' }, 14, 19],
    [{ value: 140, unit: '{种}', bound: 'gt' }, 141, 149],
    [{ value: 10, unit: '{种}', bound: 'lt' }, 9, 9],
    [{ value: 1.4e11, unit: 'CNY', bound: 'gt' }, 1.4e11, 1.5e11],
    [{ value: 90, unit: '%', bound: 'ge' }, 90, 100],
    [{ value: 600, unit: '亩', bound: 'approx' }, 570, 630],
    [{ value: 2e9, valueTo: 3e9, unit: 'CNY', bound: 'eq' }, 2e9, 3e9],
    [{ value: 5, unit: '%', bound: 'le' }, 0, 5],
    [{ value: -5, unit: '%', bound: 'gt' }, -6, -5],
  ] as [Quantity, number, number][])('%j lies between %d and %d', (quantity, low, high) => {
    const interval = intervalOf(quantity)
    expect(interval.low).toBeCloseTo(low, 9)
    expect(interval.high).toBeCloseTo(high, 9)
  })

  test('超1400亿元 leaves out 1400 and 1500 but takes 1450', () => {
    const interval = intervalOf({ value: 1.4e11, unit: 'CNY', bound: 'gt' })
    expect([1.4e11, 1.45e11, 1.5e11].map((value) => contains(interval, value))).toEqual([false, true, false])
  })

  test('the round step is one in the last place that is not zero', () => {
    expect([1400, 80, 2.96, 1000, 580e8, 0].map(roundStep)).toEqual([100, 10, 0.01, 1000, 10e8, 0])
  })

  test('properties: never empty, on the side its word says, and consistent with itself', () => {
    fc.assert(
      fc.property(quantities, (quantity) => {
        const { low, high, soft } = intervalOf(quantity)
        expect(low).toBeLessThanOrEqual(high)
        const { bound, value } = quantity
        if (bound === 'gt' || bound === 'ge') expect(low).toBeGreaterThanOrEqual(value)
        if (bound === 'lt' || bound === 'le') expect(high).toBeLessThanOrEqual(value)
        if (bound === 'eq' || bound === 'approx' || bound === 'ge' || bound === 'le')
          expect(contains(intervalOf(quantity), value)).toBe(true)
        if (bound === 'gt' || bound === 'lt') expect(contains(intervalOf(quantity), value)).toBe(false)
        expect(soft === 'none').toBe(bound === 'eq')
      }),
    )
  })

  test('properties: a fall mirrors a rise; overlap is symmetric and agrees with intersection', () => {
    fc.assert(
      fc.property(quantities, quantities, (a, b) => {
        const rise = intervalOf(a)
        const fall = intervalOf({ ...a, value: -a.value })
        expect(-fall.high).toBe(rise.low)
        expect(-fall.low).toBe(rise.high)
        const x = intervalOf(a)
        const y = intervalOf(b)
        expect(overlaps(x, y)).toBe(overlaps(y, x))
        expect(intersection(x, y) !== null).toBe(overlaps(x, y))
      }),
    )
  })
})
