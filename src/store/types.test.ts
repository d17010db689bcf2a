import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { stores } from '../../test/support/stores.ts'
import { knownTypes, parameterText, parseArray, parserOf } from './types.ts'

/** One value and one array of every type of the table: the SQL that makes it and what a reader must get. */
const cases: Record<string, { one: [string, unknown]; many: [string, unknown] }> = {
  bool: { one: ['true', true], many: [`'{t,f,NULL}'`, [true, false, null]] },
  bytea: {
    one: [`'\\x00ff10'`, new Uint8Array([0, 255, 16])],
    many: [`array['\\x01'::bytea]`, [new Uint8Array([1])]],
  },
  int8: { one: ['9007199254740991', 9007199254740991], many: [`'{1,-2}'`, [1, -2]] },
  int2: { one: ['(-32768)', -32768], many: [`'{7}'`, [7]] },
  int4: { one: ['2147483647', 2147483647], many: [`'{}'`, []] },
  text: {
    one: [`'锂 "全链" \\ 𠮷'`, '锂 "全链" \\ 𠮷'],
    many: [`array['a,b', 'NULL', '', null, '{x}', 'q"\\']`, ['a,b', 'NULL', '', null, '{x}', 'q"\\']],
  },
  oid: { one: ['16384', 16384], many: [`'{1}'`, [1]] },
  json: { one: [`'{"a":[1,null]}'`, { a: [1, null] }], many: [`array['{"a":1}'::json]`, [{ a: 1 }]] },
  float4: { one: ['1.5', 1.5], many: [`'{0.25}'`, [0.25]] },
  float8: { one: ['0.1', 0.1], many: [`'{1e300,-0.1}'`, [1e300, -0.1]] },
  bpchar: { one: [`'ab'`, 'ab'], many: [`array['ab'::bpchar]`, ['ab']] },
  varchar: { one: [`'郴州'`, '郴州'], many: [`array['郴州'::varchar]`, ['郴州']] },
  date: { one: [`'2024-02-29'`, '2024-02-29'], many: [`array['1999-12-31'::date]`, ['1999-12-31']] },
  timestamp: {
    one: [`'2026-11-23 08:09:10'`, '2026-11-23T08:09:10.000'],
    many: [`array['2026-01-01 00:00:00.25'::timestamp]`, ['2026-01-01T00:00:00.250']],
  },
  timestamptz: {
    one: [`'2026-11-23 08:09:10.123456+08'`, '2026-11-23T00:09:10.123456Z'],
    many: [`array['2026-11-23 00:00:00+08'::timestamptz]`, ['2026-11-22T16:00:00.000Z']],
  },
  numeric: {
    one: ['788.970000000000000000000001', '788.970000000000000000000001'],
    many: [`'{1.50,-0.00}'`, ['1.50', '0.00']],
  },
  uuid: {
    one: [`'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'`, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
    many: [`array['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid]`, ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11']],
  },
  jsonb: { one: [`'{"值":1.0}'`, { 值: 1 }], many: [`array['[1]'::jsonb, '"x"']`, [[1], 'x']] },
  name: { one: [`'person'`, 'person'], many: [`array['a'::name]`, ['a']] },
}
const as = { workspaceId: 'w1', personId: 'p1' }

test('every type of the table has a case', () => {
  expect(knownTypes.length).toBeGreaterThan(15)
  expect(Object.keys(cases).sort()).toEqual([...knownTypes].sort())
})

describe.each(stores)('a column read from $name', ({ open }) => {
  test('comes as the type table says, for every type, its array and null', async () => {
    const store = await open()
    const columns = Object.entries(cases).flatMap(([type, { one, many }]) => [
      `${one[0]}::${type} as "${type}"`,
      `${many[0]}::${type}[] as "${type}[]"`,
      `null::${type} as "${type} null"`,
    ])
    const { rows } = await store.read(as, (db) =>
      sql.raw<Record<string, unknown>>(`select ${columns.join(', ')}`).execute(db),
    )
    for (const [type, { one, many }] of Object.entries(cases)) {
      expect(rows[0]?.[type], type).toEqual(one[1])
      expect(rows[0]?.[`${type}[]`], `${type}[]`).toEqual(many[1])
      expect(rows[0]?.[`${type} null`], `${type} null`).toBeNull()
    }
  })

  test('refuses an int8 that a number cannot hold instead of rounding it', async () => {
    const store = await open()
    await expect(store.read(as, (db) => sql`select 9007199254740993::int8`.execute(db))).rejects.toThrow(
      /9007199254740993 does not fit/,
    )
    expect((await store.read(as, (db) => sql<{ n: number }>`select 1::int8 as n`.execute(db))).rows).toEqual([{ n: 1 }])
  })

  test('takes parameters of every kind and gives them back', async () => {
    const store = await open()
    const bytes = new Uint8Array(70_000).map((_, index) => index % 251)
    const { rows } = await store.read(as, (db) =>
      sql<
        Record<string, unknown>
      >`select ${'锂"\\'}::text as text, ${1400e8}::numeric as numeric, ${true}::bool as bool,
        ${bytes}::bytea as bytes, ${['a,"', '', 'NULL']}::text[] as texts, ${[1, 2]}::int4[] as numbers,
        ${{ a: [1] }}::jsonb as object, ${JSON.stringify([1, 'x'])}::jsonb as list, ${null}::text as nothing,
        ${new Date('2026-11-23T00:00:00Z')}::timestamptz as at, ${'2026-11-23'}::date as day`.execute(db),
    )
    expect(rows[0]).toEqual({
      text: '锂"\\',
      numeric: '140000000000',
      bool: true,
      bytes,
      texts: ['a,"', '', 'NULL'],
      numbers: [1, 2],
      object: { a: [1] },
      list: [1, 'x'],
      nothing: null,
      at: '2026-11-23T00:00:00.000Z',
      day: '2026-11-23',
    })
  })

  test('counts and counts of changed rows are numbers', async () => {
    const store = await open()
    const counted = await store.read(as, (db) =>
      db
        .selectFrom('person')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow(),
    )
    expect(counted.n).toBe(1)
    const [updated] = await store.write(as, (db) => db.updateTable('person').set({ name: '链办二' }).execute())
    expect(updated?.numUpdatedRows).toBe(1n)
  })
})

test('nested arrays keep their shape, and an unknown type comes as text', () => {
  expect(parseArray('{{1,2},{3,NULL}}', Number)).toEqual([
    [1, 2],
    [3, null],
  ])
  expect(() => parseArray('{1,', Number)).toThrow()
  expect(parserOf(600)('(1,2)')).toBe('(1,2)')
  expect(() => parameterText(() => 1)).toThrow(TypeError)
})
