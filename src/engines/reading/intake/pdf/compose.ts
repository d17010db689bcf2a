import type { Span } from '../../claim.ts'
import type { Found } from '../../clean/injected.ts'
import type { Grid, GridCell, Origin } from '../../opened.ts'
import { flowsOf } from './columns.ts'
import { furnitureOf } from './furniture.ts'
import { blocksOf, isContinuation, type PageBlock, type TableBlock, type TextBlock } from './paragraphs.ts'
import { bodySize, joined, type Row } from './rows.ts'

/** A page with its text; pages without any are left out. */
export interface PageText {
  page: number
  rows: Row[]
  height: number
  stray: string[]
}

export interface Composed {
  raw: string
  origins: Origin[]
  outside: Found[]
  grids: Grid[]
  /** The largest text of the first page that stands out from the rest. */
  title: string | undefined
}

interface Paragraph {
  parts: { text: string; page: number }[]
  size: number
}
type Element =
  | { kind: 'paragraph'; paragraph: Paragraph }
  | { kind: 'table'; table: TableBlock['table']; page: number }
  | { kind: 'outside'; text: string; page: number; rule: Found['rule'] }

/** A note under the text: small, at the foot of its page, with its mark. */
const noteMark = /^(?:[①-⑳]|\[\d{1,3}\]|［\d{1,3}］|\d{1,3}\s|[*＊†]|注[:：\d])/

/** The notes at the foot of a page's rows, taken out so that a paragraph can go on over them. */
const partNotes = (rows: Row[], body: number, height: number): { text: Row[]; notes: Row[] } => {
  let from = rows.length
  while (from > 1 && rows[from - 1]!.size < 0.9 * body && rows[from - 1]!.y > 0.5 * height) from--
  while (from < rows.length && !noteMark.test(rows[from]!.segments[0]!.text)) from++
  return from < rows.length ? { text: rows.slice(0, from), notes: rows.slice(from) } : { text: rows, notes: [] }
}

const isTitle = (block: PageBlock, body: number): block is TextBlock =>
  block.kind === 'text' && block.size >= 1.15 * body && block.text.length >= 4 && block.text.length <= 100

/**
 * The text of all pages as one, in reading order: paragraphs on lines of their own, also where they go over a page's end;
 * tables row by row with tabs; headers, footers and page numbers behind the paragraph they interrupt, marked as outside.
 */
export const compose = (pages: readonly PageText[]): Composed => {
  const furniture = furnitureOf(pages)
  const body = bodySize(pages.flatMap(({ rows }) => rows))
  const elements: Element[] = []
  let open: { block: TextBlock; paragraph: Paragraph } | undefined
  let waiting: Element[] = []
  let title: TextBlock | undefined

  const put = (block: PageBlock, page: number, mayContinue: boolean): void => {
    if (block.kind === 'text' && open !== undefined && mayContinue && isContinuation(open.block, block)) {
      open.paragraph.parts.push({ text: block.text, page })
      open.block = block
      return
    }
    elements.push(...waiting)
    waiting = []
    if (block.kind === 'table') {
      elements.push({ kind: 'table', table: block.table, page })
      open = undefined
      return
    }
    const paragraph = { parts: [{ text: block.text, page }], size: block.size }
    elements.push({ kind: 'paragraph', paragraph })
    open = { block, paragraph }
  }

  for (const { page, rows, height, stray } of pages) {
    const own = rows.filter((row) => !furniture.has(row))
    const { text, notes } = partNotes(own, body, height)
    for (const row of rows)
      if (furniture.has(row))
        waiting.push({
          kind: 'outside',
          text: row.segments.map((s) => s.text).join('\t'),
          page,
          rule: 'page-furniture',
        })
    for (const flow of flowsOf(text))
      blocksOf(flow, body).forEach((block, i) => {
        if (page === pages[0]!.page && isTitle(block, body) && (title === undefined || block.size > title.size + 0.5))
          title = block
        put(block, page, i === 0)
      })
    for (const flow of flowsOf(notes))
      for (const block of blocksOf(flow, body))
        if (block.kind === 'text')
          waiting.push({ kind: 'paragraph', paragraph: { parts: [{ text: block.text, page }], size: block.size } })
        else waiting.push({ kind: 'table', table: block.table, page })
    if (stray.length > 0) waiting.push({ kind: 'outside', text: stray.join(' '), page, rule: 'watermark' })
  }
  elements.push(...waiting)
  return { ...written(elements), title: title?.text }
}

const written = (elements: readonly Element[]): Omit<Composed, 'title'> => {
  const parts: string[] = []
  const origins: Origin[] = []
  const outside: Found[] = []
  const grids: Grid[] = []
  let length = 0
  const captions: (Span & { isShort: boolean })[] = []
  const write = (text: string): Span => {
    parts.push(text)
    const start = length
    length += text.length
    return { start, end: length }
  }
  for (const element of elements) {
    if (length > 0) write('\n')
    switch (element.kind) {
      case 'outside': {
        const span = write(element.text)
        origins.push({ ...span, page: element.page })
        outside.push({ ...span, rule: element.rule })
        break
      }
      case 'paragraph': {
        const start = length
        let text = ''
        for (const part of element.paragraph.parts) {
          const whole = joined(text, part.text)
          // What joins two parts belongs to the later one; a hyphen taken out shortens the earlier.
          const kept = whole.length - part.text.length
          if (kept < text.length) {
            const last = origins.at(-1)!
            last.end = start + kept
          }
          origins.push({ start: start + Math.min(kept, text.length), end: start + whole.length, page: part.page })
          text = whole
        }
        write(text)
        captions.push({ start, end: length, isShort: text.length <= 60 })
        break
      }
      case 'table': {
        const caption = captions.slice(-2).filter((span) => span.isShort)
        const grid = writeTable(element.table, write)
        origins.push({ start: grid.start, end: grid.end, page: element.page })
        grids.push({ ...grid, caption: caption.map(({ start, end }) => ({ start, end })) })
      }
    }
  }
  return { raw: parts.join(''), origins, outside, grids }
}

const writeTable = (table: TableBlock['table'], write: (text: string) => Span): Omit<Grid, 'caption'> => {
  const cells: GridCell[] = []
  let start = -1
  let end = -1
  table.cells.forEach((line, row) => {
    if (row > 0) write('\n')
    line.forEach((cell, column) => {
      if (column > 0) end = write('\t').end
      const span = write(cell?.text.replace(/\s+/g, ' ') ?? '')
      if (start < 0) start = span.start
      end = span.end
      if (cell !== null) cells.push({ ...span, row, column, rowSpan: 1, columnSpan: cell.columnSpan })
    })
  })
  return { start, end, cells, rows: table.cells.length, columns: table.columns, headerRows: null }
}
