import { statfs } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import type { Answer, Connector, Lease } from '../connection.ts'
import { DatabaseError, databaseGone, diskFull } from '../failures.ts'
import { parameterText } from '../types.ts'
import { opening, type Reply, type Request } from './messages.ts'

type Body = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never
type Answered = Extract<Reply, { kind: 'answer' }>

/** Under this many free bytes a dead engine is put down to a full disk: it needs room for a segment of the log, 1 MB. */
const leastFree = 4 * 1024 * 1024

const isFull = (folder: string): Promise<boolean> =>
  statfs(folder).then(
    (found) => found.bavail * found.bsize < leastFree,
    () => false,
  )

/** One life of the worker. It ends when it is closed, cancelled or crashes; every open request then fails. */
class Life {
  readonly ready: Promise<string>
  #worker: Worker
  #waiting = new Map<number, { resolve(reply: Reply): void; reject(error: unknown): void }>()
  #next = opening + 1
  #ended = false

  constructor(folder: string) {
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { folder }, execArgv: [] })
    this.#worker.on('message', (reply: Reply) => {
      const waiting = this.#waiting.get(reply.id)
      this.#waiting.delete(reply.id)
      if (reply.kind === 'failed') waiting?.reject(new DatabaseError(reply.failure.message, reply.failure))
      else waiting?.resolve(reply)
    })
    const fail = async (cause: unknown): Promise<void> => {
      if (this.#ended) return
      this.#ended = true
      const error = (await isFull(folder)) ? diskFull(cause) : databaseGone(cause)
      for (const { reject } of this.#waiting.values()) reject(error)
      this.#waiting.clear()
    }
    this.#worker.on('error', fail)
    this.#worker.on('exit', (code) => void fail(new Error(`the database worker ended with ${code}`)))
    const opened = new Promise<Reply>((resolve, reject) => this.#waiting.set(opening, { resolve, reject }))
    this.ready = opened.then(
      (reply) => (reply.kind === 'ready' ? reply.version : ''),
      async (error: unknown) => {
        throw (await isFull(folder)) ? diskFull(error) : error
      },
    )
    this.ready.catch(() => {
      this.#ended = true
      void this.#worker.terminate()
    })
  }

  get ended(): boolean {
    return this.#ended
  }

  ask(body: Body): Promise<Answered> {
    if (this.#ended) return Promise.reject(databaseGone())
    const id = this.#next++
    return new Promise<Reply>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#worker.postMessage({ ...body, id })
    }) as Promise<Answered>
  }

  /** The only way to stop a running statement: the thread dies, and the next life recovers from the log. */
  async kill(): Promise<void> {
    this.#ended = true
    await this.#worker.terminate()
    for (const { reject } of this.#waiting.values()) reject(databaseGone())
    this.#waiting.clear()
  }
}

const asObjects = ({ columns, rows, tag }: Answered): Answer => ({
  tag,
  rows: rows.map((values) => {
    const row: Record<string, unknown> = {}
    for (let column = 0; column < columns.length; column++) row[columns[column]!] = values[column]
    return row
  }),
})

/**
 * PGlite in a worker thread as a connector of one connection: transactions wait in line in the order they asked. A life
 * that ended is followed by a new one at the next request.
 */
export class LiteEngine implements Connector {
  readonly #folder: string
  #life: Life | undefined
  #line: Promise<void> = Promise.resolve()
  #closed = false

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Opens the database, creating it in an empty folder; gives PostgreSQL's version. */
  async start(): Promise<string> {
    if (this.#closed) throw databaseGone()
    if (!this.#life || this.#life.ended) this.#life = new Life(this.#folder)
    return this.#life.ready
  }

  async acquire(): Promise<Lease> {
    let free = (): void => {}
    const mine = this.#line
    this.#line = new Promise((resolve) => {
      free = resolve
    })
    await mine
    try {
      await this.start()
    } catch (error) {
      free()
      throw error
    }
    const life = this.#life!
    return {
      query: async (sql, parameters = []) =>
        asObjects(await life.ask({ kind: 'query', sql, parameters: parameters.map(parameterText) })),
      script: async (sql) => {
        await life.ask({ kind: 'script', sql })
      },
      cancel: () => life.kill(),
      release: (broken) => {
        if (broken && !life.ended) void life.kill().finally(free)
        else free()
      },
    }
  }

  async end(): Promise<void> {
    await this.#line
    this.#closed = true
    const life = this.#life
    if (!life || life.ended) return
    await life.ask({ kind: 'close' })
    await life.kill()
  }
}
