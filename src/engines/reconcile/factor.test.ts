import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Factors, upperTriangle } from './factor.ts'

type Entries = [number, number, number][]

const dense = (n: number, entries: Entries): number[][] => {
  const a = Array.from({ length: n }, () => new Array<number>(n).fill(0))
  for (const [i, j, value] of entries) {
    a[i]![j]! += value
    if (i !== j) a[j]![i]! += value
  }
  return a
}

const inverse = (matrix: number[][]): number[][] => {
  const n = matrix.length
  const a = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))])
  for (let k = 0; k < n; k++) {
    let best = k
    for (let i = k; i < n; i++) if (Math.abs(a[i]![k]!) > Math.abs(a[best]![k]!)) best = i
    ;[a[k], a[best]] = [a[best]!, a[k]!]
    const pivot = a[k]![k]!
    for (let j = 0; j < 2 * n; j++) a[k]![j]! /= pivot
    for (let i = 0; i < n; i++) {
      const times = a[i]![k]!
      if (i !== k && times !== 0) for (let j = 0; j < 2 * n; j++) a[i]![j]! -= times * a[k]![j]!
    }
  }
  return a.map((row) => row.slice(n))
}

/** Quasi-definite: positive block of variables, negative block of balances, any coupling. */
const quasiDefinite = fc
  .tuple(
    fc.integer({ min: 1, max: 14 }),
    fc.integer({ min: 0, max: 8 }),
    fc.infiniteStream(fc.double({ min: 0.1, max: 4, noNaN: true })),
    fc.infiniteStream(fc.boolean()),
  )
  .map(([n, m, values, places]) => {
    const value = () => values.next().value as number
    const entries: Entries = []
    for (let i = 0; i < n; i++) entries.push([i, i, value() + 0.5])
    for (let k = 0; k < m; k++) {
      entries.push([n + k, n + k, -value() - 0.5])
      for (let i = 0; i < n; i++) if (places.next().value) entries.push([i, n + k, value() - 2])
    }
    return { size: n + m, entries }
  })

describe('sparse factors', () => {
  test('solve and invert like dense elimination', () => {
    fc.assert(
      fc.property(quasiDefinite, ({ size, entries }) => {
        const matrix = upperTriangle(size, entries)
        const factors = new Factors(matrix)
        expect(factors.factor(matrix.values)).toBe(true)
        const z = inverse(dense(size, entries))
        const right = Float64Array.from({ length: size }, (_, i) => (i % 3) - 1 + i / 7)
        const x = right.slice()
        factors.solve(x)
        for (let i = 0; i < size; i++) {
          const expected = z[i]!.reduce((sum, value, j) => sum + value * right[j]!, 0)
          expect(Math.abs(x[i]! - expected)).toBeLessThan(1e-8 * (1 + Math.abs(expected)))
        }
        const diagonal = factors.inverseDiagonal()
        for (let i = 0; i < size; i++)
          expect(Math.abs(diagonal[i]! - z[i]![i]!)).toBeLessThan(1e-8 * (1 + Math.abs(z[i]![i]!)))
      }),
    )
  })

  test('entries at the same place add up, in either triangle', () => {
    const matrix = upperTriangle(2, [
      [0, 0, 2],
      [1, 0, 1],
      [0, 1, 1],
      [1, 1, 5],
    ])
    const factors = new Factors(matrix)
    factors.factor(matrix.values)
    const x = Float64Array.of(4, 7)
    factors.solve(x)
    expect([...x].map((value) => Number(value.toFixed(12)))).toEqual([1, 1])
  })

  test('a singular matrix is said, not divided by', () => {
    const matrix = upperTriangle(2, [
      [0, 0, 1],
      [0, 1, 1],
      [1, 1, 1],
    ])
    expect(new Factors(matrix).factor(matrix.values)).toBe(false)
  })

  test('the order keeps a star and a grid sparse', () => {
    const star: Entries = Array.from({ length: 400 }, (_, i) => [i, i, 4])
    for (let i = 1; i < 400; i++) star.push([0, i, -0.01])
    expect(new Factors(upperTriangle(400, star)).size).toBe(399)
    const side = 30
    const grid: Entries = []
    for (let r = 0; r < side; r++)
      for (let c = 0; c < side; c++) {
        grid.push([r * side + c, r * side + c, 4])
        if (r > 0) grid.push([r * side + c, (r - 1) * side + c, -1])
        if (c > 0) grid.push([r * side + c, r * side + c - 1, -1])
      }
    // Row by row the grid would fill side³ = 27 000 places.
    expect(new Factors(upperTriangle(side * side, grid)).size).toBeLessThan(10_500)
  })
})
