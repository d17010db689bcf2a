import type { Grid, GridCell } from '../opened.ts'

/** Rows and columns a text must line up in before it is taken for a table. */
const fewestRows = 3
const longestCell = 40
/** Longer lines are prose however they are spaced. */
const longestLine = 2000

type Separator = 'bar' | 'tab' | 'space'

interface TextRow {
  start: number
  end: number
  cells: { start: number; end: number }[]
}

/** |---|:--:| and +----+ draw lines and hold nothing. */
const isRule = (line: string): boolean => line.length > 2 && /^[\s|+:=─━┼├┤┌┐└┘┬┴╋-]+$/.test(line)

const separators: Record<Separator, RegExp> = { bar: /[|│┃]/g, tab: /\t/g, space: /[ \u3000]{2,}|\t/g }

const cellsOf = (text: string, start: number, end: number, separator: Separator): TextRow['cells'] => {
  const line = text.slice(start, end)
  const cells: TextRow['cells'] = []
  let at = 0
  const put = (from: number, to: number): void => {
    let a = from
    let b = to
    while (a < b && /\s/.test(line[a]!)) a++
    while (b > a && /\s/.test(line[b - 1]!)) b--
    cells.push({ start: start + a, end: start + Math.max(a, b) })
  }
  for (const match of line.matchAll(separators[separator])) {
    put(at, match.index)
    at = match.index + match[0].length
  }
  put(at, line.length)
  if (separator !== 'tab') {
    // The bars at either end and the indent in front part nothing.
    if (cells.length > 1 && cells[0]!.start === cells[0]!.end) cells.shift()
    if (cells.length > 1 && cells.at(-1)!.start === cells.at(-1)!.end) cells.pop()
  }
  return cells
}

const separatorOf = (line: string): Separator | null =>
  /[|│┃].*[|│┃]/.test(line) ? 'bar' : line.includes('\t') ? 'tab' : /\S[ \u3000]{2,}\S/.test(line) ? 'space' : null

const isProseCell = (cell: string): boolean => cell.length > longestCell || /[。；！？].|。$/.test(cell)
const isNumber = (cell: string): boolean =>
  /^[-+—]?[\d０-９][\d０-９,，.．]*\s*[%％]?$/.test(cell) || /^\d[\d.]*\s*[万亿]?[一-龥%]{1,3}$/.test(cell)

const isTable = (text: string, rows: readonly TextRow[]): boolean => {
  if (rows.length < fewestRows) return false
  const width = rows[0]!.cells.length
  if (width < 2 || rows.some((row) => row.cells.length !== width)) return false
  let filled = 0
  let numbers = 0
  for (const row of rows)
    for (const { start, end } of row.cells) {
      if (end === start) continue
      const cell = text.slice(start, end)
      if (isProseCell(cell)) return false
      filled++
      if (isNumber(cell)) numbers++
    }
  // Names in columns are a list of signatures as often as a table: numbers make the difference.
  return filled * 10 >= rows.length * width * 6 && numbers >= rows.length - 1
}

const gridOf = (rows: readonly TextRow[], caption: Grid['caption']): Grid => {
  const cells = rows.flatMap((row, r) =>
    row.cells.flatMap(({ start, end }, c): GridCell[] =>
      start === end ? [] : [{ start, end, row: r, column: c, rowSpan: 1, columnSpan: 1 }],
    ),
  )
  return {
    start: rows[0]!.start,
    end: rows.at(-1)!.end,
    cells,
    rows: rows.length,
    columns: rows[0]!.cells.length,
    caption,
    headerRows: null,
  }
}

/** How far above a table its title and unit stand. */
const captionLines = 3

/**
 * Tables drawn with tabs, bars or columns of spaces in a plain text: at least three rows of the same number of cells, short
 * ones, with numbers among them. Everything else stays prose. One pass.
 */
export const textGrids = (text: string): Grid[] => {
  const grids: Grid[] = []
  let rows: TextRow[] = []
  let separator: Separator | null = null
  let above: { start: number; end: number }[] = []
  let captionOf: { start: number; end: number }[] = []
  const close = (): void => {
    if (isTable(text, rows)) {
      grids.push(gridOf(rows, captionOf))
      above = []
    }
    rows = []
    separator = null
  }
  for (let at = 0; at <= text.length; ) {
    let stop = text.indexOf('\n', at)
    if (stop < 0) stop = text.length
    const end = stop > at && text[stop - 1] === '\r' ? stop - 1 : stop
    const line = end - at > longestLine ? '' : text.slice(at, end)
    const kind = separatorOf(line)
    if (isRule(line) && rows.length > 0) {
      // A drawn line keeps the table going.
    } else if (kind === null) {
      close()
      if (line.trim() !== '') {
        above.push({ start: at, end })
        if (above.length > captionLines) above.shift()
      }
    } else {
      const cells = cellsOf(text, at, end, kind)
      if (rows.length > 0 && (kind !== separator || cells.length !== rows[0]!.cells.length)) {
        const before = rows
        close()
        // One row of another width above is a title or a unit on its side.
        if (before.length === 1) above.push({ start: before[0]!.start, end: before[0]!.end })
      }
      if (rows.length === 0) captionOf = above.filter(({ start, end: to }) => to - start <= 80)
      separator = kind
      rows.push({ start: at, end, cells })
    }
    at = stop + 1
  }
  close()
  return grids
}
