/** A set of numbers between two ends. `soft` names the ends that are a reading of common usage and not said outright. */
export interface Interval {
  low: number
  high: number
  lowIncluded: boolean
  highIncluded: boolean
  soft: 'none' | 'low' | 'high' | 'both'
}

export const exactly = (value: number, to = value): Interval => ({
  low: Math.min(value, to),
  high: Math.max(value, to),
  lowIncluded: true,
  highIncluded: true,
  soft: 'none',
})

export const contains = (interval: Interval, value: number): boolean =>
  (value > interval.low || (interval.lowIncluded && value === interval.low)) &&
  (value < interval.high || (interval.highIncluded && value === interval.high))

/** True when some number lies in both. */
export const overlaps = (a: Interval, b: Interval): boolean => {
  const low = Math.max(a.low, b.low)
  const high = Math.min(a.high, b.high)
  if (low < high) return true
  return low === high && contains(a, low) && contains(b, low)
}

/** The numbers in both, or null when there are none. */
export const intersection = (a: Interval, b: Interval): Interval | null => {
  if (!overlaps(a, b)) return null
  const lower = a.low > b.low || (a.low === b.low && !a.lowIncluded) ? a : b
  const upper = a.high < b.high || (a.high === b.high && !a.highIncluded) ? a : b
  const softLow = lower.soft === 'low' || lower.soft === 'both'
  const softHigh = upper.soft === 'high' || upper.soft === 'both'
  return {
    low: lower.low,
    lowIncluded: lower.lowIncluded,
    high: upper.high,
    highIncluded: upper.highIncluded,
    soft: softLow && softHigh ? 'both' : softLow ? 'low' : softHigh ? 'high' : 'none',
  }
}
