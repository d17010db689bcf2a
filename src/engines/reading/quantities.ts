import { boundAfter, boundBefore } from './bounds.ts'
import { listedAt } from './enumerations.ts'
import { build, hasHalf, type Mention, minusBefore, scaledValue } from './mention.ts'
import { moneySignBefore } from './money-signs.ts'
import { beginsNumeral, isArabicDigit, isChineseNumeral, type Numeral, numeralAt } from './numerals.ts'
import { lentPower, rangeGap } from './range-ends.ts'
import { rankAt } from './ranks.ts'
import { ratioAt } from './ratios.ts'
import { isSaid, isWordChar, type Read } from './said.ts'
import { shareAt } from './shares.ts'
import { quotationSpans, type Span, titleSpans, within } from './spans.ts'
import { type UnitWord, unitAt } from './unit-words.ts'

export type { Mention } from './mention.ts'

/** A numeral and the unit behind it; 多, 余, 来 and one space may stand between. */
const readAt = (text: string, at: number): Read | null => {
  const numeral = numeralAt(text, at)
  if (!numeral) return null
  let i = numeral.end
  let { more, about } = numeral
  if (text[i] === '多' || text[i] === '余' || text[i] === '餘' || (text[i] === '几' && numeral.form !== 'chinese')) {
    more = true
    i++
  } else if (text[i] === '来' && numeral.value % 10 === 0) {
    about = true
    i++
  }
  let unit = unitAt(text, i)
  if (!unit && text[i] === ' ') unit = unitAt(text, i + 1)
  const from = text[i] === ' ' && unit ? i + 1 : i
  if (!unit)
    return { numeral, unit: null, end: more || about ? numeral.end : i, more: more && i === numeral.end, about: false }
  return { numeral, unit, end: from + unit.word.length, more, about }
}

const money = '产值额资投收入利润税款金费价值债贷市场规模模成本营销奖补'
/** Money words close before a number make a bare 亿 or 万 an amount of money. */
const moneyBefore = (text: string, at: number): boolean => {
  for (let i = at - 1, seen = 0; i >= 0 && seen < 12; i--, seen++) {
    const char = text[i]!
    if ('，,。；;\n'.includes(char)) return false
    if (money.includes(char)) return true
  }
  return false
}

/** The unit a bare number may take from its context: 亿 of money. */
const inferredMoney: UnitWord = { word: '', unit: 'CNY', power: 0, sign: 'CNY', counts: false, latin: false }
const inferredPeople: UnitWord = { word: '', unit: '{人}', power: 0, sign: '人', counts: true, latin: false }

/** 常住人口466.71万: people whose 人 was left out. */
const peopleBefore = (text: string, at: number): boolean =>
  /(?:人口|人数|总人数)(?:约|近|超|达|为|有|达到|超过|突破)*$/.test(text.slice(Math.max(0, at - 8), at))

/**
 * Every number of the text that is said with a unit, in order; `skip` are spans (times) that are not looked into.
 * Titles in 《》 are names and are passed over.
 */
export const findMentions = (text: string, skip: readonly Span[]): Mention[] => {
  const mentions: Mention[] = []
  const skipped = within(skip)
  const titled = within(titleSpans(text))
  const quoted = within(quotationSpans(text))
  let floor = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const starts = beginsNumeral(code)
    if (
      !starts &&
      code !== 0x7b2c &&
      code !== 0x9996 &&
      code !== 0x524d &&
      code !== 0x534a &&
      code !== 0x8fc7 &&
      code !== 0x5934
    )
      continue
    const away = titled(i) ?? skipped(i)
    if (away) {
      i = away.end - 1
      floor = Math.max(floor, away.end)
      continue
    }
    const special = rankAt(text, i, floor) ?? shareAt(text, i, floor) ?? (starts ? ratioAt(text, i, floor) : null)
    if (special) {
      mentions.push(special)
      floor = special.end
      i = special.end - 1
      continue
    }
    if (!starts) continue
    const inQuotes = quoted(i) !== null
    const mention = mentionAt(text, i, floor, inQuotes)
    if (mention === null) {
      const listed = isArabicDigit(code) ? listedAt(text, i) : null
      if (listed) {
        for (const { numeral, lent } of listed.numerals) mentions.push(listedMention(text, numeral, lent, listed.unit))
        floor = mentions.at(-1)!.end
        i = floor - 1
      } else i = pastNumber(text, i)
      continue
    }
    mentions.push(mention)
    floor = mention.end
    i = mention.end - 1
  }
  return mentions
}

/** The last character of a number that is not said: its rest is not another number, nor are the parts of 1.2.3. */
const pastNumber = (text: string, at: number): number => {
  let i = at
  if (isArabicDigit(text.charCodeAt(at))) {
    const numeral = numeralAt(text, at)
    if (numeral) return Math.max(at, numeral.end - 1)
    while (isArabicDigit(text.charCodeAt(i + 1)) || (text[i + 1] === '.' && isArabicDigit(text.charCodeAt(i + 2)))) i++
  } else while (isChineseNumeral(text.charCodeAt(i + 1))) i++
  return i
}

const listedMention = (text: string, numeral: Numeral, lent: number, unit: UnitWord): Mention => {
  const read: Read = { numeral, unit, end: numeral.end, more: false, about: false }
  const one = { first: read, last: read, lent, prefix: null, suffix: null, bareUp: false, end: numeral.end, unit }
  const mention = build(
    text,
    { ...one, unitInferred: false, level: false, currency: '', minus: false, minusTo: false, half: false },
    numeral.start,
  )
  return { ...mention, end: numeral.end, unitEnd: numeral.end }
}

/** Whether the upper end of a range has a minus of its own: -20℃~-10℃, 零下20至零下10℃. */
const minusAt = (text: string, from: number, gap: number): { minus: boolean; at: number } => {
  if (gap - from === 2 && '-－−'.includes(text[gap - 1]!) && text[from] !== text[gap - 1])
    return { minus: true, at: gap }
  if ('-－−'.includes(text[gap] ?? ' ')) return { minus: true, at: gap + 1 }
  return text.startsWith('零下', gap) ? { minus: true, at: gap + 2 } : { minus: false, at: gap }
}

interface Pair {
  first: Read
  last: Read
  lent: number
  minus: boolean
  minusTo: boolean
}

/** The number that begins at `at`, with its upper end where a range stands there (20—30亿元, 三至五亿元, -20℃至60℃). */
const pairAt = (text: string, at: number): Pair | null => {
  const first = readAt(text, at)
  if (!first) return null
  const alone = { first, last: first, lent: 0, minus: minusBefore(text, at, first.unit?.unit ?? 'CNY'), minusTo: false }
  const gap = rangeGap(text, first.end)
  if (gap === null) return alone
  const second = minusAt(text, first.end, gap)
  if (!beginsNumeral(text.charCodeAt(second.at))) return alone
  const upper = readAt(text, second.at)
  if (!upper?.unit || !(first.unit === null || first.unit.unit === upper.unit.unit)) return alone
  const minus = minusBefore(text, at, upper.unit.unit)
  if (second.minus && !minus) return alone
  const lent = first.unit === null ? lentPower(text, first.numeral, upper.numeral) : 0
  const low = scaledValue(first.numeral, first.unit ?? upper.unit, lent)
  const high = scaledValue(upper.numeral, upper.unit)
  if ((minus ? -low : low) >= (second.minus ? -high : high)) return alone
  return { first: { ...first, unit: first.unit ?? upper.unit }, last: upper, lent, minus, minusTo: second.minus }
}

/** What a scale alone is an amount of behind: 年产百万吨. Elsewhere it names a class (百万吨基地). */
const saysAmount = /(?:年产|产能|产量|储量|装机|容量|总量|规模|面积|达|到)$/

/** 三点五元 and 一吨半 are said; so is 十万吨, which names no class as 百万吨 does. */
const saidPlainly = (text: string, at: number, { numeral, unit }: Read, half: boolean): boolean =>
  half ||
  !Number.isInteger(numeral.value) ||
  (numeral.bare && !isMoneyUnit(unit) && (text[at] === '十' || saysAmount.test(text.slice(Math.max(0, at - 2), at))))

const isMoneyUnit = (unit: UnitWord | null): boolean => unit !== null && /^[A-Z]{3}$/.test(unit.unit)

const mentionAt = (text: string, at: number, floor: number, inQuotes: boolean): Mention | null => {
  const pair = pairAt(text, at)
  if (!pair) return null
  const { first, last, lent, minus, minusTo } = pair
  const low = first.numeral
  const prefix = boundBefore(text, at, floor)
  // 成百上千 and 成千上万 are idioms.
  const bareUp = low.bare && text[at - 1] === '上' && at - 1 >= floor && !'百千'.includes(text[at - 2] ?? ' ')
  const half = first === last && hasHalf(text, last)
  let end = last.end
  let unit = last.unit
  let unitInferred = false
  const level = text[end] === '级' || (unit === null && text[low.end] === '级')
  if (level && text[end] !== '级') end = low.end
  const currency = moneySignBefore(text, at, floor)
  if (unit === null && currency && low.form !== 'chinese') {
    unit = { ...inferredMoney, unit: currency.unit, sign: currency.unit }
    end = last.numeral.end
  }
  const suffix = boundAfter(text, level ? end + 1 : end)
  const bounded =
    prefix !== null || suffix !== null || bareUp || last.more || /[达到]$/.test(text.slice(Math.max(floor, at - 1), at))
  if (unit === null) {
    const scaled = last.numeral.scaled && last.numeral.value >= 1e4
    const people = scaled && !level && peopleBefore(text, at)
    if (level) {
      // 万亿级 before a noun is an aspiration; only a level that is reached or aimed at is a number.
      if (!bounded || !last.numeral.bare || last.numeral.value < 1e8) return null
    } else if (!scaled || !(people || moneyBefore(text, at)) || (low.bare && !bounded)) return null
    const next = text[last.numeral.end] ?? ''
    if (!level && /[A-Za-z\d]/.test(next)) return null
    if (!level && low.bare && /[企产项]/.test(next)) return null
    // 成交量23.5万手 has a unit, only none we know.
    if (
      !level &&
      isWordChar(text, last.numeral.end) &&
      !'的左以上下用建投打新扩兴改在和至，收购资并用于多余'.includes(next)
    )
      return null
    unit = people ? inferredPeople : inferredMoney
    unitInferred = true
    end = last.numeral.end
  } else if (level && last.numeral.bare) {
    return null
  } else if (!currency) {
    // 6.18大促: things that are counted come whole.
    if (unit.counts && !Number.isInteger(low.value)) return null
    const numeral = lent > 0 ? { ...low, scaled: true, value: Number(`${low.value}e${lent}`) } : low
    const plainly = saidPlainly(text, at, first, half)
    if (!isSaid(text, { ...last, numeral, unit }, bounded || plainly, inQuotes)) return null
  }
  return build(
    text,
    {
      first,
      last,
      lent,
      minus,
      minusTo,
      half,
      prefix,
      suffix,
      bareUp,
      end,
      unit,
      unitInferred,
      level,
      currency: currency?.word ?? '',
    },
    floor,
  )
}
