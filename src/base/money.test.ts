import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  absolute,
  add,
  compare,
  decimalOf,
  divide,
  isDecimal,
  multiply,
  negate,
  plain,
  round,
  shift,
  subtract,
} from './money.ts'

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.integer({ min: 0, max: 12 }))
  .map(([digits, scale]) => shift(digits.toString(), -scale))

describe('exact decimal arithmetic', () => {
  test('keeps what binary floating point loses', () => {
    expect(add('0.1', '0.2')).toBe('0.3')
    expect(multiply('788.97', '100000000')).toBe('78897000000')
    expect(subtract('788.97', '502')).toBe('286.97')
    expect(divide('788.97', '800', 6)).toBe('0.986213')
    expect(shift('788.97', 8)).toBe('78897000000')
    expect(decimalOf(1.4e21)).toBe('1400000000000000000000')
    expect(decimalOf(4.5e-7)).toBe('0.00000045')
  })

  test('rounds half away from zero, as Chinese statistics do', () => {
    expect(round('2.5', 0)).toBe('3')
    expect(round('-2.5', 0)).toBe('-3')
    expect(round('1.005', 2)).toBe('1.01')
    expect(round('-0.004', 2)).toBe('0')
    expect(divide('2', '3', 4)).toBe('0.6667')
    expect(divide('-2', '3', 4)).toBe('-0.6667')
  })

  test('refuses what is not a number, and a zero divisor, in both languages', () => {
    for (const bad of ['', '1,000', '一', 'NaN', '1.', '.5', '1e9999']) expect(isDecimal(bad)).toBe(false)
    expect(() => add('1,000', '1')).toThrowError(/not a decimal/)
    expect(() => divide('1', '0.00')).toThrowError(/zero/)
  })

  test('properties: sum and difference undo each other; order agrees with difference; printing is canonical', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        expect(subtract(add(a, b), b)).toBe(plain(a))
        expect(add(a, b)).toBe(add(b, a))
        expect(multiply(a, b)).toBe(multiply(b, a))
        expect(Math.sign(compare(a, b))).toBe(compare(subtract(a, b), '0'))
        expect(plain(plain(a))).toBe(plain(a))
        expect(negate(negate(a))).toBe(plain(a))
        expect(compare(absolute(a), '0')).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('property: a quotient is within half a unit of its last place', () => {
    fc.assert(
      fc.property(decimals, decimals, fc.integer({ min: 0, max: 10 }), (a, b, places) => {
        fc.pre(compare(b, '0') !== 0)
        const error = absolute(subtract(multiply(divide(a, b, places), b), a))
        expect(compare(error, multiply(absolute(b), shift('0.5', -places)))).toBeLessThanOrEqual(0)
      }),
    )
  })
})
