import { randomBytes } from 'node:crypto'
import { chmod, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KnownError } from '../src/base/errors.ts'
import { firstWorkspace, localPerson } from '../src/doors/first-start.ts'
import { type Started, start, usualPort } from '../src/doors/start.ts'
import { LiteEngine } from '../src/store/lite/engine.ts'
import { quanlian, startedFolder } from './support/doors.ts'
import { startPostgres } from './support/postgres.ts'
import { freshFolder } from './support/stores.ts'

// The doors' part of bad input: each case is a clear sentence with what to do, an exit code, and nothing lost.

const quiet = { env: {}, lang: 'zh-CN', progress: () => {}, demo: false, web: false } as const
const running: Started[] = []
const startIn = async (folder: string, options: { port?: number; url?: string } = {}): Promise<Started> => {
  const { url, ...rest } = options
  const started = await start({ ...quiet, port: 0, ...rest, place: { folder, ...(url ? { url } : {}) } })
  running.push(started)
  return started
}
afterAll(async () => {
  for (const one of running.splice(0)) await one.close()
})

const signIn = async (started: Started): Promise<Record<string, string>> => {
  const entered = await fetch(started.link, { redirect: 'manual' })
  expect(entered.status).toBe(303)
  const jar = Object.fromEntries(
    entered.headers.getSetCookie().map((one) => one.split(';', 1)[0]!.split('=') as [string, string]),
  )
  return {
    cookie: Object.entries(jar)
      .map(([name, value]) => `${name}=${value}`)
      .join('; '),
    'x-quanlian-csrf': jar['quanlian_csrf']!,
    'x-quanlian-lang': 'zh-CN',
  }
}

const known = async (work: Promise<unknown>): Promise<KnownError> => {
  const error = await work.then(
    () => undefined,
    (one: unknown) => one,
  )
  expect(error).toBeInstanceOf(KnownError)
  return error as KnownError
}

describe('files', () => {
  let folder: string
  const file = (name: string): string => join(folder, name)
  beforeAll(async () => {
    folder = await freshFolder()
    await writeFile(file('empty.txt'), '')
    await writeFile(file('huge.txt'), '')
    await truncate(file('huge.txt'), 200 * 1024 * 1024)
    await writeFile(file('binary.txt'), randomBytes(50_000))
    await writeFile(file('zip.txt'), Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), randomBytes(2000)]))
    await writeFile(
      file('english.txt'),
      'This page holds no Chinese at all, and no number that would matter to anyone.\n'.repeat(5),
    )
    await writeFile(
      file('comments.txt'),
      '187****1028 回复 184****1281:如何评价?来自井冈山\n2024-11-06 20:56:50 推荐\n网友评论更多\n',
    )
    await mkdir(file('folder'))
  })

  const refused: [string, RegExp][] = [
    ['empty.txt', /空/],
    ['huge.txt', /200 MB.*上限.*20 MB|200 MB，超过 20 MB/],
    ['binary.txt', /不是文字|文本/],
    ['zip.txt', /zip|压缩/i],
    ['folder', /文件夹/],
    ['missing.txt', /没有这个文件/],
  ]
  it.each(refused)('read %s: exit 2 and one sentence', async (name, sentence) => {
    const { code, out, err } = await quanlian(['read', file(name), '--json'])
    expect(err).toMatch(sentence)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(out).toBe('')
    expect(code).toBe(2)
  })

  it.each(['english.txt', 'comments.txt'])('read %s: nothing is made up', async (name) => {
    const { code, out } = await quanlian(['read', file(name), '--json'])
    expect(code).toBe(0)
    expect(
      (JSON.parse(out) as { claims: unknown[] }).claims.filter(
        (claim) => (claim as { kind: string }).kind === 'quantity',
      ),
    ).toEqual([])
  })

  it('a wrong --encoding is survived: the bytes decide', async () => {
    await writeFile(file('utf8.txt'), '中新网郴州6月19日电，2023年郴州锂电新能源产业实现产值502亿元。')
    const { code, out } = await quanlian(['read', file('utf8.txt'), '--encoding', 'big5', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ document: { encoding: 'utf-8' } })
  })

  it('usage: unknown commands and options are named, exit 2', async () => {
    for (const [args, sentence] of [
      [['raed', 'x'], '没有“raed”这个命令'],
      [['read'], '要读哪个文件'],
      [['read', 'a', '--jsn'], '--jsn'],
      [['start', '--port', '80a'], '80a'],
      [['facts', 'nothing'], 'claims'],
    ] as const) {
      const { code, err } = await quanlian(args)
      expect(err).toContain(sentence)
      expect(code).toBe(2)
    }
  })

  it('through HTTP: empty and 200 MB are refused, binary and zip are kept and said to be unreadable', async () => {
    const started = await startIn(await startedFolder())
    const headers = { ...(await signIn(started)), 'content-type': 'application/octet-stream' }
    const send = (name: string, body: Uint8Array) =>
      fetch(`${started.url}/api/sources.add?name=${name}`, { method: 'POST', headers, body: new Uint8Array(body) })
    const empty = await send('empty.txt', new Uint8Array())
    expect(empty.status).toBe(400)
    expect(((await empty.json()) as { error: { message: string } }).error.message).toContain('空')
    const began = performance.now()
    const huge = await send('huge.txt', new Uint8Array(200 * 1024 * 1024))
    expect(huge.status).toBe(413)
    expect(((await huge.json()) as { error: { message: string } }).error.message).toContain('超过 20 MB')
    expect(performance.now() - began).toBeLessThan(10_000)
    for (const [name, bytes] of [
      ['binary.txt', randomBytes(50_000)],
      ['zip.txt', Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), randomBytes(2000)])],
    ] as const)
      expect((await send(name, bytes)).status).toBe(200)
    await started.desk.reading.drain()
    const listed = await fetch(`${started.url}/api/sources.list`, { headers })
    const { documents } = (
      (await listed.json()) as { output: { documents: { name: string; state: string; problem: string }[] } }
    ).output
    expect(documents.map(({ name, state }) => `${name} ${state}`).sort()).toEqual([
      'binary.txt failed',
      'zip.txt failed',
    ])
    for (const { problem } of documents) expect(problem).toMatch(/请/)
  })
})

describe('the start', () => {
  it('a taken port is named with what to do, and the folder is free again afterwards', async () => {
    const folder = await startedFolder()
    const occupant = createServer().listen(0, '127.0.0.1')
    await new Promise((done) => occupant.once('listening', done))
    const { port } = occupant.address() as { port: number }
    const error = await known(startIn(folder, { port }))
    expect(error.code).toBe('port-taken')
    expect(error.words.zh).toContain(String(port))
    expect(error.words.zh).toContain('--port')
    occupant.close()
    expect((await startIn(folder)).url).toMatch(/^http:\/\/localhost:\d+$/)
  })

  it('when nobody asked for a port and the usual one is taken, the next free one is taken and said', async () => {
    const occupant = createServer()
    // Another program of this machine may hold it already: either way it is taken.
    await new Promise<void>((done) => {
      occupant.once('error', () => done())
      occupant.listen(usualPort, '127.0.0.1', () => done())
    })
    const started = await start({ ...quiet, place: { folder: await startedFolder() } })
    running.push(started)
    occupant.close()
    expect(started.movedPort).toBe(true)
    expect(Number(new URL(started.url).port)).toBeGreaterThan(usualPort)
  })

  it('a second start on the same folder is refused with the address of the first, exit 4; the first goes on', async () => {
    const folder = await startedFolder()
    const first = await startIn(folder)
    const { code, err } = await quanlian(['start', '--data', folder, '--no-open', '--port', '0'])
    expect(code).toBe(4)
    expect(err).toContain(first.url)
    expect((await fetch(`${first.url}/healthz`)).status).toBe(200)
    // The CLI finds the running server and works through it.
    const status = await quanlian(['db', 'status', '--data', folder, '--json'])
    expect(JSON.parse(status.out)).toMatchObject({ served: true, trial: true })
    expect((await quanlian(['access', 'me', '--data', folder, '--json'])).out).toContain('链办')
    // The person of this machine also administers the desk; without that role the audit log is refused.
    await first.desk.store.write({ workspaceId: firstWorkspace.id, personId: localPerson.id }, (db) =>
      db
        .deleteFrom('role_grant')
        .where('workspace_id', '=', firstWorkspace.id)
        .where('person_id', '=', localPerson.id)
        .where('role', '=', 'admin')
        .execute(),
    )
    const refused = await quanlian(['access', 'audit', '--data', folder])
    expect(refused.code).toBe(3)
    expect(refused.err).toContain('角色')
  })

  it('a folder that cannot be written or is a file: exit 5 and the folder named', async () => {
    const parent = await freshFolder()
    const readOnly = join(parent, 'read-only')
    await mkdir(readOnly)
    await chmod(readOnly, 0o555)
    await chmod(parent, 0o755)
    // Root may write everywhere; the start then runs as nobody.
    const uid = userInfo().uid === 0 ? 65_534 : undefined
    const env = { HOME: parent, NODE_COMPILE_CACHE: join(parent, 'none') }
    const { code, err } = await quanlian(['start', '--data', readOnly, '--no-open', '--port', '0'], {
      env,
      ...(uid === undefined ? {} : { uid }),
    })
    expect(err).toContain(readOnly)
    expect(err).toContain('不能写入')
    expect(code).toBe(5)
    await writeFile(join(parent, 'file'), 'x')
    const onFile = await quanlian(['start', '--data', join(parent, 'file'), '--no-open', '--port', '0'])
    expect(onFile.err).toContain('不是文件夹')
    expect(onFile.code).toBe(5)
  })

  it('a migration changed after it ran: refused by name, exit 5, and the data is as it was', async () => {
    const folder = await startedFolder()
    const first = await startIn(folder)
    running.pop()
    await first.close()
    const engine = new LiteEngine(join(folder, 'database'))
    await engine.start()
    const lease = await engine.acquire()
    const { rows } = await lease.query('select name, sha256 from migration order by name limit 1')
    const { name, sha256 } = rows[0] as { name: string; sha256: string }
    await lease.query(`update migration set sha256 = 'other' where name = $1`, [name])
    lease.release(false)
    await engine.end()
    const { code, err } = await quanlian(['start', '--data', folder, '--no-open', '--port', '0'])
    expect(err).toContain(name)
    expect(code).toBe(5)
    const again = new LiteEngine(join(folder, 'database'))
    await again.start()
    const back = await again.acquire()
    await back.query('update migration set sha256 = $2 where name = $1', [name, sha256])
    back.release(false)
    await again.end()
    const restarted = await startIn(folder)
    expect((await restarted.desk.localPerson()).personName).toBe('链办')
  })

  it('nothing started yet: db status says so and makes nothing', async () => {
    const folder = join(await freshFolder(), 'none')
    const { code, err } = await quanlian(['db', 'status', '--data', folder])
    expect(code).toBe(5)
    expect(err).toContain('quanlian start')
    await expect(rm(folder)).rejects.toThrow('ENOENT')
  })
})

describe('the database goes away under the server', () => {
  it('is said with what to do, nothing is lost, and work goes on when it is back', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'quanlian-killed-'))
    let server = await startPostgres(folder)
    try {
      const started = await startIn(await freshFolder(), { url: server.url })
      const headers = { ...(await signIn(started)), 'content-type': 'application/json' }
      const add = (text: string) =>
        fetch(`${started.url}/api/sources.add`, {
          method: 'POST',
          headers,
          body: JSON.stringify({ name: `${text}.txt`, text }),
        })
      expect((await add('第一份：2024年产值788.97亿元。')).status).toBe(200)
      await server.kill()
      const down = await add('第二份：数据库不在。')
      expect(down.status).toBe(503)
      const { error } = (await down.json()) as { error: { code: string; message: string } }
      expect(error.code).toBe('database-gone')
      expect(error.message).toContain('请')
      expect((await fetch(`${started.url}/healthz`)).status).toBe(503)
      const cli = await quanlian(['sources', 'list', '--data', await freshFolder()], {
        env: { DATABASE_URL: server.url },
      })
      expect(cli.code).toBe(5)
      expect(cli.err).toContain('数据库')
      server = await startPostgres(folder, Number(new URL(server.url).port))
      expect((await fetch(`${started.url}/healthz`)).status).toBe(200)
      expect((await add('第三份：数据库回来了。')).status).toBe(200)
      const listed = (await (await fetch(`${started.url}/api/sources.list`, { headers })).json()) as {
        output: { documents: { name: string }[] }
      }
      expect(listed.output.documents.map((one) => one.name.slice(0, 3)).sort()).toEqual(['第一份', '第三份'])
      running.pop()
      await started.close()
    } finally {
      await server.kill()
      await rm(folder, { recursive: true, force: true })
    }
  })
})
