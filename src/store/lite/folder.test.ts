import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { chmod, chown, cp, mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { freshFolder, stores } from '../../../test/support/stores.ts'
import type { KnownError } from '../../base/errors.ts'
import { listSnapshots, openStore, restoreSnapshot, type Store } from '../store.ts'
import type { Read } from '../transaction.ts'
import { LiteEngine } from './engine.ts'

const lite = stores.find(({ name }) => name === 'PGlite')!
const as = { workspaceId: 'w1', personId: 'p1', operation: 'test.folder' }
const quiet = { snapshotEveryMs: 0, snapshotAtClose: false }
const script = fileURLToPath(new URL('../../../test/support/hold-folder.ts', import.meta.url))

interface Said {
  opened?: number
  written?: string
  refused?: string
  zh?: string
  en?: string
}

/** A folder with a database in it already, without the seconds its making takes. */
const seeded = async (): Promise<string> => {
  const { folder } = await lite.seeded()
  return folder!
}

// Every test here starts processes or makes databases; on a busy machine each takes its time.
vi.setConfig({ testTimeout: 240_000 })

const run = (args: string[], options: { uid?: number; gid?: number } = {}): ChildProcess =>
  spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'], ...options })

const lines = (child: ChildProcess): AsyncIterableIterator<string> =>
  createInterface({ input: child.stdout! })[Symbol.asyncIterator]()

const firstWord = async (child: ChildProcess): Promise<Said> => JSON.parse((await lines(child).next()).value) as Said

const kill = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

const ids = async (store: Store): Promise<string[]> =>
  (await store.read(as, (db: Read) => db.selectFrom('person').select('id').orderBy('id').execute())).map(({ id }) => id)

const add = (store: Store, id: string): Promise<unknown> =>
  store.write(as, (db) => db.insertInto('person').values({ workspace_id: 'w1', id, name: id }).execute())

const known = (work: Promise<unknown>): Promise<KnownError> =>
  work.then(
    () => {
      throw new Error('it was not refused')
    },
    (error: unknown) => error as KnownError,
  )

describe('one process on a data folder', () => {
  test('a second one is refused with the address of the first, and gets in when that was killed', async () => {
    const folder = await seeded()
    const first = run([folder, 'hold', 'http://127.0.0.1:7171'])
    expect((await firstWord(first)).opened).toBe(first.pid)
    const second = run([folder, 'once'])
    const said = await firstWord(second)
    expect(said.refused).toBe('data-folder-in-use')
    expect(said.zh).toContain('http://127.0.0.1:7171')
    expect(said.en).toContain(`process ${first.pid}`)
    const error = await known(openStore({ folder, ...quiet }))
    expect([error.code, error.status]).toEqual(['data-folder-in-use', 409])
    await kill(first)
    const store = await openStore({ folder, ...quiet })
    await store.announce('http://127.0.0.1:9999')
    expect((await known(openStore({ folder, ...quiet }))).words.en).toContain('http://127.0.0.1:9999')
    await store.close()
    expect(await readdir(folder)).not.toContain('quanlian.lock')
  })

  test('of many that find a dead lock at once exactly one gets in', async () => {
    const folder = await seeded()
    const dead = run([folder, 'hold'])
    await firstWord(dead)
    await kill(dead)
    const rivals = Array.from({ length: 5 }, () => run([folder, 'once']))
    const said = await Promise.all(rivals.map(firstWord))
    await Promise.all(rivals.map((rival) => (rival.exitCode === null ? once(rival, 'exit') : undefined)))
    expect(said.filter(({ opened }) => opened !== undefined)).toHaveLength(1)
    expect(said.filter(({ refused }) => refused === 'data-folder-in-use')).toHaveLength(4)
  })

  test('a lock whose process number now belongs to another process is taken over; so is a torn one', async () => {
    const folder = await seeded()
    await (await openStore({ folder, ...quiet })).close()
    const lock = { pid: process.ppid, started: 'another-boot/1', address: '', token: 'x', since: '' }
    await writeFile(join(folder, 'quanlian.lock'), JSON.stringify({ ...lock, host: hostname() }))
    await (await openStore({ folder, ...quiet })).close()
    await writeFile(join(folder, 'quanlian.lock'), '{"pid": 1')
    await (await openStore({ folder, ...quiet })).close()
    await writeFile(join(folder, 'quanlian.lock'), JSON.stringify({ ...lock, host: 'elsewhere' }))
    expect((await known(openStore({ folder, ...quiet }))).code).toBe('data-folder-in-use')
  })

  test('kill -9 in the middle of writing loses no acknowledged row', async () => {
    const folder = await seeded()
    const acknowledged: string[] = []
    for (let round = 0; round < 2; round++) {
      const writer = run([folder, 'write'])
      const until = acknowledged.length + 40
      for await (const line of lines(writer)) {
        const { written } = JSON.parse(line) as Said
        if (written) acknowledged.push(written)
        if (acknowledged.length === until) void kill(writer)
      }
      await kill(writer)
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(80)
    const store = await openStore({ folder, ...quiet })
    const found = new Set(await ids(store))
    expect(acknowledged.filter((id) => !found.has(id))).toEqual([])
    await store.close()
  })
})

describe('a data folder that cannot be used', () => {
  test('read-only: says so and what to do', async () => {
    const folder = await freshFolder()
    if (process.getuid?.() === 0) {
      // Root may write anywhere; another user asks.
      await chmod(join(folder, '..'), 0o755)
      await chown(folder, 0, 0)
      await chmod(folder, 0o555)
      const said = await firstWord(run([folder, 'once'], { uid: 65534, gid: 65534 }))
      expect(said.refused).toBe('data-folder-read-only')
      expect(said.zh).toContain('不能写入')
    } else {
      await chmod(folder, 0o555)
      expect((await known(openStore({ folder, ...quiet }))).code).toBe('data-folder-read-only')
    }
    await chmod(folder, 0o755)
  })

  test('a file instead of a folder, and a folder of a later layout', async () => {
    const folder = await freshFolder()
    await writeFile(join(folder, 'file'), '')
    expect((await known(openStore({ folder: join(folder, 'file'), ...quiet }))).code).toBe('data-folder-not-a-folder')
    await writeFile(join(folder, 'quanlian.json'), '{"layout": 99, "settled": true}')
    expect((await known(openStore({ folder, ...quiet }))).code).toBe('data-folder-newer')
    expect(await readdir(folder)).not.toContain('quanlian.lock')
  })

  test('a first start that was cut off is set aside and made anew', async () => {
    const folder = await freshFolder()
    await mkdir(join(folder, 'database', 'base'), { recursive: true })
    await writeFile(join(folder, 'database', 'PG_VERSION'), '18\n')
    const store = await openStore({ folder, ...quiet })
    await store.write(as, (db) => db.insertInto('workspace').values({ workspace_id: 'w1', name: '新' }).execute())
    await store.close()
    expect((await readdir(folder)).some((name) => name.startsWith('database.unfinished-'))).toBe(true)
  })

  test('a damaged database is left as it is and the snapshots are named', async () => {
    const folder = await seeded()
    await (await openStore({ folder, ...quiet })).close()
    await truncate(join(folder, 'database', 'global', 'pg_control'), 100)
    const error = await known(openStore({ folder, ...quiet }))
    expect(error.code).toBe('database-damaged')
    expect(error.words.en).toContain('snapshots')
    expect(await readdir(folder)).not.toContain('quanlian.lock')
  })
})

describe('snapshots', () => {
  test('bring a folder back to what it was, walls, history and audit chain included', async () => {
    const store = await lite.open()
    await add(store, 'before')
    const bytes = new Uint8Array([0, 1, 92, 10, 9, 255])
    await store.write(as, async (db) => {
      await db.updateTable('person').set({ login: '制表\t换行\n反斜\\ \\N' }).where('id', '=', 'before').execute()
      await sql`insert into audit_entry (workspace_id, id, at, person_id, person_name, door, operation, outcome, input)
        values ('w1', 'a1', now(), 'p1', ${bytes}::bytea::text, 'cli', 'x.y', 'done', '{}')`.execute(db)
    })
    expect(store.lastSnapshot()).toBeNull()
    const snapshot = await store.snapshot()
    expect(store.lastSnapshot()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    const everything = async (from: Store) =>
      from.read(as, async (db) => ({
        people: await db.selectFrom('person').selectAll().orderBy('id').execute(),
        audit: await db.selectFrom('audit_entry').selectAll().execute(),
        history: await db.selectFrom('history').selectAll().orderBy('id').execute(),
      }))
    const then = await everything(store)
    expect(then.history.length).toBeGreaterThan(3)
    await add(store, 'after')

    const folder = await freshFolder()
    expect(await restoreSnapshot(folder, snapshot)).toBeNull()
    const restored = await openStore({ folder, ...quiet })
    expect(await everything(restored)).toEqual(then)
    await add(restored, 'again')
    expect(await ids(restored)).toEqual(['again', 'before', 'p1'])
    await restored.close()

    const aside = await restoreSnapshot(folder, snapshot)
    expect(aside).toContain('database.before-')
    const twice = await openStore({ folder, ...quiet })
    expect(await ids(twice)).toEqual(['before', 'p1'])
    await twice.close()
  })

  test('are made at close when something changed, once, and only the newest stay', async () => {
    const where = { folder: await seeded(), snapshotEveryMs: 0, keepSnapshots: 2 }
    for (let round = 0; round < 4; round++) {
      const store = await openStore(where)
      await store.write(as, (db) =>
        db
          .updateTable('workspace')
          .set({ name: `第${round}次` })
          .execute(),
      )
      await store.close()
    }
    const kept = await listSnapshots(where.folder)
    expect(kept).toHaveLength(2)
    const unchanged = await openStore(where)
    expect(unchanged.facts()).toMatchObject({ kind: 'embedded', trial: true })
    expect(unchanged.lastSnapshot()).not.toBeNull()
    await unchanged.close()
    expect(await listSnapshots(where.folder)).toEqual(kept)
    expect(await readdir(join(where.folder, 'database'))).not.toContainEqual(
      expect.stringContaining('snapshot-staging'),
    )
  })

  test('are made by time while the store is open, beside writers', async () => {
    const folder = await seeded()
    const store = await openStore({ folder, snapshotEveryMs: 200, snapshotAtClose: false })
    for (let wait = 0; wait < 200 && (await listSnapshots(folder)).length < 3; wait++) {
      await add(store, `n${wait}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect((await listSnapshots(folder)).length).toBeGreaterThanOrEqual(3)
    await store.close()
  })

  test('one with a changed manifest, a changed table or a missing table is refused, and the folder stays as it was', async () => {
    const store = await lite.open()
    const good = await store.snapshot()
    const folder = await freshFolder()
    const manifest = join(good, 'manifest.json')
    const text = await readFile(manifest, 'utf8')
    const refuse = async (): Promise<void> => {
      const error = await known(restoreSnapshot(folder, good))
      expect(error.code).toBe('snapshot-damaged')
      expect(await readdir(folder)).toEqual([])
    }
    await writeFile(manifest, text.replace('"rows": 1', '"rows": 2'))
    await refuse()
    await writeFile(manifest, text.slice(0, -40))
    await refuse()
    await writeFile(manifest, text)
    const person = (await readdir(good)).find((name) => name.endsWith('-person.copy'))!
    const rows = await readFile(join(good, person), 'utf8')
    await writeFile(join(good, person), rows.replace('链办', '链辦'))
    await refuse()
    await rm(join(good, person))
    await refuse()
    await writeFile(join(good, person), rows)
    expect(await restoreSnapshot(folder, good)).toBeNull()
  })

  test('one of a newer schema, and a folder in use, are refused', async () => {
    const store = await lite.open()
    const good = await store.snapshot()
    const few = await freshFolder()
    await writeFile(join(few, '0001-other.sql'), 'select 1;')
    expect((await known(restoreSnapshot(await freshFolder(), good, { migrations: few }))).code).toBe('database-newer')
    const busy = await seeded()
    const holder = await openStore({ folder: busy, ...quiet })
    expect((await known(restoreSnapshot(busy, good))).code).toBe('data-folder-in-use')
    await holder.close()
  })
})

describe('the engine', () => {
  test('that dies under a statement says so, and the next transaction finds what was committed', async () => {
    const store = await lite.open()
    await add(store, 'kept')
    const slow = store.write(
      as,
      async (db) => {
        await db.insertInto('person').values({ workspace_id: 'w1', id: 'lost', name: 'lost' }).execute()
        await sql`select count(*) from generate_series(1, 100000000)`.execute(db)
      },
      { timeLimitMs: 300 },
    )
    const waiting = ids(store)
    expect((await known(slow)).code).toBe('time-limit')
    expect(await waiting).toEqual(['kept', 'p1'])
  })

  test('serves in the order asked, also after a failure', async () => {
    const engine = new LiteEngine(join(await seeded(), 'database'))
    await engine.start()
    const order: number[] = []
    await Promise.all(
      [1, 2, 3, 4].map(async (turn) => {
        const lease = await engine.acquire()
        order.push(turn)
        await lease.query(turn === 2 ? 'select 1/0' : 'select 1').catch(() => {})
        lease.release(turn === 3)
      }),
    )
    expect(order).toEqual([1, 2, 3, 4])
    await engine.end()
    await expect(engine.acquire()).rejects.toThrow(/not reachable/)
  })
})

const canMount = ((): boolean => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const probe = mkdtempSync(join(tmpdir(), 'quanlian-mount-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', probe], { stdio: 'ignore' })
    execFileSync('umount', [probe])
    return true
  } catch {
    return false
  } finally {
    rmdirSync(probe)
  }
})()

describe('a full disk', () => {
  test.skipIf(!canMount)(
    'refuses the write, keeps what was there, and goes on when there is space (skipped where no small disk can be mounted)',
    async () => {
      const disk = await freshFolder()
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=110m', 'none', disk])
      try {
        const folder = join(disk, 'data')
        await cp(await seeded(), folder, { recursive: true })
        const store = await openStore({ folder, ...quiet })
        const large = (id: string) =>
          store.write(as, (db) =>
            db
              .insertInto('person')
              .values({ workspace_id: 'w1', id, name: randomBytes(1_000_000).toString('hex') })
              .execute(),
          )
        let written = 0
        const error = await known(
          (async () => {
            for (; ; written++) await large(`x${written}`)
          })(),
        )
        expect([error.code, error.status]).toEqual(['disk-full', 507])
        expect(written).toBeGreaterThan(3)
        expect((await known(store.snapshot())).code).toBe('disk-full')
        expect(await listSnapshots(folder)).toEqual([])
        execFileSync('mount', ['-o', 'remount,size=250m', disk])
        await large('after')
        expect(await ids(store)).toHaveLength(written + 2)
        await store.snapshot()
        expect(await listSnapshots(folder)).toHaveLength(1)
        await store.close()
      } finally {
        execFileSync('umount', ['-l', disk])
      }
    },
  )
})
