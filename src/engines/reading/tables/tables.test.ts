import { describe, expect, test } from 'vitest'
import { workbook } from '../../../../test/support/workbook.ts'
import { parsePeriod } from '../../../base/period.ts'
import type { Claim } from '../claim.ts'
import type { Origin } from '../opened.ts'
import { readDocument } from '../read.ts'
import { type Expected, type Sample, samples } from './tables.sample.ts'
import { laterSamples } from './tables-later.sample.ts'

const same = (a: number | null, b: number | null): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))

interface Score {
  expected: number
  claims: number
  l1: number
  l2: number
  l3: number
  auto: number
  autoRight: number
  misses: string[]
}

const levels = (claim: Claim, [value, unit, measure, subject, modality, period, more]: Expected) => {
  const l1 = same(claim.value, value) && same(claim.valueTo, more?.valueTo ?? null)
  const l2 = l1 && claim.unit === unit && claim.bound === (more?.bound ?? 'eq') && claim.modality === modality
  const { from, to } = period === null ? { from: null, to: null } : parsePeriod(period)!
  const named = subject === null || (claim.subject ?? '').includes(subject)
  const l3 =
    l2 &&
    claim.from === from &&
    claim.to === to &&
    claim.measure === measure &&
    named &&
    (more?.place === undefined || claim.place === more.place)
  return { l1, l2, l3 }
}

const scoreOf = async (sample: Sample): Promise<Score> => {
  const reading = await readDocument(workbook(...sample.sheets))
  const first = sample.sheets[0]!.name
  const cellAt = new Map<number, string>()
  for (const { start, end, sheet, cell } of reading.origins as Origin[])
    if (cell) for (let i = start; i < end; i++) cellAt.set(i, sheet === first ? cell : `${sheet}!${cell}`)
  const score: Score = { expected: 0, claims: 0, l1: 0, l2: 0, l3: 0, auto: 0, autoRight: 0, misses: [] }
  const left = new Map(Object.entries(sample.expected))
  score.expected = left.size
  for (const claim of reading.claims) {
    expect(reading.raw.slice(claim.start, claim.end)).toBe(claim.quote)
    if (claim.kind !== 'quantity' || claim.reasons.includes('table.in-cell-text')) continue
    score.claims++
    const cell = cellAt.get(claim.start)
    const gold = cell === undefined ? undefined : left.get(cell)
    const said = `${cell} ${claim.quote}: ${claim.value} ${claim.unit} ${claim.bound} ${claim.measure} · ${claim.subject} · ${claim.modality} · ${claim.from}/${claim.to} · ${claim.place} (${claim.confidence} ${claim.reasons.join()})`
    if (claim.status === 'auto') score.auto++
    if (gold === undefined) {
      score.misses.push(`extra ${said}`)
      continue
    }
    left.delete(cell!)
    const { l1, l2, l3 } = levels(claim, gold)
    if (l1) score.l1++
    if (l2) score.l2++
    if (l3) score.l3++
    if (claim.status === 'auto' && l2) score.autoRight++
    if (!l3) score.misses.push(`${l2 ? 'L3' : l1 ? 'L2' : 'L1'} ${said} ← ${JSON.stringify(gold)}`)
  }
  for (const [cell, gold] of left) score.misses.push(`missed ${cell} ${JSON.stringify(gold)}`)
  return score
}

describe('tables in the style of offices', () => {
  test.each([...samples, ...laterSamples])('$name', async (sample) => {
    const score = await scoreOf(sample)
    expect(score.expected).toBeGreaterThan(0)
    expect(score.misses).toEqual([])
  })
})
