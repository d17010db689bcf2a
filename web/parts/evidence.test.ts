import { describe, expect, it } from 'vitest'
import type { Figure } from '../../src/base/figure.ts'
import { refOf } from './evidence.ts'

const figure = (change: Partial<Figure> = {}): Figure => ({
  label: '完成率',
  value: '98.62',
  unit: '%',
  bound: 'eq',
  modality: 'actual',
  period: { from: '2024-01-01', to: '2024-12-31', precision: 'year', inferred: false },
  asOf: '2025-01-20',
  evidence: { kind: 'rows', href: '/facts' },
  ...change,
})
const rate = (inputs: Figure[]) => figure({ evidence: { kind: 'formula', formula: 'a ÷ b', inputs } })

describe('the reference of a number', () => {
  it('is its id for facts and claims, and nothing without a source', () => {
    expect(refOf(figure({ evidence: { kind: 'fact', id: 'fact_1' } }))).toBe('fact:fact_1')
    expect(refOf(figure({ evidence: { kind: 'claim', id: 'clm_1' } }))).toBe('claim:clm_1')
    expect(refOf(figure({ evidence: { kind: 'none' } }))).toBeNull()
  })

  it('survives a change of language: labels and the words of a formula do not make another number', () => {
    expect(refOf(figure({ label: 'Attained' }))).toBe(refOf(figure()))
    const zh = rate([figure({ label: '实绩' })])
    const en = {
      ...rate([figure({ label: 'actual' })]),
      evidence: { ...zh.evidence, formula: 'actual ÷ target' },
    } as Figure
    expect(refOf(en)).toBe(refOf(zh))
  })

  it('differs as soon as the number or what it rests on differs', () => {
    const all = [
      figure(),
      figure({ value: '98.63' }),
      figure({ valueTo: '99' }),
      figure({ unit: 'pp' }),
      figure({ bound: 'ge' }),
      figure({ modality: 'target' }),
      figure({ period: null }),
      figure({ evidence: { kind: 'rows', href: '/sources' } }),
      rate([figure()]),
      rate([figure(), figure()]),
      rate([figure({ value: '1' }), figure()]),
    ]
    const refs = all.map(refOf)
    expect(new Set(refs).size).toBe(all.length)
    // A reference stands in an address between commas.
    for (const ref of refs) expect(ref).toMatch(/^n:[0-9a-z]+$/)
  })
})
