import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Caller, Operation } from '../src/access/operation.ts'
import { createPerson, grant } from '../src/access/people.ts'
import { type Role, roles } from '../src/access/roles.ts'
import { callerFor, callerOfSession, openSession } from '../src/access/sessions.ts'
import { KnownError } from '../src/base/errors.ts'
import { type Clerk, localClerk } from '../src/doors/clerk.ts'
import { exitOf } from '../src/doors/cli/exit.ts'
import { parseLine } from '../src/doors/cli/line.ts'
import { operate } from '../src/doors/cli/operate.ts'
import { terminalOf } from '../src/doors/cli/terminal.ts'
import { type Desk, deskOn } from '../src/doors/desk.ts'
import { createApp } from '../src/doors/http/app.ts'
import { csrfOf } from '../src/doors/http/session.ts'
import { createMcpServer, toolName } from '../src/doors/mcp/tools.ts'
import { operations } from '../src/doors/registry.ts'
import { answersWithFile } from '../src/doors/schemas.ts'
import type { Store } from '../src/store/store.ts'
import { stores } from './support/stores.ts'

// Every operation with every role through every door. An allowed call may still be refused for its empty input; what is
// judged is the permission: 403, exit 3 and not-allowed for those who may not, anything but these and no 5xx for others.

const workspaceId = 'w1'
const list: readonly Operation[] = operations
let store: Store
let desk: Desk
let app: ReturnType<typeof createApp>
const clerks = new Map<Role, Clerk>()
const assistants = new Map<Role, Client>()
let refusals = 0

const scopeOf: Partial<Record<Role, string>> = { county: '431002', enterprise: 'ent_1' }
const personOf = (role: Role): string => `per_${role}`

beforeAll(async () => {
  store = await stores[0]!.open()
  desk = deskOn(store, { workspaceId, personId: 'p1' })
  await store.write({ workspaceId, personId: 'p1', operation: 'test' }, async (db) => {
    for (const role of roles) {
      await createPerson(db, workspaceId, { id: personOf(role), name: role })
      await grant(db, workspaceId, personOf(role), role, scopeOf[role] ? { scope: scopeOf[role] } : {})
    }
  })
  app = createApp({
    desk: {
      operations: list,
      perform: (operation, caller, input, options) => desk.perform(operation, caller, input, options),
      enter: async () => null,
      callerOf: (token) => callerOfSession(store, token, desk.clock),
      isWell: async () => true,
    },
    assets: { load: () => {}, page: () => null, file: async () => null },
    log: pino({ level: 'silent' }),
    version: '0',
    limits: { ip: { burst: 1e6, perSecond: 1e6 }, session: { burst: 1e6, perSecond: 1e6 } },
  })
  for (const role of roles) {
    const localPerson = async (): Promise<Caller> => (await callerFor(store, workspaceId, personOf(role), 'cli'))!
    const own = { ...desk, localPerson, close: async () => {} }
    clerks.set(role, localClerk(own, 'cli'))
    const byAssistant = localClerk(own, 'mcp')
    const server = createMcpServer({
      operations: list,
      call: (operation, input, lang, signal) => byAssistant.call(operation, input, { lang, signal }),
      lang: 'en',
      version: '0',
      onUnknown: () => {},
    })
    const client = new Client({ name: 'matrix', version: '0' })
    const [ours, theirs] = InMemoryTransport.createLinkedPair()
    await server.connect(ours)
    await client.connect(theirs)
    assistants.set(role, client)
  }
})

afterAll(async () => {
  for (const client of assistants.values()) await client.close()
  await desk.reading.close()
})

const throughHttp = async (operation: Operation, role: Role): Promise<{ refused: boolean; broken: boolean }> => {
  // A session for each call: signing out ends the one it came with.
  const { token } = await openSession(store, workspaceId, personOf(role), desk.clock)
  const response = await app.request(`/api/${operation.name}`, {
    method: 'POST',
    headers: {
      cookie: `quanlian_session=${token}`,
      'x-quanlian-csrf': csrfOf(token),
      'content-type': 'application/json',
    },
    body: '{}',
  })
  return { refused: response.status === 403, broken: response.status >= 500 || response.status === 401 }
}

const throughCli = async (operation: Operation, role: Role): Promise<{ refused: boolean; broken: boolean }> => {
  const terminal = terminalOf({
    lang: 'en',
    env: {},
    out: () => {},
    err: () => {},
    signal: new AbortController().signal,
    width: 100,
  })
  try {
    await operate(
      operation,
      parseLine(answersWithFile(operation) ? ['--out', '/dev/null'] : []),
      terminal,
      async () => clerks.get(role)!,
    )
    return { refused: false, broken: false }
  } catch (error) {
    if (!(error instanceof KnownError)) return { refused: false, broken: true }
    return { refused: exitOf(error) === 3, broken: exitOf(error) >= 5 }
  }
}

const throughMcp = async (operation: Operation, role: Role): Promise<{ refused: boolean; broken: boolean }> => {
  const result = await assistants.get(role)!.callTool({ name: toolName(operation), arguments: {} })
  const text = (result.content as { text?: string }[])[0]?.text ?? ''
  const code = result.isError ? (JSON.parse(text) as { error: { code: string } }).error.code : ''
  return { refused: code === 'not-allowed', broken: code === 'internal' }
}

const doors = { http: throughHttp, cli: throughCli, mcp: throughMcp }

describe('every operation × role × door', () => {
  it('has rows to judge: operations, each with a role that may and a name of its own', () => {
    expect(list.length).toBeGreaterThanOrEqual(20)
    expect(new Set(list.map(({ name }) => name)).size).toBe(list.length)
    expect(new Set(list.map(toolName)).size).toBe(list.length)
    for (const { name, who } of list) {
      expect(name).toMatch(/^[a-z]+\.[a-z]+$/)
      expect(who.length, name).toBeGreaterThan(0)
      expect(
        who.every((role) => roles.includes(role)),
        name,
      ).toBe(true)
    }
    expect(list.some(({ who }) => who.length < roles.length)).toBe(true)
  })

  describe.each(Object.keys(doors) as (keyof typeof doors)[])('through %s', (door) => {
    it.each(list.map((operation) => [operation.name, operation] as const))('%s', async (_, operation) => {
      for (const role of roles) {
        const allowed = operation.who.includes(role)
        const { refused, broken } = await doors[door](operation, role)
        expect({ role, refused, broken }, `${operation.name} for ${role} through ${door}`).toEqual({
          role,
          refused: !allowed,
          broken: false,
        })
        if (!allowed) refusals += 1
      }
    })
  })

  it('notes every refusal in the audit log with its door', async () => {
    const rows = await store.read({ workspaceId, personId: 'p1' }, (db) =>
      db
        .selectFrom('audit_entry')
        .select(['door', (eb) => eb.fn.countAll<number>().as('count')])
        .where('workspace_id', '=', workspaceId)
        .where('outcome', '=', 'refused')
        .groupBy('door')
        .orderBy('door')
        .execute(),
    )
    expect(refusals).toBeGreaterThan(0)
    expect(rows).toEqual(['cli', 'http', 'mcp'].map((door) => ({ door, count: refusals / 3 })))
  })
})
