import { type SqlBool, sql } from 'kysely'
import { compare } from '../base/money.ts'
import type { ClaimKind } from '../engines/reading/claim.ts'
import { normalise } from '../engines/reading/script.ts'
import type { ClaimRecord } from '../store/tables/sources.ts'
import type { Read, Write } from '../store/transaction.ts'
import { differences, readerSays, saidBy } from './claims.ts'
import { type ClaimField, type ClaimRow, claimFields } from './schema.ts'

/** How many claims of one sentence are looked at when someone corrects one of them. */
const mostAlike = 500

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

const correctedClaims = (db: Read, workspaceId: string) =>
  db
    .selectFrom('claim_standing as ks')
    .innerJoin('claim as k', (join) =>
      join
        .onRef('k.workspace_id', '=', 'ks.workspace_id')
        .onRef('k.id', '=', 'ks.claim_id')
        .onRef('k.version', '=', 'ks.version'),
    )
    .innerJoin('claim_decision as e', (join) =>
      join
        .onRef('e.workspace_id', '=', 'ks.workspace_id')
        .onRef('e.claim_id', '=', 'ks.claim_id')
        .onRef('e.number', '=', 'ks.decisions'),
    )
    .where('ks.workspace_id', '=', workspaceId)
    .where('ks.standing', 'in', ['edited', 'rejected'])

const undecided = (db: Read, workspaceId: string) =>
  db
    .selectFrom('claim_standing as s')
    .innerJoin('claim as c', (join) =>
      join
        .onRef('c.workspace_id', '=', 's.workspace_id')
        .onRef('c.id', '=', 's.claim_id')
        .onRef('c.version', '=', 's.version'),
    )
    .where('s.workspace_id', '=', workspaceId)
    .where('s.decisions', '=', 0)
    .where('s.found', '=', true)

const asCorrected = async (query: ReturnType<typeof correctedClaims>): Promise<Corrected[]> => {
  const rows = await query
    .selectAll('k')
    .select(['ks.standing', 'ks.edits', 'e.person_id', 'e.at as decided_at'])
    .orderBy('e.at', 'desc')
    .execute()
  return rows.map((row) => ({
    claim: row,
    verdict: row.standing === 'rejected' ? 'reject' : 'edit',
    edits: row.edits,
    documentId: row.document_id,
    personId: row.person_id,
    at: row.decided_at,
  }))
}

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
  const sentencesHere = db
    .selectFrom('claim as h')
    .select('h.sentence_key')
    .where('h.workspace_id', '=', workspaceId)
    .where('h.document_id', '=', documentId)
  const corrections = await asCorrected(correctedClaims(db, workspaceId).where('k.sentence_key', 'in', sentencesHere))
  const keys = [...new Set(corrections.map((one) => one.claim.sentence_key))]
  const claims = await undecided(db, workspaceId)
    .selectAll('c')
    .select('s.proposal')
    .where('s.document_id', '=', documentId)
    .where((eb) =>
      eb.or([
        eb('s.proposal', 'is not', null),
        sql<SqlBool>`c.sentence_key in (select jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))`,
      ]),
    )
    .execute()
  await propose(
    db,
    workspaceId,
    claims.map(({ proposal, ...claim }) => ({ claim, proposal })),
    corrections,
  )
}

/** After a decision on a claim: proposes it to, or takes it back from, the undecided claims of the same sentence anywhere in the workspace. */
export const proposeLike = async (db: Write, workspaceId: string, claimId: string): Promise<void> => {
  const keys = db
    .selectFrom('claim as h')
    .innerJoin('claim_standing as hs', (join) =>
      join
        .onRef('hs.workspace_id', '=', 'h.workspace_id')
        .onRef('hs.claim_id', '=', 'h.id')
        .onRef('hs.version', '=', 'h.version'),
    )
    .select('h.sentence_key')
    .where('h.workspace_id', '=', workspaceId)
    .where('h.id', '=', claimId)
  const claims = await undecided(db, workspaceId)
    .selectAll('c')
    .select('s.proposal')
    .where('c.sentence_key', 'in', keys)
    .where('s.claim_id', '<>', claimId)
    .orderBy('c.id')
    .limit(mostAlike)
    .execute()
  if (claims.length === 0) return
  const corrections = await asCorrected(
    correctedClaims(db, workspaceId).where('k.sentence_key', 'in', keys).limit(mostAlike),
  )
  await propose(
    db,
    workspaceId,
    claims.map(({ proposal, ...claim }) => ({ claim, proposal })),
    corrections,
  )
}

/** A decision of a person beside what today's reading says. */
export interface Correction {
  claimId: string
  documentId: string
  documentTitle: string
  sha256: string
  published: string | null
  kind: ClaimKind
  quote: string
  sentence: string
  sentenceStart: number
  /** The unit the reader reads. */
  unit: string | null
  verdict: 'edit' | 'reject'
  /** Why the person decided so, in their words. */
  reason: string | null
  person: string
  at: string
  /** The fields the person set, with what the reader reads today. */
  fields: { field: ClaimField; person: string | null; reader: string | null }[]
  /** Whether today's reading has the claim at all. */
  found: boolean
  /** Whether it still says otherwise than the person. */
  differs: boolean
  /** The rules behind what the reader says today. */
  rules: string[]
}

/** The corrections that stand in a workspace, the newest first, each beside what the reader says today; at most `limit`. */
export const correctionsOf = async (db: Read, workspaceId: string, limit: number): Promise<Correction[]> => {
  const rows = await correctedClaims(db, workspaceId)
    .innerJoin('claim as n', (join) =>
      join
        .onRef('n.workspace_id', '=', 'ks.workspace_id')
        .onRef('n.id', '=', 'ks.claim_id')
        .onRef('n.version', '=', 'ks.newest'),
    )
    .innerJoin('document as d', (join) =>
      join.onRef('d.workspace_id', '=', 'ks.workspace_id').onRef('d.id', '=', 'ks.document_id'),
    )
    .leftJoin('person as p', (join) =>
      join.onRef('p.workspace_id', '=', 'e.workspace_id').onRef('p.id', '=', 'e.person_id'),
    )
    .selectAll('n')
    .select((eb) => [
      'ks.standing',
      'ks.edits',
      'ks.found',
      'e.reason as person_reason',
      'e.at as decided_at',
      eb.fn.coalesce('p.name', 'e.person_id').as('person'),
      eb.fn.coalesce('d.title', 'd.name').as('document_title'),
      eb.fn.coalesce('d.published', 'd.declared_published').as('published'),
      'd.sha256',
    ])
    .orderBy('e.at', 'desc')
    .orderBy('n.id')
    .limit(limit)
    .execute()
  return rows.map((row): Correction => {
    const edits = (row.edits ?? {}) as Record<string, string | null>
    const said = saidBy(row)
    const edited = claimFields.filter((field) => field in edits)
    const people = Object.fromEntries(edited.map((field) => [field, edits[field] ?? null]))
    const shown = { ...said, ...people } as Pick<ClaimRow, ClaimField>
    return {
      claimId: row.id,
      documentId: row.document_id,
      documentTitle: row.document_title,
      sha256: row.sha256,
      published: row.published,
      kind: row.kind,
      quote: row.quote,
      sentence: row.sentence,
      sentenceStart: row.sentence_start,
      unit: row.unit,
      verdict: row.standing === 'rejected' ? 'reject' : 'edit',
      reason: row.person_reason,
      person: row.person,
      at: row.decided_at,
      fields: edited.map((field) => ({ field, person: people[field] ?? null, reader: said[field] })),
      found: row.found,
      differs: readerSays({ ...shown, standing: row.standing }, row.found, { said, reasons: row.reasons }) !== null,
      rules: row.reasons,
    }
  })
}
