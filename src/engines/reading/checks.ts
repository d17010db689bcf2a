import { findLost } from './lost.ts'
import { kindOf } from './measures.ts'
import { type Doubt, sizeDoubt } from './plausible.ts'
import type { Statement } from './statements.ts'

/** A statement with the text of its paragraph, which says how its number stands to those beside it (其中, 占, 累计). */
export interface Checked {
  statement: Statement
  text: string
}

const adjust = (statement: Statement, by: number, reason: string): void => {
  if (statement.reasons.includes(reason)) return
  statement.confidence += by
  statement.reasons.push(reason)
}

const samePlaceAndTime = (a: Statement, b: Statement): boolean =>
  a.period?.from === b.period?.from && a.period?.to === b.period?.to && a.place?.code === b.place?.code

const keyOf = (one: Statement): string =>
  `${one.measure}|${one.mention.unit}|${one.place?.code ?? ''}|${one.subject ?? ''}`

/** Growth that a page reports must be the ratio of the two values it reports. */
const checkGrowth = (statements: readonly Statement[]): void => {
  const byMeasure = new Map<string, Statement[]>()
  for (const one of statements) {
    if (one.change || one.modality !== 'actual' || !one.period?.from) continue
    const list = byMeasure.get(keyOf(one))
    if (list) list.push(one)
    else byMeasure.set(keyOf(one), [one])
  }
  for (const growth of statements) {
    const base = growth.base
    if (!growth.change || !base?.period?.from || growth.mention.unit !== '%') continue
    const year = Number(base.period.from.slice(0, 4))
    const before = byMeasure
      .get(keyOf(base))
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

/** The words between two statements of one paragraph. */
const between = (a: Checked, b: Checked): string | null =>
  a.text === b.text && b.statement.start >= a.statement.end && b.statement.start - a.statement.end <= 200
    ? a.text.slice(a.statement.end, b.statement.start)
    : null

const isExact = (one: Statement): boolean => one.mention.bound === 'eq' && one.valueTo === null
const ofShare = /^[^。;]{0,2}(?:,)?(?:占(?:比)?|约占)(?!地)/
const near = (a: number, b: number): boolean => Math.abs(a - b) <= Math.max(0.6, Math.abs(b) * 0.02)

/** Part and whole with their share: 其中电池60亿元,占50%; 完成80亿元,占计划100亿元的80%. A share that is not their ratio is a slip of one of the three. */
const checkShares = (checked: readonly Checked[]): void => {
  for (let i = 2; i < checked.length; i++) {
    const share = checked[i]!
    if (share.statement.mention.unit !== '%' || share.statement.change) continue
    const [one, two] = [checked[i - 2]!, checked[i - 1]!]
    const unit = one.statement.mention.unit
    if (
      unit !== two.statement.mention.unit ||
      kindOf(unit) === 'ratio' ||
      two.statement.sentence !== share.statement.sentence
    )
      continue
    const first = between(one, two)
    const second = between(two, share)
    if (first === null || second === null) continue
    let pair: [part: Statement, whole: Statement] | null = null
    if (/^的(?:比重|比例)?(?:为|达)?$/.test(second.trim()) && /占|完成/.test(first))
      pair = [one.statement, two.statement]
    else if (
      ofShare.test(second) &&
      /其中/.test(first) &&
      one.statement.sentence === two.statement.sentence &&
      !/同比|分别/.test(second)
    )
      pair = [two.statement, one.statement]
    else if (
      two.statement.mention.counts &&
      /(?:占比|率)$/.test(share.statement.measure) &&
      two.statement.value <= one.statement.value &&
      !second.includes('。')
    ) {
      const ratio = (100 * two.statement.value) / one.statement.value
      if (one.statement.value > 0 && Math.abs(ratio - share.statement.value) <= 0.06)
        for (const each of [one, two, share]) adjust(each.statement, 0.03, 'share-agrees')
      continue
    }
    if (!pair || pair[1].value <= 0 || !pair.every(isExact) || !isExact(share.statement)) continue
    const agrees = near(share.statement.value, (100 * pair[0].value) / pair[1].value)
    for (const each of [...pair, share.statement])
      adjust(each, agrees ? 0.03 : -0.15, agrees ? 'share-agrees' : 'share-contradicts')
  }
}

/** What is finished cannot exceed what was planned for the same things. */
const checkFinished = (statements: readonly Statement[]): void => {
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
}

const opensParts = /其中|包括|分别为/
/** A part of the same thing: its measure is that of the whole, or says the same kind of money. */
const sameMeasure = (part: Statement, total: Statement): boolean =>
  part.measure === total.measure || (/投资/.test(part.measure) && /投资/.test(total.measure))

/**
 * Parts that 其中 opens: none is larger than the total, together they do not exceed it, and where they make it up both are surer.
 * Counts may overlap (规模以上 and 专精特新), so only a single count that is too large counts against them.
 */
const checkParts = (checked: readonly Checked[]): void => {
  for (let i = 0; i + 1 < checked.length; i++) {
    const total = checked[i]!
    const { mention, sentence, change } = total.statement
    if (change || kindOf(mention.unit) === 'ratio' || kindOf(mention.unit) === 'price') continue
    const words = between(total, checked[i + 1]!)
    if (words === null || !opensParts.test(words) || /。/.test(words)) continue
    const parts: Statement[] = []
    for (let k = i + 1; k < checked.length && parts.length < 24; k++) {
      const part = checked[k]!.statement
      if (part.sentence !== sentence || checked[k]!.text !== total.text) break
      if (part.mention.unit !== mention.unit) continue
      if (part.change) continue
      // A new total begins: 计划总投资…, 全年完成….
      if (k > i + 1 && /其中/.test(between(checked[k - 1]!, checked[k]!) ?? '')) break
      if (!mention.counts && !sameMeasure(part, total.statement)) break
      parts.push(part)
    }
    if (parts.length === 0) continue
    const whole = total.statement.valueTo ?? total.statement.value
    const open = mention.bound === 'gt' || mention.bound === 'ge' || mention.bound === 'approx'
    const slack = open ? 1.15 : 1.005
    const larger = parts.filter((part) => part.value > whole * slack)
    for (const part of larger) for (const side of [part, total.statement]) adjust(side, -0.25, 'part-exceeds-total')
    if (larger.length > 0 || parts.length < 2) continue
    const sum = parts.reduce((n, part) => n + part.value, 0)
    if (Math.abs(sum - whole) <= whole * 0.006)
      for (const side of [total.statement, ...parts]) adjust(side, 0.03, 'sum-agrees')
    else if (!mention.counts && sum > whole * slack)
      for (const side of [total.statement, ...parts]) adjust(side, -0.2, 'sum-exceeds-total')
  }
}

const stockOrFlow = /产值|营收|收入|产量|产能|规模|投资|装机/

/** Goals for later years are not lower than those for earlier ones, nor lower than what was already reached. */
const checkGoals = (statements: readonly Statement[]): void => {
  let before: Statement | null = null
  const reached = new Map<string, Statement>()
  for (const one of statements) {
    if (one.change || !one.period?.to) continue
    const key = keyOf(one)
    if (one.modality === 'actual' && stockOrFlow.test(one.measure)) {
      const best = reached.get(key)
      if (one.period.precision === 'year' && (!best || one.value > best.value)) reached.set(key, one)
      continue
    }
    if (one.modality !== 'target') continue
    const done = reached.get(key)
    if (
      done &&
      done.period!.to! < one.period.to &&
      one.value < done.value * 0.98 &&
      one.mention.bound !== 'lt' &&
      one.mention.bound !== 'le'
    )
      adjust(one, -0.12, 'goal-below-actual')
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

/** What is counted up (累计) does not fall from one date to a later one. */
const checkCumulative = (checked: readonly Checked[]): void => {
  const last = new Map<string, Statement>()
  for (const { statement, text } of checked) {
    if (statement.change || statement.modality !== 'actual' || !statement.period?.to) continue
    if (!/累计|历年/.test(text.slice(Math.max(0, statement.start - 16), statement.end))) continue
    const before = last.get(keyOf(statement))
    if (
      before &&
      before.period!.to! < statement.period.to &&
      before.period!.from === statement.period.from &&
      statement.value < before.value
    )
      for (const side of [before, statement]) adjust(side, -0.15, 'cumulative-falls')
    last.set(keyOf(statement), statement)
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
  const { mention, measure, value } = statement
  const ceiling = ceilings[mention.unit]
  const isShare =
    mention.unit === '%' && /占比|份额|股权|持股|纯度|品位|覆盖率|合格率|回收率|收率|普及率|自给率|配套率/.test(measure)
  const doubt: Doubt | null =
    (ceiling !== undefined && Math.abs(value) > ceiling) || (isShare && !statement.change && (value > 100 || value < 0))
      ? 'implausible-size'
      : sizeDoubt(statement)
  if (doubt) adjust(statement, -0.35, doubt)
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

/** A number beside one that was lost in copying may have lost something too. */
const checkLost = (checked: readonly Checked[]): void => {
  let text = ''
  let lost: ReturnType<typeof findLost> = []
  for (const one of checked) {
    if (one.text !== text) {
      text = one.text
      lost = findLost(text)
    }
    for (const { start, end, what } of lost) {
      const gap =
        one.statement.start >= end ? text.slice(end, one.statement.start) : text.slice(one.statement.end, start)
      if (gap.length <= 24 && !/[。;!?]/.test(gap)) adjust(one.statement, -0.1, what)
    }
  }
}

/** Holds the statements of a page against each other and against what is possible; changes confidence and says why. */
export const checkPage = (checked: readonly Checked[]): void => {
  const statements = checked.map((one) => one.statement)
  for (const statement of statements) checkSize(statement)
  checkGrowth(statements)
  checkFinished(statements)
  checkParts(checked)
  checkShares(checked)
  checkGoals(statements)
  checkCumulative(checked)
  checkRepeats(statements)
  checkLost(checked)
}
