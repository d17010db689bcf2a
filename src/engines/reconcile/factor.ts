import { minimumDegree } from './ordering.ts'

/** A square sparse matrix by columns; of a symmetric one the upper triangle with its diagonal. */
export interface Columns {
  n: number
  starts: Int32Array
  rows: Int32Array
  values: Float64Array
}

/** Entries (i, j, value) of a symmetric matrix, either triangle, as the columns of its upper triangle; equal places add up. */
export const upperTriangle = (n: number, entries: readonly (readonly [number, number, number])[]): Columns => {
  const count = new Int32Array(n + 1)
  for (const [i, j] of entries) count[Math.max(i, j) + 1]!++
  for (let j = 0; j < n; j++) count[j + 1]! += count[j]!
  const place = count.slice()
  const rows = new Int32Array(entries.length)
  const values = new Float64Array(entries.length)
  for (const [i, j, value] of entries) {
    const p = place[Math.max(i, j)]!++
    rows[p] = Math.min(i, j)
    values[p] = value
  }
  return merged({ n, starts: count, rows, values })
}

const merged = ({ n, starts, rows, values }: Columns): Columns => {
  const at = new Int32Array(n).fill(-1)
  const newStarts = new Int32Array(n + 1)
  let m = 0
  for (let j = 0; j < n; j++) {
    const from = m
    for (let p = starts[j]!; p < starts[j + 1]!; p++) {
      const i = rows[p]!
      if (at[i]! >= from) values[at[i]!]! += values[p]!
      else {
        at[i] = m
        rows[m] = i
        values[m] = values[p]!
        m++
      }
    }
    newStarts[j + 1] = m
    for (let p = from; p < m; p++) at[rows[p]!] = -1
  }
  return { n, starts: newStarts, rows: rows.slice(0, m), values: values.slice(0, m) }
}

/**
 * The factors L·D·Lᵀ of a symmetric quasi-definite matrix whose values change while its places stay: ordered once, factored
 * often. Signs of the pivots may differ (variables above, balances below zero); a zero pivot is `false` from `factor`.
 */
export class Factors {
  readonly n: number
  readonly #order: Int32Array
  /** Where each entry of the given matrix goes in the permuted upper triangle. */
  readonly #place: Int32Array
  readonly #permuted: Columns
  readonly #parent: Int32Array
  readonly #starts: Int32Array
  readonly #rows: Int32Array
  readonly #values: Float64Array
  readonly #inverse: Float64Array
  readonly #work: Float64Array

  constructor(matrix: Columns) {
    const { n } = matrix
    this.n = n
    this.#order = minimumDegree(n, matrix.starts, matrix.rows)
    const newPlace = new Int32Array(n)
    for (let k = 0; k < n; k++) newPlace[this.#order[k]!] = k
    const count = new Int32Array(n + 1)
    for (let j = 0; j < n; j++)
      for (let p = matrix.starts[j]!; p < matrix.starts[j + 1]!; p++)
        count[Math.max(newPlace[matrix.rows[p]!]!, newPlace[j]!) + 1]!++
    for (let j = 0; j < n; j++) count[j + 1]! += count[j]!
    const next = count.slice()
    const size = matrix.rows.length
    this.#place = new Int32Array(size)
    const rows = new Int32Array(size)
    for (let j = 0; j < n; j++)
      for (let p = matrix.starts[j]!; p < matrix.starts[j + 1]!; p++) {
        const a = newPlace[matrix.rows[p]!]!
        const b = newPlace[j]!
        const q = next[Math.max(a, b)]!++
        rows[q] = Math.min(a, b)
        this.#place[p] = q
      }
    this.#permuted = { n, starts: count, rows, values: new Float64Array(size) }

    // Elimination tree and the length of each column of L (Liu 1990).
    this.#parent = new Int32Array(n).fill(-1)
    const lengths = new Int32Array(n)
    const flag = new Int32Array(n).fill(-1)
    for (let j = 0; j < n; j++) {
      flag[j] = j
      for (let p = count[j]!; p < count[j + 1]!; p++) {
        let i = rows[p]!
        while (i !== j && flag[i] !== j) {
          if (this.#parent[i] === -1) this.#parent[i] = j
          lengths[i]!++
          flag[i] = j
          i = this.#parent[i]!
        }
      }
    }
    this.#starts = new Int32Array(n + 1)
    for (let j = 0; j < n; j++) this.#starts[j + 1] = this.#starts[j]! + lengths[j]!
    this.#rows = new Int32Array(this.#starts[n]!)
    this.#values = new Float64Array(this.#starts[n]!)
    this.#inverse = new Float64Array(n)
    this.#work = new Float64Array(n)
  }

  /** Entries of L below the diagonal. */
  get size(): number {
    return this.#rows.length
  }

  /** Factors the matrix with these values, given in the places of the one it was made from; false when a pivot is zero. */
  factor(given: Float64Array): boolean {
    const { n } = this
    const { starts, rows, values } = this.#permuted
    values.fill(0)
    for (let p = 0; p < given.length; p++) values[this.#place[p]!]! += given[p]!
    const filled = this.#starts.slice(0, n)
    const row = this.#work.fill(0)
    const pattern = new Int32Array(n)
    const path = new Int32Array(n)
    const flag = new Int32Array(n).fill(-1)
    // Row by row: the row of L that belongs to j solves a triangular system whose places the elimination tree gives.
    for (let j = 0; j < n; j++) {
      let top = n
      let pivot = 0
      flag[j] = j
      for (let p = starts[j]!; p < starts[j + 1]!; p++) {
        let i = rows[p]!
        if (i === j) {
          pivot += values[p]!
          continue
        }
        row[i]! += values[p]!
        let depth = 0
        while (flag[i] !== j) {
          path[depth++] = i
          flag[i] = j
          i = this.#parent[i]!
        }
        while (depth > 0) pattern[--top] = path[--depth]!
      }
      for (; top < n; top++) {
        const i = pattern[top]!
        const value = row[i]!
        row[i] = 0
        const end = filled[i]!
        for (let p = this.#starts[i]!; p < end; p++) row[this.#rows[p]!]! -= this.#values[p]! * value
        const l = value * this.#inverse[i]!
        pivot -= l * value
        this.#rows[end] = j
        this.#values[end] = l
        filled[i] = end + 1
      }
      if (pivot === 0 || !Number.isFinite(pivot)) return false
      this.#inverse[j] = 1 / pivot
    }
    return true
  }

  /** Overwrites `right` with the solution. */
  solve(right: Float64Array): void {
    const { n } = this
    const x = this.#work
    for (let k = 0; k < n; k++) x[k] = right[this.#order[k]!]!
    for (let j = 0; j < n; j++) {
      const value = x[j]!
      if (value !== 0)
        for (let p = this.#starts[j]!; p < this.#starts[j + 1]!; p++) x[this.#rows[p]!]! -= this.#values[p]! * value
    }
    for (let j = n - 1; j >= 0; j--) {
      let value = x[j]! * this.#inverse[j]!
      for (let p = this.#starts[j]!; p < this.#starts[j + 1]!; p++) value -= this.#values[p]! * x[this.#rows[p]!]!
      x[j] = value
    }
    for (let k = 0; k < n; k++) right[this.#order[k]!] = x[k]!
  }

  /**
   * The diagonal of the inverse, without solving for each column: entries of the inverse at the places of L, from the last
   * column to the first (Takahashi, Fagan and Chin 1973).
   */
  inverseDiagonal(): Float64Array {
    const { n } = this
    const z = new Float64Array(this.#values.length)
    const diagonal = new Float64Array(n)
    /** Column j of L spread out, and which places it has. */
    const spread = new Float64Array(n)
    const inColumn = new Uint8Array(n)
    const toward = new Float64Array(n)
    for (let j = n - 1; j >= 0; j--) {
      const from = this.#starts[j]!
      const to = this.#starts[j + 1]!
      for (let p = from; p < to; p++) {
        spread[this.#rows[p]!] = this.#values[p]!
        inColumn[this.#rows[p]!] = 1
      }
      // z[i][j] = −Σ z[i][k]·l[k][j] over the places k of column j; z is symmetric, so each later column serves both ways.
      for (let p = from; p < to; p++) {
        const i = this.#rows[p]!
        const l = this.#values[p]!
        let sum = -diagonal[i]! * l
        for (let q = this.#starts[i]!; q < this.#starts[i + 1]!; q++) {
          const k = this.#rows[q]!
          if (inColumn[k] === 0) continue
          sum -= z[q]! * spread[k]!
          toward[k]! -= z[q]! * l
        }
        toward[i]! += sum
      }
      let own = this.#inverse[j]!
      for (let p = from; p < to; p++) {
        const i = this.#rows[p]!
        z[p] = toward[i]!
        own -= z[p]! * this.#values[p]!
        toward[i] = 0
        spread[i] = 0
        inColumn[i] = 0
      }
      diagonal[j] = own
    }
    const result = new Float64Array(n)
    for (let k = 0; k < n; k++) result[this.#order[k]!] = diagonal[k]!
    return result
  }
}
