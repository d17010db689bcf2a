import type { Period } from '../../../base/period.ts'
import type { Modality } from '../../../base/quantity.ts'
import type { Region } from '../../../base/region.ts'
import type { Caption } from './caption.ts'
import type { Label } from './labels.ts'
import type { TableUnit } from './units.ts'

/** What a row says of its cells. */
export interface RowSense {
  /** The name of the row as a label; null where the row has none. */
  label: Label | null
  /** The thing the row is about: an enterprise, a project, a place, a product. */
  entity: string | null
  entityIsPlace: boolean
  isIndicator: boolean
  isTotal: boolean
  isPart: boolean
  place: Region | null
  period: Period | null
  unit: TableUnit | null
  section: Label | null
  /** The head of a group that sums the rows below it. */
  isHead: boolean
  /** The row above whose measure and unit this one goes on with. */
  carrier: Label | null
  /** A product told in a column of its own. */
  product: string | null
}

/** What a column says of its cells. */
export interface ColumnSense {
  path: readonly Label[]
  header: string
  place: Region | null
  /** The header has merged cells, so that its levels are told by the file. */
  isMerged: boolean
  period: Period | null
  /** The measure a growth beside it is the growth of. */
  base: { measure: string | null; unit: TableUnit | null; modality: Modality | null; period: Period | null } | null
}

/** What a whole table says. */
export interface TableSense {
  caption: Caption
  /** Some of its columns say goal, forecast or result themselves. */
  saysModality: boolean
  /** ISO day of the page: what lies behind it cannot be a result. */
  today: string | null
}

/** The label nearest to the cells that says what is asked for. */
export const lastLabel = (path: readonly Label[], test: (label: Label) => boolean): Label | null =>
  path.findLast(test) ?? null
