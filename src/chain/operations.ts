import { z } from 'zod'
import { readOperation } from '../access/operation.ts'
import { everyone, insiders } from '../access/roles.ts'
import { chainMap, stagePage } from './schema.ts'

const todo = (): never => {
  throw new Error('not built')
}

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
  run: todo,
})

export const showStage = readOperation({
  name: 'chain.stage',
  title: { zh: '看一个环节', en: 'Show a stage' },
  summary: { zh: '环节的企业、项目、指标和来源。', en: "The stage's enterprises, projects, indicators and sources." },
  who: insiders,
  input: z.object({ key: z.string() }),
  output: stagePage,
  positional: ['key'],
  run: todo,
})
