import { z } from 'zod'
import { fileOutput, readOperation } from '../access/operation.ts'
import { insiders } from '../access/roles.ts'
import { brief, todayPage } from './schema.ts'

const todo = (): never => {
  throw new Error('not built')
}

export const showToday = readOperation({
  name: 'report.today',
  title: { zh: '今日', en: 'Today' },
  summary: {
    zh: '三到五句话、逐年目标与实绩、等我处理的事。',
    en: 'Three to five sentences, results against targets, and what waits for me.',
  },
  who: insiders,
  input: z.object({}),
  output: todayPage,
  run: todo,
})

export const showBrief = readOperation({
  name: 'report.brief',
  title: { zh: '周一简报', en: 'Monday brief' },
  summary: {
    zh: '链长周一看的一页，数字带脚注。',
    en: 'The page a chain chief reads on Monday, numbers with footnotes.',
  },
  who: insiders,
  input: z.object({}),
  output: brief,
  run: todo,
})

export const briefAsWord = readOperation({
  name: 'report.word',
  title: { zh: '周一简报（Word）', en: 'Monday brief (Word)' },
  summary: {
    zh: '同一简报，Word 文件，脚注带来源。',
    en: 'The same brief as a Word file with footnotes to its sources.',
  },
  who: insiders,
  input: z.object({}),
  output: fileOutput,
  run: todo,
})
