import { expect, test } from 'vitest'
import { currencies, currencyOf } from './currency.ts'
import { dimensionOf, isKnownUnit, knownUnits, unitEntry } from './unit.ts'

test('every currency is a known unit of money with a name, and no name belongs to two', () => {
  expect(currencies.length).toBeGreaterThan(50)
  const spelled = new Map<string, string>()
  for (const { code, label, spellings } of currencies) {
    expect(code).toMatch(/^[A-Z]{3}$/)
    expect([code, dimensionOf(code), isKnownUnit(code), isKnownUnit(`${code}/t`)]).toEqual([code, 'money', true, true])
    expect(unitEntry(code).label).toEqual(label)
    for (const spelling of spellings) {
      expect([spelling, spelled.get(spelling) ?? code]).toEqual([spelling, code])
      spelled.set(spelling, code)
    }
  }
  expect(currencyOf('XXX')).toBeUndefined()
  expect(isKnownUnit('XXX')).toBe(false)
})

test('forms offer the common currencies only', () => {
  const offered = knownUnits().filter((entry) => entry.dimension === 'money')
  expect(offered.map((entry) => entry.code)).toContain('USD')
  expect(offered.length).toBeLessThan(20)
})
