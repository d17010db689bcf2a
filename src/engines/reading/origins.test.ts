import { expect, test } from 'vitest'
import { formatOrigin } from '../../base/origin.ts'
import type { Origin } from './opened.ts'
import { originOf } from './origins.ts'

const pages: Origin[] = [
  { start: 0, end: 100, page: 1 },
  { start: 101, end: 200, page: 2 },
  { start: 201, end: 300, page: 4 },
]
const cells: Origin[] = [
  { start: 0, end: 2, sheet: '产值', cell: 'A1' },
  { start: 3, end: 9, sheet: '产值', cell: 'B1' },
  { start: 10, end: 12, sheet: '企业', cell: 'A1' },
]

test.each([
  [pages, 5, 9, { page: 1 }, '第1页', 'page 1'],
  [pages, 90, 120, { page: 1, pageTo: 2 }, '第1—2页', 'pages 1–2'],
  [pages, 0, 300, { page: 1, pageTo: 4 }, '第1—4页', 'pages 1–4'],
  [pages, 299, 300, { page: 4 }, '第4页', 'page 4'],
  [cells, 4, 8, { sheet: '产值', cell: 'B1' }, '表“产值”B1', 'sheet “产值” B1'],
  [cells, 0, 9, { sheet: '产值', cell: 'A1', cellTo: 'B1' }, '表“产值”A1:B1', 'sheet “产值” A1:B1'],
  [cells, 4, 11, { sheet: '产值', cell: 'B1' }, '表“产值”B1', 'sheet “产值” B1'],
] as const)('a stretch is told by its page or cell (%#)', (origins, start, end, expected, zh, en) => {
  const origin = originOf(origins, { start, end })
  expect(origin).toEqual(expected)
  expect(formatOrigin(origin!, 'zh-CN')).toBe(zh)
  expect(formatOrigin(origin!, 'en')).toBe(en)
})

test('text between the stretches, and of a file without places, comes from nowhere', () => {
  expect(originOf(pages, { start: 100, end: 101 })).toBeNull()
  expect(originOf(pages, { start: 300, end: 310 })).toBeNull()
  expect(originOf([], { start: 0, end: 3 })).toBeNull()
})
