import { z } from 'zod'
import { readOperation } from '../access/operation.ts'
import { insiders } from '../access/roles.ts'
import { organisationOf, policiesOf, strategiesOf, yearsOf } from './queries.ts'
import { policyRow, postRow, strategyNode, targetYear } from './schema.ts'

export const showTargets = readOperation({
  name: 'plan.targets',
  title: { zh: '目标与实绩', en: 'Results against targets' },
  summary: { zh: '逐年的实绩、目标、预期和完成率。', en: 'Result, target, forecast and attainment by year.' },
  who: insiders,
  input: z.object({ measure: z.string().default('output-value') }),
  output: z.object({ measure: z.string(), unit: z.string(), years: z.array(targetYear) }),
  run: ({ db, caller, lang }, { measure }) => yearsOf(db, caller.workspaceId, measure, lang),
})

export const showStrategy = readOperation({
  name: 'plan.strategy',
  title: { zh: '战略与组织', en: 'Strategy and organisation' },
  summary: {
    zh: '1546 战略、一核一极三辅、组织机构和政策文件。',
    en: 'Strategy 1546, spatial layout, organisation and policy papers.',
  },
  who: insiders,
  input: z.object({}),
  output: z.object({
    strategies: z.array(strategyNode),
    organisation: z.array(postRow),
    policies: z.array(policyRow),
  }),
  run: async ({ db, caller, lang }) => ({
    strategies: await strategiesOf(db, caller.workspaceId, lang),
    organisation: await organisationOf(db, caller.workspaceId, lang),
    policies: await policiesOf(db, caller.workspaceId, lang),
  }),
})
