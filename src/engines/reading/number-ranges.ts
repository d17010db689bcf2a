import type { Bound } from '../../base/quantity.ts'
import type { Unit } from '../../base/unit.ts'
import { boundAfter, boundBefore } from './bounds.ts'
import { mayBegin, numberAt, pastDigits } from './number-forms.ts'
import { isArabicDigit, type Numeral } from './numerals.ts'
import { percentWordAt } from './percent-words.ts'
import { lentPower, rangeGap } from './range-ends.ts'
import { walk } from './recognised.ts'
import type { Span } from './spans.ts'
import { squeeze } from './squeezed.ts'
import { unitAt } from './unit-words.ts'

/** Numbers between two ends as the words say it; an end that is not said is infinite. */
export interface NumberRange extends Span {
  low: number
  high: number
  lowIncluded: boolean
  highIncluded: boolean
  /** '%' where the ends were said as percentages in words (超过百分之零点九), else ''. */
  unit: Unit
  /** Two numbers with 到, ~ or 之间; one bounded number (超过80); two bounds of one number (大于10小于20); more than a figure (十几万). */
  form: 'between' | 'bound' | 'both' | 'more'
}

export interface RangeOptions {
  /** The upper of two numbers said with 到, ~ or 之间 is left out: [20,100). Chinese usage has it in, and so has the default. */
  openEnd?: boolean
  /** 以上 and 以下 without 及 or 或 leave their number out. By Chinese law (民法典 §1259) they have it in, and so has the default. */
  strictAbove?: boolean
}

interface Found {
  start: number
  end: number
  /** Behind a unit or counting word that follows; where no bound word makes it part of the range. */
  past: number
  low: number
  high: number
  lowIncluded: boolean
  highIncluded: boolean
  unit: Unit
  form: NumberRange['form']
}

interface End {
  start: number
  end: number
  value: number
  numeral: Numeral | null
  unit: Unit
}

const endAt = (text: string, at: number): End | null => {
  const percent = percentWordAt(text, at)
  if (percent && percent.valueTo === undefined && text[percent.end - 1] !== '成')
    return { start: at, end: percent.end, value: percent.value, numeral: null, unit: '%' }
  const number = numberAt(text, at)
  if (!number || number.numeral?.bare) return null
  return { start: number.start, end: number.end, value: number.value, numeral: number.numeral, unit: '' }
}

const pastSpaces = (text: string, at: number): number => {
  let i = at
  while (i < at + 4 && text[i] === ' ') i++
  return i
}

const backSpaces = (text: string, at: number, floor: number): number => {
  let i = at
  while (i > floor && i > at - 4 && text[i - 1] === ' ') i--
  return i
}

/** The bound word before a number, also with spaces inside it (小于 或 等于, < =), and where it begins. */
const looseBefore = (text: string, at: number, floor: number): { bound: Bound; start: number } | null => {
  const direct = boundBefore(text, at, floor, true)
  let near = ''
  const places: number[] = []
  for (let i = at - 1; i >= floor && near.length < 10 && at - i < 20; i--) {
    if (text[i] === ' ') continue
    near = text[i]! + near
    places.unshift(i)
  }
  const loose = near.length === at - places[0]! ? null : boundBefore(near, near.length, 0, true)
  if (!loose) return direct
  const start = places[loose.start]!
  return direct && direct.start <= start ? direct : { bound: loose.bound, start }
}

const lows = '大高多强长重'
const highs = '小低少弱短轻'
const lead = ['位于', '介于', '处于', '在']

const all = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, lowIncluded: false, highIncluded: false }

const bounded = (bound: Bound, value: number): Omit<Found, 'start' | 'end' | 'past' | 'unit' | 'form'> | null => {
  switch (bound) {
    case 'gt':
      return { ...all, low: value }
    case 'ge':
      return { ...all, low: value, lowIncluded: true }
    case 'lt':
      return { ...all, high: value }
    case 'le':
      return { ...all, high: value, highIncluded: true }
    case 'eq':
      return { low: value, high: value, lowIncluded: true, highIncluded: true }
    default:
      return null
  }
}

/** 20~100, 一千到一千五百, 10000与20000间, 在第十和第十五之间. */
const betweenAt = (text: string, first: End, floor: number, openEnd: boolean): Found | null => {
  const gapFrom = pastSpaces(text, first.end)
  const dash = rangeGap(text, gapFrom)
  const joined = dash ?? ('和与跟及'.includes(text[gapFrom] ?? ' ') ? gapFrom + 1 : null)
  if (joined === null) return null
  let at = pastSpaces(text, joined)
  if (text[at] === '第') at++
  const second = endAt(text, at)
  if (!second) return null
  const lent =
    first.numeral && second.numeral && text[first.start - 1] !== '第'
      ? lentPower(text, first.numeral, second.numeral, false)
      : 0
  const low = Number((first.value * 10 ** lent).toPrecision(15))
  if (low >= second.value) return null
  const unit = unitAt(text, second.end)
  const word = [second.end, unit ? second.end + unit.word.length : second.end].flatMap((from) => {
    const behind = pastSpaces(text, from)
    if (text.startsWith('之间', behind)) return [behind + 2]
    return text[behind] === '间' ? [behind + 1] : []
  })[0]
  if (dash === null && word === undefined) return null
  // 2024-06-19, 0735-1234567-8 and 3-4-5 are no ranges.
  if (
    dash !== null &&
    isArabicDigit(text.charCodeAt(first.start - 2)) &&
    rangeGap(text, first.start - 1) === first.start
  )
    return null
  if (
    dash !== null &&
    word === undefined &&
    rangeGap(text, second.end) !== null &&
    isArabicDigit(text.charCodeAt(second.end + 1))
  )
    return null
  let start = text[first.start - 1] === '第' ? first.start - 1 : first.start
  if (word !== undefined) {
    const before = backSpaces(text, start, floor)
    const led = lead.find((one) => before - one.length >= floor && text.startsWith(one, before - one.length))
    if (led) start = before - led.length
  }
  const end = word ?? second.end
  return {
    start,
    end,
    past: end,
    low,
    high: second.value,
    lowIncluded: true,
    highIncluded: !openEnd,
    unit: second.unit,
    form: 'between',
  }
}

/** 超过80, 1000以上, 比三十大, ≥50, 等于1535, 五百多, 十几万, 七八. */
const boundedAt = (text: string, one: End, floor: number, strictAbove: boolean): Found | null => {
  const { value, numeral, unit } = one
  const word = unitAt(text, pastSpaces(text, one.end))
  const past = word && word.unit !== '%' ? pastSpaces(text, one.end) + word.word.length : one.end
  const base = { start: one.start, end: one.end, past, unit }
  const before = backSpaces(text, one.start, floor)
  if (before > floor && text[before - 1] === '比') {
    for (const from of [one.end, past]) {
      const at = pastSpaces(text, from)
      const side = text[at] ?? ' '
      const found = lows.includes(side) ? bounded('gt', value) : highs.includes(side) ? bounded('lt', value) : null
      if (found) return { ...base, ...found, start: before - 1, end: at + 1, past: at + 1, form: 'bound' }
    }
  }
  const prefix = looseBefore(text, one.start, floor)
  const said = prefix && bounded(prefix.bound, value)
  if (prefix && said) return { ...base, ...said, start: prefix.start, form: 'bound' }
  for (const from of past === one.end ? [one.end] : [one.end, past]) {
    const suffix = boundAfter(text, from, true)
    if (!suffix || (from !== one.end && text[suffix.start] === '多')) continue
    const plain = strictAbove && suffix.end - suffix.start === 2 && '以'.includes(text[suffix.start]!)
    const bound =
      plain && suffix.bound === 'ge'
        ? 'gt'
        : plain && suffix.bound === 'le' && text[suffix.end - 1] === '下'
          ? 'lt'
          : suffix.bound
    const found = bounded(bound, value)
    if (found && bound !== 'approx')
      return { ...base, ...found, end: suffix.end, past: suffix.end, form: suffix.bound === 'gt' ? 'more' : 'bound' }
  }
  if (numeral?.valueTo !== undefined)
    return { ...base, low: value, high: numeral.valueTo, lowIncluded: true, highIncluded: true, form: 'between' }
  const more = '多余'.includes(text[one.end] ?? ' ')
  if (numeral && (more || numeral.more)) {
    const end = more && !numeral.more ? one.end + 1 : one.end
    return { ...base, ...all, low: value, end, past: Math.max(past, end), form: 'more' }
  }
  return null
}

const joinWord = /^[ ,，、]*(?:的?同时|而且|并且|并|且|但|又)? *$/

/** Two bounds of one number: 大于10小于20, 最多100最少20, 1000以上，1500以下. */
const joined = (text: string, a: Found, b: Found): Found | null => {
  if (a.form !== 'bound' || b.form !== 'bound' || b.start - a.end > 12) return null
  const [lower, upper] = a.high === Number.POSITIVE_INFINITY ? [a, b] : [b, a]
  if (lower.high !== Number.POSITIVE_INFINITY || upper.low !== Number.NEGATIVE_INFINITY) return null
  if (lower.low === Number.NEGATIVE_INFINITY || upper.high === Number.POSITIVE_INFINITY) return null
  if (lower.low > upper.high || lower.unit !== upper.unit) return null
  if (!joinWord.test(text.slice(a.end, b.start)) && !joinWord.test(text.slice(a.past, b.start))) return null
  return {
    start: a.start,
    end: b.end,
    past: b.past,
    low: lower.low,
    high: upper.high,
    lowIncluded: lower.lowIncluded,
    highIncluded: upper.highIncluded,
    unit: a.unit,
    form: 'both',
  }
}

/**
 * Every range of numbers: between two ends, above or below one, or two bounds that are said together of one thing. Ends are
 * as the words say them (超过 leaves its number out, 至少 has it in); the options read 到 and 以上 in ways other than usage.
 *
 *     numberRanges('这个数字大于二十的同时小于等于三十五')  → (20, 35], quote 大于二十的同时小于等于三十五
 */
export const numberRanges = (text: string, options: RangeOptions = {}): NumberRange[] => {
  const squeezed = squeeze(text)
  const plain = squeezed.text
  const found: Found[] = []
  let floor = 0
  walk(plain, mayBegin, (at) => {
    const one = endAt(plain, at)
    if (!one) return isArabicDigit(plain.charCodeAt(at)) ? pastDigits(plain, at) : null
    const range =
      betweenAt(plain, one, floor, options.openEnd === true) ??
      boundedAt(plain, one, floor, options.strictAbove === true)
    if (!range) return one.end
    floor = range.end
    const last = found.at(-1)
    const both = last && joined(plain, last, range)
    if (both) found[found.length - 1] = both
    else found.push(range)
    return range.end
  })
  return found.map(({ start, end, low, high, lowIncluded, highIncluded, unit, form }) => ({
    start: squeezed.offsets[start]!,
    end: squeezed.offsets[end - 1]! + 1,
    low,
    high,
    lowIncluded,
    highIncluded,
    unit,
    form,
  }))
}
