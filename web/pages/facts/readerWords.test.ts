import { expect, it } from 'vitest'
import { namedReasonWords } from '../../../src/engines/reading/named/reasons.ts'
import { reasonWords } from '../../../src/engines/reading/reasons.ts'
import type { Say } from '../../words/words.ts'
import { zh } from '../../words/zh.ts'
import { measureText, reasonText } from './readerWords.ts'

const say: Say = (key) => zh[key]

it('says a reason in words wherever its words are kept, and shows a code that has none', () => {
  for (const words of [reasonWords, namedReasonWords]) {
    const code = Object.keys(words)[0]!
    expect(reasonText(code, 'zh-CN')).toBe(words[code]!.zh)
    expect(reasonText(code, 'en')).toBe(words[code]!.en)
  }
  expect(reasonText('not-yet', 'zh-CN')).toBe('not-yet')
})

it('translates types of organisations and places, and leaves measures of numbers alone', () => {
  expect(measureText({ kind: 'organisation', measure: 'company' }, say)).toBe('企业')
  expect(measureText({ kind: 'place', measure: 'county' }, say)).toBe('县级')
  expect(measureText({ kind: 'quantity', measure: '产值' }, say)).toBe('产值')
  expect(measureText({ kind: 'place', measure: null }, say)).toBeNull()
})
