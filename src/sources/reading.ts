import { AsyncLocalStorage } from 'node:async_hooks'
import { sql } from 'kysely'
import { type Clock, systemClock } from '../base/clock.ts'
import { KnownError } from '../base/errors.ts'
import { newId } from '../base/id.ts'
import type { Words } from '../base/lang.ts'
import type { Reading } from '../engines/reading/claim.ts'
import type { Read, Write } from '../store/transaction.ts'
import { beginNextFile } from './batches.ts'
import { keepReading } from './keep-reading.ts'
import { type HeldMark, markHolds, marksOf, standingSpans } from './marks.ts'
import { ReaderBroken, type ReaderRequest, ReaderStopped, ReaderThread } from './reader.ts'
import { queueReading } from './receive.ts'
import { letVote, type VoteReport } from './voter.ts'
import { voterOf } from './voting.ts'

interface As {
  workspaceId: string
  personId: string
  operation?: string
}

/** The part of a store the runner needs. */
export interface ReadingStore {
  kind: 'embedded' | 'server'
  read<T>(as: As, work: (db: Read) => Promise<T>): Promise<T>
  write<T>(as: As, work: (db: Write) => Promise<T>, limits?: { timeLimitMs?: number }): Promise<T>
}

export interface ReadingOptions {
  workspaceId: string
  /** In whose name the runner writes where no person asked. */
  personId: string
  clock?: Clock
  /** The longest one document may take. */
  limitMs?: number
  /** How often the runner looks for documents nobody woke it for: other processes', expired leases, after a database failure. */
  pollMs?: number
  /** How long another runner's silence is believed to be work. */
  leaseMs?: number
  reader?: ReaderThread
  /** Bearer key of the workspace's voter, from the server's environment. */
  voterKey?: string | undefined
  /** What went wrong that no document can show: the database away, a reader's defect with its stack. */
  onError?: (error: unknown) => void
}

export interface ReadingRunner {
  /** Looks for documents now. */
  wake(): void
  /** Resolves when no document waits and none is being read; rejects when the last look at the database failed. */
  drain(): Promise<void>
  /** Stops; a document being read goes back to `received`. */
  close(): Promise<void>
}

interface Taken {
  id: string
  name: string
  bytes: Uint8Array
  published: string | null
  /** What people put back or set aside, as it stood when the document was taken. */
  marks: HeldMark[]
}

/** The largest files bring hundreds of thousands of claims. */
const keepingLimits = { timeLimitMs: 600_000 }

/** A document that killed its reader's process this often is not tried again. */
const mostAttempts = 3

const crashed: Words = {
  zh: `阅读这份文件时程序${mostAttempts}次中断，已不再自动重试。原文件保存完好；可点“重读”再试，或拆成较小的文件。`,
  en: `The program was cut off ${mostAttempts} times while reading this file and no longer tries by itself. The file is kept as it was; read it again or add it in smaller parts.`,
}

const notKept: Words = {
  zh: '读完了，但结果没能存进数据库。原文件保存完好；请点“重读”再试。',
  en: 'It was read, but the result could not be stored. The file is kept as it was; read it again.',
}

type ReadOnce = (options: ReaderRequest['options']) => ReturnType<ReaderThread['read']>

/**
 * Reads a document with what people put back or set aside in it. A mark whose text no longer stands at its place, because
 * the file is decoded otherwise than when it was made, is left out: then it is read once more without it.
 */
const readWithMarks = async (document: Taken, read: ReadOnce): ReturnType<ReadOnce> => {
  const { name, published, marks } = document
  const options = (held: readonly HeldMark[]): ReaderRequest['options'] => {
    const { putBack, putAside } = standingSpans(held)
    return {
      name,
      ...(published === null ? {} : { published }),
      ...(putBack.length > 0 ? { putBack } : {}),
      ...(putAside.length > 0 ? { putAside } : {}),
    }
  }
  const first = await read(options(marks))
  const holding = marks.filter((mark) => markHolds(first.reading.raw, mark))
  return holding.length === marks.length ? first : read(options(holding))
}

/**
 * Reads received documents one after another in a thread, outside any transaction; what was read is written in one
 * transaction together with the document's new state. The queue is the documents' own state: a runner holds a document
 * by a lease, so one that died loses it and the document is read again.
 */
export const startReading = (store: ReadingStore, options: ReadingOptions): ReadingRunner => {
  const { workspaceId, personId } = options
  const clock = options.clock ?? systemClock
  const limitMs = options.limitMs ?? 120_000
  const leaseMs = options.leaseMs ?? 30_000
  const reader = options.reader ?? new ReaderThread()
  const onError = options.onError ?? (() => {})
  const runner = newId('runner')
  const as = { workspaceId, personId, operation: 'sources.read' }
  const lease = sql<string>`now() + make_interval(secs => ${String(leaseMs / 1000)}::float8)`
  // Whoever wakes the runner, it works in the context it was started in, not inside the waker's transaction.
  const outside = AsyncLocalStorage.snapshot()
  let closed = false
  let again = false
  let recovered = false
  let running: Promise<void> | undefined
  let failure: unknown

  const mine = (db: Write, id: string) =>
    db
      .updateTable('document')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .where('state', '=', 'reading')
      .where('runner', '=', runner)

  /** Only one process holds an embedded database, so a document in another runner's hands was left by a dead one. */
  const recover = (): Promise<unknown> =>
    store.write(as, (db) =>
      db
        .updateTable('document')
        .set({ state: 'received', progress: 0, runner: null, lease_until: null })
        .where('workspace_id', '=', workspaceId)
        .where('state', '=', 'reading')
        .where('runner', 'is distinct from', runner)
        .execute(),
    )

  const fail = (db: Write, id: string, code: string, words: Words): Promise<unknown> =>
    mine(db, id)
      .set({
        state: 'failed',
        progress: 0,
        problem_code: code,
        problem: JSON.stringify(words),
        runner: null,
        lease_until: null,
        attempts: 0,
      })
      .execute()

  const take = (): Promise<Taken | 'given-up' | 'begun' | undefined> =>
    store.write(as, async (db) => {
      const next = await db
        .selectFrom('document')
        .select(['id', 'attempts'])
        .where('workspace_id', '=', workspaceId)
        .where((eb) =>
          eb.or([
            eb('state', '=', 'received'),
            eb.and([eb('state', '=', 'reading'), eb('lease_until', '<', sql<string>`now()`)]),
          ]),
        )
        .orderBy('received_at')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst()
      if (next === undefined) return (await beginNextFile(db, workspaceId)) ? 'begun' : undefined
      const taken = await db
        .updateTable('document')
        .set((eb) => ({
          state: 'reading',
          progress: 0.05,
          runner,
          lease_until: lease,
          attempts: eb('attempts', '+', 1),
        }))
        .where('workspace_id', '=', workspaceId)
        .where('id', '=', next.id)
        .returning(['id', 'name', 'declared_published as published'])
        .executeTakeFirstOrThrow()
      if (next.attempts >= mostAttempts) {
        await fail(db, next.id, 'reading-crashed', crashed)
        return 'given-up'
      }
      const { bytes } = await db
        .selectFrom('document_file')
        .select('bytes')
        .where('workspace_id', '=', workspaceId)
        .where('document_id', '=', next.id)
        .executeTakeFirstOrThrow()
      return { ...taken, bytes, marks: await marksOf(db, workspaceId, next.id) }
    })

  const progress = (id: string, share: number): void => {
    store
      .write(as, (db) => mine(db, id).set({ progress: share, lease_until: lease }).execute())
      .catch((error: unknown) => onError(error))
  }

  const stopVote = new AbortController()
  const afterVote = async (reading: Reading): Promise<{ reading: Reading; vote?: VoteReport }> => {
    const voter = await store.read(as, (db) => voterOf(db, workspaceId))
    if (voter === undefined || reading.blocks.length === 0) return { reading }
    const { claims, report } = await letVote(reading, { ...voter, key: options.voterKey }, stopVote.signal)
    return { reading: { ...reading, claims }, vote: report }
  }

  const readOne = async (document: Taken): Promise<void> => {
    let share = 0.05
    const beat = setInterval(() => progress(document.id, share), leaseMs / 3)
    beat.unref()
    try {
      const started = (): void => {
        share = 0.3
        progress(document.id, share)
      }
      const read = await readWithMarks(document, (options) =>
        reader.read(document.bytes, options, { limitMs, started }),
      )
      const { reading, vote } = await afterVote(read.reading)
      await store.write(
        as,
        async (db) => {
          // Held so that a runner whose lease ran out meanwhile writes nothing over the one that took the document over.
          const held = await mine(db, document.id).set({ lease_until: lease }).returning('id').executeTakeFirst()
          if (held === undefined) return
          const at = clock.now().toISOString()
          const { misquoted } = await keepReading(db, {
            workspaceId,
            documentId: document.id,
            reading,
            milliseconds: read.milliseconds,
            at,
            vote,
          })
          // Marked while it was being read: it is read once more with what people want now.
          const marks = await marksOf(db, workspaceId, document.id)
          if (marks.length !== document.marks.length) await queueReading(db, workspaceId, document.id)
          if (misquoted > 0) onError(new Error(`${misquoted} claims of ${document.id} misquote their page; kept out`))
        },
        keepingLimits,
      )
    } catch (error) {
      if (error instanceof ReaderStopped) {
        await store.write(as, (db) =>
          mine(db, document.id)
            .set((eb) => ({
              state: 'received',
              progress: 0,
              runner: null,
              lease_until: null,
              attempts: eb('attempts', '-', 1),
            }))
            .execute(),
        )
        return
      }
      if (!(error instanceof KnownError) || error instanceof ReaderBroken) onError(error)
      const { code, words } = error instanceof KnownError ? error : { code: 'reading-not-kept', words: notKept }
      await store.write(as, (db) => fail(db, document.id, code, words))
    } finally {
      clearInterval(beat)
    }
  }

  const run = async (): Promise<void> => {
    failure = undefined
    try {
      if (!recovered && store.kind === 'embedded') await recover()
      recovered = true
      do {
        again = false
        while (!closed) {
          const document = await take()
          if (document === undefined) break
          if (typeof document === 'object') await readOne(document)
        }
      } while (again && !closed)
    } catch (error) {
      failure = error
      again = false
      onError(error)
    }
  }

  const wake = (): void => {
    if (closed) return
    again = true
    running ??= outside(run).finally(() => {
      running = undefined
      if (again) wake()
    })
  }

  const poll = setInterval(wake, options.pollMs ?? 5_000)
  poll.unref()
  wake()

  return {
    wake,
    async drain() {
      wake()
      while (running !== undefined) await running
      if (failure !== undefined) throw failure
    },
    async close() {
      closed = true
      stopVote.abort()
      clearInterval(poll)
      await reader.close()
      await running
    },
  }
}
