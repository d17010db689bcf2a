import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { madeNetwork } from '../../../bench/reconcile/network.ts'
import type { Case } from './case.ts'
import { memberId, numbered } from './case.ts'
import { cheapestRelaxation, conflicts, mostTelling, reasonsFor, tightened } from './conflict.ts'
import { canHold } from './feasible.ts'
import { loadSolver, type Solver } from './program.ts'
import { type Linear, type Network, NetworkFault, type Quantity, reconcile } from './reconcile.ts'

const anything = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }
const positive = { low: 0, high: Number.POSITIVE_INFINITY }
const free = (key: string, mean?: number, sd?: number): Quantity => ({
  key,
  ...anything,
  measured: mean === undefined ? undefined : { mean, sd: sd! },
})
/** `a + b = c` as an equation. */
const equation = (id: string, text: string): Linear => {
  const [left, right] = text.split('=') as [string, string]
  const terms = (side: string, sign: number) =>
    side
      .trim()
      .split(/\s+(?=[+-])|\s*\+\s*/)
      .filter((part) => part.trim() !== '')
      .map((part) => {
        const [, minus, factor, key] = /^([+-]?)\s*(?:([\d.]+)\s*\*)?\s*(\w+)$/.exec(part.trim())!
        return { key: key!, coefficient: sign * (minus === '-' ? -1 : 1) * Number(factor ?? 1) }
      })
  return { id, terms: [...terms(left, 1), ...terms(right, -1)], low: 0, high: 0 }
}
const number = (id: string, key: string, value: number, share = 0, weight?: number) => ({
  id,
  key,
  low: value - Math.abs(value) * share,
  high: value + Math.abs(value) * share,
  weight,
})

const shared = process.env['QUANLIAN_SHARED'] ?? fileURLToPath(new URL('../../../../shared', import.meta.url))
const published = `${shared}/reference/models.json`
const present = existsSync(published)
if (!present) console.warn(`SKIPPED the published reconciliation example: ${published} is not there`)

// The worked example of Cencic (2016), Nonlinear data reconciliation in material flow analysis with software STAN.
const stan = (withLast: boolean): Network => ({
  quantities: [
    free('F1', 100, 10),
    free('F2', 50, 0),
    free('F3', 300, 30),
    free('F4'),
    free('F5', 160, 16),
    free('F6'),
    free('F7'),
    free('TC', 0.5, 0.05),
  ],
  linear: [
    equation('first', 'F1 + F2 + F4 = F3'),
    equation('second', 'F3 = F4 + F5'),
    equation('third', 'F5 = F6 + F7'),
    ...(withLast ? [equation('last', 'F6 = F7')] : []),
  ],
  products: [{ id: 'transfer', result: 'F4', first: 'TC', second: 'F3' }],
})

describe('weighted least squares', () => {
  test.skipIf(!present)('gives the published means and deviations to 1e-6', () => {
    const { reconciled, sd } = JSON.parse(readFileSync(published, 'utf8')).reconciliation_STAN as {
      reconciled: Record<string, number>
      sd: Record<string, number>
    }
    const result = reconcile(stan(true))
    expect(result.status).toBe('solved')
    const of = new Map(result.quantities.map((one) => [one.key, one]))
    expect(Object.keys(reconciled).length).toBeGreaterThan(7)
    for (const [key, value] of Object.entries(reconciled))
      expect(Math.abs(of.get(key)!.value - value), key).toBeLessThan(1e-6)
    for (const [key, value] of Object.entries(sd)) expect(Math.abs(of.get(key)!.sd - value), key).toBeLessThan(1e-6)
    expect(result.quantities.every(({ observable }) => observable)).toBe(true)
  })

  test('names what no measurement determines', () => {
    const result = reconcile(stan(false))
    expect(result.quantities.filter(({ observable }) => !observable).map(({ key }) => key)).toEqual(['F6', 'F7'])
    expect(result.quantities.find(({ key }) => key === 'F6')!.sd).toBe(Number.POSITIVE_INFINITY)
    expect(Math.abs(result.quantities.find(({ key }) => key === 'F1')!.value - 102.42596)).toBeLessThan(1e-5)
  })

  test('a range holds: what would fall below 0 stays there and the rest moves', () => {
    const network: Network = {
      quantities: [
        { key: 'a', ...positive, measured: { mean: 1, sd: 1 } },
        { key: 'b', ...positive, measured: { mean: 10, sd: 1 } },
        { key: 'c', ...positive, measured: { mean: 2, sd: 1 } },
      ],
      linear: [equation('sum', 'a + b = c')],
      products: [],
    }
    const result = reconcile(network)
    const [a, b, c] = result.quantities
    // Without the range a would be (1 − 3) = −2.
    expect(a!.value).toBeCloseTo(0, 7)
    expect(b!.value).toBeCloseTo(6, 7)
    expect(c!.value).toBeCloseTo(6, 7)
    expect(result.objective).toBeCloseTo(1 + 16 + 16, 6)
  })

  test('obeys every balance and is nowhere farther from the measurements than the truth', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 3, max: 40 }), (seed, balances) => {
        const network = madeNetwork(balances * 4, balances, seed)
        const result = reconcile(network, { deviations: false })
        expect(result.status).toBe('solved')
        const value = new Map(result.quantities.map((one) => [one.key, one.value]))
        for (const { terms } of network.linear) {
          const sum = terms.reduce((total, { key, coefficient }) => total + coefficient * value.get(key)!, 0)
          const most = Math.max(...terms.map(({ key }) => Math.abs(value.get(key)!)))
          expect(Math.abs(sum)).toBeLessThan(1e-6 * Math.max(1, most))
        }
        for (const { key, low, high } of network.quantities) {
          expect(value.get(key)!).toBeGreaterThan(low - 1e-6)
          expect(value.get(key)!).toBeLessThan(high + 1e-4 * high)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('a contradiction is not smoothed over', () => {
    const network: Network = {
      quantities: [free('a', 5, 0), free('b', 6, 0), free('c', 12, 0)],
      linear: [equation('sum', 'a + b = c')],
      products: [],
    }
    expect(reconcile(network).status).toBe('unfinished')
  })

  test('faults are named', () => {
    const fault = (network: Partial<Network>) => () =>
      reconcile({ quantities: [free('a')], linear: [], products: [], ...network })
    expect(fault({ quantities: [free('a'), free('a')] })).toThrow(/a: stands twice/)
    expect(fault({ linear: [equation('sum', 'a = b')] })).toThrow(/sum: names b/)
    expect(fault({ quantities: [free('a', Number.NaN, 1)] })).toThrow(NetworkFault)
    expect(fault({ quantities: [{ key: 'a', low: 2, high: 1 }] })).toThrow(/no range 2 to 1/)
  })
})

describe('what cannot all be true', () => {
  let solver: Solver
  beforeAll(async () => {
    solver = await loadSolver()
  })
  const ids = (given: Case) => conflicts(given, solver).map(({ members }) => members.map(memberId).sort())

  test('57.16 % and 20.5 % growth cannot both rest on 502; the second needs another base', () => {
    const growth = (rate: string, base: string) => ({
      id: `growth of ${base}`,
      result: 'output24',
      first: rate,
      second: base,
    })
    const quantities = ['output23', 'output24', 'factor'].map((key) => ({ key, ...positive }))
    const says = (id: string, percent: number) => ({
      id,
      key: 'factor',
      low: 1 + (percent - 0.005) / 100,
      high: 1 + (percent + 0.005) / 100,
    })
    const given = (statements: Case['statements']): Case => ({
      network: { quantities, linear: [], products: [growth('factor', 'output23')] },
      statements: [number('502', 'output23', 502, 1e-3), number('788.97', 'output24', 788.97, 1e-5), ...statements],
    })
    expect(ids(given([says('57.16 %', 57.16)]))).toEqual([])
    expect(ids(given([says('20.5 %', 20.5)]))).toEqual([['20.5 %', '502', '788.97', 'growth of output23']])
    expect(ids(given([says('57.16 %', 57.16), says('20.5 %', 20.5)]))[0]).toEqual(['20.5 %', '57.16 %'])
    // With a base of its own the rate says what that base was.
    const apart: Case = {
      network: {
        quantities: [...quantities, { key: 'base', ...positive }],
        linear: [],
        products: [growth('factor', 'base')],
      },
      statements: [
        number('788.97', 'output24', 788.97, 1e-5),
        { id: '20.5 %', key: 'factor', low: 1.2045, high: 1.2055 },
      ],
    }
    const base = tightened(apart, solver)!.find(({ key }) => key === 'base')!
    expect(base.low).toBeLessThan(654.75)
    expect(base.high).toBeGreaterThan(654.7)
    expect(base.high - base.low).toBeLessThan(1)
  })

  test('490 Mt of ore at 0.268 % hold the 131.35 万吨 announced, within rounding', () => {
    const given = (lithium: number): Case => ({
      network: {
        quantities: ['ore', 'grade', 'oxide'].map((key) => ({ key, ...positive })),
        linear: [],
        products: [{ id: 'metal', result: 'oxide', first: 'grade', second: 'ore' }],
      },
      statements: [
        { id: '4.9亿吨', key: 'ore', low: 4.895e8, high: 4.905e8 },
        { id: '0.268%', key: 'grade', low: 0.002675, high: 0.002685 },
        number(`${lithium}`, 'oxide', lithium, 4e-5),
      ],
    })
    expect(ids(given(1.3135e6))).toEqual([])
    expect(ids(given(1.5e6))).toEqual([['0.268%', '1500000', '4.9亿吨', 'metal']])
  })

  test('a subset larger than its whole, and parts that pass their total, are named with the rule', () => {
    const given: Case = {
      network: {
        quantities: ['building', 'signed', 'north', 'south', 'city'].map((key) => ({ key, ...positive })),
        linear: [
          {
            id: 'building are signed',
            terms: [
              { key: 'building', coefficient: 1 },
              { key: 'signed', coefficient: -1 },
            ],
            low: Number.NEGATIVE_INFINITY,
            high: 0,
          },
          equation('counties', 'north + south = city'),
        ],
        products: [],
      },
      statements: [
        number('1028.03', 'building', 1028.03),
        { id: '超1400', key: 'signed', low: 1400, high: 1500 },
        number('north', 'north', 300),
        number('south', 'south', 250),
        number('city', 'city', 500),
      ],
    }
    expect(ids(given)).toEqual([['city', 'counties', 'north', 'south']])
    const relaxation = cheapestRelaxation(given, solver)!
    expect(relaxation).toHaveLength(1)
    expect(Math.abs(relaxation[0]!.by)).toBeCloseTo(50, 6)
    const doubted = {
      ...given,
      statements: given.statements.map((one) => (one.id === 'north' ? { ...one, weight: 0.1 } : one)),
    }
    const [doubtful, ...others] = cheapestRelaxation(doubted, solver)!
    expect(others).toEqual([])
    expect(doubtful).toMatchObject({ id: 'north', high: 300 })
    expect(doubtful!.low).toBeCloseTo(250, 5)
  })

  test('the smallest contradiction is found where a larger one is met first', () => {
    // a = b = c = d chained gives one of five; two sentences on e contradict each other alone.
    const given: Case = {
      network: {
        quantities: ['a', 'b', 'c', 'd', 'e'].map((key) => ({ key, ...positive })),
        linear: [equation('ab', 'a = b'), equation('bc', 'b = c'), equation('cd', 'c = d')],
        products: [],
      },
      statements: [number('a1', 'a', 1), number('d2', 'd', 2), number('e1', 'e', 1), number('e2', 'e', 2)],
    }
    expect(ids(given)).toEqual([
      ['e1', 'e2'],
      ['a1', 'ab', 'bc', 'cd', 'd2'],
    ])
    expect(conflicts(given, solver).every(({ smallest }) => smallest)).toBe(true)
  })

  test('removing any member of a contradiction lets the rest be true', () => {
    const chain = fc.record({
      n: fc.integer({ min: 2, max: 6 }),
      edges: fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5), fc.integer({ min: -2, max: 2 })), { maxLength: 6 }),
      said: fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 3 })), {
        minLength: 2,
        maxLength: 8,
      }),
      product: fc.option(fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5))),
    })
    let met = 0
    fc.assert(
      fc.property(chain, ({ n, edges, said, product }) => {
        const key = (i: number) => `q${i % n}`
        const given: Case = {
          network: {
            quantities: Array.from({ length: n }, (_, i) => ({ key: `q${i}`, ...positive })),
            linear: edges.map(([a, b, c, k], e) => ({
              id: `e${e}`,
              terms: [
                { key: key(a), coefficient: 1 },
                { key: key(b), coefficient: 1 },
                { key: key(c), coefficient: -1 },
              ],
              low: k,
              high: k,
            })),
            products: product
              ? [{ id: 'p', result: key(product[0]), first: key(product[1]), second: key(product[2]) }]
              : [],
          },
          statements: said.map(([i, low, width], s) => ({ id: `s${s}`, key: key(i), low, high: low + width })),
        }
        const c = numbered(given)
        const all = [...c.members.keys()]
        for (const { members } of conflicts(given, solver, 3)) {
          met++
          const set = members.map(
            (member) => all.find((m) => c.members[m]!.kind === member.kind && c.members[m]!.index === member.index)!,
          )
          const holds = (some: number[]) =>
            canHold(
              c,
              Uint8Array.from(all, (m) => (some.includes(m) ? 1 : 0)),
              solver,
            )
          expect(holds(set)).toBe(false)
          for (const left of set)
            expect(holds(set.filter((m) => m !== left)), `without ${memberId(c.members[left]!)}`).toBe(true)
        }
        if (conflicts(given, solver, 1).length === 0) {
          expect(cheapestRelaxation(given, solver)).toEqual([])
          expect(tightened(given, solver)).not.toBeNull()
        }
      }),
      { numRuns: 50 },
    )
    expect(met).toBeGreaterThan(8)
  })

  test('what follows is tightened, with the sentences that make it so, and the statistic that would tell most', () => {
    const given: Case = {
      network: {
        quantities: ['total', 'a', 'b', 'c'].map((key) => ({ key, ...positive })),
        linear: [equation('parts', 'a + b + c = total')],
        products: [],
      },
      statements: [
        number('total', 'total', 100),
        { id: 'a', key: 'a', low: 60, high: 70 },
        { id: 'b', key: 'b', low: 10, high: 40 },
      ],
    }
    const c = tightened(given, solver)!.find(({ key }) => key === 'c')!
    expect([c.low, c.high]).toEqual([0, 30])
    expect(reasonsFor(given, 'c', 'high', 30, solver)!.map(memberId).sort()).toEqual(['a', 'b', 'parts', 'total'])
    expect(reasonsFor(given, 'c', 'high', 20, solver)).toBeNull()
    const telling = mostTelling(given, 'c', ['a', 'b', 'total'], solver)!
    expect(telling.map(({ key }) => key)).toEqual(['b', 'a'])
    expect(telling[0]!.after).toBeLessThan(telling[0]!.now)
  })
})
