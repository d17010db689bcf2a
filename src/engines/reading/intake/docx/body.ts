import type { TableCell, TableText } from '../raw-writer.ts'
import { type Attributes, streamXml } from '../xml.ts'
import type { Zip } from '../zip.ts'
import type { Numbering } from './numbering.ts'
import type { Style } from './styles.ts'

export type BodyBlock =
  | { kind: 'paragraph'; text: string; style: string }
  | { kind: 'table'; table: TableText; isLayout: boolean }

export interface Body {
  blocks: BodyBlock[]
  /** Notes referred to, in the order of their marks: `footnote:2`, `endnote:1`. */
  notes: string[]
  /** Characters of hidden text that were left out. */
  hidden: number
}

interface Paragraph {
  text: string
  style: string | null
  list: string | null
  level: number | null
  /** The mark at its end was deleted: the next paragraph goes on in it. */
  isJoined: boolean
  /** What stands in boxes anchored in it. */
  boxes: BodyBlock[]
}
interface Cell {
  parts: string[]
  columnSpan: number
  merge: 'none' | 'restart' | 'continue'
}
interface Table {
  rows: { cells: Cell[]; before: number; isHeader: boolean; isDeleted: boolean }[]
}

/** Where what is read goes to: the page itself, a cell, a box. */
interface Place {
  put: (block: BodyBlock) => void
}

const isOn = (attributes: Attributes): boolean => !['0', 'false', 'off', 'none'].includes(attributes['w:val'] ?? '')

/** What is not read: deleted text, what moved away, properties as they were before a change, the older form of a drawing, pinyin over characters, field codes. */
const skipped = new Set([
  'del',
  'moveFrom',
  'pPrChange',
  'rPrChange',
  'tblPrChange',
  'trPrChange',
  'tcPrChange',
  'sectPrChange',
  'numberingChange',
  'Fallback',
  'rt',
  'instrText',
  'delText',
  'delInstrText',
])

const mostCellText = 400
const mostColumns = 500

/**
 * Reads the body of a Word part in one pass: paragraphs with the numbers their lists give them, tables with merged cells,
 * boxes behind the paragraph that holds them. Text whose deletion is tracked is not read, inserted text is; hidden text is
 * counted and left out.
 */
export const readBody = (
  zip: Zip,
  part: string,
  { numbering, styleOf }: { numbering: Numbering; styleOf: (id: string | null) => Style | null },
): Body => {
  const body: Body = { blocks: [], notes: [], hidden: 0 }
  const places: Place[] = [{ put: (block) => body.blocks.push(block) }]
  const paragraphs: Paragraph[] = []
  const tables: Table[] = []
  const carried: (string | undefined)[] = [undefined]
  let skipping = 0
  let isHidden = false
  let inRunProperties = 0
  let inParagraphProperties = 0
  let inRowProperties = 0
  let inText = false

  const write = (text: string): void => {
    const paragraph = paragraphs.at(-1)
    if (paragraph === undefined || skipping > 0) return
    if (isHidden) body.hidden += text.length
    else paragraph.text += text
  }

  const closeParagraph = (): void => {
    const paragraph = paragraphs.pop()
    if (paragraph === undefined) return
    const level = paragraphs.length
    const text = (carried[level] ?? '') + paragraph.text
    carried[level] = undefined
    const put = places.at(-1)!.put
    if (paragraph.isJoined) {
      carried[level] = text
      for (const box of paragraph.boxes) put(box)
      return
    }
    const style = styleOf(paragraph.style)
    const list = paragraph.list ?? style?.list ?? null
    const place =
      list === null || list === '0'
        ? null
        : { list, level: paragraph.level ?? style?.level ?? numbering.levelOfStyle(list, paragraph.style ?? '') }
    // An empty paragraph of a list shows its number, but says nothing.
    const number = place === null || text.trim() === '' ? '' : numbering.next(place)
    for (const line of `${number}${text}`.split('\n'))
      if (line.trim() !== '') put({ kind: 'paragraph', text: line.trim(), style: style?.name ?? '' })
    for (const box of paragraph.boxes) put(box)
  }

  const cellPlace = (cell: Cell): Place => ({
    put: (block) => {
      if (block.kind === 'paragraph') cell.parts.push(block.text)
      else for (const inner of block.table.cells) cell.parts.push(inner.text)
    },
  })

  streamXml(zip, part, {
    open: (name, attributes) => {
      if (skipping > 0 || skipped.has(name)) {
        // The deletion of a paragraph's mark or of a row is a property, not a stretch of text.
        if (skipping === 0 && name === 'del' && inParagraphProperties > 0) {
          const paragraph = paragraphs.at(-1)
          if (paragraph !== undefined) paragraph.isJoined = true
        }
        if (skipping === 0 && name === 'del' && inRowProperties > 0) {
          const row = tables.at(-1)?.rows.at(-1)
          if (row !== undefined) row.isDeleted = true
        }
        skipping++
        return
      }
      switch (name) {
        case 'p':
          paragraphs.push({ text: '', style: null, list: null, level: null, isJoined: false, boxes: [] })
          break
        case 'pPr':
          inParagraphProperties++
          break
        case 'trPr':
          inRowProperties++
          break
        case 'rPr':
          inRunProperties++
          break
        case 'r':
          isHidden = false
          break
        case 'vanish':
          if (inRunProperties > 0 && inParagraphProperties === 0) isHidden = isOn(attributes)
          break
        case 'rStyle':
          if (inParagraphProperties === 0 && styleOf(attributes['w:val'] ?? null)?.isHidden) isHidden = true
          break
        case 'pStyle':
        case 'numId':
        case 'ilvl': {
          const paragraph = paragraphs.at(-1)
          const value = attributes['w:val'] ?? null
          if (paragraph === undefined || inParagraphProperties === 0) break
          if (name === 'pStyle') paragraph.style = value
          else if (name === 'numId') paragraph.list = value
          else paragraph.level = Number(value)
          break
        }
        case 't':
          inText = true
          break
        case 'tab':
          if (inParagraphProperties === 0) write('\t')
          break
        case 'br':
        case 'cr':
          write('\n')
          break
        case 'noBreakHyphen':
          write('-')
          break
        case 'footnoteReference':
        case 'endnoteReference':
          if (!isHidden && attributes['w:id'])
            body.notes.push(`${name === 'footnoteReference' ? 'footnote' : 'endnote'}:${attributes['w:id']}`)
          break
        case 'txbxContent': {
          const holder = paragraphs.at(-1)
          const into = holder === undefined ? places.at(-1)! : { put: (block: BodyBlock) => holder.boxes.push(block) }
          places.push(into)
          break
        }
        case 'tbl':
          tables.push({ rows: [] })
          break
        case 'tr':
          tables.at(-1)?.rows.push({ cells: [], before: 0, isHeader: false, isDeleted: false })
          break
        case 'gridBefore': {
          const row = tables.at(-1)?.rows.at(-1)
          if (row !== undefined) row.before = Math.min(mostColumns, Number(attributes['w:val']) || 0)
          break
        }
        case 'tblHeader': {
          const row = tables.at(-1)?.rows.at(-1)
          if (row !== undefined) row.isHeader = isOn(attributes)
          break
        }
        case 'tc': {
          const cell: Cell = { parts: [], columnSpan: 1, merge: 'none' }
          tables.at(-1)?.rows.at(-1)?.cells.push(cell)
          places.push(cellPlace(cell))
          break
        }
        case 'gridSpan':
        case 'vMerge': {
          const cell = tables.at(-1)?.rows.at(-1)?.cells.at(-1)
          if (cell === undefined) break
          if (name === 'gridSpan')
            cell.columnSpan = Math.max(1, Math.min(mostColumns, Number(attributes['w:val']) || 1))
          else cell.merge = attributes['w:val'] === 'restart' ? 'restart' : 'continue'
          break
        }
      }
    },
    close: (name) => {
      if (skipping > 0) {
        skipping--
        return
      }
      switch (name) {
        case 'p':
          closeParagraph()
          break
        case 'pPr':
          inParagraphProperties--
          break
        case 'trPr':
          inRowProperties--
          break
        case 'rPr':
          inRunProperties--
          break
        case 'r':
          isHidden = false
          break
        case 't':
          inText = false
          break
        case 'txbxContent':
        case 'tc':
          places.pop()
          break
        case 'tbl': {
          const table = tables.pop()
          if (table !== undefined) for (const block of tableBlocks(table)) places.at(-1)!.put(block)
        }
      }
    },
    text: (text) => {
      if (inText) write(text)
    },
  })
  return body
}

/** The cells of a table at their places; merged cells are one with spans, deleted rows are gone. */
const tableBlocks = ({ rows }: Table): BodyBlock[] => {
  const cells: TableCell[] = []
  const above = new Map<number, TableCell>()
  const kept = rows.filter((row) => !row.isDeleted)
  let columns = 0
  kept.forEach(({ cells: own, before }, row) => {
    let column = before
    for (const { parts, columnSpan, merge } of own) {
      const over = above.get(column)
      if (merge === 'continue' && over !== undefined && over.row + over.rowSpan === row) over.rowSpan++
      else {
        const cell = { text: parts.join(' '), row, column, rowSpan: 1, columnSpan }
        cells.push(cell)
        above.set(column, cell)
      }
      column += columnSpan
    }
    columns = Math.max(columns, Math.min(column, mostColumns))
  })
  let headerRows = 0
  while (headerRows < kept.length && kept[headerRows]!.isHeader) headerRows++
  const table = {
    cells: cells.filter((cell) => cell.column < mostColumns),
    rows: kept.length,
    columns,
    headerRows: headerRows > 0 && headerRows < kept.length ? headerRows : null,
  }
  // A frame around text and a form with long answers are read as text.
  const isLayout = columns < 2 || kept.length < 2 || cells.some((cell) => cell.text.length > mostCellText)
  return [{ kind: 'table', table, isLayout }]
}
