import type { Span } from '../claim.ts'
import type { Found } from '../clean/injected.ts'
import type { SetAsideRule } from '../clean/words.ts'
import type { Grid, GridCell, Origin } from '../opened.ts'

/** A cell at its row and column; places other cells reach over have none. */
export interface TableCell {
  text: string
  row: number
  column: number
  rowSpan: number
  columnSpan: number
}
export interface TableText {
  cells: readonly TableCell[]
  rows: number
  columns: number
  headerRows: number | null
}

/** Lines just above a table that may say its title, unit and period. */
const captionLines = 2
const captionLength = 60

/** Writes the raw text of a document piece by piece and keeps where everything stands. */
export class RawWriter {
  readonly outside: Found[] = []
  readonly origins: Origin[] = []
  readonly grids: Grid[] = []
  readonly #parts: string[] = []
  #length = 0
  #above: Span[] = []

  get raw(): string {
    return this.#parts.join('')
  }

  get length(): number {
    return this.#length
  }

  /** A paragraph on lines of its own. */
  paragraph(text: string, page?: number): Span {
    const span = this.#line(text, page)
    this.#above = text.length <= captionLength ? [...this.#above.slice(1 - captionLines), span] : []
    return span
  }

  /** Text outside the story, on a line of its own. */
  outsideLine(text: string, rule: SetAsideRule, page?: number): void {
    this.outside.push({ ...this.#line(text, page), rule })
  }

  /** A table, a line for each row, with tabs between its columns. */
  table(table: TableText, page?: number): void {
    const byRow = Map.groupBy(table.cells, (cell) => cell.row)
    const cells: GridCell[] = []
    this.#break()
    const start = this.#length
    for (let row = 0; row < table.rows; row++) {
      if (row > 0) this.#write('\n')
      const own = new Map((byRow.get(row) ?? []).map((cell) => [cell.column, cell]))
      for (let column = 0; column < table.columns; column++) {
        if (column > 0) this.#write('\t')
        const cell = own.get(column)
        if (cell === undefined) continue
        const { text, ...place } = cell
        cells.push({ ...this.#write(text.replace(/\s+/g, ' ').trim()), ...place })
      }
    }
    const { rows, columns, headerRows } = table
    const span = { start, end: this.#length }
    this.grids.push({ ...span, cells, rows, columns, headerRows, caption: this.#above })
    if (page !== undefined) this.origins.push({ ...span, page })
    this.#above = []
  }

  #line(text: string, page: number | undefined): Span {
    this.#break()
    const span = this.#write(text)
    if (page !== undefined) this.origins.push({ ...span, page })
    return span
  }

  #break(): void {
    if (this.#length > 0) this.#write('\n')
  }

  #write(text: string): Span {
    this.#parts.push(text)
    const start = this.#length
    this.#length += text.length
    return { start, end: this.#length }
  }
}
