/** Tables of migration 0003: chain, plan and project registers. */
export type ChainTables = {}
