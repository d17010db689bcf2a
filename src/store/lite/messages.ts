/** The small protocol between the server and the worker that holds PGlite: one request, one reply, matched by id. */
export type Request =
  | { id: number; kind: 'query'; sql: string; parameters: (string | null)[] }
  | { id: number; kind: 'script'; sql: string }
  | { id: number; kind: 'close' }

export interface Failure {
  message: string
  code?: string | undefined
  detail?: string | undefined
  table?: string | undefined
  constraint?: string | undefined
}

export type Reply =
  | { id: number; kind: 'ready'; version: string }
  | { id: number; kind: 'answer'; columns: string[]; rows: unknown[][]; tag: string }
  | { id: number; kind: 'failed'; failure: Failure }

/** `id` of the reply that says the database is open, or why it could not be opened. */
export const opening = 0

/** Exit code of a worker whose PostgreSQL gave up. */
export const panicked = 70
