import type { SetAsideReason, Span } from '../claim.ts'
import { findAnnotations, findDoubledMarks } from './annotation.ts'
import { findChrome } from './chrome.ts'
import { findComments } from './comments.ts'
import { findCopies } from './copies.ts'
import { findDebris } from './debris.ts'
import { type Found, findInjected } from './injected.ts'
import { isProse, type Line, splitLines, Vocabulary } from './lines.ts'
import { findPromotionLines } from './promotion.ts'
import { covers, disjoint, without } from './ranges.ts'
import { findOtherStories } from './stories.ts'
import { findSubstitutions, substitute } from './substitution.ts'
import { type SetAsideRule, setAsideRules } from './words.ts'

export interface Mark extends Found {
  reason: SetAsideReason
}

/** What a person decided about the page; offsets of the raw text. */
export interface Decided {
  /** Spans a person put back: never set aside, whatever a rule says. */
  putBack?: readonly Span[] | undefined
  /** Spans a person set aside, with their reason. Where both are said, putting back wins. */
  putAside?: readonly (Span & { reason: SetAsideReason })[] | undefined
}

export interface Cleaned {
  /** The text to read: as long as the page, with the characters that are meant where look-alikes were written. */
  text: string
  /** All non-empty lines; `aside` says which are set aside whole. */
  lines: Line[]
  aside: (SetAsideRule | null)[]
  /** Every span set aside, sorted, apart from each other: whole lines and spans inside lines. */
  marks: Mark[]
  /** Characters read as others; sorted, outside the marks. They are said, and not left out. */
  notes: Mark[]
  vocabulary: Vocabulary
}

const mark = ({ start, end, rule }: Found): Mark => ({ start, end, rule, reason: setAsideRules[rule].reason })

const inside = <T extends Span>(spans: readonly T[] | undefined, length: number): T[] =>
  (spans ?? [])
    .map((span) => ({ ...span, start: Math.max(0, span.start), end: Math.min(length, span.end) }))
    .filter((span) => span.end > span.start)
    .sort((x, y) => x.start - y.start || y.end - x.end)

/**
 * Sets aside what is not the page's own text: reader comments, site furniture, injected spans, adverts, copies, other stories
 * and annotations. `page` is the normalised page, unit for unit the raw one; `outside` are spans the page's structure already
 * ruled out; `decided` is what a person said, which no rule overrules. Nothing is deleted: the result is spans with their
 * rule. Linear in the length of the text.
 */
export const clean = (page: string, outside: readonly Found[] = [], decided: Decided = {}): Cleaned => {
  const putBack = inside(decided.putBack, page.length)
  const putAside = without(disjoint(inside(decided.putAside, page.length)), putBack)
  const isBack = covers(putBack)
  const substitutions = findSubstitutions(page).filter((s) => !isBack.touches(s))
  const text = substitute(page, substitutions)
  const annotations = findAnnotations(text).filter((a) => !isBack.touches(a))
  const lines = splitLines(text, annotations)
  const vocabulary = new Vocabulary()
  const isBackLine = lines.map((line) => isBack.touches(line))
  const isOutside = covers(outside)
  const isPutAside = covers(putAside)
  const ruledOut = lines.map((line, i): SetAsideRule | null => {
    if (isBackLine[i]) return null
    if (isPutAside.holds(line)) return 'put-aside'
    return isOutside.holds(line)?.rule ?? null
  })
  lines.forEach((line, i) => {
    if (ruledOut[i] === null && isProse(line)) vocabulary.add(line.text)
  })
  const firstOf = (...found: readonly (readonly (SetAsideRule | null)[])[]): (SetAsideRule | null)[] =>
    lines.map((line, i) => (isBack.holds(line) ? null : (found.map((rules) => rules[i]).find(Boolean) ?? null)))
  // Lines the page's structure or a person ruled out are nothing to the rules: neither noise to find nor context to judge by.
  const open = lines.flatMap((_, i) => (ruledOut[i] === null ? [i] : []))
  const openLines = open.map((i) => lines[i]!)
  const comments = findComments(openLines, vocabulary)
  const chrome = findChrome(openLines, vocabulary, comments)
  const promotion = findPromotionLines(openLines, vocabulary)
  const signs = [...ruledOut]
  open.forEach((i, k) => {
    signs[i] = chrome[k] ?? promotion[k] ?? null
  })
  const bySign = firstOf(signs)
  const byStory = firstOf(bySign, findOtherStories(lines, bySign))
  const rules = firstOf(byStory, findCopies(lines, byStory))
  // Of a line that was put back in part the rest stays aside.
  const aside = rules.map((rule, i) => (isBackLine[i] ? null : rule))
  const kept = lines.filter((_, i) => aside[i] === null)
  const inLines: Found[] = findInjected(kept, text, vocabulary)
  const decorated = new Set(inLines.filter((f) => f.rule === 'decorated-name').map((f) => f.start))
  lines.forEach((line, i) => {
    if (aside[i] === null && decorated.has(line.start) && !isBackLine[i]) aside[i] = rules[i] = 'decorated-name'
  })
  const spans: Found[] = lines.flatMap((line, i) =>
    rules[i] && rules[i] !== 'put-aside' ? [{ start: line.start, end: line.end, rule: rules[i]! }] : [],
  )
  spans.push(...inLines.filter((f) => f.rule !== 'decorated-name'), ...annotations)
  spans.push(...findDebris(text), ...findDoubledMarks(text))
  const ruled = without(without(disjoint(spans), putBack), putAside).map(mark)
  const marks = [
    ...ruled,
    ...putAside.map(({ start, end, reason }): Mark => ({ start, end, reason, rule: 'put-aside' })),
  ]
  marks.sort((x, y) => x.start - y.start)
  const isMarked = covers(marks)
  const notes = substitutions.filter((s) => !isMarked.touches(s)).map(mark)
  return { text, lines, aside, marks, notes, vocabulary }
}
