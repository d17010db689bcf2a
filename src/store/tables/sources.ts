import type { ColumnType, Generated, JSONColumnType, Selectable } from 'kysely'
import type { Words } from '../../base/lang.ts'
import type { FileOrigin } from '../../base/origin.ts'
import type { Precision } from '../../base/period.ts'
import type { Bound, Modality } from '../../base/quantity.ts'
import type { Block, ClaimKind, SetAside } from '../../engines/reading/claim.ts'
import type { DocumentFormat, Origin } from '../../engines/reading/opened.ts'

/** Decimal strings for numeric, ISO strings for dates and times; jsonb is written as JSON text and read parsed. */
type Moment = Generated<string>
type Json<T extends object | null> = JSONColumnType<T, string, string>
type FilledJson<T extends object> = ColumnType<T, string | undefined, string>
type NullableJson<T extends object> = JSONColumnType<T | null, string | null, string | null>

export interface DocumentTable {
  workspace_id: string
  id: string
  name: string
  sha256: string
  bytes_count: number
  url: string | null
  declared_published: string | null
  state: Generated<'received' | 'reading' | 'read' | 'failed'>
  progress: Generated<number>
  problem_code: string | null
  problem: NullableJson<Words>
  encoding: string | null
  title: string | null
  publisher: string | null
  published: string | null
  reading_id: string | null
  set_aside_count: Generated<number>
  copy_of: string | null
  demo: Generated<boolean>
  received_at: Moment
  received_by: string
  runner: string | null
  lease_until: string | null
  attempts: Generated<number>
}

export interface DocumentFileTable {
  workspace_id: string
  document_id: string
  bytes: Uint8Array
}

export interface DocumentReadingTable {
  workspace_id: string
  id: string
  document_id: string
  reader_version: string
  raw: string
  encoding: string
  language: string | null
  title: string | null
  publisher: string | null
  published: string | null
  blocks: Json<Block[]>
  set_asides: Json<SetAside[]>
  format: Generated<DocumentFormat>
  origins: FilledJson<Origin[]>
  notices: FilledJson<Words[]>
  read_at: Moment
  milliseconds: number
  vote: NullableJson<VoteRecord>
}

/** What came of a model's vote on a reading (see src/sources/voter.ts). */
export interface VoteRecord {
  model: string
  /** Passages asked about, and how many of the answers could be used. */
  asked: number
  answered: number
  /** Claims of the model that were dropped: no such words in the page, or no number. */
  dropped: number
  confirmed: number
  contradicted: number
  added: number
  /** Characters of the page nobody asked about, over the limit of passages. */
  left: number
  problem: 'unreachable' | 'slow' | 'refused' | 'rubbish' | 'too-long' | null
}

export interface VoterSettingTable {
  workspace_id: string
  endpoint: string
  model: string
  enabled: boolean
  wait_ms: number
  most_passages: number
}

export interface ClaimTable {
  workspace_id: string
  id: string
  version: number
  document_id: string
  reading_id: string
  kind: ClaimKind
  quote: string
  quote_start: number
  quote_end: number
  sentence: string
  sentence_start: number
  value: string | null
  value_to: string | null
  unit: string | null
  bound: Bound | null
  measure: string | null
  subject: string | null
  modality: Modality | null
  period_from: string | null
  period_to: string | null
  period_precision: Precision | null
  inferred: boolean
  place: string | null
  place_code: string | null
  items: Json<string[]>
  organisation: string | null
  attribution: string | null
  confidence: number
  reasons: Json<string[]>
  status: 'auto' | 'pending'
  created_at: Moment
  sentence_key: string | null
  origin: NullableJson<FileOrigin>
}

export type Standing = 'pending' | 'auto' | 'accepted' | 'edited' | 'rejected'

export interface ClaimStandingTable {
  workspace_id: string
  claim_id: string
  document_id: string
  kind: ClaimKind
  version: number
  newest: number
  found: Generated<boolean>
  standing: Standing
  edits: NullableJson<Record<string, unknown>>
  decisions: Generated<number>
  confidence: number
  fact_id: string | null
  /** What people decided about the same sentence elsewhere, while nobody has decided here. */
  proposal: NullableJson<Proposal>
}

/** A decision made in another place about the same sentence. */
export interface Proposal {
  claimId: string
  documentId: string
  verdict: 'edit' | 'reject'
  /** What an edit would change here: only fields the reader reads here as it did there. */
  edits: Record<string, unknown> | null
  personId: string
  at: string
}

export interface ClaimDecisionTable {
  workspace_id: string
  id: string
  claim_id: string
  version: number
  number: number
  verdict: 'accept' | 'edit' | 'reject' | 'reopen'
  edits: NullableJson<Record<string, unknown>>
  reason: string | null
  person_id: string
  at: Moment
}

export interface SourceTable {
  workspace_id: string
  id: string
  title: string
  publisher: string | null
  published: string | null
  url: string | null
  weak: Generated<boolean>
  note: string | null
  created_at: Moment
}

export interface MeasureTable {
  workspace_id: string
  key: string
  name_zh: string
  name_en: string
  unit: string | null
  note: string | null
  merged_into: string | null
}

export interface MeasureAliasTable {
  workspace_id: string
  normal: string
  measure_key: string
  alias: string
}

export interface SubjectTable {
  workspace_id: string
  key: string
  name_zh: string
  name_en: string
  kind: Generated<string>
  place_code: string | null
  note: string | null
  merged_into: string | null
}

export interface SubjectAliasTable {
  workspace_id: string
  normal: string
  subject_key: string
  alias: string
}

export interface FactTable {
  workspace_id: string
  id: string
  fact_key: string
  subject: string
  subject_key: string | null
  measure: string
  measure_key: string | null
  scope: string | null
  modality: Modality
  value: string
  value_to: string | null
  unit: string
  bound: Bound
  period_from: string | null
  period_to: string | null
  period_precision: Precision | null
  inferred: Generated<boolean>
  place: string | null
  place_code: string | null
  as_of: string | null
  origin: 'claim' | 'pack'
  created_at: Moment
  created_by: string
  withdrawn_at: string | null
}

export interface FactWitnessTable {
  workspace_id: string
  id: string
  fact_id: string
  claim_id: string | null
  source_id: string | null
  sentence: string | null
  note: string | null
  created_at: Moment
  created_by: string
  withdrawn_at: string | null
}

export interface DocumentSignatureTable {
  workspace_id: string
  document_id: string
  sentences: Json<[number, number][]>
  sampled: boolean
  length: number
  minhash: Uint8Array
}

export interface DocumentMarkTable {
  workspace_id: string
  kind: 's' | 'b'
  mark: number
  document_id: string
}

/** Tables of migrations 0002, 0007 and 0008: documents, claims, decisions, sources, facts, witnesses, copies, the voter. */
export interface SourceTables {
  document: DocumentTable
  document_file: DocumentFileTable
  document_reading: DocumentReadingTable
  voter_setting: VoterSettingTable
  document_signature: DocumentSignatureTable
  document_mark: DocumentMarkTable
  claim: ClaimTable
  claim_standing: ClaimStandingTable
  claim_decision: ClaimDecisionTable
  source: SourceTable
  measure: MeasureTable
  measure_alias: MeasureAliasTable
  subject: SubjectTable
  subject_alias: SubjectAliasTable
  fact: FactTable
  fact_witness: FactWitnessTable
}

export type DocumentRecord = Selectable<DocumentTable>
export type ClaimRecord = Selectable<ClaimTable>
export type FactRecord = Selectable<FactTable>
