import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { stores } from '../../test/support/stores.ts'
import { fixedClock } from '../base/clock.ts'
import { KnownError } from '../base/errors.ts'
import type { Store } from '../store/store.ts'
import { firstBrokenEntry } from './audit.ts'
import { type Caller, readOperation, writeOperation } from './operation.ts'
import { listAudit, listPermissions, showMe } from './operations.ts'
import { perform } from './perform.ts'
import { callerFor } from './sessions.ts'

const clock = fixedClock('2026-11-23T20:00:00Z')
const rename = writeOperation({
  name: 'test.rename',
  title: { zh: '改名', en: 'Rename' },
  summary: { zh: '改工作区名。', en: 'Renames the workspace.' },
  who: ['office'],
  input: z.object({
    name: z.string().min(2),
    file: z.instanceof(Uint8Array).optional(),
    fail: z.boolean().default(false),
  }),
  output: z.object({ name: z.string() }),
  unlogged: ['file'],
  run: async ({ db, wake }, { name, fail }) => {
    await db.updateTable('workspace').set({ name }).where('workspace_id', '=', 'w1').execute()
    wake('reading')
    wake('reading')
    if (fail) throw new KnownError('test-failed', { zh: '不行。', en: 'No.' })
    return { name, secret: 'never leaves' }
  },
})
const slow = readOperation({
  name: 'test.slow',
  title: { zh: '慢', en: 'Slow' },
  summary: { zh: '慢。', en: 'Slow.' },
  who: ['office'],
  input: z.object({}),
  output: z.object({ n: z.number() }),
  run: async ({ db }) => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from generate_series(1, 100000000) a`.execute(db)
    return { n: rows[0]!.n }
  },
})
const operations = [rename, slow, showMe, listAudit, listPermissions]

const office = async (store: Store): Promise<Caller> => (await callerFor(store, 'w1', 'p1', 'cli'))!
const names = (store: Store) =>
  store.read({ workspaceId: 'w1', personId: 'p1' }, (db) => db.selectFrom('workspace').select('name').execute())
const trail = (store: Store) =>
  store.read({ workspaceId: 'w1', personId: 'p1' }, (db) =>
    db.selectFrom('audit_entry').select(['operation', 'outcome', 'code', 'input']).orderBy('position').execute(),
  )
const caught = async (work: Promise<unknown>): Promise<KnownError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(KnownError)
  return error as KnownError
}

describe.each(stores)('an operation on $name', ({ open }) => {
  test('commits its changes with its audit entry, then wakes the worker once', async () => {
    const store = await open()
    const woken: string[] = []
    const output = await perform(
      store,
      rename,
      await office(store),
      { name: '郴州', file: new Uint8Array(7) },
      { lang: 'zh-CN', clock, operations, wake: (worker) => woken.push(worker) },
    )
    expect(output).toEqual({ name: '郴州' })
    expect(woken).toEqual(['reading'])
    expect(await names(store)).toEqual([{ name: '郴州' }])
    expect(await trail(store)).toEqual([
      { operation: 'test.rename', outcome: 'done', code: null, input: { name: '郴州', file: { size: 7 } } },
    ])
  })

  test('that fails leaves nothing but the note of its failure, and wakes nobody', async () => {
    const store = await open()
    const woken: string[] = []
    const options = { lang: 'en', clock, operations, wake: (worker: string) => void woken.push(worker) } as const
    const error = await caught(perform(store, rename, await office(store), { name: '郴州', fail: true }, options))
    expect(error.code).toBe('test-failed')
    expect(await names(store)).toEqual([{ name: '测试' }])
    expect(woken).toEqual([])
    expect(await trail(store)).toMatchObject([{ outcome: 'failed', code: 'test-failed' }])
  })

  test('refuses a role it does not serve, names those it does, and notes the attempt', async () => {
    const store = await open()
    const caller: Caller = { ...(await office(store)), grants: [{ role: 'public', scope: null }] }
    const error = await caught(perform(store, rename, caller, { name: '郴州' }, { lang: 'en', clock, operations }))
    expect([error.code, error.status]).toEqual(['not-allowed', 403])
    expect(error.words.zh).toContain('链办')
    expect(error.words.en).toContain('chain office')
    expect(await names(store)).toEqual([{ name: '测试' }])
    expect(await trail(store)).toMatchObject([{ operation: 'test.rename', outcome: 'refused', code: 'not-allowed' }])
  })

  test('names the field that is wrong, in both languages', async () => {
    const store = await open()
    const error = await caught(
      perform(store, rename, await office(store), { name: '郴' }, { lang: 'en', clock, operations }),
    )
    expect([error.code, error.status, error.place?.field]).toEqual(['input-invalid', 400, 'name'])
    expect(error.words.zh).toMatch(/“name”不对：数值过小/)
    expect(error.words.en).toMatch(/“name” is not right: Too small/)
  })

  test('is stopped at its time limit, and the next one runs', async () => {
    const store = await open()
    const caller = await office(store)
    const started = Date.now()
    const error = await caught(perform(store, slow, caller, {}, { lang: 'en', clock, operations, timeLimitMs: 300 }))
    expect([error.code, error.status]).toEqual(['time-limit', 503])
    expect(Date.now() - started).toBeLessThan(8000)
    const me = await perform(store, showMe, caller, {}, { lang: 'zh-CN', clock, operations })
    expect(me).toMatchObject({
      person: { id: 'p1', grants: [{ role: 'office', scope: null }] },
      workspace: { id: 'w1', name: '测试' },
      database: { kind: store.kind, trial: store.kind === 'embedded' },
      today: '2026-11-24',
    })
    expect(me.operations).toEqual(['test.rename', 'test.slow', 'access.me', 'access.permissions'])
  })

  test('chains the audit log also under many writers, and refuses to change it', async () => {
    const store = await open()
    const caller = await office(store)
    await Promise.all(
      ['一一', '二二', '三三', '四四'].map((name) =>
        perform(store, rename, caller, { name }, { lang: 'en', clock, operations }),
      ),
    )
    const as = { workspaceId: 'w1', personId: 'p1' }
    expect(await store.read(as, (db) => firstBrokenEntry(db, 'w1'))).toBeNull()
    await expect(
      store.write(as, (db) => db.updateTable('audit_entry').set({ outcome: 'failed' }).execute()),
    ).rejects.toThrow(/permission denied|append-only/)
    await expect(store.write(as, (db) => db.deleteFrom('audit_entry').execute())).rejects.toThrow(
      /permission denied|append-only/,
    )
    const log = await perform(
      store,
      listAudit,
      { ...caller, grants: [{ role: 'auditor', scope: null }] },
      { limit: 2 },
      { lang: 'en', clock, operations },
    )
    expect([log.total, log.entries.length, log.entries[0]?.person]).toEqual([4, 2, '链办'])
  })
})
