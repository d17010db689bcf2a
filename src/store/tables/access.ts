import type { ColumnType, Generated } from 'kysely'

/** A column the database fills on insert and that nobody sends. */
type Filled<T> = ColumnType<T, never, never>
type Json = ColumnType<unknown, unknown, unknown>

/** Tables of migration 0001: workspaces, people, sessions, audit, history. Times are ISO UTC strings. */
export interface AccessTables {
  workspace: { workspace_id: string; name: string; created_at: Generated<string> }
  person: {
    workspace_id: string
    id: string
    name: string
    login: string | null
    password_hash: string | null
    failed_attempts: Generated<number>
    locked_until: string | null
    active: Generated<boolean>
    created_at: Generated<string>
  }
  role_grant: {
    workspace_id: string
    id: string
    person_id: string
    role: string
    scope: string | null
    granted_at: Generated<string>
    granted_by: string | null
  }
  session: {
    workspace_id: string
    token_hash: string
    person_id: string
    created_at: Generated<string>
    expires_at: string
    ended_at: string | null
  }
  sign_in_link: {
    workspace_id: string
    token_hash: string
    person_id: string
    created_at: Generated<string>
    expires_at: string
    used_at: string | null
  }
  audit_entry: {
    workspace_id: string
    id: string
    position: Filled<number>
    at: string
    person_id: string
    person_name: string
    door: string
    operation: string
    outcome: 'done' | 'refused' | 'failed'
    code: string | null
    input: Json
    previous_hash: Filled<string>
    hash: Filled<string>
  }
  history: {
    workspace_id: Filled<string>
    id: Filled<string>
    at: Filled<string>
    person_id: Filled<string>
    operation: Filled<string>
    table_name: Filled<string>
    row_key: Filled<unknown>
    action: Filled<'insert' | 'update' | 'delete'>
    before: Filled<unknown>
    after: Filled<unknown>
  }
}
