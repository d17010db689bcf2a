import { describe, expect, test } from 'vitest'
import { stores } from '../../test/support/stores.ts'
import type { Caller, Operation } from '../access/operation.ts'
import { perform } from '../access/perform.ts'
import type { Role } from '../access/roles.ts'
import { fixedClock } from '../base/clock.ts'
import { keepReading } from '../sources/keep-reading.ts'
import { addSource, listSources, rereadSource, showSource } from '../sources/operations.ts'
import { outputClaim, sampleClaim, sampleReading } from '../sources/reading.sample.ts'
import { decideClaim, listClaims, listFacts, showClaim, showFact } from './operations.ts'

const clock = fixedClock('2026-11-23T10:00:00Z')
const callerAs = (role: Role): Caller => ({
  workspaceId: 'w1',
  personId: 'p1',
  personName: '链办',
  grants: [{ role, scope: null }],
  door: 'http',
})

describe.each(stores)('operations on $name', ({ open }) => {
  test('from a pasted text to a fact with its evidence, and the refusals on the way', async () => {
    const store = await open()
    let woken = 0
    const call = <O extends Operation>(operation: O, input: unknown, role: Role = 'office') =>
      perform(store, operation, callerAs(role), input, { lang: 'zh-CN', clock, operations: [], wake: () => woken++ })

    const text = '2024年，全市锂电新能源产业产值788.97亿元。签约项目24个。'
    await expect(call(addSource, { name: 'a.txt' })).rejects.toMatchObject({ code: 'source-input' })
    await expect(call(addSource, { name: 'a.txt', text: '' })).rejects.toMatchObject({ code: 'source-empty' })
    await expect(call(addSource, { name: 'a.txt', text, url: 'no address' })).rejects.toMatchObject({
      code: 'input-invalid',
    })
    await expect(call(addSource, { name: 'a.txt', text }, 'public')).rejects.toMatchObject({ code: 'not-allowed' })
    expect(woken).toBe(0)
    const { id } = await call(addSource, {
      name: '通报.txt',
      text,
      url: 'https://example.org/a',
      published: '2025-01-20',
    })
    expect(woken).toBe(1)
    expect(await call(addSource, { name: '又一次.txt', text })).toEqual({ id, already: true })
    await store.write({ workspaceId: 'w1', personId: 'p1' }, (db) =>
      keepReading(db, {
        workspaceId: 'w1',
        documentId: id,
        reading: sampleReading(text, [
          outputClaim(text, '788.97亿元', 788.97e8, 2024, { confidence: 0.4 }),
          sampleClaim(text, '24个', { value: 24, unit: '{个}', bound: 'eq', confidence: 0.2 }),
          sampleClaim(text, '锂电新能源产业', { kind: 'organisation', confidence: 0.9, status: 'auto' }),
        ]),
        milliseconds: 2,
        at: clock.now().toISOString(),
      }),
    )
    expect(await call(listSources, { search: '通报' })).toMatchObject({
      total: 1,
      documents: [{ id, name: '通报.txt', state: 'read', claims: 3, pending: 2, published: '2025-01-20' }],
    })
    expect(await call(listSources, { search: '100%' })).toMatchObject({ total: 0, documents: [] })
    expect(await call(showSource, { id })).toMatchObject({ raw: text, reordered: false, claimRows: { length: 3 } })
    await expect(call(showSource, { id: 'doc_none' })).rejects.toMatchObject({ code: 'source-unknown', status: 404 })

    const queue = await call(listClaims, {})
    expect(queue.total).toBe(3)
    expect(queue.claims.map((claim) => claim.quote)).toEqual(['24个', '788.97亿元', '锂电新能源产业'])
    expect((await call(listClaims, { kind: ['quantity'], search: '产值788' })).claims).toHaveLength(1)
    expect((await call(listClaims, { standing: ['auto'] })).claims).toHaveLength(1)
    expect((await call(listClaims, { search: '通报' })).total).toBe(3)
    expect((await call(listClaims, { limit: 1, offset: 1 })).claims[0]!.quote).toBe('788.97亿元')

    const claimId = queue.claims[1]!.id
    await expect(call(decideClaim, { claimId, verdict: 'accept', seen: 0 }, 'county')).rejects.toMatchObject({
      code: 'not-allowed',
    })
    const { factId } = await call(decideClaim, { claimId, verdict: 'accept', seen: 0 })
    await expect(call(decideClaim, { claimId, verdict: 'reject', seen: 0 })).rejects.toMatchObject({
      code: 'decided-meanwhile',
      status: 409,
    })
    expect(await call(showClaim, { id: claimId })).toMatchObject({
      claim: { standing: 'accepted', factId },
      decisions: [{ verdict: 'accept', person: '链办', at: '2026-11-23T10:00:00.000Z' }],
    })
    const ledger = await call(listFacts, { search: '产值', modality: ['actual'] })
    expect(ledger).toMatchObject({ total: 1, facts: [{ id: factId, figure: { asOf: '2025-01-20' } }] })
    expect((await call(listFacts, { modality: ['target'] })).total).toBe(0)
    expect(await call(showFact, { id: factId! })).toMatchObject({
      fact: { id: factId },
      witnesses: [
        {
          id: claimId,
          documentId: id,
          url: 'https://example.org/a',
          sentence: '2024年，全市锂电新能源产业产值788.97亿元。',
        },
      ],
      others: [],
    })
    await call(rereadSource, { id })
    expect(woken).toBe(3)
    expect((await call(showSource, { id })).state).toBe('received')
    expect((await call(showFact, { id: factId! })).witnesses).toHaveLength(1)
    const audit = await store.read({ workspaceId: 'w1', personId: 'p1' }, (db) =>
      db.selectFrom('audit_entry').select(['operation', 'input']).where('operation', '=', 'sources.add').execute(),
    )
    expect(audit.length).toBeGreaterThan(0)
    expect(JSON.stringify(audit)).not.toContain('788.97')
  })

  test('another workspace sees none of it', async () => {
    const store = await open()
    const office = { lang: 'en' as const, clock, operations: [], wake: () => {} }
    const { id } = await perform(store, addSource, callerAs('office'), { name: 'a', text: '甲' }, office)
    const stranger = { ...callerAs('office'), workspaceId: 'w2' }
    await store.write({ workspaceId: 'w2', personId: 'p1' }, async (db) => {
      await db.insertInto('workspace').values({ workspace_id: 'w2', name: '别处' }).execute()
      await db.insertInto('person').values({ workspace_id: 'w2', id: 'p1', name: '别人' }).execute()
    })
    expect(await perform(store, listSources, stranger, {}, office)).toEqual({ documents: [], total: 0 })
    await expect(perform(store, showSource, stranger, { id }, office)).rejects.toMatchObject({ code: 'source-unknown' })
    await expect(perform(store, rereadSource, stranger, { id }, office)).rejects.toMatchObject({
      code: 'source-unknown',
    })
    // The same bytes are another document there, and taking them in says nothing about ours.
    const theirs = await perform(store, addSource, stranger, { name: 'a', text: '甲' }, office)
    expect(theirs.already).toBe(false)
  })
})
