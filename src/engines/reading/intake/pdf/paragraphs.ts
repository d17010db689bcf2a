import type { Flow } from './columns.ts'
import { isWide, joinedLines, type Row } from './rows.ts'
import { type PdfTable, tableOf, tableRuns } from './tables.ts'

/** A paragraph, or rows that were no paragraph, of one page. */
export interface TextBlock {
  kind: 'text'
  text: string
  size: number
  /** Begins at the edge of its column, as a paragraph does that was begun on the page before. */
  beginsFlush: boolean
  /** Its last line is full: it may go on on the next page or in the next column. */
  endsFull: boolean
  /** Stands alone in the middle, as titles do. */
  isCentred: boolean
}
export interface TableBlock {
  kind: 'table'
  table: PdfTable
}
export type PageBlock = TextBlock | TableBlock

const listMark =
  /^(?:[一二三四五六七八九十百]{1,4}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十百\d]{1,4}[章节条款]|\d{1,2}(?:\.\d{1,2}){0,3}[.．、]\s?(?!\d)|[①-⑳●○■□◆◇▲△★☆※•·▪]|[-–—]\s)/
const sentenceEnd = /[。！？!?；;：:]["”’）)】》]*$/

/** What of a line cannot be broken from its beginning: a Chinese character with the sign behind it, or a whole word. */
const firstWord = (text: string): number => {
  if (isWide(text[0] ?? ' ')) return /^.[，。、；：！？）》”』】]*/u.exec(text)?.[0].length ?? 1
  return /^[^\s\u2e80-\uffef]{1,40}/.exec(text)?.[0].length ?? 1
}

interface Line {
  x0: number
  x1: number
  y: number
  size: number
  text: string
  /** Parts of a row that is no running text: they stay apart. */
  isParted: boolean
  /** Long enough to be a line of prose by itself. */
  isRunning: boolean
}

const hanzi = /[\u3400-\u9fff]/g
/**
 * A space beside a Chinese character. In running text it comes from justifying and says nothing; in a line by itself
 * (a title, a list of names) it may be the writer's.
 */
const spaceAtHanzi = /(?<=[\u2e80-\u9fff\uff00-\uffef]) (?=\S)|(?<=\S) (?=[\u2e80-\u9fff\uff00-\uffef])/g

const lineOf = (row: Row, { left, right }: Flow): Line => {
  const { segments, y, size } = row
  const x0 = segments[0]!.x0
  const x1 = segments.at(-1)!.x1
  const written = segments.reduce((sum, s) => sum + s.x1 - s.x0, 0)
  // A justified line may have one gap too wide; a form or a row of a table has room.
  const isParted = segments.length > 1 && (written < 0.8 * (x1 - x0) || x1 - x0 < 0.6 * (right - left))
  const text = segments.map((s) => s.text).reduce((a, b) => (isParted ? `${a}\t${b}` : `${a} ${b}`))
  const isRunning = !isParted && x1 - x0 >= 0.6 * (right - left) && (text.match(hanzi)?.length ?? 0) >= 12
  return { x0, x1, y, size, text, isParted, isRunning }
}

const quantile = (values: readonly number[], q: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!
}

/** The blocks of a column in order: its tables, and its lines joined into paragraphs. */
export const blocksOf = (flow: Flow, body: number): PageBlock[] => {
  const blocks: PageBlock[] = []
  let at = 0
  for (const [from, to] of tableRuns(flow.rows)) {
    const table = tableOf(flow.rows.slice(from, to), body)
    if (table === null) continue
    blocks.push(...textBlocks(flow.rows.slice(at, from), flow))
    blocks.push({ kind: 'table', table })
    at = to
  }
  blocks.push(...textBlocks(flow.rows.slice(at), flow))
  return blocks
}

const textBlocks = (rows: readonly Row[], flow: Flow): TextBlock[] => {
  const lines = rows.map((row) => lineOf(row, flow))
  if (lines.length === 0) return []
  const edges = edgesOf(lines)
  const steps = lines
    .slice(1)
    .map((line, i) => line.y - lines[i]!.y)
    .filter((step) => step > 0)
  const usual = steps.length > 0 ? quantile(steps, 0.4) : 0
  const isCentred = (line: Line): boolean => {
    const before = line.x0 - flow.left
    const after = flow.right - line.x1
    return before > 2 * line.size && Math.abs(before - after) < 1.5 * line.size
  }
  const isFull = (i: number, next: Line | undefined): boolean => {
    const line = lines[i]!
    const room = edges[i]!.right - line.x1
    if (room < 0.6 * line.size) return true
    if (next === undefined) return room < 1.6 * line.size
    if (/[a-z]-$/.test(line.text) && /^[a-z]/.test(next.text)) return true
    const word = firstWord(next.text)
    const width = ((next.x1 - next.x0) * word) / Math.max(1, next.text.length)
    return room < width + 0.35 * line.size
  }
  const goesOn = (i: number): boolean => {
    const line = lines[i]!
    const next = lines[i + 1]!
    if (line.isParted || next.isParted) return false
    if (Math.abs(line.size - next.size) > 0.12 * line.size) return false
    if (next.y - line.y > 1.45 * Math.max(usual, 0.9 * line.size) || next.y <= line.y) return false
    if (isCentred(line) && isCentred(next)) return !sentenceEnd.test(line.text) && !listMark.test(next.text)
    const indent = next.x0 - edges[i + 1]!.left
    if (indent > 1.2 * next.size && next.x0 - line.x0 > -0.5 * next.size) return false
    if (listMark.test(next.text) && (sentenceEnd.test(line.text) || !isFull(i, next))) return false
    return isFull(i, next)
  }
  const blocks: TextBlock[] = []
  let from = 0
  for (let i = 0; i < lines.length; i++) {
    if (i + 1 < lines.length && goesOn(i)) continue
    const own = lines.slice(from, i + 1)
    const first = own[0]!
    const last = own.at(-1)!
    const isTitle = own.every(isCentred)
    blocks.push({
      kind: 'text',
      text: joinedLines(
        own.map(({ text, isRunning }) =>
          isRunning || (own.length > 1 && !isTitle) ? text.replace(spaceAtHanzi, '') : text,
        ),
      ),
      size: first.size,
      beginsFlush: !first.isParted && first.x0 - edges[from]!.left < 0.8 * first.size,
      endsFull: !last.isParted && isFull(i, undefined) && !sentenceEnd.test(last.text),
      isCentred: isTitle,
    })
    from = i + 1
  }
  return blocks
}

/** Lines on either side that show where a line's column begins and ends. */
const neighbours = 8

/** Where lines like each one begin and end: the outermost edges around it, one outlier left out. */
const edgesOf = (lines: readonly Line[]): { left: number; right: number }[] =>
  lines.map((line, i) => {
    const near = lines
      .slice(Math.max(0, i - neighbours), i + neighbours + 1)
      .filter((other) => !other.isParted && Math.abs(other.size - line.size) <= 0.12 * line.size)
    const lefts = (near.length > 0 ? near : [line]).map((other) => other.x0).sort((a, b) => a - b)
    const rights = (near.length > 0 ? near : [line]).map((other) => other.x1).sort((a, b) => b - a)
    const inner = (sorted: readonly number[]): number =>
      sorted.length > 2 && Math.abs(sorted[0]! - sorted[1]!) > 1.5 * line.size ? sorted[1]! : sorted[0]!
    return { left: inner(lefts), right: inner(rights) }
  })

/** Whether a block is the rest of a paragraph begun on the page, or in the column, before. */
export const isContinuation = (before: PageBlock | undefined, after: PageBlock | undefined): boolean =>
  before?.kind === 'text' &&
  after?.kind === 'text' &&
  before.endsFull &&
  after.beginsFlush &&
  !before.isCentred &&
  !after.isCentred &&
  Math.abs(before.size - after.size) <= 0.1 * before.size &&
  !listMark.test(after.text)
