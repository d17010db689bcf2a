import { KnownError } from '../base/errors.ts'
import { newId } from '../base/id.ts'
import { findPlaces } from '../base/region.ts'
import { claimRowById } from '../sources/claims.ts'
import { proposeLike } from '../sources/corrections.ts'
import { afterDecision, type Verdict } from '../sources/rules.ts'
import type { ClaimRow } from '../sources/schema.ts'
import type { Write } from '../store/transaction.ts'
import { decisionsOn } from './queries.ts'
import { recordFact, withdrawWitness } from './record.ts'
import { checkEdited, completeClaim, decidedMeanwhile, noSuchClaim } from './rules.ts'

export interface Decision {
  workspaceId: string
  personId: string
  at: string
  claimId: string
  verdict: Verdict
  /** How many decisions the person had seen. */
  seen: number
  reason?: string | undefined
  edits?: Record<string, unknown> | undefined
}

const statedEdits = (decision: Decision): Record<string, unknown> | null => {
  const stated = Object.fromEntries(Object.entries(decision.edits ?? {}).filter(([, value]) => value !== undefined))
  const some = Object.keys(stated).length > 0
  if (decision.verdict !== 'edit') {
    if (!some) return null
    throw new KnownError(
      'edit-unasked',
      {
        zh: '带有修改内容的决定须为“修改”。请改用“修改”，或去掉修改内容。',
        en: 'A decision with edits must be an edit. Choose edit, or leave the edits out.',
      },
      { place: { field: 'edits' } },
    )
  }
  if (!some) {
    throw new KnownError(
      'edit-empty',
      {
        zh: '没有任何修改。请填写要改的内容，或直接采纳。',
        en: 'Nothing was changed. Fill in what to change, or accept the claim as it is.',
      },
      { place: { field: 'edits' } },
    )
  }
  if ('place' in stated) stated['placeCode'] = codeOf(stated['place'])
  return stated
}

/** The code of the place a person wrote: of the innermost place it names, none for a park or a cluster of places. */
const codeOf = (place: unknown): string | null => {
  const named = typeof place === 'string' ? findPlaces(place).at(-1) : undefined
  return named?.kind === 'region' ? named.region.code : null
}

/**
 * Appends a decision and brings what follows from it up to date: the claim's standing, and for a quantity the fact it
 * witnesses. Throws decided-meanwhile when someone was faster, claim-incomplete, edit-invalid or claim-unknown; then
 * nothing is written.
 */
export const decide = async (db: Write, decision: Decision): Promise<{ claim: ClaimRow; factId: string | null }> => {
  const { workspaceId, claimId, verdict, at } = decision
  const edits = statedEdits(decision)
  // The row two deciders meet at: the second waits here, and then sees that the count has moved.
  const before = await db
    .selectFrom('claim_standing')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('claim_id', '=', claimId)
    .forUpdate()
    .executeTakeFirst()
  if (before === undefined) throw noSuchClaim()
  if (before.decisions !== decision.seen) {
    throw decidedMeanwhile((await decisionsOn(db, workspaceId, claimId)).at(-1))
  }

  const after = afterDecision(before, verdict, edits)
  await db
    .insertInto('claim_decision')
    .values({
      workspace_id: workspaceId,
      id: newId('decision'),
      claim_id: claimId,
      version: before.version,
      number: before.decisions + 1,
      verdict,
      edits: edits === null ? null : JSON.stringify(edits),
      reason: decision.reason?.trim() || null,
      person_id: decision.personId,
      at,
    })
    .execute()
  await db
    .updateTable('claim_standing')
    .set({
      standing: after.standing,
      edits: after.edits === null ? null : JSON.stringify(after.edits),
      decisions: before.decisions + 1,
      // Opened again, it is judged by what the reader says today.
      version: verdict === 'reopen' ? before.newest : before.version,
      fact_id: null,
      proposal: null,
    })
    .where('workspace_id', '=', workspaceId)
    .where('claim_id', '=', claimId)
    .execute()
  await proposeLike(db, workspaceId, claimId)

  const claim = (await claimRowById(db, workspaceId, claimId))!
  await withdrawWitness(db, { workspaceId, claimId, at })
  if (claim.kind !== 'quantity' || (after.standing !== 'accepted' && after.standing !== 'edited')) {
    return { claim, factId: null }
  }
  if (after.standing === 'edited') checkEdited(claim)
  const said = completeClaim(claim)
  const { id: factId } = await recordFact(db, {
    ...said,
    workspaceId,
    personId: decision.personId,
    at,
    origin: 'claim',
    witness: { claimId },
  })
  await db
    .updateTable('claim_standing')
    .set({ fact_id: factId })
    .where('workspace_id', '=', workspaceId)
    .where('claim_id', '=', claimId)
    .execute()
  return { claim: { ...claim, factId }, factId }
}
