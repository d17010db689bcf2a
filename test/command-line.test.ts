import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operations } from '../src/doors/registry.ts'
import { projectRoot, quanlian } from './support/doors.ts'
import { freshFolder } from './support/stores.ts'

const page = '中新网郴州6月19日电 2024年，郴州锂电新能源产业实现产值788.97亿元，同比增长57.2%。（完）'

describe('./quanlian', () => {
  it('read --json prints the shape of the design, offsets that hold, and nothing else', async () => {
    const folder = await freshFolder()
    await writeFile(join(folder, 'page.txt'), page)
    const { code, out, err } = await quanlian(['read', join(folder, 'page.txt'), '--json'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const reading = JSON.parse(out) as {
      document: { sha256: string }
      claims: { quote: string; start: number; end: number; value: number | null; kind: string }[]
    }
    expect(Object.keys(reading)).toEqual(['document', 'blocks', 'setAside', 'claims'])
    expect(Object.keys(reading.document)).toEqual(
      expect.arrayContaining(['title', 'publisher', 'published', 'sha256', 'encoding', 'language']),
    )
    expect(reading.claims.length).toBeGreaterThan(0)
    for (const { quote, start, end } of reading.claims) expect(page.slice(start, end)).toBe(quote)
    const fields = [
      'id',
      'kind',
      'quote',
      'start',
      'end',
      'value',
      'valueTo',
      'unit',
      'bound',
      'measure',
      'subject',
      'modality',
      'from',
      'to',
      'precision',
      'inferred',
      'place',
      'placeCode',
      'confidence',
      'reasons',
      'status',
    ]
    for (const claim of reading.claims) expect(Object.keys(claim)).toEqual(expect.arrayContaining(fields))
    expect(reading.claims.some(({ kind, value }) => kind === 'quantity' && value === 78_897_000_000)).toBe(true)
  })

  it('reads standard input, and prints a table for people in both languages', async () => {
    const zh = await quanlian(['read', '-'], { input: page })
    expect(zh.out).toContain('陈述')
    expect(zh.out).toContain('788.97')
    const en = await quanlian(['read', '-', '--lang', 'en'], { input: page })
    expect(en.out).toContain('Claims')
    expect(en.out).not.toContain('陈述')
  })

  it('works through a symlink and from another folder', async () => {
    const folder = await freshFolder()
    await symlink(join(projectRoot, 'quanlian'), join(folder, 'a'))
    await mkdir(join(folder, 'bin'))
    await symlink('../a', join(folder, 'bin', 'quanlian'))
    const child = spawn(join(folder, 'bin', 'quanlian'), ['--version'], { cwd: folder })
    let out = ''
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
    })
    await once(child, 'close')
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it('says what to do when the dependencies are not installed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'quanlian-bare-'))
    try {
      await copyFile(join(projectRoot, 'quanlian'), join(folder, 'quanlian'))
      const child = spawn(join(folder, 'quanlian'), ['read', 'x'])
      let err = ''
      child.stderr.on('data', (chunk: Buffer) => {
        err += chunk.toString()
      })
      const [code] = (await once(child, 'close')) as [number]
      expect(code).toBe(69)
      expect(err).toContain('npm ci')
      expect(err).toContain('依赖还没有安装')
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  it('--help names every operation, every exit code and every variable, in both languages', async () => {
    const zh = await quanlian(['--help'])
    const en = await quanlian(['--help', '--lang', 'en'])
    expect(operations.length).toBeGreaterThan(0)
    for (const { name, title } of operations) {
      expect(zh.out).toContain(name.replace('.', ' '))
      expect(zh.out).toContain(title.zh)
      expect(en.out).toContain(title.en)
    }
    for (const text of ['QUANLIAN_DATA', 'DATABASE_URL', '130', 'brief', 'db restore', '--empty'])
      expect(en.out).toContain(text)
    expect(en.out.replace('全链', '')).not.toMatch(/[\u4e00-\u9fff]/)
    expect((await quanlian(['sources', 'add', '--help', '--lang', 'en'])).out).toContain('--published')
  })
})

// Each command opens the embedded database, and closing it makes a snapshot: slow on a busy machine.
describe('on a data folder', { timeout: 240_000 }, () => {
  let folder: string
  let file: string
  let server: ReturnType<typeof spawn> | undefined
  const at = (...args: string[]) => quanlian([...args, '--data', folder], { timeoutMs: 120_000 })
  beforeAll(async () => {
    folder = await freshFolder()
    file = join(folder, '郴州产值.txt')
    await writeFile(file, page)
  })
  afterAll(() => void server?.kill('SIGKILL'))

  it('without a server it opens the database itself, prepares it, and reads what it adds', async () => {
    const added = await at('sources', 'add', file, '--published', '2025-01-20', '--json')
    expect(added.err).toContain('首次启动')
    expect(added.code).toBe(0)
    const { id } = JSON.parse(added.out) as { id: string }
    const shown = await at('sources', 'show', id, '--json')
    expect(JSON.parse(shown.out)).toMatchObject({
      name: '郴州产值.txt',
      published: '2025-01-20',
      state: 'read',
      raw: page,
    })
  })

  it('with a server it goes through it: the same words, the same answers, exit codes as well', async () => {
    const child = spawn(join(projectRoot, 'quanlian'), ['start', '--data', folder, '--port', '0', '--no-open'], {
      env: { ...process.env, DATABASE_URL: '', QUANLIAN_LANG: 'en' },
    })
    server = child
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    await expect.poll(() => said, { timeout: 60_000, interval: 100 }).toMatch(/\/enter\//)
    const second = join(folder, 'second.txt')
    await writeFile(second, `${page}\n二`)
    const added = await at('sources', 'add', second, '--json')
    expect(added.err).toBe('')
    expect(JSON.parse(added.out)).toMatchObject({ already: false })
    expect(JSON.parse((await at('sources', 'add', second, '--json')).out)).toMatchObject({ already: true })
    const missing = await at('sources', 'show', 'doc_none')
    expect(missing.code).toBe(2)
    expect((await at('access', 'audit')).code).toBe(0)
    expect((await at('facts', 'list', '--limit', 'x')).code).toBe(2)
    const docx = join(folder, 'brief.docx')
    expect((await at('brief', '--docx', docx)).code).toBe(0)
    expect((await readFile(docx)).subarray(0, 2).toString()).toBe('PK')
    const text = await at('brief')
    expect(text.out).toMatch(/\[1\]/)
    expect(text.out).toContain('788.97')
    const snapshot = (await at('db', 'snapshot')).out.trim()
    expect((await stat(join(snapshot, 'manifest.json'))).isFile()).toBe(true)
    // The folder's database is in the server's hands.
    expect((await at('db', 'restore', 'latest')).code).toBe(4)
    child.kill('SIGTERM')
    const [code] = (await once(child, 'exit')) as [number]
    expect(code).toBe(0)
    await expect(stat(join(folder, 'local-door.json'))).rejects.toThrow('ENOENT')
  })

  it('a snapshot brings back what was there, and what was there stays beside it', async () => {
    const before = JSON.parse((await at('sources', 'list', '--json')).out) as { total: number }
    const third = join(folder, 'third.txt')
    await writeFile(third, `${page}\n三`)
    await at('sources', 'add', third)
    const names = (await at('db', 'restore')).out
    expect(names).toMatch(/\d{4}-\d\d-\d\dT/)
    const restored = await at('db', 'restore', 'latest')
    expect(restored.code).toBe(0)
    expect(restored.out).toContain('database.before-')
    const after = JSON.parse((await at('sources', 'list', '--json')).out) as { total: number }
    // The newest snapshot is the one made when the last command closed the folder: nothing newer is lost.
    expect(after.total).toBe(before.total + 1)
    expect((await at('db', 'restore', 'no-such')).code).toBe(2)
  })
})
