import { chineseAt } from './chinese-numerals.ts'
import { ARABIC, arabicRun, DIGIT, digitsOf, formal, kind, moreAt, NONE, SCALE, UNIT, worth } from './numeral-chars.ts'
import { scaleTail } from './scale-words.ts'
import type { Span } from './spans.ts'

export { beginsNumeral, isArabicDigit, isChineseDigit, isChineseNumeral } from './numeral-chars.ts'

/**
 * Numbers as Chinese pages write them: Arabic with thousands marks, full-width, Chinese characters, forms of cheques, and
 * mixtures (1.5万, 3千万, 1亿2000万, 5万4千6百, 数十亿, 十七八, 三点五, 叁佰万). A hand-written scanner: every character is
 * looked at a bounded number of times.
 */
export interface Numeral {
  start: number
  end: number
  /** The value is mantissa × 10^exponent; kept apart so that 788.97亿 is exact. */
  mantissa: string
  exponent: number
  value: number
  /** 七八, 三五: the upper of two neighbouring digits, in the same scale. */
  valueTo?: number
  form: 'arabic' | 'chinese' | 'mixed'
  /** True when the numeral ends with a scale word of its own (万, 亿 …), so that a range need not lend it one. */
  scaled: boolean
  /** 数, 几, 多, 余, 来 stood inside: the number is a lower figure of something more. */
  more: boolean
  /** 来 stood inside: about. */
  about: boolean
  /** The numeral is only scale words (百, 千亿, 万). */
  bare: boolean
  /** A decimal point was lost (4 9亿) and put back. */
  repaired: boolean
}

/** Longer runs of digits are codes, and their values no numbers a double can hold. */
const longestRun = 40
/** More groups of three digits are a table or a list. */
const mostGroups = 6

const isPoint = (char: string): boolean => char === '.' || char === '．'
const isComma = (char: string): boolean => char === ',' || char === '，'

/** 1亿2000万, 5万4千6百, 1千零20: digits or a zero right behind a scale word go on with the same number. */
const goesOn = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return (
    kind[code] === ARABIC || (kind[code] === DIGIT && (worth[code] !== 0 || kind[text.charCodeAt(at + 1)] === ARABIC))
  )
}

/** 3 000 and 1 234 567 are one number; 1 234 may be two, and stays so. */
const spacedGroups = (text: string, end: number): number => {
  let to = end
  let zeros = false
  let groups = 0
  while (groups <= mostGroups && text[to] === ' ' && arabicRun(text, to + 1) === to + 4) {
    zeros ||= text.startsWith('000', to + 1)
    groups++
    to += 4
  }
  return groups <= mostGroups && (zeros || groups > 1) ? to : end
}

/** The digits behind a decimal point that a page lost (4 9亿) or set apart (产值3. 5亿; 3. 5亿 at the head of a line is an item). */
const lostPoint = (text: string, at: number, end: number): Span | null => {
  if (end - at > 3) return null
  const behindWord = text.charCodeAt(at - 1) >= 0x4e00 && text.charCodeAt(at - 1) <= 0x9fff
  const start =
    text[end] === ' ' ? end + 1 : behindWord && isPoint(text[end] ?? '') && text[end + 1] === ' ' ? end + 2 : end
  const stop = start === end ? end : arabicRun(text, start)
  const digits = stop - start
  return digits >= 1 && digits <= 2 && kind[text.charCodeAt(stop)] === SCALE ? { start, end: stop } : null
}

const arabic = (text: string, at: number, free: boolean): Numeral | null => {
  let end = arabicRun(text, at)
  if (end - at > longestRun) return null
  // Thousands marks: groups of exactly three behind one to three digits.
  if (end - at <= 3) {
    let group = end
    const last = end + 4 * mostGroups
    while (group <= last && isComma(text[group] ?? '') && !(free && text[group] === '，')) {
      const next = arabicRun(text, group + 1)
      if (next - group - 1 !== 3) break
      group = next
    }
    if (group <= last) end = group
  }
  if (!free && end - at <= 3) end = spacedGroups(text, end)
  const whole = digitsOf(text, at, end)
  if (whole.length > longestRun) return null
  let fraction = ''
  // The last part of 1.2.3 is not 2.3.
  const tailOfDotted = free && isPoint(text[at - 1] ?? '') && kind[text.charCodeAt(at - 2)] === ARABIC
  if (isPoint(text[end] ?? '') && !tailOfDotted) {
    const after = arabicRun(text, end + 1)
    if (after - end > longestRun) return null
    if (after > end + 1) {
      // 1.2.3 is a version or a date, not a number; where everything is taken, it is three numbers.
      const dotted = isPoint(text[after] ?? '') && kind[text.charCodeAt(after + 1)] === ARABIC
      if (dotted && !free) return null
      if (!dotted) {
        fraction = digitsOf(text, end + 1, after)
        end = after
      }
    }
  }
  const repair = free || fraction !== '' ? null : lostPoint(text, at, end)
  const repaired = repair !== null
  if (repair !== null) {
    fraction = digitsOf(text, repair.start, repair.end)
    end = repair.end
  }
  const tail = scaleTail(text, end)
  if (fraction === '' && !tail.more && !tail.about && tail.power >= 3 && whole.length <= 4 && goesOn(text, tail.end)) {
    const longer = chineseAt(text, at, free)
    if (longer && longer.end > tail.end) return longer
  }
  const mantissa = fraction === '' ? whole : `${whole}.${fraction}`
  return {
    start: at,
    end: tail.end,
    mantissa,
    exponent: tail.power,
    value: Number(`${mantissa}e${tail.power}`),
    form: tail.power > 0 ? 'mixed' : 'arabic',
    scaled: tail.power > 0,
    more: tail.more,
    about: tail.about,
    bare: false,
    repaired,
  }
}

/** 一 to 九 with nothing of a number behind it: what most Chinese digits of a text are. */
const single = (at: number, value: number): Numeral => ({
  start: at,
  end: at + 1,
  mantissa: String(value),
  exponent: 0,
  value,
  form: 'chinese',
  scaled: false,
  more: false,
  about: false,
  bare: false,
  repaired: false,
})

/**
 * The number that begins at `at`, or null. Looks no further than the number and one character. `free` takes what only
 * deserves to be called a number where nothing else is asked of the text: one character of a cheque (叁), 零十, the parts of
 * 1.2.3; and to it a comma between digits of another width is a comma.
 */
export const numeralAt = (text: string, at: number, free = false): Numeral | null => {
  const what = kind[text.charCodeAt(at)]
  if (what === NONE || what === undefined) return null
  if (what === ARABIC) return arabic(text, at, free)
  const code = text.charCodeAt(at)
  if (what === DIGIT && formal[code] === 0 && worth[code] !== 0) {
    const next = text.charCodeAt(at + 1)
    const ends = at + 1 === text.length || (kind[next] === NONE && next !== 0x70b9 && moreAt(text, at + 1) === null)
    if (ends) return single(at, worth[code]!)
  }
  return chineseAt(text, at, free)
}

/** Four year digits at `at` (2024, ２０２４, 二〇二四), between 1900 and 2100, not part of a longer number; else null. */
export const yearAt = (text: string, at: number): number | null => {
  const first = kind[text.charCodeAt(at)]
  if (first !== ARABIC && first !== DIGIT) return null
  let year = 0
  for (let i = 0; i < 4; i++) {
    const code = text.charCodeAt(at + i)
    if (kind[code] !== first) return null
    year = year * 10 + worth[code]!
  }
  if (kind[text.charCodeAt(at + 4)] === first || (at > 0 && kind[text.charCodeAt(at - 1)] === first)) return null
  return year >= 1900 && year <= 2100 ? year : null
}

/** A small whole number (months, days, quarters, 近三年) at `at`: Arabic up to two digits or Chinese up to 九十九. */
export const smallAt = (text: string, at: number): { value: number; end: number } | null => {
  const what = kind[text.charCodeAt(at)]
  if (what === ARABIC) {
    const end = arabicRun(text, at)
    if (end - at > 2 || isPoint(text[end] ?? '')) return null
    return { value: Number(digitsOf(text, at, end)), end }
  }
  if (what !== DIGIT && what !== UNIT) return null
  const numeral = chineseAt(text, at, false)
  if (!numeral || numeral.more || numeral.scaled || numeral.valueTo !== undefined || numeral.value > 99) return null
  return { value: numeral.value, end: numeral.end }
}
