import { exactly, type Interval } from './interval.ts'
import { dimensionOf, type Unit } from './unit.ts'

/** How a number was bounded by its words: 超/余/多 gt, 以上/不低于 ge, 近/不足 lt, 以内/不超过 le, 约/左右 approx, else eq. */
export type Bound = 'eq' | 'gt' | 'ge' | 'lt' | 'le' | 'approx'
export const bounds = ['eq', 'gt', 'ge', 'lt', 'le', 'approx'] as const satisfies readonly Bound[]

/** Result so far, goal set, expectation voiced, investment or capacity planned, sum signed. Never mixed in one figure. */
export type Modality = 'actual' | 'target' | 'forecast' | 'plan' | 'signed'
export const modalities = ['actual', 'target', 'forecast', 'plan', 'signed'] as const satisfies readonly Modality[]

/** A number in its base unit: 1400亿元 is { value: 1.4e11, unit: 'CNY' }. A range carries its upper end in valueTo. */
export interface Quantity {
  value: number
  valueTo?: number | undefined
  unit: Unit
  bound: Bound
}

/** How far 近 and 约 reach: a tenth below, and a twentieth to either side. */
export const nearlyShare = 0.1
export const aboutShare = 0.05

/**
 * The step to the next round figure: one in the place of the last digit that is not zero. 1400 → 100, 80 → 10, 2.96 → 0.01.
 * Zero has none.
 */
export const roundStep = (value: number): number => {
  if (value === 0 || !Number.isFinite(value)) return 0
  const [mantissa, exponent] = Math.abs(value).toExponential().split('e') as [string, string]
  const decimals = mantissa.includes('.') ? mantissa.length - mantissa.indexOf('.') - 1 : 0
  return Number(`1e${Number(exponent) - decimals}`)
}

/** Things that come whole: 80余个 is 81 to 89 and never 80.5. */
const comesWhole = (unit: Unit, value: number): boolean => dimensionOf(unit) === 'count' && Number.isInteger(value)

/** value + step without the last-digit noise of binary fractions. */
const stepped = (value: number, step: number): number => Number((value + step).toPrecision(15))

/**
 * The numbers a quantity can stand for. The ends that its words state are hard; the other end is a soft reading of usage:
 * - eq: the number, or both ends of a range.
 * - gt (超1400亿元): above it and, softly, below the next round figure 1500亿; for whole things 81 to 89.
 * - ge (90%以上): from it and, softly, below the next round figure. Shares end at 100 %.
 * - lt (近10种, 不足): below it and, softly, from a tenth below. le (不超过): up to it and, softly, from zero.
 * - approx (约, 左右): softly a twentieth to either side.
 * A fall (-5 with gt) is bounded by its size, so the interval is mirrored.
 */
export const intervalOf = (quantity: Quantity): Interval => {
  const { value, valueTo, unit, bound } = quantity
  if (value < 0 || (value === 0 && (valueTo ?? 0) < 0)) {
    const mirror = intervalOf({ ...quantity, value: -value, valueTo: valueTo === undefined ? undefined : -valueTo })
    return {
      low: -mirror.high,
      high: -mirror.low,
      lowIncluded: mirror.highIncluded,
      highIncluded: mirror.lowIncluded,
      soft: mirror.soft === 'low' ? 'high' : mirror.soft === 'high' ? 'low' : mirror.soft,
    }
  }
  if (bound === 'eq') return exactly(value, valueTo)
  const lower = Math.min(value, valueTo ?? value)
  const upper = Math.max(value, valueTo ?? value)
  const whole = comesWhole(unit, lower) && comesWhole(unit, upper)
  switch (bound) {
    case 'gt':
    case 'ge': {
      // 超13家 can still be 19: a count told to the last one is bounded by the next ten.
      const step = roundStep(upper)
      const next = whole && step === 1 ? (Math.floor(upper / 10) + 1) * 10 : stepped(upper, step)
      const capped = unit === '%' && upper <= 100 && bound === 'ge' ? Math.min(next, 100) : next
      const atCap = capped !== next
      if (whole)
        return {
          low: bound === 'gt' ? lower + 1 : lower,
          high: next - 1,
          lowIncluded: true,
          highIncluded: true,
          soft: 'high',
        }
      return { low: lower, high: capped, lowIncluded: bound === 'ge', highIncluded: atCap, soft: 'high' }
    }
    case 'lt': {
      const low = lower * (1 - nearlyShare)
      if (whole && upper > 1)
        return {
          low: Math.min(Math.ceil(low), upper - 1),
          high: upper - 1,
          lowIncluded: true,
          highIncluded: true,
          soft: 'low',
        }
      return { low, high: upper, lowIncluded: true, highIncluded: upper === 0, soft: 'low' }
    }
    case 'le':
      return { low: 0, high: upper, lowIncluded: true, highIncluded: true, soft: 'low' }
    case 'approx':
      return {
        low: lower * (1 - aboutShare),
        high: upper * (1 + aboutShare),
        lowIncluded: true,
        highIncluded: true,
        soft: 'both',
      }
  }
}
