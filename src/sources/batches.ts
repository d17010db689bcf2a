import { sql } from 'kysely'
import { KnownError } from '../base/errors.ts'
import { newId } from '../base/id.ts'
import { inLang, type Lang, type Words } from '../base/lang.ts'
import type { Read, Write } from '../store/transaction.ts'
import { emptySource, maxSourceBytes, mostWaitingBytes, tooLarge } from './limits.ts'
import { queueReading, receiveDocument } from './receive.ts'
import type { BatchFileRow, BatchRow } from './schema.ts'

export interface NewBatch {
  workspaceId: string
  personId: string
  at: string
  name: string
  files: readonly { name: string; bytes: number }[]
  skipped: number
  published?: string | undefined
}

const rowsAtOnce = 1_000

/** The error of a file that can never be read, known by its size alone. */
const faultOfSize = (bytes: number): KnownError | null =>
  bytes === 0 ? emptySource() : bytes > maxSourceBytes ? tooLarge(bytes) : null

/** Opens a batch: its files are named before any of them is sent, so that what is still missing can be said at any time. */
export const openBatch = async (db: Write, batch: NewBatch): Promise<{ id: string }> => {
  const { workspaceId, personId, at, name, files, skipped, published } = batch
  const id = newId('batch')
  await db
    .insertInto('batch')
    .values({
      workspace_id: workspaceId,
      id,
      name: name.replaceAll('\0', ''),
      files: files.length,
      skipped,
      declared_published: published ?? null,
      opened_at: at,
      opened_by: personId,
      cancelled_at: null,
      cancelled_by: null,
      turn_at: at,
    })
    .execute()
  const rows = files.map((file, i) => {
    const fault = faultOfSize(file.bytes)
    return {
      workspace_id: workspaceId,
      batch_id: id,
      number: i + 1,
      name: file.name.replaceAll('\0', ''),
      bytes_count: file.bytes,
      state: fault === null ? ('expected' as const) : ('refused' as const),
      document_id: null,
      problem_code: fault?.code ?? null,
      problem: fault === null ? null : JSON.stringify(fault.words),
    }
  })
  for (let i = 0; i < rows.length; i += rowsAtOnce)
    await db
      .insertInto('batch_file')
      .values(rows.slice(i, i + rowsAtOnce))
      .execute()
  return { id }
}

export const noSuchBatch = (): KnownError =>
  new KnownError(
    'batch-unknown',
    {
      zh: '没有这一批。它可能在另一个工作区，请回到来源页查找。',
      en: 'There is no such batch. It may be in another workspace; look for it on the page of sources.',
    },
    { status: 404, place: { field: 'id' } },
  )

const noSuchFile = (number: number): KnownError =>
  new KnownError(
    'batch-file-unknown',
    {
      zh: `这一批没有第 ${number} 个文件。请用打开这一批时的文件顺序。`,
      en: `The batch has no file ${number}. Count the files as they were named when the batch was opened.`,
    },
    { status: 404, place: { field: 'number' } },
  )

const cancelled = (): KnownError =>
  new KnownError(
    'batch-cancelled',
    {
      zh: '这一批已经取消，不再收文件。要继续，请另开一批。',
      en: 'This batch was cancelled and takes no more files. Open another one to go on.',
    },
    { status: 409, place: { field: 'id' } },
  )

const fullForNow = (): KnownError =>
  new KnownError(
    'batch-waits',
    {
      zh: '等待阅读的文件太多，请等前面的读完再送；已送到的不会丢失。',
      en: 'Too many files wait to be read; send on when some of them are done. Nothing already sent is lost.',
    },
    { status: 429, place: { field: 'bytes' } },
  )

/** Locks the batch, so that a file cannot slip in behind its cancelling. */
const lockedBatch = async (db: Write, workspaceId: string, id: string) => {
  const batch = await db
    .selectFrom('batch')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (batch === undefined) throw noSuchBatch()
  return batch
}

/**
 * Takes the bytes of one file of a batch; it waits there for its turn. A file that is there already stays as it is.
 * Throws batch-unknown, batch-file-unknown, batch-cancelled, batch-waits, source-empty or source-too-large.
 */
export const takeFile = async (
  db: Write,
  { workspaceId, id, number, bytes }: { workspaceId: string; id: string; number: number; bytes: Uint8Array },
): Promise<{ taken: boolean }> => {
  const batch = await lockedBatch(db, workspaceId, id)
  if (batch.cancelled_at !== null) throw cancelled()
  const file = await db
    .selectFrom('batch_file')
    .select('state')
    .where('workspace_id', '=', workspaceId)
    .where('batch_id', '=', id)
    .where('number', '=', number)
    .executeTakeFirst()
  if (file === undefined) throw noSuchFile(number)
  if (file.state !== 'expected') return { taken: false }
  const fault = faultOfSize(bytes.byteLength)
  if (fault !== null) throw fault
  const { waiting } = await db
    .selectFrom('batch_bytes')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('bytes_count'), sql<number>`0`).as('waiting'))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  if (Number(waiting) + bytes.byteLength > mostWaitingBytes) throw fullForNow()
  await db
    .insertInto('batch_bytes')
    .values({ workspace_id: workspaceId, batch_id: id, number, bytes, bytes_count: bytes.byteLength })
    .execute()
  await db
    .updateTable('batch_file')
    .set({ state: 'waiting', bytes_count: bytes.byteLength })
    .where('workspace_id', '=', workspaceId)
    .where('batch_id', '=', id)
    .where('number', '=', number)
    .execute()
  return { taken: true }
}

/**
 * Takes back every file whose reading has not begun, bytes and all; what has begun is read to its end. Gives how many
 * were taken back; cancelling twice takes back none.
 */
export const cancelBatch = async (
  db: Write,
  { workspaceId, personId, at, id }: { workspaceId: string; personId: string; at: string; id: string },
): Promise<{ takenBack: number }> => {
  const batch = await lockedBatch(db, workspaceId, id)
  await db.deleteFrom('batch_bytes').where('workspace_id', '=', workspaceId).where('batch_id', '=', id).execute()
  const gone = await db
    .updateTable('batch_file')
    .set({ state: 'cancelled' })
    .where('workspace_id', '=', workspaceId)
    .where('batch_id', '=', id)
    .where('state', 'in', ['expected', 'waiting'])
    .returning('number')
    .execute()
  if (batch.cancelled_at === null) {
    await db
      .updateTable('batch')
      .set({ cancelled_at: at, cancelled_by: personId })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .execute()
  }
  return { takenBack: gone.length }
}

/** Puts the documents of a batch that could not be read back in the queue; gives how many. */
export const retryBatch = async (db: Write, workspaceId: string, id: string): Promise<{ queued: number }> => {
  await lockedBatch(db, workspaceId, id)
  const failed = await db
    .selectFrom('batch_file as f')
    .innerJoin('document as d', (join) =>
      join.onRef('d.workspace_id', '=', 'f.workspace_id').onRef('d.id', '=', 'f.document_id'),
    )
    .select('d.id')
    .distinct()
    .where('f.workspace_id', '=', workspaceId)
    .where('f.batch_id', '=', id)
    .where('d.state', '=', 'failed')
    .execute()
  for (const document of failed) await queueReading(db, workspaceId, document.id)
  return { queued: failed.length }
}

/**
 * Makes a document of the next waiting file, of the batch that has waited longest for a turn, so that batches share the
 * reader. False when no file waits. The runner calls it when no document waits: what a person adds singly goes first.
 */
export const beginNextFile = async (db: Write, workspaceId: string): Promise<boolean> => {
  const batch = await db
    .selectFrom('batch as b')
    .select(['b.id', 'b.opened_by', 'b.declared_published'])
    .where('b.workspace_id', '=', workspaceId)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('batch_file as f')
          .select('f.number')
          .whereRef('f.workspace_id', '=', 'b.workspace_id')
          .whereRef('f.batch_id', '=', 'b.id')
          .where('f.state', '=', 'waiting'),
      ),
    )
    .orderBy('b.turn_at')
    .orderBy('b.id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (batch === undefined) return false
  const file = await db
    .selectFrom('batch_file as f')
    .innerJoin('batch_bytes as b', (join) =>
      join
        .onRef('b.workspace_id', '=', 'f.workspace_id')
        .onRef('b.batch_id', '=', 'f.batch_id')
        .onRef('b.number', '=', 'f.number'),
    )
    .select(['f.number', 'f.name', 'b.bytes'])
    .where('f.workspace_id', '=', workspaceId)
    .where('f.batch_id', '=', batch.id)
    .where('f.state', '=', 'waiting')
    .orderBy('f.number')
    .limit(1)
    .executeTakeFirst()
  // Cancelled between the two looks.
  if (file === undefined) return true
  const { rows } = await sql<{ now: string }>`select clock_timestamp() as now`.execute(db)
  const received = await receiveDocument(db, {
    workspaceId,
    personId: batch.opened_by,
    at: rows[0]!.now,
    name: file.name,
    bytes: file.bytes,
    published: batch.declared_published ?? undefined,
  })
  await db
    .updateTable('batch_file')
    .set({ state: 'begun', document_id: received.id, already: received.already })
    .where('workspace_id', '=', workspaceId)
    .where('batch_id', '=', batch.id)
    .where('number', '=', file.number)
    .execute()
  await db
    .deleteFrom('batch_bytes')
    .where('workspace_id', '=', workspaceId)
    .where('batch_id', '=', batch.id)
    .where('number', '=', file.number)
    .execute()
  await db
    .updateTable('batch')
    .set({ turn_at: rows[0]!.now })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', batch.id)
    .execute()
  return true
}

/** The state a person sees: of the file until it is begun, of its document from then on. */
const progressOf = sql<BatchFileRow['state']>`case
  when f.state <> 'begun' then f.state
  when d.state in ('received', 'reading') then 'reading'
  else d.state end`

const files = (db: Read, workspaceId: string) =>
  db
    .selectFrom('batch_file as f')
    .leftJoin('document as d', (join) =>
      join.onRef('d.workspace_id', '=', 'f.workspace_id').onRef('d.id', '=', 'f.document_id'),
    )
    .where('f.workspace_id', '=', workspaceId)

/** Batches with their counts, the newest first; only the one of `id` when it is given. */
export const batchRows = async (
  db: Read,
  workspaceId: string,
  { id, limit }: { id?: string; limit: number },
): Promise<BatchRow[]> => {
  let query = db
    .selectFrom('batch as b')
    .leftJoin('person as p', (join) =>
      join.onRef('p.workspace_id', '=', 'b.workspace_id').onRef('p.id', '=', 'b.opened_by'),
    )
    .leftJoin('person as c', (join) =>
      join.onRef('c.workspace_id', '=', 'b.workspace_id').onRef('c.id', '=', 'b.cancelled_by'),
    )
    .where('b.workspace_id', '=', workspaceId)
  if (id !== undefined) query = query.where('b.id', '=', id)
  const batches = await query
    .select((eb) => [
      'b.id',
      'b.name',
      'b.files',
      'b.skipped',
      'b.opened_at',
      eb.fn.coalesce('p.name', 'b.opened_by').as('person'),
      'b.cancelled_at',
      eb.fn.coalesce('c.name', 'b.cancelled_by').as('canceller'),
    ])
    .orderBy('b.opened_at', 'desc')
    .orderBy('b.id', 'desc')
    .limit(limit)
    .execute()
  if (batches.length === 0) return []
  const ids = batches.map((batch) => batch.id)
  const counts = await files(db, workspaceId)
    .where('f.batch_id', 'in', ids)
    .select((eb) => [
      'f.batch_id',
      progressOf.as('state'),
      eb.fn.countAll<number>().as('count'),
      eb.fn.countAll<number>().filterWhere('f.already', '=', true).as('already'),
    ])
    .groupBy(['f.batch_id', progressOf])
    .execute()
  const current = await files(db, workspaceId)
    .where('f.batch_id', 'in', ids)
    .where('d.state', '=', 'reading')
    .select(['f.batch_id', 'f.name'])
    .orderBy('f.number')
    .execute()
  return batches.map((batch): BatchRow => {
    const own = counts.filter((row) => row.batch_id === batch.id)
    const count = (state: BatchFileRow['state']): number => own.find((row) => row.state === state)?.count ?? 0
    const [read, failed, refused, gone] = [count('read'), count('failed'), count('refused'), count('cancelled')]
    const done = read + failed + refused + gone
    return {
      id: batch.id,
      name: batch.name,
      person: batch.person,
      openedAt: batch.opened_at,
      cancelledAt: batch.cancelled_at,
      cancelledBy: batch.canceller,
      files: batch.files,
      skipped: batch.skipped,
      expected: count('expected'),
      waiting: count('waiting'),
      reading: count('reading'),
      read,
      failed,
      refused,
      cancelled: gone,
      already: own.reduce((sum, row) => sum + row.already, 0),
      done: done === batch.files,
      current: current.filter((row) => row.batch_id === batch.id).map((row) => row.name)[0] ?? null,
    }
  })
}

/** Files of a batch in their order, and how many there are in all. */
export const batchFiles = async (
  db: Read,
  workspaceId: string,
  {
    id,
    state,
    limit,
    offset,
    lang,
  }: {
    id: string
    state?: readonly BatchFileRow['state'][] | undefined
    limit: number
    offset: number
    lang: Lang
  },
): Promise<{ files: BatchFileRow[]; total: number }> => {
  let query = files(db, workspaceId).where('f.batch_id', '=', id)
  if (state?.length) query = query.where(progressOf, 'in', state)
  const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await query
    .select([
      'f.number',
      'f.name',
      'f.bytes_count',
      progressOf.as('state'),
      'f.already',
      'f.problem',
      'f.document_id',
      'd.problem as document_problem',
      'd.title',
    ])
    .orderBy('f.number')
    .limit(limit)
    .offset(offset)
    .execute()
  const say = (words: Words | null): string | null => (words === null ? null : inLang(words, lang))
  return {
    total,
    files: rows.map((row) => ({
      number: row.number,
      name: row.name,
      bytes: row.bytes_count,
      state: row.state,
      already: row.already,
      problem: say(row.problem ?? row.document_problem),
      documentId: row.document_id,
      title: row.title,
    })),
  }
}
