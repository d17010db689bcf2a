import { afterEach, describe, expect, test } from 'vitest'
import { stores } from '../../test/support/stores.ts'
import type { Store } from '../store/store.ts'
import { batchFiles, batchRows, beginNextFile, cancelBatch, openBatch, retryBatch, takeFile } from './batches.ts'
import { maxSourceBytes } from './limits.ts'
import { listDocuments } from './queries.ts'
import { type ReadingRunner, startReading } from './reading.ts'
import { receiveDocument } from './receive.ts'

const as = { workspaceId: 'w1', personId: 'p1', operation: 'test' }
const at = '2026-11-23T10:00:00.000Z'
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const runners: ReadingRunner[] = []
afterEach(async () => {
  for (const runner of runners.splice(0)) await runner.close()
})
const run = (store: Store): ReadingRunner => {
  const runner = startReading(store, { workspaceId: 'w1', personId: 'p1', pollMs: 60_000 })
  runners.push(runner)
  return runner
}

const open = (store: Store, name: string, sizes: readonly number[]) =>
  store.write(as, async (db) => {
    const files = sizes.map((bytes, i) => ({ name: `${name}/${i + 1}.txt`, bytes }))
    return (await openBatch(db, { ...as, at, name, files, skipped: 0 })).id
  })
const send = (store: Store, id: string, number: number, bytes: Uint8Array) =>
  store.write(as, (db) => takeFile(db, { workspaceId: 'w1', id, number, bytes }))
const cancel = (store: Store, id: string) => store.write(as, (db) => cancelBatch(db, { ...as, at, id }))
const begin = (store: Store) => store.write(as, (db) => beginNextFile(db, 'w1'))
const show = async (store: Store, id: string) =>
  store.read(as, async (db) => ({
    batch: (await batchRows(db, 'w1', { id, limit: 1 }))[0]!,
    files: (await batchFiles(db, 'w1', { id, limit: 100, offset: 0, lang: 'zh-CN' })).files,
  }))
const names = (store: Store) =>
  store.read(as, async (db) =>
    (await listDocuments(db, 'w1', { limit: 100, offset: 0, lang: 'zh-CN' })).documents.map((row) => row.name),
  )
const waitingBytes = (store: Store) =>
  store.read(as, async (db) => (await db.selectFrom('batch_bytes').select('number').execute()).length)

describe.each(stores)('batches on $name', ({ open: openStore }) => {
  test('are read file by file, each with its state and the reason when it could not be read', async () => {
    const store = await openStore()
    const texts = ['2024年产值502亿元。', '2023年产值300亿元。', '', '同样的页。', '同样的页。']
    const zip = new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, ...new Array(60).fill(7)])
    const bytes = [...texts.map(utf8), zip]
    const id = await open(
      store,
      '材料',
      bytes.map((one) => one.byteLength),
    )
    for (const [i, one] of bytes.entries()) if (one.byteLength > 0) await send(store, id, i + 1, one)
    expect((await show(store, id)).batch).toMatchObject({ files: 6, waiting: 5, refused: 1, read: 0, done: false })
    await run(store).drain()
    const { batch, files } = await show(store, id)
    expect(batch).toMatchObject({ read: 4, failed: 1, refused: 1, already: 1, waiting: 0, done: true, current: null })
    expect(files.map((file) => file.state)).toEqual(['read', 'read', 'refused', 'read', 'read', 'failed'])
    expect(files[2]!.problem).toContain('空的')
    expect(files[5]!.problem).toMatch(/\p{Script=Han}/u)
    expect(files[4]).toMatchObject({ already: true, documentId: files[3]!.documentId })
    expect(await waitingBytes(store)).toBe(0)
    expect(await store.write(as, (db) => retryBatch(db, 'w1', id))).toEqual({ queued: 1 })
    expect((await show(store, id)).batch).toMatchObject({ reading: 1, failed: 0, done: false })
  })

  test('cancelled: what has not begun is taken back, nothing is half kept, what has begun is read', async () => {
    const store = await openStore()
    const id = await open(store, '材料', [10, 10, 10, 10])
    for (const number of [1, 2, 3]) await send(store, id, number, utf8(`第${number}页产值${number}亿元。`))
    await begin(store)
    expect(await cancel(store, id)).toEqual({ takenBack: 3 })
    expect(await cancel(store, id)).toEqual({ takenBack: 0 })
    await expect(send(store, id, 4, utf8('第4页'))).rejects.toMatchObject({ code: 'batch-cancelled', status: 409 })
    await run(store).drain()
    const { batch, files } = await show(store, id)
    expect(batch).toMatchObject({ read: 1, cancelled: 3, done: true, cancelledBy: '链办' })
    expect(files.map((file) => file.documentId !== null)).toEqual([true, false, false, false])
    expect(await names(store)).toEqual(['材料/1.txt'])
    expect(await waitingBytes(store)).toBe(0)
  })

  test('two at once take turns, and what a person adds singly goes before both', async () => {
    const store = await openStore()
    const first = await open(store, '甲', [9, 9, 9])
    for (const number of [1, 2, 3]) await send(store, first, number, utf8(`甲${number}`))
    await begin(store)
    const second = await open(store, '乙', [9, 9])
    for (const number of [1, 2]) await send(store, second, number, utf8(`乙${number}`))
    for (let i = 0; i < 4; i++) expect(await begin(store)).toBe(true)
    expect(await begin(store)).toBe(false)
    expect((await names(store)).reverse()).toEqual(['甲/1.txt', '乙/1.txt', '甲/2.txt', '乙/2.txt', '甲/3.txt'])
    expect((await show(store, second)).batch).toMatchObject({ reading: 2, done: false })
  })

  test('survive a runner that stops: the next one goes on where it was', async () => {
    const store = await openStore()
    const id = await open(store, '材料', new Array(12).fill(20))
    for (let number = 1; number <= 12; number++) await send(store, id, number, utf8(`第${number}页产值${number}亿元。`))
    const first = run(store)
    for (let tries = 0; (await show(store, id)).batch.read < 2; tries++) {
      if (tries > 1000) throw new Error('never read two')
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await first.close()
    const between = (await show(store, id)).batch
    expect(between.read).toBeLessThan(12)
    await run(store).drain()
    expect((await show(store, id)).batch).toMatchObject({ read: 12, failed: 0, done: true })
  })

  test('a file sent twice is taken once; limits, strange numbers and other batches are refused', async () => {
    const store = await openStore()
    const id = await open(store, '材料', [9, maxSourceBytes + 1])
    expect(await send(store, id, 1, utf8('甲'))).toEqual({ taken: true })
    expect(await send(store, id, 1, utf8('乙'))).toEqual({ taken: false })
    expect((await show(store, id)).files[1]).toMatchObject({ state: 'refused' })
    await expect(send(store, id, 3, utf8('甲'))).rejects.toMatchObject({ code: 'batch-file-unknown', status: 404 })
    await expect(send(store, 'batch_none', 1, utf8('甲'))).rejects.toMatchObject({ code: 'batch-unknown' })
    const other = { ...as, workspaceId: 'w2' }
    expect(await store.read(other, (db) => batchRows(db, 'w2', { limit: 5 }))).toEqual([])
    expect(await store.read(other, (db) => db.selectFrom('batch_bytes').selectAll().execute())).toEqual([])
    await expect(
      store.write(other, (db) => takeFile(db, { workspaceId: 'w2', id, number: 1, bytes: utf8('甲') })),
    ).rejects.toMatchObject({ code: 'batch-unknown' })
  })

  test('a single document received while a batch waits is read first', async () => {
    const store = await openStore()
    const id = await open(store, '材料', [9, 9])
    for (const number of [1, 2]) await send(store, id, number, utf8(`第${number}页产值${number}亿元。`))
    await store.write(as, (db) =>
      receiveDocument(db, { workspaceId: 'w1', personId: 'p1', at, name: '单独.txt', bytes: utf8('单独的页。') }),
    )
    await run(store).drain()
    const read = await store.read(as, (db) =>
      db
        .selectFrom('document_reading as r')
        .innerJoin('document as d', 'd.id', 'r.document_id')
        .select('d.name')
        .orderBy('r.read_at')
        .orderBy('r.id')
        .execute(),
    )
    expect(read.map((row) => row.name)).toEqual(['单独.txt', '材料/1.txt', '材料/2.txt'])
  })
})
