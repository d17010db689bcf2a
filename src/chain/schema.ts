import { z } from 'zod'
import { figureSchema } from '../base/figure.ts'
import { witness } from '../facts/schema.ts'

/** Pack nouns live in pack.ts; these are the shapes the doors show. */
export const missingKind = z.enum(['no-enterprise', 'no-capacity', 'no-project', 'no-source'])

export const mapStage = z.object({
  key: z.string(),
  name: z.string(),
  /** Column from ore (0) to recycling; stages of one column stand above each other. */
  column: z.int(),
  row: z.int(),
  products: z.array(z.object({ key: z.string(), name: z.string() })),
  enterprises: figureSchema,
  projects: figureSchema,
  /** Known capacities per product, built and planned, never summed over different products. */
  capacities: z.array(figureSchema),
  /** What the register does not know or the region does not have, in words. */
  missing: z.array(z.object({ kind: missingKind, text: z.string() })),
})
export type MapStage = z.infer<typeof mapStage>

export const chainMap = z.object({
  chain: z.string(),
  region: z.string(),
  asOf: z.string(),
  stages: z.array(mapStage),
  /** Which stage feeds which, through which products; `back` marks the recycling return. */
  links: z.array(z.object({ from: z.string(), to: z.string(), products: z.array(z.string()), back: z.boolean() })),
})
export type ChainMap = z.infer<typeof chainMap>

export const enterpriseRow = z.object({
  id: z.string(),
  name: z.string(),
  /** 链主 / 龙头 / 配套 … */
  role: z.string().nullable(),
  county: z.string().nullable(),
  park: z.string().nullable(),
  products: z.array(z.string()),
  capacities: z.array(figureSchema),
  sources: z.array(witness),
})

export type EnterpriseRow = z.infer<typeof enterpriseRow>

export const projectRow = z.object({
  id: z.string(),
  name: z.string(),
  parent: z.string().nullable(),
  investors: z.array(z.string()),
  county: z.string().nullable(),
  stages: z.array(z.string()),
  investment: figureSchema.nullable(),
  phases: z.array(
    z.object({
      name: z.string(),
      /** 签约、开工、试产、投产、达产 … as of its date. */
      stage: z.string(),
      stageDate: z.string().nullable(),
      capacities: z.array(figureSchema),
      investment: figureSchema.nullable(),
    }),
  ),
  sources: z.array(witness),
})
export type ProjectRow = z.infer<typeof projectRow>

export const stagePage = z.object({
  stage: mapStage,
  feeds: z.array(z.object({ key: z.string(), name: z.string() })),
  fedBy: z.array(z.object({ key: z.string(), name: z.string() })),
  enterprises: z.array(enterpriseRow),
  projects: z.array(projectRow),
  indicators: z.array(figureSchema),
  processes: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      coefficients: z.array(
        z.object({
          product: z.string(),
          direction: z.enum(['in', 'out']),
          /** Null: the product takes part, and nobody has published how much; the note says so. */
          value: z.number().nullable(),
          low: z.number().nullable(),
          high: z.number().nullable(),
          unit: z.string(),
          source: z.string(),
          weak: z.boolean(),
          note: z.string().nullable(),
        }),
      ),
    }),
  ),
  sources: z.array(witness),
})
export type StagePage = z.infer<typeof stagePage>
