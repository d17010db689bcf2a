import type { Store } from '../store/store.ts'
import type { Read } from '../store/transaction.ts'
import { type Grant, type Role, roles } from './roles.ts'

const isRole = (role: string): role is Role => (roles as readonly string[]).includes(role)

/** A person's grants, in the order of the roles. */
export const grantsOf = async (db: Read, workspaceId: string, personId: string): Promise<Grant[]> => {
  const rows = await db
    .selectFrom('role_grant')
    .select(['role', 'scope'])
    .where('workspace_id', '=', workspaceId)
    .where('person_id', '=', personId)
    .orderBy('id')
    .execute()
  return rows
    .flatMap(({ role, scope }) => (isRole(role) ? [{ role, scope }] : []))
    .sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role))
}

/** The workspace's name, null when there is no such workspace. */
export const workspaceName = async (db: Read, workspaceId: string): Promise<string | null> => {
  const row = await db.selectFrom('workspace').select('name').where('workspace_id', '=', workspaceId).executeTakeFirst()
  return row?.name ?? null
}

/** Every workspace of the database, oldest first: asked before anyone is in one. */
export const listWorkspaces = (store: Store): Promise<{ id: string; name: string }[]> =>
  store.read({ workspaceId: '*', personId: '' }, (db) =>
    db
      .selectFrom('workspace')
      .select(['workspace_id as id', 'name'])
      .orderBy('created_at')
      .orderBy('workspace_id')
      .execute(),
  )

export interface AuditRow {
  id: string
  at: string
  person: string
  door: string
  operation: string
  outcome: string
  input: unknown
}

/** The audit log from its newest entry, and how many entries there are. */
export const auditPage = async (
  db: Read,
  workspaceId: string,
  limit: number,
  offset: number,
): Promise<{ entries: AuditRow[]; total: number }> => {
  const { total } = await db
    .selectFrom('audit_entry')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const entries = await db
    .selectFrom('audit_entry')
    .select(['id', 'at', 'person_name as person', 'door', 'operation', 'outcome', 'input'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('position', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return { entries, total }
}
