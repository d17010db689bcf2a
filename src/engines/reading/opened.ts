import type { Words } from '../../base/lang.ts'
import type { Span } from './claim.ts'
import type { Found } from './clean/injected.ts'

export const documentFormats = ['text', 'html', 'pdf', 'docx', 'xlsx', 'csv'] as const
export type DocumentFormat = (typeof documentFormats)[number]

/** Where a stretch of the raw text stands in the file it came from. Sorted, apart; text nobody can point at has none. */
export interface Origin extends Span {
  /** Page of a PDF, from 1. */
  page?: number
  /** Sheet and cell of a workbook (`B7`; the upper left one of merged cells). */
  sheet?: string
  cell?: string
}

/** One cell of a table: its text is `raw.slice(start, end)`. Merged cells are one cell with spans. */
export interface GridCell extends Span {
  row: number
  column: number
  rowSpan: number
  columnSpan: number
  /** Hidden by its row, column or sheet: read, and said. */
  hidden?: boolean
  /** The exact number where the file keeps one, in the scale its text is shown in: 788.97 shown as 789, 20.5 as 20.50%. */
  value?: number
  /** ISO day where the file keeps a date, however it is shown. */
  day?: string
  /** A formula that gave an error (#REF!): its text is shown, it has no value. */
  isError?: boolean
}

/** A table of the document with its place in the raw text; `caption` is the text around it that may say title, unit and period. */
export interface Grid extends Span {
  cells: GridCell[]
  rows: number
  columns: number
  caption: Span[]
  /** Number of leading rows the file itself marks as headers; null where it does not say. */
  headerRows: number | null
}

/** A document opened: one text that everything later points into, and the way back to the file. */
export interface Opened {
  format: DocumentFormat
  /** Decoded or rendered text; every offset of a reading is a UTF-16 unit of it. */
  raw: string
  /** WHATWG name of a text's encoding; for containers the format's name. */
  encoding: string
  /** Spans outside the story by the structure of the file, sorted and apart. */
  outside: Found[]
  origins: Origin[]
  /** Tables in page order. Their spans are read by column and row, not as prose. */
  grids: Grid[]
  title?: string | undefined
  publisher?: string | undefined
  published?: string | undefined
  /** What the person who added it should know: pages without text, bytes that could not be decoded. */
  notices?: Words[]
}
