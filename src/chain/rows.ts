import { type Insertable, sql } from 'kysely'
import type { Tables } from '../store/tables.ts'
import type { Write } from '../store/transaction.ts'

/** Who installs a pack, where and when. */
export interface Installing {
  workspaceId: string
  personId: string
  /** ISO time. */
  at: string
}

const batch = 200

/**
 * Puts rows of a pack in place: new ones are inserted, changed ones updated, equal ones left alone so that history stays
 * quiet. With `origin`, rows a person has taken over (origin 'person') are left as they are.
 * @param keys the primary key's columns after workspace_id
 */
export const putRows = async <T extends keyof Tables & string>(
  db: Write,
  { workspaceId }: Installing,
  table: T,
  keys: readonly string[],
  rows: readonly Omit<Insertable<Tables[T]>, 'workspace_id'>[],
  options: { origin?: boolean } = {},
): Promise<void> => {
  for (let start = 0; start < rows.length; start += batch) {
    const part = rows.slice(start, start + batch).map((row) => ({
      workspace_id: workspaceId,
      ...(row as Record<string, unknown>),
      ...(options.origin ? { origin: 'pack' } : {}),
    })) as Record<string, unknown>[]
    const columns = Object.keys(part[0]!)
    const said = columns.filter((column) => column !== 'workspace_id' && !keys.includes(column))
    const refs = (prefix: string) => sql.join(said.map((column) => sql.ref(`${prefix}.${column}`)))
    const values = sql.join(part.map((row) => sql`(${sql.join(columns.map((column) => row[column] ?? null))})`))
    const change =
      said.length === 0
        ? sql`do nothing`
        : sql`do update set ${sql.join(said.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`))}
            where (${refs(table)}) is distinct from (${refs('excluded')})
            ${options.origin ? sql`and ${sql.ref(`${table}.origin`)} = 'pack'` : sql``}`
    await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
      values ${values}
      on conflict (${sql.join(['workspace_id', ...keys].map((column) => sql.ref(column)))}) ${change}`.execute(db)
  }
}

/** Replaces the rows that hang on the given owners (aliases, stages, products) by those of the pack. */
export const replaceRows = async <T extends keyof Tables & string>(
  db: Write,
  installing: Installing,
  table: T,
  owner: { column: string; ids: readonly string[] },
  keys: readonly string[],
  rows: readonly Omit<Insertable<Tables[T]>, 'workspace_id'>[],
): Promise<void> => {
  if (owner.ids.length === 0) return
  const mine = new Set(owner.ids)
  await sql`delete from ${sql.table(table)} where workspace_id = ${installing.workspaceId}
    and ${sql.ref(owner.column)} in (${sql.join([...mine])})`.execute(db)
  await putRows(
    db,
    installing,
    table,
    keys,
    rows.filter((row) => mine.has((row as Record<string, string>)[owner.column]!)),
  )
}

/** Of the given rows, the ids that still belong to the pack and not to a person. */
export const stillOfPack = async (
  db: Write,
  { workspaceId }: Installing,
  table: 'enterprise' | 'resource' | 'project' | 'park' | 'policy' | 'post',
  ids: readonly string[],
): Promise<string[]> => {
  if (ids.length === 0) return []
  const rows = await sql<{ id: string }>`select id from ${sql.table(table)}
    where workspace_id = ${workspaceId} and origin = 'pack' and id in (${sql.join([...ids])})`.execute(db)
  return rows.rows.map((row) => row.id)
}
