import pg from 'pg'
import { KnownError } from '../../base/errors.ts'
import type { Connector, Lease } from '../connection.ts'
import { DatabaseError, isConnectionLoss } from '../failures.ts'
import { parameterText, parserOf, sessionSettings } from '../types.ts'

export const oldestServer = 15
export const newestServer = 18

interface Tagged {
  command: string | null
  rowCount: number | null
}

const tagOf = ({ command, rowCount }: Tagged): string => {
  if (command === 'INSERT') return `INSERT 0 ${rowCount ?? 0}`
  return rowCount === null ? (command ?? '') : `${command} ${rowCount}`
}

const plain = (error: unknown): unknown => {
  if (!(error instanceof pg.DatabaseError) || isConnectionLoss(error)) return error
  return new DatabaseError(error.message, error)
}

/** PostgreSQL through node-postgres. Connections that died are dropped and made anew, so the pool recovers by itself. */
export class ServerPool implements Connector {
  readonly #pool: pg.Pool
  readonly #config: pg.ClientConfig

  constructor(url: string, connections = 10) {
    this.#config = {
      connectionString: url,
      application_name: 'quanlian',
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      types: { getTypeParser: (oid: number) => parserOf(oid) } as pg.CustomTypesConfig,
    }
    this.#pool = new pg.Pool({
      ...this.#config,
      max: connections,
      idleTimeoutMillis: 30_000,
      onConnect: async (client: pg.ClientBase) => {
        await client.query(sessionSettings)
      },
    } as pg.PoolConfig)
    // An idle connection that breaks is replaced at the next request; without a listener it would end the process.
    this.#pool.on('error', () => {})
  }

  /** PostgreSQL's version, e.g. '15.18'; refuses a server that the schema was never tested on. */
  async start(): Promise<string> {
    const lease = await this.acquire()
    try {
      const { rows } = await lease.query('show server_version')
      const version = String(rows[0]?.['server_version']).split(' ')[0]!
      const major = Number.parseInt(version, 10)
      if (major < oldestServer || major > newestServer) {
        throw new KnownError('database-version', {
          zh: `数据库是 PostgreSQL ${version}；全链支持 ${oldestServer} 至 ${newestServer} 版。请换用其中一版。`,
          en: `The database is PostgreSQL ${version}; Quanlian supports versions ${oldestServer} to ${newestServer}. Use one of these.`,
        })
      }
      return version
    } finally {
      lease.release(false)
    }
  }

  async acquire(): Promise<Lease> {
    const client = await this.#pool.connect()
    let lost = false
    const onError = (): void => {
      lost = true
    }
    client.on('error', onError)
    const guarded = async <T>(work: Promise<T>): Promise<T> => {
      try {
        return await work
      } catch (error) {
        if (isConnectionLoss(error)) lost = true
        throw plain(error)
      }
    }
    return {
      query: async (sql, parameters = []) => {
        const result = await guarded(client.query(sql, parameters.map(parameterText)))
        return { rows: result.rows, tag: tagOf(result) }
      },
      script: async (sql) => {
        await guarded(client.query(sql))
      },
      cancel: async () => {
        const pid = (client as unknown as { processID: number }).processID
        const other = new pg.Client(this.#config)
        other.on('error', () => {})
        try {
          await other.connect()
          await other.query('select pg_cancel_backend($1)', [pid])
        } finally {
          await other.end()
        }
      },
      release: (broken) => {
        client.off('error', onError)
        client.release(broken || lost)
      },
    }
  }

  async end(): Promise<void> {
    await this.#pool.end()
  }
}
