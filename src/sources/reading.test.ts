import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, test } from 'vitest'
import { stores } from '../../test/support/stores.ts'
import type { Claim, Reading } from '../engines/reading/claim.ts'
import type { Store } from '../store/store.ts'
import { claimRowsOf, shownClaims } from './claims.ts'
import { installDemo, readDemo } from './demo.ts'
import { documentPageById, listDocuments } from './queries.ts'
import { ReaderThread } from './reader.ts'
import { outputClaim, sampleReading } from './reading.sample.ts'
import { type ReadingOptions, type ReadingRunner, startReading } from './reading.ts'
import { queueReading, receiveDocument } from './receive.ts'

const as = { workspaceId: 'w1', personId: 'p1', operation: 'test' }
const at = '2026-11-23T10:00:00.000Z'
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const runners: ReadingRunner[] = []
afterEach(async () => {
  for (const runner of runners.splice(0)) await runner.close()
})

const runOn = (store: Store, options: Partial<ReadingOptions> = {}): ReadingRunner => {
  const runner = startReading(store, { workspaceId: 'w1', personId: 'p1', pollMs: 60_000, ...options })
  runners.push(runner)
  return runner
}

const add = (store: Store, bytes: Uint8Array, name = '页.txt') =>
  store.write(as, (db) => receiveDocument(db, { ...as, at, name, bytes }))

const show = async (store: Store, id: string, lang: 'zh-CN' | 'en' = 'zh-CN') =>
  (await store.read(as, (db) => documentPageById(db, 'w1', id, lang)))!

/** A thread that does what a test needs a reader to do wrong, or answers with a reading given beforehand. */
const thread = (body: string, data?: unknown) =>
  new ReaderThread(
    () =>
      new Worker(
        `const { parentPort, workerData } = require('node:worker_threads')
         parentPort.on('message', ({ id, bytes }) => { parentPort.postMessage({ id, kind: 'started' }); ${body} })`,
        { eval: true, execArgv: [], workerData: data, resourceLimits: { maxOldGenerationSizeMb: 64 } },
      ),
  )

const answering = (reading: Reading) =>
  thread("parentPort.postMessage({ id, kind: 'read', reading: workerData, milliseconds: 1 })", reading)

const untilState = async (store: Store, id: string, state: string): Promise<void> => {
  for (let tries = 0; (await show(store, id)).state !== state; tries++) {
    if (tries > 400) throw new Error(`never became ${state}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

describe.each(stores)('reading on $name', ({ open }) => {
  test('a page is read outside any transaction and shown with its text, blocks and claims', async () => {
    const store = await open()
    const raw = '中新社郴州1月20日电 2024年，郴州市锂电新能源产业产值788.97亿元，同比增长57.16%。（完）'
    const { id } = await add(store, utf8(raw))
    expect(await show(store, id)).toMatchObject({ state: 'received', raw: '', claimRows: [], claims: 0 })
    await runOn(store).drain()
    const page = await show(store, id)
    expect(page).toMatchObject({
      state: 'read',
      progress: 1,
      problem: null,
      raw,
      bytes: utf8(raw).byteLength,
      receivedAt: at,
      receivedBy: '链办',
    })
    expect(page.encoding?.toLowerCase()).toContain('utf-8')
    expect(page.blocks.length).toBeGreaterThan(0)
    const claim = page.claimRows.find((row) => row.quote.startsWith('788.97'))!
    expect(claim).toMatchObject({ kind: 'quantity', value: '78897000000', unit: 'CNY' })
    expect(claim.sentence).toContain('同比增长')
    for (const row of page.claimRows) {
      expect(raw.slice(row.start, row.end)).toBe(row.quote)
      expect(row.sentence.slice(row.sentenceStart, row.sentenceStart + row.quote.length)).toBe(row.quote)
    }
    expect(page.claims).toBe(page.claimRows.length)
  })

  test('the same bytes are taken once', async () => {
    const store = await open()
    const first = await add(store, utf8('产值502亿元。'))
    expect(first.already).toBe(false)
    expect(await add(store, utf8('产值502亿元。'), '另一个名字.txt')).toEqual({ id: first.id, already: true })
    const both = await Promise.all([add(store, utf8('甲')), add(store, utf8('甲'))])
    expect(new Set(both.map((one) => one.id)).size).toBe(1)
    const { total } = await store.read(as, (db) => listDocuments(db, 'w1', { limit: 10, offset: 0, lang: 'en' }))
    expect(total).toBe(2)
  })

  test('an empty file and one over 20 MB are refused with what to do', async () => {
    const store = await open()
    await expect(add(store, new Uint8Array(0))).rejects.toMatchObject({ code: 'source-empty' })
    await expect(add(store, new Uint8Array(20 * 1024 * 1024 + 1))).rejects.toMatchObject({
      code: 'source-too-large',
      status: 413,
    })
  })

  test('GB18030, Big5 and UTF-16 pages are read as what they are', async () => {
    const store = await open()
    const text = '2023年郴州市锂电新能源产业产值502亿元，比上年增长。'
    const utf16 = new Uint8Array([0xff, 0xfe, ...new Uint8Array(Buffer.from(text, 'utf16le'))])
    const gb18030 = await encoded('gb18030', text)
    const traditional = '2023年郴州市鋰電新能源產業產值502億元，比上年增長。'
    const big5 = await encoded('big5', traditional)
    const cases = [
      [utf16, text],
      [gb18030, text],
      [big5, traditional],
    ] as const
    const ids: string[] = []
    for (const [bytes] of cases) ids.push((await add(store, bytes)).id)
    await runOn(store).drain()
    for (const [i, [, expected]] of cases.entries()) {
      const page = await show(store, ids[i]!)
      expect(page).toMatchObject({ state: 'read', raw: expected })
      expect(page.claimRows.map((row) => row.value)).toContain('50200000000')
    }
  })

  test('a zip and a binary stay listed with the reason, in both languages', async () => {
    const store = await open()
    const zip = await add(
      store,
      new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, ...new Array(60).fill(7)]),
      '包.txt',
    )
    const binary = await add(
      store,
      new Uint8Array(4096).map((_, i) => (i * 73) % 256),
      '程序.txt',
    )
    await runOn(store).drain()
    for (const { id } of [zip, binary]) {
      const page = await show(store, id)
      expect(page.state).toBe('failed')
      expect(page.problem).toMatch(/\p{Script=Han}/u)
      expect((await show(store, id, 'en')).problem).toMatch(/^[^\p{Script=Han}]+$/u)
    }
  })

  test('a page without Chinese and a page with only comments are read and say nothing', async () => {
    const store = await open()
    const english = await add(store, utf8('Nothing of this page concerns the region.\nIt has no figures at all.\n'))
    const comments = await add(
      store,
      utf8(
        '网友评论更多\n48高安m\n我们为什么要努力呢？🔠🔡\n2024-11-06 20:56:50 推荐\n187****1028 回复 184****1281:第 41 届竞赛难吗？🔢来自井冈山\n157****2708:版本 3 在哪里下载？🔥来自聊城\n',
      ),
    )
    await runOn(store).drain()
    for (const { id } of [english, comments]) {
      const page = await show(store, id)
      expect(page.state).toBe('read')
      expect(page.claimRows.filter((row) => row.kind === 'quantity')).toEqual([])
    }
  })

  test('a page that takes for ever fails by itself, with the limit in its words, and the next one is read', async () => {
    const store = await open()
    const slow = await add(store, utf8('慢'))
    const fine = await add(store, utf8('快'))
    const reader = thread(
      "if (bytes[0] === workerData.slow[0] && bytes[1] === workerData.slow[1]) for (;;); parentPort.postMessage({ id, kind: 'read', reading: workerData.reading, milliseconds: 1 })",
      { slow: utf8('慢'), reading: sampleReading('快', []) },
    )
    await runOn(store, { reader, limitMs: 300 }).drain()
    expect(await show(store, slow.id)).toMatchObject({ state: 'failed', problem: expect.stringContaining('超过 1 秒') })
    expect(await show(store, fine.id)).toMatchObject({ state: 'read', raw: '快' })
  })

  test('a page that takes all memory, and one that breaks the reader, fail by themselves', async () => {
    const store = await open()
    const hungry = await add(store, utf8('多'))
    const errors: unknown[] = []
    const first = runOn(store, { reader: thread('const all = []; for (;;) all.push(new Array(1e5).fill({}))') })
    await first.drain()
    expect(await show(store, hungry.id)).toMatchObject({ state: 'failed', problem: expect.stringContaining('内存') })
    await first.close()
    const broken = await add(store, utf8('坏'))
    await runOn(store, { reader: thread("throw new Error('defect')"), onError: (error) => errors.push(error) }).drain()
    expect(await show(store, broken.id)).toMatchObject({ state: 'failed', problem: expect.stringContaining('出错') })
    expect(String((errors[0] as Error).cause)).toContain('defect')
  })

  test('a document its runner dropped is read again; one that keeps killing runners is given up', async () => {
    const store = await open()
    const { id } = await add(store, utf8('中断'))
    const stuck = runOn(store, { reader: thread('') })
    await untilState(store, id, 'reading')
    await stuck.close()
    expect(await show(store, id)).toMatchObject({ state: 'received', progress: 0 })

    // What a process killed in the middle leaves behind: `reading` in the name of a runner that is no more.
    const leftBehind = (attempts: number) =>
      store.write(as, (db) =>
        db
          .updateTable('document')
          .set({ state: 'reading', runner: 'runner_dead', lease_until: '2026-01-01T00:00:00Z', attempts })
          .where('id', '=', id)
          .execute(),
      )
    await leftBehind(1)
    const runner = runOn(store, { reader: answering(sampleReading('中断', [])) })
    await runner.drain()
    expect(await show(store, id)).toMatchObject({ state: 'read', raw: '中断' })
    await leftBehind(3)
    await runner.drain()
    expect(await show(store, id)).toMatchObject({ state: 'failed', problem: expect.stringContaining('3次') })
    await store.write(as, (db) => queueReading(db, 'w1', id))
    await runner.drain()
    expect((await show(store, id)).state).toBe('read')
  })

  test('two runners share the queue and read every page once', async () => {
    const store = await open()
    for (let i = 0; i < 8; i++) await add(store, utf8(`页${i}`))
    const options = () => ({ reader: answering(sampleReading('页', [])) })
    const [a, b] = [runOn(store, options()), runOn(store, options())]
    await Promise.all([a.drain(), b.drain()])
    const { documents } = await store.read(as, (db) => listDocuments(db, 'w1', { limit: 10, offset: 0, lang: 'en' }))
    expect(documents.map((document) => document.state)).toEqual(new Array(8).fill('read'))
    const readings = await store.read(as, (db) => db.selectFrom('document_reading').select('document_id').execute())
    expect(readings).toHaveLength(8)
  })

  test('another reading keeps the identity of claims and what people decided on them', async () => {
    const store = await open()
    const raw = '2023年产值502亿元，2024年产值788.97亿元，2025年有望突破1000亿元。'
    const { id } = await add(store, utf8(raw))
    const readAs = async (claims: Claim[]) => {
      await store.write(as, (db) => queueReading(db, 'w1', id))
      const runner = runOn(store, { reader: answering(sampleReading(raw, claims)) })
      await runner.drain()
      await runner.close()
      return (await show(store, id)).claimRows
    }
    const a = outputClaim(raw, '502亿元', 502e8, 2023)
    const b = outputClaim(raw, '788.97亿元', 788.97e8, 2024)
    const c = outputClaim(raw, '1000亿元', 1000e8, 2025)
    const first = await readAs([a, b, c])
    expect(first).toHaveLength(3)
    await store.write(as, async (db) => {
      for (const claim of first.slice(0, 2)) {
        await db
          .updateTable('claim_standing')
          .set({ standing: 'rejected', decisions: 1 })
          .where('claim_id', '=', claim.id)
          .execute()
      }
    })
    // The reader now says 2023 differently, no longer finds 2024, and says 2025 with more confidence.
    const second = await readAs([
      { ...a, subject: '电池产业' },
      { ...c, confidence: 0.9, status: 'auto' },
    ])
    expect(second.map((row) => row.id)).toEqual(first.map((row) => row.id))
    expect(second[0]).toMatchObject({ standing: 'rejected', subject: '锂电新能源产业', decisions: 1 })
    expect(second[1]).toMatchObject({ standing: 'rejected', value: '78897000000' })
    expect(second[2]).toMatchObject({ standing: 'auto', confidence: 0.9 })
    const third = await readAs([{ ...a, subject: '电池产业' }, b])
    expect(third.map((row) => row.quote)).toEqual(['502亿元', '788.97亿元'])
    const versions = await store.read(as, (db) => db.selectFrom('claim').select(['id', 'version']).execute())
    expect(versions).toHaveLength(5)
    const again = await readAs([{ ...a, subject: '电池产业' }, b, c])
    expect(again.map((row) => row.id)).toEqual(first.map((row) => row.id))
  })

  test('a claim that misquotes its page is kept out and reported', async () => {
    const store = await open()
    const raw = '产值502亿元'
    const { id } = await add(store, utf8(raw))
    const claim = outputClaim(raw, '502亿元', 502e8, 2023)
    const errors: unknown[] = []
    const reading = sampleReading(raw, [claim, { ...claim, start: 1, end: 6 }])
    await runOn(store, { reader: answering(reading), onError: (error) => errors.push(error) }).drain()
    expect(await show(store, id)).toMatchObject({ state: 'read', claims: 1 })
    expect(String(errors[0])).toContain('1 claims')
  })

  test('where a quote stands in its file, the format and what could not be read are kept and said', async () => {
    const store = await open()
    const raw = '产值502亿元\n产值803亿元'
    const { id } = await add(store, utf8(raw))
    const plain = sampleReading(raw, [
      outputClaim(raw, '502亿元', 502e8, 2023),
      outputClaim(raw, '803亿元', 803e8, 2024),
    ])
    const origins = [
      { start: 0, end: 7, page: 3 },
      { start: 8, end: 15, sheet: '产值', cell: 'B7' },
    ]
    const notices = [{ zh: '第2页没有文字。', en: 'Page 2 holds no text.' }]
    const first = runOn(store, { reader: answering(plain) })
    await first.drain()
    await first.close()
    const before = await show(store, id)
    expect(before).toMatchObject({ format: 'text', notice: null })
    expect(before.claimRows.map((row) => row.origin)).toEqual([null, null])
    await store.write(as, (db) => queueReading(db, 'w1', id))
    const reading = { ...plain, document: { ...plain.document, format: 'xlsx' as const }, origins, notices }
    await runOn(store, { reader: answering(reading) }).drain()
    const page = await show(store, id)
    expect(page).toMatchObject({ format: 'xlsx', notice: '第2页没有文字。' })
    expect((await show(store, id, 'en')).notice).toBe('Page 2 holds no text.')
    expect(page.claimRows.map((row) => row.origin)).toEqual([{ page: 3 }, { sheet: '产值', cell: 'B7' }])
    expect(page.claimRows.map((row) => row.id)).toEqual(before.claimRows.map((row) => row.id))
  })

  test('the demo pages are read, marked, and wait for review with the figures they were made of', async () => {
    const store = await open()
    const pages = await readDemo(fileURLToPath(new URL('../../packs/regions/chenzhou/demo', import.meta.url)))
    expect(pages.length).toBeGreaterThanOrEqual(2)
    const install = () => store.write(as, (db) => installDemo(db, { ...as, at, pages }))
    const ids = await install()
    expect(await install()).toEqual(ids)
    await runOn(store).drain()
    for (const id of ids) {
      const page = await show(store, id)
      expect(page).toMatchObject({ state: 'read', demo: true })
      expect(page.name).toContain('演示')
      expect(page.setAsides.length).toBeGreaterThan(0)
      const body = page.raw.search(/网友评论/)
      expect(page.claimRows.filter((row) => row.start > body)).toEqual([])
    }
    const claims = await store.read(as, (db) =>
      claimRowsOf(db, 'w1', shownClaims(db, 'w1').where('s.kind', '=', 'quantity')),
    )
    const values = new Set(claims.map((claim) => claim.value))
    for (const value of ['78897000000', '50200000000', '80000000000', '250000000000', '102803000000', '199']) {
      expect(values).toContain(value)
    }
    const shuffled = await show(store, ids[0]!)
    expect(shuffled.reordered).toBe(true)
    expect(shuffled.setAsides.map((part) => part.text).join('\n')).toContain('皇冠赌场')
  })
})

const encoded = async (charset: 'gb18030' | 'big5', text: string): Promise<Uint8Array> => {
  const decoder = new TextDecoder(charset)
  const table = new Map<string, number[]>()
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      const character = decoder.decode(new Uint8Array([high, low]))
      if (character.length === 1 && character !== '\ufffd' && !table.has(character)) table.set(character, [high, low])
    }
  }
  return new Uint8Array(
    [...text].flatMap((character) => {
      if (character < '\x80') return [character.charCodeAt(0)]
      const bytes = table.get(character)
      if (bytes === undefined) throw new Error(`${character} is not in ${charset}`)
      return bytes
    }),
  )
}

const seed = new URL('../../../shared/pages/seed.txt', import.meta.url)
const seedPath = process.env['QUANLIAN_SHARED']
  ? `${process.env['QUANLIAN_SHARED']}/pages/seed.txt`
  : fileURLToPath(seed)

describe.skipIf(!existsSync(seedPath))('the page the project started from (skipped where ../shared is absent)', () => {
  test('is read within 300 ms once the reader is warm', async () => {
    const reader = new ReaderThread()
    const bytes = readFileSync(seedPath)
    try {
      const once = () => reader.read(bytes, { name: 'seed.txt' }, { limitMs: 10_000, started: () => {} })
      await once()
      const { reading, milliseconds } = await once()
      expect(reading.claims.length).toBeGreaterThan(20)
      expect(milliseconds).toBeLessThan(300)
    } finally {
      await reader.close()
    }
  })
})
