import { expect, test } from 'vitest'
import type { Figure } from '../base/figure.ts'
import { formatFigure } from '../base/format.ts'
import type { Lang } from '../base/lang.ts'
import type { MapStage } from '../chain/schema.ts'
import type { TargetYear } from '../plan/schema.ts'
import { type ChainState, sentencesOf } from './rules.ts'
import type { Sentence } from './schema.ts'

const money = (
  value: string,
  year: number,
  modality: Figure['modality'],
  id: string,
  bound: Figure['bound'] = 'eq',
): Figure => ({
  label: '产值',
  value,
  unit: 'CNY',
  bound,
  modality,
  period: { from: `${year}-01-01`, to: `${year}-12-31`, precision: 'year', inferred: false },
  asOf: null,
  evidence: { kind: 'fact', id },
})

const count = (value: number, unit = '{个}'): Figure => ({
  label: '数',
  value: String(value),
  unit,
  bound: 'eq',
  modality: 'actual',
  period: null,
  asOf: null,
  evidence: { kind: 'rows', href: '/' },
})

const year = (number: number, parts: Partial<TargetYear>): TargetYear => ({
  year: number,
  actual: null,
  target: null,
  otherTargets: [],
  forecasts: [],
  attained: null,
  ...parts,
})

const stage = (name: string, missing: MapStage['missing'] = []): MapStage => ({
  key: name,
  name,
  column: 0,
  row: 0,
  products: [],
  enterprises: count(0),
  projects: count(0),
  capacities: [],
  missing,
})

const actual2023 = money('50200000000', 2023, 'actual', 'f2023')
const actual2024 = money('78897000000', 2024, 'actual', 'f2024')
const target2024 = money('80000000000', 2024, 'target', 't2024')
const attained: Figure = {
  ...actual2024,
  value: '98.62',
  unit: '%',
  evidence: { kind: 'formula', formula: '实绩 ÷ 目标', inputs: [actual2024, target2024] },
}

const state = (changes: Partial<ChainState> = {}): ChainState => ({
  lang: 'zh-CN',
  today: '2026-11-23',
  years: [
    year(2023, { actual: actual2023 }),
    year(2024, { actual: actual2024, target: target2024, attained }),
    year(2025, {
      target: money('150000000000', 2025, 'target', 't2025'),
      forecasts: [money('100000000000', 2025, 'forecast', 'p2025', 'gt')],
    }),
  ],
  map: {
    chain: '锂电池',
    region: '郴州',
    stages: [stage('电芯'), stage('隔膜', [{ kind: 'no-enterprise', text: '无在册企业' }])],
  },
  late: [],
  lateCount: count(0),
  pending: count(12, '{条}'),
  disputes: [],
  recent: count(0, '{条}'),
  ...changes,
})

const said = (sentence: Sentence, lang: Lang = 'zh-CN'): string =>
  sentence.parts.map((part) => ('text' in part ? part.text : formatFigure(part.figure, lang).text)).join('')
const figuresOf = (sentences: Sentence[]): Figure[] =>
  sentences.flatMap((sentence) => sentence.parts.flatMap((part) => ('figure' in part ? [part.figure] : [])))

test('2024 missed its target of 800 by 11.03, at 98.62 %', () => {
  const [first] = sentencesOf(state())
  expect(said(first!).replaceAll(' ', '')).toBe(
    '2024年产值788.97亿元，当年目标800亿元，完成98.62%，差11.03亿元，未达目标。',
  )
})

test('growth is 57.17 % (788.97 over 502; the source cuts to 57.16), made of the two results it names', () => {
  const moved = sentencesOf(state()).find((sentence) => sentence.about === 'moved')!
  const growth = figuresOf([moved]).find((figure) => figure.unit === '%')!
  expect(growth.value).toBe('57.17')
  expect(growth.evidence).toMatchObject({
    kind: 'formula',
    inputs: [{ value: '78897000000' }, { value: '50200000000' }],
  })
})

test('a year that is over without a result is said to have none, not 0', () => {
  const ahead = sentencesOf(state()).filter((sentence) => sentence.about === 'target')[1]!
  expect(said(ahead)).toContain('年度已过，实绩无来源')
  expect(
    said(sentencesOf(state({ today: '2025-05-01' })).filter((sentence) => sentence.about === 'target')[1]!),
  ).toContain('目前预期')
})

test('without any result the page says so', () => {
  expect(said(sentencesOf(state({ years: [] }))[0]!)).toBe('还没有任何一年的产值实绩。')
})

test('a result above its target is said to be above', () => {
  const years = [year(2024, { actual: target2024, target: actual2024, attained })]
  expect(said(sentencesOf(state({ years }))[0]!)).toContain('超出')
})

test('late phases, disputes and missing links are named', () => {
  const late = [{ project: '六氟磷酸锂项目', phase: '二期', due: '2025-12', stage: 'production', href: '/chain' }]
  const disputes = [
    {
      label: '2027年目标',
      figures: [money('250000000000', 2027, 'target', 'a'), money('300000000000', 2027, 'target', 'b')],
    },
  ]
  const text = sentencesOf(state({ late, lateCount: count(1), disputes }))
    .map((sentence) => said(sentence))
    .join('')
  expect(text).toContain('六氟磷酸锂项目二期（计划2025-12）')
  expect(text.replaceAll(' ', '')).toContain('2500亿元与3000亿元')
  expect(text).toContain('1个没有在册企业：隔膜')
})

test('every sentence exists in English without a Chinese character in its words', () => {
  const sentences = sentencesOf(
    state({ lang: 'en', map: { chain: 'Lithium battery', region: 'Chenzhou', stages: [stage('Cells')] } }),
  )
  expect(sentences.length).toBeGreaterThanOrEqual(5)
  for (const sentence of sentences)
    for (const part of sentence.parts) if ('text' in part) expect(part.text).not.toMatch(/[\u3400-\u9fff]/)
})

test('every figure of every sentence has evidence', () => {
  const figures = figuresOf(sentencesOf(state()))
  expect(figures.length).toBeGreaterThan(6)
  expect(figures.filter((figure) => figure.evidence.kind === 'none')).toEqual([])
})
