import type { Claim } from './claim.ts'

/** A claim before it has its place among the others: `id` and `status` are given when the reading is put together. */
export type Draft = Omit<Claim, 'id' | 'status'> & { id?: string; status?: Claim['status'] }

/** Above this confidence a claim counts as read without a person looking; set so that such claims are right (see docs/engines). */
export const autoConfidence = 0.85

/**
 * Claims in page order with ids made of kind and place (quantity-732-752), the same on every reading of the same bytes, so that
 * decisions find their claim again. Drops a claim whose quote is not the text at its offsets; a claim said twice stays once.
 */
export const settle = (raw: string, drafts: readonly Draft[]): Claim[] => {
  const claims: Claim[] = []
  const seen = new Map<string, number>()
  const same = new Set<string>()
  const sorted = [...drafts].sort(
    (a, b) => a.start - b.start || a.end - b.end || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0),
  )
  for (const draft of sorted) {
    if (draft.start < 0 || draft.end <= draft.start || raw.slice(draft.start, draft.end) !== draft.quote) continue
    const content = JSON.stringify([
      draft.kind,
      draft.start,
      draft.end,
      draft.value,
      draft.valueTo,
      draft.unit,
      draft.subject,
      draft.measure,
    ])
    if (same.has(content)) continue
    same.add(content)
    const at = `${draft.kind}-${draft.start}-${draft.end}`
    const n = (seen.get(at) ?? 0) + 1
    seen.set(at, n)
    claims.push({
      ...draft,
      id: n === 1 ? at : `${at}-${n}`,
      status: draft.status ?? (draft.confidence >= autoConfidence ? 'auto' : 'pending'),
    })
  }
  return claims
}
