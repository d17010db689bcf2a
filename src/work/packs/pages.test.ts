import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { stores } from '../../../test/support/stores.ts'
import type { Caller, Operation } from '../../access/operation.ts'
import { perform } from '../../access/perform.ts'
import { callerFor } from '../../access/sessions.ts'
import { fixedClock } from '../../base/clock.ts'
import type { Figure } from '../../base/figure.ts'
import type { Lang } from '../../base/lang.ts'
import { showMap, showStage } from '../../chain/operations.ts'
import { ledger, witnessesOf } from '../../facts/queries.ts'
import { recordFact } from '../../facts/record.ts'
import { resolveMeasure, resolveSubject } from '../../facts/resolve.ts'
import { showStrategy, showTargets } from '../../plan/operations.ts'
import type { Store } from '../../store/store.ts'
import { listProjects, showProject } from '../projects/operations.ts'
import { installPack } from './install.ts'
import { loadPack } from './load.ts'

const clock = fixedClock('2026-11-23T20:00:00Z')
const as = { workspaceId: 'w1', personId: 'p1', operation: 'test' }
const installing = { workspaceId: 'w1', personId: 'p1', at: '2026-11-23T00:00:00.000Z' }
const operations = [showMap, showStage, showTargets, showStrategy, listProjects, showProject]

describe.each(stores)('pages made from a pack on $name', ({ open }) => {
  let store: Store
  let caller: Caller

  beforeAll(async () => {
    store = await open()
    const pack = loadPack(fileURLToPath(new URL('../../../packs', import.meta.url)), 'chenzhou')
    await store.write(as, (db) => installPack(db, pack, installing))
    caller = (await callerFor(store, 'w1', 'p1', 'cli'))!
  })

  const ask = <O extends Operation>(
    operation: O,
    input: unknown = {},
    lang: Lang = 'zh-CN',
  ): Promise<z.output<O['output']>> => perform(store, operation, caller, input, { lang, clock, operations })

  const stageOf = async (key: string, lang: Lang = 'zh-CN') =>
    (await ask(showMap, {}, lang)).stages.find((stage) => stage.key === key)!

  test('the map stands at fixed places, ore to recycling, with a return', async () => {
    const map = await ask(showMap)
    expect(map.chain).toBe('锂电新能源全产业链')
    expect(map.region).toBe('郴州')
    expect(map.asOf).toBe('2026-11-24')
    expect(map.stages.length).toBeGreaterThanOrEqual(17)
    expect(map.stages[0]!.key).toBe('resource')
    expect(map.stages.at(-1)!.key).toBe('recycling')
    const places = map.stages.map((stage) => `${stage.column}/${stage.row}`)
    expect(new Set(places).size).toBe(places.length)
    expect(map.links.filter((link) => link.back).map((link) => link.from)).toContain('recycling')
    expect(map.links.filter((link) => link.back).every((link) => link.from === 'recycling')).toBe(true)
    expect(map.links).toContainEqual(expect.objectContaining({ from: 'smelting', to: 'cathode', back: false }))
  })

  test('what a stage lacks is said in the caller’s language, and nothing is 0', async () => {
    const separator = await stageOf('separator')
    expect(separator.missing.map((gap) => gap.kind)).toEqual(['no-enterprise', 'no-capacity', 'no-project'])
    expect(separator.missing[0]!.text).toBe('没有登记的企业')
    expect(separator.enterprises.value).toBeNull()
    expect((await stageOf('separator', 'en')).missing[0]!.text).toBe('No enterprise on the register')
    expect((await stageOf('cell-lfp')).missing.map((gap) => gap.text)).toContain('只有规划或签约的产能，没有已建的')
  })

  test('capacities are added only within a product and a modality, and open their parts', async () => {
    const capacities = (await stageOf('smelting')).capacities.filter((figure) => figure.label === '电池级碳酸锂')
    expect(capacities.map((figure) => [figure.modality, figure.value])).toEqual([
      ['actual', '45000'],
      ['plan', '210000'],
      ['signed', '150000'],
      ['forecast', '80000'],
    ])
    const [built] = capacities
    expect(built!.evidence.kind).toBe('formula')
    if (built!.evidence.kind === 'formula')
      expect(built!.evidence.inputs.map((input) => [input.value, input.evidence.kind])).toEqual([
        ['25000', 'fact'],
        ['20000', 'fact'],
      ])
  })

  test('a stage shows its neighbours, enterprises, projects, coefficients and sources', async () => {
    const page = await ask(showStage, { key: 'electrolyte' })
    expect(page.fedBy.map((stage) => stage.key)).toContain('smelting')
    expect(page.feeds.map((stage) => stage.key)).toContain('cell-lfp')
    expect(page.enterprises.map((one) => one.id)).toContain('zhonglan')
    expect(page.projects[0]!.phases.map((phase) => [phase.name, phase.stage, phase.stageDate])).toEqual([
      ['一期', '试产', '2023-02-01'],
      ['二期', '计划投产', '2025-12'],
    ])
    const blend = page.processes.find((process) => process.key === 'blend-electrolyte')!
    expect(blend.coefficients.find((one) => one.product === '六氟磷酸锂')).toMatchObject({
      value: 0.106,
      low: 0.1,
      high: 0.135,
      unit: 't/t',
      weak: false,
    })
    expect(blend.coefficients.find((one) => one.product === '双氟磺酰亚胺锂')).toMatchObject({
      value: null,
      source: '无来源',
    })
    expect(page.sources.length).toBeGreaterThan(0)
    await expect(ask(showStage, { key: 'moon' })).rejects.toMatchObject({ code: 'chain.no-stage', status: 404 })
  })

  test('results stand against targets, other targets and forecasts beside them', async () => {
    const { years, unit } = await ask(showTargets)
    expect(unit).toBe('CNY')
    expect(years.map((year) => [year.year, year.actual?.value ?? null, year.target?.value ?? null])).toEqual([
      [2023, '50200000000', null],
      [2024, '78897000000', '80000000000'],
      [2025, null, '150000000000'],
      [2027, null, '250000000000'],
      [2032, null, '500000000000'],
    ])
    const year = (which: number) => years.find((one) => one.year === which)!
    expect(year(2024).attained).toMatchObject({ value: '98.62', unit: '%', evidence: { kind: 'formula' } })
    expect(year(2025).forecasts.map((one) => [one.value, one.bound])).toEqual([['100000000000', 'gt']])
    expect(year(2027).otherTargets.map((one) => [one.value, one.label])).toEqual([
      ['300000000000', '郴州市电池产业 · 产值'],
    ])
    expect(year(2025).attained).toBeNull()
  })

  test('a reader of English meets no Chinese but titles of sources', async () => {
    const chinese = /[\u4e00-\u9fff]/
    const found: string[] = []
    const walk = (value: unknown, path: string): void => {
      if (typeof value === 'string' && chinese.test(value) && !/\.(title|publisher|number|unit|quote)$/.test(path))
        found.push(`${path}: ${value}`)
      if (value === null || typeof value !== 'object') return
      for (const [key, part] of Object.entries(value)) walk(part, `${path}.${key}`)
    }
    const map = await ask(showMap, {}, 'en')
    walk(map, 'map')
    for (const stage of map.stages) {
      const page = await ask(showStage, { key: stage.key }, 'en')
      walk({ ...page, processes: page.processes.map(({ coefficients: _, ...process }) => process) }, stage.key)
      for (const one of page.processes.flatMap((process) => process.coefficients))
        walk({ product: one.product, note: one.note }, `${stage.key}.coefficient`)
    }
    walk(await ask(showTargets, {}, 'en'), 'targets')
    walk(await ask(showStrategy, {}, 'en'), 'strategy')
    const list = await ask(listProjects, {}, 'en')
    walk(list, 'projects')
    for (const project of list.projects) walk(await ask(showProject, { id: project.id }, 'en'), project.id)
    const facts = await store.read(as, (db) => ledger(db, 'w1', { limit: 1000, offset: 0, lang: 'en' }))
    expect(facts.total).toBeGreaterThan(100)
    walk(
      facts.facts.map(({ place: _, acceptedBy: __, ...fact }) => fact),
      'facts',
    )
    const told = await store.read(as, (db) =>
      witnessesOf(
        db,
        'w1',
        facts.facts.map((fact) => fact.id),
        'en',
      ),
    )
    walk([...told.values()], 'witnesses')
    expect(found).toEqual([])
  })

  test('every figure shown rests on something', async () => {
    const none: string[] = []
    const walk = (value: unknown): void => {
      if (value === null || typeof value !== 'object') return
      const figure = value as Figure
      if ('evidence' in value && figure.evidence.kind === 'none') none.push(figure.label)
      for (const part of Object.values(value)) walk(part)
    }
    walk([
      await ask(showMap),
      await ask(showTargets),
      await ask(listProjects),
      await ask(showStage, { key: 'resource' }),
    ])
    expect(none).toEqual([])
  })

  test('strategy 1546 has 1 goal, 5 paths, 4 fields, 6 works; the layout 1 core, 1 pole, 3 supports', async () => {
    const { strategies, organisation, policies } = await ask(showStrategy)
    const kinds = (index: number) =>
      Object.entries(Object.groupBy(strategies[index]!.children, (node) => node.kind)).map(([kind, nodes]) => [
        kind,
        nodes!.length,
      ])
    expect(kinds(0)).toEqual([
      ['goal', 1],
      ['path', 5],
      ['field', 4],
      ['work', 6],
    ])
    expect(kinds(1)).toEqual([
      ['core', 1],
      ['pole', 1],
      ['support', 3],
    ])
    expect(strategies[0]!.sources.length).toBeGreaterThan(0)
    expect(organisation.slice(0, 2).map((post) => [post.post, post.holder])).toEqual([
      ['顾问', '市委书记'],
      ['组长', '市长'],
    ])
    expect(policies.find((policy) => policy.number === '郴政办函〔2023〕35号')?.issued).toBe('2023-05-02')
  })

  test('a project inside another is never added to it', async () => {
    const { projects, investment } = await ask(listProjects)
    const child = projects.find((project) => project.id === 'anneng-ganfeng-carbonate')!
    expect(child.parent).toContain('上海安能')
    expect(child.investment?.value).toBe('7000000000')
    const parts = investment.flatMap((figure) => (figure.evidence.kind === 'formula' ? figure.evidence.inputs : []))
    expect(parts.map((part) => part.label)).not.toContain(child.name)
    expect(investment.map((figure) => [figure.modality, figure.value])).toEqual([
      ['actual', '300000000'],
      ['plan', '11692274800'],
      ['signed', '82400000000'],
    ])
  })

  test('a project page tells every step with its source', async () => {
    const page = await ask(showProject, { id: 'anneng-ganfeng-carbonate' }, 'en')
    expect(page.parent?.id).toBe('anneng-whole-chain')
    expect(page.steps.map((step) => [step.phase, step.stage, step.at, step.planned])).toEqual([
      ['Phase 1', 'Trial production', '2024-06-18', false],
      ['Phase 1', 'In production', '2024-08', true],
    ])
    expect(page.steps.every((step) => step.source !== null)).toBe(true)
    const parent = await ask(showProject, { id: 'anneng-whole-chain' })
    expect(parent.children.map((project) => project.id)).toEqual(['anneng-ganfeng-carbonate'])
    expect(await ask(listProjects, { search: '六氟' }).then((list) => list.projects.map((one) => one.id))).toEqual([
      'zhonglan-lipf6',
    ])
    await expect(ask(showProject, { id: 'none' })).rejects.toMatchObject({ code: 'project.none' })
  })

  test.each([
    ['郴州锂电新能源产业', '产值', 'chenzhou-lithium', 'output-value'],
    ['郴州市锂电新能源产业', '总产值', 'chenzhou-lithium', 'output-value'],
    ['全市锂电产业', '产值', 'chenzhou-lithium', 'output-value'],
    ['郴州市电池产业', '总产值', 'chenzhou-battery', 'output-value'],
    ['全市电池产业', '营收', 'chenzhou-battery', 'revenue'],
    ['安能赣锋', '产能', 'anneng-ganfeng', 'capacity'],
    ['氧化锂', '储量', 'chenzhou-li2o', 'reserves'],
  ])(
    'the words %s and %s of a page find the registered subject and measure',
    async (subject, measure, key, measureKey) => {
      const found = await store.read(as, async (db) => [
        await resolveSubject(db, subject, { place: '郴州市', placeCode: '431000' }),
        await resolveMeasure(db, measure),
      ])
      expect(found).toEqual([key, measureKey])
    },
  )

  test('a figure accepted later stands in the numbers at once', async () => {
    const fact = {
      workspaceId: 'w1',
      personId: 'p1',
      at: '2026-11-23T21:00:00.000Z',
      subject: '郴州锂电产业',
      measure: '总产值',
      modality: 'actual' as const,
      value: '112000000000',
      unit: 'CNY',
      from: '2025-01-01',
      to: '2025-12-31',
      precision: 'year' as const,
      placeCode: '431000',
      origin: 'claim' as const,
      witness: { sourceId: 'source_chenzhou_integrated-2026' },
    }
    await store.write(as, (db) => recordFact(db, fact))
    const year = (await ask(showTargets)).years.find((one) => one.year === 2025)!
    expect(year.actual?.value).toBe('112000000000')
    expect(year.attained?.value).toBe('74.67')
  })
})
