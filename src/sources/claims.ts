import { sql } from 'kysely'
import { compare } from '../base/money.ts'
import type { ClaimKind } from '../engines/reading/claim.ts'
import type { Read } from '../store/transaction.ts'
import { quoteHolds } from './rules.ts'
import { type ClaimCursor, type ClaimField, type ClaimRow, claimFields } from './schema.ts'

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
  's.found',
  's.newest',
  's.version',
  's.proposal',
] as const

type Said = Record<ClaimField, string | null>

/** What a version of a claim says, field by field, as a row of the claim table has it. */
export const saidBy = (row: {
  value: string | null
  value_to: string | null
  unit: string | null
  bound: string | null
  measure: string | null
  subject: string | null
  modality: string | null
  period_from: string | null
  period_to: string | null
  period_precision: string | null
  place: string | null
}): Said => ({
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
  place: row.place,
})

const sameField = (field: ClaimField, a: string | null, b: string | null): boolean =>
  (field === 'value' || field === 'valueTo') && a !== null && b !== null ? compare(a, b) === 0 : a === b

/** The fields in which a reading says otherwise than `shown`, with what it says. */
export const differences = (shown: Partial<Said>, read: Said): { field: ClaimField; reader: string | null }[] =>
  claimFields.flatMap((field) => {
    const said = shown[field]
    return said === undefined || sameField(field, said, read[field]) ? [] : [{ field, reader: read[field] }]
  })

/** The rows of a `shownClaims` query as the doors show them, people's edits laid over what was read. */
export const claimRowsOf = async (
  db: Read,
  workspaceId: string,
  query: ReturnType<typeof shownClaims>,
): Promise<ClaimRow[]> => {
  const rows = await query.select([...columns]).execute()
  const today = await newestVersions(
    db,
    workspaceId,
    rows.filter((row) => row.decisions > 0).map((row) => ({ id: row.id, version: row.newest })),
  )
  const proposers = await proposersOf(
    db,
    workspaceId,
    rows.flatMap((row) => (row.proposal !== null && row.decisions === 0 ? [row.proposal] : [])),
  )
  return rows.map((row): ClaimRow => {
    const proposal = row.decisions === 0 ? row.proposal : null
    const claim: ClaimRow = {
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
      reasons: proposal === null ? row.reasons : [...row.reasons, 'corrected-before'],
      standing: row.standing,
      decisions: row.decisions,
      factId: row.fact_id,
      ...(row.edits as Partial<ClaimRow> | null),
      reader: null,
      proposal: null,
    }
    if (proposal !== null) {
      claim.proposal = {
        verdict: proposal.verdict,
        edits: (proposal.edits ?? {}) as Record<string, string | null>,
        person: proposers.people.get(proposal.personId) ?? proposal.personId,
        at: proposal.at,
        claimId: proposal.claimId,
        documentId: proposal.documentId,
        documentTitle: proposers.titles.get(proposal.documentId) ?? proposal.documentId,
      }
    }
    const read = today.get(row.id)
    if (read !== undefined) claim.reader = readerSays(claim, row.found, read)
    return claim
  })
}

/** Where the latest reading disagrees with what a person decided, or null. */
export const readerSays = (
  claim: Pick<ClaimRow, 'standing' | ClaimField>,
  found: boolean,
  read: { said: Said; reasons: string[] },
): ClaimRow['reader'] => {
  if (claim.standing === 'rejected') return found ? { found, differs: [], reasons: read.reasons } : null
  if (claim.standing !== 'edited' && claim.standing !== 'accepted') return null
  if (!found) return { found, differs: [], reasons: [] }
  const differs = differences(claim, read.said)
  return differs.length === 0 ? null : { found, differs, reasons: read.reasons }
}

const newestVersions = async (
  db: Read,
  workspaceId: string,
  wanted: readonly { id: string; version: number }[],
): Promise<Map<string, { said: Said; reasons: string[] }>> => {
  if (wanted.length === 0) return new Map()
  const rows = await db
    .selectFrom('claim as n')
    .selectAll('n')
    .where('n.workspace_id', '=', workspaceId)
    .where(
      sql<boolean>`(n.id, n.version) in (select w.id, w.version
        from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w (id text, version integer))`,
    )
    .execute()
  return new Map(rows.map((row) => [row.id, { said: saidBy(row), reasons: row.reasons }]))
}

const proposersOf = async (
  db: Read,
  workspaceId: string,
  proposals: readonly { personId: string; documentId: string }[],
): Promise<{ people: Map<string, string>; titles: Map<string, string> }> => {
  if (proposals.length === 0) return { people: new Map(), titles: new Map() }
  const people = await db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...new Set(proposals.map((one) => one.personId))])
    .execute()
  const documents = await db
    .selectFrom('document')
    .select((eb) => ['id', eb.fn.coalesce('title', 'name').as('title')])
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...new Set(proposals.map((one) => one.documentId))])
    .execute()
  return {
    people: new Map(people.map((one) => [one.id, one.name])),
    titles: new Map(documents.map((one) => [one.id, one.title])),
  }
}

/** The claims of the given ids that are shown, in the order of the ids. */
export const claimRowsById = async (db: Read, workspaceId: string, ids: readonly string[]): Promise<ClaimRow[]> => {
  if (ids.length === 0) return []
  const rows = await claimRowsOf(db, workspaceId, shownClaims(db, workspaceId).where('s.claim_id', 'in', ids))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** One claim as it is shown, or undefined. */
export const claimRowById = async (db: Read, workspaceId: string, id: string): Promise<ClaimRow | undefined> =>
  (await claimRowsById(db, workspaceId, [id]))[0]

/** Which claims of a document: those that begin in [from, to), of these kinds and standings, after a cursor. */
export interface ClaimsWanted {
  documentId: string
  from?: number | undefined
  to?: number | undefined
  kind?: readonly ClaimKind[] | undefined
  standing?: readonly ClaimRow['standing'][] | undefined
  after?: ClaimCursor | undefined
  limit: number
}

/**
 * Claims of one document in page order (where one lies in another, the outer first) and the cursor of the rest, null at
 * the end. A claim decided on in an earlier decoding of the file has no place in today's text and is left out; `text`
 * gives that text and is only asked when there is a claim to check (the review list still has it).
 */
export const claimsOfPage = async (
  db: Read,
  workspaceId: string,
  text: () => Promise<string>,
  wanted: ClaimsWanted,
): Promise<{ claims: ClaimRow[]; next: ClaimCursor | null }> => {
  const { documentId, from, to, kind, standing, after, limit } = wanted
  // Found by their place in the document and only then joined with their standing by its key: named on the standing as
  // well, the document would lead a planner without statistics through all of its claims for each of them.
  let query = shownClaims(db, workspaceId)
    .where('c.document_id', '=', documentId)
    .orderBy('c.quote_start')
    .orderBy('c.quote_end', 'desc')
    .orderBy('c.id')
    .limit(limit + 1)
  if (from !== undefined) query = query.where('c.quote_start', '>=', from)
  if (to !== undefined) query = query.where('c.quote_start', '<', to)
  if (kind?.length) query = query.where('c.kind', 'in', kind)
  if (standing?.length) query = query.where('s.standing', 'in', standing)
  if (after !== undefined)
    query = query
      .where('c.quote_start', '>=', after.start)
      .where((eb) =>
        eb.or([
          eb('c.quote_start', '>', after.start),
          eb('c.quote_end', '<', after.end),
          eb.and([eb('c.quote_end', '=', after.end), eb('c.id', '>', after.id)]),
        ]),
      )
  const rows = await claimRowsOf(db, workspaceId, query)
  const claims = rows.slice(0, limit)
  const last = claims.at(-1)
  const raw = claims.some((claim) => claim.decisions > 0) ? await text() : ''
  return {
    claims: claims.filter((claim) => claim.decisions === 0 || quoteHolds(raw, claim)),
    next: rows.length > limit && last !== undefined ? { start: last.start, end: last.end, id: last.id } : null,
  }
}

/** How many claims of each kind a document shows, and how many of them wait. */
export const tallyOf = (db: Read, workspaceId: string, documentId: string) =>
  db
    .selectFrom('claim_standing as s')
    .select((eb) => [
      's.kind',
      eb.fn.countAll<number>().as('claims'),
      eb.fn.countAll<number>().filterWhere('s.standing', '=', 'pending').as('pending'),
    ])
    .where('s.workspace_id', '=', workspaceId)
    .where('s.document_id', '=', documentId)
    .where((eb) => eb.or([eb('s.found', '=', true), eb('s.decisions', '>', 0)]))
    .groupBy('s.kind')
    .orderBy('s.kind')
    .execute()
