import type { Clock } from '../base/clock.ts'
import type { Store } from '../store/store.ts'
import type { Write } from '../store/transaction.ts'
import { note } from './audit.ts'
import type { Caller, Door } from './operation.ts'
import { grantsOf } from './queries.ts'
import { newToken, readToken } from './secrets.ts'

/** A session ends this long after its last use, */
export const idleDays = 7
/** and at the latest this long after it began. */
export const longestDays = 30
/** How long a one-time link opens the desk. */
export const linkMinutes = 15

const day = 86_400_000
/** A session's end is written forward at most this often, so that reading a page is not a write. */
const slideEvery = 600_000

const after = (clock: Clock, ms: number): Date => new Date(clock.now().getTime() + ms)

export interface Session {
  /** For the cookie; stored nowhere. */
  token: string
  expires: Date
}

const begin = async (db: Write, workspaceId: string, personId: string, clock: Clock): Promise<Session> => {
  const { token, hash } = newToken(workspaceId)
  const expires = after(clock, idleDays * day)
  await db
    .insertInto('session')
    .values({
      workspace_id: workspaceId,
      token_hash: hash,
      person_id: personId,
      created_at: clock.now().toISOString(),
      expires_at: expires.toISOString(),
      ended_at: null,
    })
    .execute()
  return { token, expires }
}

/** Opens a session for a person whose identity was proved. */
export const openSession = (store: Store, workspaceId: string, personId: string, clock: Clock): Promise<Session> =>
  store.write({ workspaceId, personId, operation: 'access.enter' }, (db) => begin(db, workspaceId, personId, clock))

/** Makes a link's token that opens the desk once for this person within 15 minutes. */
export const makeLink = async (store: Store, workspaceId: string, personId: string, clock: Clock): Promise<string> => {
  const { token, hash } = newToken(workspaceId)
  await store.write({ workspaceId, personId, operation: 'access.link' }, (db) =>
    db
      .insertInto('sign_in_link')
      .values({
        workspace_id: workspaceId,
        token_hash: hash,
        person_id: personId,
        created_at: clock.now().toISOString(),
        expires_at: after(clock, linkMinutes * 60_000).toISOString(),
        used_at: null,
      })
      .execute(),
  )
  return token
}

/**
 * Exchanges a link's token for a session; null when it is unknown, used, too old, or its person is no longer active.
 * Of two that follow it at once one gets the session: the row is marked and tested in one statement.
 */
export const followLink = async (store: Store, token: string, clock: Clock): Promise<Session | null> => {
  const read = readToken(token)
  if (!read) return null
  const { workspaceId, hash } = read
  const now = clock.now()
  return store.write({ workspaceId, personId: '', operation: 'access.enter' }, async (db) => {
    const link = await db
      .updateTable('sign_in_link')
      .set({ used_at: now.toISOString() })
      .where('workspace_id', '=', workspaceId)
      .where('token_hash', '=', hash)
      .where('used_at', 'is', null)
      .where('expires_at', '>', now.toISOString())
      .returning('person_id')
      .executeTakeFirst()
    if (!link) return null
    const person = await db
      .selectFrom('person')
      .select(['id', 'name'])
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', link.person_id)
      .where('active', '=', true)
      .executeTakeFirst()
    if (!person) return null
    const caller: Caller = { workspaceId, personId: person.id, personName: person.name, grants: [], door: 'http' }
    await note(db, caller, now, { operation: 'access.enter', outcome: 'done', input: {} })
    return begin(db, workspaceId, person.id, clock)
  })
}

/** Who a person is when acting through a door, with the grants of this moment; null when unknown or not active. */
export const callerFor = (store: Store, workspaceId: string, personId: string, door: Door): Promise<Caller | null> =>
  store.read({ workspaceId, personId }, async (db) => {
    const person = await db
      .selectFrom('person')
      .select('name')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', personId)
      .where('active', '=', true)
      .executeTakeFirst()
    if (!person) return null
    return { workspaceId, personId, personName: person.name, grants: await grantsOf(db, workspaceId, personId), door }
  })

/**
 * Who a session's token stands for, with the grants of this moment; null when it is unknown, ended or over. Use moves
 * its end forward, never beyond the longest life.
 */
export const callerOfSession = async (
  store: Store,
  token: string,
  clock: Clock,
  door: Door = 'http',
): Promise<Caller | null> => {
  const read = readToken(token)
  if (!read) return null
  const { workspaceId, hash } = read
  const now = clock.now().getTime()
  const found = await store.read({ workspaceId, personId: '' }, async (db) => {
    const session = await db
      .selectFrom('session')
      .innerJoin('person', (join) =>
        join.onRef('person.workspace_id', '=', 'session.workspace_id').onRef('person.id', '=', 'session.person_id'),
      )
      .select(['person.id', 'person.name', 'session.created_at', 'session.expires_at'])
      .where('session.workspace_id', '=', workspaceId)
      .where('session.token_hash', '=', hash)
      .where('session.ended_at', 'is', null)
      .where('person.active', '=', true)
      .executeTakeFirst()
    if (!session || Date.parse(session.expires_at) <= now) return null
    return { ...session, grants: await grantsOf(db, workspaceId, session.id) }
  })
  if (!found) return null
  const end = Math.min(now + idleDays * day, Date.parse(found.created_at) + longestDays * day)
  if (end - Date.parse(found.expires_at) > slideEvery) {
    await store.write({ workspaceId, personId: found.id, operation: 'access.enter' }, (db) =>
      db
        .updateTable('session')
        .set({ expires_at: new Date(end).toISOString() })
        .where('workspace_id', '=', workspaceId)
        .where('token_hash', '=', hash)
        .execute(),
    )
  }
  return { workspaceId, personId: found.id, personName: found.name, grants: found.grants, door, sessionHash: hash }
}

/** Ends one session, or without a hash every session of the person. */
export const endSessions = async (
  db: Write,
  workspaceId: string,
  personId: string,
  clock: Clock,
  sessionHash?: string,
): Promise<void> => {
  let ending = db
    .updateTable('session')
    .set({ ended_at: clock.now().toISOString() })
    .where('workspace_id', '=', workspaceId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
  if (sessionHash !== undefined) ending = ending.where('token_hash', '=', sessionHash)
  await ending.execute()
}
