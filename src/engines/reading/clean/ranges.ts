import type { Span } from '../claim.ts'

/** Sorted and without overlaps: where two spans cross, the earlier and larger one stays and the other is cut to what is left. */
export const disjoint = <T extends Span>(spans: readonly T[]): T[] => {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end)
  const out: T[] = []
  let at = 0
  for (const span of sorted) {
    const start = Math.max(span.start, at)
    if (start >= span.end) continue
    out.push({ ...span, start })
    at = span.end
  }
  return out
}

/** What is left of sorted, disjoint spans when the stretches of `cut` (sorted) are taken out of them. */
export const without = <T extends Span>(spans: readonly T[], cut: readonly Span[]): T[] => {
  if (cut.length === 0) return [...spans]
  const holes = disjoint(cut)
  const out: T[] = []
  let h = 0
  for (const span of spans) {
    let at = span.start
    while (h < holes.length && holes[h]!.end <= at) h++
    for (let k = h; k < holes.length && holes[k]!.start < span.end; k++) {
      const hole = holes[k]!
      if (hole.start > at) out.push({ ...span, start: at, end: hole.start })
      at = Math.max(at, hole.end)
    }
    if (at < span.end) out.push({ ...span, start: at })
  }
  return out
}

/** Questions about sorted spans, by binary search. */
export const covers = <T extends Span>(given: readonly T[]) => {
  const spans = disjoint(given)
  const firstEndingAfter = (at: number): T | undefined => {
    let low = 0
    let high = spans.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (spans[middle]!.end <= at) low = middle + 1
      else high = middle
    }
    return spans[low]
  }
  return {
    /** Whether any span shares a character with this one. */
    touches: ({ start, end }: Span): boolean => {
      const span = firstEndingAfter(start)
      return span !== undefined && span.start < end
    },
    /** The span that holds all of this one. */
    holds: ({ start, end }: Span): T | null => {
      const span = firstEndingAfter(start)
      return span !== undefined && span.start <= start && span.end >= end ? span : null
    },
  }
}
