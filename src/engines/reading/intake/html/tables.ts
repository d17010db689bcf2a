import type { Grid, GridCell } from '../../opened.ts'
import type { Block, Cell, Laid, Table } from './laid.ts'

export const gridLimits = { rows: 5000, columns: 256, cells: 20_000, cellsOfPage: 100_000 } as const

/** Places the cells of one table as they come, spans and all; what exceeds the limits is left to be read as text. */
export class TableLayout {
  readonly table: Table
  private row = -1
  private column = 0
  /** For every column the last row that a cell from above reaches into. */
  private readonly reach: number[] = []
  private cell: Cell | null = null
  private inHead = false

  constructor(table: Table) {
    this.table = table
  }

  section(tag: string, block: number): void {
    this.endCell(block)
    this.inHead = tag === 'thead'
  }

  startRow(block: number): void {
    this.endCell(block)
    this.row++
    this.column = 0
    if (this.inHead && this.table.headRows === this.row) this.table.headRows++
  }

  startCell(isHeader: boolean, rowSpan: number, columnSpan: number, block: number): void {
    this.endCell(block)
    if (this.row < 0) this.startRow(block)
    const { table, reach } = this
    if (table.isTooLarge) return
    while ((reach[this.column] ?? -1) >= this.row) this.column++
    if (this.row >= gridLimits.rows || this.column >= gridLimits.columns || table.cells.length >= gridLimits.cells) {
      table.isTooLarge = true
      table.cells.length = 0
      return
    }
    const width = Math.min(columnSpan, gridLimits.columns - this.column)
    const height = rowSpan === 0 ? gridLimits.rows : Math.min(rowSpan, gridLimits.rows)
    for (let k = 0; k < width; k++) reach[this.column + k] = this.row + height - 1
    this.cell = {
      row: this.row,
      column: this.column,
      rowSpan: height,
      columnSpan: width,
      isHeader,
      firstBlock: block,
      lastBlock: block,
    }
    table.cells.push(this.cell)
    this.column += width
    if (this.column > table.columns) table.columns = this.column
  }

  endCell(block: number): void {
    if (this.cell) this.cell.lastBlock = block
    this.cell = null
  }

  finish(block: number): void {
    this.endCell(block)
    const { table } = this
    table.rows = this.row + 1
    table.lastBlock = block
    for (const cell of table.cells) cell.rowSpan = Math.max(1, Math.min(cell.rowSpan, table.rows - cell.row))
  }
}

/**
 * Whether a table holds facts in rows and columns and not the layout of a page. It holds no other table; at least two rows and
 * two columns; most rows are as wide as the table; no cell is a piece of prose that outweighs the rest; most of it is no links;
 * and it shows one sign of a table of facts: header cells, numbers, a caption, a border, or short cells throughout.
 */
export const isDataTable = (table: Table, blocks: readonly Block[]): boolean => {
  if (table.holdsTable || table.isTooLarge || table.rows < 2 || table.columns < 2 || table.cells.length < 4)
    return false
  const widths = new Int32Array(table.rows)
  let filled = 0
  let numeric = 0
  let short = 0
  let headers = 0
  let weight = 0
  let linked = 0
  let heaviest = 0
  for (const cell of table.cells) {
    for (let r = cell.row; r < cell.row + cell.rowSpan; r++) widths[r]! += cell.columnSpan
    if (cell.isHeader) headers++
    let size = 0
    let hanzi = 0
    let digits = 0
    let stops = 0
    for (let b = cell.firstBlock; b < cell.lastBlock; b++) {
      const block = blocks[b]!
      size += block.end - block.start
      hanzi += block.hanzi
      digits += block.digits
      stops += block.stops
      linked += block.linked
    }
    if (size === 0) continue
    filled++
    weight += size
    if (digits > 0 && digits * 2 >= size - 2) numeric++
    if (size <= 40) short++
    if (stops >= 3 && hanzi > 80 && size > heaviest) heaviest = size
  }
  if (filled < 4 || filled * 3 < table.cells.length) return false
  let full = 0
  for (const width of widths) if (width >= table.columns) full++
  if (full < 0.6 * table.rows) return false
  if (heaviest > 0.4 * weight) return false
  const hanziInAll = blocksHanzi(blocks, table)
  if (linked > 0.6 * hanziInAll && numeric < 0.2 * filled) return false
  if (headers > 0 || table.headRows > 0 || table.caption || numeric >= 0.15 * filled) return true
  return short >= 0.7 * filled && (table.hasBorder || (table.rows >= 3 && linked < 0.2 * hanziInAll))
}

/** A row of labels and values too small to be told as a table of facts: still read as one line. */
export const hasOnlyShortCells = (table: Table, blocks: readonly Block[]): boolean =>
  !table.holdsTable &&
  table.cells.length > 1 &&
  table.cells.every(
    ({ firstBlock, lastBlock }) =>
      lastBlock - firstBlock <= 1 &&
      (firstBlock === lastBlock || blocks[firstBlock]!.end - blocks[firstBlock]!.start <= 40),
  )

const blocksHanzi = (blocks: readonly Block[], table: Table): number => {
  let hanzi = 0
  for (let b = table.firstBlock; b < table.lastBlock; b++) hanzi += blocks[b]!.hanzi
  return hanzi
}

const captionLines = 3

/** The tables of facts of a page as grids; their spans point into the rendered text. */
export const gridsOf = (laid: Laid, isData: readonly boolean[]): Grid[] => {
  const { tables, blocks, text } = laid
  const grids: Grid[] = []
  let cellsLeft: number = gridLimits.cellsOfPage
  tables.forEach((table, t) => {
    if (!isData[t] || table.cells.length > cellsLeft || table.firstBlock >= table.lastBlock) return
    cellsLeft -= table.cells.length
    const first = blocks[table.firstBlock]!
    const last = blocks[table.lastBlock - 1]!
    const cells = table.cells.map((cell): GridCell => {
      const from = blocks[cell.firstBlock]
      const isEmpty = cell.firstBlock >= cell.lastBlock
      // An empty cell stands where the text behind it begins.
      const at = isEmpty ? Math.min(from?.start ?? last.end, last.end) : 0
      return {
        row: cell.row,
        column: cell.column,
        rowSpan: cell.rowSpan,
        columnSpan: cell.columnSpan,
        start: isEmpty ? at : from!.start,
        end: isEmpty ? at : blocks[cell.lastBlock - 1]!.end,
      }
    })
    const caption: { start: number; end: number }[] = []
    if (table.caption) for (let b = table.caption[0]; b < table.caption[1]; b++) caption.push(spanOf(blocks[b]!))
    const before: { start: number; end: number }[] = []
    for (let b = (table.caption?.[0] ?? table.firstBlock) - 1; b >= 0 && before.length < captionLines; b--) {
      const block = blocks[b]!
      const words = text.slice(block.start, Math.min(block.end, block.start + 81))
      if (block.table !== table.parent && block.table >= 0) break
      if (words.length > 80 || /[。;；!！?？]$/.test(words)) break
      before.push(spanOf(block))
    }
    grids.push({
      start: first.start,
      end: last.end,
      cells,
      rows: table.rows,
      columns: table.columns,
      caption: [...before.reverse(), ...caption],
      headerRows: headerRowsOf(table),
    })
  })
  return grids
}

const spanOf = ({ start, end }: Block) => ({ start, end })

/** Leading rows of header cells only, or those of thead; null where the page marks none. */
const headerRowsOf = (table: Table): number | null => {
  if (table.headRows > 0) return table.headRows
  const rows = new Map<number, boolean>()
  let any = false
  for (const cell of table.cells) {
    any ||= cell.isHeader
    rows.set(cell.row, (rows.get(cell.row) ?? true) && cell.isHeader)
  }
  if (!any) return null
  let n = 0
  while (rows.get(n)) n++
  return n > 0 && n < table.rows ? n : null
}
