import type { Span } from '../claim.ts'
import type { Grid, GridCell } from '../opened.ts'

interface Placed {
  cell: GridCell
  text: string
}

/** Cells of one sheet row. */
type Row = Placed[]

const captionLabel =
  /^[（(【[]?\s*(?:计量单位|金额单位|数量单位|单\s*位|填报单位|填表单位|报送单位|制表单位|编制单位|填报|填表|制表|编制|日\s*期|时\s*间|填报日期|报告期|统计时间|截至|截止|表\s*号|制定机关|文\s*号|批准|有效期|附件|附表|表\s*[\d一二三四五六七八九十])/
const noteLabel =
  /^[（(【[*※★]?\s*(?:注|说明|备注|附注|数据来源|资料来源|来源|数据说明|指标解释|口径|单位负责人|负责人|填表人|制表人|审核人|联系人|联系电话|报出日期|填报日期)\s*\d*\s*[:：、.．]|^[*※①②③]|^\d+[.、．][^\d]{12,}/

/** A plain number that is no year: the sign of a row of data. */
const isFigure = (text: string): boolean =>
  /^[-+—－(（]?[\d０-９][\d０-９,，.．\s]*[%％)）]?$/.test(text) && !/^(?:19|20)\d\d$/.test(text.trim())

const rowsOf = (cells: readonly Placed[]): Row[] => {
  const rows: Row[] = []
  for (const one of cells) {
    const last = rows.at(-1)
    if (last && last[0]!.cell.row === one.cell.row) last.push(one)
    else rows.push([one])
  }
  return rows
}

/** Runs of rows without an empty row between them; a merged area holds its rows together. */
const bandsOf = (rows: readonly Row[]): Row[][] => {
  const bands: Row[][] = []
  let covered = -1
  for (const row of rows) {
    const at = row[0]!.cell.row
    if (bands.length === 0 || at > covered) bands.push([row])
    else bands.at(-1)!.push(row)
    for (const { cell } of row) covered = Math.max(covered, cell.row + cell.rowSpan)
  }
  return bands
}

const columnEnd = ({ cell }: Placed): number => cell.column + cell.columnSpan

/** Sets of columns that an empty column parts, as [from, to) in order. */
const columnRuns = (rows: readonly Row[]): [number, number][] => {
  const covered: [number, number][] = rows.flatMap((row) =>
    row.map((one): [number, number] => [one.cell.column, columnEnd(one)]),
  )
  covered.sort((a, b) => a[0] - b[0])
  const runs: [number, number][] = []
  for (const [from, to] of covered) {
    const last = runs.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else runs.push([from, to])
  }
  return runs
}

const within = (rows: readonly Row[], from: number, to: number): Row[] =>
  rows.map((row) => row.filter(({ cell }) => cell.column >= from && cell.column < to)).filter((row) => row.length > 0)

/** A part to the right is a table of its own when it begins with words of its own; else it belongs to the one on its left. */
const standsAlone = (rows: readonly Row[], [from, to]: [number, number]): boolean => {
  if (to - from < 2) return false
  const part = within(rows, from, to)
  if (part.length < 2) return false
  const first = part.flatMap((row) => row.filter(({ cell }) => cell.column === from))
  const wordy = first.filter(({ text }) => !isFigure(text)).length
  return first.length * 2 >= part.length && wordy * 2 > first.length && wordy > 1
}

const isCaptionRow = (row: Row): boolean =>
  row.length === 1
    ? !isFigure(row[0]!.text)
    : row.every(({ text }) => captionLabel.test(text) || /[:：]\s*$/.test(text))

const isNoteRow = (row: Row): boolean =>
  row.length === 1
    ? noteLabel.test(row[0]!.text) || row[0]!.text.length > 40
    : row.every(({ text }) => noteLabel.test(text)) || noteLabel.test(row[0]!.text)

const spans = (rows: readonly Row[]): Span[] =>
  rows.flatMap((row) => row.map(({ cell }) => ({ start: cell.start, end: cell.end })))

const gridOf = (rows: readonly Row[], caption: Span[]): Grid => {
  const row0 = rows[0]![0]!.cell.row
  let column0 = Number.POSITIVE_INFINITY
  let end = 0
  let start = Number.POSITIVE_INFINITY
  let rowEnd = 0
  let columnLast = 0
  for (const row of rows)
    for (const one of row) {
      const { cell } = one
      column0 = Math.min(column0, cell.column)
      columnLast = Math.max(columnLast, columnEnd(one))
      rowEnd = Math.max(rowEnd, cell.row + cell.rowSpan)
      start = Math.min(start, cell.start)
      end = Math.max(end, cell.end)
    }
  return {
    start,
    end,
    cells: rows.flatMap((row) =>
      row.map(({ cell }) => ({ ...cell, row: cell.row - row0, column: cell.column - column0 })),
    ),
    rows: rowEnd - row0,
    columns: columnLast - column0,
    caption,
    headerRows: null,
  }
}

/** Tables stand at most this deep beside and below each other. */
const deepest = 4

class Splitter {
  readonly grids: Grid[] = []
  /** Rows above that are no table: the caption of the next one. */
  private waiting: Span[] = []
  private lastRows: Row[] | null = null
  private readonly always: readonly Span[]

  constructor(always: readonly Span[]) {
    this.always = always
  }

  split(rows: readonly Row[], depth: number): void {
    for (const band of bandsOf(rows)) this.band(band, depth)
  }

  private band(band: readonly Row[], depth: number): void {
    let from = 0
    while (from < band.length && isCaptionRow(band[from]!)) from++
    let to = band.length
    while (to > from && isNoteRow(band[to - 1]!)) to--
    const body = band.slice(from, to)
    const above = band.slice(0, from)
    const below = spans(band.slice(to))
    if (above.length > 0) {
      const lines = spans(above)
      // A line of its own right under a table that reads as a note belongs to it.
      if (this.grids.length > 0 && this.waiting.length === 0 && above.every(isNoteRow))
        this.grids.at(-1)!.caption.push(...lines)
      else this.waiting.push(...lines)
      this.lastRows = null
    }
    if (body.length > 0) this.body(body, depth)
    if (below.length > 0) {
      this.grids.at(-1)?.caption.push(...below)
      this.lastRows = null
    }
  }

  private body(rows: readonly Row[], depth: number): void {
    const runs: [number, number][] = []
    for (const run of columnRuns(rows)) {
      const last = runs.at(-1)
      if (last && !(depth < deepest && standsAlone(rows, run))) last[1] = run[1]
      else runs.push([...run])
    }
    if (runs.length > 1) {
      const shared = this.waiting
      for (const [from, to] of runs) {
        this.waiting = [...shared]
        this.lastRows = null
        this.split(within(rows, from, to), depth + 1)
      }
      this.waiting = []
      return
    }
    if (this.continues(rows)) {
      const last = this.grids.pop()!
      this.lastRows!.push(...rows)
      this.grids.push(gridOf(this.lastRows!, last.caption))
      return
    }
    const width = runs[0]![1] - runs[0]![0]
    if (rows.length < 2 || width < 2) {
      this.waiting.push(...spans(rows))
      this.lastRows = null
      return
    }
    this.lastRows = [...rows]
    this.grids.push(gridOf(rows, [...this.always, ...this.waiting]))
    this.waiting = []
  }

  /** Rows of data without a header of their own, under a table as wide: an empty row only set them off. */
  private continues(rows: readonly Row[]): boolean {
    if (this.lastRows === null || this.waiting.length > 0) return false
    const first = rows[0]!
    if (!first.some(({ text }) => isFigure(text)) || first.length < 2) return false
    const grid = this.lastRows
    const left = Math.min(...grid[0]!.map(({ cell }) => cell.column))
    const right = Math.max(...grid[0]!.map(columnEnd))
    return rows.every((row) => row.every((one) => one.cell.column >= left && columnEnd(one) <= right))
  }
}

/**
 * The tables of one sheet: parted by empty rows and columns, with the lines above (title, unit, day) and the notes below as
 * their caption. `cells` are in row order, `texts` theirs, `caption` stands over every table of the sheet. What is in no table
 * stays text.
 */
export const splitTables = (cells: readonly GridCell[], texts: readonly string[], caption: readonly Span[]): Grid[] => {
  const splitter = new Splitter(caption)
  splitter.split(rowsOf(cells.map((cell, i) => ({ cell, text: texts[i]!.trim() }))), 0)
  return splitter.grids.map((grid) => ({ ...grid, caption: apart(grid.caption) }))
}

const apart = (spans: readonly Span[]): Span[] => {
  const sorted = [...spans].sort((a, b) => a.start - b.start)
  return sorted.filter((span, i) => i === 0 || span.start >= sorted[i - 1]!.end)
}
