import type { Numbered } from './case.ts'

/** Ranges of all quantities, by number. */
export interface Ranges {
  low: Float64Array
  high: Float64Array
}

/** The hard ranges met with the active statements'; false in `ok` when a quantity has none left. */
export const statedRanges = (c: Numbered, active: Uint8Array): Ranges & { ok: boolean } => {
  const low = c.low.slice()
  const high = c.high.slice()
  for (const [m, member] of c.members.entries()) {
    if (active[m] === 0 || member.kind !== 'statement') continue
    const i = c.at[m]![0]!
    low[i] = Math.max(low[i]!, member.statement.low)
    high[i] = Math.min(high[i]!, member.statement.high)
  }
  let ok = true
  for (let i = 0; i < low.length; i++) if (low[i]! > high[i]! + tolerance * c.size[i]!) ok = false
  return { low, high, ok }
}

/** Two numbers are one below this share of the quantity's size: figures in sentences have four digits, seldom more than six. */
export const tolerance = 1e-9
/** A range that shrinks by less than this share is left: cycles of equations approach their limit for ever. */
const worthwhile = 1e-4
const mostPasses = 200

const times = (al: number, ah: number, bl: number, bh: number): [number, number] => {
  const products = [al * bl, al * bh, ah * bl, ah * bh].map((value) => (Number.isNaN(value) ? 0 : value))
  return [Math.min(...products), Math.max(...products)]
}
const over = (al: number, ah: number, bl: number, bh: number): [number, number] =>
  bl <= 0 && bh >= 0 ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] : times(al, ah, 1 / bh, 1 / bl)

/**
 * Ranges narrowed by every active equation and product, each looked at for itself until nothing moves (interval
 * propagation). Never cuts off a point that obeys all; may keep points that do not. False when a range becomes empty.
 */
export const propagate = (c: Numbered, active: Uint8Array, ranges: Ranges): boolean => {
  const { low, high } = ranges
  const { size } = c
  let moved = true
  const narrow = (i: number, l: number, h: number): boolean => {
    const slack = tolerance * size[i]!
    const room = high[i]! - low[i]!
    if (l > low[i]! + slack) {
      if (!(l - low[i]! < worthwhile * room && Number.isFinite(room))) moved = true
      low[i] = Math.min(l, Math.max(high[i]!, l - slack))
    }
    if (h < high[i]! - slack) {
      if (!(high[i]! - h < worthwhile * room && Number.isFinite(room))) moved = true
      high[i] = Math.max(h, Math.min(low[i]!, h + slack))
    }
    return low[i]! <= high[i]! + 4 * slack
  }
  for (let pass = 0; moved && pass < mostPasses; pass++) {
    moved = false
    for (const [m, member] of c.members.entries()) {
      if (active[m] === 0 || member.kind === 'statement') continue
      const at = c.at[m]!
      if (member.kind === 'product') {
        const [r, a, b] = at as unknown as [number, number, number]
        if (!narrow(r, ...times(low[a]!, high[a]!, low[b]!, high[b]!))) return false
        if (!narrow(a, ...over(low[r]!, high[r]!, low[b]!, high[b]!))) return false
        if (!narrow(b, ...over(low[r]!, high[r]!, low[a]!, high[a]!))) return false
        continue
      }
      const k = c.coefficients[m]!
      let least = 0
      let most = 0
      let openLow = 0
      let openHigh = 0
      for (let t = 0; t < at.length; t++) {
        const [l, h] =
          k[t]! >= 0 ? [k[t]! * low[at[t]!]!, k[t]! * high[at[t]!]!] : [k[t]! * high[at[t]!]!, k[t]! * low[at[t]!]!]
        if (l === Number.NEGATIVE_INFINITY) openLow++
        else least += l
        if (h === Number.POSITIVE_INFINITY) openHigh++
        else most += h
      }
      const { low: rowLow, high: rowHigh } = member.linear
      for (let t = 0; t < at.length; t++) {
        const i = at[t]!
        const value = k[t]!
        if (value === 0) continue
        const [l, h] = value >= 0 ? [value * low[i]!, value * high[i]!] : [value * high[i]!, value * low[i]!]
        const othersLeast =
          openLow === 0 ? least - l : openLow === 1 && l === Number.NEGATIVE_INFINITY ? least : Number.NEGATIVE_INFINITY
        const othersMost =
          openHigh === 0 ? most - h : openHigh === 1 && h === Number.POSITIVE_INFINITY ? most : Number.POSITIVE_INFINITY
        const ownLow = rowLow - othersMost
        const ownHigh = rowHigh - othersLeast
        if (Number.isNaN(ownLow) || Number.isNaN(ownHigh)) continue
        if (!narrow(i, value >= 0 ? ownLow / value : ownHigh / value, value >= 0 ? ownHigh / value : ownLow / value))
          return false
      }
    }
  }
  return true
}
