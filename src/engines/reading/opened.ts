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
  /** For HTML the stretch of the decoded source; as long as the run itself unless it was a character reference. */
  source?: Span
}

/** The stretch of the source that [start, end) of the raw text was read from; null where none of it has an origin in the source. */
export const sourceOf = (origins: readonly Origin[], { start, end }: Span): Span | null => {
  let low = 0
  let high = origins.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (origins[middle]!.end <= start) low = middle + 1
    else high = middle
  }
  let from = -1
  let to = -1
  for (let i = low; i < origins.length && origins[i]!.start < end; i++) {
    const { source, ...run } = origins[i]!
    if (!source) continue
    // Inside a run of equal length every unit has its own; a resolved reference is taken whole.
    const isPlain = source.end - source.start === run.end - run.start
    if (from < 0) from = isPlain ? source.start + Math.max(0, start - run.start) : source.start
    to = isPlain ? source.end - Math.max(0, run.end - end) : source.end
  }
  return from < 0 ? null : { start: from, end: to }
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
