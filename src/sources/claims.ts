import type { Read } from '../store/transaction.ts'
import type { ClaimRow } from './schema.ts'

/** Every claim that is shown: found by the latest reading, or decided on by a person. */
export const shownClaims = (db: Read, workspaceId: string) =>
  db
    .selectFrom('claim_standing as s')
    .innerJoin('claim as c', (join) =>
      join
        .onRef('c.workspace_id', '=', 's.workspace_id')
        .onRef('c.id', '=', 's.claim_id')
        .onRef('c.version', '=', 's.version'),
    )
    .innerJoin('document as d', (join) =>
      join.onRef('d.workspace_id', '=', 's.workspace_id').onRef('d.id', '=', 's.document_id'),
    )
    .where('s.workspace_id', '=', workspaceId)
    .where((eb) => eb.or([eb('s.found', '=', true), eb('s.decisions', '>', 0)]))

const columns = [
  'c.id',
  'c.document_id',
  'd.name as document_name',
  'd.title as document_title',
  'c.kind',
  'c.quote',
  'c.quote_start',
  'c.quote_end',
  'c.sentence',
  'c.sentence_start',
  'c.origin',
  'c.value',
  'c.value_to',
  'c.unit',
  'c.bound',
  'c.measure',
  'c.subject',
  'c.modality',
  'c.period_from',
  'c.period_to',
  'c.period_precision',
  'c.inferred',
  'c.place',
  'c.place_code',
  'c.items',
  'c.organisation',
  'c.attribution',
  'c.confidence',
  'c.reasons',
  's.standing',
  's.edits',
  's.decisions',
  's.fact_id',
] as const

/** The rows of a `shownClaims` query as the doors show them, people's edits laid over what was read. */
export const claimRowsOf = async (query: ReturnType<typeof shownClaims>): Promise<ClaimRow[]> => {
  const rows = await query.select([...columns]).execute()
  return rows.map((row) => ({
    id: row.id,
    documentId: row.document_id,
    documentTitle: row.document_title ?? row.document_name,
    kind: row.kind,
    quote: row.quote,
    start: row.quote_start,
    end: row.quote_end,
    sentence: row.sentence,
    sentenceStart: row.sentence_start,
    origin: row.origin,
    value: row.value,
    valueTo: row.value_to,
    unit: row.unit,
    bound: row.bound,
    measure: row.measure,
    subject: row.subject,
    modality: row.modality,
    from: row.period_from,
    to: row.period_to,
    precision: row.period_precision,
    inferred: row.inferred,
    place: row.place,
    placeCode: row.place_code,
    items: row.items,
    organisation: row.organisation,
    attribution: row.attribution,
    confidence: row.confidence,
    reasons: row.reasons,
    standing: row.standing,
    decisions: row.decisions,
    factId: row.fact_id,
    ...(row.edits as Partial<ClaimRow> | null),
  }))
}

/** The claims of the given ids that are shown, in the order of the ids. */
export const claimRowsById = async (db: Read, workspaceId: string, ids: readonly string[]): Promise<ClaimRow[]> => {
  if (ids.length === 0) return []
  const rows = await claimRowsOf(shownClaims(db, workspaceId).where('s.claim_id', 'in', ids))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** One claim as it is shown, or undefined. */
export const claimRowById = async (db: Read, workspaceId: string, id: string): Promise<ClaimRow | undefined> =>
  (await claimRowsById(db, workspaceId, [id]))[0]
