import type { Found } from '../../clean/injected.ts'
import type { Grid, Origin } from '../../opened.ts'
import { RawWriter, type TableText } from '../raw-writer.ts'
import { flowsOf } from './columns.ts'
import { furnitureOf } from './furniture.ts'
import { blocksOf, isContinuation, type PageBlock, type TextBlock } from './paragraphs.ts'
import { bodySize, joined, type Row } from './rows.ts'
import type { PdfTable } from './tables.ts'

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
  | { kind: 'table'; table: PdfTable; page: number }
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
  const writer = new RawWriter()
  for (const element of elements) {
    if (element.kind === 'outside') writer.outsideLine(element.text, element.rule, element.page)
    else if (element.kind === 'table') writer.table(tableText(element.table), element.page)
    else writeParagraph(writer, element.paragraph)
  }
  const { raw, origins, outside, grids } = writer
  return { raw, origins, outside, grids }
}

const tableText = ({ cells, columns }: PdfTable): TableText => ({
  cells: cells.flatMap((line, row) =>
    line.flatMap((cell, column) =>
      cell === null ? [] : [{ text: cell.text, row, column, rowSpan: 1, columnSpan: cell.columnSpan }],
    ),
  ),
  rows: cells.length,
  columns,
  headerRows: null,
})

/** A paragraph and the page of each of its parts; what joins two parts belongs to the later one. */
const writeParagraph = (writer: RawWriter, { parts }: Paragraph): void => {
  let text = ''
  const pages: Origin[] = []
  for (const part of parts) {
    const whole = joined(text, part.text)
    const before = Math.min(text.length, whole.length - part.text.length)
    const last = pages.at(-1)
    // A hyphen taken out shortens the earlier part.
    if (last !== undefined) last.end = before
    pages.push({ start: before, end: whole.length, page: part.page })
    text = whole
  }
  const { start } = writer.paragraph(text)
  for (const page of pages) writer.origins.push({ ...page, start: start + page.start, end: start + page.end })
}
