import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pack from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { buildWebApp, isWebAppCurrent } from '../../src/doors/web-app.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const axeSource = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8')

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>

export interface TestDesk {
  address: string
  /** The one-time link the server printed. */
  link: string
  /** Signs in by the link (the first time) and gives what a new context needs to be signed in. */
  signedIn(browser: Browser): Promise<StorageState>
}

const leaving: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const leave of leaving.splice(0).reverse()) await leave()
}, 30_000)

const stopped = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done()
    child.once('exit', () => done())
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), 15_000).unref()
  })

/** Starts the real product on a new folder, a free port and, unless `empty`, with its demo data; stops it after the file. */
export const startDesk = async (options: { empty?: boolean } = {}): Promise<TestDesk> => {
  if (!(await isWebAppCurrent())) await buildWebApp()
  const folder = await mkdtemp(join(tmpdir(), 'quanlian-browser-'))
  leaving.push(() => rm(folder, { recursive: true, force: true }))
  const args = [
    'start',
    '--data',
    join(folder, 'data'),
    '--port',
    '0',
    '--no-open',
    ...(options.empty ? ['--empty'] : []),
  ]
  const { DATABASE_URL: _, ...env } = process.env
  const child = spawn(join(root, 'quanlian'), args, { env: { ...env, CI: '1' }, stdio: ['ignore', 'pipe', 'pipe'] })
  leaving.push(() => stopped(child))
  let printed = ''
  const link = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      printed += chunk
      const found = /(https?:\/\/\S+\/enter\/\S+)\s/.exec(printed)
      if (found) resolve(found[1]!)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready:\n${printed}`)))
  })
  let state: StorageState | undefined
  return {
    address: new URL(link).origin,
    link,
    async signedIn(browser) {
      if (state) return state
      const context = await browser.newContext()
      const page = await context.newPage()
      const answer = await page.goto(link)
      if (!answer?.ok()) throw new Error(`the sign-in link answered ${answer?.status()}`)
      await page.waitForURL((url) => !url.pathname.startsWith('/enter'))
      state = await context.storageState()
      await context.close()
      return state
    },
  }
}

/** The Chromium that came with npm; closed after the file. Chinese letters come from the app's own font. */
export const openBrowser = async (): Promise<Browser> => {
  const browser = await chromium.launch({
    executablePath: await pack.executablePath(),
    args: [
      '--no-sandbox',
      '--headless=shell',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
  leaving.push(() => browser.close())
  return browser
}

export interface TestPage {
  page: Page
  /** Errors of the console and of the page's scripts, among them every breach of the content policy; a test asserts that it is empty. */
  faults: string[]
}

/** A page of its own at a width (1440 or 390) and in a language; signed in unless `state` is left out. */
export const openPage = async (
  browser: Browser,
  options: { state?: StorageState; width?: number; lang?: 'zh-CN' | 'en' } = {},
): Promise<TestPage> => {
  const width = options.width ?? 1440
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    locale: options.lang ?? 'zh-CN',
    acceptDownloads: true,
    ...(options.state ? { storageState: options.state } : {}),
  })
  await context.addInitScript((lang) => {
    if (localStorage.getItem('quanlian-lang') === null) localStorage.setItem('quanlian-lang', lang)
  }, options.lang ?? 'zh-CN')
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  return { page, faults }
}

/** Waits until the page has its head, nothing says it is loading and the letters are there, so that what is measured or drawn is what a person sees. */
export const settled = async (page: Page): Promise<void> => {
  await page.locator('h1').first().waitFor()
  await page.locator('main .state[role=status]').first().waitFor({ state: 'detached' })
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
}

/** Closes a page with everything it kept. */
export const done = (page: Page): Promise<void> => page.context().close()

/** One desk with its demo data and one browser for a test file, and its pages opened signed in, settled once `ready` is there. */
export const deskForFile = (ready = 'h1') => {
  const file = {
    browser: undefined as unknown as Browser,
    desk: undefined as unknown as TestDesk,
    async open(path: string, options: { width?: number; lang?: 'zh-CN' | 'en' } = {}): Promise<TestPage> {
      const opened = await openPage(file.browser, { state: await file.desk.signedIn(file.browser), ...options })
      await opened.page.goto(file.desk.address + path)
      await opened.page.locator(ready).first().waitFor()
      await settled(opened.page)
      return opened
    },
  }
  beforeAll(async () => {
    ;[file.browser, file.desk] = await Promise.all([openBrowser(), startDesk()])
  }, 90_000)
  return file
}

/** How many pixels the page is wider than its window: 0 when nothing overflows sideways. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth))

/** Serious and critical faults axe finds, as `rule: element` lines. */
export const axeFaults = async (page: Page): Promise<string[]> => {
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(): Promise<{ violations: { id: string; impact: string; nodes: { target: string[]; html: string }[] }[] }>
      }
    }
    const { violations } = await axe.run()
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 160)}`))
  })
}

/** Saves a picture when QUANLIAN_PICTURES names a folder, for a person to look at. */
export const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['QUANLIAN_PICTURES']
  if (!folder) return
  await settled(page)
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
