import type { SetAsideReason } from '../claim.ts'
import { findAnnotations } from './annotation.ts'
import { findChrome } from './chrome.ts'
import { findComments } from './comments.ts'
import { type Found, findInjected } from './injected.ts'
import { isProse, type Line, splitLines, Vocabulary } from './lines.ts'
import { findPromotionLines } from './promotion.ts'
import { type SetAsideRule, setAsideRules } from './words.ts'

export interface Mark extends Found {
  reason: SetAsideReason
}

export interface Cleaned {
  /** All non-empty lines; `aside` says which are set aside whole. */
  lines: Line[]
  aside: (SetAsideRule | null)[]
  /** Every span set aside, sorted, apart from each other: whole lines (joined where they touch) and spans inside lines. */
  marks: Mark[]
  vocabulary: Vocabulary
}

const mark = ({ start, end, rule }: Found): Mark => ({ start, end, rule, reason: setAsideRules[rule].reason })

/** Sorted and without overlaps: where two spans cross, the earlier and larger one stays and the other is cut to what is left. */
export const disjoint = (spans: readonly Found[]): Found[] => {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end)
  const out: Found[] = []
  let at = 0
  for (const span of sorted) {
    const start = Math.max(span.start, at)
    if (start >= span.end) continue
    out.push({ ...span, start })
    at = span.end
  }
  return out
}

/**
 * Sets aside what is not the page's own text: reader comments, site furniture, injected spans, adverts and annotations.
 * `text` is the normalised page, unit for unit the raw one; `outside` are spans the page's structure already ruled out.
 * Nothing is deleted: the result is spans with their rule. Linear in the length of the text.
 */
export const clean = (text: string, outside: readonly Found[] = []): Cleaned => {
  const annotations = findAnnotations(text)
  const lines = splitLines(text, annotations)
  const vocabulary = new Vocabulary()
  let o = 0
  const ruledOut = lines.map((line): SetAsideRule | null => {
    while (o < outside.length && outside[o]!.end <= line.start) o++
    const span = outside[o]
    return span && span.start <= line.start && span.end >= line.end ? span.rule : null
  })
  lines.forEach((line, i) => {
    if (ruledOut[i] === null && isProse(line)) vocabulary.add(line.text)
  })
  const comments = findComments(lines, vocabulary)
  const chrome = findChrome(lines, vocabulary)
  const promotion = findPromotionLines(lines, vocabulary)
  const aside = lines.map((_, i) => ruledOut[i] ?? comments[i] ?? chrome[i] ?? promotion[i] ?? null)
  const kept = lines.filter((_, i) => aside[i] === null)
  const inside: Found[] = findInjected(kept, text, vocabulary)
  const decorated = new Set(inside.filter((f) => f.rule === 'decorated-name').map((f) => f.start))
  lines.forEach((line, i) => {
    if (aside[i] === null && decorated.has(line.start)) aside[i] = 'decorated-name'
  })
  const spans: Found[] = lines.flatMap((line, i) =>
    aside[i] ? [{ start: line.start, end: line.end, rule: aside[i]! }] : [],
  )
  spans.push(...inside.filter((f) => f.rule !== 'decorated-name'), ...annotations, ...findDebris(text))
  return { lines, aside, marks: disjoint(spans).map(mark), vocabulary }
}

/** Left-over tags in a text file. Entities are turned into their character in the view instead. */
const findDebris = (text: string): Found[] => {
  const found: Found[] = []
  for (const match of text.matchAll(/<\/?[a-z][a-z0-9]{0,11}(?:\s[^<>\n]{0,200})?\/?>|<!--[^<>\n]{0,200}-->/gi))
    found.push({ start: match.index, end: match.index + match[0].length, rule: 'debris' })
  return found
}
