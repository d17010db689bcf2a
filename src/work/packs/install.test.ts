import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { stores } from '../../../test/support/stores.ts'
import type { Store } from '../../store/store.ts'
import { installPack } from './install.ts'
import { loadPack } from './load.ts'

const packs = fileURLToPath(new URL('../../../packs', import.meta.url))
const as = { workspaceId: 'w1', personId: 'p1', operation: 'test' }
const installing = { workspaceId: 'w1', personId: 'p1', at: '2026-11-23T00:00:00.000Z' }

describe.each(stores)('installing packs on $name', ({ open }) => {
  let store: Store
  const pack = loadPack(packs, 'chenzhou')

  beforeAll(async () => {
    store = await open()
    await store.write(as, (db) => installPack(db, pack, installing))
  })

  const count = (table: 'fact' | 'enterprise' | 'stage_event' | 'source' | 'coefficient' | 'fact_witness') =>
    store.read(as, async (db) => (await db.selectFrom(table).select('workspace_id').execute()).length)

  test('every row of the pack arrives', async () => {
    expect(await count('enterprise')).toBe(pack.region.enterprises.length)
    expect(await count('source')).toBe(pack.chain.sources.length + pack.region.sources.length)
    expect(await count('coefficient')).toBe(pack.chain.processes.flatMap((process) => process.coefficients).length)
    expect(await count('fact')).toBeGreaterThan(100)
  })

  test('installing the same pack again changes nothing', async () => {
    const before = [await count('fact'), await count('stage_event'), await count('fact_witness')]
    const again = await store.write(as, (db) => installPack(db, pack, installing))
    expect(again.installed).toEqual([])
    const forced = { ...pack, digests: { ...pack.digests, chenzhou: 'another' } }
    expect((await store.write(as, (db) => installPack(db, forced, installing))).installed).toEqual(['chenzhou'])
    expect([await count('fact'), await count('stage_event'), await count('fact_witness')]).toEqual(before)
  })

  test('a row a person took over stays as the person left it', async () => {
    await store.write(as, (db) =>
      db
        .updateTable('enterprise')
        .set({ name_zh: '安能赣锋（本单位更名）', origin: 'person' })
        .where('id', '=', 'anneng-ganfeng')
        .execute(),
    )
    const changed = { ...pack, digests: { ...pack.digests, chenzhou: 'newer' } }
    await store.write(as, (db) => installPack(db, changed, installing))
    const row = await store.read(as, (db) =>
      db.selectFrom('enterprise').select('name_zh').where('id', '=', 'anneng-ganfeng').executeTakeFirstOrThrow(),
    )
    expect(row.name_zh).toBe('安能赣锋（本单位更名）')
  })

  test('a figure the pack no longer gives loses its witness, and one with a new value stands beside', async () => {
    const figures = pack.region.figures.map((figure) =>
      figure.measure === 'output-value' && figure.period === '2023' ? { ...figure, value: 503 } : figure,
    )
    const changed = { ...pack, region: { ...pack.region, figures }, digests: { ...pack.digests, chenzhou: 'newest' } }
    await store.write(as, (db) => installPack(db, changed, installing))
    const rows = await store.read(as, (db) =>
      db
        .selectFrom('fact')
        .select(['value', 'withdrawn_at'])
        .where('subject_key', '=', 'chenzhou-lithium')
        .where('measure_key', '=', 'output-value')
        .where('period_to', '=', '2023-12-31')
        .orderBy('value')
        .execute(),
    )
    expect(rows.map((row) => [row.value, row.withdrawn_at !== null])).toEqual([
      ['50200000000', true],
      ['50300000000', false],
    ])
  })
})
