import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { stores } from '../../test/support/stores.ts'
import type { Caller } from '../access/operation.ts'
import { perform } from '../access/perform.ts'
import type { Role } from '../access/roles.ts'
import { fixedClock } from '../base/clock.ts'
import { read } from '../engines/reading/read.ts'
import { documentPageById } from './queries.ts'
import { startReading } from './reading.ts'
import { receiveDocument } from './receive.ts'
import { letVote } from './voter.ts'
import { setVoter, showVoter } from './voting.ts'

const page = [
  '丰水市2024年电池产业产值达120亿元，同比增长15%。',
  '全市现有电池企业46家，清河锂业年产3万吨碳酸锂项目总投资21亿元。',
].join('\n')
const reading = () => read(new TextEncoder().encode(page))

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

interface Heard {
  path: string | undefined
  key: string | undefined
  body: { model: string; messages: { role: string; content: string }[] }
}

/** A model on this machine that answers as `answer` says. */
const model = async (answer: (response: ServerResponse, heard: Heard) => void) => {
  const heard: Heard[] = []
  const server = createServer((request: IncomingMessage, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const one = { path: request.url, key: request.headers.authorization, body: JSON.parse(body || '{}') }
      heard.push(one)
      answer(response, one)
    })
  })
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  return { heard, endpoint, voter: { endpoint, model: 'a-model', waitMs: 2_000, mostPassages: 20 } }
}

const says = (claims: unknown, around = ''): string =>
  JSON.stringify({
    choices: [{ message: { role: 'assistant', content: `${around}${JSON.stringify({ claims })}${around}` } }],
  })

const output = { quote: '达120亿元', value: 12e9, valueTo: null, unit: 'CNY', bound: 'eq', modality: 'actual' }

describe('a model votes', () => {
  test('agreeing and differing change confidence, never a value; its key goes with the request only', async () => {
    const { voter, heard } = await model((response) =>
      response.end(
        says(
          [
            output,
            { quote: '增长15%', value: 51, unit: '%', bound: 'eq', modality: 'actual' },
            { quote: '2024年', value: 2024, unit: '年', bound: 'eq', modality: 'actual' },
          ],
          '```',
        ),
      ),
    )
    const before = reading()
    const { claims, report } = await letVote(before, { ...voter, key: 'sk-test' })
    expect(report).toEqual({
      model: 'a-model',
      asked: 1,
      answered: 1,
      dropped: 0,
      confirmed: 1,
      contradicted: 1,
      added: 1,
      left: 0,
      problem: null,
    })
    expect(heard).toHaveLength(1)
    expect(heard[0]).toMatchObject({ path: '/v1/chat/completions', key: 'Bearer sk-test', body: { model: 'a-model' } })
    expect(heard[0]!.body.messages[1]!.content).toContain('产值达120亿元')
    const by = (value: number) => claims.find((claim) => claim.value === value)!
    const was = (value: number) => before.claims.find((claim) => claim.value === value)!
    expect(by(12e9).reasons).toContain('vote-agrees')
    expect(by(12e9).confidence).toBeGreaterThan(was(12e9).confidence)
    expect(by(15)).toMatchObject({ status: 'pending', unit: '%' })
    expect(by(15).reasons).toContain('vote-differs')
    expect(by(2024)).toMatchObject({ status: 'pending', reasons: ['vote-alone'], quote: '2024年' })
    expect(claims).toHaveLength(before.claims.length + 1)
  })

  test('lies are dropped: words the page does not hold, no number, a flood; alone it stays pending', async () => {
    const flood = Array.from({ length: 500 }, () => ({ quote: '21亿元', value: 21e8, unit: 'CNY' }))
    const { voter } = await model((response) =>
      response.end(
        says([
          { quote: '产值达999亿元', value: 999e8, unit: 'CNY' },
          { quote: '46家', value: 'many' },
          { quote: '120亿元', value: Number.MAX_VALUE, unit: 'CNY' },
          null,
          'claim',
          { quote: '', value: 1 },
          { quote: '丰水市', value: 1, unit: '市', confidence: 1, status: 'auto' },
          ...flood,
        ]),
      ),
    )
    const before = reading()
    const { claims, report } = await letVote(before, voter)
    expect(report.dropped).toBeGreaterThan(490)
    expect(claims.some((claim) => claim.value === 999e8)).toBe(false)
    const alone = claims.filter((claim) => claim.reasons.includes('vote-alone'))
    expect(alone).toMatchObject([{ quote: '丰水市', status: 'pending' }])
    expect(alone[0]!.confidence).toBeLessThan(0.5)
    for (const claim of claims) expect(page.slice(claim.start, claim.end)).toBe(claim.quote)
    const auto = (all: typeof claims) => all.filter((claim) => claim.status === 'auto').map((claim) => claim.id)
    expect(auto(before.claims)).toEqual(expect.arrayContaining(auto(claims)))
  })

  test.each<[string, (response: ServerResponse) => void, string]>([
    ['talks rubbish', (r) => r.end('<html>not found</html>'), 'rubbish'],
    [
      'answers with prose',
      (r) => r.end(JSON.stringify({ choices: [{ message: { content: '好的，没有问题' } }] })),
      'rubbish',
    ],
    ['answers with another shape', (r) => r.end(says({ a: 1 })), 'rubbish'],
    ['answers nothing', (r) => r.end(), 'rubbish'],
    ['refuses', (r) => r.writeHead(401).end('no'), 'refused'],
    ['breaks', (r) => r.writeHead(500).end('oops'), 'refused'],
    ['sends elsewhere', (r) => r.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(), 'unreachable'],
    ['hangs up', (r) => void r.destroy(), 'unreachable'],
    ['sleeps', () => {}, 'slow'],
    ['drips for ever', (r) => void r.write('{"choices":['), 'slow'],
  ])('a model that %s changes no claim and is named', async (_, answer, problem) => {
    const { voter } = await model((response) => answer(response))
    const before = reading()
    const { claims, report } = await letVote(before, { ...voter, waitMs: 300 })
    expect(report).toMatchObject({ answered: 0, problem, confirmed: 0, added: 0 })
    expect(claims).toEqual(before.claims)
  })

  test('an answer without end is cut off', async () => {
    const { voter } = await model((response) => {
      const more = () => {
        while (response.write('x'.repeat(65_536)));
      }
      response.on('drain', more)
      more()
    })
    const { report } = await letVote(reading(), voter)
    expect(report).toMatchObject({ answered: 0, problem: 'too-long' })
  })

  test('is not asked about what was set aside, and about no more passages than allowed', async () => {
    const long = Array.from({ length: 60 }, (_, i) =>
      `第${i + 1}县本月完成工业投资${i + 3}亿元，同比增长${i + 1}%，项目进展顺利，运行总体平稳。`.repeat(3),
    )
    const text = `${long.join('\n')}\n187****1028:总投资99亿元都是假的😀😀😀来自丰水`
    const { voter, heard } = await model((response) => response.end(says([])))
    const before = read(new TextEncoder().encode(text))
    const { report } = await letVote(before, { ...voter, mostPassages: 2 })
    expect(report.asked).toBe(2)
    expect(report.left).toBeGreaterThan(1_000)
    expect(JSON.stringify(heard)).not.toContain('都是假的')
  })
})

const clock = fixedClock('2026-11-25T10:00:00Z')
const callerAs = (role: Role): Caller => ({
  workspaceId: 'w1',
  personId: 'p1',
  personName: '管理员',
  grants: [{ role, scope: null }],
  door: 'http',
})

describe.each(stores)('the voter of a workspace on $name', ({ open }) => {
  test('is off until an administrator switches it on, and its vote is shown with the page', async () => {
    const store = await open()
    const as = { workspaceId: 'w1', personId: 'p1', operation: 'test' }
    const call = (operation: typeof setVoter | typeof showVoter, input: unknown, role: Role = 'admin') =>
      perform(store, operation, callerAs(role), input, { lang: 'zh-CN', clock, operations: [], wake: () => {} })
    const { heard, endpoint } = await model((response) =>
      response.end(says([output, { quote: '46家', value: 64, unit: '{家}' }])),
    )
    const runner = startReading(store, { workspaceId: 'w1', personId: 'p1', pollMs: 60_000, voterKey: 'sk-secret' })
    try {
      const add = async (text: string) => {
        const { id } = await store.write(as, (db) =>
          receiveDocument(db, {
            ...as,
            at: clock.now().toISOString(),
            name: '页.txt',
            bytes: new TextEncoder().encode(text),
          }),
        )
        await runner.drain()
        return (await store.read(as, (db) => documentPageById(db, 'w1', id, 'zh-CN')))!
      }
      expect(await call(showVoter, {})).toEqual({ settings: null })
      expect((await add(page)).vote).toBeNull()

      await expect(call(setVoter, { endpoint, model: 'm', enabled: true }, 'office')).rejects.toMatchObject({
        code: 'not-allowed',
      })
      for (const bad of ['ftp://a/v1', 'http://me:secret@a/v1', 'https://a/v1?key=1', 'nonsense'])
        await expect(call(setVoter, { endpoint: bad, model: 'm', enabled: true })).rejects.toMatchObject({
          code: 'voter-endpoint',
        })
      const asked = { endpoint: `${endpoint}/chat/completions`, model: '甲模型', enabled: true, waitSeconds: 5 }
      expect(await call(setVoter, asked)).toMatchObject({ settings: { endpoint, enabled: true, mostPassages: 20 } })

      const shown = await add(`${page}\n以上为初步统计。`)
      expect(shown.vote).toContain('甲模型')
      expect(shown.vote).toContain('读法相同 1 处')
      expect(heard[0]!.key).toBe('Bearer sk-secret')
      const firms = shown.claimRows.find((claim) => claim.value === '46')!
      expect(firms).toMatchObject({ standing: 'pending' })
      expect(firms.reasons).toContain('vote-differs')

      await call(setVoter, { ...asked, enabled: false })
      const before = heard.length
      expect((await add(`${page}\n另据了解，下月继续。`)).vote).toBeNull()
      expect(heard).toHaveLength(before)
      const kept = await store.read(as, (db) => db.selectFrom('audit_entry').selectAll().execute())
      expect(JSON.stringify(kept)).not.toContain('sk-secret')
    } finally {
      await runner.close()
    }
  })
})
