import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stores } from '../../test/support/stores.ts'
import type { Claim } from '../engines/reading/claim.ts'
import { keepReading } from '../sources/keep-reading.ts'
import { outputClaim, sampleClaim, sampleReading } from '../sources/reading.sample.ts'
import { receiveDocument } from '../sources/receive.ts'
import { afterDecision } from '../sources/rules.ts'
import type { Store } from '../store/store.ts'
import { type Decision, decide } from './decide.ts'
import { decisionsOn, factRowsById, ledger, otherValues, reviewQueue, witnessesOf } from './queries.ts'
import { recordFact, recordMeasure, recordSource, recordSubject } from './record.ts'

const as = { workspaceId: 'w1', personId: 'p1', operation: 'test' }
const at = '2026-11-23T10:00:00.000Z'

const addRead = (store: Store, raw: string, claims: Claim[], document: { published?: string | null } = {}) =>
  store.write(as, async (db) => {
    const { id } = await receiveDocument(db, { ...as, at, name: '页.txt', bytes: new TextEncoder().encode(raw) })
    await keepReading(db, {
      workspaceId: 'w1',
      documentId: id,
      reading: sampleReading(raw, claims, document),
      milliseconds: 1,
      at,
    })
    return id
  })

const decideAs = (
  store: Store,
  decision: Pick<Decision, 'claimId' | 'verdict' | 'seen' | 'edits' | 'reason'>,
  personId = 'p1',
) => store.write({ ...as, personId }, (db) => decide(db, { workspaceId: 'w1', personId, at, ...decision }))

const claimsOf = (store: Store, documentId: string) =>
  store.read(as, async (db) => (await reviewQueue(db, 'w1', { documentId, limit: 100, offset: 0 })).claims)

const allFacts = (store: Store) =>
  store.read(as, async (db) => (await ledger(db, 'w1', { limit: 1000, offset: 0, lang: 'zh-CN' })).facts)

describe.each(stores)('decisions on $name', ({ open }) => {
  test('an accepted quantity becomes a fact; the same figure elsewhere is another witness; another value stands beside it', async () => {
    const store = await open()
    const first = await addRead(
      store,
      '2023年产值502亿元。',
      [outputClaim('2023年产值502亿元。', '502亿元', 502e8, 2023)],
      {
        published: '2024-06-19',
      },
    )
    const second = await addRead(
      store,
      '去年实现产值502亿元。',
      [outputClaim('去年实现产值502亿元。', '502亿元', 502e8, 2023)],
      { published: '2024-02-01' },
    )
    const third = await addRead(store, '2023年产值510亿元。', [
      outputClaim('2023年产值510亿元。', '510亿元', 510e8, 2023),
    ])
    const ids: string[] = []
    for (const document of [first, second, third]) {
      const [claim] = await claimsOf(store, document)
      const decided = await decideAs(store, { claimId: claim!.id, verdict: 'accept', seen: 0 })
      expect(decided.claim).toMatchObject({ standing: 'accepted', decisions: 1, factId: decided.factId })
      ids.push(decided.factId!)
    }
    expect(ids[0]).toBe(ids[1])
    expect(ids[2]).not.toBe(ids[0])

    const [fact] = await store.read(as, (db) => factRowsById(db, 'w1', [ids[0]!], 'zh-CN'))
    expect(fact).toMatchObject({
      witnesses: 2,
      others: 1,
      acceptedBy: '链办',
      acceptedAt: at,
      figure: {
        value: '50200000000',
        unit: 'CNY',
        bound: 'eq',
        modality: 'actual',
        period: { from: '2023-01-01', to: '2023-12-31', precision: 'year', inferred: false },
        asOf: '2024-06-19',
        evidence: { kind: 'fact', id: ids[0] },
      },
    })
    const witnesses = (await store.read(as, (db) => witnessesOf(db, 'w1', [ids[0]!], 'zh-CN'))).get(ids[0]!)!
    expect(witnesses.map((witness) => witness.sentence)).toEqual(['2023年产值502亿元。', '去年实现产值502亿元。'])
    expect(witnesses[0]).toMatchObject({ kind: 'claim', quote: '502亿元', start: 7, end: 12, documentId: first })
    const others = await store.read(as, (db) => otherValues(db, 'w1', ids[0]!, 'zh-CN'))
    expect(others.map((other) => other.figure.value)).toEqual(['51000000000'])
    // Nobody said when the third page was published: the day of acceptance is all there is.
    expect(others[0]!.figure.asOf).toBe('2026-11-23')
  })

  test('reject and reopen withdraw the witness and delete nothing; accepting again brings the same fact back', async () => {
    const store = await open()
    const raw = '2024年产值788.97亿元。'
    const [claim] = await claimsOf(store, await addRead(store, raw, [outputClaim(raw, '788.97亿元', 788.97e8, 2024)]))
    const claimId = claim!.id
    const { factId } = await decideAs(store, { claimId, verdict: 'accept', seen: 0 })
    expect(await allFacts(store)).toHaveLength(1)
    const rejected = await decideAs(store, { claimId, verdict: 'reject', seen: 1, reason: ' 口径不同 ' })
    expect(rejected).toMatchObject({ factId: null, claim: { standing: 'rejected', factId: null } })
    expect(await allFacts(store)).toHaveLength(0)
    const [withdrawn] = await store.read(as, (db) => factRowsById(db, 'w1', [factId!], 'en'))
    expect(withdrawn).toMatchObject({ id: factId, witnesses: 0 })
    const shown = (await store.read(as, (db) => witnessesOf(db, 'w1', [factId!], 'en'))).get(factId!)!
    expect(shown).toHaveLength(1)
    expect(shown[0]!.note).toBe('withdrawn on 2026-11-23')
    await decideAs(store, { claimId, verdict: 'reopen', seen: 2 })
    const again = await decideAs(store, { claimId, verdict: 'accept', seen: 3 })
    expect(again.factId).toBe(factId)
    expect(await allFacts(store)).toMatchObject([{ id: factId, witnesses: 1 }])
    const events = await store.read(as, (db) => decisionsOn(db, 'w1', claimId))
    expect(events.map((event) => event.verdict)).toEqual(['accept', 'reject', 'reopen', 'accept'])
    expect(events[1]).toMatchObject({ person: '链办', reason: '口径不同', edits: null })
  })

  test('an edit moves the witness to the fact it now says', async () => {
    const store = await open()
    const raw = '全年产值78.9亿元。'
    const [claim] = await claimsOf(store, await addRead(store, raw, [outputClaim(raw, '78.9亿元', 78.9e8, 2024)]))
    const { factId } = await decideAs(store, { claimId: claim!.id, verdict: 'accept', seen: 0 })
    const edited = await decideAs(store, {
      claimId: claim!.id,
      verdict: 'edit',
      seen: 1,
      edits: { value: '78897000000', place: '临武县' },
    })
    expect(edited.claim).toMatchObject({
      standing: 'edited',
      value: '78897000000',
      place: '临武县',
      placeCode: '431025',
    })
    expect(edited.factId).not.toBe(factId)
    expect(await allFacts(store)).toMatchObject([{ id: edited.factId, figure: { value: '78897000000' } }])
  })

  test('two people at once: one wins, the other is told who and when', async () => {
    const store = await open()
    await store.write(as, (db) =>
      db.insertInto('person').values({ workspace_id: 'w1', id: 'p2', name: '专班甲' }).execute(),
    )
    const raw = '2022年产值300亿元。'
    const [claim] = await claimsOf(store, await addRead(store, raw, [outputClaim(raw, '300亿元', 300e8, 2022)]))
    const results = await Promise.allSettled([
      decideAs(store, { claimId: claim!.id, verdict: 'accept', seen: 0 }, 'p1'),
      decideAs(store, { claimId: claim!.id, verdict: 'reject', seen: 0 }, 'p2'),
    ])
    const refused = results.filter((result) => result.status === 'rejected')
    expect(refused).toHaveLength(1)
    const winner = results[0]!.status === 'fulfilled' ? '链办' : '专班甲'
    expect(refused[0]!.reason).toMatchObject({ code: 'decided-meanwhile', status: 409, place: { field: 'seen' } })
    expect(refused[0]!.reason.words.zh).toContain(winner)
    expect(refused[0]!.reason.words.zh).toContain('2026-11-23 18:00')
    expect(refused[0]!.reason.words.en).toContain(winner)
    expect(await store.read(as, (db) => decisionsOn(db, 'w1', claim!.id))).toHaveLength(1)
  })

  test('the same figure accepted from two pages at once is one fact with two witnesses', async () => {
    const store = await open()
    const texts = ['2021年产值200亿元。', '那年（2021年）产值200亿元。']
    const claims = []
    for (const raw of texts) {
      claims.push(...(await claimsOf(store, await addRead(store, raw, [outputClaim(raw, '200亿元', 200e8, 2021)]))))
    }
    await Promise.all(claims.map((claim) => decideAs(store, { claimId: claim.id, verdict: 'accept', seen: 0 })))
    expect(await allFacts(store)).toMatchObject([{ witnesses: 2 }])
    await Promise.all(claims.map((claim) => decideAs(store, { claimId: claim.id, verdict: 'reject', seen: 1 })))
    expect(await allFacts(store)).toEqual([])
  })

  test('what cannot be a fact is refused with what to do, and nothing is written', async () => {
    const store = await open()
    const raw = '投资10亿元，面积3亩。'
    const document = await addRead(store, raw, [
      sampleClaim(raw, '10亿元', { value: 10e8, unit: 'CNY', bound: 'eq', modality: 'plan' }),
      outputClaim(raw, '3亩', 3, 2024),
    ])
    const [money, area] = (await claimsOf(store, document)).sort((a, b) => a.start - b.start)
    const refusals = [
      [{ claimId: money!.id, verdict: 'accept' as const }, 'claim-incomplete', '指标、主体'],
      [{ claimId: area!.id, verdict: 'edit' as const, edits: {} }, 'edit-empty', '没有任何修改'],
      [{ claimId: area!.id, verdict: 'accept' as const, edits: { value: '1' } }, 'edit-unasked', '修改'],
      [{ claimId: area!.id, verdict: 'edit' as const, edits: { valueTo: '2' } }, 'edit-invalid', '上端小于下端'],
      [{ claimId: area!.id, verdict: 'edit' as const, edits: { to: '2020-01-01' } }, 'edit-invalid', '终点早于起点'],
      [{ claimId: area!.id, verdict: 'edit' as const, edits: { unit: 'furlong' } }, 'edit-invalid', 'furlong'],
      [{ claimId: 'claim_none', verdict: 'accept' as const }, 'claim-unknown', '没有这条陈述'],
    ] as const
    for (const [decision, code, words] of refusals) {
      const error = await decideAs(store, { seen: 0, ...decision }).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code })
      expect((error as { words: { zh: string } }).words.zh).toContain(words)
    }
    expect(await store.read(as, (db) => decisionsOn(db, 'w1', area!.id))).toEqual([])
    expect(await allFacts(store)).toEqual([])
    const filled = await decideAs(store, {
      claimId: money!.id,
      verdict: 'edit',
      seen: 0,
      edits: { measure: '总投资', subject: '项目甲' },
    })
    expect(filled.factId).not.toBeNull()
  })

  test('a registered series gathers the words pages use for it, and pack figures and claims witness one fact', async () => {
    const store = await open()
    const packed = await store.write(as, async (db) => {
      await recordMeasure(db, {
        workspaceId: 'w1',
        key: 'output-value',
        zh: '产值',
        en: 'Output value',
        unit: 'CNY',
        aliases: ['总产值'],
      })
      await recordSubject(db, {
        workspaceId: 'w1',
        key: 'chenzhou-lithium',
        zh: '郴州锂电新能源产业',
        en: 'Chenzhou lithium industry',
        placeCode: '431000',
        aliases: ['锂电新能源产业', '电池产业'],
      })
      const sourceId = await recordSource(db, {
        workspaceId: 'w1',
        id: 'source_a',
        title: '报道',
        published: '2024-06',
      })
      const fact = {
        ...as,
        at,
        subject: '郴州锂电新能源产业',
        measure: '产值',
        modality: 'actual' as const,
        value: '50200000000.0',
        unit: 'CNY',
        from: '2023-01-01',
        to: '2023-12-31',
        precision: 'year' as const,
        origin: 'pack' as const,
        witness: { sourceId, sentence: '第二段' },
      }
      const made = await recordFact(db, fact)
      expect(await recordFact(db, fact)).toEqual({ id: made.id, created: false })
      return made.id
    })
    const raw = '郴州市电池产业2023年总产值502亿元。'
    const [claim] = await claimsOf(
      store,
      await addRead(store, raw, [
        outputClaim(raw, '502亿元', 502e8, 2023, { subject: '郴州市电池产业', measure: '总产值' }),
      ]),
    )
    expect((await decideAs(store, { claimId: claim!.id, verdict: 'accept', seen: 0 })).factId).toBe(packed)
    expect(await allFacts(store)).toMatchObject([
      { subjectKey: 'chenzhou-lithium', measureKey: 'output-value', subject: '郴州锂电新能源产业', witnesses: 2 },
    ])
    const elsewhere = '宜春市电池产业2023年总产值502亿元。'
    const [other] = await claimsOf(
      store,
      await addRead(store, elsewhere, [
        outputClaim(elsewhere, '502亿元', 502e8, 2023, { subject: '电池产业', place: '宜春市', placeCode: '360900' }),
      ]),
    )
    const strange = await decideAs(store, { claimId: other!.id, verdict: 'accept', seen: 0 })
    expect(strange.factId).not.toBe(packed)
  })

  test('whatever people decide: facts keep live witnesses, no event disappears, replaying gives the same standing', async () => {
    const store = await open()
    let page = 0
    const verdict = fc.constantFrom('accept', 'edit', 'reject', 'reopen' as const)
    const step = fc.record({ claim: fc.nat(4), verdict, value: fc.constantFrom('100', '200', '300'), stale: fc.nat(9) })
    let decided = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        page++
        const claims: { id: string; events: { verdict: string; edits: Record<string, unknown> | null }[] }[] = []
        // Five pages on one series: two say 100, two 200, one a list that is no number.
        for (const [i, value] of [100, 100, 200, 200, 0].entries()) {
          const raw = `第${page}组第${i}页：产值${value}元。`
          const claim =
            i === 4
              ? sampleClaim(raw, `产值${value}元`, { kind: 'list' })
              : outputClaim(raw, `${value}元`, value, 2000 + (page % 50), { subject: `产业${page}` })
          const [row] = await claimsOf(store, await addRead(store, raw, [claim]))
          claims.push({ id: row!.id, events: [] })
        }
        for (const { claim: index, verdict, value, stale } of steps) {
          const claim = claims[index]!
          const edits = verdict === 'edit' ? { value } : null
          const seen = stale === 0 ? claim.events.length + 1 : claim.events.length
          const attempt = decideAs(store, { claimId: claim.id, verdict, seen, ...(edits ? { edits } : {}) })
          if (stale === 0) {
            await expect(attempt).rejects.toMatchObject({ code: 'decided-meanwhile' })
          } else {
            await attempt
            claim.events.push({ verdict, edits })
            decided++
          }
        }
        await store.read(as, async (db) => {
          for (const claim of claims) {
            const events = await decisionsOn(db, 'w1', claim.id)
            expect(events.map(({ verdict, edits }) => ({ verdict, edits }))).toEqual(claim.events)
            const standing = await db
              .selectFrom('claim_standing')
              .selectAll()
              .where('claim_id', '=', claim.id)
              .executeTakeFirstOrThrow()
            const replayed = events.reduce((stand, event) => afterDecision(stand, event.verdict, event.edits), {
              standing: 'pending',
              edits: null,
            } as ReturnType<typeof afterDecision>)
            expect({ standing: standing.standing, edits: standing.edits }).toEqual(replayed)
            const live = await db
              .selectFrom('fact_witness')
              .selectAll()
              .where('claim_id', '=', claim.id)
              .where('withdrawn_at', 'is', null)
              .execute()
            const holds = standing.kind === 'quantity' && ['accepted', 'edited'].includes(replayed.standing)
            expect(live.map((witness) => witness.fact_id)).toEqual(holds ? [standing.fact_id] : [])
          }
          const facts = await db.selectFrom('fact').selectAll().execute()
          const witnesses = await db.selectFrom('fact_witness').selectAll().execute()
          for (const fact of facts) {
            const live = witnesses.filter((witness) => witness.fact_id === fact.id && witness.withdrawn_at === null)
            expect(fact.withdrawn_at === null).toBe(live.length > 0)
          }
        })
      }),
      { numRuns: 12 },
    )
    expect(decided).toBeGreaterThan(20)
  })
})
