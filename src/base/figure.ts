import { z } from 'zod'
import { precisions } from './period.ts'
import { bounds, modalities } from './quantity.ts'

export const periodSchema = z.object({
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  precision: z.enum(precisions),
  inferred: z.boolean(),
})

/**
 * What a shown number rests on. `fact` and `claim` open their sentences; `formula` carries the figures it was made of,
 * each of which opens in turn; `rows` opens the list that was counted; `none` is said as 无来源.
 */
export type Evidence =
  | { kind: 'fact'; id: string }
  | { kind: 'claim'; id: string }
  | { kind: 'formula'; formula: string; inputs: Figure[] }
  | { kind: 'rows'; href: string }
  | { kind: 'none' }

/** A number as every screen, Word and Excel page shows it. `value` is a decimal string in the base unit; null is "no data", never 0. */
export interface Figure {
  label: string
  value: string | null
  valueTo?: string | undefined
  unit: string
  bound: z.infer<typeof boundSchema>
  modality: z.infer<typeof modalitySchema>
  period: z.infer<typeof periodSchema> | null
  /** The day the statement was made or published. */
  asOf: string | null
  evidence: Evidence
}

export const boundSchema = z.enum(bounds)
export const modalitySchema = z.enum(modalities)

export const evidenceSchema: z.ZodType<Evidence, Evidence> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('fact'), id: z.string() }),
    z.object({ kind: z.literal('claim'), id: z.string() }),
    z.object({ kind: z.literal('formula'), formula: z.string(), inputs: z.array(figureSchema) }),
    z.object({ kind: z.literal('rows'), href: z.string() }),
    z.object({ kind: z.literal('none') }),
  ]),
)

export const figureSchema: z.ZodType<Figure, Figure> = z.object({
  label: z.string(),
  value: z.string().nullable(),
  valueTo: z.string().optional(),
  unit: z.string(),
  bound: boundSchema,
  modality: modalitySchema,
  period: periodSchema.nullable(),
  asOf: z.string().nullable(),
  evidence: evidenceSchema,
})
