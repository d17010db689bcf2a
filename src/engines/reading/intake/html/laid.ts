/** An element of the page that stands on lines of its own, with its place in the rendered text. */
export interface Element {
  tag: string
  parent: number
  start: number
  end: number
  /** Class and id. */
  name: string
  hidden: boolean
}

/** A run of text between two breaks: what a line of the rendered text is, but for cells, which share their row's line. */
export interface Block {
  start: number
  end: number
  /** Innermost kept element it begins in. */
  element: number
  hanzi: number
  /** Chinese characters inside links. */
  linked: number
  /** Characters every sentence needs (的了在是和…). */
  functional: number
  digits: number
  /** Commas and sentence ends. */
  stops: number
  /** Table it stands in a cell of, -1 for none. */
  table: number
}

export interface Cell {
  row: number
  column: number
  rowSpan: number
  columnSpan: number
  isHeader: boolean
  /** First and last block + 1. */
  firstBlock: number
  lastBlock: number
}

export interface Table {
  element: number
  parent: number
  cells: Cell[]
  rows: number
  columns: number
  /** Leading rows inside thead. */
  headRows: number
  /** Blocks of its caption element. */
  caption: [number, number] | null
  firstBlock: number
  lastBlock: number
  hasBorder: boolean
  /** Whether it holds another table, which makes it a frame for the page and no table of facts. */
  holdsTable: boolean
  /** Larger than any table that is kept by cells. */
  isTooLarge: boolean
}

/** Runs of rendered text with the source they came from, four numbers each: start, length, start in source, length in source. */
export type Runs = number[]

/** A page laid out as text, in page order. */
export interface Laid {
  text: string
  elements: Element[]
  blocks: Block[]
  tables: Table[]
  runs: Runs
  metas: Map<string, string>
  titleTag: string
  depth: number
}
