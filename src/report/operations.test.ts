import { fileURLToPath } from 'node:url'
import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { stores } from '../../test/support/stores.ts'
import type { ReadContext } from '../access/operation.ts'
import { fixedClock } from '../base/clock.ts'
import { formatFigure } from '../base/format.ts'
import type { Lang } from '../base/lang.ts'
import { recordFact, recordSource } from '../facts/record.ts'
import type { Store } from '../store/store.ts'
import { installPack } from '../work/packs/install.ts'
import { loadPack } from '../work/packs/load.ts'
import { figuresInOrder } from './footnotes.ts'
import { briefAsWord, showBrief, showToday } from './operations.ts'
import type { Sentence } from './schema.ts'

const packs = fileURLToPath(new URL('../../packs', import.meta.url))
const as = { workspaceId: 'w1', personId: 'p1', operation: 'test' }

const said = (sentences: readonly Sentence[], lang: Lang): string =>
  sentences
    .flatMap((sentence) =>
      sentence.parts.map((part) => ('text' in part ? part.text : formatFigure(part.figure, lang).text)),
    )
    .join('')

describe.each(stores)('the pages of a day on $name', ({ open }) => {
  let store: Store
  const inContext = <T>(lang: Lang, today: string, run: (context: ReadContext) => Promise<T>): Promise<T> =>
    store.read(as, (db) =>
      run({
        caller: { ...as, personName: '链办', grants: [{ role: 'office', scope: null }], door: 'http' },
        lang,
        clock: fixedClock(today),
        db,
        operations: [],
        database: { kind: store.kind, trial: store.trial, version: store.version, lastSnapshot: null },
      }),
    )

  beforeAll(async () => {
    store = await open()
    const pack = loadPack(packs, 'chenzhou')
    await store.write(as, (db) => installPack(db, pack, { ...as, at: '2026-11-23T00:00:00.000Z' }))
  })

  test('today says result, target, growth and the two targets of 2027', async () => {
    const today = await inContext('zh-CN', '2026-11-23T01:00:00Z', (context) => showToday.run(context, {}))
    const text = said(today.sentences, 'zh-CN')
    expect(today.sentences.length).toBeGreaterThanOrEqual(3)
    expect(today.sentences.length).toBeLessThanOrEqual(5)
    expect(text).toContain('2024年产值788.97亿元，当年目标800亿元，完成98.62%，差11.03亿元')
    expect(text).toContain('2027年目标，2500亿元与3000亿元')
    expect(today.waiting.find((item) => item.kind === 'other-values')?.count).toBeGreaterThanOrEqual(1)
  })

  test('a phase is late the day after its planned month, not in it', async () => {
    const stuck = async (day: string) =>
      said(
        (await inContext('zh-CN', `${day}T01:00:00Z`, (context) => showToday.run(context, {}))).sentences.filter(
          (sentence) => sentence.about === 'stuck',
        ),
        'zh-CN',
      )
    expect(await stuck('2025-12-31')).not.toContain('2025-12')
    expect(await stuck('2026-01-01')).toContain('计划2025-12')
  })

  test('a newly accepted result moves the sentences', async () => {
    const sourceId = await store.write(as, (db) => recordSource(db, { workspaceId: 'w1', title: '统计公报' }))
    await store.write(as, (db) =>
      recordFact(db, {
        workspaceId: 'w1',
        personId: 'p1',
        at: '2026-11-22T00:00:00.000Z',
        subject: '郴州市锂电新能源产业',
        measure: '产值',
        modality: 'actual',
        value: '96000000000',
        unit: 'CNY',
        from: '2025-01-01',
        to: '2025-12-31',
        precision: 'year',
        place: '郴州市',
        placeCode: '431000',
        origin: 'pack',
        witness: { sourceId },
      }),
    )
    const today = await inContext('zh-CN', '2026-11-23T01:00:00Z', (context) => showToday.run(context, {}))
    expect(said(today.sentences, 'zh-CN')).toContain('2025年产值960亿元，当年目标1500亿元，完成64%')
  })

  test.each(['zh-CN', 'en'] as const)('the brief in %s has a footnote for every figure it shows', async (lang) => {
    const brief = await inContext(lang, '2026-11-23T01:00:00Z', (context) => showBrief.run(context, {}))
    expect(brief.sections).toHaveLength(4)
    expect(figuresInOrder(brief.sections).length).toBeGreaterThan(40)
    expect(brief.footnotes.map((note) => note.number)).toEqual(brief.footnotes.map((_, index) => index + 1))
    const cited = brief.footnotes.filter((note) => note.sources.length > 0)
    expect(cited.length).toBeGreaterThan(5)
    for (const note of cited) expect(note.text).toMatch(/《|“/)
    const ours = [brief.title, brief.subtitle, ...brief.sections.map((section) => section.title)].join('')
    if (lang === 'en') expect(ours).not.toMatch(/[\u3400-\u9fff]/)
  })

  test('the Word file carries as many footnotes as the brief', async () => {
    const { file, notes } = await inContext('zh-CN', '2026-11-23T01:00:00Z', async (context) => ({
      file: await briefAsWord.run(context, {}),
      notes: (await showBrief.run(context, {})).footnotes.length,
    }))
    expect(file.name).toBe('周一简报-2026-11-23.docx')
    const document = strFromU8(unzipSync(file.bytes)['word/document.xml']!)
    expect([...document.matchAll(/<w:footnoteReference /g)]).toHaveLength(notes)
  })
})
