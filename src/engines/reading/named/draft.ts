import { blankClaim, type ClaimKind } from '../claim.ts'
import type { Draft } from '../claims.ts'
import { rawSpan, type View } from '../passage.ts'

/** A claim of `kind` on view units [start, end), with everything else that is given; fields that do not apply are null. */
export const draftOf = (
  kind: ClaimKind,
  raw: string,
  view: View,
  start: number,
  end: number,
  given: Partial<Draft> & { confidence: number },
): Draft => {
  const span = rawSpan(view, start, end)
  return {
    kind,
    quote: raw.slice(span.start, span.end),
    start: span.start,
    end: span.end,
    ...blankClaim,
    reasons: [],
    ...given,
  }
}
