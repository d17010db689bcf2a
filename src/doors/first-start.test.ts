import { beforeAll, describe, expect, test } from 'vitest'
import { stores } from '../../test/support/stores.ts'
import { fixedClock } from '../base/clock.ts'
import { recordFact, recordSource } from '../facts/record.ts'
import type { Store } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { firstWorkspace, prepare } from './first-start.ts'

const workspaceId = firstWorkspace.id
const as = { workspaceId, personId: 'office', operation: 'test' }
const clock = fixedClock('2026-11-23T00:00:00Z')

describe.each(stores)('starting on $name', ({ open }) => {
  let store: Store
  const said: string[] = []
  const begin = (demo: boolean) => prepare(store, clock, { demo, progress: (words) => said.push(words.en) })
  const count = (table: keyof Tables) =>
    store.read(as, async (db) => (await db.selectFrom(table).select('workspace_id').execute()).length)

  beforeAll(async () => {
    store = await open()
  })

  test('empty brings the stages and words of the chain and nothing of the region', async () => {
    await begin(false)
    expect(await count('stage')).toBeGreaterThan(10)
    expect(await count('measure')).toBeGreaterThan(10)
    for (const table of ['fact', 'enterprise', 'project', 'document'] as const) expect(await count(table)).toBe(0)
  })

  test('empty stays empty at the next empty start', async () => {
    await begin(false)
    expect(await count('fact')).toBe(0)
  })

  test('what somebody has worked in is not filled by a plain start', async () => {
    const source = await store.write(as, (db) => recordSource(db, { workspaceId, title: '自己的年报' }))
    const { id } = await store.write(as, (db) =>
      recordFact(db, {
        workspaceId,
        personId: 'office',
        at: '2026-11-23T00:00:00.000Z',
        subject: '本县',
        measure: '产值',
        modality: 'actual',
        value: '1',
        unit: 'CNY',
        origin: 'claim',
        witness: { sourceId: source },
      }),
    )
    await begin(true)
    expect(await count('fact')).toBe(1)
    await store.write(as, async (db) => {
      await db.deleteFrom('fact_witness').where('fact_id', '=', id).execute()
      await db.deleteFrom('fact').where('id', '=', id).execute()
    })
  })

  test('begun empty and still untouched, a plain start fills it once and says so', async () => {
    await begin(true)
    const facts = await count('fact')
    expect(facts).toBeGreaterThan(100)
    expect(await count('document')).toBeGreaterThanOrEqual(2)
    await begin(true)
    expect(await count('fact')).toBe(facts)
    expect(said).toEqual(['First start: installing the packs and demo pages …'])
  })
})
