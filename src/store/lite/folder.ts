import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { explained } from '../failures.ts'
import { migrate, readMigrations } from '../migrate.ts'
import type { Store, StoreOptions } from '../store.ts'
import { transact } from '../transact.ts'
import { LiteEngine } from './engine.ts'
import { FolderLock, folderTrouble } from './lock.ts'

/** Opens the embedded database of a data folder behind the folder's lock. */
export const openFolder = async (options: StoreOptions & { folder?: string | undefined }): Promise<Store> => {
  const folder = resolve(options.folder ?? '')
  let lock: FolderLock
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    lock = await FolderLock.take(folder, options.address)
  } catch (error) {
    throw folderTrouble(folder, error)
  }
  const database = join(folder, 'database')
  const engine = new LiteEngine(database)
  try {
    await mkdir(database, { recursive: true, mode: 0o700 })
    const version = await engine.start()
    const lease = await engine.acquire()
    const migrated = await migrate(lease, await readMigrations(options.migrations)).finally(() => lease.release(false))
    return {
      kind: 'embedded',
      trial: true,
      version,
      migrated,
      read: (as, work, limits) => transact(engine, 'read', as, work, limits),
      write: (as, work, limits) => transact(engine, 'write', as, work, limits),
      facts: () => ({ kind: 'embedded', trial: true, version, lastSnapshot: null }),
      lastSnapshot: () => null,
      snapshot: async () => '',
      announce: (address) => lock.announce(address),
      close: async () => {
        await engine.end()
        await lock.release()
      },
    }
  } catch (error) {
    await engine.end().catch(() => {})
    await lock.release()
    throw explained(folderTrouble(folder, error))
  }
}
