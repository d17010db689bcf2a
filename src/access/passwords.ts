import { randomBytes } from 'node:crypto'
import { argon2id, argon2Verify } from 'hash-wasm'
import { sql } from 'kysely'
import type { Clock } from '../base/clock.ts'
import { KnownError } from '../base/errors.ts'
import type { Store } from '../store/store.ts'
import type { Write } from '../store/transaction.ts'

export const shortestPassword = 10
const longestPassword = 256
/** After this many wrong passwords in a row the account rests, */
export const attemptsBeforeRest = 5
/** for this long; every further wrong one doubles it, up to a day. */
const restMinutes = 15

/** OWASP's smallest setting for argon2id: 19 MiB, two passes, one lane. */
const cost = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32 } as const

const encode = (password: string): Promise<string> =>
  argon2id({ password: password.normalize('NFKC'), salt: randomBytes(16), outputType: 'encoded', ...cost })

// Checked in place of a password that is not there, so that the time of the answer does not tell which accounts exist.
let decoy: Promise<string> | undefined

/** Sets a person's password; stored as argon2id. Throws KnownError `password-short`. */
export const setPassword = async (
  db: Write,
  workspaceId: string,
  personId: string,
  password: string,
): Promise<void> => {
  if (password.length < shortestPassword || password.length > longestPassword) {
    throw new KnownError(
      'password-short',
      {
        zh: `密码要有 ${shortestPassword} 至 ${longestPassword} 个字符。`,
        en: `A password has ${shortestPassword} to ${longestPassword} characters.`,
      },
      { place: { field: 'password' } },
    )
  }
  await db
    .updateTable('person')
    .set({ password_hash: await encode(password), failed_attempts: 0, locked_until: null })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', personId)
    .execute()
}

const resting = (until: string, now: Date): KnownError => {
  const minutes = Math.max(1, Math.ceil((Date.parse(until) - now.getTime()) / 60_000))
  return new KnownError(
    'sign-in-resting',
    {
      zh: `密码错误次数过多，请 ${minutes} 分钟后再试，或请系统管理员发一次性登录链接。`,
      en: `Too many wrong passwords. Try again in ${minutes} minutes, or ask the system administrator for a one-time link.`,
    },
    { status: 429 },
  )
}

/**
 * The id of the person whose login and password these are, null when they are not. Attempts are counted before the
 * password is looked at, so that many at once cannot pass the limit. Throws KnownError `sign-in-resting` (429).
 */
export const checkPassword = async (
  store: Store,
  workspaceId: string,
  login: string,
  password: string,
  clock: Clock,
): Promise<string | null> => {
  const now = clock.now()
  const as = { workspaceId, personId: '', operation: 'access.signin' }
  const attempt = await store.write(as, async (db) => {
    const person = await db
      .selectFrom('person')
      .select(['id', 'password_hash', 'locked_until', 'failed_attempts'])
      .where('workspace_id', '=', workspaceId)
      .where('login', '=', login)
      .where('active', '=', true)
      .forUpdate()
      .executeTakeFirst()
    if (!person) return null
    if (person.locked_until && Date.parse(person.locked_until) > now.getTime()) throw resting(person.locked_until, now)
    const failed = person.failed_attempts + 1
    const rest = failed < attemptsBeforeRest ? 0 : Math.min(restMinutes * 2 ** (failed - attemptsBeforeRest), 1440)
    await db
      .updateTable('person')
      .set({
        failed_attempts: sql`failed_attempts + 1`,
        locked_until: rest === 0 ? null : new Date(now.getTime() + rest * 60_000).toISOString(),
      })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', person.id)
      .execute()
    return person
  })
  decoy ??= encode(randomBytes(16).toString('hex'))
  const right = await argon2Verify({
    password: password.slice(0, longestPassword).normalize('NFKC'),
    hash: attempt?.password_hash ?? (await decoy),
  })
  if (!attempt?.password_hash || !right) return null
  await store.write({ ...as, personId: attempt.id }, (db) =>
    db
      .updateTable('person')
      .set({ failed_attempts: 0, locked_until: null })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', attempt.id)
      .execute(),
  )
  return attempt.id
}
