import { comparePeriods, type Period } from '../../../base/period.ts'
import type { Modality } from '../../../base/quantity.ts'
import type { Unit } from '../../../base/unit.ts'
import { kindOf } from '../measures.ts'
import { modalityOf } from '../modality.ts'
import { type Caption, industryOf } from './caption.ts'
import type { Measured } from './measured.ts'
import { type ColumnSense, lastLabel as last, type RowSense, type TableSense } from './senses.ts'

/** Of whom the number is: the row's thing, the column's, what the title is about. */
export const subjectOf = (
  row: RowSense,
  column: ColumnSense,
  measured: Measured,
  { caption }: TableSense,
): { subject: string | null; isOwned: boolean } => {
  const industry = industryOf(caption)
  const whole = caption.place?.name ?? null
  // 郴州市锂电产业 is what a title about an industry speaks of; 碳酸锂 stands for itself.
  const topic =
    whole !== null && (industry !== null || (row.isTotal && caption.topic !== null))
      ? `${whole}${industry ?? caption.topic}`
      : caption.topic
  const parts: string[] = []
  const add = (part: string | null | undefined): void => {
    if (part && !parts.some((one) => one.includes(part))) parts.push(part)
  }
  // A written measure is the header itself; it does not name the subject a second time.
  const columnNoun =
    measured.from === 'written' || measured.measure === '排名'
      ? ''
      : column.path
          .map((label) => label.noun)
          .filter((noun) => noun !== '' && noun !== column.place?.name && !/^占/.test(noun))
          .join('')
  add(row.entity)
  // 锂电池产量 by province: the title says of what, the rows where.
  const isOfTitle =
    caption.measure !== null &&
    (caption.measure.measure === measured.measure || caption.measure.measure === measured.of)
  if (row.entityIsPlace && row.entity !== null) add(industry ?? (isOfTitle ? caption.topic : null))
  add(row.product)
  if (column.place) add(columnPlaceName(column))
  const noun = row.isIndicator && (row.label?.measure || row.carrier) ? (row.label?.noun ?? '') : ''
  if (parts.length === 0 && noun.length < 2) {
    add(row.section?.noun)
    if (
      parts.length === 0 &&
      (measured.from === 'caption' || row.isIndicator || industry !== null || columnNoun === '')
    )
      add(topic)
    if (parts.length === 0 && (row.isTotal || columnNoun === '')) add(whole)
  }
  add(columnNoun)
  add(noun)
  // The growth of an output says of whom only where something else does.
  const isOwned = parts.length > 0
  if (measured.of) add(measured.of)
  return { subject: parts.length === 0 ? null : parts.join(''), isOwned }
}

const columnPlaceName = (column: ColumnSense): string =>
  column.path.find(
    (label) => label.name !== '' && column.place !== null && label.name.includes(column.place.name.slice(0, 2)),
  )?.name ?? column.place!.name

const stockWord = /产能|能力|规模|装机|面积|容量|占地/

export const modalityFor = (
  row: RowSense,
  column: ColumnSense,
  measured: Measured,
  unit: Unit,
  period: Period | null,
  sense: TableSense,
): { modality: Modality; certainty: number; reason: string | null } => {
  const said = last(column.path, (label) => label.modality !== null)?.modality
  if (said && said.certainty === 1) return { ...said, reason: null }
  const ofRow =
    row.isIndicator || (row.entity === null && !row.isTotal)
      ? (row.label?.modality ?? row.section?.modality ?? null)
      : null
  if (ofRow && ofRow.certainty === 1) return { ...ofRow, reason: null }
  if (measured.isChange) {
    const isAhead = period?.from != null && sense.today !== null && period.from > sense.today
    return { modality: column.base?.modality ?? (isAhead ? 'forecast' : 'actual'), certainty: 1, reason: null }
  }
  if (measured.word?.modality) return { modality: measured.word.modality, certainty: 1, reason: null }
  // Where some columns say 预计 or 目标, a year that does not say it is no forecast by the title.
  if (sense.caption.modality && !(sense.saysModality && column.period !== null))
    return { ...sense.caption.modality, certainty: 0.9, reason: null }
  const kind = kindOf(unit)
  const isAhead = period?.from != null && sense.today !== null && period.from > sense.today
  const isStock = stockWord.test(measured.measure)
  if (isStock && sense.caption.ofProjects) return { modality: 'plan', certainty: 0.8, reason: 'modality-of-project' }
  const read = modalityOf({
    before: column.header,
    after: '',
    rest: '',
    earlier: '',
    ofMeasure: measured.word?.modality ?? null,
    measure: measured.measure,
    isGrowth: false,
    isStock: false,
    isCount: unit.startsWith('{'),
    isShare: kind === 'ratio' || kind === 'points' || kind === 'multiple',
    isLevel: false,
    previous: null,
    inList: false,
    underMandate: false,
    ofBase: null,
    isAhead,
    isPast: false,
    ofProject: false,
    hasBase: false,
    inPlan: false,
  })
  return read.modality === 'actual' && !isStock ? { ...read, certainty: 1 } : read
}

const finer: Record<Period['precision'], number> = { year: 0, half: 1, quarter: 2, month: 3, day: 4 }

/** The time nearest to the number; a month in a row and a year over the column belong together (the caller joins them). */
export const periodOf = (row: RowSense, column: ColumnSense, measured: Measured, caption: Caption): Period | null => {
  if (row.period && column.period)
    return finer[row.period.precision] > finer[column.period.precision] ? row.period : column.period
  const said = column.period ?? row.period ?? row.section?.time?.period ?? null
  // What a project costs as a whole, or covers, is not of the year its list is made for.
  return (
    said ?? (measured.word?.modality === 'plan' && /总投资|用地|占地/.test(measured.measure) ? null : caption.period)
  )
}
/** Whether two periods of a row and a column can be one (2024年 and 3月). */
export const areJoined = (a: Period | null, b: Period | null): boolean =>
  a !== null && b !== null && comparePeriods(a, b) !== 0 && finer[a.precision] !== finer[b.precision]
