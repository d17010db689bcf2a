import { type Selectable, sql } from 'kysely'
import { areCopies, type Fingerprint, likeness, marksOf, signatureBins } from '../engines/reading/copies.ts'
import type { DocumentSignatureTable } from '../store/tables/sources.ts'
import type { Write } from '../store/transaction.ts'

/** Candidates compared with one text: those that share the most marks. */
const mostCandidates = 100

const bytesOf = (signature: Uint32Array): Uint8Array => {
  const bytes = new DataView(new ArrayBuffer(signatureBins * 4))
  signature.forEach((value, i) => void bytes.setUint32(i * 4, value, true))
  return new Uint8Array(bytes.buffer)
}

const signatureOf = (bytes: Uint8Array): Uint32Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Uint32Array.from({ length: signatureBins }, (_, i) => view.getUint32(i * 4, true))
}

interface Where {
  workspaceId: string
  documentId: string
}

/**
 * Keeps what a text is recognised by and finds its copies among the documents read before. Copies are one cluster: the
 * one published first (else received first) stands for the text, the others say `copy_of` it. A document read otherwise
 * than before leaves its cluster when it no longer belongs there.
 */
export const keepCopies = async (db: Write, where: Where, fingerprint: Fingerprint): Promise<void> => {
  const { workspaceId, documentId } = where
  // Two readers of one text at the same moment would each miss the other's marks.
  await sql`select pg_advisory_xact_lock(hashtext(${`copies:${workspaceId}`}))`.execute(db)
  await keepSignature(db, where, fingerprint)

  const left = await db
    .selectFrom('document')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('copy_of', '=', documentId)
    .execute()
  const copies = await copiesOf(db, where, fingerprint)
  const cluster = new Set([documentId, ...(await clusterOf(db, workspaceId, copies))])
  await standFor(db, workspaceId, [...cluster])
  await standFor(
    db,
    workspaceId,
    left.map(({ id }) => id).filter((id) => !cluster.has(id)),
  )
}

const keepSignature = async (
  db: Write,
  { workspaceId, documentId }: Where,
  fingerprint: Fingerprint,
): Promise<void> => {
  for (const table of ['document_mark', 'document_signature'] as const)
    await db.deleteFrom(table).where('workspace_id', '=', workspaceId).where('document_id', '=', documentId).execute()
  await db
    .insertInto('document_signature')
    .values({
      workspace_id: workspaceId,
      document_id: documentId,
      sentences: JSON.stringify(fingerprint.sentences),
      sampled: fingerprint.sampled,
      length: fingerprint.length,
      minhash: bytesOf(fingerprint.signature),
    })
    .execute()
  await sql`insert into document_mark (workspace_id, kind, mark, document_id)
    select ${workspaceId}, kind, mark, ${documentId} from (${marked(fingerprint)}) m
    on conflict do nothing`.execute(db)
}

/** The marks of a fingerprint as rows (kind, mark); one JSON parameter, whatever their number. */
const marked = (fingerprint: Fingerprint) => {
  const { sentences, bands } = marksOf(fingerprint)
  const json = JSON.stringify([...sentences.map((mark) => ['s', mark]), ...bands.map((mark) => ['b', mark])])
  return sql<{ kind: 's' | 'b'; mark: number }>`
    select e ->> 0 as kind, (e ->> 1)::bigint as mark from jsonb_array_elements(${json}::jsonb) e`
}

type Candidate = Pick<
  Selectable<DocumentSignatureTable>,
  'document_id' | 'sentences' | 'sampled' | 'length' | 'minhash'
>

const copiesOf = async (db: Write, { workspaceId, documentId }: Where, fingerprint: Fingerprint): Promise<string[]> => {
  const { rows } = await sql<Candidate>`
    select s.document_id, s.sentences, s.sampled, s.length, s.minhash
    from (
      select d.document_id from document_mark d join (${marked(fingerprint)}) m on d.kind = m.kind and d.mark = m.mark
      where d.workspace_id = ${workspaceId} and d.document_id <> ${documentId}
      group by d.document_id order by count(*) desc, d.document_id limit ${sql.lit(mostCandidates)}
    ) c
    join document_signature s on s.workspace_id = ${workspaceId} and s.document_id = c.document_id`.execute(db)
  return rows
    .filter((row) =>
      areCopies(
        likeness(fingerprint, {
          sentences: row.sentences,
          sampled: row.sampled,
          length: row.length,
          signature: signatureOf(row.minhash),
        }),
      ),
    )
    .map((row) => row.document_id)
}

/** The documents with all that already stand for the same text as they do. */
const clusterOf = async (db: Write, workspaceId: string, ids: readonly string[]): Promise<string[]> => {
  if (ids.length === 0) return []
  const roots = db
    .selectFrom('document')
    .select((eb) => eb.fn.coalesce('copy_of', 'id').as('root'))
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', ids)
  const rows = await db
    .selectFrom('document')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where((eb) => eb.or([eb('id', 'in', roots), eb('copy_of', 'in', roots)]))
    .execute()
  return rows.map(({ id }) => id)
}

/** Lets the first published of the documents stand for all; one document stands for itself. */
const standFor = async (db: Write, workspaceId: string, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return
  const first = await db
    .selectFrom('document')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', ids)
    .orderBy(sql`coalesce(published, declared_published)`, (order) => order.asc().nullsLast())
    .orderBy('received_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow()
  await db
    .updateTable('document')
    .set((eb) => ({ copy_of: eb.case().when('id', '=', first.id).then(null).else(first.id).end() }))
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', ids)
    .where((eb) =>
      eb('copy_of', 'is distinct from', eb.case().when('id', '=', first.id).then(null).else(first.id).end()),
    )
    .execute()
}
