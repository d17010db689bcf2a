import { describe, expect, test } from 'vitest'
import { stores } from '../../test/support/stores.ts'
import { perform } from '../access/perform.ts'
import { callerFor } from '../access/sessions.ts'
import type { Claim } from '../engines/reading/claim.ts'
import { claimsOfPage } from '../sources/claims.ts'
import { correctionCases, listCorrections } from '../sources/correction-operations.ts'
import { keepReading } from '../sources/keep-reading.ts'
import { textOf } from '../sources/queries.ts'
import { outputClaim, sampleReading } from '../sources/reading.sample.ts'
import { receiveDocument } from '../sources/receive.ts'
import type { Store } from '../store/store.ts'
import { type Decision, decide } from './decide.ts'

const as = { workspaceId: 'w1', personId: 'p1', operation: 'test' }
const at = '2026-11-23T10:00:00.000Z'

let pages = 0
const receive = (store: Store) =>
  store.write(as, async (db) => {
    const bytes = new TextEncoder().encode(`页${++pages}`)
    return (await receiveDocument(db, { ...as, at, name: `页${pages}.txt`, bytes })).id
  })
const read = (store: Store, documentId: string, raw: string, claims: Claim[]) =>
  store.write(as, (db) =>
    keepReading(db, { workspaceId: 'w1', documentId, reading: sampleReading(raw, claims), milliseconds: 1, at }),
  )
const add = async (store: Store, raw: string, claims: Claim[]): Promise<string> => {
  const id = await receive(store)
  await read(store, id, raw, claims)
  return id
}
const claimsOf = (store: Store, documentId: string) =>
  store.read(
    as,
    async (db) =>
      (await claimsOfPage(db, 'w1', async () => (await textOf(db, 'w1', documentId))!, { documentId, limit: 100 }))
        .claims,
  )
const decideOn = (store: Store, claimId: string, decision: Partial<Decision> & Pick<Decision, 'verdict'>, at_ = at) =>
  store.write(as, (db) => decide(db, { workspaceId: 'w1', personId: 'p1', at: at_, claimId, seen: 0, ...decision }))

const sentence = '2024年，全市锂电产业产值达502亿元。'
const output = (raw: string, said: Partial<Claim> = {}) =>
  outputClaim(raw, '502亿元', 502e8, 2024, { measure: '营收', reasons: ['measure-shared'], status: 'auto', ...said })

describe.each(stores)('corrections on $name', ({ open }) => {
  test('survive re-reading, and say which rule of the reader they disagree with, until it agrees', async () => {
    const store = await open()
    const document = await add(store, sentence, [output(sentence)])
    const [claim] = await claimsOf(store, document)
    expect(claim!.reader).toBeNull()
    await decideOn(store, claim!.id, { verdict: 'edit', edits: { measure: '产值' } })
    await read(store, document, sentence, [output(sentence, { confidence: 0.7 })])
    const [after] = await claimsOf(store, document)
    expect(after).toMatchObject({
      id: claim!.id,
      measure: '产值',
      standing: 'edited',
      reader: { found: true, differs: [{ field: 'measure', reader: '营收' }], reasons: ['measure-shared'] },
    })
    await read(store, document, sentence, [])
    expect((await claimsOf(store, document))[0]!.reader).toEqual({ found: false, differs: [], reasons: [] })
    await read(store, document, sentence, [output(sentence, { measure: '产值', reasons: [] })])
    expect((await claimsOf(store, document))[0]!.reader).toBeNull()
  })

  test('a rejected claim says so as long as the reader still finds it', async () => {
    const store = await open()
    const document = await add(store, sentence, [output(sentence)])
    const [claim] = await claimsOf(store, document)
    await decideOn(store, claim!.id, { verdict: 'reject' })
    expect((await claimsOf(store, document))[0]!.reader).toMatchObject({ found: true, reasons: ['measure-shared'] })
    await read(store, document, sentence, [])
    expect((await claimsOf(store, document))[0]!.reader).toBeNull()
  })

  test('are proposed for the same sentence in pages read before and after, spaced and set otherwise, never applied', async () => {
    const store = await open()
    const before = `转载：\n${sentence}`
    const earlier = await add(store, before, [output(before)])
    const document = await add(store, sentence, [output(sentence)])
    const [claim] = await claimsOf(store, document)
    await decideOn(store, claim!.id, {
      verdict: 'edit',
      edits: { measure: '产值', place: '临武县' },
      reason: '原文如此',
    })
    const spaced = '２０２４年,全市锂电 产业产值达\u200b502亿元'
    const later = await add(store, spaced, [output(spaced)])
    for (const id of [earlier, later]) {
      const [alike] = await claimsOf(store, id)
      expect(alike).toMatchObject({
        measure: '营收',
        standing: 'pending',
        decisions: 0,
        factId: null,
        reasons: ['measure-shared', 'corrected-before'],
        proposal: {
          verdict: 'edit',
          edits: { measure: '产值', place: '临武县', placeCode: '431025' },
          person: '链办',
          at,
          claimId: claim!.id,
          documentId: document,
        },
      })
    }
    // Taken up, it is a decision like any other and nothing is proposed any more.
    const [alike] = await claimsOf(store, later)
    const { placeCode: _, ...edits } = alike!.proposal!.edits
    const taken = await decideOn(store, alike!.id, { verdict: 'edit', edits })
    expect(taken.claim).toMatchObject({ measure: '产值', placeCode: '431025', standing: 'edited', proposal: null })
    // Reopened everywhere, nothing is left to propose, and the claim is as sure as the reader was.
    await decideOn(store, alike!.id, { verdict: 'reopen', seen: 1 })
    await decideOn(store, claim!.id, { verdict: 'reopen', seen: 1 })
    expect((await claimsOf(store, earlier))[0]).toMatchObject({
      proposal: null,
      standing: 'auto',
      reasons: ['measure-shared'],
    })
  })

  test('are not proposed where the reader reads otherwise, for another quote of the sentence, or in another workspace', async () => {
    const store = await open()
    const twice = '2024年产值502亿元，2023年产值502亿元。'
    const second = { start: twice.lastIndexOf('502'), end: twice.lastIndexOf('502') + 5 }
    const document = await add(store, twice, [output(twice)])
    const [claim] = await claimsOf(store, document)
    await decideOn(store, claim!.id, { verdict: 'edit', edits: { measure: '产值' } })
    const same = await add(store, twice, [
      output(twice, { measure: '产值' }),
      output(twice, { ...second, from: '2023-01-01', to: '2023-12-31' }),
    ])
    expect((await claimsOf(store, same)).map((row) => row.proposal)).toEqual([null, null])
    await store.write({ ...as, workspaceId: 'w2' }, async (db) => {
      await db.insertInto('workspace').values({ workspace_id: 'w2', name: '别处' }).execute()
      const { id } = await receiveDocument(db, { ...as, workspaceId: 'w2', at, name: 'x', bytes: new Uint8Array([65]) })
      const reading = sampleReading(twice, [output(twice)])
      await keepReading(db, { workspaceId: 'w2', documentId: id, reading, milliseconds: 1, at })
      const { claims } = await claimsOfPage(db, 'w2', async () => '', { documentId: id, limit: 10 })
      expect(claims).toMatchObject([{ proposal: null, standing: 'auto' }])
    })
  })

  test('are counted by rule, and exported as test cases that no spreadsheet runs and no person is named in', async () => {
    const store = await open()
    const evil = '=cmd()，2024年产值502亿元。'
    const first = await add(store, sentence, [output(sentence)])
    const second = await add(store, evil, [output(evil, { reasons: ['measure-shared', 'period-inferred'] })])
    const third = await add(store, '增长3%。', [outputClaim('增长3%。', '3%', 3, 2024, { unit: '%', reasons: [] })])
    for (const [id, decision] of [
      [first, { verdict: 'edit', edits: { measure: '产值' } }],
      [second, { verdict: 'edit', edits: { value: '50300000000' } }],
      [third, { verdict: 'reject', reason: '不是锂电' }],
    ] as const)
      await decideOn(store, (await claimsOf(store, id))[0]!.id, decision)
    const caller = (await callerFor(store, 'w1', 'p1', 'http'))!
    const options = { lang: 'zh-CN', operations: [] } as const
    const list = await perform(store, listCorrections, caller, {}, options)
    expect(list.rules.map(({ rule, count }) => [rule, count])).toEqual([
      ['measure-shared', 2],
      ['no-reason', 1],
      ['period-inferred', 1],
    ])
    expect(list).toMatchObject({ total: 3, looked: 3, older: false })
    expect(
      (await perform(store, listCorrections, caller, { rule: 'period-inferred' }, options)).corrections,
    ).toMatchObject([
      { quote: '502亿元', fields: [{ field: 'value', person: '50300000000', reader: '50200000000' }], person: '链办' },
    ])
    await read(store, first, sentence, [output(sentence, { measure: '产值' })])
    expect((await perform(store, listCorrections, caller, {}, options)).total).toBe(2)
    expect((await perform(store, listCorrections, caller, { all: true }, options)).total).toBe(3)

    const json = await perform(store, correctionCases, caller, { all: true }, options)
    const { cases } = JSON.parse(new TextDecoder().decode(json.bytes))
    expect(cases).toHaveLength(3)
    for (const one of cases)
      expect(one.sentence.slice(one.quoteStart, one.quoteStart + one.quote.length)).toBe(one.quote)
    expect(cases.find((one: { quote: string }) => one.quote === '3%')).toMatchObject({ expected: null })
    const table = await perform(store, correctionCases, caller, { format: 'csv', all: true }, options)
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(table.bytes)
    expect(text.startsWith('\ufeffkind,')).toBe(true)
    expect(text).toContain(`"'=cmd()`)
    expect(text.split('\r\n').filter((line) => /(^|,)"?=/.test(line))).toEqual([])
    expect(text + new TextDecoder().decode(json.bytes)).not.toContain('链办')
  })
})
