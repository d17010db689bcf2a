import type { DocumentPage } from '../../../src/sources/schema.ts'

export interface Stretch {
  start: number
  end: number
}

/** A stretch of text under the same marks: at most one set-aside part, any number of claims. */
export interface Run extends Stretch {
  /** Index of the set-aside part it lies in, or null. */
  aside: number | null
  /** Indexes of the claims that cover it, the shortest (innermost) first. */
  claims: readonly number[]
}

/** A paragraph as it is shown: a block of the body, or a line of what lies between the blocks. */
export interface Paragraph extends Stretch {
  /** Index of the block, or null outside the body. */
  block: number | null
  /** False for the later pieces of a block too long to be drawn at once. */
  first: boolean
}

/** The most of one paragraph that is drawn as a whole, in UTF-16 units; a longer one is cut after a sentence. */
const longest = 4_000

/** About how much text stands on one sheet. */
const sheetLength = 6_000

/**
 * The paragraphs of a page in page order: every block, and every line that lies between blocks. Blank lines are left out.
 * Linear in the text.
 */
export const paragraphsOf = (page: Pick<DocumentPage, 'raw' | 'blocks'>): Paragraph[] => {
  const { raw } = page
  const order = page.blocks.map((_, i) => i).sort((a, b) => page.blocks[a]!.start - page.blocks[b]!.start)
  const paragraphs: Paragraph[] = []
  const push = (start: number, end: number, block: number | null): void => {
    for (let at = start; at < end; ) {
      const stop = end - at <= longest ? end : cutAfterSentence(raw, at, end)
      paragraphs.push({ start: at, end: stop, block, first: at === start })
      at = stop
    }
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

const cutAfterSentence = (raw: string, from: number, end: number): number => {
  const last = Math.min(end, from + longest)
  for (let at = last; at > from + longest / 2; at--) if ('。！？；!?;'.includes(raw[at - 1]!)) return at
  // Never inside a character.
  return /[\uDC00-\uDFFF]/.test(raw[last] ?? '') ? last - 1 : last
}

function* linesOf(raw: string, from: number, to: number): Generator<Stretch> {
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

/** Body paragraphs in the suggested order of reading, the rest left out. */
export const inSuggestedOrder = (paragraphs: readonly Paragraph[], page: Pick<DocumentPage, 'blocks'>): Paragraph[] =>
  paragraphs
    .filter((paragraph) => paragraph.block !== null)
    .sort((a, b) => page.blocks[a.block!]!.order - page.blocks[b.block!]!.order || a.start - b.start)

/** Paragraphs gathered into sheets: what is drawn with its marks, or without them while it is far from the eyes. */
export const sheetsOf = (paragraphs: readonly Paragraph[]): Paragraph[][] => {
  const sheets: Paragraph[][] = []
  let length = sheetLength
  for (const paragraph of paragraphs) {
    if (length >= sheetLength) {
      sheets.push([])
      length = 0
    }
    sheets.at(-1)!.push(paragraph)
    length += paragraph.end - paragraph.start + 40
  }
  return sheets
}

/** Which of the spans (sorted by start) overlap each paragraph (in page order), as indexes. Linear, plus spans × log paragraphs. */
export const overlapping = (paragraphs: readonly Stretch[], spans: readonly Stretch[]): number[][] => {
  const found: number[][] = paragraphs.map(() => [])
  for (const [index, span] of spans.entries()) {
    let low = 0
    let high = paragraphs.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (paragraphs[middle]!.end <= span.start) low = middle + 1
      else high = middle
    }
    for (let i = low; i < paragraphs.length && paragraphs[i]!.start < span.end; i++) found[i]!.push(index)
  }
  return found
}

/** Cuts a paragraph into runs under the same marks; joined, the runs are its text. */
export const runsOf = (
  { start, end }: Stretch,
  asides: readonly (Stretch & { index: number })[],
  claims: readonly (Stretch & { index: number })[],
): Run[] => {
  const runs: Run[] = []
  const waiting = claims.filter((claim) => claim.end > claim.start).sort((a, b) => a.start - b.start)
  let next = 0
  let aside = 0
  let open: (Stretch & { index: number })[] = []
  let at = start
  while (at < end) {
    while (aside < asides.length && asides[aside]!.end <= at) aside++
    while (next < waiting.length && waiting[next]!.start <= at) open.push(waiting[next++]!)
    open = open.filter((span) => span.end > at)
    const part = asides[aside]
    const inAside = part !== undefined && part.start <= at
    let stop = end
    for (const edge of [inAside ? part.end : part?.start, waiting[next]?.start, ...open.map((span) => span.end)])
      if (edge !== undefined && edge > at && edge < stop) stop = edge
    runs.push({
      start: at,
      end: stop,
      aside: inAside ? part.index : null,
      claims: open
        .toSorted((a, b) => a.end - a.start - (b.end - b.start) || b.start - a.start)
        .map((span) => span.index),
    })
    at = stop
  }
  return runs
}
