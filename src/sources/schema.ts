import { z } from 'zod'
import { boundSchema, modalitySchema } from '../base/figure.ts'
import { fileOrigin } from '../base/origin.ts'
import { precisions } from '../base/period.ts'
import { claimKinds, setAsideReasons } from '../engines/reading/claim.ts'
import { documentFormats } from '../engines/reading/opened.ts'

export const documentState = z.enum(['received', 'reading', 'read', 'failed'])

export const claimStanding = z.enum(['pending', 'auto', 'accepted', 'edited', 'rejected'])

/** The fields of a claim a person may change, in the order forms and cards show them. */
export const claimFields = [
  'value',
  'valueTo',
  'unit',
  'bound',
  'measure',
  'subject',
  'modality',
  'from',
  'to',
  'precision',
  'place',
] as const
export type ClaimField = (typeof claimFields)[number]

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
  /**
   * What today's reading says of a claim a person decided on, where it says otherwise: it no longer finds it, it still
   * finds what was rejected, or it reads the named fields differently. Null where nobody decided or both agree.
   */
  reader: z
    .object({
      found: z.boolean(),
      differs: z.array(z.object({ field: z.enum(claimFields), reader: z.string().nullable() })),
      reasons: z.array(z.string()),
    })
    .nullable(),
  /** What a person decided about the same sentence in another place, proposed while nobody has decided here. */
  proposal: z
    .object({
      verdict: z.enum(['edit', 'reject']),
      edits: z.record(z.string(), z.string().nullable()),
      person: z.string(),
      at: z.string(),
      claimId: z.string(),
      documentId: z.string(),
      documentTitle: z.string(),
    })
    .nullable(),
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

/** A part of a page that a person put back or set aside. */
export const pageMark = z.object({
  id: z.string(),
  act: z.enum(['put-back', 'put-aside']),
  start: z.int(),
  end: z.int(),
  /** How the text under it begins. */
  opening: z.string(),
  /** As what it was set aside. */
  aside: z.enum(setAsideReasons).nullable(),
  reason: z.string().nullable(),
  person: z.string(),
  at: z.string(),
  undone: z.object({ person: z.string(), at: z.string() }).nullable(),
  /** False when the file decodes otherwise today, so that the mark has no place in it. */
  holds: z.boolean(),
})
export type PageMark = z.infer<typeof pageMark>

/** Where the next answer of claims goes on: after the claim of this id, which begins at this offset. */
export const claimCursor = z.object({ start: z.int(), end: z.int(), id: z.string() })
export type ClaimCursor = z.infer<typeof claimCursor>

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
  /** How many claims of each kind are shown, and how many of them wait for a person. */
  tally: z.array(z.object({ kind: z.enum(claimKinds), claims: z.int(), pending: z.int() })),
  /** The first claims in page order; `sources.claims` gives those after `moreClaims`, or of another place or kind. */
  claimRows: z.array(claimRow),
  moreClaims: claimCursor.nullable(),
  /** What people put back or set aside, the newest first. */
  marks: z.array(pageMark),
})
export type DocumentPage = z.infer<typeof documentPage>

/** Where a file of a batch is: named but not sent yet, waiting for its turn, being read, and how it ended. */
export const batchFileState = z.enum(['expected', 'waiting', 'reading', 'read', 'failed', 'refused', 'cancelled'])

export const batchFileRow = z.object({
  /** 1 for the first file of the batch. */
  number: z.int(),
  /** Path inside the folder. */
  name: z.string(),
  bytes: z.int(),
  state: batchFileState,
  /** The same bytes had come in before. */
  already: z.boolean(),
  /** Why it was refused or could not be read, in the reader's language. */
  problem: z.string().nullable(),
  documentId: z.string().nullable(),
  title: z.string().nullable(),
})
export type BatchFileRow = z.infer<typeof batchFileRow>

export const batchRow = z.object({
  id: z.string(),
  name: z.string(),
  person: z.string(),
  openedAt: z.string(),
  cancelledAt: z.string().nullable(),
  cancelledBy: z.string().nullable(),
  files: z.int(),
  /** Left out before the batch was opened: hidden files, links, kinds that are not read. */
  skipped: z.int(),
  expected: z.int(),
  waiting: z.int(),
  reading: z.int(),
  read: z.int(),
  failed: z.int(),
  refused: z.int(),
  cancelled: z.int(),
  already: z.int(),
  /** True when nothing is left to send or to read. */
  done: z.boolean(),
  /** The file being read now. */
  current: z.string().nullable(),
})
export type BatchRow = z.infer<typeof batchRow>

/** A person's correction beside what the reader says of the claim today. */
export const correctionRow = z.object({
  claimId: z.string(),
  documentId: z.string(),
  documentTitle: z.string(),
  kind: z.enum(claimKinds),
  quote: z.string(),
  sentence: z.string(),
  sentenceStart: z.int(),
  /** The unit the reader reads. */
  unit: z.string().nullable(),
  verdict: z.enum(['edit', 'reject']),
  reason: z.string().nullable(),
  person: z.string(),
  at: z.string(),
  /** What the person set, and what the reader reads there today. */
  fields: z.array(
    z.object({ field: z.enum(claimFields), person: z.string().nullable(), reader: z.string().nullable() }),
  ),
  found: z.boolean(),
  differs: z.boolean(),
  /** Codes of the reader's rules behind what it says; their words are in the reader. */
  rules: z.array(z.string()),
})
export type CorrectionRow = z.infer<typeof correctionRow>
