import type { Bound } from '../../base/quantity.ts'
import type { Unit } from '../../base/unit.ts'
import { boundAfter, boundBefore } from './bounds.ts'
import { beginsNumeral, isArabicDigit, isChineseNumeral, type Numeral, numeralAt } from './numerals.ts'
import { lentPower, rangeGap } from './range-ends.ts'
import { rankAt } from './ranks.ts'
import { isLetter, isSaid, isWordChar, type Read } from './said.ts'
import { shareAt } from './shares.ts'
import { quotationSpans, type Span, titleSpans, within } from './spans.ts'
import { denominatorAt, moneySignBefore, type UnitWord, unitAt } from './unit-words.ts'

/** A number with its unit as the text says it, before anything is known of what it measures. */
export interface Mention {
  /** The tight quote: bound words, number, unit. */
  start: number
  end: number
  /** Where the digits begin and where the unit ends. */
  numberStart: number
  unitEnd: number
  value: number
  valueTo: number | null
  unit: Unit
  bound: Bound
  /** The bound was a word that stood there. */
  boundSaid: boolean
  /** The unit counts things that are named beside it. */
  counts: boolean
  /** Money whose 元 was left out (788.97亿). */
  unitInferred: boolean
  /** The number itself is only a scale word: 百亿元, 千亿级. */
  bare: boolean
  /** 级 behind a scale: an order of magnitude. */
  level: boolean
  /** A decimal point that the page lost was put back. */
  repaired: boolean
  /** Chinese numerals up to ten with a counting word, as in 四项制度. */
  small: boolean
}

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

/** mantissa × 10^power without a rounding step in between. */
const scaledValue = (numeral: Numeral, unit: UnitWord | null, lent = 0): number => {
  const value = Number(`${numeral.mantissa}e${numeral.exponent + lent + (unit?.power ?? 0)}`)
  return unit?.factor ? value * unit.factor : value
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

/** Bytes of the units a bare number may take from its context: 亿 of money. */
const inferredMoney: UnitWord = { word: '', unit: 'CNY', power: 0, sign: 'CNY', counts: false, latin: false }

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
    const special = rankAt(text, i, floor) ?? shareAt(text, i, floor)
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
      // The rest of the same number is not another number.
      const numeral = numeralAt(text, i)
      if (numeral && isArabicDigit(code)) i = Math.max(i, numeral.end - 1)
      else if (isChineseNumeral(code)) while (isChineseNumeral(text.charCodeAt(i + 1))) i++
      continue
    }
    mentions.push(mention)
    floor = mention.end
    i = mention.end - 1
  }
  return mentions
}

const mentionAt = (text: string, at: number, floor: number, inQuotes: boolean): Mention | null => {
  let first = readAt(text, at)
  if (!first) return null
  let last = first
  let lent = 0
  const gap = rangeGap(text, first.end)
  if (gap !== null && beginsNumeral(text.charCodeAt(gap))) {
    const upper = readAt(text, gap)
    const sameKind = upper && (first.unit === null || first.unit.unit === upper.unit?.unit)
    if (upper?.unit && sameKind) {
      if (first.unit === null) lent = lentPower(text, first.numeral, upper.numeral)
      if (scaledValue(first.numeral, first.unit ?? upper.unit, lent) < scaledValue(upper.numeral, upper.unit)) {
        last = upper
        if (first.unit === null) first = { ...first, unit: upper.unit }
      }
    }
  }
  const low = first.numeral
  const prefix = boundBefore(text, at, floor)
  const bareUp = low.bare && text[at - 1] === '上' && at - 1 >= floor
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
    if (level) {
      // 万亿级 before a noun is an aspiration; only a level that is reached or aimed at is a number.
      if (!bounded || !last.numeral.bare || last.numeral.value < 1e8) return null
    } else if (!scaled || !moneyBefore(text, at) || (low.bare && !bounded)) return null
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
    unit = inferredMoney
    unitInferred = true
    end = last.numeral.end
  } else if (level && last.numeral.bare) {
    return null
  } else if (!currency && !isSaid(text, { ...last, numeral: low, unit }, bounded, inQuotes)) return null
  return build(
    text,
    { first, last, lent, prefix, suffix, bareUp, end, unit, unitInferred, level, currency: currency?.word ?? '' },
    floor,
  )
}

interface Parts {
  first: Read
  last: Read
  lent: number
  prefix: ReturnType<typeof boundBefore>
  suffix: ReturnType<typeof boundAfter>
  bareUp: boolean
  end: number
  unit: UnitWord
  unitInferred: boolean
  level: boolean
  currency: string
}

/** 每吨7.5万元: what the money is said per, and where that begins. */
const perBefore = (text: string, at: number, floor: number): { code: string; power: number; start: number } | null => {
  for (let length = 1; length <= 3; length++) {
    const start = at - length - 1
    if (start < floor || text[start] !== '每') continue
    const per = denominatorAt(text, start + 1, true)
    if (per && per.end === at && per.code !== 'a' && per.code !== 'mo' && per.code !== 'd')
      return { code: per.code, power: per.power, start }
  }
  return null
}

const build = (text: string, parts: Parts, floor: number): Mention => {
  const { first, last, lent, prefix, suffix, bareUp, unit, unitInferred, level, currency } = parts
  let { end } = parts
  const numberStart = first.numeral.start
  let code = unit.unit
  let power = 0
  let start = prefix?.start ?? (bareUp ? numberStart - 1 : numberStart)
  if (currency !== '') start = Math.min(start, numberStart - currency.length)
  const isMoney = /^[A-Z]{3}$/.test(code)
  if (text[end] === '/' || text[end] === '／' || (text[end] === '每' && /[吨年千平]/.test(text[end + 1] ?? ''))) {
    const per = denominatorAt(text, end + 1, isMoney)
    if (per) {
      code = `${code}/${per.code}`
      power = -per.power
      end = per.end
    }
  } else if (isMoney) {
    const per = perBefore(text, start, floor)
    if (per) {
      code = `${code}/${per.code}`
      power = -per.power
      start = per.start
    }
    if (text.startsWith('人民币', end)) end += 3
  }
  const again = end === parts.end ? suffix : boundAfter(text, end)
  const more = last.more || first.more
  let bound: Bound =
    prefix?.bound ?? again?.bound ?? (more ? 'gt' : last.about ? 'approx' : bareUp ? 'ge' : level ? 'approx' : 'eq')
  if (more && bound === 'approx') bound = 'gt'
  const unitEnd = end
  if (level) end++
  if (again) end = again.end
  const by = (value: number): number => (power === 0 ? value : Number(`${value}e${power}`))
  const low = by(scaledValue(first.numeral, unit, lent))
  const high =
    last !== first && last.numeral !== first.numeral
      ? by(scaledValue(last.numeral, unit))
      : first.numeral.valueTo !== undefined
        ? by(Number(`${first.numeral.valueTo}e${unit.power}`))
        : null
  const sign = negative(text, numberStart, code)
  if (sign) start = Math.min(start, numberStart - 1)
  return {
    start,
    end,
    numberStart,
    unitEnd,
    value: sign ? -low : low,
    valueTo: high === null ? null : sign ? -high : high,
    unit: code,
    bound,
    boundSaid: prefix !== null || again !== null || more || bareUp,
    counts: unit.counts,
    unitInferred,
    bare: first.numeral.bare,
    level,
    repaired: first.numeral.repaired || last.numeral.repaired,
    small: first.numeral.form === 'chinese' && first.numeral.value <= 10,
  }
}

/** A minus sign before a rate or a temperature; a dash after a word or a number is only a dash. */
const negative = (text: string, at: number, unit: Unit): boolean => {
  const mark = text[at - 1]
  // 利润负3亿元; 抱负, 肩负 and the like are words of their own.
  if (mark === '负')
    return (unit === '%' || /^[A-Z]{3}$/.test(unit)) && !'抱肩欠担胜自背减'.includes(text[at - 2] ?? ' ')
  if (mark !== '-' && mark !== '－' && mark !== '−') return false
  const before = text.charCodeAt(at - 2)
  if (isArabicDigit(before) || isLetter(before) || before === 0x25) return false
  return unit === '%' || unit === 'Cel' || unit === 'pp' || '为是润额：:达至'.includes(text[at - 2] ?? ' ')
}
