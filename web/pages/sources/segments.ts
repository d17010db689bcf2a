import type { DocumentPage } from '../../../src/sources/schema.ts'

/** A stretch of text under the same marks: at most one set-aside part, any number of claims (indexes into the page's lists). */
export interface Run {
  start: number
  end: number
  /** Index of the set-aside part it lies in, or null. */
  aside: number | null
  /** Claims that cover it, the shortest (innermost) first. */
  claims: readonly number[]
}

/** A paragraph as it is shown: a block of the body, or a line of what lies between the blocks. */
export interface Paragraph {
  start: number
  end: number
  /** Index of the block, or null outside the body. */
  block: number | null
  runs: readonly Run[]
  claims: ReadonlySet<number>
  asides: ReadonlySet<number>
}

type Marked = Pick<DocumentPage, 'raw' | 'blocks' | 'setAsides'> & {
  claimRows: readonly { start: number; end: number }[]
}

/**
 * Cuts a page into paragraphs of marked runs, in page order. Every run lies in one paragraph; joined, the runs of a
 * paragraph are its text. Blank lines between paragraphs are left out. Linear in the text, plus marks × log marks.
 */
export const cutIntoParagraphs = (page: Marked): Paragraph[] => {
  const { raw } = page
  const sweep = new Sweep(page)
  const order = page.blocks.map((_, i) => i).sort((a, b) => page.blocks[a]!.start - page.blocks[b]!.start)
  const paragraphs: Paragraph[] = []
  const push = (start: number, end: number, block: number | null) => {
    const runs = sweep.runs(start, end)
    if (runs.length === 0) return
    paragraphs.push({
      start,
      end,
      block,
      runs,
      claims: new Set(runs.flatMap((run) => run.claims)),
      asides: new Set(runs.flatMap((run) => (run.aside === null ? [] : [run.aside]))),
    })
  }
  let at = 0
  for (const index of order) {
    const block = page.blocks[index]!
    if (block.start < at) continue
    for (const line of linesOf(raw, at, block.start)) push(line.start, line.end, null)
    push(block.start, block.end, index)
    at = block.end
  }
  for (const line of linesOf(raw, at, raw.length)) push(line.start, line.end, null)
  return paragraphs
}

function* linesOf(raw: string, from: number, to: number): Generator<{ start: number; end: number }> {
  let start = from
  while (start < to) {
    const newline = raw.indexOf('\n', start)
    const stop = newline < 0 || newline >= to ? to : newline
    let end = stop
    while (end > start && isBlank(raw.charCodeAt(end - 1))) end--
    while (start < end && isBlank(raw.charCodeAt(start))) start++
    if (end > start) yield { start, end }
    start = stop + 1
  }
}

const isBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000

/** Walks the marks of a page once, left to right; paragraphs must be asked for in page order. */
class Sweep {
  private readonly asides: { start: number; end: number; index: number }[]
  private readonly claims: { start: number; end: number; index: number }[]
  private aside = 0
  private claim = 0
  private open: { start: number; end: number; index: number }[] = []

  constructor(page: Marked) {
    const sorted = (spans: readonly { start: number; end: number }[]) =>
      spans
        .map((span, index) => ({ start: span.start, end: span.end, index }))
        .filter((span) => span.end > span.start)
        .sort((a, b) => a.start - b.start || b.end - a.end)
    this.asides = sorted(page.setAsides)
    this.claims = sorted(page.claimRows)
  }

  runs(from: number, to: number): Run[] {
    const runs: Run[] = []
    let at = from
    while (at < to) {
      while (this.aside < this.asides.length && this.asides[this.aside]!.end <= at) this.aside++
      while (this.claim < this.claims.length && this.claims[this.claim]!.start <= at)
        this.open.push(this.claims[this.claim++]!)
      this.open = this.open.filter((span) => span.end > at)

      const aside = this.asides[this.aside]
      const inAside = aside !== undefined && aside.start <= at
      let end = to
      for (const stop of [
        inAside ? aside.end : aside?.start,
        this.claims[this.claim]?.start,
        ...this.open.map((span) => span.end),
      ])
        if (stop !== undefined && stop > at && stop < end) end = stop
      runs.push({
        start: at,
        end,
        aside: inAside ? aside.index : null,
        claims: this.open
          .toSorted((a, b) => a.end - a.start - (b.end - b.start) || b.start - a.start)
          .map((span) => span.index),
      })
      at = end
    }
    return runs
  }
}

/** Body paragraphs in the suggested order of reading, the rest left out. */
export const inSuggestedOrder = (paragraphs: readonly Paragraph[], page: Pick<DocumentPage, 'blocks'>): Paragraph[] =>
  paragraphs
    .filter((paragraph) => paragraph.block !== null)
    .sort((a, b) => page.blocks[a.block!]!.order - page.blocks[b.block!]!.order)
