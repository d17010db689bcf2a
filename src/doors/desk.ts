import type { Caller, Operation } from '../access/operation.ts'
import { perform } from '../access/perform.ts'
import { callerFor } from '../access/sessions.ts'
import { type Clock, systemClock } from '../base/clock.ts'
import type { Lang } from '../base/lang.ts'
import { type ReadingRunner, startReading } from '../sources/reading.ts'
import { openStore, type Store, type StoreOptions } from '../store/store.ts'
import { firstWorkspace, localPerson, type Preparing, prepare } from './first-start.ts'
import type { Place } from './place.ts'
import { operations } from './registry.ts'

/** An opened, prepared database with its background reading: what every door performs operations on. */
export interface Desk {
  readonly store: Store
  readonly clock: Clock
  readonly operations: readonly Operation[]
  /** Performs one operation for a caller; see access/perform.ts for what it throws. */
  perform(operation: Operation, caller: Caller, input: unknown, options: { lang: Lang }): Promise<unknown>
  /** The person for whom this machine's own doors (sign-in link, CLI, MCP) act. */
  localPerson(): Promise<Caller>
  readonly reading: ReadingRunner
  close(): Promise<void>
}

export interface DeskOptions extends Preparing {
  clock?: Clock
  signal?: AbortSignal
  /** What went wrong in the background, for the log. */
  onError?: (error: unknown) => void
  /** Bearer key of the workspace's voter. */
  voterKey?: string | undefined
  /** A store that is being opened already: the database takes its time while the rest of the program is loaded. */
  store?: Promise<Store>
  snapshots?: Pick<StoreOptions, 'snapshotEveryMs' | 'snapshotAtClose'>
}

/** Opens the database of a place: the server at its address, or the embedded one in its folder. */
export const openPlace = (place: Place, snapshots: DeskOptions['snapshots'] = {}): Promise<Store> =>
  openStore({ ...(place.url ? { url: place.url } : { folder: place.folder }), ...snapshots })

/** Opens the place's database, brings it to the current schema, prepares a fresh one, and starts the background reading. */
export const openDesk = async (place: Place, options: DeskOptions): Promise<Desk> => {
  const clock = options.clock ?? systemClock
  const onError = options.onError ?? (() => {})
  const store = await (options.store ?? openPlace(place, options.snapshots))
  try {
    options.signal?.throwIfAborted()
    await prepare(store, clock, options)
    options.signal?.throwIfAborted()
  } catch (error) {
    await store.close()
    throw error
  }
  return deskOn(store, { clock, onError, voterKey: options.voterKey })
}

/** A desk on a store that is open and prepared already. */
export const deskOn = (
  store: Store,
  {
    clock = systemClock,
    onError = () => {},
    workspaceId = firstWorkspace.id,
    personId = localPerson.id,
    voterKey,
  }: {
    clock?: Clock
    onError?: (error: unknown) => void
    workspaceId?: string
    personId?: string
    voterKey?: string | undefined
  } = {},
): Desk => {
  const reading = startReading(store, { workspaceId, personId, clock, onError, voterKey })
  return {
    store,
    clock,
    operations,
    reading,
    perform: (operation, caller, input, { lang }) =>
      perform(store, operation, caller, input, {
        lang,
        clock,
        operations,
        wake: () => reading.wake(),
        onAuditLoss: onError,
      }),
    async localPerson() {
      const caller = await callerFor(store, workspaceId, personId, 'cli')
      if (!caller) throw new Error('the local person is missing from the database')
      return caller
    },
    async close() {
      await reading.close()
      await store.close()
    },
  }
}
