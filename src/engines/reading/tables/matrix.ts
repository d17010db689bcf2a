import type { Grid, GridCell } from '../opened.ts'

/** Cells a matrix may cover, spans counted: beyond it a table is a layout or a trap, and is left as text. */
const largest = 8_000_000

/** A table by row and column, with the text of its cells in the form the rules read. */
export interface Matrix {
  rows: number
  columns: number
  cells: readonly GridCell[]
  /** Index of the cell at a place, -1 where there is none. A merged cell stands at every place it covers. */
  at: (row: number, column: number) => number
  /** Trimmed text of a cell. */
  text: (cell: number) => string
  /** Width of the space in front of a cell's text: indented rows are parts of the row above. */
  indent: (cell: number) => number
}

/** The grid as a matrix over `normal`, the text in one form (same offsets as the raw); null when it is too large to be a table. */
export const matrixOf = (grid: Grid, normal: string): Matrix | null => {
  const { cells } = grid
  const widths = new Uint32Array(grid.rows)
  for (const { row, column, rowSpan, columnSpan } of cells)
    for (let r = row; r < Math.min(row + rowSpan, grid.rows); r++) widths[r] = Math.max(widths[r]!, column + columnSpan)
  let total = 0
  for (const width of widths) {
    total += width
    if (total > largest) return null
  }
  const lines = Array.from(widths, (width) => new Int32Array(width).fill(-1))
  cells.forEach(({ row, column, rowSpan, columnSpan }, i) => {
    for (let r = row; r < Math.min(row + rowSpan, grid.rows); r++)
      for (let c = column; c < column + columnSpan; c++) if (lines[r]![c] === -1) lines[r]![c] = i
  })
  const texts: (string | undefined)[] = new Array(cells.length)
  return {
    rows: grid.rows,
    columns: grid.columns,
    cells,
    at: (row, column) => lines[row]?.[column] ?? -1,
    text: (cell) => {
      if (cell < 0) return ''
      texts[cell] ??= normal.slice(cells[cell]!.start, cells[cell]!.end).trim()
      return texts[cell]
    },
    indent: (cell) => {
      if (cell < 0) return 0
      const text = normal.slice(cells[cell]!.start, Math.min(cells[cell]!.end, cells[cell]!.start + 40))
      return text.length - text.trimStart().length
    },
  }
}

/** The different cells of a row, left to right. */
export const cellsOfRow = (matrix: Matrix, row: number): number[] => {
  const found: number[] = []
  for (let c = 0; c < matrix.columns; c++) {
    const cell = matrix.at(row, c)
    if (cell >= 0 && cell !== found.at(-1) && matrix.text(cell) !== '') found.push(cell)
  }
  return found
}
