import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** What a reader may hold: selects only. The database refuses writes in the same transaction as well. */
export type Read = Pick<Kysely<Tables>, 'selectFrom' | 'selectNoFrom' | 'with' | 'fn' | 'case' | 'getExecutor'>

/** What a writer holds: one open transaction whose changes and audit entry commit together. */
export type Write = Read & Pick<Kysely<Tables>, 'insertInto' | 'updateTable' | 'deleteFrom' | 'mergeInto'>
