import { z } from 'zod'
import { readOperation } from '../access/operation.ts'
import { everyone, insiders } from '../access/roles.ts'
import { chinaDay } from '../base/clock.ts'
import { mapOf, stageOf } from './queries.ts'
import { chainMap, stagePage } from './schema.ts'

export const showMap = readOperation({
  name: 'chain.map',
  title: { zh: '产业链图', en: 'Map of the chain' },
  summary: {
    zh: '从矿到回收的各环节：企业、产能、项目和缺什么。',
    en: 'Every stage from ore to recycling: enterprises, capacity, projects and what is missing.',
  },
  who: everyone,
  input: z.object({}),
  output: chainMap,
  run: ({ db, caller, lang, clock }) =>
    mapOf({ db, lang, workspaceId: caller.workspaceId, today: chinaDay(clock.now()) }),
})

export const showStage = readOperation({
  name: 'chain.stage',
  title: { zh: '看一个环节', en: 'Show a stage' },
  summary: { zh: '环节的企业、项目、指标和来源。', en: "The stage's enterprises, projects, indicators and sources." },
  who: insiders,
  input: z.object({ key: z.string() }),
  output: stagePage,
  positional: ['key'],
  run: ({ db, caller, lang, clock }, { key }) =>
    stageOf({ db, lang, workspaceId: caller.workspaceId, today: chinaDay(clock.now()) }, key),
})
