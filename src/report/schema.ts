import { z } from 'zod'
import { figureSchema } from '../base/figure.ts'
import { witness } from '../facts/schema.ts'
import { targetYear } from '../plan/schema.ts'

/** A sentence as pieces: plain words, and figures that open their evidence. */
export const sentence = z.object({
  /** target: on target or not; moved: what changed; stuck: what does not move; decide: what waits for a decision; gap: what is missing */
  about: z.enum(['target', 'moved', 'stuck', 'decide', 'gap']),
  parts: z.array(z.union([z.object({ text: z.string() }), z.object({ figure: figureSchema })])),
})
export type Sentence = z.infer<typeof sentence>

export const waitingItem = z.object({
  kind: z.enum(['claims', 'failed-documents', 'other-values']),
  text: z.string(),
  count: z.int(),
  href: z.string(),
})
export type WaitingItem = z.infer<typeof waitingItem>

export const movedItem = z.object({ at: z.string(), text: z.string(), href: z.string() })
export type MovedItem = z.infer<typeof movedItem>

export const todayPage = z.object({
  asOf: z.string(),
  sentences: z.array(sentence),
  years: z.array(targetYear),
  waiting: z.array(waitingItem),
  moved: z.array(movedItem),
})
export type TodayPage = z.infer<typeof todayPage>

export const briefCell = z.union([z.string(), figureSchema, z.null()])
export type BriefCell = z.infer<typeof briefCell>

export const briefSection = z.object({
  title: z.string(),
  sentences: z.array(sentence),
  /** Cells are words, figures, or null where nothing is known: shown as such, never as 0. */
  table: z.object({ columns: z.array(z.string()), rows: z.array(z.array(briefCell)) }).nullable(),
})
export type BriefSection = z.infer<typeof briefSection>

/**
 * A footnote belongs to every figure whose evidence has one of its keys (footnotes.ts). Numbers run from 1 in order of
 * first use, the same order in which Word numbers its own; figures that rest on the same sources share one.
 */
export const footnote = z.object({
  number: z.int(),
  keys: z.array(z.string()).min(1),
  text: z.string(),
  sources: z.array(witness),
})
export type Footnote = z.infer<typeof footnote>

export const brief = z.object({
  title: z.string(),
  subtitle: z.string(),
  asOf: z.string(),
  sections: z.array(briefSection),
  footnotes: z.array(footnote),
})
export type Brief = z.infer<typeof brief>
