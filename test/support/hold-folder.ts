import { openStore } from '../../src/store/store.ts'

/**
 * A process that opens a data folder and says how it went, one line of JSON at a time. `write` adds people until it is
 * killed and says each one the database acknowledged.
 *   node test/support/hold-folder.ts FOLDER hold|write|once [ADDRESS]
 */
const [folder = '', task = 'hold', address] = process.argv.slice(2)
const say = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`)

try {
  const store = await openStore({ folder, snapshotEveryMs: 0, snapshotAtClose: false, ...(address ? { address } : {}) })
  say({ opened: process.pid })
  const as = { workspaceId: 'w1', personId: 'p1' }
  if (task === 'write') {
    await store.write(as, (db) =>
      db
        .insertInto('workspace')
        .values({ workspace_id: 'w1', name: '测试' })
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    )
    for (let count = 0; ; count++) {
      const id = `k${process.pid}-${count}`
      await store.write(as, (db) => db.insertInto('person').values({ workspace_id: 'w1', id, name: id }).execute())
      say({ written: id })
    }
  }
  if (task === 'once') {
    // Long enough that every rival has looked at the lock.
    await new Promise((resolve) => setTimeout(resolve, 3000))
    await store.close()
  } else {
    setInterval(() => {}, 1000)
  }
} catch (error) {
  const { code, words, message } = error as { code?: string; words?: { zh: string; en: string }; message: string }
  say({ refused: code ?? message, zh: words?.zh, en: words?.en })
  process.exitCode = 1
}
