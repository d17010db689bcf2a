import { createHash } from 'node:crypto'
import { newId } from '../base/id.ts'
import type { Write } from '../store/transaction.ts'
import { emptySource, maxSourceBytes, tooLarge } from './limits.ts'

export interface NewDocument {
  workspaceId: string
  personId: string
  at: string
  name: string
  bytes: Uint8Array
  url?: string | undefined
  published?: string | undefined
  demo?: boolean | undefined
}

/**
 * Takes a document in, in state `received`. The same bytes are taken once: then `already` is true and the id is the
 * first one's, which is read again when its reading had failed. Throws source-empty or source-too-large.
 */
export const receiveDocument = async (
  db: Write,
  { workspaceId, personId, at, name, bytes, url, published, demo }: NewDocument,
): Promise<{ id: string; already: boolean }> => {
  if (bytes.byteLength === 0) throw emptySource()
  if (bytes.byteLength > maxSourceBytes) throw tooLarge(bytes.byteLength)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const id = newId('doc')
  const made = await db
    .insertInto('document')
    .values({
      workspace_id: workspaceId,
      id,
      // PostgreSQL keeps no NUL in a text, and a name needs none.
      name: name.replaceAll('\0', ''),
      sha256,
      bytes_count: bytes.byteLength,
      url: url ?? null,
      declared_published: published ?? null,
      demo: demo ?? false,
      received_at: at,
      received_by: personId,
      state: 'received',
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'sha256']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made !== undefined) {
    await db.insertInto('document_file').values({ workspace_id: workspaceId, document_id: id, bytes }).execute()
    return { id, already: false }
  }
  const first = await db
    .selectFrom('document')
    .select(['id', 'state'])
    .where('workspace_id', '=', workspaceId)
    .where('sha256', '=', sha256)
    .executeTakeFirstOrThrow()
  if (first.state === 'failed') await queueReading(db, workspaceId, first.id)
  return { id: first.id, already: true }
}

/** Puts a document back in the reading queue; false when there is none of that id. One being read is left to its runner. */
export const queueReading = async (db: Write, workspaceId: string, id: string): Promise<boolean> => {
  const queued = await db
    .updateTable('document')
    .set({
      state: 'received',
      progress: 0,
      problem: null,
      problem_code: null,
      attempts: 0,
      runner: null,
      lease_until: null,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('state', '<>', 'reading')
    .returning('id')
    .executeTakeFirst()
  if (queued !== undefined) return true
  const document = await db
    .selectFrom('document')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return document !== undefined
}
