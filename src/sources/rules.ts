import { decimalOf } from '../base/money.ts'
import type { Block, Claim } from '../engines/reading/claim.ts'
import type { Standing } from '../store/tables/sources.ts'

/** Bumped when the reader's rules change enough that documents deserve another reading. */
export const readerVersion = '1'

/** A number as the ledger keeps it: the decimal a person would write, without the tail of binary arithmetic (7.8897e10, not 78897000000.00002). */
export const ledgerDecimal = (value: number | null): string | null =>
  value === null || !Number.isFinite(value) ? null : decimalOf(Number(value.toPrecision(15)))

const sentenceEnds = /[。！？!?\n\r]/
const closers = /[”’」』）)》"']/
/** How far a sentence without an end is followed on either side of the quote, in UTF-16 units. */
const reach = 240

export const splitsPair = (text: string, at: number): boolean =>
  at > 0 && at < text.length && /[\uD800-\uDBFF]/.test(text[at - 1]!) && /[\uDC00-\uDFFF]/.test(text[at]!)

/**
 * The sentence around raw.slice(start, end) and the quote's offset in it. Sentences end at 。！？ or a line break;
 * a longer one is cut `reach` units before and after the quote, never inside a character.
 */
export const sentenceAround = (raw: string, start: number, end: number): { sentence: string; at: number } => {
  let from = start
  while (from > 0 && start - from < reach && !sentenceEnds.test(raw[from - 1]!)) from--
  while (from < start && (closers.test(raw[from]!) || /\s/.test(raw[from]!))) from++
  if (splitsPair(raw, from)) from++
  let to = end
  const endsInside = end > start && sentenceEnds.test(raw[end - 1]!)
  if (!endsInside) {
    while (to < raw.length && to - end < reach && !sentenceEnds.test(raw[to]!)) to++
    if (to < raw.length && /[。！？!?]/.test(raw[to]!)) {
      to++
      while (to < raw.length && closers.test(raw[to]!)) to++
    }
  }
  if (splitsPair(raw, to)) to--
  return { sentence: raw.slice(from, to), at: start - from }
}

/** Whether the claim's quote is what stands at its place in the raw text, whole characters only. */
export const quoteHolds = (raw: string, claim: Pick<Claim, 'quote' | 'start' | 'end'>): boolean =>
  Number.isInteger(claim.start) &&
  Number.isInteger(claim.end) &&
  claim.start >= 0 &&
  claim.end > claim.start &&
  claim.end <= raw.length &&
  raw.slice(claim.start, claim.end) === claim.quote &&
  !splitsPair(raw, claim.start) &&
  !splitsPair(raw, claim.end)

/** True when the suggested reading order is not the page's. */
export const isReordered = (blocks: readonly Pick<Block, 'start' | 'order'>[]): boolean => {
  const inPage = [...blocks].sort((a, b) => a.start - b.start)
  return inPage.some((block, i) => i > 0 && block.order < inPage[i - 1]!.order)
}

/** What makes a claim of another reading the same claim: kind, place and quote. */
export const claimIdentity = (claim: { kind: string; quote: string; start: number; end: number }): string =>
  `${claim.kind}|${claim.start}|${claim.end}|${claim.quote}`

/**
 * Pairs the claims of a new reading with the ones already known. Several claims of one kind may share a quote: those
 * that say the same as before are paired first, the rest in order. Returns for every found claim the known one or null,
 * and the known ones that were not found again.
 */
export const pairClaims = <
  K extends { identity: string; content: string },
  F extends { identity: string; content: string },
>(
  known: readonly K[],
  found: readonly F[],
): { pairs: { found: F; known: K | null }[]; lost: K[] } => {
  const waiting = Map.groupBy(known, (claim) => claim.identity)
  const take = (claim: F, fits: (candidate: K) => boolean): K | null => {
    const candidates = waiting.get(claim.identity) ?? []
    const at = candidates.findIndex(fits)
    return at < 0 ? null : candidates.splice(at, 1)[0]!
  }
  const pairs = found.map((claim) => ({
    found: claim,
    known: take(claim, (candidate) => candidate.content === claim.content),
  }))
  for (const pair of pairs) pair.known ??= take(pair.found, () => true)
  return { pairs, lost: [...waiting.values()].flat() }
}

export type Verdict = 'accept' | 'edit' | 'reject' | 'reopen'

/** Where a claim stands, and what people changed in it while it stands as edited. */
export interface Stand {
  standing: Standing
  edits: Record<string, unknown> | null
}

/** What one more decision makes of it. An accept takes the claim as it was read; an edit keeps earlier edits it does not touch. */
export const afterDecision = (before: Stand, verdict: Verdict, edits: Record<string, unknown> | null): Stand => {
  switch (verdict) {
    case 'accept':
      return { standing: 'accepted', edits: null }
    case 'edit':
      return { standing: 'edited', edits: { ...before.edits, ...edits } }
    case 'reject':
      return { standing: 'rejected', edits: null }
    case 'reopen':
      return { standing: 'pending', edits: null }
  }
}
