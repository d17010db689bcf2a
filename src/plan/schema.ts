import { z } from 'zod'
import { figureSchema } from '../base/figure.ts'
import { type Witness, witness } from '../facts/schema.ts'

/** One year of result against target. Attained is a formula (result ÷ target). Other targets of the same year are listed, not hidden. */
export const targetYear = z.object({
  year: z.int(),
  actual: figureSchema.nullable(),
  target: figureSchema.nullable(),
  otherTargets: z.array(figureSchema),
  forecasts: z.array(figureSchema),
  attained: figureSchema.nullable(),
})
export type TargetYear = z.infer<typeof targetYear>

export const strategyNode: z.ZodType<StrategyNode> = z.lazy(() =>
  z.object({
    key: z.string(),
    kind: z.string(),
    name: z.string(),
    sources: z.array(witness),
    children: z.array(strategyNode),
  }),
)
export interface StrategyNode {
  key: string
  /** strategy, layout; goal, path, field, work; core, pole, support */
  kind: string
  name: string
  /** Who tells of it; members rest on what their root rests on. */
  sources: Witness[]
  children: StrategyNode[]
}

export const policyRow = z.object({
  id: z.string(),
  name: z.string(),
  issuer: z.string().nullable(),
  /** 文号 */
  number: z.string().nullable(),
  issued: z.string().nullable(),
  clauses: z.array(z.object({ heading: z.string(), summary: z.string().nullable() })),
  sources: z.array(witness),
})
export type PolicyRow = z.infer<typeof policyRow>
export const postRow = z.object({
  body: z.string(),
  post: z.string(),
  holder: z.string().nullable(),
  sources: z.array(witness),
})
export type PostRow = z.infer<typeof postRow>
