import {
  type CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type { Tables } from './tables.ts'

export interface Answer {
  rows: Record<string, unknown>[]
  /** PostgreSQL's command tag: 'SELECT 3', 'INSERT 0 1', 'ROLLBACK'. */
  tag: string
}

/** One connection held by one transaction. Both databases give it; nothing above knows which one it talks to. */
export interface Lease {
  query(sql: string, parameters?: readonly unknown[]): Promise<Answer>
  /** Several statements without parameters, as a migration file holds them. */
  script(sql: string): Promise<void>
  /** Stops the statement that runs now; the lease is of no use afterwards. */
  cancel(): Promise<void>
  /** Gives the connection back; `broken` says that its state is unknown and it must not be used again. */
  release(broken: boolean): void
}

export interface Connector {
  acquire(): Promise<Lease>
  end(): Promise<void>
}

const changes = /^(?:INSERT|UPDATE|DELETE|MERGE)\b.* (\d+)$/

/** A Kysely that speaks over this lease only; transactions are opened and closed by `transact`, not by it. */
export const kyselyOn = (lease: Pick<Lease, 'query'>): Kysely<Tables> => {
  const connection: DatabaseConnection = {
    async executeQuery<R>(compiled: CompiledQuery): Promise<QueryResult<R>> {
      const { rows, tag } = await lease.query(compiled.sql, compiled.parameters)
      const changed = changes.exec(tag)
      return { rows: rows as R[], ...(changed ? { numAffectedRows: BigInt(changed[1]!) } : {}) }
    },
    // biome-ignore lint/correctness/useYield: the kernel offers no cursors; the interface asks for the method
    async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
      throw new Error('rows are not streamed; page the query')
    },
  }
  const refuse = async (): Promise<void> => {
    throw new Error('the transaction belongs to the store; use store.read or store.write')
  }
  return new Kysely<Tables>({
    dialect: {
      createDriver: () => ({
        init: async () => {},
        acquireConnection: async () => connection,
        beginTransaction: refuse,
        commitTransaction: refuse,
        rollbackTransaction: refuse,
        releaseConnection: async () => {},
        destroy: async () => {},
      }),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
    },
  })
}
