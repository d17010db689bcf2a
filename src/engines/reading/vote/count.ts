import { type Bound, bounds, type Modality, modalities } from '../../../base/quantity.ts'
import { blankClaim, type Claim } from '../claim.ts'
import { autoConfidence } from '../claims.ts'
import type { Ballot } from './ask.ts'

/** One quantity a model says it read; its quote stands in the page at start. */
export interface Vote {
  start: number
  end: number
  quote: string
  value: number
  valueTo: number | null
  unit: string | null
  bound: Bound | null
  modality: Modality | null
  measure: string | null
  subject: string | null
}

const text = (value: unknown, most: number): string | null =>
  typeof value === 'string' && value.trim() !== '' && value.length <= most ? value.trim() : null
const number = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 1e21 ? value : null
const oneOf = <T extends string>(values: readonly T[], value: unknown): T | null =>
  values.find((one) => one === value) ?? null

/** Votes taken from one answer at the most: a passage of 2 400 characters does not hold more numbers. */
const mostVotes = 200

/** The JSON object in an answer that may wrap it in words or a code fence; undefined when there is none. */
const objectIn = (answer: string): unknown => {
  const from = answer.indexOf('{')
  const to = answer.lastIndexOf('}')
  if (from < 0 || to <= from) return undefined
  try {
    return JSON.parse(answer.slice(from, to + 1))
  } catch {
    return undefined
  }
}

/**
 * The votes in a model's answer to a ballot. A claim whose quote does not stand word for word in the ballot, or that has no
 * number, is dropped and counted; equal quotes take the places in which they stand in turn. `null`: the answer is no answer.
 */
export const votesIn = (answer: string, ballot: Ballot): { votes: Vote[]; dropped: number } | null => {
  const parsed = objectIn(answer)
  const claims = parsed !== null && typeof parsed === 'object' && 'claims' in parsed ? parsed.claims : undefined
  if (!Array.isArray(claims)) return null
  const votes: Vote[] = []
  const nextOf = new Map<string, number>()
  let dropped = Math.max(0, claims.length - mostVotes)
  for (const claim of claims.slice(0, mostVotes)) {
    const said: Record<string, unknown> = claim !== null && typeof claim === 'object' ? claim : {}
    const quote = text(said['quote'], 200)
    const value = number(said['value'])
    const at = quote === null ? -1 : ballot.text.indexOf(quote, nextOf.get(quote) ?? 0)
    if (quote === null || value === null || at < 0) {
      dropped++
      continue
    }
    nextOf.set(quote, at + quote.length)
    votes.push({
      start: ballot.start + at,
      end: ballot.start + at + quote.length,
      quote,
      value,
      valueTo: number(said['valueTo']),
      unit: text(said['unit'], 24),
      bound: oneOf(bounds, said['bound']),
      modality: oneOf(modalities, said['modality']),
      measure: text(said['measure'], 60),
      subject: text(said['subject'], 120),
    })
  }
  return { votes, dropped }
}

const equal = (a: number | null, b: number | null): boolean =>
  a === b || (a !== null && b !== null && Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)))

/** What a vote takes from the confidence of a claim it contradicts, and what it adds to one it confirms. */
const against = 0.2
const forIt = 0.02
/** The confidence of a claim only the model made: far below what counts as read. */
const alone = 0.4

export interface Counted {
  claims: Claim[]
  confirmed: number
  contradicted: number
  added: number
}

/**
 * The reader's claims after the vote, in page order. A vote on the same number lifts or lowers the confidence and says so; it
 * changes no value, and a claim below the bar for `auto` is not lifted over it. A number only the model saw joins as `pending`.
 */
export const countVotes = (claims: readonly Claim[], votes: readonly Vote[]): Counted => {
  const quantities = claims.filter((claim) => claim.kind === 'quantity').sort((a, b) => a.start - b.start)
  const changed = new Map<string, Claim>()
  const added: Claim[] = []
  const result = { confirmed: 0, contradicted: 0, added: 0 }
  let from = 0
  for (const vote of [...votes].sort((a, b) => a.start - b.start)) {
    while (from < quantities.length && quantities[from]!.end <= vote.start) from++
    const met: Claim[] = []
    for (let i = from; i < quantities.length && quantities[i]!.start < vote.end; i++) met.push(quantities[i]!)
    if (met.length === 0) {
      // An earlier, longer claim may still reach into the quote; lists and times are no numbers of their own.
      if (added.some((one) => one.start < vote.end && one.end > vote.start)) continue
      added.push(voted(vote))
      continue
    }
    const same = met.find((claim) => equal(claim.value, vote.value))
    const claim = same ?? met[0]!
    if (changed.has(claim.id)) continue
    const agrees =
      same !== undefined &&
      (vote.unit === null || vote.unit === claim.unit) &&
      (vote.modality === null || vote.modality === claim.modality)
    if (agrees) result.confirmed++
    else result.contradicted++
    const lifted =
      claim.status === 'auto' ? claim.confidence + forIt : Math.min(claim.confidence + forIt, autoConfidence - 0.01)
    const confidence = Math.min(1, Math.max(0, agrees ? lifted : claim.confidence - against))
    changed.set(claim.id, {
      ...claim,
      confidence: Math.round(confidence * 1000) / 1000,
      status: claim.status === 'auto' && confidence >= autoConfidence ? 'auto' : 'pending',
      reasons: [...claim.reasons, agrees ? 'vote-agrees' : 'vote-differs'],
    })
  }
  result.added = added.length
  const all = [...claims.map((claim) => changed.get(claim.id) ?? claim), ...added]
  return { ...result, claims: all.sort((a, b) => a.start - b.start || a.end - b.end) }
}

const voted = (vote: Vote): Claim => ({
  ...blankClaim,
  ...vote,
  // The same number in another reading is the same claim: kind and place, apart from the reader's own ids.
  id: `quantity-${vote.start}-${vote.end}-vote`,
  kind: 'quantity',
  bound: vote.bound ?? 'eq',
  confidence: alone,
  reasons: ['vote-alone'],
  status: 'pending',
})
