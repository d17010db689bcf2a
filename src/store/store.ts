import { KnownError } from '../base/errors.ts'
import { explained } from './failures.ts'
import { openFolder } from './lite/folder.ts'
import { type Migrated, migrate, readMigrations } from './migrate.ts'
import { ServerPool } from './server/pool.ts'
import { type As, type Limits, transact } from './transact.ts'
import type { Read, Write } from './transaction.ts'

export { restoreSnapshot } from './lite/restore.ts'
export { checkSnapshot, listSnapshots } from './lite/snapshot.ts'
export type { As, Limits } from './transact.ts'

/** What a screen says about the database: 试用库 or not, its version, and how old the last snapshot is. */
export interface DatabaseFacts {
  kind: 'embedded' | 'server'
  /** The embedded database makes no fsync: good to try and for one desk, and marked so. */
  trial: boolean
  version: string
  lastSnapshot: string | null
}

export interface Store extends Readonly<Omit<DatabaseFacts, 'lastSnapshot'>> {
  /** Runs `work` in a read-only transaction: by type and in the database. All its statements see one moment. */
  read<T>(as: As, work: (db: Read) => Promise<T>, limits?: Limits): Promise<T>
  /** Runs `work` in a transaction that commits when it returns and rolls back when it throws. */
  write<T>(as: As, work: (db: Write) => Promise<T>, limits?: Limits): Promise<T>
  facts(): DatabaseFacts
  /** When the last complete snapshot was made (ISO UTC), null when there is none. */
  lastSnapshot(): string | null
  /** Writes a snapshot now and gives its folder; KnownError `snapshot-by-server` on a PostgreSQL server. */
  snapshot(): Promise<string>
  /** Tells where the server listens; a second start on the same folder shows it. */
  announce(address: string): Promise<void>
  /** The migrations that stand in the database, in order, and those this opening ran. */
  readonly migrated: Migrated
  close(): Promise<void>
}

export type StoreOptions = ({ folder: string; url?: undefined } | { url: string; folder?: undefined }) & {
  /** Where the server listens, when it is known before the store is opened. */
  address?: string
  /** Folder of migrations, for tests of the runner. */
  migrations?: string
  /** Milliseconds between two snapshots of the embedded database; 0 makes none by time. */
  snapshotEveryMs?: number
  /** Makes a snapshot when the store closes and something changed; default true. */
  snapshotAtClose?: boolean
  /** How many snapshots stay. */
  keepSnapshots?: number
  /** Told when a snapshot by time failed; the database goes on. */
  onSnapshotFailure?: (error: unknown) => void
  /** Connections to a server. */
  connections?: number
}

const openServer = async (url: string, options: StoreOptions): Promise<Store> => {
  const pool = new ServerPool(url, options.connections)
  try {
    const version = await pool.start()
    const lease = await pool.acquire()
    let migrated: Migrated
    try {
      migrated = await migrate(lease, await readMigrations(options.migrations))
    } finally {
      lease.release(false)
    }
    return {
      kind: 'server',
      trial: false,
      version,
      migrated,
      read: (as, work, limits) => transact(pool, 'read', as, work, limits),
      write: (as, work, limits) => transact(pool, 'write', as, work, limits),
      facts: () => ({ kind: 'server', trial: false, version, lastSnapshot: null }),
      lastSnapshot: () => null,
      snapshot: async () => {
        throw new KnownError('snapshot-by-server', {
          zh: '数据库在 PostgreSQL 服务器上，请用服务器自己的备份（如 pg_dump 或持续归档）。',
          en: 'The database is on a PostgreSQL server: use its own backup (pg_dump or continuous archiving).',
        })
      },
      announce: async () => {},
      close: () => pool.end(),
    }
  } catch (error) {
    await pool.end()
    throw explained(error)
  }
}

/**
 * Opens the embedded database in a folder (made when it is not there) or a PostgreSQL 15–18 by its URL, and brings it
 * to this program's schema. Throws KnownError `data-folder-in-use`, `data-folder-read-only`, `disk-full`,
 * `database-newer`, `migration-changed`, `database-version`, `database-gone`.
 */
export const openStore = async (options: StoreOptions): Promise<Store> =>
  options.url !== undefined ? openServer(options.url, options) : openFolder(options)
