import { type Row, type Segment, withNarrowGapsClosed } from './rows.ts'

/** Rows that are read one after another, with the edges of the column they stand in. */
export interface Flow {
  rows: Row[]
  left: number
  right: number
}

const deepest = 3
const leastRows = 3

const leftOf = (lines: readonly (readonly Segment[])[]): number =>
  lines.reduce((least, segments) => Math.min(least, segments[0]!.x0), Number.POSITIVE_INFINITY)
const rightOf = (lines: readonly (readonly Segment[])[]): number =>
  lines.reduce((most, segments) => Math.max(most, segments.at(-1)!.x1), Number.NEGATIVE_INFINITY)

/** Where most rows have a gap that no text crosses, or null. Looked for among the gaps themselves. */
const gutterOf = (rows: readonly Row[], left: number, right: number): number | null => {
  const bin = Math.max(4, (right - left) / 80)
  const support = new Map<number, number[]>()
  for (const { segments } of rows)
    for (let i = 1; i < segments.length; i++) {
      const middle = (segments[i - 1]!.x1 + segments[i]!.x0) / 2
      if (middle < left + 0.2 * (right - left) || middle > right - 0.2 * (right - left)) continue
      const key = Math.round(middle / bin)
      const list = support.get(key)
      if (list) list.push(middle)
      else support.set(key, [middle])
    }
  let best: number[] = []
  for (const [key, own] of support) {
    const near = [...own, ...(support.get(key - 1) ?? []), ...(support.get(key + 1) ?? [])]
    if (near.length > best.length) best = near
  }
  if (best.length < leastRows) return null
  return best.sort((a, b) => a - b)[best.length >> 1]!
}

const crosses = (row: Row, x: number): boolean => row.segments.some((s) => s.x0 < x - 1 && s.x1 > x + 1)

/** Two segments or more that leave half of the width empty, as the cells of a table do. */
const isSparse = (row: Row, width: number): boolean =>
  row.segments.length > 1 && row.segments.reduce((sum, s) => sum + s.x1 - s.x0, 0) < 0.5 * width

/** Whether the rows on one side read as prose and not as the cells of a table: long lines that fill their column. */
const isProse = (sides: readonly Segment[][], width: number): boolean => {
  let filled = 0
  let characters = 0
  let segments = 0
  for (const side of sides) {
    for (const s of side) {
      filled += s.x1 - s.x0
      characters += s.text.length
      segments++
    }
  }
  return sides.length > 0 && filled / sides.length >= 0.6 * width && characters / segments >= 8
}

/** Rows in reading order: a stretch set in columns is read column by column, what goes across it before and after. */
export const flowsOf = (rows: readonly Row[]): Flow[] =>
  partedAt(rows, 0).map((flow) => ({ ...flow, rows: flow.rows.map(withNarrowGapsClosed) }))

const partedAt = (rows: readonly Row[], depth: number): Flow[] => {
  if (rows.length === 0) return []
  const lines = rows.map((row) => row.segments)
  const left = leftOf(lines)
  const right = rightOf(lines)
  const whole: Flow = { rows: [...rows], left, right }
  if (depth >= deepest || rows.length < leastRows) return [whole]
  const x = gutterOf(rows, left, right)
  if (x === null) return [whole]
  const flows: Flow[] = []
  let across: Row[] = []
  const flush = (): void => {
    if (across.length > 0) flows.push({ rows: across, left, right })
    across = []
  }
  const isApart = rows.map((row) => crosses(row, x) || isSparse(row, right - left))
  // One short line in both columns ends two paragraphs; several on end are a table.
  const isAcross = isApart.map(
    (apart, i) => apart && (crosses(rows[i]!, x) || isApart[i - 1] === true || isApart[i + 1] === true),
  )
  for (let i = 0; i < rows.length; ) {
    let end = i
    while (end < rows.length && !isAcross[end]) end++
    const run = rows.slice(i, end)
    const parted = columnsAt(run, x)
    if (parted === null) {
      for (const row of run) across.push(row)
      if (end < rows.length) across.push(rows[end]!)
    } else {
      flush()
      flows.push(...partedAt(parted[0], depth + 1), ...partedAt(parted[1], depth + 1))
      if (end < rows.length) across.push(rows[end]!)
    }
    i = end + 1
  }
  flush()
  return flows
}

/** The rows left and right of x, when both sides are prose; null for a table and for too few rows. */
const columnsAt = (run: readonly Row[], x: number): [Row[], Row[]] | null => {
  const sides = run.map(({ segments }) => [segments.filter((s) => s.x1 <= x + 1), segments.filter((s) => s.x1 > x + 1)])
  const both = sides.filter(([a, b]) => a!.length > 0 && b!.length > 0)
  if (both.length < leastRows) return null
  const lefts = both.map(([a]) => a!)
  const rights = both.map(([, b]) => b!)
  if (!isProse(lefts, rightOf(lefts) - leftOf(lefts)) || !isProse(rights, rightOf(rights) - leftOf(rights))) return null
  const take = (k: 0 | 1): Row[] =>
    run.flatMap((row, i) => (sides[i]![k]!.length > 0 ? [{ ...row, segments: sides[i]![k]! }] : []))
  return [take(0), take(1)]
}
