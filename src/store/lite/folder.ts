import { mkdir, rename, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { KnownError } from '../../base/errors.ts'
import { explained } from '../failures.ts'
import { appliedMigrations, checkApplied, type Migrated, migrate, readMigrations } from '../migrate.ts'
import type { Store, StoreOptions } from '../store.ts'
import { transact } from '../transact.ts'
import { LiteEngine } from './engine.ts'
import { FolderLock, folderTrouble } from './lock.ts'
import { readMark, writeMark } from './mark.ts'
import { clearStaging, listSnapshots, madeAt, writeSnapshot } from './snapshot.ts'

const hour = 3_600_000

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

const damaged = (folder: string, cause: unknown): KnownError =>
  new KnownError(
    'database-damaged',
    {
      zh: `数据文件夹 ${folder} 中的数据库打不开。原文件没有改动；请从 ${join(folder, 'snapshots')} 中最近的快照恢复。`,
      en: `The database in ${folder} does not open. Its files were left as they are; restore the latest snapshot from ${join(folder, 'snapshots')}.`,
    },
    { place: { file: folder }, exit: 74, status: 500, cause },
  )

/**
 * Starts the engine on the folder's database. A database whose making was cut off (no mark, no schema in it) is set
 * aside and made anew: nothing was ever acknowledged from it.
 */
const startEngine = async (folder: string, marked: boolean): Promise<{ engine: LiteEngine; version: string }> => {
  const database = join(folder, 'database')
  if (!marked && (await isThere(database))) {
    const engine = new LiteEngine(database)
    try {
      const version = await engine.start()
      const lease = await engine.acquire()
      const applied = await appliedMigrations(lease).finally(() => lease.release(false))
      if (applied.length > 0) return { engine, version }
    } catch (error) {
      if (error instanceof KnownError && error.code === 'disk-full') throw error
    }
    await engine.end().catch(() => {})
    await rename(database, `${database}.unfinished-${new Date().toISOString().replaceAll(':', '-')}`)
  }
  await mkdir(database, { recursive: true, mode: 0o700 })
  await clearStaging(database)
  const engine = new LiteEngine(database)
  try {
    return { engine, version: await engine.start() }
  } catch (error) {
    if (error instanceof KnownError && error.code === 'disk-full') throw error
    throw marked ? damaged(folder, error) : error
  }
}

/** Opens the embedded database of a data folder behind the folder's lock; keeps its snapshots. */
export const openFolder = async (options: StoreOptions): Promise<Store> => {
  const folder = resolve(options.folder ?? '')
  const keep = options.keepSnapshots ?? 24
  let lock: FolderLock
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    lock = await FolderLock.take(folder, options.address)
  } catch (error) {
    throw folderTrouble(folder, error)
  }
  let engine: LiteEngine | undefined
  try {
    const mark = await readMark(folder)
    const started = await startEngine(folder, mark !== null)
    engine = started.engine
    return await serve(started.engine, started.version, mark?.settled === true)
  } catch (error) {
    await engine?.end().catch(() => {})
    await lock.release()
    throw explained(folderTrouble(folder, error))
  }

  async function serve(lite: LiteEngine, version: string, settled: boolean): Promise<Store> {
    let last = (await listSnapshots(folder))[0] ?? null
    let changed = !settled || last === null
    let atWork: Promise<string> | undefined
    const facts = (): ReturnType<Store['facts']> => ({
      kind: 'embedded',
      trial: true,
      version,
      lastSnapshot: last === null ? null : madeAt(last),
    })

    const snapshotAs = async (applied: Migrated['applied']): Promise<string> => {
      changed = false
      try {
        const migrated = { ran: [], applied }
        const path = await writeSnapshot(() => lite.acquire(), { folder, version, migrated, now: new Date(), keep })
        last = (await listSnapshots(folder))[0] ?? null
        return path
      } catch (error) {
        changed = true
        throw explained(error)
      }
    }

    const migrations = await readMigrations(options.migrations)
    const lease = await lite.acquire()
    const applied = await appliedMigrations(lease).finally(() => lease.release(false))
    checkApplied(applied, migrations)
    // A new schema cannot be taken back: what was there before it stays as a snapshot.
    if (applied.length > 0 && applied.length < migrations.length) await snapshotAs(applied)
    const owner = await lite.acquire()
    const migrated = await migrate(owner, migrations).finally(() => owner.release(false))
    if (migrated.ran.length > 0) changed = true
    await writeMark(folder, { settled: false })

    const snapshot = (): Promise<string> => {
      atWork ??= snapshotAs(migrated.applied).finally(() => {
        atWork = undefined
      })
      return atWork
    }
    const every = options.snapshotEveryMs ?? hour
    const timer =
      every > 0
        ? setInterval(() => {
            if (changed) snapshot().catch((error: unknown) => options.onSnapshotFailure?.(error))
          }, every)
        : undefined
    timer?.unref()

    let closing: Promise<void> | undefined
    const close = async (): Promise<void> => {
      clearInterval(timer)
      try {
        await atWork?.catch(() => {})
        if (options.snapshotAtClose !== false && changed) await snapshot()
        await lite.end()
        await writeMark(folder, { settled: !changed })
      } finally {
        await lite.end().catch(() => {})
        await lock.release()
      }
    }

    return {
      kind: 'embedded',
      trial: true,
      version,
      migrated,
      read: (as, work, limits) => transact(lite, 'read', as, work, limits),
      write: async (as, work, limits) => {
        const result = await transact(lite, 'write', as, work, limits)
        changed = true
        return result
      },
      facts,
      lastSnapshot: () => facts().lastSnapshot,
      snapshot,
      announce: (address) => lock.announce(address),
      close: () => {
        closing ??= close()
        return closing
      },
    }
  }
}
