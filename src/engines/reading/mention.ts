import type { Bound } from '../../base/quantity.ts'
import type { Unit } from '../../base/unit.ts'
import { boundAfter, type boundBefore } from './bounds.ts'
import { denominatorAt } from './denominators.ts'
import { isArabicDigit, type Numeral } from './numerals.ts'
import { isLetter, isWordChar, type Read } from './said.ts'
import { smallMoney } from './small-money.ts'
import type { UnitWord } from './unit-words.ts'

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

/** mantissa × 10^power without a rounding step in between. */
export const scaledValue = (numeral: Numeral, unit: UnitWord | null, lent = 0): number => {
  const value = Number(`${numeral.mantissa}e${numeral.exponent + lent + (unit?.power ?? 0)}`)
  return unit?.factor ? value * unit.factor : value
}

/** What was found of one amount before it is put together. */
export interface Parts {
  first: Read
  last: Read
  lent: number
  /** The number, and the upper end of a range, are below zero. */
  minus: boolean
  minusTo: boolean
  /** 半 stands behind the unit (一吨半). */
  half: boolean
  prefix: ReturnType<typeof boundBefore>
  suffix: ReturnType<typeof boundAfter>
  bareUp: boolean
  end: number
  unit: UnitWord
  unitInferred: boolean
  level: boolean
  currency: string
}

const isYearly = (code: string): boolean => code === 'a' || code === 'mo' || code === 'd'

/** 每吨7.5万元: what the money is said per, and where that begins. */
const perBefore = (text: string, at: number, floor: number): { code: string; power: number; start: number } | null => {
  for (let length = 1; length <= 4; length++) {
    const start = at - length - 1
    if (start < floor || text[start] !== '每') continue
    const per = denominatorAt(text, start + 1, true)
    if (per && per.end === at && !isYearly(per.code)) return { code: per.code, power: per.power, start }
  }
  return null
}

const farthest = 8

/** 每亩补贴300元, 每吨售价上涨500元: the price word stands between; the quote begins at the number all the same. */
const perFarBefore = (text: string, at: number, floor: number): { code: string; power: number } | null => {
  for (let i = at - 1; i >= floor && at - i <= farthest; i--) {
    if (text[i] === '每') {
      const per = denominatorAt(text, i + 1, true)
      const known = per && !isYearly(per.code) && !per.code.startsWith('{')
      return known && per.end < at && at - per.end <= 4 ? { code: per.code, power: per.power } : null
    }
    if (!isWordChar(text, i)) return null
  }
  return null
}

/** 一吨半, 两米半: half a unit more. Not 一年半载, 两个半小时, 三吨半挂车. */
export const hasHalf = (text: string, { unit, end, numeral }: Read): boolean =>
  unit !== null &&
  text[end] === '半' &&
  !unit.counts &&
  unit.unit !== '%' &&
  Number.isInteger(numeral.value) &&
  !numeral.scaled &&
  !'个导数路径成年月天载挂'.includes(text[end + 1] ?? ' ')

/** Puts an amount together: its price or rate, its bound, its sign and where its quote begins and ends. */
export const build = (text: string, parts: Parts, floor: number): Mention => {
  const { first, last, lent, minus, minusTo, half, prefix, suffix, bareUp, unit, unitInferred, level, currency } = parts
  let end = parts.end + (half ? 1 : 0)
  const numberStart = first.numeral.start
  let code = unit.unit
  let power = 0
  let start = prefix?.start ?? (bareUp ? numberStart - 1 : numberStart)
  if (currency !== '') start = Math.min(start, numberStart - currency.length)
  const isMoney = /^[A-Z]{3}$/.test(code)
  const coins = isMoney && unit.word !== '' && last === first ? smallMoney(text, end, unit) : { value: 0, end }
  if (coins.value > 0) end = coins.end
  if (text[end] === '/' || text[end] === '／' || (text[end] === '每' && /[吨年千平]/.test(text[end + 1] ?? ''))) {
    const per = denominatorAt(text, end + 1, isMoney)
    if (per) {
      code = `${code}/${per.code}`
      power = -per.power
      end = per.end
    }
  } else if (isMoney) {
    const near = perBefore(text, start, floor)
    const per = near ?? perFarBefore(text, start, floor)
    if (per) {
      code = `${code}/${per.code}`
      power = -per.power
      if (near) start = near.start
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
  const whole = scaledValue(first.numeral, unit, lent) + (half ? 0.5 * 10 ** unit.power * (unit.factor ?? 1) : 0)
  const low = by(coins.value === 0 ? whole : Number((whole + coins.value).toPrecision(15)))
  const high =
    last.numeral !== first.numeral
      ? by(scaledValue(last.numeral, last.unit ?? unit))
      : first.numeral.valueTo !== undefined
        ? by(Number(`${first.numeral.valueTo}e${unit.power}`))
        : null
  if (minus) start = Math.min(start, numberStart - (text[numberStart - 1] === '下' ? 2 : 1))
  return {
    start,
    end,
    numberStart,
    unitEnd,
    value: minus ? -low : low,
    valueTo: high === null ? null : minusTo ? -high : high,
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

/** A minus sign before a rate, a loss or a temperature; a dash after a word or a number is only a dash. */
export const minusBefore = (text: string, at: number, unit: Unit): boolean => {
  const mark = text[at - 1]
  if (mark === '下') return text[at - 2] === '零' && unit === 'Cel'
  // 利润负3亿元; 抱负, 肩负 and the like are words of their own.
  if (mark === '负')
    return (unit === '%' || /^[A-Z]{3}$/.test(unit)) && !'抱肩欠担胜自背减'.includes(text[at - 2] ?? ' ')
  if (mark !== '-' && mark !== '－' && mark !== '−') return false
  const before = text.charCodeAt(at - 2)
  if (isArabicDigit(before) || isLetter(before) || before === 0x25) return false
  return unit === '%' || unit === 'Cel' || unit === 'pp' || '为是润额：:达至'.includes(text[at - 2] ?? ' ')
}
