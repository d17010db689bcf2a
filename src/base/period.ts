export type Precision = 'year' | 'half' | 'quarter' | 'month' | 'day'
export const precisions = ['year', 'half', 'quarter', 'month', 'day'] as const satisfies readonly Precision[]

/** Dates are ISO days (YYYY-MM-DD), both ends inclusive; null is an open end. `inferred` says the text did not state it. */
export interface Period {
  from: string | null
  to: string | null
  precision: Precision
  inferred: boolean
}
