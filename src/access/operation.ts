import { z } from 'zod'
import type { Clock } from '../base/clock.ts'
import type { Lang, Words } from '../base/lang.ts'
import type { DatabaseFacts } from '../store/store.ts'
import type { Read, Write } from '../store/transaction.ts'
import type { Grant, Role } from './roles.ts'

export type Door = 'http' | 'cli' | 'mcp' | 'job'

/** Who calls, on whose behalf and through which door. */
export interface Caller {
  workspaceId: string
  personId: string
  personName: string
  grants: readonly Grant[]
  door: Door
  /** sha-256 of the session's token, when the caller came with one; signing out ends this session. */
  sessionHash?: string
}

/** What the permission table and the signed-in person's menu say of an operation. */
export type OperationCard = Pick<Declaration<z.ZodType, z.ZodType>, 'name' | 'title' | 'who'> & {
  kind: 'read' | 'write'
}

export interface ReadContext {
  caller: Caller
  lang: Lang
  clock: Clock
  /** A read-only transaction: by type, and in the database. */
  db: Read
  /** The database behind the transaction, for the 试用库 mark. */
  database: DatabaseFacts
  /** Every operation of the product; given by the door, since a step does not know the later ones. */
  operations: readonly OperationCard[]
}

export interface WriteContext extends Omit<ReadContext, 'db'> {
  db: Write
  /** After the commit, asks the named background worker to look for work. */
  wake(worker: 'reading'): void
}

/** A file as an operation's answer: HTTP sends it as a download, the CLI writes it, MCP embeds it. */
export const fileOutput = z.object({
  name: z.string(),
  mediaType: z.string(),
  bytes: z.instanceof(Uint8Array<ArrayBufferLike>),
})
export type FileOutput = z.infer<typeof fileOutput>

interface Declaration<I extends z.ZodType, O extends z.ZodType> {
  /** `step.verb`: the HTTP path, the MCP tool and the audit entry carry it; the CLI splits it at the dot. */
  name: `${string}.${string}`
  title: Words
  summary: Words
  /** Roles that may call it. No operation narrows its rows to a county's or an enterprise's own yet: `rowScope` in rules.ts says which those are. */
  who: readonly Role[]
  input: I
  output: O
  /** Input fields that must not reach the audit log as they are (bytes, texts, tokens). */
  unlogged?: readonly string[]
  /** The CLI's positional arguments, in order, as input field names. */
  positional?: readonly string[]
  /** The input field that HTTP may send as a raw body and the CLI reads from a file. */
  upload?: string
}

export interface ReadOperation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType>
  extends Declaration<I, O> {
  kind: 'read'
  run(context: ReadContext, input: z.output<I>): Promise<z.input<O>>
}

export interface WriteOperation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType>
  extends Declaration<I, O> {
  kind: 'write'
  run(context: WriteContext, input: z.output<I>): Promise<z.input<O>>
}

export type Operation = ReadOperation | WriteOperation

/** Declares an operation that only looks: it runs in a read-only transaction and cannot compile a write. */
export const readOperation = <const N extends `${string}.${string}`, I extends z.ZodType, O extends z.ZodType>(
  declaration: Omit<ReadOperation<I, O>, 'kind' | 'name'> & { name: N },
): ReadOperation<I, O> & { name: N } => ({ kind: 'read', ...declaration })

/** Declares an operation that changes something: its changes and its audit entry commit together or not at all. */
export const writeOperation = <const N extends `${string}.${string}`, I extends z.ZodType, O extends z.ZodType>(
  declaration: Omit<WriteOperation<I, O>, 'kind' | 'name'> & { name: N },
): WriteOperation<I, O> & { name: N } => ({ kind: 'write', ...declaration })
