import { KnownError } from '../../../base/errors.ts'
import type { Grid, GridCell, Origin } from '../opened.ts'
import { splitTables } from './split-tables.ts'

/** A cell as a person sees it, with what the file keeps behind it. Rows and columns count from 0. */
export interface SheetCell {
  row: number
  column: number
  text: string
  value?: number
  day?: string
  isError?: boolean
}

export interface Merge {
  row: number
  column: number
  rowSpan: number
  columnSpan: number
}

/** One sheet: cells in row order, left to right. A CSV file is a sheet without a name. */
export interface Sheet {
  name: string | null
  isHidden: boolean
  cells: SheetCell[]
  merges: Merge[]
  hiddenRows: ReadonlySet<number>
  /** Sorted by `from`, apart. */
  hiddenColumns: readonly { from: number; to: number }[]
}

/** Cells of all sheets together, and characters of their text: what one reading can hold in memory and show. */
export const sheetLimits = { cells: 1_000_000, characters: 50_000_000, sheets: 500, columns: 16_384 }

export const tooManyCells = (): KnownError =>
  new KnownError('reading.table-too-large', {
    zh: `表格过大（超过 ${sheetLimits.cells / 10_000} 万个单元格、${sheetLimits.columns} 列或 ${sheetLimits.characters / 10_000} 万字），没有读入。请按年份或地区拆成几个文件后再上传。`,
    en: `The table is too large (over ${sheetLimits.cells / 1e6} million cells, ${sheetLimits.columns} columns or ${sheetLimits.characters / 1e6} million characters) and was not read. Split it by year or place and add the parts.`,
  })

/** A1 for row 0, column 0. */
export const cellName = (row: number, column: number): string => {
  let letters = ''
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters
  return `${letters}${row + 1}`
}

export interface Laid {
  /** The line over the first table that names it; absent where none does. */
  title?: string
  raw: string
  origins: Origin[]
  grids: Grid[]
}

const titleWords = /表|清单|台账|名单|名录|情况|统计|汇总|目录|计划|方案|行情|报价|数据/

const titleOf = (raw: string, grids: readonly Grid[]): string | undefined => {
  for (const { start, end } of grids[0]?.caption ?? []) {
    const line = raw.slice(start, end).trim()
    if (line.length >= 6 && line.length <= 80 && titleWords.test(line) && !/[。；]$|^(?:附件|注|说明)/.test(line))
      return line
  }
  return undefined
}

/** Cells of a row at most this many columns apart are padded with tabs; further apart one tab stands for the gap. */
const widestGap = 50

/** Merged areas by their first cell, and the cells they cover. */
const mergesOf = (sheet: Sheet): { spans: Map<number, Merge>; isCovered: (row: number, column: number) => boolean } => {
  const key = (row: number, column: number): number => row * 16_384 + column
  const spans = new Map<number, Merge>()
  if (sheet.merges.length === 0) return { spans, isCovered: () => false }
  // Column intervals by row would be exact for any size; merged areas of documents are small, large ones are kept as areas.
  const covered = new Set<number>()
  const large: Merge[] = []
  for (const merge of sheet.merges) {
    spans.set(key(merge.row, merge.column), merge)
    if (merge.rowSpan * merge.columnSpan > 4096) {
      if (large.length < 100) large.push(merge)
    } else if (covered.size < 1_000_000)
      for (let r = 0; r < merge.rowSpan; r++)
        for (let c = 0; c < merge.columnSpan; c++) if (r + c > 0) covered.add(key(merge.row + r, merge.column + c))
  }
  return {
    spans,
    isCovered: (row, column) =>
      covered.has(key(row, column)) ||
      large.some(
        (m) =>
          row >= m.row &&
          row < m.row + m.rowSpan &&
          column >= m.column &&
          column < m.column + m.columnSpan &&
          (row !== m.row || column !== m.column),
      ),
  }
}

const isHiddenColumn = (sheet: Sheet, column: number): boolean => {
  for (const { from, to } of sheet.hiddenColumns) if (column >= from && column <= to) return true
  return false
}

/**
 * Lays sheets out as one text — a row a line, cells parted by tabs, each cell exactly as shown — with the place of every cell
 * and the tables found. The name of a sheet is its first line where it says something. Cells that a merged area covers are
 * not seen and not read.
 */
export const layOut = (sheets: readonly Sheet[]): Laid => {
  const parts: string[] = []
  const origins: Origin[] = []
  const grids: Grid[] = []
  let at = 0
  let cellCount = 0
  const write = (text: string): void => {
    parts.push(text)
    at += text.length
    if (at > sheetLimits.characters) throw tooManyCells()
  }
  for (const sheet of sheets) {
    const { spans, isCovered } = mergesOf(sheet)
    const seen = sheet.cells.filter(({ row, column, text }) => text !== '' && !isCovered(row, column))
    if (seen.length === 0) continue
    cellCount += seen.length
    if (cellCount > sheetLimits.cells) throw tooManyCells()
    if (at > 0) write('\n')
    const named = sheet.name !== null && !/^(?:sheet|工作表|表|book)\s*\d*$/i.test(sheet.name.trim())
    const place = sheet.name === null ? {} : { sheet: sheet.name }
    const caption: { start: number; end: number }[] = []
    if (named && sheet.name!.trim() !== '') {
      caption.push({ start: at, end: at + sheet.name!.length })
      origins.push({ start: at, end: at + sheet.name!.length, ...place })
      write(`${sheet.name}\n`)
    }
    const lastRow = seen.at(-1)!.row
    const lastColumn = seen.reduce((most, { column }) => Math.max(most, column), 0)
    const laid: GridCell[] = []
    let row = seen[0]!.row
    let column = seen.reduce((least, one) => Math.min(least, one.column), seen[0]!.column)
    const firstColumn = column
    for (const cell of seen) {
      if (cell.row !== row) {
        write(cell.row > row + 1 ? '\n\n' : '\n')
        row = cell.row
        column = firstColumn
      }
      if (cell.column > column) write('\t'.repeat(cell.column - column > widestGap ? 1 : cell.column - column))
      column = cell.column
      const merge = spans.get(cell.row * 16_384 + cell.column)
      const isHidden = sheet.isHidden || sheet.hiddenRows.has(cell.row) || isHiddenColumn(sheet, cell.column)
      const { text, value, day, isError } = cell
      const start = at
      write(text)
      origins.push({ start, end: at, ...place, cell: cellName(cell.row, cell.column) })
      laid.push({
        start,
        end: at,
        row: cell.row,
        column: cell.column,
        rowSpan: merge ? Math.min(merge.rowSpan, lastRow - cell.row + 1) : 1,
        columnSpan: merge ? Math.min(merge.columnSpan, Math.max(1, lastColumn - cell.column + 1)) : 1,
        ...(isHidden ? { hidden: true } : {}),
        ...(value === undefined ? {} : { value }),
        ...(day === undefined ? {} : { day }),
        ...(isError ? { isError } : {}),
      })
    }
    write('\n')
    const texts = seen.map((cell) => cell.text)
    for (const grid of splitTables(laid, texts, caption)) grids.push(grid)
  }
  const raw = parts.join('')
  const title = titleOf(raw, grids)
  return { ...(title === undefined ? {} : { title }), raw, origins, grids }
}
