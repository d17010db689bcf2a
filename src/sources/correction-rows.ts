import type { ClaimKind } from '../engines/reading/claim.ts'
import type { Read } from '../store/transaction.ts'
import { readerSays, saidBy } from './claims.ts'
import { type ClaimField, type ClaimRow, claimFields } from './schema.ts'

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
