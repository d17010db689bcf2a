/** Tables of migration 0002: documents, claims, decisions, sources, facts, witnesses. */
export type SourceTables = {}
