import { describe, expect, test } from 'vitest'
import { stores } from '../../test/support/stores.ts'
import { type Clock, fixedClock } from '../base/clock.ts'
import type { KnownError } from '../base/errors.ts'
import { attemptsBeforeRest, checkPassword, setPassword } from './passwords.ts'
import { createPerson, createWorkspace, grant } from './people.ts'
import { listWorkspaces } from './queries.ts'
import { callerOfSession, endSessions, followLink, idleDays, longestDays, makeLink, openSession } from './sessions.ts'

const start = Date.parse('2026-11-23T08:00:00Z')
const at = (minutes: number): Clock => fixedClock(new Date(start + minutes * 60_000).toISOString())
const as = { workspaceId: 'w1', personId: 'p1' }
const dayMinutes = 1440

describe.each(stores)('signing in on $name', ({ open }) => {
  test('a link opens the desk once, also when two follow it at the same moment', async () => {
    const store = await open()
    const link = await makeLink(store, 'w1', 'p1', at(0))
    const both = await Promise.all([followLink(store, link, at(1)), followLink(store, link, at(1))])
    const sessions = both.filter((session) => session !== null)
    expect(sessions).toHaveLength(1)
    expect(await followLink(store, link, at(2))).toBeNull()
    expect(await callerOfSession(store, sessions[0]!.token, at(3))).toMatchObject({
      workspaceId: 'w1',
      personId: 'p1',
      personName: '链办',
      grants: [{ role: 'office', scope: null }],
      door: 'http',
    })
  })

  test('an old, an unknown and a malformed link open nothing', async () => {
    const store = await open()
    const link = await makeLink(store, 'w1', 'p1', at(0))
    expect(await followLink(store, link, at(15))).toBeNull()
    expect(await followLink(store, `w1.${'A'.repeat(43)}`, at(1))).toBeNull()
    expect(await followLink(store, "w1' or true --", at(1))).toBeNull()
    expect(await followLink(store, link.replace('w1.', 'w2.'), at(1))).toBeNull()
  })

  test('a session lives on by use, ends when idle, and at the latest after its longest life', async () => {
    const store = await open()
    const { token } = await openSession(store, 'w1', 'p1', at(0))
    const alive = async (days: number) => (await callerOfSession(store, token, at(days * dayMinutes))) !== null
    for (let day = 6; day < longestDays; day += 6) expect(await alive(day), `day ${day}`).toBe(true)
    expect(await alive(longestDays)).toBe(false)
    const idle = await openSession(store, 'w1', 'p1', at(0))
    expect(await callerOfSession(store, idle.token, at(idleDays * dayMinutes))).toBeNull()
  })

  test('signing out ends this session and no other', async () => {
    const store = await open()
    const [one, two] = [await openSession(store, 'w1', 'p1', at(0)), await openSession(store, 'w1', 'p1', at(0))]
    const caller = await callerOfSession(store, one.token, at(1))
    await store.write(as, (db) => endSessions(db, 'w1', 'p1', at(2), caller?.sessionHash))
    expect(await callerOfSession(store, one.token, at(3))).toBeNull()
    expect(await callerOfSession(store, two.token, at(3))).not.toBeNull()
  })

  test('a token is stored as its hash only', async () => {
    const store = await open()
    const { token } = await openSession(store, 'w1', 'p1', at(0))
    const rows = await store.read(as, (db) => db.selectFrom('session').selectAll().execute())
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(token.split('.')[1])
  })

  test('wrong passwords make an account rest, many at once no less', async () => {
    const store = await open()
    const id = await store.write(as, async (db) => {
      const made = await createPerson(db, 'w1', { name: '张三', login: 'zhang' })
      await setPassword(db, 'w1', made, '一把足够长的好钥匙不易猜')
      return made
    })
    expect(await checkPassword(store, 'w1', 'zhang', '一把足够长的好钥匙不易猜', at(0))).toBe(id)
    expect(await checkPassword(store, 'w1', 'nobody', '一把足够长的好钥匙不易猜', at(0))).toBeNull()
    const guesses = await Promise.allSettled(
      Array.from({ length: attemptsBeforeRest + 3 }, () => checkPassword(store, 'w1', 'zhang', 'guess-guess', at(1))),
    )
    const refused = guesses.filter((guess) => guess.status === 'rejected')
    expect(refused).toHaveLength(3)
    expect((refused[0]!.reason as KnownError).code).toBe('sign-in-resting')
    await expect(checkPassword(store, 'w1', 'zhang', '一把足够长的好钥匙不易猜', at(2))).rejects.toThrow(/Too many/)
    expect(await checkPassword(store, 'w1', 'zhang', '一把足够长的好钥匙不易猜', at(17))).toBe(id)
    const stored = await store.read(as, (db) =>
      db.selectFrom('person').select('password_hash').where('login', '=', 'zhang').executeTakeFirstOrThrow(),
    )
    expect(stored.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    const history = await store.read(as, (db) => db.selectFrom('history').selectAll().execute())
    expect(history.length).toBeGreaterThan(3)
    expect(JSON.stringify(history)).not.toContain('argon2')
  })

  test('a second workspace has its own people, and the start lists both', async () => {
    const store = await open()
    await store.write({ workspaceId: 'w2', personId: '' }, async (db) => {
      await createWorkspace(db, { id: 'w2', name: '另一条链' })
      const person = await createPerson(db, 'w2', { name: '李四' })
      await grant(db, 'w2', person, 'county', { scope: '431002' })
      await grant(db, 'w2', person, 'county', { scope: '431002' })
    })
    expect(await listWorkspaces(store)).toEqual([
      { id: 'w1', name: '测试' },
      { id: 'w2', name: '另一条链' },
    ])
    const grants = await store.read({ workspaceId: 'w2', personId: '' }, (db) =>
      db.selectFrom('role_grant').selectAll().execute(),
    )
    expect(grants).toHaveLength(1)
    await expect(store.write(as, (db) => createPerson(db, 'w2', { name: '越墙' }))).rejects.toThrow(
      /row-level security/,
    )
  })
})
