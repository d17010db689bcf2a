import { Worker } from 'node:worker_threads'
import { KnownError } from '../base/errors.ts'
import type { Words } from '../base/lang.ts'
import type { Reading } from '../engines/reading/claim.ts'
import type { ReadOptions } from '../engines/reading/read.ts'

export interface ReaderRequest {
  id: number
  bytes: Uint8Array
  options: Pick<ReadOptions, 'name' | 'declaredEncoding' | 'published' | 'putBack' | 'putAside'>
}

export type ReaderReply =
  | { id: number; kind: 'started' }
  | { id: number; kind: 'read'; reading: Reading; milliseconds: number }
  | { id: number; kind: 'refused'; code: string; words: Words }
  | { id: number; kind: 'broken'; message: string }

/** The thread was asked to stop while it read; the document is not to blame. */
export class ReaderStopped extends Error {}

/** Reading ended in a way no rule foresaw; `message` is for the log, the words for the list of sources. */
export class ReaderBroken extends KnownError {
  constructor(message: string) {
    super(
      'reading-broken',
      {
        zh: '阅读这份文件时程序出错，已停止。原文件保存完好；升级后可点“重读”，并请把文件发给维护者。',
        en: 'The program failed while reading this file and stopped. The file is kept as it was; read it again after an update, and send it to the maintainers.',
      },
      { cause: new Error(message) },
    )
  }
}

const tooSlow = (limitMs: number): KnownError => {
  const seconds = Math.ceil(limitMs / 1000)
  return new KnownError('reading-timeout', {
    zh: `阅读超过 ${seconds} 秒，已停止。原文件保存完好；请拆成较小的文件再添加，或点“重读”再试。`,
    en: `Reading took more than ${seconds} s and was stopped. The file is kept as it was; add it in smaller parts, or read it again.`,
  })
}

/**
 * How much the process may grow while it reads one document. The thread's own limit holds for objects only: what a file
 * unpacks to lies outside the heap, and a small file can unpack to all there is.
 */
const mostGrowth = 1_500 * 1024 * 1024
const lookEveryMs = 100

const outOfMemory = (): KnownError =>
  new KnownError('reading-memory', {
    zh: '阅读这份文件需要的内存超过上限，已停止。原文件保存完好；请拆成较小的文件再添加。',
    en: 'Reading this file needs more memory than allowed and was stopped. The file is kept as it was; add it in smaller parts.',
  })

interface Job {
  id: number
  settle(result: { reading: Reading; milliseconds: number } | Error): void
  started(): void
}

/**
 * The reader in a thread of its own, kept warm between documents: a page that takes for ever or takes all memory costs
 * this thread, never the server. One document at a time.
 */
export class ReaderThread {
  #worker: Worker | undefined
  #job: Job | undefined
  #closed = false
  #next = 1
  readonly #make: () => Worker

  constructor(
    make: () => Worker = () =>
      new Worker(new URL('./reader-worker.ts', import.meta.url), {
        execArgv: [],
        resourceLimits: { maxOldGenerationSizeMb: 1024 },
      }),
  ) {
    this.#make = make
  }

  /** Reads the bytes within `limitMs`. Throws the reader's KnownError, reading-timeout, reading-memory, ReaderBroken or ReaderStopped. */
  async read(
    bytes: Uint8Array,
    options: ReaderRequest['options'],
    { limitMs, started }: { limitMs: number; started: () => void },
  ): Promise<{ reading: Reading; milliseconds: number }> {
    if (this.#job !== undefined) throw new Error('the reader reads one document at a time')
    if (this.#closed) throw new ReaderStopped('closed')
    const worker = this.#ready()
    const id = this.#next++
    return new Promise((resolve, reject) => {
      const stop = (error: KnownError): void => {
        this.#drop()
        job.settle(error)
      }
      const timer = setTimeout(() => stop(tooSlow(limitMs)), limitMs)
      const before = process.memoryUsage.rss()
      const watch = setInterval(() => {
        if (process.memoryUsage.rss() - before > mostGrowth) stop(outOfMemory())
      }, lookEveryMs)
      const job: Job = {
        id,
        started,
        settle: (result) => {
          if (this.#job !== job) return
          clearTimeout(timer)
          clearInterval(watch)
          this.#job = undefined
          if (result instanceof Error) reject(result)
          else resolve(result)
        },
      }
      this.#job = job
      worker.postMessage({ id, bytes, options } satisfies ReaderRequest)
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    const worker = this.#worker
    this.#worker = undefined
    this.#job?.settle(new ReaderStopped('closed while reading'))
    await worker?.terminate()
  }

  #ready(): Worker {
    if (this.#worker !== undefined) return this.#worker
    const worker = this.#make()
    worker.unref()
    worker.on('message', (reply: ReaderReply) => {
      const job = this.#job
      if (job === undefined || job.id !== reply.id) return
      if (reply.kind === 'started') job.started()
      else if (reply.kind === 'read') job.settle(reply)
      else if (reply.kind === 'refused') job.settle(new KnownError(reply.code, reply.words))
      else job.settle(new ReaderBroken(reply.message))
    })
    worker.on('error', (error: Error & { code?: string }) => {
      if (this.#worker === worker) this.#worker = undefined
      this.#job?.settle(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? outOfMemory() : new ReaderBroken(String(error.stack)),
      )
    })
    worker.on('exit', (code) => {
      if (this.#worker !== worker) return
      this.#worker = undefined
      this.#job?.settle(new ReaderBroken(`the reader's thread ended with code ${code}`))
    })
    this.#worker = worker
    return worker
  }

  #drop(): void {
    const worker = this.#worker
    this.#worker = undefined
    void worker?.terminate()
  }
}
