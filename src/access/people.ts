import { KnownError } from '../base/errors.ts'
import { newId } from '../base/id.ts'
import type { Write } from '../store/transaction.ts'
import type { Role } from './roles.ts'

/** Makes a workspace. The transaction must run in the workspace that is made: the wall lets no other in. */
export const createWorkspace = async (db: Write, workspace: { id: string; name: string }): Promise<void> => {
  if (!/^[a-z0-9][a-z0-9_-]{0,63}$/.test(workspace.id)) {
    throw new KnownError(
      'workspace-id',
      {
        zh: `工作区编号 ${workspace.id} 不合规：用小写字母、数字、连字符或下划线，以字母或数字开头。`,
        en: `The workspace id ${workspace.id} is not allowed: use lower-case letters, digits, hyphens or underscores, starting with a letter or digit.`,
      },
      { place: { field: 'id' } },
    )
  }
  await db.insertInto('workspace').values({ workspace_id: workspace.id, name: workspace.name }).execute()
}

/** Makes a person and gives its id. `login` names an account for signing in by password; without one, links open the desk. */
export const createPerson = async (
  db: Write,
  workspaceId: string,
  person: { id?: string; name: string; login?: string },
): Promise<string> => {
  const id = person.id ?? newId('per')
  await db
    .insertInto('person')
    .values({ workspace_id: workspaceId, id, name: person.name, login: person.login ?? null })
    .execute()
  return id
}

/** Gives a person a role, for county and enterprise with the rows it reaches; a grant that stands already is left as it is. */
export const grant = async (
  db: Write,
  workspaceId: string,
  personId: string,
  role: Role,
  options: { scope?: string; grantedBy?: string } = {},
): Promise<void> => {
  await db
    .insertInto('role_grant')
    .values({
      workspace_id: workspaceId,
      id: newId('grt'),
      person_id: personId,
      role,
      scope: options.scope ?? null,
      granted_by: options.grantedBy ?? null,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'person_id', 'role', 'scope']).doNothing())
    .execute()
}
