import { z } from 'zod'
import { chinaDay } from '../base/clock.ts'
import { inLang } from '../base/lang.ts'
import { readOperation, writeOperation } from './operation.ts'
import { auditPage, workspaceName } from './queries.ts'
import { everyone, roles } from './roles.ts'
import { may } from './rules.ts'
import { endSessions } from './sessions.ts'

export const showMe = readOperation({
  name: 'access.me',
  title: { zh: '我是谁', en: 'Who am I' },
  summary: {
    zh: '登录的人、角色、工作区和数据库状况（试用库与否）。',
    en: 'The person signed in, roles, workspace, and whether this is a trial database.',
  },
  who: everyone,
  input: z.object({}),
  output: z.object({
    person: z.object({
      id: z.string(),
      name: z.string(),
      grants: z.array(z.object({ role: z.enum(roles), scope: z.string().nullable() })),
    }),
    workspace: z.object({ id: z.string(), name: z.string() }),
    database: z.object({
      kind: z.enum(['embedded', 'server']),
      trial: z.boolean(),
      version: z.string(),
      lastSnapshot: z.string().nullable(),
    }),
    today: z.string(),
    operations: z.array(z.string()),
  }),
  run: async ({ caller, clock, db, database, operations }) => ({
    person: { id: caller.personId, name: caller.personName, grants: [...caller.grants] },
    workspace: { id: caller.workspaceId, name: (await workspaceName(db, caller.workspaceId)) ?? caller.workspaceId },
    database,
    today: chinaDay(clock.now()),
    operations: operations.filter((operation) => may(caller, operation)).map(({ name }) => name),
  }),
})

export const signOut = writeOperation({
  name: 'access.signout',
  title: { zh: '退出', en: 'Sign out' },
  summary: { zh: '结束当前会话。', en: 'Ends the current session.' },
  who: everyone,
  input: z.object({}),
  output: z.object({ done: z.literal(true) }),
  run: async ({ caller, clock, db }) => {
    // Without a session (the CLI, an assistant) there is none to end, and the others' are not touched.
    if (caller.sessionHash) await endSessions(db, caller.workspaceId, caller.personId, clock, caller.sessionHash)
    return { done: true as const }
  },
})

export const listAudit = readOperation({
  name: 'access.audit',
  title: { zh: '审计记录', en: 'Audit log' },
  summary: { zh: '谁在何时经哪扇门做了什么。', en: 'Who did what, when and through which door.' },
  who: ['admin', 'auditor', 'security'],
  input: z.object({ limit: z.int().min(1).max(1000).default(200), offset: z.int().min(0).default(0) }),
  output: z.object({
    entries: z.array(
      z.object({
        id: z.string(),
        at: z.string(),
        person: z.string(),
        door: z.string(),
        operation: z.string(),
        outcome: z.string(),
        input: z.unknown(),
      }),
    ),
    total: z.int(),
  }),
  run: ({ caller, db }, { limit, offset }) => auditPage(db, caller.workspaceId, limit, offset),
})

export const listPermissions = readOperation({
  name: 'access.permissions',
  title: { zh: '权限表', en: 'Permission table' },
  summary: { zh: '每个操作由哪些角色使用。', en: 'Which roles may use which operation.' },
  who: everyone,
  input: z.object({}),
  output: z.object({
    operations: z.array(
      z.object({ name: z.string(), title: z.string(), kind: z.enum(['read', 'write']), who: z.array(z.enum(roles)) }),
    ),
  }),
  run: async ({ lang, operations }) => ({
    operations: operations.map(({ name, title, kind, who }) => ({
      name,
      title: inLang(title, lang),
      kind,
      who: [...who],
    })),
  }),
})
