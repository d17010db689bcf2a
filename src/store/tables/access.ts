/** Tables of migration 0001: workspaces, people, sessions, audit, history. */
export type AccessTables = {}
