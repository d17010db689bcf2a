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

/**
 * Drops the number that only counts a list (四大 in 正极、负极、隔膜、电解液四大关键材料): the list claim says it already. Numbers of
 * other things inside a list stay.
 */
export const withoutListCounts = (drafts: readonly Draft[]): Draft[] => {
  const lists = drafts.filter((d) => d.kind === 'list' && d.value !== null).sort((a, b) => a.end - b.end)
  return drafts.filter((draft) => {
    if (draft.kind !== 'quantity' || !/^[一二三四五六七八九十两]+大/.test(draft.quote)) return true
    let low = 0
    let high = lists.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (lists[middle]!.end < draft.end) low = middle + 1
      else high = middle
    }
    const list = lists[low]
    return !(list && list.start <= draft.start && list.value === draft.value)
  })
}
