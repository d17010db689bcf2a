import { z } from 'zod'
import { readOperation } from '../../access/operation.ts'
import { insiders } from '../../access/roles.ts'
import { listed, shown } from './queries.ts'
import { projectList, projectPage } from './schema.ts'

export const listProjects = readOperation({
  name: 'projects.list',
  title: { zh: '项目清单', en: 'List of projects' },
  summary: {
    zh: '项目及其分期、阶段、投资和产能；合计时子项目不重复计入。',
    en: 'Projects with phases, stages, investment and capacity; totals never count a child twice.',
  },
  who: insiders,
  input: z.object({
    stage: z.string().max(100).optional(),
    county: z.string().max(6).optional(),
    search: z.string().max(200).optional(),
  }),
  output: projectList,
  run: ({ db, caller, lang }, input) => listed(db, caller.workspaceId, input, lang),
})

export const showProject = readOperation({
  name: 'projects.show',
  title: { zh: '看一个项目', en: 'Show a project' },
  summary: {
    zh: '项目的分期、每一步的日期与来源、子项目和全部数字。',
    en: "The project's phases, the date and source of every step, its children and all its figures.",
  },
  who: insiders,
  input: z.object({ id: z.string().max(100) }),
  output: projectPage,
  positional: ['id'],
  run: ({ db, caller, lang }, { id }) => shown(db, caller.workspaceId, id, lang),
})
