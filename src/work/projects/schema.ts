import { z } from 'zod'
import { figureSchema } from '../../base/figure.ts'
import { projectRow } from '../../chain/schema.ts'
import { witness } from '../../facts/schema.ts'

export const projectList = z.object({
  projects: z.array(projectRow),
  /** Investment by modality, each a sum that opens its parts: a project inside a counted one is not added. */
  investment: z.array(figureSchema),
})
export type ProjectList = z.infer<typeof projectList>

/** One step of a project or phase, as entered: nothing is overwritten. */
export const projectStep = z.object({
  /** Name of the phase; null for the whole project. */
  phase: z.string().nullable(),
  stage: z.string(),
  /** To the year, the month or the day. */
  at: z.string(),
  /** An announced date, not a step taken. */
  planned: z.boolean(),
  note: z.string().nullable(),
  source: witness.nullable(),
  enteredAt: z.string(),
})

export const projectPage = z.object({
  project: projectRow,
  parent: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Projects inside this one: their investment is part of it. */
  children: z.array(projectRow),
  steps: z.array(projectStep),
  /** Every fact about the project, newest statement first. */
  figures: z.array(figureSchema),
  note: z.string().nullable(),
})
export type ProjectPage = z.infer<typeof projectPage>
