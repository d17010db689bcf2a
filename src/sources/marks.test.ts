import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { afterEach, describe, expect, it, test } from 'vitest'
import { stores } from '../../test/support/stores.ts'
import { perform } from '../access/perform.ts'
import { callerFor } from '../access/sessions.ts'
import type { Store } from '../store/store.ts'
import { putAside, putBack, undoMarked } from './mark-operations.ts'
import { type MarkEvent, marksOf, standingSpans } from './marks.ts'
import { documentPageById } from './queries.ts'
import { ReaderThread } from './reader.ts'
import { outputClaim, sampleReading } from './reading.sample.ts'
import { type ReadingRunner, startReading } from './reading.ts'
import { queueReading, receiveDocument } from './receive.ts'

const as = { workspaceId: 'w1', personId: 'p1', operation: 'test' }
const at = '2026-11-23T10:00:00.000Z'

const event = (
  id: string,
  act: MarkEvent['act'],
  start: number,
  end: number,
  undoes: string | null = null,
): MarkEvent => ({
  id,
  act,
  start,
  end,
  aside: act === 'put-aside' ? 'foreign' : null,
  undoes,
})

describe('the spans that stand', () => {
  it('a later mark wins where two overlap, and an undone one counts for nothing', () => {
    const aside = event('a', 'put-aside', 10, 40)
    const back = event('b', 'put-back', 20, 30)
    expect(standingSpans([aside, back])).toEqual({
      putBack: [{ start: 20, end: 30 }],
      putAside: [
        { start: 10, end: 20, reason: 'foreign' },
        { start: 30, end: 40, reason: 'foreign' },
      ],
    })
    expect(standingSpans([aside, back, event('c', 'undo', 0, 0, 'b')])).toEqual({
      putBack: [],
      putAside: [{ start: 10, end: 40, reason: 'foreign' }],
    })
    expect(standingSpans([])).toEqual({ putBack: [], putAside: [] })
  })

  it('say of every character what the last mark on it said, and never overlap', () => {
    const step = fc.record({
      act: fc.constantFrom('put-back', 'put-aside', 'undo' as const),
      start: fc.nat(30),
      length: fc.integer({ min: 1, max: 12 }),
      which: fc.nat(20),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const events: MarkEvent[] = []
        for (const [i, { act, start, length, which }] of steps.entries()) {
          const marks = events.filter((one) => one.act !== 'undo' && !events.some((other) => other.undoes === one.id))
          if (act !== 'undo') events.push(event(`m${i}`, act, start, start + length))
          else if (marks.length > 0) events.push(event(`m${i}`, 'undo', 0, 0, marks[which % marks.length]!.id))
        }
        const undone = new Set(events.map((one) => one.undoes))
        const { putBack: back, putAside: aside } = standingSpans(events)
        for (let at = 0; at < 45; at++) {
          const last = events.findLast(
            (one) => one.act !== 'undo' && !undone.has(one.id) && one.start <= at && at < one.end,
          )
          const covering = (spans: readonly { start: number; end: number }[]): number =>
            spans.filter((span) => span.start <= at && at < span.end).length
          expect([covering(back), covering(aside)]).toEqual(
            last === undefined ? [0, 0] : last.act === 'put-back' ? [1, 0] : [0, 1],
          )
        }
      }),
      { numRuns: 200 },
    )
  })
})

const runners: ReadingRunner[] = []
afterEach(async () => {
  for (const runner of runners.splice(0)) await runner.close()
})

const raw = '广告：快来买。2024年产值502亿元。网友说好。'
const reading = {
  ...sampleReading(raw, [outputClaim(raw, '502亿元', 502e8, 2024)]),
  setAside: [{ start: 0, end: 7, reason: 'advert' as const, text: raw.slice(0, 7), why: '推广' }],
}

/** A reader that answers with one reading and says by its title which spans it was given. */
const echoing = (given: unknown = reading) =>
  new ReaderThread(
    () =>
      new Worker(
        `const { parentPort, workerData } = require('node:worker_threads')
         parentPort.on('message', ({ id, options }) => {
           parentPort.postMessage({ id, kind: 'started' })
           const title = JSON.stringify([options.putBack ?? [], options.putAside ?? []])
           const reading = { ...workerData, document: { ...workerData.document, title } }
           setTimeout(() => parentPort.postMessage({ id, kind: 'read', reading, milliseconds: 1 }), 30)
         })`,
        { eval: true, execArgv: [], workerData: given },
      ),
  )

const run = (store: Store, reader = echoing()): ReadingRunner => {
  const runner = startReading(store, { workspaceId: 'w1', personId: 'p1', pollMs: 60_000, reader })
  runners.push(runner)
  return runner
}

const add = (store: Store) =>
  store.write(as, (db) =>
    receiveDocument(db, {
      workspaceId: 'w1',
      personId: 'p1',
      at,
      name: '页.txt',
      bytes: new TextEncoder().encode(raw),
    }),
  )

const show = async (store: Store, id: string) =>
  (await store.read(as, (db) => documentPageById(db, 'w1', id, 'zh-CN')))!

describe.each(stores)('marks on $name', ({ open }) => {
  const call = async (
    store: Store,
    operation: typeof putBack | typeof putAside | typeof undoMarked,
    input: Record<string, unknown>,
    wake: () => void = () => {},
  ) => {
    const caller = (await callerFor(store, 'w1', 'p1', 'http'))!
    return (await perform(store, operation, caller, input, { lang: 'zh-CN', operations: [], wake })) as { mark: string }
  }

  test('reach every later reading, stay listed with who and why, and can be undone once', async () => {
    const store = await open()
    const { id } = await add(store)
    const runner = run(store)
    await runner.drain()
    const woken: string[] = []
    const back = await call(store, putBack, { id, start: 0, end: 7, reason: ' 这是正文 ' }, () => woken.push('reading'))
    expect(woken).toEqual(['reading'])
    expect((await show(store, id)).state).toBe('received')
    // What was read before stays in sight until the new reading is there.
    expect((await show(store, id)).raw).toBe(raw)
    await runner.drain()
    const comment = raw.indexOf('网友')
    await call(store, putAside, { id, start: comment, end: raw.length, aside: 'comment' })
    await runner.drain()
    const page = await show(store, id)
    expect(JSON.parse(page.title!)).toEqual([
      [{ start: 0, end: 7 }],
      [{ start: comment, end: raw.length, reason: 'comment' }],
    ])
    expect(page.marks).toMatchObject([
      { act: 'put-aside', aside: 'comment', opening: '网友说好。', person: '链办', undone: null, holds: true },
      { act: 'put-back', opening: '广告：快来买。', reason: '这是正文', start: 0, end: 7, undone: null },
    ])
    await store.write(as, (db) => queueReading(db, 'w1', id))
    await runner.drain()
    expect((await show(store, id)).title).toBe(page.title)
    await call(store, undoMarked, { id, mark: back.mark })
    await runner.drain()
    const after = await show(store, id)
    expect(JSON.parse(after.title!)[0]).toEqual([])
    expect(after.marks[1]).toMatchObject({ undone: { person: '链办' } })
    await expect(call(store, undoMarked, { id, mark: back.mark })).rejects.toMatchObject({
      code: 'mark-undone',
      status: 409,
    })
    const audit = await store.read(as, (db) =>
      db.selectFrom('audit_entry').select(['operation', 'outcome']).orderBy('position').execute(),
    )
    expect(audit.map((entry) => `${entry.operation} ${entry.outcome}`)).toEqual([
      'sources.putback done',
      'sources.putaside done',
      'sources.undo done',
      'sources.undo failed',
    ])
  })

  test('made while the document is being read, it is read once more with them', async () => {
    const store = await open()
    const { id } = await add(store)
    const runner = run(store)
    await runner.drain()
    await store.write(as, (db) => queueReading(db, 'w1', id))
    runner.wake()
    for (let tries = 0; (await show(store, id)).state !== 'reading'; tries++) {
      if (tries > 400) throw new Error('never began to read')
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    await call(store, putBack, { id, start: 0, end: 3 })
    await runner.drain()
    expect(JSON.parse((await show(store, id)).title!)).toEqual([[{ start: 0, end: 3 }], []])
  })

  test('have no place in a text decoded otherwise: they are left out of the reading and said so', async () => {
    const store = await open()
    const { id } = await add(store)
    const first = run(store)
    await first.drain()
    await call(store, putBack, { id, start: 0, end: 7 })
    await first.close()
    const other = { ...sampleReading('另一种解码的文字，前面没有广告。', []) }
    await run(store, echoing(other)).drain()
    const page = await show(store, id)
    expect(JSON.parse(page.title!)).toEqual([[], []])
    expect(page.marks).toMatchObject([{ holds: false, undone: null }])
  })

  test('what makes no sense is refused with what to do, and nothing is written', async () => {
    const store = await open()
    const { id } = await add(store)
    await expect(call(store, putBack, { id, start: 0, end: 7 })).rejects.toMatchObject({ code: 'mark-unread' })
    await run(store).drain()
    const refusals = [
      [putBack, { id, start: 8, end: 12 }, 'mark-needless'],
      [putBack, { id, start: 3, end: 3 }, 'mark-outside'],
      [putAside, { id, start: 0, end: raw.length + 1 }, 'mark-outside'],
      [putAside, { id: 'doc_none', start: 0, end: 2 }, 'source-unknown'],
      [putAside, { id, start: -1, end: 2 }, 'input-invalid'],
      [undoMarked, { id, mark: 'mark_none' }, 'mark-unknown'],
    ] as const
    for (const [operation, input, code] of refusals) {
      const error = await call(store, operation, input).catch((thrown: unknown) => thrown)
      expect(error, code).toMatchObject({ code })
    }
    expect(await store.read(as, (db) => marksOf(db, 'w1', id))).toEqual([])
    const marked = await call(store, putAside, { id, start: 8, end: 12 })
    await expect(
      store.write(as, (db) => db.deleteFrom('page_mark').where('id', '=', marked.mark).execute()),
    ).rejects.toThrow()
  })
})
