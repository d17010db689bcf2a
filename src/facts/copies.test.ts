import { describe, expect, test } from 'vitest'
import { stores } from '../../test/support/stores.ts'
import { keepReading } from '../sources/keep-reading.ts'
import { documentPageById } from '../sources/queries.ts'
import { outputClaim, sampleReading } from '../sources/reading.sample.ts'
import { receiveDocument } from '../sources/receive.ts'
import type { Store } from '../store/store.ts'
import { ledger, witnessesOf } from './queries.ts'
import { recordFact } from './record.ts'

const as = { workspaceId: 'w1', personId: 'p1', operation: 'test' }
const at = '2026-11-23T10:00:00.000Z'

const story = [
  '2024年，全市锂电新能源产业产值788.97亿元，增长势头明显。',
  '全市现有电池及材料企业四十六家，其中规模以上企业十九家。',
  '清河锂业年产三万吨碳酸锂项目已于五月投产，月产量稳步爬坡。',
  '市工业和信息化局负责人表示，下一步将补齐隔膜和电解液两个环节。',
]

const add = async (store: Store, name: string, text: string, published?: string): Promise<string> =>
  store.write(as, async (db) => {
    const { id } = await receiveDocument(db, { ...as, at, name, bytes: new TextEncoder().encode(text), published })
    await keep(id, text, db)
    return id
  })

const keep = (id: string, text: string, db: Parameters<typeof keepReading>[0]) =>
  keepReading(db, {
    workspaceId: 'w1',
    documentId: id,
    reading: sampleReading(text, text.includes('788.97亿元') ? [outputClaim(text, '788.97亿元', 788.97e8, 2024)] : []),
    milliseconds: 1,
    at,
  })

describe.each(stores)('witnesses on $name', ({ open }) => {
  test('three prints of one text are one witness, a text of its own is another', async () => {
    const store = await open()
    const texts = [
      story.join('\n'),
      [...story].reverse().join('\n'),
      `${story[0]}\n石桥县油茶种植面积突破二十万亩。\n当地引进三条榨油生产线，日处理茶籽五十吨。\n县林业局将培训技术员二百人。\n明年再改造低产林一万亩，带动农户增收。`,
      '统计部门公布，2024年该市锂电新能源产业累计产值788.97亿元。',
    ]
    const claims: string[] = []
    for (const [i, text] of texts.entries()) {
      const id = await add(store, `页${i}.txt`, text, `2025-0${i + 1}-01`)
      const { claimRows } = (await store.read(as, (db) => documentPageById(db, 'w1', id, 'zh-CN')))!
      claims.push(claimRows[0]!.id)
    }
    let factId = ''
    for (const claimId of claims) {
      const { id } = await store.write(as, (db) =>
        recordFact(db, {
          ...as,
          at,
          subject: '锂电新能源产业',
          measure: '产值',
          modality: 'actual',
          value: '78897000000',
          unit: 'CNY',
          from: '2024-01-01',
          to: '2024-12-31',
          precision: 'year',
          origin: 'claim',
          witness: { claimId },
        }),
      )
      factId = id
    }
    const { facts } = await store.read(as, (db) => ledger(db, 'w1', { limit: 10, offset: 0, lang: 'zh-CN' }))
    expect(facts.find((fact) => fact.id === factId)?.witnesses).toBe(2)
    const witnesses = (await store.read(as, (db) => witnessesOf(db, 'w1', [factId], 'zh-CN'))).get(factId)!
    expect(witnesses).toHaveLength(4)
    expect(witnesses.filter((one) => one.repeats === null)).toHaveLength(2)
  })
})
