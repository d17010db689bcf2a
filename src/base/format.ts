import type { Figure } from './figure.ts'
import type { Lang, Words } from './lang.ts'
import { inLang } from './lang.ts'
import { absolute, compare, type Decimal, divide, round, shift } from './money.ts'
import type { Bound, Modality } from './quantity.ts'
import { type Unit, unitEntry } from './unit.ts'

export { formatPeriod } from './period.ts'

/** The mark beside every number that says what kind of statement it is. */
export const modalityWords: Record<Modality, Words> = {
  actual: { zh: '实绩', en: 'actual' },
  target: { zh: '目标', en: 'target' },
  forecast: { zh: '预期', en: 'forecast' },
  plan: { zh: '规划', en: 'plan' },
  signed: { zh: '签约', en: 'signed' },
}

/** The name of a bound, for filters and forms. */
export const boundWords: Record<Bound, Words> = {
  eq: { zh: '等于', en: 'exactly' },
  gt: { zh: '超过', en: 'over' },
  ge: { zh: '不少于', en: 'at least' },
  lt: { zh: '不足', en: 'under' },
  le: { zh: '不超过', en: 'at most' },
  approx: { zh: '约', en: 'about' },
}

/** How a bound is said around a number: `before` and `after` it. */
const boundAround: Record<Bound, Record<Lang, { before: string; after: string }>> = {
  eq: { 'zh-CN': { before: '', after: '' }, en: { before: '', after: '' } },
  gt: { 'zh-CN': { before: '超', after: '' }, en: { before: 'over ', after: '' } },
  ge: { 'zh-CN': { before: '', after: '以上' }, en: { before: 'at least ', after: '' } },
  lt: { 'zh-CN': { before: '近', after: '' }, en: { before: 'nearly ', after: '' } },
  le: { 'zh-CN': { before: '', after: '以内' }, en: { before: 'at most ', after: '' } },
  approx: { 'zh-CN': { before: '约', after: '' }, en: { before: 'about ', after: '' } },
}

export const noData: Words = { zh: '无数据', en: 'no data' }

interface Scale {
  power: number
  word: string
}

const chinese: Scale[] = [
  { power: 12, word: '万亿' },
  { power: 8, word: '亿' },
  { power: 4, word: '万' },
]
const englishMoney: Scale[] = [
  { power: 12, word: 'tn' },
  { power: 9, word: 'bn' },
  { power: 6, word: 'm' },
]
const english: Scale[] = [
  { power: 9, word: 'billion' },
  { power: 6, word: 'million' },
]
const metric: Scale[] = [
  { power: 12, word: 'T' },
  { power: 9, word: 'G' },
  { power: 6, word: 'M' },
  { power: 3, word: 'k' },
]
const none: Scale = { power: 0, word: '' }

const scaleOf = (value: Decimal, steps: readonly Scale[]): Scale => {
  const size = absolute(value)
  return steps.find((step) => compare(size, shift('1', step.power)) >= 0) ?? none
}

const grouped = (value: Decimal): string => {
  const [whole, fraction] = value.split('.') as [string, string?]
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`)
}

/** At most four decimals; a number below a tenth keeps three significant digits instead, so that it never prints as 0. */
const shortened = (value: Decimal): Decimal => {
  const size = absolute(value)
  if (compare(size, '0.1') >= 0 || compare(size, '0') === 0) return round(value, 4)
  const zeros = /^0\.(0*)/.exec(size)?.[1]?.length ?? 0
  return round(value, zeros + 3)
}

const stepsFor = (unit: Unit, lang: Lang): readonly Scale[] => {
  const { dimension, prefixed } = unitEntry(unit)
  if (prefixed) return metric
  if (['ratio', 'points', 'multiple', 'rank', 'time', 'temperature'].includes(dimension)) return []
  if (lang === 'zh-CN') return chinese
  return unit === 'CNY' || dimension === 'money' || /^[A-Z]{3}\//.test(unit) ? englishMoney : english
}

/** English names one of a thing without the s. */
const oneOf: Record<string, string> = {
  firms: 'firm',
  people: 'person',
  kinds: 'kind',
  vehicles: 'vehicle',
  sites: 'site',
}

/** Lengths and areas change their unit rather than take 万: 7.3 公里, 3.58 平方公里. */
const larger: Record<string, { power: number; zh: string; en: string }> = {
  m: { power: 3, zh: '公里', en: 'km' },
  m2: { power: 6, zh: '平方公里', en: 'km²' },
}

export interface FormattedNumber {
  /** The digits alone, e.g. 788.97. */
  number: string
  /** The unit with its scale, e.g. 亿元 or CNY bn. Empty for a bare count in English. */
  unit: string
  /** Number, unit and bound as one reads them, e.g. 超 1400 亿元 or over CNY 140 bn. */
  text: string
}

const joined = (number: string, unit: string, lang: Lang): string => {
  if (unit === '') return number
  if (unit === '%' || unit === '×' || unit === '℃' || unit === '°C') return number + unit
  if (lang === 'en') {
    const [head, ...rest] = unit.split(' ')
    if (/^[A-Z]{3}(\/|$)/.test(head!) && rest.length > 0) return `${head} ${number} ${rest.join(' ')}`
    if (/^[A-Z]{3}$/.test(head!)) return `${head} ${number}`
  }
  // Chinese prints a number and a Chinese unit without a space: 788.97亿元, but 50 GWh.
  return lang === 'zh-CN' && /^[\u3400-\u9fff]/.test(unit) ? number + unit : `${number} ${unit}`
}

type Shown = Pick<Figure, 'value' | 'valueTo' | 'unit' | 'bound'>

/** A value in its natural scale: 788.97 亿元 or CNY 78.897 bn, 8 万吨/年, 50 GWh. Null is said as 无数据, never 0. */
export const formatFigure = (figure: Shown, lang: Lang): FormattedNumber => {
  if (figure.value === null) return { number: inLang(noData, lang), unit: '', text: inLang(noData, lang) }
  const entry = unitEntry(figure.unit)
  const largest =
    figure.valueTo !== undefined && compare(absolute(figure.valueTo), absolute(figure.value)) > 0
      ? figure.valueTo
      : figure.value
  const big = larger[figure.unit]
  const swapped = big !== undefined && compare(absolute(largest), shift('1', big.power)) >= 0
  const label = swapped ? (lang === 'en' ? big.en : big.zh) : inLang(entry.label, lang)
  const scaled = swapped ? shift(largest, -big.power) : largest
  const scale = scaleOf(scaled, stepsFor(figure.unit, lang))
  const digits = (value: Decimal): string => {
    const shown = shortened(shift(value, -(scale.power + (swapped ? big.power : 0))))
    return lang === 'en' ? grouped(shown) : shown
  }
  const number =
    figure.valueTo === undefined
      ? digits(figure.value)
      : `${digits(figure.value)}${lang === 'en' ? '–' : '—'}${digits(figure.valueTo)}`
  const named = lang === 'en' && number === '1' && entry.dimension === 'count' ? (oneOf[label] ?? label) : label
  const unit = unitWithScale(named, scale.word, entry.prefixed === true, lang)
  if (entry.dimension === 'rank') return rankText(number, lang)
  const around = boundAround[figure.bound][lang]
  const core = joined(number, unit, lang)
  return { number, unit, text: around.before + core + around.after }
}

const unitWithScale = (label: string, word: string, prefixed: boolean, lang: Lang): string => {
  if (word === '') return label
  if (prefixed || lang === 'zh-CN') return word + label
  if (/^[A-Z]{3}(\/|$)/.test(label)) return `${label} ${word}`
  return label === '' ? word : `${word} ${label}`
}

const rankText = (number: string, lang: Lang): FormattedNumber =>
  lang === 'en' ? { number, unit: 'place', text: `No. ${number}` } : { number, unit: '位', text: `第${number}位` }

/** A share or growth as a percentage from a part and a whole, e.g. 98.62 for 788.97 of 800. Null when the whole is 0. */
export const percentOf = (part: Decimal, whole: Decimal, places = 2): Decimal | null =>
  compare(whole, '0') === 0 ? null : round(divide(shift(part, 2), whole, places + 2), places)
