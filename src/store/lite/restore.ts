import { cp, mkdir, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { explained } from '../failures.ts'
import { checkApplied, migrate, readMigrations } from '../migrate.ts'
import { LiteEngine } from './engine.ts'
import { FolderLock, folderTrouble } from './lock.ts'
import { writeMark } from './mark.ts'
import { checkSnapshot, quoted, type SnapshotContent, seenInside, stagingPrefix } from './snapshot.ts'

const load = async (
  database: string,
  snapshot: string,
  content: SnapshotContent,
  migrations: string | undefined,
): Promise<void> => {
  const known = await readMigrations(migrations)
  checkApplied(content.migrations, known)
  const engine = new LiteEngine(database)
  try {
    await engine.start()
    const lease = await engine.acquire()
    try {
      // The schema is made as it was then; what came later runs when the store is opened.
      const then = known.filter(({ name }) => content.migrations.some((ran) => ran.name === name))
      await migrate(lease, then)
      const stagingName = `${stagingPrefix}restore`
      const inside = join(database, stagingName)
      await mkdir(inside)
      for (const { file } of content.tables) await cp(join(snapshot, file), join(inside, file))
      await lease.query('begin')
      // Rows come back as they were: no trigger writes history or numbers the audit log a second time.
      await lease.query(`set local session_replication_role to 'replica'`)
      if (content.tables.length > 0) {
        await lease.query(`truncate ${content.tables.map(({ table }) => quoted(table)).join(', ')}`)
      }
      for (const { table, columns, file, rows } of content.tables) {
        const { tag } = await lease.query(
          `copy ${quoted(table)} (${columns.map(quoted).join(', ')}) from '${seenInside(stagingName)}/${file}'`,
        )
        if (tag !== `COPY ${rows}`)
          throw new Error(`table ${table}: ${rows} rows in the snapshot, the database answered ${tag}`)
      }
      for (const { name, last } of content.sequences)
        await lease.query('select setval($1::regclass, $2)', [quoted(name), last])
      await lease.query('commit')
      await rm(inside, { recursive: true, force: true })
    } finally {
      lease.release(false)
    }
  } finally {
    await engine.end()
  }
}

/**
 * Brings a data folder back to a snapshot (its folder's path). The database that was there stays beside it as
 * `database.before-…`; gives that path, null when there was none. Throws KnownError `snapshot-damaged`,
 * `data-folder-in-use`, `database-newer`, `migration-changed`.
 */
export const restoreSnapshot = async (
  folder: string,
  snapshot: string,
  options: { migrations?: string; now?: Date } = {},
): Promise<string | null> => {
  const root = resolve(folder)
  const content = await checkSnapshot(snapshot)
  let lock: FolderLock
  try {
    await mkdir(root, { recursive: true, mode: 0o700 })
    lock = await FolderLock.take(root)
  } catch (error) {
    throw folderTrouble(root, error)
  }
  const draft = join(root, 'database.restoring')
  try {
    await rm(draft, { recursive: true, force: true })
    await mkdir(draft, { mode: 0o700 })
    await load(draft, snapshot, content, options.migrations)
    const database = join(root, 'database')
    const aside = `${database}.before-${(options.now ?? new Date()).toISOString().replaceAll(':', '-')}`
    const there = await stat(database).then(
      () => true,
      () => false,
    )
    if (there) await rename(database, aside)
    await rename(draft, database)
    await writeMark(root, { settled: false })
    return there ? aside : null
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => {})
    throw explained(folderTrouble(root, error))
  } finally {
    await lock.release()
  }
}
