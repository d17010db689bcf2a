/**
 * Measures what a new user waits for: the first start with demo data, a warm start, the first usable page after it, and
 * reading a page once the reader is loaded. Prints minimum, median and maximum of each.
 *
 *   node bench/first-whole.ts [--runs 5] [--page FILE]
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import pack from '@sparticuz/chromium'
import { chromium } from 'playwright-core'
import { read } from '../src/engines/reading/read.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    page: { type: 'string', default: join(root, 'packs/regions/chenzhou/demo/01-output.txt') },
  },
})
const runs = Number(values.runs)

const figures = new Map<string, number[]>()
const took = (name: string, milliseconds: number): void => {
  figures.set(name, [...(figures.get(name) ?? []), milliseconds])
}

const stop = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    child.once('exit', () => done())
    child.kill('SIGTERM')
  })

const startOn = async (folder: string): Promise<{ child: ChildProcess; link: string; milliseconds: number }> => {
  const began = performance.now()
  const child = spawn(join(root, 'quanlian'), ['start', '--data', folder, '--port', '0', '--no-open'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const link = await new Promise<string>((resolve, reject) => {
    let printed = ''
    child.stdout.on('data', (chunk) => {
      printed += chunk
      const found = /https?:\/\/\S+\/enter\/\S+/.exec(printed)
      if (found) resolve(found[0])
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${printed}`)))
  })
  return { child, link, milliseconds: performance.now() - began }
}

const browser = await chromium.launch({
  executablePath: await pack.executablePath(),
  args: ['--no-sandbox', '--headless=shell', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
})
try {
  for (let run = 0; run < runs; run++) {
    const folder = await mkdtemp(join(tmpdir(), 'quanlian-bench-'))
    const first = await startOn(join(folder, 'data'))
    took('first start with demo data', first.milliseconds)
    await stop(first.child)

    const warm = await startOn(join(folder, 'data'))
    took('warm start until the link is printed', warm.milliseconds)
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
    const page = await context.newPage()
    const opened = performance.now()
    await page.goto(warm.link, { waitUntil: 'commit' })
    await page.locator('main h1').waitFor()
    await page.getByText('788.97').first().waitFor()
    took('link followed until the numbers of the first page stand', performance.now() - opened)
    const again = performance.now()
    await page.reload({ waitUntil: 'commit' })
    await page.getByText('788.97').first().waitFor()
    took('the same page again', performance.now() - again)
    await context.close()
    await stop(warm.child)
    await rm(folder, { recursive: true, force: true })
  }
} finally {
  await browser.close()
}

const bytes = await readFile(values.page)
const reading = performance.now()
read(bytes)
took(`reading a page of ${bytes.length} bytes for the first time`, performance.now() - reading)
for (let run = 0; run < Math.max(runs, 20); run++) {
  const began = performance.now()
  read(bytes)
  took(`reading a page of ${bytes.length} bytes`, performance.now() - began)
}

for (const [name, list] of figures) {
  const sorted = list.toSorted((a, b) => a - b)
  const show = (value: number | undefined): string => `${(value ?? Number.NaN).toFixed(0)} ms`
  console.log(
    `${name}: ${show(sorted[0])} · ${show(sorted[Math.floor(sorted.length / 2)])} · ${show(sorted.at(-1))} (min · median · max of ${list.length})`,
  )
}
