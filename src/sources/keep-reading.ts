import { type Selectable, sql } from 'kysely'
import { KnownError } from '../base/errors.ts'
import { newId } from '../base/id.ts'
import type { Claim, Reading } from '../engines/reading/claim.ts'
import { sentenceKey } from '../engines/reading/copies.ts'
import type { Origin } from '../engines/reading/opened.ts'
import { originOf } from '../engines/reading/origins.ts'
import type { ClaimRecord, ClaimStandingTable, Standing, VoteRecord } from '../store/tables/sources.ts'
import type { Write } from '../store/transaction.ts'
import { keepCopies } from './copies.ts'
import { proposeInDocument } from './corrections.ts'
import { claimIdentity, ledgerDecimal, pairClaims, quoteHolds, readerVersion, sentenceAround } from './rules.ts'

/** Rows of one statement. */
const rowsAtOnce = 2_000

/** From so many rows on, plans made for a smaller table are given up first. */
const rowsThatMatter = 500

const publishedShape = /^\d{4}(-\d{2}(-\d{2})?)?$/

const originKeys = ['page', 'pageTo', 'sheet', 'cell', 'cellTo'] as const

/** What the reader said in a claim, without the ids and the sentence we cut around it. */
const content = (claim: ReturnType<typeof columnsOf>): string =>
  JSON.stringify([
    claim.value,
    claim.value_to,
    claim.unit,
    claim.bound,
    claim.measure,
    claim.subject,
    claim.modality,
    claim.period_from,
    claim.period_to,
    claim.period_precision,
    claim.inferred,
    claim.place,
    claim.place_code,
    claim.items,
    claim.organisation,
    claim.attribution,
    claim.confidence,
    claim.reasons,
    claim.status,
    // In one order: the database sorts the keys of an object its own way.
    originKeys.map((key) => claim.origin?.[key] ?? null),
  ])

const columnsOf = (claim: Claim, raw: string, origins: readonly Origin[]) => {
  const { sentence, at } = sentenceAround(raw, claim.start, claim.end)
  return {
    kind: claim.kind,
    quote: claim.quote,
    quote_start: claim.start,
    quote_end: claim.end,
    sentence,
    sentence_start: at,
    value: ledgerDecimal(claim.value),
    value_to: ledgerDecimal(claim.valueTo),
    unit: claim.unit,
    bound: claim.bound,
    measure: claim.measure,
    subject: claim.subject,
    modality: claim.modality,
    period_from: claim.from,
    period_to: claim.to,
    period_precision: claim.precision,
    inferred: claim.inferred,
    place: claim.place,
    place_code: claim.placeCode,
    items: claim.items ?? [],
    organisation: claim.organisation ?? null,
    attribution: claim.attribution ?? null,
    confidence: Math.min(1, Math.max(0, claim.confidence)),
    reasons: claim.reasons,
    status: claim.status,
    sentence_key: sentenceKey(sentence),
    origin: originOf(origins, claim),
  }
}

/**
 * Appends a reading to its document and marks it read: claims met before keep their identity and their decisions,
 * claims read otherwise than before get a new version, claims no longer found leave the list unless someone decided on
 * them. Returns how many claims were kept out because their quote does not stand at their place in the text.
 */
export const keepReading = async (
  db: Write,
  {
    workspaceId,
    documentId,
    reading,
    milliseconds,
    at,
    vote,
  }: {
    workspaceId: string
    documentId: string
    reading: Reading
    milliseconds: number
    at: string
    /** What came of a model's vote, when one was asked. */
    vote?: VoteRecord | undefined
  },
): Promise<{ misquoted: number }> => {
  if (reading.raw.includes('\0')) {
    throw new KnownError('source-binary', {
      zh: '文件里有文本不该有的空字符，看起来是二进制文件。请另存为 txt 或 html 再添加。',
      en: 'The file holds null characters, which no text has; it looks binary. Save it as txt or html and add it again.',
    })
  }
  const { document } = reading
  const published = document.published !== null && publishedShape.test(document.published) ? document.published : null
  const readingId = newId('reading')
  await db
    .insertInto('document_reading')
    .values({
      workspace_id: workspaceId,
      id: readingId,
      document_id: documentId,
      reader_version: readerVersion,
      raw: reading.raw,
      encoding: document.encoding,
      language: document.language,
      title: document.title,
      publisher: document.publisher,
      published,
      blocks: JSON.stringify(reading.blocks),
      set_asides: JSON.stringify(reading.setAside),
      format: document.format,
      origins: JSON.stringify(reading.origins),
      notices: JSON.stringify(reading.notices),
      read_at: at,
      milliseconds,
      vote: vote === undefined ? null : JSON.stringify(vote),
    })
    .execute()

  const sound = reading.claims.filter((claim) => quoteHolds(reading.raw, claim))
  await keepClaims(db, { workspaceId, documentId, readingId, at }, sound, reading)
  await proposeInDocument(db, workspaceId, documentId)

  await db
    .updateTable('document')
    .set({
      state: 'read',
      progress: 1,
      problem: null,
      problem_code: null,
      encoding: document.encoding,
      title: document.title,
      publisher: document.publisher,
      published,
      reading_id: readingId,
      set_aside_count: reading.setAside.length,
      runner: null,
      lease_until: null,
      attempts: 0,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', documentId)
    .execute()
  await keepCopies(db, { workspaceId, documentId }, reading.fingerprint)
  return { misquoted: reading.claims.length - sound.length }
}

interface Where {
  workspaceId: string
  documentId: string
  readingId: string
  at: string
}

type NewStanding = Selectable<ClaimStandingTable>

const keepClaims = async (
  db: Write,
  where: Where,
  claims: readonly Claim[],
  { raw, origins }: Pick<Reading, 'raw' | 'origins'>,
): Promise<void> => {
  const { workspaceId, documentId, readingId, at } = where
  const known = (await newestClaims(db, workspaceId, documentId)).map((record) => ({
    record,
    content: content(record),
    identity: claimIdentity({
      kind: record.kind,
      quote: record.quote,
      start: record.quote_start,
      end: record.quote_end,
    }),
  }))
  const found = claims.map((claim) => {
    const columns = columnsOf(claim, raw, origins)
    return { columns, content: content(columns), identity: claimIdentity(claim) }
  })
  const { pairs, lost } = pairClaims(known, found)

  const versions: ClaimRecord[] = []
  const standings: NewStanding[] = []
  const changed: { id: string; version: number; status: Standing; confidence: number }[] = []
  const again: string[] = []
  for (const pair of pairs) {
    const { columns } = pair.found
    const before = pair.known?.record
    const common = { workspace_id: workspaceId, document_id: documentId, reading_id: readingId, created_at: at }
    if (before === undefined) {
      const id = newId('claim')
      versions.push({ ...common, ...columns, id, version: 1 })
      standings.push({
        workspace_id: workspaceId,
        claim_id: id,
        document_id: documentId,
        kind: columns.kind,
        version: 1,
        newest: 1,
        found: true,
        standing: columns.status,
        edits: null,
        decisions: 0,
        confidence: columns.confidence,
        fact_id: null,
        proposal: null,
      })
    } else if (pair.known!.content !== pair.found.content) {
      versions.push({ ...common, ...columns, id: before.id, version: before.version + 1 })
      changed.push({
        id: before.id,
        version: before.version + 1,
        status: columns.status,
        confidence: columns.confidence,
      })
    } else if (!before.found) {
      again.push(before.id)
    }
  }
  await insertRows(db, 'claim', versions)
  await insertRows(db, 'claim_standing', standings)
  for (const claim of changed) {
    await db
      .updateTable('claim_standing')
      .set({ found: true, newest: claim.version })
      .where('workspace_id', '=', workspaceId)
      .where('claim_id', '=', claim.id)
      .execute()
    // What a person decided on stays as it was seen; the newer version waits until the claim is opened again.
    await db
      .updateTable('claim_standing')
      .set((eb) => ({
        version: claim.version,
        confidence: claim.confidence,
        standing: eb.case().when('decisions', '=', 0).then(claim.status).else(eb.ref('standing')).end(),
      }))
      .where('workspace_id', '=', workspaceId)
      .where('claim_id', '=', claim.id)
      .where('standing', 'in', ['pending', 'auto'])
      .execute()
  }
  await setFound(db, workspaceId, again, true)
  await setFound(
    db,
    workspaceId,
    lost.filter((claim) => claim.record.found).map((claim) => claim.record.id),
    false,
  )
}

/** Inserts whole rows, every column given. One JSON parameter a statement: a page of a million characters has tens of thousands of claims. */
const insertRows = async (
  db: Write,
  table: 'claim' | 'claim_standing',
  rows: readonly (ClaimRecord | NewStanding)[],
): Promise<void> => {
  // A foreign key is checked by a plan the connection keeps: made while the table it looks in was small it reads all of it,
  // for every row, however large it has become.
  if (rows.length >= rowsThatMatter) await sql`discard plans`.execute(db)
  // Named, in whatever order migrations added the columns.
  const columns = sql.join(Object.keys(rows[0] ?? {}).map((name) => sql.ref(name)))
  for (let i = 0; i < rows.length; i += rowsAtOnce) {
    const json = JSON.stringify(rows.slice(i, i + rowsAtOnce))
    await sql`insert into ${sql.table(table)} (${columns})
      select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${json}::jsonb)`.execute(db)
  }
}

const newestClaims = (
  db: Write,
  workspaceId: string,
  documentId: string,
): Promise<(ClaimRecord & { found: boolean })[]> =>
  db
    .selectFrom('claim_standing as s')
    .innerJoin('claim as c', (join) =>
      join
        .onRef('c.workspace_id', '=', 's.workspace_id')
        .onRef('c.id', '=', 's.claim_id')
        .onRef('c.version', '=', 's.newest'),
    )
    .selectAll('c')
    .select('s.found')
    .where('s.workspace_id', '=', workspaceId)
    .where('s.document_id', '=', documentId)
    .orderBy('c.id')
    .execute()

const setFound = async (db: Write, workspaceId: string, ids: readonly string[], found: boolean): Promise<void> => {
  for (let i = 0; i < ids.length; i += rowsAtOnce) {
    await db
      .updateTable('claim_standing')
      .set({ found })
      .where('workspace_id', '=', workspaceId)
      .where('claim_id', 'in', ids.slice(i, i + rowsAtOnce))
      .execute()
  }
}
