import { expect, test } from 'vitest'
import type { Witness } from '../facts/schema.ts'
import { citation } from './brief.ts'

const source: Witness = {
  kind: 'claim',
  id: 'c1',
  documentId: 'd1',
  title: '运行情况',
  publisher: '郴州市工信局',
  published: '2025-01-16',
  url: null,
  sentence: '产值788.97亿元。',
  quote: '788.97亿元',
  start: 2,
  end: 10,
  origin: null,
  repeats: null,
  weak: false,
  note: null,
}

test('a footnote names the page of a PDF and the cell of a workbook, and nothing where the file has neither', () => {
  expect(citation(source, 'zh-CN')).toBe('《运行情况》，郴州市工信局，2025-01-16')
  expect(citation({ ...source, origin: { page: 3, pageTo: 4 } }, 'zh-CN')).toBe(
    '《运行情况》，郴州市工信局，2025-01-16，第3—4页',
  )
  expect(citation({ ...source, origin: { sheet: '产值', cell: 'B7' } }, 'zh-CN')).toContain('，表“产值”B7')
  expect(citation({ ...source, origin: { sheet: '产值', cell: 'B7' } }, 'en')).toContain(', sheet “产值” B7')
})
