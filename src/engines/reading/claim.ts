import type { Words } from '../../base/lang.ts'
import type { Precision } from '../../base/period.ts'
import type { Bound, Modality } from '../../base/quantity.ts'
import type { Fingerprint } from './copies.ts'
import type { DocumentFormat, Origin } from './opened.ts'

export type ClaimKind =
  | 'quantity'
  | 'time'
  | 'list'
  | 'organisation'
  | 'person'
  | 'policy'
  | 'relation'
  | 'place'
  | 'event'
export const claimKinds = [
  'quantity',
  'time',
  'list',
  'organisation',
  'person',
  'policy',
  'relation',
  'place',
  'event',
] as const satisfies readonly ClaimKind[]

export type BlockRole = 'title' | 'lead' | 'body' | 'end' | 'meta'
export type SetAsideReason = 'injected' | 'comment' | 'chrome' | 'annotation' | 'advert' | 'foreign'
export const setAsideReasons = [
  'injected',
  'comment',
  'chrome',
  'annotation',
  'advert',
  'foreign',
] as const satisfies readonly SetAsideReason[]

/** Offsets everywhere are UTF-16 code units of the decoded raw text; `raw.slice(start, end)` is what is meant. */
export interface Span {
  start: number
  end: number
}

/** A paragraph in its page place; `order` is its suggested place in reading (0 first), equal to the page place unless a hard sign is broken. */
export interface Block extends Span {
  role: BlockRole
  order: number
}

export interface SetAside extends Span {
  reason: SetAsideReason
  text: string
  /** Why, in words a reader can check. */
  why?: string
}

/**
 * One statement in one document: `raw.slice(start, end) === quote`. Fields that do not apply to a kind are null.
 * Quantity: value, valueTo, unit, bound, measure, subject, modality, period, place.
 * List: items. Person: subject = name, measure = title, organisation. Policy: subject = name, organisation = issuer.
 * Relation and event: subject, measure = predicate (联合建设, 揭牌, 签约 …), items = objects. Place: subject = full name, placeCode.
 * Time: from, to, precision. Organisation: subject = full name, items = short forms in this document, measure = type.
 */
export interface Claim extends Span {
  id: string
  kind: ClaimKind
  quote: string
  value: number | null
  valueTo: number | null
  unit: string | null
  bound: Bound | null
  measure: string | null
  subject: string | null
  modality: Modality | null
  from: string | null
  to: string | null
  precision: Precision | null
  inferred: boolean
  place: string | null
  placeCode: string | null
  items?: string[]
  organisation?: string | null
  attribution?: string | null
  confidence: number
  reasons: string[]
  status: 'auto' | 'pending'
}

/** The fields of a claim that says nothing yet. */
export const blankClaim = {
  value: null,
  valueTo: null,
  unit: null,
  bound: null,
  measure: null,
  subject: null,
  modality: null,
  from: null,
  to: null,
  precision: null,
  inferred: false,
  place: null,
  placeCode: null,
} as const satisfies Partial<Claim>

export interface ReadDocument {
  title: string | null
  publisher: string | null
  published: string | null
  sha256: string
  format: DocumentFormat
  /** WHATWG name of a text's encoding; for containers the format's name. */
  encoding: string
  language: string
}

/** What `read` returns; `raw` is the decoded text the offsets point into. The CLI's JSON leaves `raw` out. */
export interface Reading {
  document: ReadDocument
  raw: string
  /** Where the raw text stands in the file: pages of a PDF, cells of a workbook, for HTML the source of its paragraphs; empty for text. */
  origins: Origin[]
  /** What opening the file had to leave out or mend, in words for the one who added it. */
  notices: Words[]
  blocks: Block[]
  setAside: SetAside[]
  claims: Claim[]
  /** By which copies of the text are found on other pages. */
  fingerprint: Fingerprint
}
