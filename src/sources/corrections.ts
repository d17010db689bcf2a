import { type SqlBool, sql } from 'kysely'
import { compare } from '../base/money.ts'
import { normalise } from '../engines/reading/script.ts'
import type { ClaimRecord } from '../store/tables/sources.ts'
import type { Read, Write } from '../store/transaction.ts'
import { differences, saidBy } from './claims.ts'
import { claimFields } from './schema.ts'

/** How many versions of claims of one sentence are looked at when someone corrects one of them. */
const mostAlike = 2_000

/** A claim that people corrected: the version they saw, what they made of it, and who. */
interface Corrected {
  claim: ClaimRecord
  verdict: 'edit' | 'reject'
  edits: Record<string, unknown> | null
  documentId: string
  personId: string
  at: string
}

interface Undecided {
  claim: ClaimRecord
  proposal: unknown
}

/** Letters and digits in one script: what quotes of one sentence share, however it is set on another page. */
const bare = (text: string): string =>
  normalise(text)
    .text.toLowerCase()
    .replace(/[^\p{L}\p{N}%]+/gu, '')

const placeInSentence = (claim: Pick<ClaimRecord, 'quote' | 'sentence' | 'sentence_start'>): string =>
  `${bare(claim.sentence.slice(0, claim.sentence_start)).length}|${bare(claim.quote)}`

const sameNumber = (a: string | null, b: string | null): boolean =>
  a === null || b === null ? a === b : compare(a, b) === 0

/**
 * What the correction would make of a claim of the same sentence: its edits as far as the reader reads here what it read
 * there, its rejection when it reads the same number and measure. Null where it has nothing to say.
 */
export const proposalFor = (
  claim: ClaimRecord,
  corrected: Corrected,
): { verdict: 'edit' | 'reject'; edits: Record<string, unknown> | null } | null => {
  const there = corrected.claim
  if (claim.id === there.id || claim.kind !== there.kind || placeInSentence(claim) !== placeInSentence(there))
    return null
  if (corrected.verdict === 'reject') {
    const same =
      sameNumber(claim.value, there.value) &&
      claim.unit === there.unit &&
      claim.measure === there.measure &&
      claim.subject === there.subject
    return same ? { verdict: 'reject', edits: null } : null
  }
  const here = saidBy(claim)
  const was = saidBy(there)
  const edits = corrected.edits ?? {}
  const fields = claimFields.filter((field) => {
    if (!(field in edits)) return false
    const to = edits[field] as string | null
    return differences({ [field]: was[field] }, here).length === 0 && differences({ [field]: to }, here).length > 0
  })
  if (fields.length === 0) return null
  return {
    verdict: 'edit',
    edits: Object.fromEntries(
      fields.flatMap((field) =>
        field === 'place'
          ? [
              ['place', edits['place']],
              ['placeCode', edits['placeCode'] ?? null],
            ]
          : [[field, edits[field]]],
      ),
    ),
  }
}

/** Corrected and undecided claims of some sentences, the newest correction first. */
interface Alike {
  corrections: Corrected[]
  undecided: Undecided[]
}

const listed = (texts: readonly string[]) => sql`(select jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb))`

/**
 * How the given claims stand: each in the version that is shown, if it is corrected or still undecided. One table at a
 * time, by keys at hand: joined in one statement, a database without statistics may pair every claim of a page with
 * every other.
 */
const standing = async (db: Read, workspaceId: string, claims: readonly ClaimRecord[]): Promise<Alike> => {
  if (claims.length === 0) return { corrections: [], undecided: [] }
  const byVersion = new Map(claims.map((claim) => [`${claim.id} ${claim.version}`, claim]))
  const rows = await db
    .selectFrom('claim_standing')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where(sql<SqlBool>`claim_id in ${listed([...new Set(claims.map((claim) => claim.id))])}`)
    .execute()
  const shown = rows.flatMap((row) => {
    const claim = byVersion.get(`${row.claim_id} ${row.version}`)
    return claim === undefined ? [] : [{ row, claim }]
  })
  const corrected = shown.filter(({ row }) => row.standing === 'edited' || row.standing === 'rejected')
  const decisions =
    corrected.length === 0
      ? []
      : await db
          .selectFrom('claim_decision')
          .select(['claim_id', 'number', 'person_id', 'at'])
          .where('workspace_id', '=', workspaceId)
          .where(sql<SqlBool>`claim_id in ${listed(corrected.map(({ claim }) => claim.id))}`)
          .execute()
  const decided = new Map(decisions.map((one) => [`${one.claim_id} ${one.number}`, one]))
  return {
    corrections: corrected
      .flatMap(({ row, claim }): Corrected[] => {
        const last = decided.get(`${claim.id} ${row.decisions}`)
        if (last === undefined) return []
        return [
          {
            claim,
            verdict: row.standing === 'rejected' ? 'reject' : 'edit',
            edits: row.edits,
            documentId: claim.document_id,
            personId: last.person_id,
            at: last.at,
          },
        ]
      })
      .sort((a, b) => (a.at < b.at ? 1 : -1)),
    undecided: shown
      .filter(({ row }) => row.decisions === 0 && row.found)
      .map(({ row, claim }) => ({ claim, proposal: row.proposal })),
  }
}

const claimsOf = (db: Read, workspaceId: string) =>
  db.selectFrom('claim').selectAll().where('workspace_id', '=', workspaceId)

/** Writes to each claim the newest correction of its sentence, or none; its standing becomes `pending` while one is proposed. */
const propose = async (
  db: Write,
  workspaceId: string,
  claims: readonly Undecided[],
  corrections: readonly Corrected[],
): Promise<void> => {
  const bySentence = Map.groupBy(corrections, (one) => one.claim.sentence_key)
  for (const { claim, proposal: before } of claims) {
    let proposal: string | null = null
    for (const corrected of bySentence.get(claim.sentence_key) ?? []) {
      const made = proposalFor(claim, corrected)
      if (made === null) continue
      const { documentId, personId, at } = corrected
      proposal = JSON.stringify({ claimId: corrected.claim.id, documentId, ...made, personId, at })
      break
    }
    if (proposal === null && before === null) continue
    await db
      .updateTable('claim_standing')
      .set({ proposal, standing: proposal === null ? claim.status : 'pending' })
      .where('workspace_id', '=', workspaceId)
      .where('claim_id', '=', claim.id)
      .where('decisions', '=', 0)
      .execute()
  }
}

/**
 * After a document was read: proposes what people decided about the same sentences elsewhere (or here, where the reader
 * now quotes otherwise than the claim they decided on). Nothing is applied; the claims wait with the reason `corrected-before`.
 */
export const proposeInDocument = async (db: Write, workspaceId: string, documentId: string): Promise<void> => {
  const proposed = await db
    .selectFrom('claim_standing')
    .select('claim_id as id')
    .where('workspace_id', '=', workspaceId)
    .where('document_id', '=', documentId)
    .where('proposal', 'is not', null)
    .execute()
  const corrected = await db
    .selectFrom('claim_standing')
    .select('claim_id as id')
    .where('workspace_id', '=', workspaceId)
    // Word for word the condition of the index claim_corrected.
    .where(sql<SqlBool>`standing in ('edited', 'rejected')`)
    .execute()
  if (proposed.length === 0 && corrected.length === 0) return
  const known = await claimsOf(db, workspaceId)
    .where(sql<SqlBool>`id in ${listed([...proposed, ...corrected].map(({ id }) => id))}`)
    .execute()
  const { corrections, undecided } = await standing(db, workspaceId, known)
  const keys = [...new Set(corrections.flatMap(({ claim }) => claim.sentence_key ?? []))]
  const alike =
    keys.length === 0
      ? []
      : await claimsOf(db, workspaceId)
          .where('document_id', '=', documentId)
          .where(sql<SqlBool>`sentence_key in ${listed(keys)}`)
          .execute()
  const here = await standing(db, workspaceId, alike)
  const both = new Map([...undecided, ...here.undecided].map((one) => [one.claim.id, one]))
  await propose(
    db,
    workspaceId,
    [...both.values()].filter(({ claim }) => claim.document_id === documentId),
    corrections,
  )
}

/** After a decision on a claim: proposes it to, or takes it back from, the undecided claims of the same sentence anywhere in the workspace. */
export const proposeLike = async (db: Write, workspaceId: string, claimId: string): Promise<void> => {
  const decided = await claimsOf(db, workspaceId).where('id', '=', claimId).execute()
  const keys = [...new Set(decided.flatMap((claim) => claim.sentence_key ?? []))]
  if (keys.length === 0) return
  const alike = await claimsOf(db, workspaceId)
    .where('sentence_key', 'in', keys)
    .orderBy('created_at', 'desc')
    .limit(mostAlike)
    .execute()
  const { corrections, undecided } = await standing(db, workspaceId, [...decided, ...alike])
  await propose(
    db,
    workspaceId,
    undecided.filter(({ claim }) => claim.id !== claimId),
    corrections,
  )
}
