import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { stores } from '../../test/support/stores.ts'
import type { Read, Write } from './transaction.ts'

const office = { workspaceId: 'w1', personId: 'p1', operation: 'test.store' }
const other = { workspaceId: 'w2', personId: 'p2', operation: 'test.store' }
const people = (db: Read) => db.selectFrom('person').select(['workspace_id', 'id', 'name']).orderBy('id').execute()
const add = (db: Write, workspace: string, id: string, name = id) =>
  db.insertInto('person').values({ workspace_id: workspace, id, name }).execute()

describe.each(stores)('a store on $name', ({ open }) => {
  test('shows each workspace its own rows and takes rows of no other', async () => {
    const store = await open()
    await store.write(other, async (db) => {
      await db.insertInto('workspace').values({ workspace_id: 'w2', name: '另一个' }).execute()
      await add(db, 'w2', 'p2', '别人')
    })
    expect(await store.read(office, people)).toEqual([{ workspace_id: 'w1', id: 'p1', name: '链办' }])
    expect(await store.read(other, people)).toEqual([{ workspace_id: 'w2', id: 'p2', name: '别人' }])
    await expect(store.write(office, (db) => add(db, 'w2', 'p3'))).rejects.toThrow(/row-level security/)
    const changed = await store.write(office, (db) =>
      db.updateTable('person').set({ name: '改' }).where('workspace_id', '=', 'w2').executeTakeFirst(),
    )
    expect(changed.numUpdatedRows).toBe(0n)
    const gone = await store.write(office, (db) => db.deleteFrom('person').where('id', '=', 'p2').executeTakeFirst())
    expect(gone.numDeletedRows).toBe(0n)
    expect(await store.read(other, people)).toHaveLength(1)
    expect(await store.read({ workspaceId: '', personId: '' }, people)).toEqual([])
  })

  test('a reader cannot write: by type, and in the database', async () => {
    const store = await open()
    await expect(
      store.read(office, (db) =>
        // @ts-expect-error a read transaction offers no insert
        db.insertInto('workspace').values({ workspace_id: 'w1', name: '写' }).execute(),
      ),
    ).rejects.toThrow(/read-only transaction/)
    // @ts-expect-error nor an update
    await expect(store.read(office, (db) => db.updateTable('person').set({ name: '写' }).execute())).rejects.toThrow()
    // @ts-expect-error nor a delete
    await expect(store.read(office, (db) => db.deleteFrom('person').execute())).rejects.toThrow()
    await expect(store.read(office, (db) => sql`delete from person`.execute(db))).rejects.toThrow(
      /read-only|permission/,
    )
    await expect(
      store.read(office, async (db) => {
        await sql`set transaction read write`.execute(db)
        await sql`delete from person`.execute(db)
      }),
    ).rejects.toThrow(/permission denied|read-write mode/)
    expect(await store.read(office, people)).toHaveLength(1)
  })

  test('commits what returns, rolls back what throws, and says when a swallowed error undid it', async () => {
    const store = await open()
    await store.write(office, (db) => add(db, 'w1', 'p2'))
    await expect(
      store.write(office, async (db) => {
        await add(db, 'w1', 'p3')
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    await expect(
      store.write(office, async (db) => {
        await add(db, 'w1', 'p4')
        await add(db, 'w1', 'p4').catch(() => {})
      }),
    ).rejects.toThrow(/nothing was committed/)
    expect((await store.read(office, people)).map(({ id }) => id)).toEqual(['p1', 'p2'])
  })

  test('refuses a handle kept beyond its transaction, and a transaction inside a transaction', async () => {
    const store = await open()
    const kept = await store.write(office, async (db) => ({ db }))
    await expect(people(kept.db)).rejects.toThrow(/has ended/)
    await expect(store.write(office, () => store.read(office, people))).rejects.toThrow(/inside a transaction/)
    expect(await store.read(office, people)).toHaveLength(1)
  })

  test('the walls are back after every transaction', async () => {
    const store = await open()
    await store.write(office, (db) => sql`set local role none`.execute(db)).catch(() => {})
    const who = await store.read(office, (db) =>
      sql<{
        role: string
        workspace: string
      }>`select current_user as role, current_setting('app.workspace') as workspace`.execute(db),
    )
    expect(who.rows).toEqual([{ role: 'quanlian_reader', workspace: 'w1' }])
  })

  test('many writers at once lose nothing, and each waits its turn', async () => {
    const store = await open()
    const ids = Array.from({ length: 40 }, (_, index) => `q${String(index).padStart(2, '0')}`)
    await Promise.all(
      ids.map((id) =>
        store.write(office, async (db) => {
          await add(db, 'w1', id)
          await sql`update workspace set name = name || '.'`.execute(db)
        }),
      ),
    )
    expect((await store.read(office, people)).map(({ id }) => id)).toEqual(['p1', ...ids])
    const [workspace] = await store.read(office, (db) => db.selectFrom('workspace').select('name').execute())
    expect(workspace?.name).toBe(`测试${'.'.repeat(40)}`)
  })

  test('writes the history of a row: who, by what, from what to what', async () => {
    const store = await open()
    await store.write(office, (db) =>
      db.updateTable('person').set({ name: '链办主任' }).where('id', '=', 'p1').execute(),
    )
    await store.write(office, (db) =>
      db.updateTable('person').set({ name: '链办主任' }).where('id', '=', 'p1').execute(),
    )
    await store.write(office, (db) => db.deleteFrom('role_grant').where('id', '=', 'g1').execute())
    const history = await store.read(office, (db) =>
      db.selectFrom('history').selectAll().where('operation', '=', 'test.store').orderBy('at').execute(),
    )
    expect(history).toMatchObject([
      {
        workspace_id: 'w1',
        person_id: 'p1',
        table_name: 'person',
        row_key: { id: 'p1' },
        action: 'update',
        before: { name: '链办' },
        after: { name: '链办主任' },
      },
      { table_name: 'role_grant', row_key: { id: 'g1' }, action: 'delete', before: { role: 'office' }, after: null },
    ])
    await expect(
      store.write(office, (db) =>
        sql`insert into history (workspace_id, person_id, operation, table_name, row_key, action)
        values ('w1', 'p1', '', 'person', '{}', 'update')`.execute(db),
      ),
    ).rejects.toThrow(/permission denied/)
    await expect(store.write(office, (db) => sql`delete from history`.execute(db))).rejects.toThrow(/permission denied/)
  })

  test('a statement can be asked while the event loop stays free', async () => {
    const store = await open()
    let beats = 0
    const timer = setInterval(() => beats++, 10)
    await store.read(office, (db) => sql`select count(*) from generate_series(1, 3000000)`.execute(db))
    clearInterval(timer)
    expect(beats).toBeGreaterThan(3)
  })
})
