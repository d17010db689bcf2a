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

export const todayPage = z.object({
  asOf: z.string(),
  sentences: z.array(sentence),
  years: z.array(targetYear),
  waiting: z.array(waitingItem),
  moved: z.array(z.object({ at: z.string(), text: z.string(), href: z.string() })),
})
export type TodayPage = z.infer<typeof todayPage>

/** A brief's line: words and figures; each figure's source is a footnote numbered from 1 in order of first use. */
export const brief = z.object({
  title: z.string(),
  asOf: z.string(),
  sections: z.array(
    z.object({
      title: z.string(),
      sentences: z.array(sentence),
      table: z
        .object({ columns: z.array(z.string()), rows: z.array(z.array(z.union([z.string(), figureSchema, z.null()]))) })
        .nullable(),
    }),
  ),
  /** Footnote texts; `marks` in figures are found by walking the brief in order (see report/footnotes.ts). */
  footnotes: z.array(z.object({ number: z.int(), text: z.string(), sources: z.array(witness) })),
})
export type Brief = z.infer<typeof brief>
