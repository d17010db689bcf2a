import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { expect, test } from 'vitest'
import { startPostgres } from '../../../test/support/postgres.ts'
import { postgresUrl, stores } from '../../../test/support/stores.ts'
import type { KnownError } from '../../base/errors.ts'
import { openStore } from '../store.ts'

const server = stores.find(({ name }) => name === 'PostgreSQL')!
const as = { workspaceId: 'w1', personId: 'p1', operation: 'test.pool' }
const known = (work: Promise<unknown>): Promise<KnownError> =>
  work.then(
    () => {
      throw new Error('it was not refused')
    },
    (error: unknown) => error as KnownError,
  )
const asSuperuser = async (text: string): Promise<void> => {
  const client = new pg.Client({ connectionString: await postgresUrl() })
  await client.connect()
  await client.query(text).finally(() => client.end())
}

test('the database killed under the server: 503 with what to do, and it works again once the database is back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'quanlian-killed-'))
  let postgres = await startPostgres(folder)
  const port = Number(new URL(postgres.url).port)
  try {
    const store = await openStore({ url: postgres.url })
    const add = (id: string) =>
      store.write(as, (db) => db.insertInto('person').values({ workspace_id: 'w1', id, name: id }).execute())
    await store.write(as, (db) => db.insertInto('workspace').values({ workspace_id: 'w1', name: '一' }).execute())
    await add('before')
    const running = known(
      store.write(as, async (db) => {
        await db.insertInto('person').values({ workspace_id: 'w1', id: 'lost', name: 'lost' }).execute()
        await sql`select pg_sleep(30)`.execute(db)
      }),
    )
    await new Promise((resolve) => setTimeout(resolve, 300))
    await postgres.kill()
    expect([(await running).code, (await running).status]).toEqual(['database-gone', 503])
    const down = await known(add('while-down'))
    expect([down.code, down.status]).toEqual(['database-gone', 503])
    expect(down.words.zh).toContain('自动重新连接')
    postgres = await startPostgres(folder, port)
    await add('after')
    const people = await store.read(as, (db) => db.selectFrom('person').select('id').orderBy('id').execute())
    expect(people.map(({ id }) => id)).toEqual(['after', 'before'])
    await store.close()
  } finally {
    await postgres.kill()
    await rm(folder, { recursive: true, force: true })
  }
})

test('an address where no database answers is said at the start', async () => {
  const error = await known(openStore({ url: 'postgres://127.0.0.1:1/none' }))
  expect([error.code, error.exit]).toEqual(['database-gone', 69])
})

test('a backend that the administrator ends is replaced', async () => {
  const store = await server.open()
  const gone = known(store.read(as, (db) => sql`select pg_sleep(20)`.execute(db)))
  await new Promise((resolve) => setTimeout(resolve, 300))
  await asSuperuser(
    `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'quanlian_test' and query like 'select pg_sleep(20)%'`,
  )
  expect((await gone).code).toBe('database-gone')
  expect(await store.read(as, (db) => db.selectFrom('person').select('id').execute())).toEqual([{ id: 'p1' }])
})

test('a login that may not make roles is told what the administrator must run', async () => {
  const where = await server.place()
  const url = new URL(where.url!)
  await asSuperuser(`
    do $$ begin create role quanlian_plain login; exception when duplicate_object then null; end $$;
    alter database ${url.pathname.slice(1)} owner to quanlian_plain;
    revoke quanlian_reader, quanlian_writer from quanlian_plain`)
  url.username = 'quanlian_plain'
  const error = await known(openStore({ url: url.href }))
  expect(error.code).toBe('database-roles-missing')
  expect(error.words.en).toContain('grant quanlian_reader, quanlian_writer to "quanlian_plain"')
  await asSuperuser('grant quanlian_reader, quanlian_writer to quanlian_plain')
  const store = await openStore({ url: url.href })
  expect(store.migrated.ran.length).toBeGreaterThan(0)
  expect(store.facts()).toMatchObject({ kind: 'server', trial: false, lastSnapshot: null })
  expect((await known(store.snapshot())).code).toBe('snapshot-by-server')
  await store.close()
})

test('no writer of the application can turn the wall off', async () => {
  const store = await server.open()
  for (const attempt of [
    sql`alter table person disable row level security`,
    sql`drop policy workspace_wall on person`,
    sql`alter table audit_entry disable trigger all`,
    sql`select set_config('session_replication_role', 'replica', true)`,
    sql`truncate history`,
  ]) {
    await expect(store.write(as, (db) => attempt.execute(db))).rejects.toThrow(/must be owner|permission denied/)
  }
})
