import { type Columns, Factors, upperTriangle } from './factor.ts'

/** Rows low ≤ Σ values·x ≤ high; `starts[r]` to `starts[r + 1]` are the places of row r. Equal bounds make an equation. */
export interface Rows {
  starts: Int32Array
  columns: Int32Array
  values: Float64Array
  low: Float64Array
  high: Float64Array
}

/** Measurements of some of n quantities, the range each may have, and the rows they obey. */
export interface Measured {
  /** NaN where nothing was measured. */
  mean: Float64Array
  /** Standard deviation of the mean; 0: exact. Read only where there is a mean. */
  sd: Float64Array
  low: Float64Array
  high: Float64Array
  rows: Rows
}

export interface Estimate {
  /** `unfinished`: no point obeys the rows and ranges to the tolerance, or the steps ran out; `value` is where it stopped. */
  status: 'solved' | 'unfinished'
  value: Float64Array
  /** Σ ((x − mean) / sd)² over what was measured. */
  objective: number
  /** Largest violation of a row, in units of its largest term. */
  residual: number
  iterations: number
}

const regular = 1e-8
const mostSteps = 100

/** The problem in units in which every measured quantity has deviation 1 and every row its largest term 1. */
interface Scaled {
  n: number
  /** Columns of the scaled problem: free quantities, then one slack a row that is no equation. */
  columns: number
  /** Quantity of a column; −1 for a slack. */
  quantity: Int32Array
  weight: Float64Array
  centre: Float64Array
  scale: Float64Array
  low: Float64Array
  high: Float64Array
  rows: number
  rowStarts: Int32Array
  rowColumns: Int32Array
  rowValues: Float64Array
  right: Float64Array
  /** Largest violation of rows in which nothing is free. */
  broken: number
}

const isFixed = (m: Measured, i: number): boolean =>
  m.low[i] === m.high[i] || (!Number.isNaN(m.mean[i]!) && m.sd[i] === 0)
const fixedAt = (m: Measured, i: number): number => (m.low[i] === m.high[i] ? m.low[i]! : m.mean[i]!)

/** What an unmeasured quantity is about as large as: the largest measured one that shares a row with it. */
const typicalSizes = (m: Measured): Float64Array => {
  const n = m.mean.length
  const size = new Float64Array(n)
  for (let i = 0; i < n; i++) size[i] = Number.isNaN(m.mean[i]!) ? 0 : Math.abs(m.mean[i]!)
  const { starts, columns, values } = m.rows
  for (let pass = 0; pass < 3; pass++)
    for (let r = 0; r + 1 < starts.length; r++) {
      let most = 0
      for (let p = starts[r]!; p < starts[r + 1]!; p++) most = Math.max(most, Math.abs(values[p]!) * size[columns[p]!]!)
      for (let p = starts[r]!; p < starts[r + 1]!; p++) {
        const i = columns[p]!
        if (size[i] === 0 && values[p] !== 0) size[i] = most / Math.abs(values[p]!)
      }
    }
  for (let i = 0; i < n; i++) if (size[i] === 0) size[i] = 1
  return size
}

const scaled = (m: Measured): Scaled => {
  const n = m.mean.length
  const { starts, columns: given, values, low, high } = m.rows
  const count = starts.length - 1
  const size = typicalSizes(m)
  const columnOf = new Int32Array(n).fill(-1)
  const quantity: number[] = []
  const weight: number[] = []
  const centre: number[] = []
  const scale: number[] = []
  const lows: number[] = []
  const highs: number[] = []
  for (let i = 0; i < n; i++) {
    if (isFixed(m, i)) continue
    columnOf[i] = quantity.length
    const measured = !Number.isNaN(m.mean[i]!)
    const [l, h] = [m.low[i]!, m.high[i]!]
    const s = measured ? m.sd[i]! : size[i]!
    quantity.push(i)
    weight.push(measured ? 1 : 0)
    // Whatever was not measured starts at the size of its neighbours, not in the middle of a range that may be vast.
    centre.push(measured ? m.mean[i]! : Math.min(h, Math.max(l, size[i]!)))
    scale.push(s)
    lows.push((l - centre.at(-1)!) / s)
    highs.push((h - centre.at(-1)!) / s)
  }
  const rowStarts: number[] = [0]
  const rowColumns: number[] = []
  const rowValues: number[] = []
  const right: number[] = []
  let broken = 0
  for (let r = 0; r < count; r++) {
    let constant = 0
    let most = 0
    let largest = 0
    const from = rowColumns.length
    for (let p = starts[r]!; p < starts[r + 1]!; p++) {
      const i = given[p]!
      const c = columnOf[i]!
      if (c < 0) {
        constant += values[p]! * fixedAt(m, i)
        largest = Math.max(largest, Math.abs(values[p]! * fixedAt(m, i)))
        continue
      }
      constant += values[p]! * centre[c]!
      rowColumns.push(c)
      rowValues.push(values[p]! * scale[c]!)
      most = Math.max(most, Math.abs(values[p]! * scale[c]!))
    }
    if (most === 0) {
      rowColumns.length = from
      rowValues.length = from
      const unit = Math.max(1e-300, largest, Math.abs(low[r]!) === Infinity ? 0 : Math.abs(low[r]!))
      broken = Math.max(broken, (low[r]! - constant) / unit, (constant - high[r]!) / unit)
      continue
    }
    for (let p = from; p < rowColumns.length; p++) rowValues[p]! /= most
    if (low[r] === high[r]) right.push((low[r]! - constant) / most)
    else {
      rowColumns.push(quantity.length)
      rowValues.push(-1)
      quantity.push(-1)
      weight.push(0)
      centre.push(0)
      scale.push(1)
      lows.push((low[r]! - constant) / most)
      highs.push((high[r]! - constant) / most)
      right.push(0)
    }
    rowStarts.push(rowColumns.length)
  }
  return {
    n,
    columns: quantity.length,
    quantity: Int32Array.from(quantity),
    weight: Float64Array.from(weight),
    centre: Float64Array.from(centre),
    scale: Float64Array.from(scale),
    low: Float64Array.from(lows),
    high: Float64Array.from(highs),
    rows: right.length,
    rowStarts: Int32Array.from(rowStarts),
    rowColumns: Int32Array.from(rowColumns),
    rowValues: Float64Array.from(rowValues),
    right: Float64Array.from(right),
    broken,
  }
}

/** The matrix [[diagonal, Aᵀ], [A, −δ]] with the places of its diagonal, to be filled anew at every step. */
const systemOf = (s: Scaled): { matrix: Columns; own: Int32Array; factors: Factors } => {
  const size = s.columns + s.rows
  const entries: [number, number, number][] = []
  for (let i = 0; i < size; i++) entries.push([i, i, 1])
  for (let r = 0; r < s.rows; r++)
    for (let p = s.rowStarts[r]!; p < s.rowStarts[r + 1]!; p++)
      entries.push([s.rowColumns[p]!, s.columns + r, s.rowValues[p]!])
  const matrix = upperTriangle(size, entries)
  const own = new Int32Array(size)
  for (let j = 0; j < size; j++)
    for (let p = matrix.starts[j]!; p < matrix.starts[j + 1]!; p++) if (matrix.rows[p] === j) own[j] = p
  return { matrix, own, factors: new Factors(matrix) }
}

/**
 * The quantities nearest to their measurements, in squares of deviations, that obey all rows and ranges: a primal-dual
 * interior-point method (Mehrotra 1992) on the quasi-definite system with proximal terms (Friedlander and Orban 2012), each
 * step one sparse factorisation.
 */
export const leastSquares = (m: Measured): Estimate => {
  const s = scaled(m)
  const { columns: n, rows: k, low, high, weight } = s
  const y = new Float64Array(n)
  const v = new Float64Array(k)
  const below = new Float64Array(n)
  const above = new Float64Array(n)
  const hasLow = Array.from(low, Number.isFinite)
  const hasHigh = Array.from(high, Number.isFinite)
  let bounds = 0
  for (let i = 0; i < n; i++) {
    const room = high[i]! - low[i]!
    const margin = Math.min(1, room * 0.1)
    if (hasLow[i]) {
      y[i] = Math.max(y[i]!, low[i]! + margin)
      bounds++
    }
    if (hasHigh[i]) {
      y[i] = Math.min(y[i]!, high[i]! - margin)
      bounds++
    }
    // Every bound begins equally far from the centre of its path.
    if (hasLow[i]) below[i] = 1 / (y[i]! - low[i]!)
    if (hasHigh[i]) above[i] = 1 / (high[i]! - y[i]!)
  }
  const { matrix, own, factors } = systemOf(s)
  const values = matrix.values.slice()
  const dual = new Float64Array(n)
  const primal = new Float64Array(k)
  const right = new Float64Array(n + k)
  const step = new Float64Array(n)
  const dBelow = new Float64Array(n)
  const dAbove = new Float64Array(n)
  const cLow = new Float64Array(n)
  const cHigh = new Float64Array(n)

  const residuals = (): { p: number; d: number; gap: number } => {
    for (let i = 0; i < n; i++) dual[i] = weight[i]! * y[i]! - below[i]! + above[i]!
    let p = 0
    for (let r = 0; r < k; r++) {
      let sum = s.right[r]!
      for (let q = s.rowStarts[r]!; q < s.rowStarts[r + 1]!; q++) {
        sum -= s.rowValues[q]! * y[s.rowColumns[q]!]!
        dual[s.rowColumns[q]!]! += s.rowValues[q]! * v[r]!
      }
      primal[r] = sum
      p = Math.max(p, Math.abs(sum))
    }
    let d = 0
    let gap = 0
    for (let i = 0; i < n; i++) {
      d = Math.max(d, Math.abs(dual[i]!))
      if (hasLow[i]) gap += below[i]! * (y[i]! - low[i]!)
      if (hasHigh[i]) gap += above[i]! * (high[i]! - y[i]!)
    }
    return { p, d, gap: bounds === 0 ? 0 : gap / bounds }
  }

  /** Newton's direction for a centring target, with the products of the step before as correction. */
  const direct = (target: number) => {
    for (let i = 0; i < n; i++) {
      let push = -dual[i]!
      if (hasLow[i]) push += (target - cLow[i]!) / (y[i]! - low[i]!) - below[i]!
      if (hasHigh[i]) push -= (target - cHigh[i]!) / (high[i]! - y[i]!) - above[i]!
      right[i] = push
    }
    for (let r = 0; r < k; r++) right[n + r] = primal[r]!
    factors.solve(right)
    for (let i = 0; i < n; i++) {
      step[i] = right[i]!
      if (hasLow[i]) {
        const z = y[i]! - low[i]!
        dBelow[i] = (target - cLow[i]!) / z - below[i]! - (below[i]! / z) * step[i]!
      }
      if (hasHigh[i]) {
        const z = high[i]! - y[i]!
        dAbove[i] = (target - cHigh[i]!) / z - above[i]! + (above[i]! / z) * step[i]!
      }
    }
  }
  const longest = (): number => {
    let most = 1
    for (let i = 0; i < n; i++) {
      if (hasLow[i]) {
        if (step[i]! < 0) most = Math.min(most, (low[i]! - y[i]!) / step[i]!)
        if (dBelow[i]! < 0) most = Math.min(most, -below[i]! / dBelow[i]!)
      }
      if (hasHigh[i]) {
        if (step[i]! > 0) most = Math.min(most, (high[i]! - y[i]!) / step[i]!)
        if (dAbove[i]! < 0) most = Math.min(most, -above[i]! / dAbove[i]!)
      }
    }
    return most
  }

  let now = residuals()
  let iterations = 0
  let still = 0
  const done = () => now.p <= 1e-11 && now.d <= 1e-9 && now.gap <= 1e-11
  while (!done() && iterations < mostSteps && still < 12) {
    iterations++
    for (let i = 0; i < n; i++) {
      let own_ = weight[i]! + regular
      if (hasLow[i]) own_ += below[i]! / (y[i]! - low[i]!)
      if (hasHigh[i]) own_ += above[i]! / (high[i]! - y[i]!)
      values[own[i]!] = own_
    }
    for (let r = 0; r < k; r++) values[own[n + r]!] = -regular
    if (!factors.factor(values)) break
    let target = 0
    if (bounds > 0) {
      cLow.fill(0)
      cHigh.fill(0)
      direct(0)
      const reach = longest()
      let gap = 0
      for (let i = 0; i < n; i++) {
        if (hasLow[i]) gap += (below[i]! + reach * dBelow[i]!) * (y[i]! + reach * step[i]! - low[i]!)
        if (hasHigh[i]) gap += (above[i]! + reach * dAbove[i]!) * (high[i]! - y[i]! - reach * step[i]!)
      }
      target = (gap / bounds / now.gap) ** 3 * now.gap
      for (let i = 0; i < n; i++) {
        cLow[i] = step[i]! * dBelow[i]!
        cHigh[i] = -step[i]! * dAbove[i]!
      }
    }
    direct(target)
    const reach = bounds === 0 ? 1 : Math.min(1, 0.995 * longest())
    for (let i = 0; i < n; i++) {
      y[i]! += reach * step[i]!
      if (hasLow[i]) below[i]! += reach * dBelow[i]!
      if (hasHigh[i]) above[i]! += reach * dAbove[i]!
    }
    for (let r = 0; r < k; r++) v[r]! += reach * right[n + r]!
    const before = now
    now = residuals()
    // Rounding alone is left, or nothing obeys the rows.
    still = now.p > 0.9 * before.p && now.d > 0.9 * before.d && now.gap > 0.9 * before.gap ? still + 1 : 0
  }

  const value = new Float64Array(s.n)
  for (let i = 0; i < s.n; i++) if (isFixed(m, i)) value[i] = fixedAt(m, i)
  let objective = 0
  for (let c = 0; c < n; c++) {
    if (s.quantity[c]! < 0) continue
    value[s.quantity[c]!] = s.centre[c]! + s.scale[c]! * y[c]!
    objective += weight[c]! * y[c]! * y[c]!
  }
  const residual = Math.max(now.p, s.broken)
  const solved = residual <= 1e-7 && now.d <= 1e-6 && now.gap <= 1e-7 && s.broken <= 1e-9
  return { status: solved ? 'solved' : 'unfinished', value, objective, residual, iterations }
}

export interface Spread {
  /** Standard deviation of each estimate; 0 for what is exact or held by a range, infinite for what is not observable. */
  sd: Float64Array
  /** 0 where neither a measurement nor the rows determine the quantity. */
  observable: Uint8Array
}

/** Two weights for what was not measured: the variance of an unobservable quantity goes with 1/weight, others stay. */
const weak = 1e-4
const weaker = 1e-6

/**
 * How sure each estimate is: the diagonal of the inverse of the optimality system is the covariance of the estimates (Cencic
 * 2016). Quantities that stand at an end of their range at `value` count as held there.
 */
export const spreadOf = (m: Measured, value: Float64Array): Spread => {
  const s = scaled(m)
  const { columns: n, rows: k } = s
  const { matrix, own, factors } = systemOf(s)
  const values = matrix.values.slice()
  const held = new Uint8Array(n)
  for (let c = 0; c < n; c++) {
    const i = s.quantity[c]!
    if (i < 0) continue
    const at = (value[i]! - s.centre[c]!) / s.scale[c]!
    if (at - s.low[c]! < 1e-7 || s.high[c]! - at < 1e-7) held[c] = 1
  }
  // A slack is held where its row is tight at `value`.
  for (let r = 0; r < k; r++) {
    let sum = s.right[r]!
    let slack = -1
    for (let p = s.rowStarts[r]!; p < s.rowStarts[r + 1]!; p++) {
      const c = s.rowColumns[p]!
      if (s.quantity[c]! < 0) slack = c
      else sum -= (s.rowValues[p]! * (value[s.quantity[c]!]! - s.centre[c]!)) / s.scale[c]!
    }
    if (slack >= 0) {
      const at = -sum
      if (at - s.low[slack]! < 1e-7 || s.high[slack]! - at < 1e-7) held[slack] = 1
    }
  }
  const variances = (weight: number): Float64Array => {
    for (let c = 0; c < n; c++) values[own[c]!] = held[c] === 1 ? 1e12 : s.weight[c] === 1 ? 1 : weight
    for (let r = 0; r < k; r++) values[own[n + r]!] = -1e-11
    if (!factors.factor(values)) throw new Error('the optimality system has a zero pivot')
    return factors.inverseDiagonal()
  }
  const first = variances(weak)
  const second = variances(weaker)
  const sd = new Float64Array(s.n)
  const observable = new Uint8Array(s.n).fill(1)
  for (let c = 0; c < n; c++) {
    const i = s.quantity[c]!
    if (i < 0 || held[c] === 1) continue
    if (second[c]! > 10 * first[c]! && second[c]! > 1) {
      observable[i] = 0
      sd[i] = Number.POSITIVE_INFINITY
    } else sd[i] = s.scale[c]! * Math.sqrt(Math.max(0, second[c]!))
  }
  return { sd, observable }
}
