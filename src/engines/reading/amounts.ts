import { type Dimension, dimensionOf, isMoney } from '../../base/unit.ts'
import { denominatorAt } from './denominators.ts'
import { moneySignBefore } from './money-signs.ts'
import { type FreeNumber, mayBegin, numberAt, pastDigits } from './number-forms.ts'
import { isArabicDigit, type Numeral } from './numerals.ts'
import { lentPower, rangeGap } from './range-ends.ts'
import { type Recognised, scaled, type UnitFound, unitBehind, walk } from './recognised.ts'
import { isLetter, isWordChar } from './said.ts'
import { smallMoney } from './small-money.ts'
import { type Squeezed, squeeze } from './squeezed.ts'
import { type UnitWord, unitAt } from './unit-words.ts'

export interface MoneyOptions {
  /** Names of money that stand without an amount are found too, with value null (人民币兑美元). */
  names?: boolean
}

/** One or two numbers and the unit behind them. */
interface Amount {
  number: FreeNumber
  upper: FreeNumber | null
  /** Power of ten that the upper end lends the lower one. */
  lent: number
  found: UnitFound | null
  more: boolean
  /** 半 stands behind the unit (一吨半). */
  half: boolean
  end: number
}

const pastMore = (text: string, at: number, numeral: Numeral | null): number =>
  numeral !== null && '多余来'.includes(text[at] ?? ' ') && unitAt(text, at + 1, true) !== null ? at + 1 : at

const amountAt = (text: string, at: number): Amount | null => {
  const number = numberAt(text, at)
  if (!number || number.numeral?.bare) return null
  const from = pastMore(text, number.end, number.numeral)
  let found = unitBehind(text, from)
  let upper: FreeNumber | null = null
  let lent = 0
  const gap = rangeGap(text, found ? found.end : number.end)
  const second = gap === null ? null : numberAt(text, gap)
  if (second && !second.negative) {
    const unit = unitBehind(text, second.end)
    const same = unit !== null && (found === null || found.unit.unit === unit.unit.unit)
    if (same) {
      const low = number.numeral
      const high = second.numeral
      if (found === null && low && high) lent = lentPower(text, low, high)
      const first = found?.unit ?? unit.unit
      if (scaled(number, first) * 10 ** lent < scaled(second, unit.unit)) {
        upper = second
        found = unit
      } else lent = 0
    }
  }
  const half =
    found !== null && text[found.end] === '半' && upper === null && !'个导数路'.includes(text[found.end + 1] ?? ' ')
  const more = (from > number.end && text[number.end] !== '来') || (number.numeral?.more ?? false)
  return { number, upper, lent, found, more, half, end: found ? found.end + (half ? 1 : 0) : number.end }
}

const tidy = (value: number): number => Number(value.toPrecision(15))

const recognised = (
  squeezed: Squeezed,
  start: number,
  amount: Amount,
  unit: UnitWord,
  per: { code: string; power: number; end: number } | null,
): Recognised => {
  const { number, upper, lent, half, more } = amount
  const by = (value: number): number => (per && per.power !== 0 ? tidy(value / 10 ** per.power) : value)
  const one = half ? (number.negative ? -0.5 : 0.5) : 0
  const plain: UnitWord = { ...unit, power: 0 }
  const { factor: _, ...unscaled } = plain
  const saidValue = tidy(scaled(number, { ...unscaled, power: lent })) + one
  const value = half || lent > 0 ? tidy(saidValue * 10 ** unit.power * (unit.factor ?? 1)) : scaled(number, unit)
  const range = number.numeral?.valueTo
  const saidTo = upper ? upper.value : range
  const valueTo = upper
    ? scaled(upper, unit)
    : range === undefined
      ? undefined
      : tidy(range * 10 ** unit.power * (unit.factor ?? 1))
  const end = per ? per.end : amount.end
  return {
    start: squeezed.offsets[start]!,
    end: squeezed.offsets[end - 1]! + 1,
    value: by(value),
    ...(valueTo === undefined ? {} : { valueTo: by(valueTo) }),
    unit: per ? `${unit.unit}/${per.code}` : unit.unit,
    said: { value: saidValue, ...(saidTo === undefined ? {} : { valueTo: saidTo }), sign: unit.sign, word: unit.word },
    more,
  }
}

const quotient = (text: string, at: number, money: boolean): { code: string; power: number; end: number } | null =>
  text[at] === '/' ? denominatorAt(text, at + 1, money) : null

/** 块 and 毛 are money before 钱, a mark, or more money; before a noun they count pieces. */
const isMoneyWord = (text: string, { unit, end }: UnitFound): boolean => {
  if (!isMoney(unit.unit)) return false
  if (unit.word === '分钱' || unit.word.length > 1 || !'块毛角'.includes(unit.word)) return true
  const next = text[end]
  return next === undefined || !isWordChar(text, end) || '的和与左以'.includes(next) || mayBegin(next.charCodeAt(0))
}

const spacesBefore = (text: string, at: number): number => {
  let i = at
  while (i > 0 && text[i - 1] === ' ') i--
  return i
}

/** A name of money of two characters or more that stands for itself, with its end. */
const moneyName = (text: string, at: number): UnitWord | null => {
  const unit = unitAt(text, at, true)
  return unit && unit.word.length > 1 && isMoney(unit.unit) && !unit.latin && unit.power === 0 ? unit : null
}

/**
 * Every amount of money: with its unit behind (1200亿美元, 三块, 8亿元人民币), its sign or name before ($20, 人民币 8千元), and smaller
 * money behind (50元6角三分). Prices are quotients: 7.5万元/吨 is 75 000 CNY/t. An amount without any word of money is none.
 *
 *     money('奖池36.57亿元')  → 3 657 000 000 CNY, quote 36.57亿元
 */
export const money = (text: string, options: MoneyOptions = {}): Recognised[] => {
  const squeezed = squeeze(text)
  const all = squeezed.text
  const found: Recognised[] = []
  let floor = 0
  const names = options.names === true
  const nameAt = (at: number): number | null => {
    const name = moneyName(all, at)
    if (!name) return null
    const end = at + name.word.length
    // 人民币 50元: the name belongs to the amount behind it.
    let next = end
    while (all[next] === ' ') next++
    const amount = mayBegin(all.charCodeAt(next)) ? amountAt(all, next) : null
    if (amount && moneySignBefore(all, end, at) && (amount.found === null || amount.found.unit.unit === name.unit))
      return end
    found.push({
      start: squeezed.offsets[at]!,
      end: squeezed.offsets[end - 1]! + 1,
      value: null,
      unit: name.unit,
      said: { value: null, sign: name.sign, word: name.word },
      more: false,
    })
    floor = end
    return end
  }
  walk(
    all,
    (code) => mayBegin(code) || (names && code >= 0x4e00 && code <= 0x9fff),
    (at) => {
      const amount = amountAt(all, at)
      if (!amount) {
        if (isArabicDigit(all.charCodeAt(at))) return pastDigits(all, at)
        return names ? nameAt(at) : null
      }
      const { number } = amount
      const before = spacesBefore(all, number.start)
      const sign = moneySignBefore(all, before, floor)
      let unit: UnitWord
      if (amount.found && isMoneyWord(all, amount.found)) unit = amount.found.unit
      else if (sign && !isLetter(all.charCodeAt(number.end)))
        unit = { word: sign.word, unit: sign.unit, power: 0, sign: sign.unit, counts: false, latin: false }
      else return number.end
      const named = amount.found?.unit === unit
      const start = sign && sign.unit === unit.unit ? before - sign.word.length : number.start
      if (!named) Object.assign(amount, { found: null, half: false, end: number.end })
      const small =
        named && unit.power === 0 && !amount.upper ? smallMoney(all, amount.end, unit) : { value: 0, end: amount.end }
      const per = small.value === 0 ? quotient(all, amount.end, true) : null
      const one = recognised(squeezed, start, amount, unit, per)
      if (small.value > 0) {
        one.value = tidy(one.value! + small.value)
        one.said.value = one.value
        one.end = squeezed.offsets[small.end - 1]! + 1
      }
      let end = per ? per.end : small.end
      if (!per && all.startsWith('人民币', end) && unit.unit === 'CNY' && unit.word !== '人民币') {
        end += 3
        one.end = squeezed.offsets[end - 1]! + 1
      }
      found.push(one)
      floor = end
      return end
    },
  )
  return found
}

const physical: ReadonlySet<Dimension> = new Set<Dimension>([
  'mass',
  'energy',
  'power',
  'charge',
  'voltage',
  'length',
  'area',
  'volume',
  'speed',
  'frequency',
  'pressure',
  'information',
])

/** 度 is electricity only where it says so; 方 alone is mostly a side. */
const measures = (text: string, { unit, end }: UnitFound): boolean => {
  if (!physical.has(dimensionOf(unit.unit)) && unit.unit !== 'A') return false
  if (unit.word === '度') return text[end] === '电'
  return unit.word !== '方' || !isWordChar(text, end)
}

/** One place of a number in a machine: 32位处理器, 一位是最小的存储单位. */
const isBit = (text: string, at: number): boolean =>
  text[at] === '位' &&
  /^位[^，。；,;\n]{0,8}(?:存储单位|处理器|微机|二进制|操作系统|单片机)/.test(text.slice(at, at + 16))

const bit: UnitWord = { word: '位', unit: 'bit', power: 0, sign: 'bit', counts: false, latin: false }

/**
 * Every number with a physical unit: length, area, volume, mass, energy, power, charge, voltage, pressure, frequency, speed and
 * information; 一吨半 is 1.5 t. Rates are quotients (万吨/年 → t/a).
 *
 *     dimensions('日均20万公斤')  → 200 t, said as 200 000 kg, quote 20万公斤
 */
export const dimensions = (text: string): Recognised[] => {
  const squeezed = squeeze(text)
  const all = squeezed.text
  const found: Recognised[] = []
  walk(all, mayBegin, (at) => {
    const amount = amountAt(all, at)
    if (!amount) return isArabicDigit(all.charCodeAt(at)) ? pastDigits(all, at) : null
    const { number } = amount
    if (amount.found && measures(all, amount.found)) {
      const per = quotient(all, amount.end, false)
      found.push(recognised(squeezed, number.start, amount, amount.found.unit, per))
      return per ? per.end : amount.end
    }
    if (isBit(all, number.end)) {
      const end = number.end + 1
      found.push(recognised(squeezed, number.start, { ...amount, upper: null, lent: 0, half: false, end }, bit, null))
      return end
    }
    return number.end
  })
  return found
}
