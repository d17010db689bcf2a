import { currencyOf } from './currency.ts'
import type { Words } from './lang.ts'

/**
 * A unit code: ISO 4217 for money, SI/UCUM else, classifiers in braces: CNY, t, Wh, W, m2, 亩, %, pp, x, {个}, {家}.
 * Prices and yearly rates are quotients of these: CNY/t, t/a.
 */
export type Unit = string

export type Dimension =
  | 'money'
  | 'mass'
  | 'energy'
  | 'power'
  | 'charge'
  | 'voltage'
  | 'length'
  | 'area'
  | 'volume'
  | 'time'
  | 'temperature'
  | 'speed'
  | 'frequency'
  | 'pressure'
  | 'information'
  | 'angle'
  | 'ratio'
  | 'points'
  | 'multiple'
  | 'rank'
  | 'count'
  | 'other'

export interface UnitEntry {
  code: Unit
  dimension: Dimension
  label: Words
  /** Steps of the metric prefix to print with (50 GWh), largest first; else numbers are scaled by 万/亿 and thousand/million. */
  prefixed?: boolean
}

const entry = (code: Unit, dimension: Dimension, zh: string, en: string, prefixed = false): UnitEntry => ({
  code,
  dimension,
  label: { zh, en },
  ...(prefixed ? { prefixed } : {}),
})

const money = (code: Unit): UnitEntry | undefined => {
  const currency = currencyOf(code)
  return currency && { code, dimension: 'money', label: currency.label }
}

/** Currencies that forms offer; every other one of the currency table is known too. */
const offered = ['CNY', 'USD', 'HKD', 'MOP', 'TWD', 'EUR', 'GBP', 'JPY', 'KRW', 'RUB', 'AUD', 'CAD', 'CHF']

const table = new Map<Unit, UnitEntry>(
  [
    ...offered.map((code) => money(code)!),
    entry('t', 'mass', '吨', 't'),
    entry('Wh', 'energy', 'Wh', 'Wh', true),
    entry('J', 'energy', '焦', 'J', true),
    entry('tce', 'energy', '吨标准煤', 'tce'),
    entry('W', 'power', 'W', 'W', true),
    entry('VA', 'power', 'VA', 'VA', true),
    entry('VAh', 'energy', 'VAh', 'VAh', true),
    entry('Ah', 'charge', 'Ah', 'Ah', true),
    entry('V', 'voltage', 'V', 'V', true),
    entry('A', 'other', 'A', 'A', true),
    entry('Hz', 'frequency', 'Hz', 'Hz', true),
    entry('Pa', 'pressure', 'Pa', 'Pa', true),
    entry('B', 'information', 'B', 'B', true),
    entry('bit', 'information', 'bit', 'bit', true),
    entry('bit/s', 'other', 'bit/s', 'bit/s', true),
    entry('m', 'length', '米', 'm'),
    entry('m2', 'area', '平方米', 'm²'),
    entry('亩', 'area', '亩', 'mu'),
    entry('m3', 'volume', '立方米', 'm³'),
    entry('L', 'volume', '升', 'L'),
    entry('秒', 'time', '秒', 's'),
    entry('分钟', 'time', '分钟', 'min'),
    entry('小时', 'time', '小时', 'h'),
    entry('天', 'time', '天', 'days'),
    entry('周', 'time', '周', 'weeks'),
    entry('月', 'time', '个月', 'months'),
    entry('年', 'time', '年', 'years'),
    entry('岁', 'time', '岁', 'years old'),
    entry('Cel', 'temperature', '℃', '°C'),
    entry('[degF]', 'temperature', '华氏度', '°F'),
    entry('deg', 'angle', '度', '°'),
    entry('m/s', 'speed', '米/秒', 'm/s'),
    entry('%', 'ratio', '%', '%'),
    entry('pp', 'points', '个百分点', 'pp'),
    entry('x', 'multiple', '倍', '×'),
    entry('位', 'rank', '位', 'place'),
  ].map((one) => [one.code, one]),
)

/** English words of classifiers that name one thing in industry pages; other classifiers print as a bare number. */
const classifierEnglish: Record<string, string> = {
  家: 'firms',
  户: 'firms',
  人: 'people',
  名: 'people',
  种: 'kinds',
  辆: 'vehicles',
  座: 'sites',
}

/** Denominators as they are read: 'a' is a year. */
const perLabel: Record<string, Words> = {
  a: { zh: '年', en: 'yr' },
  mo: { zh: '月', en: 'mo' },
  d: { zh: '日', en: 'day' },
  h: { zh: '小时', en: 'h' },
  min: { zh: '分钟', en: 'min' },
  s: { zh: '秒', en: 's' },
  g: { zh: '克', en: 'g' },
  kg: { zh: '千克', en: 'kg' },
}

/** The entry of a code, of a classifier in braces, or of a quotient; an unknown code is its own label. */
export const unitEntry = (code: Unit): UnitEntry => {
  const known = table.get(code) ?? money(code)
  if (known) return known
  if (code.startsWith('{') && code.endsWith('}')) {
    const word = code.slice(1, -1)
    return entry(code, 'count', word, classifierEnglish[word] ?? '')
  }
  const slash = code.indexOf('/')
  if (slash > 0) {
    const over = unitEntry(code.slice(0, slash))
    const under = perLabel[code.slice(slash + 1)] ?? unitEntry(code.slice(slash + 1)).label
    return entry(code, 'other', `${over.label.zh}/${under.zh}`, `${over.label.en}/${under.en}`, over.prefixed ?? false)
  }
  return entry(code, 'other', code, code)
}

/** What a unit measures; a yearly rate or price is 'other' and compares by its code. */
export const dimensionOf = (code: Unit): Dimension => unitEntry(code).dimension

export const isMoney = (code: Unit): boolean => dimensionOf(code) === 'money'

/** True when the code is in the table, is a classifier, or is a quotient of such. */
export const isKnownUnit = (code: Unit): boolean => {
  if (table.has(code) || currencyOf(code) !== undefined || /^\{[^{}]+\}$/.test(code)) return true
  const slash = code.indexOf('/')
  if (slash <= 0) return false
  const under = code.slice(slash + 1)
  return isKnownUnit(code.slice(0, slash)) && (under in perLabel || isKnownUnit(under))
}

/** Every code of the table, for forms that offer a choice. */
export const knownUnits = (): UnitEntry[] => [...table.values()]
