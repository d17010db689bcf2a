import { callerOfSession, followLink, makeLink } from '../access/sessions.ts'
import { KnownError } from '../base/errors.ts'
import type { Lang, Words } from '../base/lang.ts'
import { type Desk, type DeskOptions, openDesk } from './desk.ts'
import { firstWorkspace, localPerson } from './first-start.ts'
import { createApp } from './http/app.ts'
import { createAssets } from './http/assets.ts'
import { type Listening, listen } from './http/server.ts'
import { closeLocalDoor, newLocalToken, openLocalDoor } from './local-door.ts'
import { createLog } from './log.ts'
import { type Place, productVersion } from './place.ts'
import { loggable } from './problems.ts'
import { buildWebApp, builtFolder, isWebAppCurrent } from './web-app.ts'

export const usualPort = 7300
/** How many ports after the usual one are tried when nobody asked for one. */
const portsTried = 20

export interface StartOptions {
  place: Place
  demo: boolean
  /** A port that was asked for; undefined takes the usual one or the next free. */
  port?: number | undefined
  host?: string
  env: NodeJS.ProcessEnv
  lang: Lang
  progress(words: Words): void
  signal?: AbortSignal
  /** Build the web app when it is missing or old; tests of the other doors leave it out. */
  web?: boolean
  store?: DeskOptions['store']
}

export interface Started {
  desk: Desk
  url: string
  /** A sign-in link that works once. */
  link: string
  /** True when the usual port was taken and another was chosen. */
  movedPort: boolean
  /** Finishes the running requests, makes the closing snapshot, frees the folder. */
  close(): Promise<void>
}

const listenSomewhere = async (
  fetch: Parameters<typeof listen>[0],
  asked: number | undefined,
  host: string,
): Promise<Listening> => {
  if (asked !== undefined) return listen(fetch, { port: asked, host })
  for (let port = usualPort; ; port++)
    try {
      return await listen(fetch, { port, host })
    } catch (error) {
      if (!(error instanceof KnownError) || error.code !== 'port-taken' || port >= usualPort + portsTried) throw error
    }
}

const readyWebApp = async (progress: (words: Words) => void): Promise<void> => {
  if (await isWebAppCurrent()) return
  progress({ zh: '构建网页界面 …', en: 'Building the web app …' })
  try {
    await buildWebApp()
  } catch (error) {
    if (!(error instanceof KnownError)) throw error
    // The other doors work without it, and an older build is better than none.
    progress(error.words)
  }
}

const publicAddress = (text: string | undefined): URL | null => {
  if (!text) return null
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text)
  throw new KnownError('public-url', {
    zh: `QUANLIAN_URL 要是以 http:// 或 https:// 开头的网址，不是“${text}”。`,
    en: `QUANLIAN_URL must be an address that starts with http:// or https://, not "${text}".`,
  })
}

/** Rejects when the person cancels: the build itself cannot be stopped, so nobody waits for it then. */
const cancelled = (signal: AbortSignal | undefined): Promise<never> =>
  new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason)
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

/** Opens the database, listens, and gives the address with a fresh sign-in link. Everything is undone when a step fails. */
export const start = async (options: StartOptions): Promise<Started> => {
  const { place, env, progress, signal } = options
  const host = options.host ?? '127.0.0.1'
  const undo: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const web = options.web === false ? Promise.resolve() : readyWebApp(progress)
    // A failure of the database must not leave the build's rejection unheard.
    web.catch(() => {})
    let onError: (error: unknown) => void = () => {}
    const desk = await openDesk(place, {
      demo: options.demo,
      progress,
      onError: (error) => onError(error),
      voterKey: env['QUANLIAN_VOTER_KEY'] || undefined,
      ...(signal ? { signal } : {}),
      ...(options.store ? { store: options.store } : {}),
    })
    undo.push(() => desk.close())
    const log = await createLog(place.folder)
    // Closed last: the background reading may still have something to say while it stops.
    undo.unshift(async () => log.close())
    onError = (error) => log.logger.error({ error: loggable(error) })

    const publicUrl = publicAddress(env['QUANLIAN_URL'])
    const https = publicUrl?.protocol === 'https:'
    const localToken = newLocalToken()
    const assets = createAssets(builtFolder)
    const app = createApp({
      desk: {
        operations: desk.operations,
        perform: (operation, caller, input, { lang }) => desk.perform(operation, caller, input, { lang }),
        enter: (token) => followLink(desk.store, token, desk.clock),
        callerOf: (token) => callerOfSession(desk.store, token, desk.clock),
        isWell: () =>
          desk.localPerson().then(
            () => true,
            () => false,
          ),
      },
      assets,
      log: log.logger,
      https,
      trustProxy: env['QUANLIAN_TRUST_PROXY'] === '1',
      local: { token: localToken, caller: () => desk.localPerson(), snapshot: () => desk.store.snapshot() },
      version: productVersion(),
    })
    const server = await listenSomewhere(app.fetch as never, options.port, host)
    undo.push(() => server.close())
    await desk.store.announce(server.url)
    await openLocalDoor(place.folder, { url: server.url, token: localToken, pid: process.pid })
    undo.push(() => closeLocalDoor(place.folder, process.pid))
    await Promise.race([web, cancelled(signal)])
    assets.load()
    const token = await makeLink(desk.store, firstWorkspace.id, localPerson.id, desk.clock)
    const url = publicUrl ? publicUrl.origin : server.url
    return {
      desk,
      url,
      link: `${url}/enter/${token}`,
      movedPort: options.port === undefined && server.port !== usualPort,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
