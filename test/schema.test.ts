import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../src/store/store.ts'
import { stores } from './support/stores.ts'

/** Tables that belong to the program, not to a workspace. */
const outsideWorkspaces = ['migration']

interface TableRow {
  table: string
  secured: boolean
  forced: boolean
  policies: string[] | null
  reader: string[] | null
  writer: string[] | null
}
interface KeyRow {
  table: string
  key: string
  kind: 'p' | 'u' | 'f' | 'index'
  columns: string[]
  target: string[] | null
}

const as = { workspaceId: 'w1', personId: 'p1' }

const tablesOf = (store: Store): Promise<TableRow[]> =>
  store.read(as, async (db) => {
    const { rows } = await sql<TableRow>`
      select c.relname as table, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
        (select array_agg(p.polname::text order by p.polname) from pg_policy p where p.polrelid = c.oid
          and pg_get_expr(p.polqual, p.polrelid) like '%workspace_id = current_setting(''app.workspace''%'
          and pg_get_expr(p.polwithcheck, p.polrelid) like '%workspace_id = current_setting(''app.workspace''%') as policies,
        (select array_agg(g order by g) from unnest(array['SELECT','INSERT','UPDATE','DELETE','TRUNCATE','TRIGGER']) g
          where has_table_privilege('quanlian_reader', c.oid, g)) as reader,
        (select array_agg(g order by g) from unnest(array['SELECT','INSERT','UPDATE','DELETE','TRUNCATE','TRIGGER']) g
          where has_table_privilege('quanlian_writer', c.oid, g)) as writer
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'm') order by 1`.execute(
      db,
    )
    return rows
  })

const keysOf = (store: Store): Promise<KeyRow[]> =>
  store.read(as, async (db) => {
    const { rows } = await sql<KeyRow>`
      select c.conrelid::regclass::text as table, c.conname::text as key, c.contype::text as kind,
        (select array_agg(a.attname::text order by k.n) from unnest(c.conkey) with ordinality k(attnum, n)
          join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum) as columns,
        (select array_agg(a.attname::text order by k.n) from unnest(c.confkey) with ordinality k(attnum, n)
          join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.attnum) as target
      from pg_constraint c where c.connamespace = 'public'::regnamespace and c.contype in ('p', 'u', 'f')
      union all
      select i.indrelid::regclass::text, x.relname::text, 'index',
        array[(select a.attname::text from pg_attribute a where a.attrelid = i.indrelid and a.attnum = i.indkey[0])], null
      from pg_index i join pg_class x on x.oid = i.indexrelid
      where x.relnamespace = 'public'::regnamespace and i.indisunique
      order by 1, 2`.execute(db)
    return rows
  })

describe.each(stores)('the schema on $name', ({ open }) => {
  let tables: TableRow[]
  let keys: KeyRow[]
  beforeAll(async () => {
    const store = await open()
    tables = (await tablesOf(store)).filter(({ table }) => !outsideWorkspaces.includes(table))
    keys = (await keysOf(store)).filter(({ table }) => !outsideWorkspaces.includes(table))
  })

  test('has the tables of every migration', () => {
    expect(tables.length).toBeGreaterThan(15)
    expect(keys.length).toBeGreaterThan(tables.length)
  })

  test('puts every table behind its workspace, for its owner too', () => {
    for (const { table, secured, forced, policies } of tables) {
      expect({ table, secured, forced }).toEqual({ table, secured: true, forced: true })
      expect(policies, `policies of ${table}`).toContain('workspace_wall')
    }
  })

  test('lets the reader read only, and the writer never more than rows', () => {
    for (const { table, reader, writer } of tables) {
      expect(reader, `reader on ${table}`).toEqual(['SELECT'])
      expect(writer, `writer on ${table}`).toContain('SELECT')
      for (const right of writer ?? []) expect(['DELETE', 'INSERT', 'SELECT', 'UPDATE'], table).toContain(right)
    }
    const appendOnly = tables.filter(({ writer }) => !writer?.includes('UPDATE')).map(({ table }) => table)
    expect(appendOnly).toEqual(expect.arrayContaining(['audit_entry', 'history']))
  })

  test('starts every primary, unique and foreign key with the workspace', () => {
    for (const { table, key, columns, target } of keys) {
      expect(columns[0], `${table}.${key}`).toBe('workspace_id')
      if (target) expect(target[0], `target of ${table}.${key}`).toBe('workspace_id')
    }
    const withPrimary = new Set(keys.filter(({ kind }) => kind === 'p').map(({ table }) => table))
    expect(tables.filter(({ table }) => !withPrimary.has(table))).toEqual([])
  })

  test('hands out no number that tells how many rows there are', async () => {
    const store = await open()
    const { rows } = await store.read(as, (db) =>
      sql<{ name: string }>`select sequencename::text as name from pg_sequences where schemaname = 'public'`.execute(
        db,
      ),
    )
    expect(rows).toEqual([])
  })
})
