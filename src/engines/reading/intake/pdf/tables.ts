import { joined, type Row, type Segment } from './rows.ts'

/** Cells of a table as they stand: `cells[row][column]`, null where another cell reaches over the place or nothing stands there. */
export interface PdfTable {
  cells: (PdfCell | null)[][]
  columns: number
}
export interface PdfCell {
  text: string
  columnSpan: number
}

const leastRows = 3
/** More columns than a page of a document has. */
const mostColumns = 80
/** Rows of a table stand no further apart than this many ems. */
const farApart = 4

/** Stretches of rows that may be a table: several segments in most rows, near each other. Returned as [from, to) of rows. */
export const tableRuns = (rows: readonly Row[]): [number, number][] => {
  const runs: [number, number][] = []
  for (let i = 0; i < rows.length; i++) {
    if (rows[i]!.segments.length < 2) continue
    let last = i
    let several = 1
    for (let j = i + 1; j < rows.length; j++) {
      const row = rows[j]!
      if (row.y - rows[j - 1]!.y > farApart * row.size) break
      if (row.segments.length >= 2) {
        several++
        last = j
      } else if (j - last > 2) break
    }
    if (several >= leastRows) runs.push([i, last + 1])
    i = last
  }
  return runs
}

/** The places of the columns: between the stretches of the width that next to no row writes on. */
const columnsOf = (rows: readonly Row[], size: number): [number, number][] => {
  const several = rows.filter((row) => row.segments.length >= 2)
  const edges = several
    .flatMap((row) => row.segments.flatMap((s) => [[s.x0, 1] as const, [s.x1, -1] as const]))
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
  // A heading over several columns may cross the space between them.
  const few = Math.floor(0.12 * several.length)
  const columns: [number, number][] = []
  let covered = 0
  let from: number | null = null
  let to = 0
  for (const [x, step] of edges) {
    const before = covered
    covered += step
    if (before <= few && covered > few) {
      if (from !== null && x - to < 0.4 * size) continue
      if (from !== null) columns.push([from, to])
      from = x
    } else if (before > few && covered <= few) to = x
  }
  if (from !== null) columns.push([from, to])
  return columns
}

const columnsUnder = (segment: Segment, columns: readonly [number, number][]): [number, number] => {
  let first = -1
  let last = -1
  columns.forEach(([from, to], i) => {
    const shared = Math.min(segment.x1, to) - Math.max(segment.x0, from)
    if (shared > 0.2 * Math.min(segment.x1 - segment.x0, to - from)) {
      if (first < 0) first = i
      last = i
    }
  })
  if (first >= 0) return [first, last]
  // Beside every column: the nearest one.
  const middle = (segment.x0 + segment.x1) / 2
  let nearest = 0
  columns.forEach(([from, to], i) => {
    const far = (c: readonly [number, number]) => Math.max(c[0] - middle, middle - c[1], 0)
    if (far([from, to]) < far(columns[nearest]!)) nearest = i
  })
  return [nearest, nearest]
}

/** The table that rows stand in, or null where they do not line up clearly. A line that goes on in a cell is joined to it. */
export const tableOf = (rows: readonly Row[], size: number): PdfTable | null => {
  if (rows.length < leastRows) return null
  const columns = columnsOf(rows, size)
  if (columns.length < 2 || columns.length > mostColumns) return null
  const steps = rows.slice(1).map((row, i) => row.y - rows[i]!.y)
  const usual = [...steps].sort((a, b) => a - b)[steps.length >> 1]!
  const cells: (PdfCell | null)[][] = []
  let muddled = 0
  let filled = 0
  for (const [i, row] of rows.entries()) {
    const line: (PdfCell | null)[] = columns.map(() => null)
    let isMuddled = false
    for (const segment of row.segments) {
      const [first, last] = columnsUnder(segment, columns)
      const there = line[first]
      if (there) {
        there.text = `${there.text} ${segment.text}`
        isMuddled = true
      } else line[first] = { text: segment.text, columnSpan: last - first + 1 }
    }
    if (isMuddled) muddled++
    const above = cells.at(-1)
    const isContinued =
      i > 0 &&
      above !== undefined &&
      steps[i - 1]! < 0.8 * usual &&
      line[0] === null &&
      line.every((cell, k) => cell === null || above[k] !== null)
    if (isContinued)
      line.forEach((cell, k) => {
        if (cell !== null) above[k]!.text = joined(above[k]!.text, cell.text)
      })
    else {
      cells.push(line)
      if (line.filter((cell) => cell !== null).length >= 2) filled++
    }
  }
  const all = cells.flat().filter((cell) => cell !== null)
  const isClear =
    cells.length >= leastRows &&
    filled >= leastRows &&
    muddled <= 0.15 * rows.length &&
    all.length >= 0.55 * cells.length * columns.length &&
    all.reduce((sum, cell) => sum + cell.text.length, 0) <= 40 * all.length
  return isClear ? { cells, columns: columns.length } : null
}
