import { z } from 'zod'
import { boundSchema, modalitySchema } from '../base/figure.ts'
import { fileOrigin } from '../base/origin.ts'
import { precisions } from '../base/period.ts'
import { claimKinds, setAsideReasons } from '../engines/reading/claim.ts'
import { documentFormats } from '../engines/reading/opened.ts'

export const documentState = z.enum(['received', 'reading', 'read', 'failed'])

export const claimStanding = z.enum(['pending', 'auto', 'accepted', 'edited', 'rejected'])

export const claimRow = z.object({
  id: z.string(),
  documentId: z.string(),
  documentTitle: z.string(),
  kind: z.enum(claimKinds),
  quote: z.string(),
  start: z.int(),
  end: z.int(),
  /** The sentence around the quote, and the quote's offset in it: `sentence.slice(sentenceStart)` begins with the quote. */
  sentence: z.string(),
  sentenceStart: z.int(),
  /** Page, or sheet and cell, of the quote; null where the file has none. */
  origin: fileOrigin.nullable(),
  value: z.string().nullable(),
  valueTo: z.string().nullable(),
  unit: z.string().nullable(),
  bound: boundSchema.nullable(),
  measure: z.string().nullable(),
  subject: z.string().nullable(),
  modality: modalitySchema.nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  precision: z.enum(precisions).nullable(),
  inferred: z.boolean(),
  place: z.string().nullable(),
  placeCode: z.string().nullable(),
  items: z.array(z.string()),
  organisation: z.string().nullable(),
  attribution: z.string().nullable(),
  confidence: z.number(),
  reasons: z.array(z.string()),
  /** What people decided, or what the reader proposed while nobody has. */
  standing: claimStanding,
  /** Count of decisions so far: sent back with a decision, so that two people cannot overwrite each other. */
  decisions: z.int(),
  factId: z.string().nullable(),
})
export type ClaimRow = z.infer<typeof claimRow>

export const documentRow = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string().nullable(),
  publisher: z.string().nullable(),
  published: z.string().nullable(),
  state: documentState,
  /** 0…1 while reading. */
  progress: z.number(),
  /** Why reading failed, in the reader's language. */
  problem: z.string().nullable(),
  encoding: z.string().nullable(),
  bytes: z.int(),
  sha256: z.string(),
  demo: z.boolean(),
  receivedAt: z.string(),
  receivedBy: z.string(),
  claims: z.int(),
  pending: z.int(),
  setAside: z.int(),
  /** The document this one is a copy of: the same text published earlier, counted as one witness with it. */
  copyOf: z.object({ id: z.string(), title: z.string() }).nullable(),
  /** Copies of this document. */
  copies: z.int(),
})
export type DocumentRow = z.infer<typeof documentRow>

export const documentPage = documentRow.extend({
  /** What the file is; null before it was read. */
  format: z.enum(documentFormats).nullable(),
  /** The decoded text, unchanged; all offsets are UTF-16 units in it. */
  raw: z.string(),
  blocks: z.array(
    z.object({ start: z.int(), end: z.int(), role: z.enum(['title', 'lead', 'body', 'end', 'meta']), order: z.int() }),
  ),
  /** True where the suggested order differs from the page's. */
  reordered: z.boolean(),
  setAsides: z.array(
    z.object({ start: z.int(), end: z.int(), reason: z.enum(setAsideReasons), text: z.string(), why: z.string() }),
  ),
  /** What came of an outside model's vote, in the reader's language; null where none was asked. */
  vote: z.string().nullable(),
  /** Why the reading claims nothing, and what of the file could not be read, in the reader's language; null for an ordinary one. */
  notice: z.string().nullable(),
  claimRows: z.array(claimRow),
})
export type DocumentPage = z.infer<typeof documentPage>
