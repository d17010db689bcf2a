import type { Draft } from '../claims.ts'
import type { PageFacts } from '../context.ts'
import type { Grid } from '../opened.ts'
import type { TimeAnchor } from '../times.ts'
import { readCaption } from './caption.ts'
import { type Layout, layoutOf } from './layout.ts'
import { cellsOfRow, type Matrix, matrixOf } from './matrix.ts'
import { readPairs } from './pairs.ts'
import type { TimeSense } from './periods.ts'
import { readRows } from './rows.ts'

/** A grid that is read as a table. */
export interface ReadableTable {
  grid: Grid
  matrix: Matrix
}

/** What the parts of the reader work on. */
export interface TableText {
  matrix: Matrix
  /** The text in one form, unit for unit the raw one. */
  normal: string
  raw: string
  facts: PageFacts
  sense: TimeSense
}

/** Average length of a cell above which a grid lays out paragraphs instead of values. */
const longestCells = 60

const isTable = (matrix: Matrix): boolean => {
  if (matrix.rows < 2 || matrix.columns < 2 || matrix.cells.length < 4) return false
  const sample = matrix.cells.slice(0, 2000)
  const length = sample.reduce((sum, cell) => sum + cell.end - cell.start, 0) / sample.length
  let wide = 0
  for (let r = 0; r < Math.min(matrix.rows, 200); r++) if (cellsOfRow(matrix, r).length >= 2) wide++
  return length <= longestCells && wide >= 2 && wide * 3 >= Math.min(matrix.rows, 200)
}

/** The grids of the story that are tables; the others lay out prose, which is read as prose. */
export const tablesIn = (
  grids: readonly Grid[],
  normal: string,
  outside: readonly { start: number; end: number }[] = [],
): ReadableTable[] =>
  grids.flatMap((grid) => {
    // Menus and calendars of a site are tables too; what lies outside the story stays there.
    if (outside.some(({ start, end }) => start <= grid.start && grid.end <= end)) return []
    const matrix = matrixOf(grid, normal)
    return matrix && isTable(matrix) ? [{ grid, matrix }] : []
  })

const anchorOf = ({ context }: PageFacts): TimeAnchor => ({
  day: context.anchor,
  year: context.anchor === null ? null : Number(context.anchor.slice(0, 4)),
  yearInferred: context.anchorInferred,
})

const textsOf = (spans: readonly { start: number; end: number }[], normal: string): string[] =>
  spans.map(({ start, end }) => normal.slice(start, end).trim()).filter((text) => text !== '')

/**
 * What the tables of a page say: a claim for every number whose row, column and caption tell what it is, and claims of the
 * places, organisations and days in their cells. `normal` is the text in one form, unit for unit the raw one. Pure and linear
 * in the number of cells.
 */
export const readTables = (
  tables: readonly ReadableTable[],
  normal: string,
  raw: string,
  facts: PageFacts,
): Draft[] => {
  const drafts: Draft[] = []
  for (const { grid, matrix } of tables) {
    const first: TimeSense = { outer: null, anchor: anchorOf(facts) }
    let layout: Layout = layoutOf(matrix, grid.headerRows, first)
    const inside = layout.titles.flatMap((row) => cellsOfRow(matrix, row).map((cell) => matrix.text(cell)))
    const caption = readCaption([...textsOf(grid.caption, normal), ...inside], facts.context.title, facts, first)
    const sense: TimeSense = { ...first, outer: caption.period }
    // Headers like 一季度 and 本月 take their year from the caption.
    if (caption.period) layout = layoutOf(matrix, grid.headerRows, sense)
    const text: TableText = { matrix, normal, raw, facts, sense }
    const saysModality = layout.columns.some(
      ({ role, path }) => role === 'figure' && path.some((label) => label.modality !== null),
    )
    const table = { caption, saysModality, today: facts.context.anchor }
    for (const draft of layout.isPairs ? readPairs(text, layout, table) : readRows(text, layout, table))
      drafts.push(draft)
  }
  return drafts
}
