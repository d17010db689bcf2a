import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { stores } from '../../test/support/stores.ts'

const office = { workspaceId: 'w1', personId: 'p1', operation: 'test.store' }

describe.each(stores)('a store on $name', ({ open }) => {
  test('gives a reader what a writer wrote, of its own workspace only', async () => {
    const store = await open()
    const other = { workspaceId: 'w2', personId: 'p2' }
    await store.write(other, (db) =>
      db.insertInto('workspace').values({ workspace_id: 'w2', name: '另一个' }).execute(),
    )
    const seen = (as: { workspaceId: string; personId: string }) =>
      store.read(as, (db) => db.selectFrom('workspace').select('workspace_id').execute())
    expect(await seen(office)).toEqual([{ workspace_id: 'w1' }])
    expect(await seen(other)).toEqual([{ workspace_id: 'w2' }])
    const { rows } = await store.read(office, (db) => sql<{ who: string }>`select current_user as who`.execute(db))
    expect(rows).toEqual([{ who: 'quanlian_reader' }])
  })
})
