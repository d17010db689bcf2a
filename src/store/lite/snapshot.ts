import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { KnownError } from '../../base/errors.ts'
import type { Lease } from '../connection.ts'
import type { Migrated } from '../migrate.ts'

const contentSchema = z.object({
  product: z.literal('quanlian'),
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  postgres: z.string(),
  migrations: z.array(z.object({ name: z.string(), sha256: z.string() })).min(1),
  tables: z.array(
    z.object({
      table: z.string(),
      columns: z.array(z.string()).min(1),
      rows: z.int().min(0),
      file: z.string().regex(/^\d{3}-[a-z0-9_]+\.copy$/),
      bytes: z.int().min(0),
      sha256: z.string(),
    }),
  ),
  sequences: z.array(z.object({ name: z.string(), last: z.int() })),
})
const manifestSchema = z.object({ content: contentSchema, sha256: z.string() })
export type SnapshotContent = z.infer<typeof contentSchema>

/**
 * The engine sees its own data folder only; in a folder of this name inside it COPY writes and reads the tables. The
 * name must be new each time: the engine remembers a file that was moved away and would not make it again.
 */
export const stagingPrefix = 'snapshot-staging-'

/** Where the engine finds a folder inside its own. */
export const seenInside = (name: string): string => `/pglite/data/${name}`

/** Removes what a snapshot that was cut off left inside the database's folder. */
export const clearStaging = async (database: string): Promise<void> => {
  for (const name of await readdir(database)) {
    if (name.startsWith(stagingPrefix)) await rm(join(database, name), { recursive: true, force: true })
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

const fileDigest = async (path: string): Promise<{ sha256: string; bytes: number }> => {
  const hash = createHash('sha256')
  let bytes = 0
  await pipeline(createReadStream(path), async (chunks) => {
    for await (const chunk of chunks as AsyncIterable<Buffer>) {
      hash.update(chunk)
      bytes += chunk.length
    }
  })
  return { sha256: hash.digest('hex'), bytes }
}

/** Puts a file, or a folder's list of names, on the disk itself. */
const sync = async (path: string): Promise<void> => {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const rowsOf = (tag: string): number => Number(/^COPY (\d+)$/.exec(tag)?.[1] ?? Number.NaN)

/** Copies every table, as of one moment, into the staging folder. */
const copyOut = async (lease: Lease, inside: string): Promise<Pick<SnapshotContent, 'tables' | 'sequences'>> => {
  const tables: SnapshotContent['tables'] = []
  await lease.query('start transaction isolation level repeatable read, read only')
  try {
    const { rows } = await lease.query(
      `select c.relname as table, array_agg(a.attname order by a.attnum) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migration'
         and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
       group by c.relname order by c.relname`,
    )
    for (const { table, columns } of rows as { table: string; columns: string[] }[]) {
      const file = `${String(tables.length + 1).padStart(3, '0')}-${table.replace(/[^a-z0-9_]/g, '_')}.copy`
      const { tag } = await lease.query(
        `copy ${quoted(table)} (${columns.map(quoted).join(', ')}) to '${seenInside(inside)}/${file}'`,
      )
      tables.push({ table, columns, rows: rowsOf(tag), file, bytes: 0, sha256: '' })
    }
    const { rows: sequences } = await lease.query(
      `select sequencename as name, last_value as last from pg_sequences where schemaname = 'public' and last_value is not null`,
    )
    await lease.query('commit')
    return { tables, sequences: sequences as SnapshotContent['sequences'] }
  } catch (error) {
    await lease.query('rollback').catch(() => {})
    throw error
  }
}

/**
 * Writes a snapshot of the whole database into `folder/snapshots` and gives its folder. It appears under its name only
 * when it is complete and on the disk: each file, the manifest and both folders are synced before and after the rename.
 */
export const writeSnapshot = async (
  acquire: () => Promise<Lease>,
  place: { folder: string; version: string; migrated: Migrated; now: Date; keep: number },
): Promise<string> => {
  const all = join(place.folder, 'snapshots')
  const name = place.now.toISOString().replaceAll(':', '-')
  const stagingName = `${stagingPrefix}${name}`
  const inside = join(place.folder, 'database', stagingName)
  const draft = join(all, `${name}.partial`)
  try {
    await mkdir(inside, { mode: 0o700 })
    await mkdir(draft, { recursive: true, mode: 0o700 })
    const lease = await acquire()
    const copied = await copyOut(lease, stagingName).finally(() => lease.release(false))
    for (const table of copied.tables) {
      const path = join(draft, table.file)
      await rename(join(inside, table.file), path)
      await sync(path)
      Object.assign(table, await fileDigest(path))
    }
    const content: SnapshotContent = {
      product: 'quanlian',
      format: 1,
      madeAt: place.now.toISOString(),
      postgres: place.version,
      migrations: place.migrated.applied,
      ...copied,
    }
    const manifest = join(draft, 'manifest.json')
    await writeFile(manifest, `${JSON.stringify({ content, sha256: digest(JSON.stringify(content)) }, null, 1)}\n`)
    await sync(manifest)
    await sync(draft)
    await rename(draft, join(all, name))
    await sync(all)
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => {})
    throw error
  } finally {
    await rm(inside, { recursive: true, force: true }).catch(() => {})
  }
  for (const old of (await listSnapshots(place.folder)).slice(place.keep)) {
    await rm(join(all, old), { recursive: true, force: true })
  }
  return join(all, name)
}

/** Names of the complete snapshots of a data folder, newest first. */
export const listSnapshots = async (folder: string): Promise<string[]> => {
  const names = await readdir(join(folder, 'snapshots')).catch(() => [])
  return names
    .filter((name) => /^\d{4}-\d\d-\d\dT[\d-]+\.\d{3}Z$/.test(name))
    .sort()
    .reverse()
}

/** When a snapshot of this name was made, ISO UTC. */
export const madeAt = (name: string): string => name.replace(/T(\d\d)-(\d\d)-(\d\d)/, 'T$1:$2:$3')

const damaged = (path: string, cause?: unknown): KnownError =>
  new KnownError(
    'snapshot-damaged',
    {
      zh: `快照 ${basename(path)} 不完整或已损坏，没有恢复任何内容。请换用另一个快照。`,
      en: `The snapshot ${basename(path)} is incomplete or damaged; nothing was restored. Use another snapshot.`,
    },
    { place: { file: path }, exit: 65, cause },
  )

/** Reads a snapshot's manifest and checks it and every file against their digests. Throws KnownError `snapshot-damaged`. */
export const checkSnapshot = async (snapshot: string): Promise<SnapshotContent> => {
  let manifest: z.infer<typeof manifestSchema>
  const path = join(snapshot, 'manifest.json')
  try {
    manifest = manifestSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    throw damaged(path, error)
  }
  if (digest(JSON.stringify(manifest.content)) !== manifest.sha256) throw damaged(path)
  for (const { file, bytes, sha256 } of manifest.content.tables) {
    const found = await fileDigest(join(snapshot, file)).catch((error: unknown) => {
      throw damaged(join(snapshot, file), error)
    })
    if (found.bytes !== bytes || found.sha256 !== sha256) throw damaged(join(snapshot, file))
  }
  return manifest.content
}
