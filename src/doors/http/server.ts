import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { KnownError } from '../../base/errors.ts'
import { maxSourceBytes } from '../../sources/limits.ts'
import { langFromRequest } from '../languages.ts'

export interface Listening {
  port: number
  host: string
  /** The address a person on this machine opens, without a trailing slash. */
  url: string
  /** Takes no new request, lets the running ones finish for up to `graceMs`, then closes what is left. */
  close(graceMs?: number): Promise<void>
}

export const portTaken = (port: number): KnownError =>
  new KnownError(
    'port-taken',
    {
      zh: `端口 ${port} 已被别的程序占用。请换一个端口，例如：./quanlian start --port ${port + 1}`,
      en: `Port ${port} is taken by another program. Choose another, for example: ./quanlian start --port ${port + 1}`,
    },
    { status: 500, exit: 4 },
  )

const portRefused = (port: number, host: string, cause: unknown): KnownError =>
  new KnownError(
    'port-refused',
    {
      zh: `不能在 ${host}:${port} 上监听：地址不属于本机，或这个端口需要更高的权限。请用 --host 和 --port 另选。`,
      en: `Cannot listen on ${host}:${port}: the address is not of this machine, or the port needs more rights. Choose others with --host and --port.`,
    },
    { status: 500, exit: 2, cause },
  )

const forUrl = (host: string): string => {
  if (['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host)) return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

/** Answers `Expect: 100-continue` with a refusal before the client sends a body that is larger than anything we take. */
const refuseBeforeBody = (request: IncomingMessage, response: ServerResponse): boolean => {
  const largest = Math.ceil(maxSourceBytes * 1.4)
  if (Number(request.headers['content-length'] ?? 0) <= largest) return false
  const lang = langFromRequest(request.headers['x-quanlian-lang']?.toString(), request.headers['accept-language'])
  const limit = Math.round(maxSourceBytes / 1024 / 1024)
  const message =
    lang === 'en'
      ? `The file exceeds the limit of ${limit} MB; nothing was taken. Split it and upload the parts.`
      : `文件超过 ${limit} MB 的上限，没有接收。请拆分后再上传。`
  response.writeHead(413, { 'content-type': 'application/json; charset=utf-8', connection: 'close' })
  response.end(JSON.stringify({ error: { code: 'too-large', message, place: null } }))
  return true
}

/** Listens with the given app; a taken port is a KnownError `port-taken`. Port 0 takes any free one. */
export const listen = (
  fetch: (request: Request, env: never) => Response | Promise<Response>,
  { port, host }: { port: number; host: string },
): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const server = createAdaptorServer({
      fetch: fetch as never,
      createServer: createServer as never,
      // Slow senders: headers within 15 s, a whole request (20 MB over a poor line) within 3 minutes.
      serverOptions: {
        headersTimeout: 15_000,
        requestTimeout: 180_000,
        keepAliveTimeout: 10_000,
        maxHeaderSize: 16_384,
      },
    }) as ReturnType<typeof createServer>
    server.maxRequestsPerSocket = 10_000
    server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
      if (refuseBeforeBody(request, response)) return
      response.writeContinue()
      server.emit('request', request, response)
    })
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portTaken(port) : portRefused(port, host, error)),
    )
    server.listen({ port, host }, () => {
      const address = server.address()
      const taken = typeof address === 'object' && address ? address.port : port
      resolve({
        port: taken,
        host,
        url: `http://${forUrl(host)}:${taken}`,
        close: (graceMs = 10_000) =>
          new Promise((done) => {
            const force = setTimeout(() => server.closeAllConnections(), graceMs)
            // A connection whose last request ends now stays open for the next one; ours gets none any more.
            const sweep = setInterval(() => server.closeIdleConnections(), 50)
            server.close(() => {
              clearTimeout(force)
              clearInterval(sweep)
              done()
            })
          }),
      })
    })
  })
