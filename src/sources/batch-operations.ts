import { z } from 'zod'
import { readOperation, writeOperation } from '../access/operation.ts'
import { insiders, keepers } from '../access/roles.ts'
import { KnownError } from '../base/errors.ts'
import { batchFiles, batchRows, cancelBatch, noSuchBatch, openBatch, retryBatch, takeFile } from './batches.ts'
import { mostBatchFiles } from './limits.ts'
import { batchFileRow, batchFileState, batchRow } from './schema.ts'

export const listBatches = readOperation({
  name: 'batches.list',
  title: { zh: '成批阅读', en: 'Batches' },
  summary: {
    zh: '成批送来的文件夹和各批的进度，最新在前。',
    en: 'Folders that came in as a whole and how far each is, newest first.',
  },
  who: insiders,
  input: z.object({ limit: z.int().min(1).max(100).default(20) }),
  output: z.object({ batches: z.array(batchRow) }),
  run: async ({ db, caller }, { limit }) => ({ batches: await batchRows(db, caller.workspaceId, { limit }) }),
})

export const showBatch = readOperation({
  name: 'batches.show',
  title: { zh: '看一批', en: 'Show a batch' },
  summary: {
    zh: '一批的进度，和其中每个文件到哪一步、为什么没有读成。',
    en: 'How far a batch is, and of each file where it is and why it was not read.',
  },
  who: insiders,
  input: z.object({
    id: z.string(),
    state: z.array(batchFileState).optional(),
    limit: z.int().min(1).max(5_000).default(200),
    offset: z.int().min(0).default(0),
  }),
  output: z.object({ batch: batchRow, files: z.array(batchFileRow), total: z.int() }),
  positional: ['id'],
  run: async ({ db, caller, lang }, input) => {
    const [batch] = await batchRows(db, caller.workspaceId, { id: input.id, limit: 1 })
    if (batch === undefined) throw noSuchBatch()
    return { batch, ...(await batchFiles(db, caller.workspaceId, { ...input, lang })) }
  },
})

export const startBatch = writeOperation({
  name: 'batches.open',
  title: { zh: '开一批', en: 'Open a batch' },
  summary: {
    zh: '登记一批文件的名称和大小，随后用 batches.send 逐个送来。',
    en: 'Names the files of a batch and their sizes; batches.send then brings them one by one.',
  },
  who: keepers,
  input: z.object({
    name: z.string().min(1).max(300),
    files: z
      .array(z.object({ name: z.string().min(1).max(300), bytes: z.int().min(0) }))
      .min(1)
      .max(mostBatchFiles),
    skipped: z.int().min(0).default(0),
    published: z.iso.date().optional(),
  }),
  output: z.object({ id: z.string() }),
  run: ({ db, caller, clock }, input) =>
    openBatch(db, {
      ...input,
      workspaceId: caller.workspaceId,
      personId: caller.personId,
      at: clock.now().toISOString(),
    }),
})

export const sendFile = writeOperation({
  name: 'batches.send',
  title: { zh: '送来一个文件', en: 'Send a file of a batch' },
  summary: {
    zh: '收下一批里的第几个文件，轮到时阅读；重复送同一个不会重读。',
    en: 'Takes one file of a batch by its number; it is read when its turn comes. Sending it twice changes nothing.',
  },
  who: keepers,
  input: z.object({
    id: z.string(),
    number: z.int().min(1),
    bytes: z.instanceof(Uint8Array<ArrayBufferLike>).optional(),
  }),
  output: z.object({ taken: z.boolean() }),
  unlogged: ['bytes'],
  upload: 'bytes',
  run: async ({ db, caller, wake }, { id, number, bytes }) => {
    if (bytes === undefined)
      throw new KnownError(
        'batch-no-bytes',
        { zh: '没有收到文件内容。请连同文件一起发送。', en: 'No content came with the request. Send the file along.' },
        { place: { field: 'bytes' } },
      )
    const taken = await takeFile(db, { workspaceId: caller.workspaceId, id, number, bytes })
    wake('reading')
    return taken
  },
})

export const stopBatch = writeOperation({
  name: 'batches.cancel',
  title: { zh: '取消一批', en: 'Cancel a batch' },
  summary: {
    zh: '还没开始读的文件全部收回，不留下半份；已经开始的读完。',
    en: 'Takes back every file whose reading has not begun and leaves nothing half kept; what has begun is read to its end.',
  },
  who: keepers,
  input: z.object({ id: z.string() }),
  output: z.object({ takenBack: z.int() }),
  positional: ['id'],
  run: ({ db, caller, clock }, { id }) =>
    cancelBatch(db, {
      workspaceId: caller.workspaceId,
      personId: caller.personId,
      at: clock.now().toISOString(),
      id,
    }),
})

export const retryFailed = writeOperation({
  name: 'batches.retry',
  title: { zh: '重试没读成的', en: 'Retry what failed' },
  summary: {
    zh: '把一批里没有读成的文件重新排队阅读。',
    en: 'Puts the files of a batch that could not be read back in the queue.',
  },
  who: keepers,
  input: z.object({ id: z.string() }),
  output: z.object({ queued: z.int() }),
  positional: ['id'],
  run: async ({ db, caller, wake }, { id }) => {
    const queued = await retryBatch(db, caller.workspaceId, id)
    wake('reading')
    return queued
  },
})
