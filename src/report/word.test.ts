import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import type { Evidence, Figure } from '../base/figure.ts'
import { evidenceKey } from './footnotes.ts'
import type { Brief, BriefSection } from './schema.ts'
import { briefToWord } from './word.ts'

const figure = (value: string | null, evidence: Evidence): Figure => ({
  label: '产值',
  value,
  unit: 'CNY',
  bound: 'eq',
  modality: 'actual',
  period: null,
  asOf: null,
  evidence,
})
const result = figure('78897000000', { kind: 'fact', id: 'f1' })
const target = figure('80000000000', { kind: 'fact', id: 'f2' })
const attained = {
  ...figure('98.62', { kind: 'formula', formula: '实绩 ÷ 目标', inputs: [result, target] }),
  unit: '%',
}

const sections: BriefSection[] = [
  {
    title: '一、目标与实绩',
    sentences: [
      {
        about: 'target',
        parts: [
          { text: '产值' },
          { figure: result },
          { text: '，完成' },
          { figure: attained },
          { text: ' <&>\u0000\ud800。' },
        ],
      },
    ],
    table: {
      columns: ['年份', '实绩', '目标'],
      rows: [
        ['2024', result, target],
        ['2025', figure(null, { kind: 'none' }), null],
      ],
    },
  },
]
const brief: Brief = {
  title: '周一简报',
  subtitle: '数据截至 2026-11-23',
  asOf: '2026-11-23',
  sections,
  footnotes: [result, attained, target].map(({ evidence }, index) => ({
    number: index + 1,
    keys: [evidenceKey(evidence)],
    text: `出处${index + 1}`,
    sources: [],
  })),
}

test('footnotes are numbered in the order of first use and each is referred to once', async () => {
  const files = unzipSync(await briefToWord(brief, 'zh-CN'))
  const document = strFromU8(files['word/document.xml']!)
  const notes = strFromU8(files['word/footnotes.xml']!)
  const references = [...document.matchAll(/<w:footnoteReference w:id="(\d+)"/g)].map((match) => match[1])
  expect(references).toEqual(['1', '2', '3'])
  for (const number of [1, 2, 3]) expect(notes).toContain(`出处${number}`)
})

test('what has no data is said, and characters XML forbids are left out', async () => {
  const document = strFromU8(unzipSync(await briefToWord(brief, 'zh-CN'))['word/document.xml']!)
  expect(document.match(/无数据/g)).toHaveLength(2)
  expect(document).toContain('&lt;&amp;&gt;')
  expect(document).not.toMatch(/\u0000|[\ud800-\udbff](?![\udc00-\udfff])/)
})
