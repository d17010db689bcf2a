import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { stores } from '../../test/support/stores.ts'
import { openStore, type StoreOptions } from '../store/store.ts'
import { documentPageById } from './queries.ts'
import { startReading } from './reading.ts'

const as = { workspaceId: 'w1', personId: 'p1', operation: 'test' }

/** A process that takes a page in, begins to read it with a reader that never ends, and says so. */
const victim = (place: StoreOptions): string => `
  import { Worker } from 'node:worker_threads'
  import { openStore } from ${JSON.stringify(new URL('../store/store.ts', import.meta.url).href)}
  import { receiveDocument } from ${JSON.stringify(new URL('./receive.ts', import.meta.url).href)}
  import { startReading } from ${JSON.stringify(new URL('./reading.ts', import.meta.url).href)}
  import { ReaderThread } from ${JSON.stringify(new URL('./reader.ts', import.meta.url).href)}
  const store = await openStore(${JSON.stringify(place)})
  const as = { workspaceId: 'w1', personId: 'p1' }
  const { id } = await store.write(as, async (db) => {
    await db.insertInto('workspace').values({ workspace_id: 'w1', name: 'w' }).execute()
    return receiveDocument(db, {
      ...as, at: new Date().toISOString(), name: '页.txt', bytes: new TextEncoder().encode('2023年产值502亿元。'),
    })
  })
  const endless = "require('node:worker_threads').parentPort.on('message', ({ id }) => { require('node:worker_threads').parentPort.postMessage({ id, kind: 'started' }); for (;;); })"
  startReading(store, { ...as, leaseMs: 500, reader: new ReaderThread(() => new Worker(endless, { eval: true })) })
  for (;;) {
    const { state } = await store.read(as, (db) => db.selectFrom('document').select('state').executeTakeFirstOrThrow())
    if (state === 'reading') break
  }
  console.log(id)
  setInterval(() => {}, 1000)
`

test.each(stores)(
  'a server killed in the middle of reading reads the page after its restart, on $name',
  async ({ place }) => {
    const where = await place()
    const child = spawn(process.execPath, ['--input-type=module', '--eval', victim(where)], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [said] = (await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(([code]) => Promise.reject(new Error(`the process ended early with ${code}`))),
    ])) as [Buffer]
    const id = said.toString().trim()
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone

    const store = await openStore(where)
    try {
      const show = async () => (await store.read(as, (db) => documentPageById(db, 'w1', id, 'zh-CN')))!
      expect((await show()).state).toBe('reading')
      const runner = startReading(store, { workspaceId: 'w1', personId: 'p1', pollMs: 100 })
      try {
        for (let tries = 0; (await show()).state !== 'read' && tries < 1000; tries++) await wait(50)
        expect(await show()).toMatchObject({ state: 'read', raw: '2023年产值502亿元。' })
      } finally {
        await runner.close()
      }
    } finally {
      await store.close()
    }
  },
  // Two processes start a database here: on a busy machine that takes its time.
  120_000,
)
