import { z } from 'zod'
import { countyCode, doc, figureNoun, looseDate, packKey, words } from '../../chain/pack-nouns.ts'
import { projectStages } from '../../chain/project-stages.ts'
import { told } from '../../chain/region-pack.ts'

/** The nouns of a region pack that belong to the work: projects, their phases and the steps they took. */
export const eventNoun = z.strictObject({
  stage: doc(z.enum(projectStages), '进入的阶段', 'Stage entered'),
  at: doc(looseDate, '日期，精确到年、月或日', 'Date to the year, month or day'),
  planned: doc(z.boolean().default(false), '是预告的日期，尚未发生', 'An announced date, not a step taken'),
  source: doc(packKey, '来源', 'Source'),
  note: doc(words.optional(), '说明', 'Note'),
})

export const phaseNoun = z.strictObject({
  key: doc(packKey, '键', 'Key'),
  name: doc(words, '名称', 'Name'),
  figures: doc(z.array(figureNoun).default([]), '数字（产能、投资）', 'Figures'),
  events: doc(z.array(eventNoun).default([]), '阶段变化', 'Steps'),
})

export const projectNoun = z.strictObject({
  key: doc(packKey, '键', 'Key'),
  name: doc(words, '名称', 'Name'),
  aliases: doc(z.array(z.string().min(1)).default([]), '别名', 'Other names'),
  parent: doc(
    packKey.optional(),
    '母项目：投资含在其中，不得相加',
    'Project it is part of: its investment is inside, never added',
  ),
  investors: doc(z.array(packKey).default([]), '投资主体', 'Investors'),
  county: doc(countyCode.optional(), '所在县区', 'County'),
  park: doc(packKey.optional(), '园区', 'Park'),
  stages: doc(z.array(packKey).min(1), '产业链环节', 'Stages of the chain'),
  figures: doc(z.array(figureNoun).default([]), '数字（总投资、产能……）', 'Figures'),
  events: doc(z.array(eventNoun).default([]), '整个项目的阶段变化', 'Steps of the whole project'),
  phases: doc(z.array(phaseNoun).default([]), '分期', 'Phases'),
  sources: doc(z.array(told).min(1), '来源', 'Sources'),
  note: doc(words.optional(), '说明', 'Note'),
})
export type PackProject = z.infer<typeof projectNoun>
export const projectsFile = z.strictObject({ projects: z.array(projectNoun).default([]) })
