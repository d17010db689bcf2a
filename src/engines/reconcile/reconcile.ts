import { leastSquares, type Measured, type Rows, spreadOf } from './least-squares.ts'

/** A quantity with what is known of it before reconciling. */
export interface Quantity {
  key: string
  /** The range it may have; infinite where nothing bounds it. */
  low: number
  high: number
  /** A measurement; sd 0 says it is exact. */
  measured?: { mean: number; sd: number } | undefined
}

/** low ≤ Σ coefficient · quantity ≤ high; equal bounds make it an equation. */
export interface Linear {
  id: string
  terms: readonly { key: string; coefficient: number }[]
  low: number
  high: number
}

/** result = first · second: a transfer coefficient, a share, a grade, a growth factor. */
export interface Product {
  id: string
  result: string
  first: string
  second: string
}

export interface Network {
  quantities: readonly Quantity[]
  linear: readonly Linear[]
  products: readonly Product[]
}

export interface Reconciled {
  status: 'solved' | 'unfinished'
  /** By key, in the order of the network. `sd` is infinite for what no measurement determines. */
  quantities: { key: string; value: number; sd: number; observable: boolean; measured: boolean; moved: number }[]
  objective: number
  residual: number
  iterations: number
}

/** Names a fault in a network: a key that is no quantity, a number that is none, a range without inside. */
export class NetworkFault extends Error {
  readonly id: string
  constructor(id: string, message: string) {
    super(`${id}: ${message}`)
    this.id = id
  }
}

const checked = (network: Network): Map<string, number> => {
  const index = new Map<string, number>()
  for (const [i, { key, low, high, measured }] of network.quantities.entries()) {
    if (index.has(key)) throw new NetworkFault(key, 'stands twice')
    if (Number.isNaN(low) || Number.isNaN(high) || low > high)
      throw new NetworkFault(key, `has no range ${low} to ${high}`)
    if (measured && (!Number.isFinite(measured.mean) || !(measured.sd >= 0) || !Number.isFinite(measured.sd)))
      throw new NetworkFault(key, 'is measured with a number that is none')
    index.set(key, i)
  }
  const known = (id: string, key: string) => {
    if (!index.has(key)) throw new NetworkFault(id, `names ${key}, which is no quantity`)
  }
  for (const { id, terms, low, high } of network.linear) {
    if (Number.isNaN(low) || Number.isNaN(high) || low > high)
      throw new NetworkFault(id, `has no range ${low} to ${high}`)
    for (const { key, coefficient } of terms) {
      known(id, key)
      if (!Number.isFinite(coefficient)) throw new NetworkFault(id, `has a coefficient that is no number at ${key}`)
    }
  }
  for (const { id, result, first, second } of network.products)
    for (const key of [result, first, second]) known(id, key)
  return index
}

const rowsOf = (network: Network, index: Map<string, number>, x: Float64Array | null): Rows => {
  const starts: number[] = [0]
  const columns: number[] = []
  const values: number[] = []
  const low: number[] = []
  const high: number[] = []
  for (const row of network.linear) {
    const sums = new Map<number, number>()
    for (const { key, coefficient } of row.terms) {
      const i = index.get(key)!
      sums.set(i, (sums.get(i) ?? 0) + coefficient)
    }
    for (const [i, value] of sums) {
      columns.push(i)
      values.push(value)
    }
    starts.push(columns.length)
    low.push(row.low)
    high.push(row.high)
  }
  if (x !== null)
    for (const { result, first, second } of network.products) {
      const [r, a, b] = [index.get(result)!, index.get(first)!, index.get(second)!]
      // r − a·b at x, linear in the changes: r − b₀·a − a₀·b = −a₀·b₀.
      const terms = new Map<number, number>()
      const put = (i: number, value: number) => terms.set(i, (terms.get(i) ?? 0) + value)
      put(r, 1)
      put(a, -x[b]!)
      put(b, -x[a]!)
      for (const [i, value] of terms) {
        columns.push(i)
        values.push(value)
      }
      starts.push(columns.length)
      low.push(-x[a]! * x[b]!)
      high.push(-x[a]! * x[b]!)
    }
  return {
    starts: Int32Array.from(starts),
    columns: Int32Array.from(columns),
    values: Float64Array.from(values),
    low: Float64Array.from(low),
    high: Float64Array.from(high),
  }
}

/** A point to linearise products at: measurements, what follows from them through products, the middle of ranges. */
const firstPoint = (network: Network, index: Map<string, number>, linear: Float64Array): Float64Array => {
  const x = linear.slice()
  const known = network.quantities.map(({ measured }) => measured !== undefined)
  for (const [i, { measured }] of network.quantities.entries()) if (measured) x[i] = measured.mean
  for (let pass = 0; pass <= network.products.length; pass++) {
    let learned = false
    for (const { result, first, second } of network.products) {
      const [r, a, b] = [index.get(result)!, index.get(first)!, index.get(second)!]
      const learn = (i: number, value: number) => {
        if (!Number.isFinite(value)) return
        x[i] = value
        known[i] = true
        learned = true
      }
      if (!known[r] && known[a] && known[b]) learn(r, x[a]! * x[b]!)
      else if (known[r] && known[a] && !known[b] && x[a] !== 0) learn(b, x[r]! / x[a]!)
      else if (known[r] && !known[a] && known[b] && x[b] !== 0) learn(a, x[r]! / x[b]!)
    }
    if (!learned) break
  }
  for (const { first, second } of network.products)
    for (const key of [first, second]) if (x[index.get(key)!] === 0) x[index.get(key)!] = 1
  return x
}

const mostRounds = 60

/**
 * Weighted least squares inside the ranges: the values nearest to the measurements that obey every identity, with their
 * standard deviations, and which quantities no measurement determines. Products are linearised at the last point until it
 * stays (Cencic 2016). Throws NetworkFault. A contradiction ends as `unfinished`; `conflict.ts` says which sentences make it.
 */
export const reconcile = (network: Network, { deviations = true }: { deviations?: boolean } = {}): Reconciled => {
  const index = checked(network)
  const { quantities } = network
  const measured: Omit<Measured, 'rows'> = {
    mean: Float64Array.from(quantities, ({ measured: one }) => one?.mean ?? Number.NaN),
    sd: Float64Array.from(quantities, ({ measured: one }) => one?.sd ?? 0),
    low: Float64Array.from(quantities, ({ low }) => low),
    high: Float64Array.from(quantities, ({ high }) => high),
  }
  let rows = rowsOf(network, index, null)
  let estimate = leastSquares({ ...measured, rows })
  let iterations = estimate.iterations
  if (network.products.length > 0) {
    let x = firstPoint(network, index, estimate.value)
    let moved = Number.POSITIVE_INFINITY
    for (let round = 0; round < mostRounds && moved > 1e-12; round++) {
      rows = rowsOf(network, index, x)
      estimate = leastSquares({ ...measured, rows })
      iterations += estimate.iterations
      moved = 0
      for (let i = 0; i < x.length; i++)
        moved = Math.max(
          moved,
          Math.abs(estimate.value[i]! - x[i]!) / Math.max(1e-9, Math.abs(x[i]!), Math.abs(estimate.value[i]!)),
        )
      x = estimate.value
    }
    const off = network.products.reduce((most, { result, first, second }) => {
      const product = x[index.get(first)!]! * x[index.get(second)!]!
      return Math.max(most, Math.abs(x[index.get(result)!]! - product) / Math.max(1e-300, Math.abs(product)))
    }, 0)
    if (off > 1e-6) estimate = { ...estimate, status: 'unfinished', residual: Math.max(estimate.residual, off) }
  }
  const spread = deviations ? spreadOf({ ...measured, rows }, estimate.value) : null
  return {
    status: estimate.status,
    objective: estimate.objective,
    residual: estimate.residual,
    iterations,
    quantities: quantities.map(({ key, measured: one }, i) => ({
      key,
      value: estimate.value[i]!,
      sd: spread?.sd[i] ?? Number.NaN,
      observable: spread === null || spread.observable[i] === 1,
      measured: one !== undefined,
      /** How far the measurement was moved, in its deviations; 0 where there is none or it is exact. */
      moved: one === undefined || one.sd === 0 ? 0 : (estimate.value[i]! - one.mean) / one.sd,
    })),
  }
}
