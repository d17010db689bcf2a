import type { Unit } from './unit.ts'

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
