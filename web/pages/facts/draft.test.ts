import { describe, expect, it } from 'vitest'
import type { ClaimRow } from '../../../src/sources/schema.ts'
import { checkDraft, dayOf, draftOf, fieldsOf, plainDigits, scaleFor } from './draft.ts'

const claim: ClaimRow = {
  id: 'claim_1',
  documentId: 'document_1',
  documentTitle: '',
  kind: 'quantity',
  quote: '788.97亿元',
  start: 0,
  end: 8,
  sentence: '产值788.97亿元',
  sentenceStart: 0,
  origin: null,
  value: '78897000000',
  valueTo: null,
  unit: 'CNY',
  bound: 'eq',
  measure: '产值',
  subject: '郴州锂电新能源产业',
  modality: 'actual',
  from: '2024-01-01',
  to: '2024-12-31',
  precision: 'year',
  inferred: false,
  place: '郴州市',
  placeCode: '431000',
  items: [],
  organisation: null,
  attribution: null,
  confidence: 0.7,
  reasons: [],
  standing: 'pending',
  decisions: 0,
  factId: null,
  reader: null,
  proposal: null,
}

describe('correcting a claim', () => {
  it('shows the number in the scale people write and changes nothing by itself', () => {
    const draft = draftOf(claim, 'zh-CN')
    expect([draft.value, draft.power, draft.from, draft.to]).toEqual(['788.97', 8, '2024', '2024'])
    expect(checkDraft(claim, draft)).toEqual({ faults: {}, edits: {} })
    expect(draftOf(claim, 'en').value).toBe('78.897')
    expect(draftOf({ ...claim, value: '50000000000', unit: 'Wh' }, 'zh-CN').value).toBe('50')
  })

  it('takes the typed number to the base unit without floating point', () => {
    const draft = { ...draftOf(claim, 'zh-CN'), value: '１,２34.1' }
    expect(checkDraft(claim, draft).edits).toEqual({ value: '123410000000' })
    expect(checkDraft(claim, { ...draft, value: '0.3', power: 0 }).edits).toEqual({ value: '0.3' })
  })

  it('sends only what changed, an emptied upper end as none', () => {
    const range = { ...claim, valueTo: '80000000000' }
    const draft = { ...draftOf(range, 'zh-CN'), valueTo: '', modality: 'target' as const, to: '', place: '' }
    expect(checkDraft(range, draft).edits).toEqual({ valueTo: null, modality: 'target', to: null, place: null })
  })

  it('says which field is wrong', () => {
    const draft = draftOf(claim, 'zh-CN')
    const fault = (change: Partial<typeof draft>) => checkDraft(claim, { ...draft, ...change }).faults
    expect(fault({ value: '' })).toEqual({ value: 'required' })
    expect(fault({ value: '八百' })).toEqual({ value: 'number' })
    expect(fault({ valueTo: '1' })).toEqual({ valueTo: 'order' })
    expect(fault({ from: '2025', to: '2024' })).toEqual({ to: 'order' })
    expect(fault({ from: '去年' })).toEqual({ from: 'date' })
    expect(fault({ subject: ' ' })).toEqual({ subject: 'required' })
    expect(fault({ unit: '' })).toEqual({ unit: 'required' })
    expect(fault({ measure: '产'.repeat(201) })).toEqual({ measure: 'long' })
  })

  it('asks of each kind only what it states', () => {
    expect(fieldsOf('time')).toEqual(['from', 'to', 'precision'])
    const person = { ...claim, kind: 'person' as const, value: null, unit: null, measure: null }
    expect(checkDraft(person, { ...draftOf(person, 'zh-CN'), subject: '阚保勇' })).toEqual({
      faults: {},
      edits: { subject: '阚保勇' },
    })
  })
})

describe('dates as short as they are known', () => {
  it('open to their first and last day', () => {
    expect([dayOf('2024', 'first'), dayOf('2024', 'last')]).toEqual(['2024-01-01', '2024-12-31'])
    expect([dayOf('2024h2', 'first'), dayOf('2024H2', 'last')]).toEqual(['2024-07-01', '2024-12-31'])
    expect([dayOf('2024Q1', 'first'), dayOf('2024Q1', 'last')]).toEqual(['2024-01-01', '2024-03-31'])
    expect([dayOf('2024-2', 'first'), dayOf('2024-02', 'last')]).toEqual(['2024-02-01', '2024-02-29'])
    expect(dayOf('2024-06-19', 'last')).toBe('2024-06-19')
    expect(dayOf('', 'first')).toBeNull()
  })

  it('refuse a day that does not exist', () => {
    for (const wrong of ['2023-02-29', '2024-13', '24', '2024Q5', '六月']) expect(dayOf(wrong, 'first')).toBeUndefined()
  })
})

it('reads full-width digits', () => {
  expect(plainDigits(' １２，３４５．６ ')).toBe('12345.6')
  expect(scaleFor('99990000', 'CNY', 'zh-CN')).toBe(4)
  expect(scaleFor(null, 'CNY', 'zh-CN')).toBe(0)
})
