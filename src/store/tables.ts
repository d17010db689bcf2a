import type { AccessTables } from './tables/access.ts'
import type { ChainTables } from './tables/chain.ts'
import type { CorrectionTables } from './tables/corrections.ts'
import type { SourceTables } from './tables/sources.ts'

/** Column types of every table, one interface a table, as both drivers return them (see types.ts). */
export interface Tables extends AccessTables, SourceTables, ChainTables, CorrectionTables {}
