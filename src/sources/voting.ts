import { z } from 'zod'
import { readOperation, writeOperation } from '../access/operation.ts'
import { KnownError } from '../base/errors.ts'
import type { Read } from '../store/transaction.ts'
import type { Voter } from './voter.ts'

const settings = z.object({
  endpoint: z.string(),
  model: z.string(),
  enabled: z.boolean(),
  waitSeconds: z.int(),
  mostPassages: z.int(),
})

const settingOf = (db: Read, workspaceId: string) =>
  db
    .selectFrom('voter_setting')
    .select(['endpoint', 'model', 'enabled', 'wait_ms', 'most_passages'])
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()

/** The workspace's voter while it is switched on. */
export const voterOf = async (db: Read, workspaceId: string): Promise<Voter | undefined> => {
  const row = await settingOf(db, workspaceId)
  if (row === undefined || !row.enabled) return undefined
  return { endpoint: row.endpoint, model: row.model, waitMs: row.wait_ms, mostPassages: row.most_passages }
}

/** An address the server may send pages to: http or https, a host, and nothing in it that would be a secret. */
const checkedEndpoint = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
    throw new KnownError(
      'voter-endpoint',
      {
        zh: '接口地址要写成 https://主机/v1 这样的网址，不带用户名、密码和问号后的参数；密钥放在服务器的环境变量 QUANLIAN_VOTER_KEY 里。',
        en: 'Write the address like https://host/v1, without a user, password or query; the key goes into the environment of the server as QUANLIAN_VOTER_KEY.',
      },
      { place: { field: 'endpoint' } },
    )
  return url.href.replace(/\/+$/, '').replace(/\/chat\/completions$/, '')
}

export const showVoter = readOperation({
  name: 'sources.voter',
  title: { zh: '外部模型参与核对', en: 'A model as second reader' },
  summary: {
    zh: '是否让一个外部语言模型对阅读结果投票，及其接口。默认不用。',
    en: 'Whether an outside language model votes on readings, and its interface. Off by default.',
  },
  who: ['admin', 'auditor', 'security'],
  input: z.object({}),
  output: z.object({ settings: settings.nullable() }),
  run: async ({ db, caller }) => {
    const row = await settingOf(db, caller.workspaceId)
    return {
      settings:
        row === undefined
          ? null
          : {
              endpoint: row.endpoint,
              model: row.model,
              enabled: row.enabled,
              waitSeconds: row.wait_ms / 1000,
              mostPassages: row.most_passages,
            },
    }
  },
})

export const setVoter = writeOperation({
  name: 'sources.setvoter',
  title: { zh: '设定外部模型', en: 'Set the second reader' },
  summary: {
    zh: '设定一个兼容 OpenAI 接口的模型，并启用或停用。启用后，新读页面的正文会发给它；它只能提示，不能单独认定。',
    en: 'Sets an OpenAI-compatible model and switches it on or off. While on, the body of newly read pages is sent to it; it can point at claims, never settle one.',
  },
  who: ['admin'],
  input: z.object({
    endpoint: z.string().min(1).max(500),
    model: z.string().trim().min(1).max(200),
    enabled: z.boolean(),
    waitSeconds: z.int().min(1).max(120).default(30),
    mostPassages: z.int().min(1).max(200).default(20),
  }),
  output: z.object({ settings }),
  run: async ({ db, caller }, input) => {
    const endpoint = checkedEndpoint(input.endpoint)
    const said = {
      endpoint,
      model: input.model,
      enabled: input.enabled,
      wait_ms: input.waitSeconds * 1000,
      most_passages: input.mostPassages,
    }
    await db
      .insertInto('voter_setting')
      .values({ workspace_id: caller.workspaceId, ...said })
      .onConflict((conflict) => conflict.columns(['workspace_id']).doUpdateSet(said))
      .execute()
    return { settings: { ...input, endpoint } }
  },
})
