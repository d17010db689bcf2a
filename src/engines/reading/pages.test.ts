import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { read } from './read.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')
const shared = process.env.QUANLIAN_SHARED ?? join(root, '..', 'shared')
const scorer = join(shared, 'tools', 'score-reading.mjs')
const present = existsSync(scorer) && existsSync(join(shared, 'pages'))
if (!present) console.warn(`Skipped: no gold pages at ${shared}; set QUANLIAN_SHARED to read them.`)

interface Score {
  failed: number
  required: number
  falsePositives: number
  badQuotes: number
  f1: { L1: number; L2: number; L3: number }
  auto: { coverage: number; precisionL2: number }
}

describe.skipIf(!present)('gold pages', () => {
  test('values, units, bounds, modality and meaning reach their bars', () => {
    const out = execFileSync(process.execPath, [scorer, '--json', '--', join(root, 'quanlian'), 'read', '--json'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const score = JSON.parse(out) as Score
    expect(score.failed).toBe(0)
    expect(score.required).toBeGreaterThan(50)
    expect(score.badQuotes).toBe(0)
    expect(score.f1.L1).toBeGreaterThanOrEqual(0.97)
    expect(score.f1.L2).toBeGreaterThanOrEqual(0.92)
    expect(score.f1.L3).toBeGreaterThanOrEqual(0.8)
    expect(score.auto.coverage).toBeGreaterThanOrEqual(0.6)
    expect(score.auto.precisionL2).toBeGreaterThanOrEqual(0.98)
  })

  test('the seed page: nothing is claimed from its noise', () => {
    const raw = readFileSync(join(shared, 'pages', 'seed.txt'))
    const text = raw.toString('utf8')
    const { claims } = read(new Uint8Array(raw), { name: 'seed.txt' })
    const quantities = claims.filter((claim) => claim.kind === 'quantity')
    const noise = text.indexOf('(完)') < 0 ? text.length : text.split('\n').slice(0, 10).join('\n').length
    expect(quantities.length).toBeGreaterThanOrEqual(13)
    for (const claim of claims) expect([claim.quote, claim.end <= noise]).toEqual([claim.quote, true])
  })
})
