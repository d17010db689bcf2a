import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compositionOf, elementBalance, type Flow, stageLinks } from './rules.ts'

const flow = (direction: 'in' | 'out', value: number | null, formula: string | null): Flow => ({
  direction,
  value,
  composition: formula === null ? null : compositionOf(formula),
})

describe('composition of a formula', () => {
  test.each([
    ['Li2CO3', 'Li', 0.187855],
    ['LiFePO4', 'P', 0.196343],
    ['FePO4', 'P', 0.205378],
    ['LiOH·H2O', 'Li', 0.165388],
    ['NiSO4·6H2O', 'Ni', 0.223308],
    ['LiNi0.8Mn0.1Co0.1O2', 'Ni', 0.482676],
  ])('%s holds %s %d', (formula, element, share) => {
    expect(compositionOf(formula)![element]).toBeCloseTo(share, 4)
  })

  test('shares add up to one', () => {
    for (const formula of ['Li1.2Mn0.54Ni0.13Co0.13O2', 'FeSO4·7H2O', 'LiNS2O4F2'])
      expect(Object.values(compositionOf(formula)!).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
  })

  test.each(['', 'Xx2', 'li2o', 'Li2(CO3)', '2', 'Li2CO3 '])('refuses "%s"', (formula) => {
    expect(compositionOf(formula)).toBeNull()
  })
})

describe('balance of elements', () => {
  const lfp = (ironPhosphate: number) => [
    flow('out', 1, 'LiFePO4'),
    flow('in', 0.234186, 'Li2CO3'),
    flow('in', ironPhosphate, 'FePO4'),
    flow('in', null, 'C6H12O6'),
  ]

  test('0.956 t FePO4 per t LFP closes', () => {
    expect(elementBalance(lfp(0.956008)).map((one) => [one.element, one.verdict])).toEqual([
      ['Fe', 'closed'],
      ['Li', 'closed'],
      ['P', 'closed'],
    ])
  })

  test('the 0.73 t FePO4 a page claims leaves phosphorus short: 0.150 t in, 0.196 t out', () => {
    const phosphorus = elementBalance(lfp(0.73)).find((one) => one.element === 'P')!
    expect(phosphorus.verdict).toBe('short')
    expect(phosphorus.in).toBeCloseTo(0.1499, 3)
    expect(phosphorus.out).toBeCloseTo(0.1963, 3)
  })

  test('an input of unknown make-up leaves a shortage undetermined, one without the element does not', () => {
    const open = [...lfp(0.73), flow('in', 1, null)]
    expect(elementBalance(open).find((one) => one.element === 'P')!.verdict).toBe('undetermined')
    const closed = [...lfp(0.73), flow('in', null, 'Li2CO3')]
    expect(elementBalance(closed).find((one) => one.element === 'P')!.verdict).toBe('short')
  })

  test('scaling a process does not change its verdicts', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 1e6, noNaN: true }),
        fc.constantFrom(0.5, 0.73, 0.956008, 1.2),
        (by, amount) => {
          const scaled = lfp(amount).map((one) => ({ ...one, value: one.value === null ? null : one.value * by }))
          expect(elementBalance(scaled).map((one) => one.verdict)).toEqual(
            elementBalance(lfp(amount)).map((one) => one.verdict),
          )
        },
      ),
    )
  })
})

describe('links of stages', () => {
  const columns = new Map([
    ['mine', 0],
    ['smelter', 1],
    ['cell', 2],
    ['recycling', 3],
  ])
  const links = stageLinks(
    [
      { stage: 'mine', product: 'ore', direction: 'out' },
      { stage: 'smelter', product: 'ore', direction: 'in' },
      { stage: 'smelter', product: 'salt', direction: 'out' },
      { stage: 'smelter', product: 'salt', direction: 'in' },
      { stage: 'cell', product: 'salt', direction: 'in' },
      { stage: 'recycling', product: 'salt', direction: 'out' },
    ],
    columns,
  )

  test('a link per pair of stages, a return marked, none from a stage to itself', () => {
    expect(links).toEqual([
      { from: 'mine', to: 'smelter', products: ['ore'], back: false },
      { from: 'smelter', to: 'cell', products: ['salt'], back: false },
      { from: 'recycling', to: 'smelter', products: ['salt'], back: true },
      { from: 'recycling', to: 'cell', products: ['salt'], back: true },
    ])
  })
})
