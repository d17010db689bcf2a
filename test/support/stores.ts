import { once } from 'node:events'
import { access, cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { LiteEngine } from '../../src/store/lite/engine.ts'
import { openStore, type Store, type StoreOptions } from '../../src/store/store.ts'

export interface TestStores {
  name: 'PGlite' | 'PostgreSQL'
  /** A fresh database at the newest schema with workspace 'w1' and person 'p1' of the chain office. Closed after the file. */
  open(): Promise<Store>
  /** Where a fresh, still empty database is: for tests of opening itself. */
  place(): Promise<StoreOptions>
  /** Where a database with those first rows is, not opened yet. */
  seeded(): Promise<StoreOptions>
}

const leaving: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const leave of leaving.splice(0).reverse()) await leave()
})

/** A folder of this test file; it goes with the test run. */
export const freshFolder = (): Promise<string> => mkdtemp(join(inject('runFolder'), 'data-'))

/** Runs `make` once for all test files of the run, whichever comes first; the others wait. */
const onceInRun = async (name: string, make: () => Promise<void>): Promise<void> => {
  const mark = join(inject('runFolder'), name)
  for (;;) {
    try {
      await mkdir(`${mark}.making`)
      break
    } catch {
      if (await isThere(`${mark}.made`)) return
      if (await isThere(`${mark}.failed`))
        throw new Error(`${name} could not be made; see the first failure of the run`)
      await wait(50)
    }
  }
  try {
    await make()
    await mkdir(`${mark}.made`)
  } catch (error) {
    await mkdir(`${mark}.failed`)
    throw error
  }
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

const firstRows = async (store: Store): Promise<void> => {
  await store.write({ workspaceId: 'w1', personId: 'p1', operation: 'test' }, async (db) => {
    await db.insertInto('workspace').values({ workspace_id: 'w1', name: '测试' }).execute()
    await db.insertInto('person').values({ workspace_id: 'w1', id: 'p1', name: '链办' }).execute()
    await db
      .insertInto('role_grant')
      .values({ workspace_id: 'w1', id: 'g1', person_id: 'p1', role: 'office', scope: null, granted_by: null })
      .execute()
  })
}

const quiet = { snapshotAtClose: false, snapshotEveryMs: 0 } as const

const kept = (store: Store, afterwards: () => Promise<void> = async () => {}): Store => {
  let closed = false
  const close = async (): Promise<void> => {
    if (closed) return
    closed = true
    await store.close()
    await afterwards()
  }
  leaving.push(close)
  return { ...store, close }
}

/**
 * An empty cluster, kept between test runs: making one takes seconds, copying it does not. Only PostgreSQL's own
 * files are in it; the schema is made in every run.
 */
const emptyCluster = async (): Promise<string> => {
  const require = createRequire(import.meta.url)
  const main = require.resolve('@electric-sql/pglite')
  const { version } = JSON.parse(await readFile(join(dirname(main), '..', 'package.json'), 'utf8')) as {
    version: string
  }
  const kept = fileURLToPath(new URL(`../../node_modules/.cache/quanlian/pglite-${version}-small-log`, import.meta.url))
  if (await isThere(kept)) return kept
  const draft = `${kept}.${process.pid}`
  await mkdir(draft, { recursive: true })
  const engine = new LiteEngine(draft)
  await engine.start()
  await engine.end()
  // Another run may have been first; both are the same.
  await rename(draft, kept).catch(() => rm(draft, { recursive: true, force: true }))
  return kept
}

const liteTemplate = async (): Promise<string> => {
  const template = join(inject('runFolder'), 'lite')
  await onceInRun('lite', async () => {
    await cp(await emptyCluster(), join(template, 'database'), { recursive: true })
    const store = await openStore({ folder: template, ...quiet })
    await firstRows(store)
    await store.close()
  })
  return template
}

const lite: TestStores = {
  name: 'PGlite',
  place: async () => ({ folder: await freshFolder(), ...quiet }),
  seeded: async () => {
    const folder = await freshFolder()
    await cp(await liteTemplate(), folder, { recursive: true })
    return { folder, ...quiet }
  },
  open: async () => {
    const where = await lite.seeded()
    return kept(await openStore(where), () => rm(where.folder ?? '', { recursive: true, force: true }))
  },
}

/** The URL of the run's PostgreSQL, as its superuser; the test fails with the reason when none can be started. */
export const postgresUrl = async (): Promise<string> => {
  const socket = connect(inject('postgresDoor'), '127.0.0.1')
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk.toString()
  })
  await once(socket, 'end')
  const answer = JSON.parse(text) as { url?: string; error?: string }
  if (!answer.url) throw new Error(answer.error ?? 'PostgreSQL did not start')
  return answer.url
}

const asSuperuser = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: await postgresUrl() })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

// The product's login is no superuser here, as it should not be on a real server: a superuser would pass every wall.
const login = 'quanlian_test'
const template = 'quanlian_test_template'
let made = 0

const urlOf = async (database: string): Promise<string> => {
  const url = new URL(await postgresUrl())
  url.username = login
  url.password = login
  url.pathname = database
  return url.href
}

const serverTemplate = async (): Promise<void> =>
  onceInRun('server', async () => {
    await asSuperuser(async (client) => {
      await client.query(`drop database if exists ${template} with (force)`)
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [login])
      if (rowCount === 0) await client.query(`create role ${login} login createrole password '${login}'`)
      await client.query(`create database ${template} owner ${login}`)
    })
    const store = await openStore({ url: await urlOf(template) })
    await firstRows(store)
    await store.close()
  })

const freshDatabase = async (from: string): Promise<string> => {
  await serverTemplate()
  const name = `quanlian_test_${process.pid}_${Date.now().toString(36)}_${++made}`
  await asSuperuser((client) => client.query(`create database ${name} owner ${login} template ${from}`))
  return name
}

const dropDatabase = (name: string) => async (): Promise<void> => {
  await asSuperuser((client) => client.query(`drop database if exists ${name} with (force)`))
}

const server: TestStores = {
  name: 'PostgreSQL',
  place: async () => {
    const name = await freshDatabase('template0')
    leaving.push(dropDatabase(name))
    return { url: await urlOf(name) }
  },
  seeded: async () => {
    const name = await freshDatabase(template)
    leaving.push(dropDatabase(name))
    return { url: await urlOf(name), connections: 8 }
  },
  open: async () => {
    const name = await freshDatabase(template)
    return kept(await openStore({ url: await urlOf(name), connections: 8 }), dropDatabase(name))
  },
}

/** Every database the product runs on, for `describe.each(stores)`. */
export const stores: readonly TestStores[] = [lite, server]
