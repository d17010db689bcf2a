/** A made network of flows between processes, the same for the same seed: the shape of a regional material balance. */
import type { Network } from '../../src/engines/reconcile/reconcile.ts'

const random = (seed: number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * `balances` processes on a line of stages, flows mostly to near stages, some from and to the outside. True flows balance;
 * seven of ten are measured with 2 to 20 % error; every flow is at least 0 and a few have a ceiling.
 */
export const madeNetwork = (flows: number, balances: number, seed = 1): Network => {
  const next = random(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const from = new Int32Array(flows)
  const to = new Int32Array(flows)
  for (let f = 0; f < flows; f++) {
    if (f < balances) {
      // Every process takes from outside and sends outside, so that any inner flows can balance.
      from[f] = -1
      to[f] = f
    } else if (f < 2 * balances) {
      from[f] = f - balances
      to[f] = -1
    } else {
      from[f] = Math.floor(next() * balances)
      const far = next() < 0.1 ? balances : 40
      to[f] = Math.min(balances - 1, Math.max(0, from[f]! + 1 + Math.floor(next() * far)))
      if (to[f] === from[f]) to[f] = (from[f]! + 1) % balances
    }
  }
  const truth = new Float64Array(flows)
  const net = new Float64Array(balances)
  for (let f = 2 * balances; f < flows; f++) {
    truth[f] = Math.exp(normal() * 1.2 + 3)
    net[from[f]!]! -= truth[f]!
    net[to[f]!]! += truth[f]!
  }
  for (let b = 0; b < balances; b++) {
    const base = Math.exp(normal() + 3)
    truth[b] = base + Math.max(0, -net[b]!)
    truth[balances + b] = base + Math.max(0, net[b]!)
  }
  const linear = Array.from({ length: balances }, (_, b) => ({
    id: `b${b}`,
    terms: [] as { key: string; coefficient: number }[],
    low: 0,
    high: 0,
  }))
  for (let f = 0; f < flows; f++) {
    if (from[f]! >= 0) linear[from[f]!]!.terms.push({ key: `f${f}`, coefficient: -1 })
    if (to[f]! >= 0) linear[to[f]!]!.terms.push({ key: `f${f}`, coefficient: 1 })
  }
  return {
    quantities: Array.from({ length: flows }, (_, f) => {
      const sd = truth[f]! * (0.02 + 0.18 * next())
      const isMeasured = next() < 0.7
      return {
        key: `f${f}`,
        low: 0,
        high: next() < 0.05 ? truth[f]! * 1.02 : 1e6,
        measured: isMeasured ? { mean: Math.max(0, truth[f]! + sd * normal()), sd } : undefined,
      }
    }),
    linear,
    products: [],
  }
}
