import { randomBytes } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import type { Logger } from 'pino'
import type { Caller, Operation } from '../../access/operation.ts'
import { KnownError } from '../../base/errors.ts'
import type { Lang } from '../../base/lang.ts'
import { langFromRequest } from '../languages.ts'
import { loggable } from '../problems.ts'
import { errorResponse, outputResponse, unknownResponse } from './answer.ts'
import type { Assets } from './assets.ts'
import { type Buckets, createBuckets, type Rate } from './buckets.ts'
import { newNonce, securityHeaders } from './headers.ts'
import { inputOf } from './input.ts'
import { manualPage } from './manual.ts'
import { openApi } from './openapi.ts'
import { deadLink, notBuilt, plainPage } from './plain-pages.ts'
import { checkCsrf, sameSecret, sessionCookies, sessionKey, sessionToken } from './session.ts'

/** What the HTTP door needs of the desk behind it. */
export interface Desk {
  operations: readonly Operation[]
  perform(
    operation: Operation,
    caller: Caller,
    input: unknown,
    options: { lang: Lang; requestId: string },
  ): Promise<unknown>
  /** Exchanges a one-time link's token for a session; null when it is unknown, used or expired. */
  enter(token: string): Promise<{ token: string; expires: Date } | null>
  /** Who a session's token stands for; null when it is unknown or over. */
  callerOf(token: string): Promise<Caller | null>
  /** True when the database answers. */
  isWell(): Promise<boolean>
}

export interface AppOptions {
  desk: Desk
  assets: Assets
  log: Logger
  https?: boolean
  /** Behind our own proxy: the client's address is the last one in X-Forwarded-For. */
  trustProxy?: boolean
  /** The token by which the CLI on this machine speaks for the local office person, and that person. */
  local?: { token: string; caller: () => Promise<Caller>; snapshot: () => Promise<string> }
  limits?: { ip?: Rate; session?: Rate; enter?: Rate }
  version: string
}

type Bindings = { Bindings: Partial<HttpBindings>; Variables: { lang: Lang; requestId: string; nonce: string } }
type Ask = Context<Bindings>

const tooMany = (seconds: number): KnownError =>
  new KnownError(
    'too-many-requests',
    { zh: `请求太频繁，请 ${seconds} 秒后再试。`, en: `Too many requests; try again in ${seconds} seconds.` },
    { status: 429 },
  )

const notSignedIn = new KnownError(
  'not-signed-in',
  {
    zh: '还没有登录，或登录已过期。请用启动时打印的登录链接进入。',
    en: 'You are not signed in, or the session is over. Use the sign-in link printed at start.',
  },
  { status: 401, exit: 3 },
)

const noSuchPage = (path: string): KnownError =>
  new KnownError('not-found', { zh: `没有这个地址：${path}`, en: `Nothing is at ${path}` }, { status: 404 })

const loopback = /^(127\.|::1$|::ffff:127\.)/

/** The HTTP door: every operation under /api, the web app everywhere else. Listens to nothing by itself. */
export const createApp = (options: AppOptions): Hono<Bindings> => {
  const { desk, assets, log, https = false } = options
  const byIp = createBuckets(options.limits?.ip ?? { burst: 600, perSecond: 30 })
  const bySession = createBuckets(options.limits?.session ?? { burst: 400, perSecond: 20 })
  const byEntry = createBuckets(options.limits?.enter ?? { burst: 20, perSecond: 1 / 3 })
  const operations = new Map(desk.operations.map((operation) => [operation.name as string, operation]))
  const app = new Hono<Bindings>()

  const addressOf = (c: Ask): string => {
    const direct = c.env?.incoming?.socket.remoteAddress ?? 'unknown'
    if (!options.trustProxy) return direct
    return c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() || direct
  }

  const pass = (buckets: Buckets, key: string): void => {
    const seconds = buckets.take(key)
    if (seconds > 0) throw tooMany(seconds)
  }

  /** The caller of a request: a session's cookie, or the local token from this machine. `token` is null for the latter. */
  const identify = async (c: Ask): Promise<{ caller: Caller; token: string | null }> => {
    const bearer = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1]
    if (bearer) {
      const { local } = options
      const near = loopback.test(c.env?.incoming?.socket.remoteAddress ?? '127.0.0.1')
      if (local && near && sameSecret(bearer, local.token)) return { caller: await local.caller(), token: null }
      pass(byEntry, `bearer ${addressOf(c)}`)
      throw notSignedIn
    }
    const token = sessionToken(c)
    if (!token) throw notSignedIn
    pass(bySession, sessionKey(token))
    const caller = await desk.callerOf(token)
    if (!caller) {
      pass(byEntry, `session ${addressOf(c)}`)
      throw notSignedIn
    }
    return { caller, token }
  }

  const answer = async (c: Ask): Promise<Response> => {
    const name = c.req.path.slice('/api/'.length)
    const operation = operations.get(name)
    if (!operation) throw noSuchPage(c.req.path)
    if (c.req.method !== 'POST' && !(c.req.method === 'GET' && operation.kind === 'read'))
      throw new KnownError(
        'method',
        {
          zh: `“${name}”要用 ${operation.kind === 'read' ? 'GET 或 POST' : 'POST'} 请求。`,
          en: `"${name}" is asked for with ${operation.kind === 'read' ? 'GET or POST' : 'POST'}.`,
        },
        { status: 405 },
      )
    const { caller, token } = await identify(c)
    if (token !== null && c.req.method === 'POST') checkCsrf(c, token)
    const lang = c.get('lang')
    const input = await inputOf(c, operation)
    const output = await desk.perform(operation, caller, input, { lang, requestId: c.get('requestId') })
    const response = outputResponse(operation, output)
    if (name === 'access.signout' && token !== null)
      for (const cookie of sessionCookies('', { https, maxAge: 0 })) response.headers.append('set-cookie', cookie)
    return response
  }

  app.use(async (c, next) => {
    const started = performance.now()
    const requestId = randomBytes(9).toString('base64url')
    const nonce = newNonce()
    c.set('requestId', requestId)
    c.set('nonce', nonce)
    c.set('lang', langFromRequest(c.req.header('x-quanlian-lang'), c.req.header('accept-language')))
    pass(byIp, addressOf(c))
    await next()
    log.info({
      id: requestId,
      method: c.req.method,
      // the token of a sign-in link is a secret while it is unused
      path: c.req.path.startsWith('/enter/') ? '/enter/…' : c.req.path,
      status: c.res.status,
      ms: Math.round(performance.now() - started),
    })
  })
  // Headers go on after errors became answers too, so this wraps the handler of errors.
  const dress = (c: Ask, response: Response): Response => {
    const headers = securityHeaders({ nonce: c.get('nonce') ?? newNonce(), https, requestId: c.get('requestId') ?? '' })
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
    return response
  }
  app.use(async (c, next) => {
    await next()
    dress(c, c.res)
  })
  app.onError((error, c) => {
    const lang = c.get('lang') ?? 'zh-CN'
    if (error instanceof KnownError) {
      const wait: Record<string, string> =
        error.code === 'too-many-requests' ? { 'retry-after': /\d+/.exec(error.words.en)?.[0] ?? '1' } : {}
      if (error.status >= 500) log.error({ id: c.get('requestId'), error: loggable(error) })
      return dress(c, errorResponse(error, lang, wait))
    }
    const id = c.get('requestId') ?? randomBytes(9).toString('base64url')
    log.error({ id, method: c.req.method, path: c.req.path, error: loggable(error) })
    return dress(c, unknownResponse(id, lang))
  })

  app.get('/healthz', async (c) => {
    const well = await desk.isWell()
    return c.json({ ok: well, version: options.version }, well ? 200 : 503, { 'cache-control': 'no-store' })
  })

  // For the CLI on this machine: is this server alive and is the token good; and a snapshot, which only the holder of the
  // database can make. Both need the local token.
  const localOnly = async (c: Ask): Promise<void> => {
    const { token } = await identify(c)
    if (token !== null) throw notSignedIn
  }
  app.get('/local', async (c) => {
    await localOnly(c)
    return c.json({ version: options.version })
  })
  app.post('/local/snapshot', async (c) => {
    await localOnly(c)
    return c.json({ folder: await options.local!.snapshot() })
  })

  app.get('/enter/:token', async (c) => {
    pass(byEntry, addressOf(c))
    // Link previews ask with HEAD; only a person's GET may use the link up.
    const entered = c.req.method === 'GET' ? await desk.enter(c.req.param('token')) : null
    if (!entered)
      return c.html(plainPage({ lang: c.get('lang'), nonce: c.get('nonce'), ...deadLink }), 410, {
        'cache-control': 'no-store',
      })
    const maxAge = Math.max(1, Math.floor((entered.expires.getTime() - Date.now()) / 1000))
    const response = new Response(null, { status: 303, headers: { location: '/', 'cache-control': 'no-store' } })
    for (const cookie of sessionCookies(entered.token, { https, maxAge })) response.headers.append('set-cookie', cookie)
    return response
  })

  let description: { lang: Lang; json: string }[] | undefined
  app.get('/api/openapi.json', (c) => {
    description ??= (['zh-CN', 'en'] as const).map((lang) => ({
      lang,
      json: JSON.stringify(openApi(desk.operations, lang, options.version)),
    }))
    const { json } = description.find((one) => one.lang === c.get('lang'))!
    return c.body(json, 200, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-cache',
      vary: 'accept-language, x-quanlian-lang',
    })
  })
  for (const path of ['/api', '/api/'])
    app.get(path, (c) => {
      const asked = c.req.query('lang')
      const lang = asked === 'en' || asked === 'zh-CN' ? asked : c.get('lang')
      return c.html(manualPage(desk.operations, lang, c.get('nonce'), options.version))
    })
  app.all('/api/:name', answer)

  app.get('*', async (c) => {
    const path = c.req.path
    if (path.startsWith('/api/')) throw noSuchPage(path)
    const file = await assets.file(path, c.req.header('accept-encoding') ?? '', c.req.header('if-none-match'))
    if (file) return file
    if (path.startsWith('/assets/') || /\.[a-z0-9]{1,12}$/i.test(path)) throw noSuchPage(path)
    const page = assets.page(c.get('nonce'))
    if (page) return c.html(page, 200, { 'cache-control': 'no-store' })
    return c.html(plainPage({ lang: c.get('lang'), nonce: c.get('nonce'), ...notBuilt }), 503)
  })
  app.notFound((c) => {
    throw noSuchPage(c.req.path)
  })
  return app
}
