import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Caller } from '../../access/operation.ts'
import { fileOutput, type Operation, readOperation, writeOperation } from '../../access/operation.ts'
import { KnownError } from '../../base/errors.ts'
import { maxSourceBytes } from '../../sources/limits.ts'
import { type AppOptions, createApp } from './app.ts'
import { csrfOf } from './session.ts'

const look = readOperation({
  name: 'test.look',
  title: { zh: '看', en: 'Look' },
  summary: { zh: '看一眼', en: 'Looks' },
  who: ['office'],
  input: z.object({
    n: z.int().default(1),
    tags: z.array(z.string()).optional(),
    maybe: z.string().nullable().optional(),
  }),
  output: z.object({ got: z.unknown() }),
  run: async () => ({ got: null }),
})
const put = writeOperation({
  name: 'test.put',
  title: { zh: '放', en: 'Put' },
  summary: { zh: '放文件', en: 'Puts' },
  who: ['office'],
  input: z.object({ name: z.string(), bytes: z.instanceof(Uint8Array<ArrayBufferLike>).optional() }),
  output: z.object({ size: z.int() }),
  upload: 'bytes',
  run: async () => ({ size: 0 }),
})
const fetchFile = readOperation({
  name: 'test.file',
  title: { zh: '文件', en: 'File' },
  summary: { zh: '文件', en: 'File' },
  who: ['office'],
  input: z.object({}),
  output: fileOutput,
  run: async () => ({ name: '', mediaType: '', bytes: new Uint8Array() }),
})

const caller: Caller = {
  workspaceId: 'w',
  personId: 'p',
  personName: '链办',
  grants: [{ role: 'office', scope: null }],
  door: 'http',
}
const token = 'session-token'
const seen: { name: string; input: unknown }[] = []
const logged: string[] = []

const build = (over: Partial<AppOptions> = {}, perform?: (operation: Operation, input: unknown) => Promise<unknown>) =>
  createApp({
    desk: {
      operations: [look, put, fetchFile],
      perform: async (operation, _caller, input) => {
        seen.push({ name: operation.name, input })
        if (perform) return perform(operation, input)
        if (operation.name === 'test.file')
          return { name: '简报 "1".docx', mediaType: 'application/test', bytes: new Uint8Array([1, 2, 3]) }
        return { got: input, size: (input as { bytes?: Uint8Array }).bytes?.byteLength ?? 0 }
      },
      enter: async (one) => (one === 'good' ? { token, expires: new Date(Date.now() + 60_000) } : null),
      callerOf: async (one) => (one === token ? caller : null),
      isWell: async () => true,
    },
    assets: {
      load: () => {},
      page: (nonce) => `<html><head><meta name="csp-nonce" content="${nonce}"></head></html>`,
      file: async (path) =>
        path === '/assets/app-1234.js' ? new Response('1', { headers: { 'content-type': 'text/javascript' } }) : null,
    },
    log: pino({ base: null }, { write: (line: string) => void logged.push(line) }),
    version: '0.0.0',
    ...over,
  })

const cookie = `quanlian_session=${token}`
const signed = { cookie, 'x-quanlian-csrf': csrfOf(token), 'content-type': 'application/json', host: 'localhost' }
const post = (body: unknown, headers: Record<string, string> = signed): RequestInit => ({
  method: 'POST',
  headers,
  body: typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
})
const errorOf = async (response: Response) =>
  ((await response.json()) as { error: { code: string; message: string; place: unknown } }).error

describe('signing in', () => {
  it('exchanges the link for a session that scripts cannot read and a CSRF value they can', async () => {
    const response = await build().request('/enter/good')
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/')
    const [session, csrf] = response.headers.getSetCookie()
    expect(session).toMatch(/^quanlian_session=session-token; Path=\/; SameSite=Lax; Max-Age=\d+; HttpOnly$/)
    expect(csrf).toMatch(/^quanlian_csrf=[\w-]+; Path=\/; SameSite=Lax; Max-Age=\d+$/)
  })

  it('says what to do about a dead link, and a preview with HEAD does not use a live one up', async () => {
    const dead = await build().request('/enter/bad')
    expect(dead.status).toBe(410)
    expect(await dead.text()).toContain('npm start')
    const preview = await build().request('/enter/good', { method: 'HEAD' })
    expect(preview.headers.getSetCookie()).toEqual([])
  })

  it('marks cookies Secure and sends HSTS only behind https', async () => {
    const https = await build({ https: true }).request('/enter/good')
    expect(https.headers.getSetCookie().every((one) => one.endsWith('; Secure'))).toBe(true)
    expect(https.headers.get('strict-transport-security')).toContain('max-age=31536000')
    expect((await build().request('/healthz')).headers.get('strict-transport-security')).toBeNull()
  })

  it('refuses tries at links beyond the rate, with the seconds to wait', async () => {
    const app = build({ limits: { enter: { burst: 3, perSecond: 0.1 } } })
    const statuses = []
    for (let i = 0; i < 4; i++) statuses.push((await app.request('/enter/bad')).status)
    expect(statuses).toEqual([410, 410, 410, 429])
    expect((await app.request('/enter/bad')).headers.get('retry-after')).toBe('10')
  })
})

describe('cross-site requests', () => {
  const cases: [string, Record<string, string>, number][] = [
    ['with cookie and CSRF value', {}, 200],
    ['without the CSRF header', { 'x-quanlian-csrf': '' }, 403],
    ["with another session's CSRF value", { 'x-quanlian-csrf': csrfOf('other') }, 403],
    ['from another origin', { origin: 'https://evil.example' }, 403],
    ['from our origin', { origin: 'http://localhost' }, 200],
    ['from a sandboxed frame', { origin: 'null' }, 403],
    ['that the browser calls cross-site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['without a session', { cookie: '' }, 401],
    ['with an unknown session', { cookie: 'quanlian_session=x' }, 401],
  ]
  it.each(cases)('a POST %s', async (_, headers, status) => {
    const response = await build().request('/api/test.look', post({}, { ...signed, ...headers }))
    expect(response.status).toBe(status)
  })

  it('a GET of a write operation is refused', async () => {
    expect((await build().request('/api/test.put?name=x', { headers: { cookie } })).status).toBe(405)
  })
})

describe('headers', () => {
  it('are on every answer: pages, data, refusals, downloads, unknown paths', async () => {
    const app = build()
    for (const path of [
      '/',
      '/facts/1',
      '/api',
      '/api/openapi.json',
      '/api/test.look',
      '/api/none',
      '/assets/none.js',
      '/assets/app-1234.js',
    ]) {
      const { headers } = await app.request(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy, path).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-")
      expect(policy, path).toContain("frame-ancestors 'none'")
      expect(policy, path).not.toMatch(/unsafe-|\*/)
      expect(headers.get('x-content-type-options'), path).toBe('nosniff')
      expect(headers.get('referrer-policy'), path).toBe('same-origin')
      expect(headers.get('x-request-id'), path).toMatch(/^[\w-]{12}$/)
    }
  })

  it('carry the nonce of the page, another one each time', async () => {
    const app = build()
    const nonces = new Set<string>()
    for (let i = 0; i < 3; i++) {
      const response = await app.request('/today')
      const nonce = /content="([^"]+)"/.exec(await response.text())?.[1] ?? ''
      expect(response.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`)
      nonces.add(nonce)
    }
    expect(nonces.size).toBe(3)
  })
})

describe('input', () => {
  it('takes query fields by their types and refuses unknown ones by name', async () => {
    const app = build()
    const got = await app.request('/api/test.look?n=3&tags=a&tags=b&maybe=', { headers: { cookie } })
    expect(await got.json()).toEqual({ output: { got: { n: 3, tags: ['a', 'b'], maybe: null }, size: 0 } })
    const bad = await app.request('/api/test.look?n=three', { headers: { cookie } })
    expect(await errorOf(bad)).toMatchObject({ code: 'bad-input', place: { field: 'n' } })
    const unknown = await app.request('/api/test.look?nn=3', { headers: { cookie, 'x-quanlian-lang': 'en' } })
    expect(await errorOf(unknown)).toMatchObject({
      place: { field: 'nn' },
      message: expect.stringContaining('no field'),
    })
  })

  it('takes a raw body for the upload field, and base64 inside JSON', async () => {
    const app = build()
    const raw = await app.request(
      '/api/test.put?name=a.txt',
      post(new Uint8Array([1, 2, 3]), { ...signed, 'content-type': 'application/octet-stream' }),
    )
    expect(await raw.json()).toMatchObject({ output: { size: 3 } })
    const json = await app.request('/api/test.put', post({ name: 'a', bytes: 'AQIDBA==' }))
    expect(await json.json()).toMatchObject({ output: { size: 4 } })
    const rubbish = await app.request('/api/test.put', post({ name: 'a', bytes: '不是 base64' }))
    expect(await errorOf(rubbish)).toMatchObject({ code: 'bad-input', place: { field: 'bytes' } })
  })

  it('refuses broken JSON, foreign media types and text that is not UTF-8', async () => {
    const app = build()
    expect(await errorOf(await app.request('/api/test.look', post('{"a":')))).toMatchObject({ code: 'bad-json' })
    const bytes = new Uint8Array([0x22, 0xff, 0xfe, 0x22])
    expect(await errorOf(await app.request('/api/test.look', post(bytes)))).toMatchObject({ code: 'bad-json' })
    const form = await app.request('/api/test.look', post('a=1', { ...signed, 'content-type': 'text/plain' }))
    expect(form.status).toBe(415)
  })

  it('refuses 200 MB by its declared length before reading a byte', async () => {
    let read = 0
    const body = new ReadableStream(
      {
        pull: (controller) => {
          read += 1
          controller.enqueue(new Uint8Array(1024))
        },
      },
      { highWaterMark: 0 },
    )
    const response = await build().request('/api/test.put?name=a', {
      method: 'POST',
      headers: { ...signed, 'content-type': 'application/octet-stream', 'content-length': String(200 * 1024 * 1024) },
      body,
      duplex: 'half',
    } as RequestInit)
    expect(response.status).toBe(413)
    expect((await errorOf(response)).message).toBe('文件有 200 MB，超过 20 MB 的上限，没有接收。请拆分后再上传。')
    expect(read).toBe(0)
  })

  it('stops a body without a declared length at the limit', async () => {
    let sent = 0
    const body = new ReadableStream({
      pull: (controller) => {
        sent += 1024 * 1024
        controller.enqueue(new Uint8Array(1024 * 1024))
      },
    })
    const response = await build().request('/api/test.put?name=a', {
      method: 'POST',
      headers: { ...signed, 'content-type': 'application/octet-stream' },
      body,
      duplex: 'half',
    } as RequestInit)
    expect(response.status).toBe(413)
    expect(sent).toBeLessThan(maxSourceBytes + 8 * 1024 * 1024)
  })
})

describe('answers', () => {
  it('a file is a download with its Chinese name', async () => {
    const response = await build().request('/api/test.file', { headers: { cookie } })
    expect(response.headers.get('content-type')).toBe('application/test')
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="__ _1_.docx"; filename*=UTF-8''${encodeURIComponent('简报 "1".docx')}`,
    )
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]))
  })

  it('a known error keeps its status, code and place, in the language asked for', async () => {
    const app = build({}, async () => {
      throw new KnownError('late', { zh: '晚了', en: 'Too late' }, { status: 409, place: { field: 'seen' } })
    })
    const zh = await app.request('/api/test.look', post({}))
    expect(zh.status).toBe(409)
    expect(await errorOf(zh)).toEqual({ code: 'late', message: '晚了', place: { field: 'seen' } })
    const en = await app.request('/api/test.look', post({}, { ...signed, 'accept-language': 'fr, en;q=0.9, zh;q=0.1' }))
    expect((await errorOf(en)).message).toBe('Too late')
  })

  it('an unforeseen error gives its number and nothing of the inside; the log has both', async () => {
    const app = build({}, async () => {
      throw new Error('password=hunter2 at /secret/path')
    })
    const response = await app.request('/api/test.look', post({}))
    expect(response.status).toBe(500)
    const text = await response.text()
    expect(text).not.toMatch(/hunter2|secret|app\.ts/)
    const id = response.headers.get('x-request-id')!
    expect(text).toContain(id)
    expect(logged.some((line) => line.includes(id) && line.includes('hunter2'))).toBe(true)
  })

  it('logs neither cookies nor the tokens of links', async () => {
    const app = build()
    await app.request('/enter/good')
    await app.request('/api/test.look', post({}))
    const log = logged.join('\n')
    expect(log).toContain('/enter/…')
    expect(log).not.toMatch(/good|session-token/)
  })

  it('limits a session and an address, and lets others go on', async () => {
    const app = build({ limits: { session: { burst: 2, perSecond: 1 } } })
    const statuses = []
    for (let i = 0; i < 3; i++) statuses.push((await app.request('/api/test.look', { headers: { cookie } })).status)
    expect(statuses).toEqual([200, 200, 429])
    expect((await app.request('/healthz')).status).toBe(200)
    const narrow = build({ limits: { ip: { burst: 1, perSecond: 1 } } })
    await narrow.request('/healthz')
    expect((await narrow.request('/healthz')).status).toBe(429)
  })
})

describe('paths', () => {
  it('serves the app for client routes, and 404 for files that are not there', async () => {
    const app = build()
    expect((await app.request('/facts/abc?x=1')).headers.get('content-type')).toContain('text/html')
    expect((await app.request('/facts/abc')).headers.get('cache-control')).toBe('no-store')
    for (const path of ['/assets/none.js', '/favicon.ico', '/api/none', '/../../etc/passwd.txt'])
      expect((await app.request(path)).status, path).toBe(404)
    expect((await app.request('/facts', { method: 'DELETE' })).status).toBe(404)
  })

  it('lets only the local token near the local door', async () => {
    const local = { token: 'tok', caller: async () => caller, snapshot: async () => '/data/snapshots/1' }
    const app = build({ local })
    const bearer = (one: string) => ({ headers: { authorization: `Bearer ${one}` } })
    expect((await app.request('/local', bearer('tok'))).status).toBe(200)
    expect((await app.request('/local', bearer('no'))).status).toBe(401)
    expect((await app.request('/local', { headers: { cookie } })).status).toBe(401)
    expect((await app.request('/local')).status).toBe(401)
    // No cookie travels with it, so it needs no CSRF value.
    const asked = await app.request('/api/test.look', { method: 'POST', headers: { authorization: 'Bearer tok' } })
    expect(asked.status).toBe(200)
    const far = await app.request('/local', bearer('tok'), {
      incoming: { socket: { remoteAddress: '10.0.0.9' } },
    } as never)
    expect(far.status).toBe(401)
  })
})
