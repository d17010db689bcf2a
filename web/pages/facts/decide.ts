import { useState } from 'react'
import type { ClaimRow } from '../../../src/sources/schema.ts'
import { OperationError, useAct } from '../../client.ts'
import { useMay } from '../../shell/shell.tsx'
import type { Edits } from './draft.ts'

export type Verdict = 'accept' | 'edit' | 'reject' | 'reopen'

/** What came of the last decision made here. */
export type Outcome =
  | { kind: 'done'; verdict: Verdict; claim: ClaimRow }
  | { kind: 'failed'; verdict: Verdict; claim: ClaimRow; error: OperationError }

export interface Deciding {
  /** False when the reader's role may only look. */
  may: boolean
  busy: ReadonlySet<string>
  outcome: Outcome | null
  /** Sends a decision with the count of decisions the person has seen; true when it was taken. */
  decide(claim: ClaimRow, verdict: Verdict, more?: { edits?: Edits; reason?: string }): Promise<boolean>
  dismiss(): void
}

/** True when the claim cannot be accepted as it stands and a person has to fill in what it lacks. */
export const wantsEdit = (outcome: Outcome | null): boolean =>
  outcome?.kind === 'failed' && outcome.verdict === 'accept' && outcome.error.status === 422

/** Deciding on claims from any page that shows them; every answer on screen is asked again afterwards. */
export const useDeciding = (): Deciding => {
  const act = useAct('facts.decide')
  const may = useMay('facts.decide')
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set())
  return {
    may,
    busy,
    outcome,
    dismiss: () => setOutcome(null),
    decide: async (claim, verdict, more = {}) => {
      setBusy((before) => new Set(before).add(claim.id))
      try {
        const { reason, edits } = more
        const done = await act.mutateAsync({
          claimId: claim.id,
          verdict,
          seen: claim.decisions,
          ...(edits ? { edits } : {}),
          ...(reason ? { reason } : {}),
        })
        setOutcome({ kind: 'done', verdict, claim: done.claim })
        return true
      } catch (error) {
        if (!(error instanceof OperationError)) throw error
        setOutcome({ kind: 'failed', verdict, claim, error })
        return false
      } finally {
        setBusy((before) => {
          const after = new Set(before)
          after.delete(claim.id)
          return after
        })
      }
    },
  }
}

/** What may still be decided about a claim as it stands. */
export const verdictsFor = (standing: ClaimRow['standing']): readonly Verdict[] =>
  standing === 'pending' || standing === 'auto' ? ['accept', 'edit', 'reject'] : ['reopen']
