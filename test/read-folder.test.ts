import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectRoot, quanlian, startedFolder } from './support/doors.ts'
import { cleanPage } from './support/generated-pages.ts'
import { freshFolder } from './support/stores.ts'

const count = 1_000
let folder: string
const nameOf = (i: number): string => `部门${i % 7}/页${String(i).padStart(4, '0')}.txt`

beforeAll(async () => {
  folder = await freshFolder()
  for (let i = 0; i < 7; i++) await mkdir(join(folder, `部门${i}`))
  await mkdir(join(folder, '.git'))
  for (let i = 0; i < count; i++) await writeFile(join(folder, nameOf(i)), cleanPage(i).join('\n'))
  await writeFile(join(folder, '.git', 'x.txt'), '隐藏')
  await writeFile(join(folder, '空.txt'), '')
  await symlink('/etc', join(folder, '外面'))
  await symlink('部门1', join(folder, '部门2', '圈'))
})

interface Line {
  file: string
  document?: { sha256: string }
  claims?: { quote: string; start: number; end: number }[]
  error?: { code: string; message: string }
}
const linesOf = (text: string): Line[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)

const start = (...args: string[]): { child: ChildProcess; out: () => string; err: () => string } => {
  const child = spawn(join(projectRoot, 'quanlian'), args, {
    env: { ...process.env, QUANLIAN_LANG: 'zh', DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  return { child, out: () => out, err: () => err }
}

/** The most memory a running process has held so far, in bytes; 0 where the system does not say. */
const peakOf = (pid: number): number => {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

describe('read DIR --jsonl', { timeout: 240_000 }, () => {
  it('reads a thousand files in the order of their names, one line each, in bounded memory', async () => {
    const { child, out, err } = start('read', folder, '--jsonl', '--jobs', '2')
    let peak = 0
    const watch = setInterval(() => {
      peak = Math.max(peak, peakOf(child.pid!))
    }, 50)
    const [code] = (await once(child, 'close')) as [number]
    clearInterval(watch)
    const lines = linesOf(out())
    expect(lines).toHaveLength(count + 1)
    const names = lines.map((line) => line.file)
    const place = (name: string): string => name.replaceAll('/', '\0')
    expect(names).toEqual(names.toSorted((a, b) => (place(a) < place(b) ? -1 : 1)))
    expect(new Set(names)).toEqual(new Set([...Array.from({ length: count }, (_, i) => nameOf(i)), '空.txt']))
    for (const line of lines.slice(0, 50)) {
      if (line.file === '空.txt') continue
      const raw = await readFile(join(folder, line.file), 'utf8')
      for (const { quote, start: at, end } of line.claims!) expect(raw.slice(at, end)).toBe(quote)
    }
    expect(lines.find((line) => line.file === '空.txt')).toMatchObject({ error: { code: 'reading.empty' } })
    expect(code).toBe(1)
    expect(err()).toContain('隐藏的 1 个')
    expect(err()).toContain('链接 2 个')
    expect(err()).toContain('1 个没有读成')
    if (process.platform === 'linux') expect(peak).toBeGreaterThan(0)
    expect(peak).toBeLessThan(700 * 1024 * 1024)
  })

  it('ends cleanly at Ctrl-C with what is done, whole lines only', async () => {
    const to = join(await freshFolder(), 'out.jsonl')
    const { child, err } = start('read', folder, '--jsonl', '--jobs', '2', '--out', to)
    await expect
      .poll(() => existsSync(to) && readFileSync(to, 'utf8').split('\n').length, { timeout: 60_000, interval: 20 })
      .toBeGreaterThan(3)
    child.kill('SIGINT')
    const [code] = (await once(child, 'close')) as [number]
    expect(code).toBe(130)
    const text = await readFile(to, 'utf8')
    expect(text.endsWith('\n')).toBe(true)
    const lines = linesOf(text)
    expect(lines.length).toBeGreaterThan(2)
    expect(lines.length).toBeLessThan(count)
    expect(err()).toContain('已停止')
    expect(err()).toContain('已取消')
  })

  it('gives the same lines whatever the number of readers, and leaves out the file it writes', async () => {
    const few = await freshFolder()
    for (let i = 0; i < 12; i++) await writeFile(join(few, `${i}.txt`), cleanPage(i).join('\n'))
    const one = await quanlian(['read', few, '--jsonl', '--jobs', '1'])
    const four = await quanlian(['read', few, '--jsonl', '--jobs', '4'])
    expect(four.out).toBe(one.out)
    expect([one.code, four.code]).toEqual([0, 0])
    const to = join(few, 'z.jsonl')
    for (const _ of [1, 2]) expect((await quanlian(['read', few, '--jsonl', '--out', to])).code).toBe(0)
    expect(await readFile(to, 'utf8')).toBe(one.out)
    expect(linesOf((await quanlian(['read', join(few, '3.txt'), '--jsonl'])).out)).toMatchObject([{ file: '3.txt' }])
  })

  it('says what is wrong with the line: a folder without --jsonl, no such folder, strange numbers, a place it cannot write', async () => {
    for (const [args, sentence, code] of [
      [['read', folder], '--jsonl', 2],
      [['read', join(folder, 'none'), '--jsonl'], '没有读成', 1],
      [['read', folder, '--jsonl', '--jobs', '0'], '--jobs', 2],
      [['read', folder, '--jsonl', '--jobs', 'many'], 'many', 2],
      [['read', folder, '--jsonl', '--out', join(folder, 'no', 'x')], '写不了文件', 2],
    ] as const) {
      const ran = await quanlian([...args])
      expect(ran.err).toContain(sentence)
      expect(ran.code).toBe(code)
    }
  })
})

describe('sources add DIR', { timeout: 240_000 }, () => {
  it('brings a folder in as one batch, reads it, and names what could not be read', async () => {
    const data = await startedFolder()
    const few = await freshFolder()
    await mkdir(join(few, '内'))
    await writeFile(join(few, '一.txt'), '2024年，郴州锂电产业产值502亿元。')
    await writeFile(join(few, '内', '二.txt'), '2023年，郴州锂电产业产值300亿元。')
    await writeFile(join(few, '包.txt'), Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(80, 7)]))
    await writeFile(join(few, '.x'), '隐藏')
    const added = await quanlian(['sources', 'add', few, '--data', data, '--json'], { timeoutMs: 120_000 })
    expect(added.err).toContain('隐藏的 1 个')
    expect(added.code).toBe(1)
    const { batch, files } = JSON.parse(added.out) as { batch: Record<string, unknown>; files: { name: string }[] }
    expect(batch).toMatchObject({ files: 3, read: 2, failed: 1, skipped: 1, done: true })
    expect(files.map((file) => file.name)).toEqual(['包.txt'])
    const list = await quanlian(['sources', 'list', '--data', data, '--json'], { timeoutMs: 120_000 })
    const names = (JSON.parse(list.out) as { documents: { name: string }[] }).documents.map((one) => one.name)
    expect(names).toEqual(expect.arrayContaining(['一.txt', '内/二.txt', '包.txt']))
  })
})
