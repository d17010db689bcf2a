import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Claim } from './claim.ts'
import { read } from './read.ts'

/** Where third-party test pages lie: beside the repository, or where QUANLIAN_SHARED says. They are not part of it. */
const shared = process.env['QUANLIAN_SHARED'] ?? fileURLToPath(new URL('../../../../shared', import.meta.url))
const present = existsSync(`${shared}/pages/seed.facts.json`)
if (!present) console.warn(`SKIPPED seed page tests: ${shared}/pages is not there`)

interface GoldFact {
  id: string
  kind: string
  subject: string
  predicate: string
  value: string | string[] | number | null
  start: number
  end: number
  org?: string
  issuer?: string
  action?: string
  quote: string
}
interface Gold {
  cleaning: {
    body_lines: number[]
    boilerplate_lines: number[]
    injected_spans: { start: number; end: number; text: string }[]
    order_hard_pairs: [number, number][]
  }
  traps: { text: string }[]
  facts: GoldFact[]
}

describe.skipIf(!present)('the seed page', () => {
  const bytes = present ? readFileSync(`${shared}/pages/seed.txt`) : Buffer.from('空页面')
  const text = bytes.toString('utf8')
  const gold: Gold = present ? JSON.parse(readFileSync(`${shared}/pages/seed.facts.json`, 'utf8')) : { facts: [] }
  const reading = read(bytes, { name: 'seed.txt' })
  const lines = (() => {
    let at = 0
    return text.split('\n').map((line) => {
      const start = at
      at += line.length + 1
      return { start, end: start + line.length }
    })
  })()
  const of = (kind: Claim['kind']) => reading.claims.filter((c) => c.kind === kind)
  const facts = (kind: string) => gold.facts.filter((f) => f.kind === kind)
  const touches = (c: { start: number; end: number }, f: { start: number; end: number }) =>
    c.start < f.end && f.start < c.end
  const bare = (s: string) => s.replace(/[“”《》\s]/g, '')

  test('all 21 lines of noise are set aside and all 10 of the body stay', () => {
    const { boilerplate_lines: noise, body_lines: body } = gold.cleaning
    expect([noise.length, body.length]).toEqual([21, 10])
    for (const n of noise) {
      const line = lines[n]!
      expect(
        reading.setAside.some((s) => s.start <= line.start && s.end >= line.end && s.reason !== 'annotation'),
        text.slice(line.start, line.end),
      ).toBe(true)
    }
    for (const n of body) {
      const line = lines[n]!
      const lost = reading.setAside.filter((s) => touches(s, line)).reduce((sum, s) => sum + s.end - s.start, 0)
      expect(lost, text.slice(line.start, line.end)).toBe(n === 7 ? 6 : 0)
      expect(reading.blocks.some((b) => b.end === line.end && b.start >= line.start)).toBe(true)
    }
  })

  test('the injected name in front of the dateline is found exactly, with its reason', () => {
    const [span] = gold.cleaning.injected_spans
    expect(reading.setAside.filter((s) => s.reason === 'injected')).toEqual([
      {
        start: span!.start,
        end: span!.end,
        reason: 'injected',
        text: span!.text,
        why: expect.stringContaining('电头'),
      },
    ])
  })

  test('all 13 hard pairs of the order hold', () => {
    const order = (n: number) => reading.blocks.find((b) => b.end === lines[n]!.end)!.order
    expect(gold.cleaning.order_hard_pairs).toHaveLength(13)
    for (const [before, after] of gold.cleaning.order_hard_pairs)
      expect(order(before), `${before} before ${after}`).toBeLessThan(order(after))
    expect(reading.blocks.find((b) => b.order === 0)!.role).toBe('lead')
    expect(reading.blocks.find((b) => b.order === 9)!.role).toBe('end')
  })

  test('the page says of itself what it is', () => {
    expect(reading.document).toMatchObject({
      publisher: '中国新闻网',
      published: '2024-06-19',
      encoding: 'utf-8',
      language: 'zh-Hans',
    })
  })

  test('lists 10 of 10, item by item', () => {
    const missed = facts('list').filter(
      (f) => !of('list').some((c) => touches(c, f) && JSON.stringify(c.items) === JSON.stringify(f.value)),
    )
    expect(facts('list')).toHaveLength(10)
    expect(missed.map((f) => f.predicate)).toEqual([])
  })

  test('policies 6 of 6 with issuer', () => {
    const missed = facts('policy').filter(
      (f) =>
        !of('policy').some(
          (c) =>
            touches(c, f) &&
            bare(c.subject!).includes(bare(String(f.value))) &&
            (!f.issuer || c.organisation === f.issuer) &&
            (!f.action || f.action.split(';').every((a) => c.measure!.includes(a))),
        ),
    )
    expect(facts('policy')).toHaveLength(6)
    expect(missed.map((f) => f.subject)).toEqual([])
  })

  test('persons 8 of 8 with title and body', () => {
    const missed = facts('person').filter(
      (f) =>
        !of('person').some(
          (c) =>
            c.start === f.start &&
            c.end === f.end &&
            c.subject === f.subject &&
            c.measure === f.value &&
            c.organisation === f.org,
        ),
    )
    expect(facts('person')).toHaveLength(8)
    expect(missed.map((f) => f.quote)).toEqual([])
    expect(of('person')).toHaveLength(8)
  })

  test('organisations at least 15 of 16', () => {
    const missed = facts('org').filter(
      (f) => !of('organisation').some((c) => f.subject === c.subject || f.subject.includes(`(${c.subject})`)),
    )
    expect(facts('org')).toHaveLength(16)
    expect(missed.map((f) => f.subject).length, missed.map((f) => f.subject).join()).toBeLessThanOrEqual(1)
    const names = of('organisation').map((c) => c.subject)
    expect(new Set(names).size).toBe(names.length)
    expect(of('organisation').find((c) => c.subject === '四川安高特电科技有限公司')!.items).toEqual(['四川安高特电'])
  })

  test('relations at least 12 of 15', () => {
    const missed = facts('relation').filter((f) => {
      const values = [f.value].flat().map(String)
      return !of('relation').some((c) => {
        if (!touches(c, f)) return false
        const said = bare([c.subject ?? '', c.measure ?? '', ...(c.items ?? [])].join('|'))
        return (
          (c.measure!.includes(f.predicate) || f.predicate.includes(c.measure!)) &&
          values.every((v) => said.includes(bare(v.replace(/\(.*\)/, '')))) &&
          (bare(c.subject ?? '').includes(bare(f.subject)) ||
            bare(f.subject).includes(bare(c.subject ?? '-')) ||
            /此次|该|这次/.test(c.subject ?? ''))
        )
      })
    })
    expect(facts('relation')).toHaveLength(15)
    expect(missed.length, missed.map((f) => `${f.subject} ${f.predicate}`).join()).toBeLessThanOrEqual(3)
  })

  test('places 12 of 12 with their codes', () => {
    const missed = facts('place').filter(
      (f) =>
        !of('place').some(
          (c) =>
            (f.value === null ? c.subject === f.subject : c.placeCode === String(f.value)) &&
            (f.value === null || c.subject === f.subject),
        ),
    )
    expect(missed.map((f) => f.subject)).toEqual([])
  })

  test('nothing is claimed from the noise, the injected name or the traps', () => {
    const [span] = gold.cleaning.injected_spans
    const aside = [...gold.cleaning.boilerplate_lines.map((n) => lines[n]!), span!]
    expect(reading.claims.filter((c) => aside.some((a) => touches(c, a)))).toEqual([])
    expect(
      reading.claims.filter((c) => c.kind !== 'policy' && c.kind !== 'list' && /蒙特卡罗|1546/.test(c.quote)),
    ).toEqual([])
    expect(reading.claims.filter((c) => c.kind === 'list' && c.items!.some((i) => /八方|四海/.test(i)))).toEqual([])
  })

  test('every quote stands in the page', () => {
    expect(reading.raw).toBe(text)
    expect(reading.claims.length).toBeGreaterThan(60)
    for (const c of reading.claims) expect(reading.raw.slice(c.start, c.end)).toBe(c.quote)
  })
})
