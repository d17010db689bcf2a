import { sql } from 'kysely'
import { newId } from '../base/id.ts'
import type { Read, Write } from '../store/transaction.ts'
import type { Caller } from './operation.ts'

export interface AuditNote {
  operation: string
  outcome: 'done' | 'refused' | 'failed'
  code?: string | undefined
  /** As `loggedInput` gives it: no bytes, no secrets. */
  input: unknown
}

/** Appends one entry to the workspace's audit log; the database numbers it and chains it to the one before. */
export const note = async (db: Write, caller: Caller, at: Date, entry: AuditNote): Promise<void> => {
  await db
    .insertInto('audit_entry')
    .values({
      workspace_id: caller.workspaceId,
      id: newId('aud', at.getTime()),
      at: at.toISOString(),
      person_id: caller.personId,
      person_name: caller.personName,
      door: caller.door,
      operation: entry.operation,
      outcome: entry.outcome,
      code: entry.code ?? null,
      input: JSON.stringify(entry.input ?? {}),
    })
    .execute()
}

/**
 * Checks the chain of a workspace's audit log: every entry's hash fits its content, its predecessor's hash, and no
 * position is missing. Gives the first position that does not fit, null when all do. A cut-off end does not show.
 */
export const firstBrokenEntry = async (db: Read, workspaceId: string): Promise<number | null> => {
  const { rows } = await sql<{ position: number }>`
    select position from (
      select a.position, a.previous_hash, a.hash, quanlian_audit_hash(a) as right_hash,
             row_number() over (order by a.position) as expected,
             lag(a.hash, 1, '') over (order by a.position) as before
      from audit_entry a where a.workspace_id = ${workspaceId}
    ) chain
    where hash <> right_hash or previous_hash <> before or position <> expected
    order by position limit 1`.execute(db)
  return rows[0]?.position ?? null
}
