import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { postgresUrl, stores } from '../../test/support/stores.ts'
import { LiteEngine } from '../store/lite/engine.ts'
import { openStore, type StoreOptions } from '../store/store.ts'
import { firstBrokenEntry, note } from './audit.ts'
import type { Caller } from './operation.ts'

const caller: Caller = { workspaceId: 'w1', personId: 'p1', personName: '链办', grants: [], door: 'cli' }
const as = { workspaceId: 'w1', personId: 'p1' }

/** What nobody can do through the product: change rows with the triggers off, as the database's superuser. */
const behindItsBack = async (where: StoreOptions, statement: string): Promise<void> => {
  const text = `set session_replication_role to 'replica'; ${statement}`
  if (where.folder !== undefined) {
    const engine = new LiteEngine(join(where.folder, 'database'))
    const lease = await engine.acquire()
    await lease.script(text)
    lease.release(false)
    await engine.end()
    return
  }
  const url = new URL(await postgresUrl())
  url.pathname = new URL(where.url).pathname
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query(text).finally(() => client.end())
}

const tampering: [name: string, statement: string, at: number][] = [
  ['a changed outcome', `update audit_entry set outcome = 'done' where position = 3`, 3],
  ['a changed input', `update audit_entry set input = '{"n": 99}' where position = 2`, 2],
  ['an entry taken out', `delete from audit_entry where position = 2`, 3],
  [
    'a changed entry with its own hash made anew',
    `update audit_entry set person_name = '别人' where position = 2;
     update audit_entry a set hash = quanlian_audit_hash(a) where position = 2`,
    3,
  ],
]

describe.each(stores)('the audit log on $name', ({ seeded }) => {
  test.each(tampering)('shows %s', async (_, statement, at) => {
    const where = await seeded()
    const before = await openStore(where)
    for (let n = 1; n <= 4; n++) {
      await before.write(as, (db) =>
        note(db, caller, new Date(), { operation: 'test.note', outcome: n === 3 ? 'failed' : 'done', input: { n } }),
      )
    }
    expect(await before.read(as, (db) => firstBrokenEntry(db, 'w1'))).toBeNull()
    await before.close()
    await behindItsBack(where, statement)
    const after = await openStore(where)
    expect(await after.read(as, (db) => firstBrokenEntry(db, 'w1'))).toBe(at)
    await after.close()
  })
})
