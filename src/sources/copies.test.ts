import { describe, expect, test } from 'vitest'
import { stores } from '../../test/support/stores.ts'
import type { Store } from '../store/store.ts'
import { keepReading } from './keep-reading.ts'
import { documentPageById, listDocuments } from './queries.ts'
import { outputClaim, sampleReading } from './reading.sample.ts'
import { receiveDocument } from './receive.ts'

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

const rootOf = async (store: Store, id: string) =>
  (await store.read(as, (db) => documentPageById(db, 'w1', id, 'zh-CN')))!.copyOf?.id ?? null

describe.each(stores)('copies on $name', ({ open }) => {
  test('the first published stands for the text, whatever the order in which they came', async () => {
    const store = await open()
    const late = await add(store, '转载一.txt', [...story].reverse().join('\n'), '2025-02-03')
    const other = await add(
      store,
      '别的.txt',
      '石桥县油茶种植面积突破二十万亩，带动三万农户增收。当地引进三条榨油生产线。',
    )
    expect(await rootOf(store, late)).toBeNull()
    const first = await add(store, '原文.txt', story.join('\n'), '2025-01-20')
    const short = await add(store, '摘要.txt', story.slice(0, 3).join(' '), '2025-03-01')
    expect(await rootOf(store, first)).toBeNull()
    expect(await rootOf(store, late)).toBe(first)
    expect(await rootOf(store, short)).toBe(first)
    expect(await rootOf(store, other)).toBeNull()
    const { documents } = await store.read(as, (db) => listDocuments(db, 'w1', { limit: 10, offset: 0, lang: 'zh-CN' }))
    expect(Object.fromEntries(documents.map((one) => [one.name, one.copies]))).toEqual({
      '原文.txt': 2,
      '转载一.txt': 0,
      '摘要.txt': 0,
      '别的.txt': 0,
    })

    // Read again as another text, the root leaves, and the next one stands for the rest.
    await store.write(as, (db) => keep(first, '这份文件原来放错了，现在换成了一篇关于油茶的短文。', db))
    expect(await rootOf(store, first)).toBeNull()
    expect(await rootOf(store, late)).toBeNull()
    expect(await rootOf(store, short)).toBe(late)
    await store.write(as, (db) => keep(first, story.join('\n'), db))
    expect(await rootOf(store, short)).toBe(first)
  })
})
