import { AsyncLocalStorage } from 'node:async_hooks'
import { KnownError } from '../base/errors.ts'
import type { Answer, Connector, Lease } from './connection.ts'
import { kyselyOn } from './connection.ts'
import { commitUnknown, explained, timeLimitReached } from './failures.ts'
import type { Write } from './transaction.ts'

/** For whom a transaction runs: what row-level security and the history trigger see. */
export interface As {
  workspaceId: string
  personId: string
  operation?: string
}

export interface Limits {
  /** The whole transaction, in milliseconds; at its end the statement is cancelled and everything rolled back. */
  timeLimitMs?: number
}

const begin = {
  read: 'start transaction isolation level repeatable read, read only',
  write: 'start transaction isolation level read committed, read write',
} as const

/** A commit writes what is ready: when it takes this long, the database behind it is stuck. */
const commitLimitMs = 60_000

const inside = new AsyncLocalStorage<true>()

/**
 * Runs `work` in one transaction under the role of its kind, for one workspace. Commits when it returns, rolls back
 * when it throws or runs out of time; a handle kept beyond the end is refused.
 */
export const transact = async <T>(
  connector: Connector,
  kind: 'read' | 'write',
  as: As,
  work: (db: Write) => Promise<T>,
  { timeLimitMs = 30_000 }: Limits = {},
): Promise<T> => {
  // With one connection a transaction inside a transaction waits for itself for ever; say so on every database.
  if (inside.getStore()) throw new Error('a transaction was asked for inside a transaction; pass the handle on instead')
  let lease: Lease
  try {
    lease = await connector.acquire()
  } catch (error) {
    throw explained(error)
  }
  let ended = false
  let broken = false
  let tooLate = false
  let timer: NodeJS.Timeout | undefined
  const guarded = {
    query: (sql: string, parameters?: readonly unknown[]) =>
      ended ? Promise.reject(new Error('the transaction has ended')) : lease.query(sql, parameters),
  }
  const outOfTime = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      ended = true
      broken = true
      tooLate = true
      lease.cancel().then(
        () => reject(timeLimitReached(timeLimitMs)),
        () => reject(timeLimitReached(timeLimitMs)),
      )
    }, timeLimitMs)
  })
  const commit = async (): Promise<Answer> => {
    const silent = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        broken = true
        lease.cancel().catch(() => {})
        reject(commitUnknown())
      }, commitLimitMs)
    })
    try {
      return await Promise.race([lease.query('commit'), silent])
    } catch (error) {
      const why = explained(error)
      if (kind === 'write' && why instanceof KnownError && why.code === 'database-gone') throw commitUnknown(error)
      throw why
    }
  }
  const run = async (): Promise<T> => {
    await lease.query(begin[kind])
    await lease.query(
      `select set_config('app.workspace', $1, true), set_config('app.person', $2, true), set_config('app.operation', $3, true),
              set_config('role', $4, true)`,
      [as.workspaceId, as.personId, as.operation ?? '', kind === 'read' ? 'quanlian_reader' : 'quanlian_writer'],
    )
    const result = await inside.run(true, () => work(kyselyOn(guarded)))
    if (ended) throw timeLimitReached(timeLimitMs)
    ended = true
    // From here on a cancelled statement leaves it open whether the changes stand.
    clearTimeout(timer)
    const { tag } = await commit()
    // PostgreSQL answers ROLLBACK to a commit when a statement failed earlier and its error was swallowed.
    if (tag === 'ROLLBACK') throw new Error('a statement failed earlier in this transaction; nothing was committed')
    return result
  }
  const running = run()
  try {
    return await Promise.race([running, outOfTime])
  } catch (error) {
    ended = true
    if (broken) {
      running.catch(() => {})
    } else {
      await lease.query('rollback').catch(() => {
        broken = true
      })
    }
    // The cancelled statement may fail before the cancelling is acknowledged.
    throw tooLate ? timeLimitReached(timeLimitMs) : explained(error)
  } finally {
    clearTimeout(timer)
    outOfTime.catch(() => {})
    lease.release(broken)
  }
}
