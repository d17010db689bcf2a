import type { z } from 'zod'
import { type Clock, systemClock } from '../base/clock.ts'
import { KnownError } from '../base/errors.ts'
import type { Lang } from '../base/lang.ts'
import type { Store } from '../store/store.ts'
import { type AuditNote, note } from './audit.ts'
import { readInput } from './input.ts'
import type { Caller, Operation, OperationCard, ReadContext, WriteContext } from './operation.ts'
import { loggedInput, may, notAllowed } from './rules.ts'

export interface Performance {
  lang: Lang
  clock?: Clock
  /** Every operation of the product, for the permission table and the menu. */
  operations: readonly OperationCard[]
  /** Called after the commit, once for each worker the operation asked for. */
  wake?: (worker: Parameters<WriteContext['wake']>[0]) => void
  timeLimitMs?: number
  /** Told when an audit entry of a refusal or failure could not be written. */
  onAuditLoss?: (error: unknown) => void
}

const answered = (operation: Operation, result: unknown): unknown => {
  const read = operation.output.safeParse(result)
  if (read.success) return read.data
  throw new Error(`${operation.name} answered outside its declaration: ${read.error.message}`)
}

/**
 * Performs one operation for one caller: checks the role, reads the input by its declaration, runs it in a transaction
 * of its kind, and gives the output as declared. A write's changes and its audit entry commit together or not at all;
 * a refusal and a failed write are noted in a transaction of their own.
 * Throws KnownError `not-allowed` (403), `input-invalid` (400, names the field), `time-limit`, `database-gone` and
 * whatever the operation throws.
 */
export const perform = async <O extends Operation>(
  store: Store,
  operation: O,
  caller: Caller,
  input: unknown,
  options: Performance,
): Promise<z.output<O['output']>> => {
  const clock = options.clock ?? systemClock
  const as = { workspaceId: caller.workspaceId, personId: caller.personId, operation: operation.name }
  const logged = (given: unknown): unknown => loggedInput(given, operation.unlogged)

  const noteAlone = async (entry: Omit<AuditNote, 'operation'>): Promise<void> => {
    try {
      await store.write(as, (db) => note(db, caller, clock.now(), { operation: operation.name, ...entry }))
    } catch (error) {
      // The caller must hear why the operation failed, not that the note of it failed too.
      options.onAuditLoss?.(error)
    }
  }

  if (!may(caller, operation)) {
    await noteAlone({ outcome: 'refused', code: 'not-allowed', input: logged(input) })
    throw notAllowed(operation)
  }

  const limits = options.timeLimitMs === undefined ? {} : { timeLimitMs: options.timeLimitMs }
  const shared: Omit<ReadContext, 'db'> = {
    caller,
    lang: options.lang,
    clock,
    database: store.facts(),
    operations: options.operations,
  }
  const awake = new Set<Parameters<WriteContext['wake']>[0]>()
  try {
    const given = readInput(operation.input, input)
    if (operation.kind === 'read') {
      const result = await store.read(as, (db) => operation.run({ ...shared, db }, given), limits)
      return answered(operation, result) as z.output<O['output']>
    }
    const output = await store.write(
      as,
      async (db) => {
        const wake: WriteContext['wake'] = (worker) => void awake.add(worker)
        const result = answered(operation, await operation.run({ ...shared, db, wake }, given))
        await note(db, caller, clock.now(), { operation: operation.name, outcome: 'done', input: logged(input) })
        return result
      },
      limits,
    )
    for (const worker of awake) options.wake?.(worker)
    return output as z.output<O['output']>
  } catch (error) {
    if (operation.kind === 'write') {
      const code = error instanceof KnownError ? error.code : 'unexpected'
      await noteAlone({ outcome: 'failed', code, input: logged(input) })
    }
    throw error
  }
}
