import { expect, test } from 'vitest'
import type { Figure } from '../base/figure.ts'
import { compose } from './compose.ts'

const figure: Figure = {
  label: '产值',
  value: '78897000000',
  unit: 'CNY',
  bound: 'eq',
  modality: 'actual',
  period: null,
  asOf: null,
  evidence: { kind: 'none' },
}

test('words and figures alternate, words between two figures stay one piece', () => {
  const template = { zh: '{year}年产值{actual}，全年。', en: 'Output in {year}: {actual}.' }
  expect(compose('zh-CN', 'target', template, { year: '2024', actual: figure })).toEqual({
    about: 'target',
    parts: [{ text: '2024年产值' }, { figure }, { text: '，全年。' }],
  })
  expect(compose('en', 'target', template, { year: '2024', actual: figure }).parts[0]).toEqual({
    text: 'Output in 2024: ',
  })
})

test('a place without a value is refused, not left blank', () => {
  expect(() => compose('zh-CN', 'gap', { zh: '缺{what}', en: 'lacks {what}' })).toThrow('no value for {what}')
})
