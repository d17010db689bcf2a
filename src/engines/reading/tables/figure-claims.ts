import { blankClaim } from '../claim.ts'
import type { Draft } from '../claims.ts'
import { shifted } from '../intake/number-format.ts'
import { kindOf } from '../measures.ts'
import type { GridCell } from '../opened.ts'
import { type Figure, valuesOf } from './figures.ts'
import { measureOf, unitOf, writtenUnit } from './measured.ts'
import { modalityFor, periodOf, subjectOf } from './said-of.ts'
import type { ColumnSense, RowSense, TableSense } from './senses.ts'

/** Claims at or above this confidence need no second look, if header, unit and subject are certain. */
export const tableAuto = 0.9

const round2 = (value: number): number => Math.round(value * 100) / 100

/** One figure with all that its row, column and table say of it; null where nothing says what it measures. */
export const figureClaim = (
  given: { cell: GridCell; figure: Figure; start: number; end: number; quote: string; ditto: boolean },
  row: RowSense,
  column: ColumnSense,
  sense: TableSense,
): (Draft & { exact: number }) | null => {
  const { cell, figure, start, end, quote } = given
  const { caption } = sense
  if (column.path.some((label) => label.isIndex) || (row.isIndicator && (row.carrier ?? row.label)?.isIndex))
    return null
  const written = writtenUnit(figure, row, column)
  const measured = measureOf(row, column, sense, written)
  if (!measured) return null
  const read = unitOf(written, measured, column, row, sense)
  if (read.unit === null && measured.word === null && !measured.isChange) return null
  const { unit } = read
  let values = valuesOf(figure, unit)
  if (!values) return null
  const reasons: string[] = []
  let confidence = 0.96 - read.cost
  if (read.reason) reasons.push(read.reason)
  if (cell.value !== undefined && figure.high === null && !given.ditto) {
    const shown = (figure.isNegative ? -1 : 1) * Number(figure.low.mantissa)
    if (Math.abs(shown - cell.value) > 1e-9 * Math.max(Math.abs(shown), Math.abs(cell.value)))
      reasons.push('table.exact-value')
    values = {
      value: shifted(cell.value, figure.low.exponent + (unit?.power ?? 0)) * (unit?.factor ?? 1),
      valueTo: null,
    }
  }
  if (
    figure.low.scaled &&
    figure.unit === null &&
    unit !== null &&
    unit.power >= 3 &&
    /[万亿]/.test(column.header + (row.label?.text ?? ''))
  ) {
    confidence -= 0.35
    reasons.push('table.scale-twice')
  }
  // People and firms are of the enterprise, whatever it makes; amounts too.
  const isOfProduct = unit !== null && !/^\{[人家户]\}$/.test(unit.unit) && kindOf(unit.unit) !== 'money'
  const { subject, isOwned } = subjectOf(isOfProduct ? row : { ...row, product: null }, column, measured, sense)
  if (!isOwned) {
    confidence -= 0.15
    reasons.push('table.no-subject')
  }
  if (measured.from === 'caption') reasons.push('table.measure-of-caption')
  if (measured.from === 'written') {
    confidence -= 0.02
    reasons.push('table.measure-as-written')
  }
  if (measured.from === 'guessed') {
    confidence -= 0.25
    reasons.push('measure-guessed')
  }
  // Three rows of header without merged cells may be words broken over lines.
  if (column.path.length >= 3 && !column.isMerged) {
    confidence -= 0.1
    reasons.push('table.header-broken')
  }
  const fits = measured.kinds === null || unit === null || measured.kinds.includes(kindOf(unit.unit))
  if (!fits) confidence -= 0.15
  const period = periodOf(row, column, measured, caption)
  if (period === null) {
    confidence -= 0.03
    reasons.push('table.no-period')
  } else if (period.inferred) {
    confidence -= 0.05
    reasons.push('period-inferred')
  }
  const modality = modalityFor(row, column, measured, unit?.unit ?? '', period, sense)
  confidence -= 0.4 * (1 - modality.certainty)
  if (modality.reason) reasons.push(modality.reason)
  if (row.isTotal || column.path.at(-1)?.isTotal) reasons.push('table.total')
  if (row.isPart) reasons.push('table.part-of')
  if (cell.hidden) {
    confidence -= 0.2
    reasons.push('table.hidden')
  }
  if (given.ditto) {
    confidence -= 0.2
    reasons.push('table.ditto')
  }
  if (figure.hasRemark) {
    confidence -= 0.1
    reasons.push('table.remark')
  }
  const place = row.place ?? column.place ?? caption.place
  confidence = round2(Math.min(0.99, Math.max(0.05, confidence)))
  const isSure = read.isCertain && isOwned && fits && measured.from !== 'guessed'
  return {
    ...blankClaim,
    kind: 'quantity',
    quote,
    start,
    end,
    value: values.value,
    valueTo: values.valueTo,
    unit: unit?.unit ?? null,
    bound: figure.bound,
    measure:
      measured.measure.endsWith('排名') && column.path.at(-1)?.noun ? column.path.at(-1)!.plain : measured.measure,
    subject,
    modality: modality.modality,
    from: period?.from ?? null,
    to: period?.to ?? null,
    precision: period?.precision ?? null,
    inferred: period?.inferred ?? false,
    place: place?.name ?? null,
    placeCode: place?.code ?? null,
    confidence,
    reasons,
    status: confidence >= tableAuto && isSure ? 'auto' : 'pending',
    exact: values.value,
  }
}
