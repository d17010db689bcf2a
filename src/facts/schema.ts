import { z } from 'zod'
import { figureSchema } from '../base/figure.ts'
import { fileOrigin } from '../base/origin.ts'

export const witness = z.object({
  kind: z.enum(['claim', 'source']),
  /** Claim id or source id. */
  id: z.string(),
  documentId: z.string().nullable(),
  title: z.string(),
  publisher: z.string().nullable(),
  published: z.string().nullable(),
  url: z.string().nullable(),
  /** The sentence in the page; for a pack's figure, where in the source it stands, in our words. */
  sentence: z.string().nullable(),
  quote: z.string().nullable(),
  start: z.int().nullable(),
  end: z.int().nullable(),
  /** Id of the witness listed before that is the same text or the same sentence: together they count once. */
  repeats: z.string().nullable(),
  /** Page, or sheet and cell, of the quote; null where the file has none. */
  origin: fileOrigin.nullable(),
  weak: z.boolean(),
  note: z.string().nullable(),
})
export type Witness = z.infer<typeof witness>

export const factRow = z.object({
  id: z.string(),
  subject: z.string(),
  /** Key of the registered subject when it resolves to one. */
  subjectKey: z.string().nullable(),
  measure: z.string(),
  measureKey: z.string().nullable(),
  scope: z.string().nullable(),
  place: z.string().nullable(),
  placeCode: z.string().nullable(),
  figure: figureSchema,
  /** Independent witnesses: copies of one text count once. */
  witnesses: z.int(),
  /** Other facts with the same subject, measure, period, scope and modality but another value. */
  others: z.int(),
  acceptedAt: z.string(),
  acceptedBy: z.string(),
})
export type FactRow = z.infer<typeof factRow>

export const decisionEvent = z.object({
  id: z.string(),
  verdict: z.enum(['accept', 'edit', 'reject', 'reopen']),
  person: z.string(),
  at: z.string(),
  reason: z.string().nullable(),
  edits: z.record(z.string(), z.unknown()).nullable(),
})
export type DecisionEvent = z.infer<typeof decisionEvent>
