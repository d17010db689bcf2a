import { type Token, Tokenizer } from 'parse5'
import { isHanzi } from '../../script.ts'
import type { Block, Element, Laid, Runs, Table } from './laid.ts'
import {
  blockTags,
  closesParagraph,
  contentModes,
  hiddenStyle,
  impliedEnds,
  keptInline,
  silentTags,
  voidTags,
} from './names.ts'
import { alignPieces, type Shortened, withoutCode } from './source.ts'
import { hasOnlyShortCells, isDataTable, TableLayout } from './tables.ts'

const depthLimit = 600
const tableDepthLimit = 40
/** How far up an end tag, or a tag that implies one, is looked for: real pages forget a few, hostile ones thousands. */
const closingReach = 24

const functional = new Uint8Array(65536)
for (const char of '的了在是和与等为将从对也有于及其中到并把被这以不个所就都而上着') functional[char.charCodeAt(0)] = 1
/** White space on a screen. U+FEFF is none: it stands inside words and is left out of the view later. */
const space = /[\t\n\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/
const spaceOrWord =
  /[\t\n\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[^\t\n\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g
const stop = new Uint8Array(65536)
for (const char of '。;；，,!！?？：') stop[char.charCodeAt(0)] = 1

/** How a break came about: between the cells of a row, by a block inside a cell, or one that always ends a line. */
const breakOf = { cell: 1, inner: 2, line: 3 } as const

/**
 * Lays an HTML page out as the text a person reads, in one pass over parse5's tokens and without a tree, so that a hundred
 * thousand nested tags cost neither stack nor search. Every piece of text keeps its place in the source. Cells of a table of
 * facts share the line of their row; cells of a layout table are lines of their own.
 */
export const layOut = (source: string): Laid & { isData: boolean[] } => new Layout(source).run()

class Layout {
  private readonly source: string
  private readonly parts: string[] = []
  private length = 0
  private readonly elements: Element[] = [{ tag: '#root', parent: -1, start: 0, end: 0, name: '', hidden: false }]
  private readonly stack: number[] = [0]
  private readonly blocks: Block[] = []
  private readonly tables: Table[] = []
  private readonly layouts: { layout: TableLayout; index: number; inCell: boolean; inCaption: boolean }[] = []
  private readonly breaks: { part: number; kind: number; table: number }[] = []
  private readonly runs: Runs = []
  private readonly metas = new Map<string, string>()
  private readonly nextEnd = new Map<string, number>()
  private readonly page: Shortened
  /** Characters since the last tag, which began in the source where that tag ended. */
  private pending = ''
  private pendingFrom = 0
  private block: Block | null = null
  private lastIsSpace = true
  private lastIsBreak = true
  private skipped = 0
  private depth = 0
  private skippedTables = 0
  private silentDepth = 0
  private silentTag = ''
  private links = 0
  private linkDepth = 0
  private pre = 0
  private inTitle = false
  private titleTag = ''
  private tokenizer!: Tokenizer

  constructor(source: string) {
    this.source = source
    this.page = withoutCode(source)
  }

  /** Where an offset the tokenizer gives stands in the source. Asked in order. */
  private at(offset: number): number {
    return this.page.at(offset)
  }

  run(): Laid & { isData: boolean[] } {
    this.tokenizer = new Tokenizer(
      { sourceCodeLocationInfo: true },
      {
        onComment: (token) => this.flush(token.location!),
        onDoctype: (token) => this.flush(token.location!),
        onStartTag: (token) => {
          this.flush(token.location!)
          this.open(token)
        },
        onEndTag: (token) => {
          this.flush(token.location!)
          this.shut(token.tagName)
        },
        onEof: () => this.flush({ startOffset: this.page.text.length, endOffset: this.page.text.length }),
        onCharacter: ({ chars }) => {
          this.pending += this.silentDepth > 0 ? '' : chars
        },
        onNullCharacter: () => {},
        onWhitespaceCharacter: ({ chars }) => {
          this.pending += this.silentDepth > 0 ? '' : chars
        },
      },
    )
    this.tokenizer.write(this.page.text, true)
    this.endBlock()
    while (this.layouts.length > 0) this.endTable()
    while (this.stack.length > 0) this.elements[this.stack.pop()!]!.end = this.length
    const isData = this.tables.map((table) => isDataTable(table, this.blocks))
    const isRowwise = this.tables.map((table, t) => isData[t] || hasOnlyShortCells(table, this.blocks))
    // A break between cells is a space in a table of facts and a line in a layout; both are one unit, so nothing moves.
    for (const { part, kind, table } of this.breaks)
      this.parts[part] = kind !== breakOf.line && table >= 0 && isRowwise[table] ? ' ' : '\n'
    return {
      text: this.parts.join(''),
      elements: this.elements,
      blocks: this.blocks,
      tables: this.tables,
      runs: this.runs,
      metas: this.metas,
      titleTag: this.titleTag,
      depth: this.depth,
      isData,
    }
  }

  private endBlock(): void {
    const { block } = this
    if (!block) return
    block.end = this.lastIsSpace ? this.length - 1 : this.length
    if (block.end > block.start) this.blocks.push(block)
    this.block = null
  }

  private break(kind: number): void {
    this.endBlock()
    if (this.length === 0) return
    const inner = this.layouts.at(-1)
    const table = inner?.inCell ? inner.index : -1
    const strength = table < 0 ? breakOf.line : kind
    if (this.lastIsBreak) {
      const last = this.breaks.at(-1)!
      if (strength > last.kind) last.kind = strength
      return
    }
    this.breaks.push({ part: this.parts.length, kind: strength, table })
    this.parts.push('\n')
    this.length++
    this.lastIsBreak = true
    this.lastIsSpace = true
  }

  private put(text: string, start: number, end: number): void {
    const { runs } = this
    const at = runs.length - 4
    const isPlain = end - start === text.length
    if (
      isPlain &&
      at >= 0 &&
      runs[at]! + runs[at + 1]! === this.length &&
      runs[at + 2]! + runs[at + 3]! === start &&
      runs[at + 1] === runs[at + 3]
    ) {
      runs[at + 1]! += text.length
      runs[at + 3]! += text.length
    } else runs.push(this.length, text.length, start, end - start)
    this.parts.push(text)
    this.length += text.length
  }

  private space(start: number, end: number): void {
    if (this.lastIsSpace) return
    this.put(' ', start, end)
    this.lastIsSpace = true
  }

  private flush({ startOffset, endOffset }: { startOffset: number; endOffset: number }): void {
    const chars = this.pending
    const from = this.pendingFrom
    const to = this.at(startOffset)
    this.pending = ''
    this.pendingFrom = this.at(endOffset)
    if (chars === '' || (this.lastIsSpace && this.pre === 0 && !this.inTitle && chars.trim() === '')) return
    if (this.inTitle) this.titleTag += chars.slice(0, 400)
    else if (this.pre > 0) this.lines(chars, from, to)
    else this.flow(chars, from, to)
  }

  /** Text inside pre keeps its lines. */
  private lines(chars: string, start: number, end: number): void {
    for (const piece of alignPieces(this.source, start, end, chars)) {
      let at = 0
      for (const line of piece.text.split('\n')) {
        if (at > 0) this.break(breakOf.inner)
        const plain = piece.end - piece.start === piece.text.length
        const from = plain ? piece.start + at : piece.start
        if (line.trim() === '') {
          if (line !== '') this.space(from, plain ? from + line.length : piece.end)
        } else this.words(line, from, plain ? from + line.length : piece.end)
        at += line.length + 1
      }
    }
  }

  private flow(chars: string, start: number, end: number): void {
    for (const piece of alignPieces(this.source, start, end, chars)) {
      const isPlain = piece.end - piece.start === piece.text.length
      if (!space.test(piece.text) || (!isPlain && piece.text.length > 2)) this.words(piece.text, piece.start, piece.end)
      else if (!isPlain) this.space(piece.start, piece.end)
      else
        for (const match of piece.text.matchAll(spaceOrWord)) {
          const from = piece.start + match.index
          if (space.test(match[0][0]!)) this.space(from, from + match[0].length)
          else this.words(match[0], from, from + match[0].length)
        }
    }
  }

  private words(text: string, start: number, end: number): void {
    const inner = this.layouts.at(-1)
    this.block ??= {
      start: this.length,
      end: this.length,
      element: this.stack.at(-1)!,
      hanzi: 0,
      linked: 0,
      functional: 0,
      digits: 0,
      stops: 0,
      table: inner?.inCell ? inner.index : -1,
    }
    const { block } = this
    let hanzi = 0
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (isHanzi(code)) {
        hanzi++
        block.functional += functional[code]!
      } else if (code >= 48 && code <= 57) block.digits++
      else block.stops += stop[code]!
    }
    block.hanzi += hanzi
    if (this.links > 0) block.linked += hanzi
    this.put(text, start, end)
    this.lastIsSpace = false
    this.lastIsBreak = false
  }

  /** Whether an end tag of this name still comes; without one the element must not swallow the rest of the page. */
  private isClosedAfter(tag: string, at: number): boolean {
    return this.endOf(`</${tag}`, at) >= 0 || this.endOf(`</${tag.toUpperCase()}`, at) >= 0
  }

  /** The next place of an end tag, looked for from where the last search stopped, so that all searches are one pass. */
  private endOf(tag: string, at: number): number {
    let next = this.nextEnd.get(tag) ?? 0
    if (next >= 0 && next <= at) {
      next = this.source.indexOf(tag, at)
      this.nextEnd.set(tag, next)
    }
    return next
  }

  private open(token: Token.TagToken): void {
    const tag = token.tagName
    if (tag === 'meta') this.meta(token)
    const at = this.at(token.location!.startOffset)
    const isClosed = tag === 'script' || this.isKnownClosed(tag, at)
    if (contentModes[tag] !== undefined && isClosed) this.tokenizer.state = contentModes[tag]
    if (this.silentDepth > 0) {
      if (tag === this.silentTag && !token.selfClosing) this.silentDepth++
      return
    }
    if (blockTags.has(tag) || tag === 'br') this.break(breakOf.inner)
    if (voidTags.has(tag) || (token.selfClosing && contentModes[tag] === undefined)) return
    if (tag === 'title') {
      this.inTitle = this.titleTag === '' && isClosed
      return
    }
    if (silentTags.has(tag)) {
      if (!isClosed) return
      this.silentDepth = 1
      this.silentTag = tag
      return
    }
    if (tag === 'button' || (tag === 'a' && token.attrs.some(({ name }) => name === 'href'))) {
      this.links = 1
      this.linkDepth = this.stack.length
    }
    if (tag === 'pre' || tag === 'xmp') this.pre++
    if (closesParagraph.has(tag) && this.elements[this.stack.at(-1)!]!.tag === 'p' && this.skipped === 0) this.pop()
    const implied = impliedEnds[tag]
    if (implied && this.skipped === 0) this.closeImplied(implied)
    this.tableTag(tag, token)
    if (!blockTags.has(tag) && !keptInline.has(tag)) return
    // Deeper than any real page: counted, not kept, so that closing stays cheap.
    if (this.stack.length >= depthLimit) {
      this.skipped++
      return
    }
    let name = ''
    let hidden = false
    for (const { name: n, value } of token.attrs) {
      if (n === 'class' || n === 'id') name += ` ${value.slice(0, 200)}`
      else if (n === 'hidden' || (n === 'style' && hiddenStyle.test(value.slice(0, 400)))) hidden = true
    }
    this.stack.push(this.elements.length)
    if (this.stack.length > this.depth) this.depth = this.stack.length
    this.elements.push({ tag, parent: this.stack.at(-2)!, start: this.length, end: this.length, name, hidden })
  }

  private isKnownClosed(tag: string, at: number): boolean {
    return (silentTags.has(tag) || tag === 'title' || tag === 'xmp') && this.isClosedAfter(tag, at)
  }

  private meta(token: Token.TagToken): void {
    let name = ''
    let content = ''
    for (const { name: n, value } of token.attrs) {
      if (n === 'name' || n === 'property' || n === 'itemprop') name = value.trim().toLowerCase()
      else if (n === 'content') content = value.trim()
    }
    if (name && content && this.metas.size < 200 && !this.metas.has(name)) this.metas.set(name, content.slice(0, 400))
  }

  private pop(): void {
    this.elements[this.stack.pop()!]!.end = this.length
    // A link that was never closed ends with the element it stands in.
    if (this.stack.length < this.linkDepth) this.links = 0
  }

  private closeImplied({ closes, within }: { closes: Set<string>; within: Set<string> }): void {
    let outermost = -1
    for (let k = this.stack.length - 1; k > 0 && k >= this.stack.length - closingReach; k--) {
      const { tag } = this.elements[this.stack[k]!]!
      if (within.has(tag)) break
      if (closes.has(tag)) outermost = k
    }
    if (outermost > 0) while (this.stack.length > outermost) this.pop()
  }

  private tableTag(tag: string, token: Token.TagToken): void {
    if (tag === 'table') {
      for (const { index } of this.layouts.slice(-1)) this.tables[index]!.holdsTable = true
      if (this.layouts.length >= tableDepthLimit) {
        this.skippedTables++
        return
      }
      const table: Table = {
        element: this.elements.length,
        parent: this.layouts.at(-1)?.index ?? -1,
        cells: [],
        rows: 0,
        columns: 0,
        headRows: 0,
        caption: null,
        firstBlock: this.blocks.length,
        lastBlock: this.blocks.length,
        hasBorder: token.attrs.some(({ name, value }) => name === 'border' && value !== '0'),
        holdsTable: false,
        isTooLarge: false,
      }
      this.layouts.push({ layout: new TableLayout(table), index: this.tables.length, inCell: false, inCaption: false })
      this.tables.push(table)
      return
    }
    const inner = this.layouts.at(-1)
    if (!inner) return
    const { layout } = inner
    if (tag === 'td' || tag === 'th') {
      this.break(breakOf.cell)
      let rowSpan = 1
      let columnSpan = 1
      for (const { name, value } of token.attrs) {
        const n = Number.parseInt(value.slice(0, 8), 10)
        if (name === 'rowspan' && n >= 0) rowSpan = n
        else if (name === 'colspan' && n > 0) columnSpan = n
      }
      layout.startCell(tag === 'th', rowSpan, columnSpan, this.blocks.length)
      inner.inCell = true
      inner.inCaption = false
    } else if (tag === 'tr' || tag === 'thead' || tag === 'tbody' || tag === 'tfoot') {
      inner.inCell = false
      inner.inCaption = false
      this.break(breakOf.line)
      if (tag === 'tr') layout.startRow(this.blocks.length)
      else layout.section(tag, this.blocks.length)
    } else if (tag === 'caption') {
      inner.inCaption = true
      layout.table.caption = [this.blocks.length, this.blocks.length]
    }
  }

  private endTable(): void {
    const { layout, inCell } = this.layouts.at(-1)!
    if (inCell) this.layouts.at(-1)!.inCell = false
    this.break(breakOf.line)
    layout.finish(this.blocks.length)
    const { table } = layout
    if (table.caption) table.firstBlock = table.caption[1]
    this.layouts.pop()
  }

  private shut(tag: string): void {
    if (tag === 'title') {
      this.inTitle = false
      return
    }
    if (this.silentDepth > 0) {
      if (tag === this.silentTag) this.silentDepth--
      return
    }
    if (tag === 'a' || tag === 'button') this.links = 0
    if ((tag === 'pre' || tag === 'xmp') && this.pre > 0) this.pre--
    const inner = this.layouts.at(-1)
    if (inner && tag === 'table') {
      if (this.skippedTables > 0) this.skippedTables--
      else this.endTable()
    } else if (inner && (tag === 'td' || tag === 'th') && inner.inCell) {
      this.endBlock()
      inner.layout.endCell(this.blocks.length)
    } else if (inner && tag === 'tr') {
      inner.inCell = false
      this.break(breakOf.line)
      inner.layout.endCell(this.blocks.length)
    } else if (blockTags.has(tag)) this.break(breakOf.inner)
    if (inner?.inCaption && tag === 'caption') {
      inner.inCaption = false
      inner.layout.table.caption![1] = this.blocks.length
    }
    if (!blockTags.has(tag) && !keptInline.has(tag)) return
    if (this.skipped > 0) {
      this.skipped--
      return
    }
    // A missing end tag is looked for a little way up; a stray one closes nothing.
    for (let k = this.stack.length - 1; k > 0 && k >= this.stack.length - closingReach; k--)
      if (this.elements[this.stack[k]!]!.tag === tag) {
        while (this.stack.length > k) this.pop()
        return
      }
  }
}
