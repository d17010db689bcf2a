import type { Generated, JSONColumnType, Selectable } from 'kysely'
import type { Words } from '../../base/lang.ts'
import type { SetAsideReason } from '../../engines/reading/claim.ts'

export interface PageMarkTable {
  workspace_id: string
  id: string
  document_id: string
  number: number
  act: 'put-back' | 'put-aside' | 'undo'
  span_start: number | null
  span_end: number | null
  text_sha256: string | null
  opening: string | null
  aside_reason: SetAsideReason | null
  undoes: string | null
  reason: string | null
  person_id: string
  at: Generated<string>
}

export interface BatchTable {
  workspace_id: string
  id: string
  name: string
  files: number
  skipped: Generated<number>
  declared_published: string | null
  opened_at: Generated<string>
  opened_by: string
  cancelled_at: string | null
  cancelled_by: string | null
  turn_at: Generated<string>
}

export interface BatchFileTable {
  workspace_id: string
  batch_id: string
  number: number
  name: string
  bytes_count: number
  state: 'expected' | 'waiting' | 'begun' | 'refused' | 'cancelled'
  document_id: string | null
  already: Generated<boolean>
  problem_code: string | null
  problem: JSONColumnType<Words | null, string | null, string | null>
}

export interface BatchBytesTable {
  workspace_id: string
  batch_id: string
  number: number
  bytes: Uint8Array
  bytes_count: number
}

/** Tables of migration 0006: parts put back or set aside, and batches of files. */
export interface CorrectionTables {
  page_mark: PageMarkTable
  batch: BatchTable
  batch_file: BatchFileTable
  batch_bytes: BatchBytesTable
}

export type PageMarkRecord = Selectable<PageMarkTable>
