import { z } from 'zod'
import { fileOutput, type ReadContext, readOperation } from '../access/operation.ts'
import { insiders } from '../access/roles.ts'
import { chinaDay } from '../base/clock.ts'
import { composeBrief } from './brief.ts'
import { sentencesOf } from './rules.ts'
import { brief, todayPage } from './schema.ts'
import { movedLately, stateOfDay } from './state.ts'
import { waitingFor } from './waiting.ts'
import { briefToWord } from './word.ts'

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
  run: async (context) => {
    const day = await stateOfDay(context)
    return {
      asOf: day.state.today,
      sentences: sentencesOf(day.state).slice(0, 5),
      years: [...day.state.years],
      waiting: waitingFor(context.lang, day),
      moved: await movedLately(context, day.recent),
    }
  },
})

const makeBrief = async (context: ReadContext) => composeBrief(context, await stateOfDay(context))

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
  run: makeBrief,
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
  run: async (context) => ({
    name: `${context.lang === 'en' ? 'brief' : '周一简报'}-${chinaDay(context.clock.now())}.docx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    bytes: await briefToWord(await makeBrief(context), context.lang),
  }),
})
