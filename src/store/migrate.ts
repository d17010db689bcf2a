import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { KnownError } from '../base/errors.ts'
import type { Lease } from './connection.ts'
import { DatabaseError } from './failures.ts'

export interface Migration {
  name: string
  sha256: string
  sql: string
}

export const migrationFolder = fileURLToPath(new URL('./migrations/', import.meta.url))

/** The numbered SQL files of a folder in their order; line ends do not count for the checksum. */
export const readMigrations = async (folder: string = migrationFolder): Promise<Migration[]> => {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-.+\.sql$/.test(name)).sort()
  const migrations = await Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(`${folder}/${name}`, 'utf8')).replaceAll('\r\n', '\n')
      return { name, sha256: createHash('sha256').update(sql).digest('hex'), sql }
    }),
  )
  if (migrations.length === 0) throw new Error(`no migrations found in ${folder}`)
  return migrations
}

const changed = (name: string): KnownError =>
  new KnownError(
    'migration-changed',
    {
      zh: `数据库结构文件 ${name} 在执行之后被改动。请恢复原文件；要改结构，请新增一个编号更大的文件。`,
      en: `The migration ${name} was changed after it ran. Restore the file; to change the schema add a file with a higher number.`,
    },
    { place: { file: name }, exit: 78, status: 500 },
  )

const newer = (name: string): KnownError =>
  new KnownError(
    'database-newer',
    {
      zh: `数据库由更新版本的全链建立（其中有 ${name}，本程序没有）。请升级程序，或换用另一个数据文件夹。`,
      en: `The database was made by a newer Quanlian (it holds ${name}, which this program does not have). Upgrade the program or use another data folder.`,
    },
    { place: { file: name }, exit: 78, status: 500 },
  )

const rolesMissing = (user: string, cause: unknown): KnownError =>
  new KnownError(
    'database-roles-missing',
    {
      zh: `登录角色 ${user} 无权建立数据库角色。请让数据库管理员执行：create role quanlian_reader; create role quanlian_writer; grant quanlian_reader, quanlian_writer to "${user}";`,
      en: `The login ${user} may not create roles. Ask the database administrator to run: create role quanlian_reader; create role quanlian_writer; grant quanlian_reader, quanlian_writer to "${user}";`,
    },
    { cause, exit: 77, status: 500 },
  )

// Roles belong to the whole server, not to one database: two databases may be opened at the same moment.
const makeRole = (role: string): string => `do $$ begin
  if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
exception when duplicate_object or unique_violation then null; end $$`

const ensureRoles = async (lease: Lease): Promise<void> => {
  const { rows } = await lease.query('select current_user::text as login')
  const login = String(rows[0]?.['login'])
  for (const role of ['quanlian_reader', 'quanlian_writer']) {
    try {
      await lease.query(makeRole(role))
      const { rows: held } = await lease.query(
        `select (select rolsuper from pg_roles where rolname = current_user) or
           exists (select from pg_auth_members where roleid = $1::regrole and member = (select oid from pg_roles where rolname = current_user)
             and coalesce((to_jsonb(pg_auth_members) ->> 'set_option')::boolean, true)) as held`,
        [role],
      )
      if (held[0]?.['held'] !== true) await lease.query(`grant ${role} to current_user`)
    } catch (error) {
      if (error instanceof DatabaseError && error.code === '42501') throw rolesMissing(login, error)
      throw error
    }
  }
}

type Applied = readonly { name: string; sha256: string }[]

/** Throws KnownError `database-newer` or `migration-changed` when what ran is not what this program would have run. */
export const checkApplied = (applied: Applied, migrations: readonly Migration[]): void => {
  for (const { name, sha256 } of applied) {
    const file = migrations.find((migration) => migration.name === name)
    if (!file) throw newer(name)
    if (file.sha256 !== sha256) throw changed(name)
  }
}

/** The migrations that stand in a database, empty when it was never migrated. */
export const appliedMigrations = async (lease: Lease): Promise<Migrated['applied']> => {
  const { rows: found } = await lease.query(`select to_regclass('public.migration') is not null as there`)
  if (found[0]?.['there'] !== true) return []
  const { rows } = await lease.query('select name, sha256 from migration order by name')
  return rows as Migrated['applied']
}

// A fixed number all servers on one database agree on: only one of them migrates at a time.
const migrationLock = 7_061_546_001

export interface Migrated {
  /** Names of the files that ran now. */
  ran: string[]
  /** All that ran so far, in order. */
  applied: { name: string; sha256: string }[]
}

/**
 * Brings the database to the schema of `migrations`: all pending files in one transaction, or none. Throws KnownError
 * `migration-changed`, `database-newer`, `database-roles-missing`; a failing file names itself.
 */
export const migrate = async (lease: Lease, migrations: readonly Migration[]): Promise<Migrated> => {
  await ensureRoles(lease)
  await lease.query('begin')
  try {
    await lease.query('select pg_advisory_xact_lock($1)', [migrationLock])
    await lease.query(
      'create table if not exists migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    )
    const done = await appliedMigrations(lease)
    checkApplied(done, migrations)
    const pending = migrations.filter(({ name }) => !done.some((ran) => ran.name === name))
    for (const { name, sha256, sql } of pending) {
      try {
        await lease.script(sql)
      } catch (error) {
        throw new Error(`migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        })
      }
      await lease.query('insert into migration (name, sha256) values ($1, $2)', [name, sha256])
    }
    await lease.query('commit')
    const ran = pending.map(({ name }) => name)
    return { ran, applied: [...done, ...pending.map(({ name, sha256 }) => ({ name, sha256 }))] }
  } catch (error) {
    await lease.query('rollback').catch(() => {})
    throw error
  }
}
