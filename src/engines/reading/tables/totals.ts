import type { Draft } from '../claims.ts'

/** A figure as the check of totals sees it. */
export interface Told {
  draft: Draft
  column: number
  value: number
  isTotal: boolean
  isSubtotal: boolean
  isPart: boolean
  isAdditive: boolean
  /** Decimals written, and what one unit of the last but the decimals is worth. */
  places: number
  scale: number
  group: string
  isIndicator: boolean
}

const adjust = (draft: Draft, by: number, reason: string): void => {
  draft.confidence = Math.round(Math.min(0.99, Math.max(0.05, draft.confidence + by)) * 100) / 100
  draft.reasons.push(reason)
  if (by < 0) draft.status = 'pending'
}

/**
 * Holds each total against the rows it sums, column by column: those since the last total of its kind, above it or, where it
 * stands first, below it. Rounding of every row is allowed for.
 */
export const checkTotals = (told: readonly Told[]): void => {
  const byColumn = new Map<number, Told[]>()
  for (const one of told) {
    const list = byColumn.get(one.column)
    if (list) list.push(one)
    else byColumn.set(one.column, [one])
  }
  for (const list of byColumn.values()) {
    if (!list.some((one) => one.isTotal) || list.some((one) => one.isIndicator)) continue
    // Sections divide the same whole anew (按规模分, 按行业分): their rows are not summed together.
    if (new Set(list.filter((one) => !one.isTotal).map((one) => one.group)).size > 1) continue
    let open: Told[] = []
    let subtotals: Told[] = []
    list.forEach((one, i) => {
      if (!one.isTotal) {
        if (!one.isPart) open.push(one)
        return
      }
      if (one.isSubtotal) {
        compare(one, open)
        subtotals.push(one)
        open = []
        return
      }
      if (i === 0) {
        // A total on top sums all that follows it.
        const rows = list.slice(1).filter((other) => !other.isPart)
        const whole = rows.some((other) => other.isSubtotal) ? rows.filter((other) => other.isSubtotal) : rows
        if (!rows.some((other) => other.isTotal && !other.isSubtotal)) compare(one, whole)
        return
      }
      compare(one, subtotals.length > 0 ? [...subtotals, ...open] : open)
      open = []
      subtotals = []
    })
  }
}

const compare = (total: Told, rows: readonly Told[]): void => {
  if (rows.length < 2 || !total.isAdditive) return
  const { draft } = total
  if (
    rows.some(
      ({ draft: row }) =>
        row.unit !== draft.unit || row.measure !== draft.measure || row.bound !== 'eq' || row.valueTo !== null,
    )
  )
    return
  const sum = rows.reduce((all, row) => all + row.value, 0)
  const rounding = [...rows, total].reduce((all, row) => all + 0.5 * row.scale * 10 ** -row.places, 0)
  if (Math.abs(sum - total.value) <= rounding + 1e-9 * Math.abs(sum)) adjust(draft, 0.02, 'sum-agrees')
  else adjust(draft, -0.15, 'table.sum-differs')
}
