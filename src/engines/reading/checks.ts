import { kindOf } from './measures.ts'
import type { Statement } from './statements.ts'

const adjust = (statement: Statement, by: number, reason: string): void => {
  statement.confidence += by
  statement.reasons.push(reason)
}

const samePlaceAndTime = (a: Statement, b: Statement): boolean =>
  a.period?.from === b.period?.from && a.period?.to === b.period?.to && a.place?.code === b.place?.code

/** Growth that a page reports must be the ratio of the two values it reports. */
const checkGrowth = (statements: readonly Statement[]): void => {
  const byMeasure = new Map<string, Statement[]>()
  for (const one of statements) {
    if (one.change || one.modality !== 'actual' || !one.period?.from) continue
    const key = `${one.measure}|${one.mention.unit}|${one.place?.code ?? ''}|${one.subject ?? ''}`
    byMeasure.set(key, [...(byMeasure.get(key) ?? []), one])
  }
  for (const growth of statements) {
    const base = growth.base
    if (!growth.change || !base?.period?.from || growth.mention.unit !== '%') continue
    const key = `${base.measure}|${base.mention.unit}|${base.place?.code ?? ''}|${base.subject ?? ''}`
    const year = Number(base.period.from.slice(0, 4))
    const before = byMeasure
      .get(key)
      ?.find(
        (one) => Number(one.period!.from!.slice(0, 4)) === year - 1 && one.period!.precision === base.period!.precision,
      )
    if (!before || before.value === 0) continue
    const rate = (base.value / before.value - 1) * 100
    const agrees = Math.abs(rate - growth.value) <= Math.max(0.6, Math.abs(growth.value) * 0.02)
    for (const one of [growth, base, before])
      adjust(one, agrees ? 0.03 : -0.15, agrees ? 'growth-agrees' : 'growth-contradicts')
  }
}

/** What is finished cannot exceed what was planned for the same things. */
const checkTotals = (statements: readonly Statement[]): void => {
  let total: Statement | null = null
  for (const one of statements) {
    if (kindOf(one.mention.unit) !== 'money') continue
    if (one.measure === '总投资') total = one
    else if (
      one.measure === '完成投资' &&
      total &&
      total.sentence === one.sentence &&
      one.value > total.value &&
      total.mention.bound !== 'gt'
    )
      for (const side of [one, total]) adjust(side, -0.25, 'part-exceeds-total')
  }
  for (let i = 1; i < statements.length; i++) {
    const part = statements[i]!
    const share = statements[i + 1]
    const whole = statements[i - 1]!
    if (
      share?.mention.unit !== '%' ||
      part.mention.unit !== whole.mention.unit ||
      part.sentence !== share.sentence ||
      !part.mention.counts
    )
      continue
    if (!/(占比|率)$/.test(share.measure) || whole.value <= 0 || part.value > whole.value) continue
    const ratio = (100 * part.value) / whole.value
    if (Math.abs(ratio - share.value) <= 0.06) for (const one of [whole, part, share]) adjust(one, 0.03, 'share-agrees')
  }
}

/** Goals for later years are not lower than those for earlier ones. */
const checkGoals = (statements: readonly Statement[]): void => {
  let before: Statement | null = null
  for (const one of statements) {
    if (one.modality !== 'target' || !one.period?.to) continue
    if (
      before &&
      before.measure === one.measure &&
      before.mention.unit === one.mention.unit &&
      before.subject === one.subject &&
      (before.period!.to ?? '') < one.period.to &&
      one.value < before.value
    )
      for (const side of [before, one]) adjust(side, -0.15, 'goals-fall')
    before = one
  }
}

/** Largest values one page of industry news can mean, by unit; above them the scale was misread or misprinted. */
const ceilings: Record<string, number> = {
  CNY: 2e14,
  t: 5e11,
  Wh: 2e16,
  W: 5e12,
  亩: 2e9,
  m2: 1e13,
  '{家}': 6e7,
  '{个}': 1e10,
  '%': 1e5,
  位: 3000,
}

const checkSize = (statement: Statement): void => {
  const ceiling = ceilings[statement.mention.unit]
  if (ceiling !== undefined && Math.abs(statement.value) > ceiling) adjust(statement, -0.35, 'implausible-size')
  if (
    statement.mention.unit === '%' &&
    /占比|份额|股权|持股|纯度|品位/.test(statement.measure) &&
    (statement.value > 100 || statement.value < 0)
  )
    adjust(statement, -0.35, 'implausible-size')
}

/** A number the page gives twice for the same thing is surer; both keep their own claim. */
const checkRepeats = (statements: readonly Statement[]): void => {
  const seen = new Map<string, Statement>()
  for (const one of statements) {
    const key = `${one.value}|${one.mention.unit}|${one.measure}`
    const other = seen.get(key)
    if (other && other.sentence !== one.sentence && samePlaceAndTime(one, other) && !one.mention.counts)
      for (const side of [one, other]) adjust(side, 0.02, 'repeated-in-page')
    else seen.set(key, one)
  }
}

/** Holds the statements of a page against each other and against what is possible; changes confidence and says why. */
export const checkPage = (statements: readonly Statement[]): void => {
  for (const statement of statements) checkSize(statement)
  checkGrowth(statements)
  checkTotals(statements)
  checkGoals(statements)
  checkRepeats(statements)
}
