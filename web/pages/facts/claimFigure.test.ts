import { expect, it } from 'vitest'
import type { ClaimRow } from '../../../src/sources/schema.ts'
import type { Say } from '../../words/words.ts'
import { zh } from '../../words/zh.ts'
import { figureOf, gist, sureness } from './claimFigure.ts'

const say: Say = (key) => zh[key]
const claim = {
  id: 'claim_1',
  kind: 'quantity',
  quote: '788.97亿元',
  value: '78897000000',
  valueTo: null,
  unit: 'CNY',
  bound: 'eq',
  measure: '产值',
  subject: '郴州锂电新能源产业',
  modality: 'actual',
  from: null,
  to: '2024-12-31',
  precision: null,
  inferred: true,
  items: [],
} as unknown as ClaimRow

it('shows a claim as the number it states, with its own evidence', () => {
  expect(figureOf(claim)).toEqual({
    label: '郴州锂电新能源产业 · 产值',
    value: '78897000000',
    unit: 'CNY',
    bound: 'eq',
    modality: 'actual',
    period: { from: null, to: '2024-12-31', precision: 'year', inferred: true },
    asOf: null,
    evidence: { kind: 'claim', id: 'claim_1' },
  })
  expect(figureOf({ ...claim, kind: 'person', unit: null })).toBeNull()
})

it('says what a claim means, and nothing that only repeats its quote', () => {
  expect(gist(claim, 'zh-CN', say)).toMatch(/^郴州锂电新能源产业 · 产值 · 788\.97/)
  expect(
    gist({ ...claim, kind: 'place', unit: null, quote: '郴州', subject: '郴州市', measure: null }, 'zh-CN', say),
  ).toBe('郴州市')
  expect(
    gist({ ...claim, kind: 'place', unit: null, quote: '郴州市', subject: '郴州市', measure: null }, 'en', say),
  ).toBe('')
})

it('puts confidence into three words', () => {
  expect([0.95, 0.7, 0.2].map(sureness)).toEqual(['high', 'middle', 'low'])
})
