import {
  ARABIC,
  arabicRun,
  DIGIT,
  digitsOf,
  formal,
  isKilo,
  isMega,
  kind,
  moreAt,
  NONE,
  SCALE,
  UNIT,
  VAGUE,
  worth,
} from './numeral-chars.ts'
import type { Numeral } from './numerals.ts'
import { scaleTail } from './scale-words.ts'

/** A number of characters on its way: what stands below 万, and what 万, 亿 and 兆 have already closed. */
interface Sum {
  section: number
  wan: number
  yi: number
  zhao: number
  digit: number
  /** The pending digit was written in Arabic (3万4000): it counts as it stands. */
  digitArabic: boolean
  digitTo: number
  lastUnit: number
  zero: boolean
  leading: boolean
  more: boolean
  about: boolean
  scaled: boolean
  units: number
  digits: number
}

const largest = 1e8
/** The longest run of Arabic digits below one scale word (3万4000, 2千零30万). */
const placeDigits = 4

const closedBy = (sum: Sum): number => sum.zhao + sum.yi + sum.wan

/** 万, 亿, 兆 close what stands before them; false when they cannot. */
const takeScale = (sum: Sum, value: number): boolean => {
  if (sum.digit >= 0) sum.section += sum.digit
  if (sum.section === 0 && closedBy(sum) === 0) {
    sum.section = 1
    sum.leading = true
  }
  if (value === 1e4) {
    if (sum.section > 0) {
      if (sum.wan > 0 || sum.section > largest) return false
      sum.wan = sum.section * 1e4
    } else if (sum.wan > 0) {
      // 万万 is an old 亿.
      if (sum.yi > 0) return false
      sum.yi = sum.wan * 1e4
      sum.wan = 0
    } else return false
  } else if (value === 1e8) {
    const below = sum.section + sum.wan
    if (below === 0 || sum.yi > 0 || below > largest * 1e4) return false
    sum.yi = below * 1e8
    sum.wan = 0
  } else {
    const below = sum.section + sum.wan + sum.yi
    if (below === 0 || sum.zhao > 0 || below > largest) return false
    sum.zhao = below * 1e12
    sum.wan = 0
    sum.yi = 0
  }
  if (sum.digitTo >= 0) sum.digitTo *= value
  sum.section = 0
  sum.digit = -1
  sum.digitArabic = false
  sum.lastUnit = 0
  sum.zero = false
  sum.scaled = true
  sum.units++
  return true
}

/** Takes one character into the sum; false when it cannot belong to the number. */
const take = (sum: Sum, code: number): boolean => {
  const value = worth[code]!
  switch (kind[code]) {
    case DIGIT:
      if (sum.digit >= 0 && sum.digit !== 0) {
        // 七八个, 三五家: two neighbouring digits are a range; any other run of digits is no number.
        if (sum.digitArabic || sum.digitTo >= 0 || value <= sum.digit || value - sum.digit > 2) return false
        sum.digitTo = value
        return true
      }
      if (value === 0) {
        sum.zero = true
        return sum.units > 0
      }
      sum.digit = value
      sum.digits++
      return true
    case VAGUE:
      if (sum.digit >= 0) return false
      sum.digit = 1
      sum.more = true
      return true
    case UNIT: {
      if (sum.lastUnit > 0 && value >= sum.lastUnit && sum.section > 0) return false
      if (sum.digitArabic && sum.digit >= 10) return false
      if (sum.digit < 0 && sum.units === 0) sum.leading = true
      if (sum.digit < 0 && sum.units > 0 && !sum.zero) return false
      const digit = sum.digit < 0 ? 1 : sum.digit
      sum.section += digit * value
      if (sum.digitTo >= 0) sum.digitTo = sum.section - digit * value + sum.digitTo * value
      sum.lastUnit = value
      sum.digit = -1
      sum.digitArabic = false
      sum.zero = false
      sum.units++
      return true
    }
    default:
      return takeScale(sum, value)
  }
}

/** What a last digit without a unit of its own stands for: 四百五 is 450, 九万四 94 000, 四百零五 405. */
const tailStep = (sum: Sum): number => {
  if (sum.zero || sum.digitArabic) return 1
  if (sum.lastUnit >= 100) return sum.lastUnit / 10
  if (sum.section > 0 || !sum.scaled) return 1
  if (sum.wan > 0) return 1e3
  return sum.yi > 0 ? 1e7 : 1
}

/** 3万4000, 5千200 say every place below their unit; 1千零20 says with 零 that places are left out. */
const fillsPlaces = (sum: Sum, digits: number): boolean => {
  if (sum.zero) return true
  if (sum.lastUnit > 0) return digits === Math.round(Math.log10(sum.lastUnit))
  return sum.section === 0 && sum.wan > 0 && digits === placeDigits
}

/** 一二 … 九 and zeros behind 点; the end is `at` when what stands there is no fraction (十点三十分, 一点两小时). */
const fractionEnd = (text: string, at: number): number => {
  let i = at
  while (
    kind[text.charCodeAt(i)] === DIGIT &&
    worth[text.charCodeAt(i)] !== undefined &&
    !'两兩俩倆'.includes(text[i]!)
  )
    i++
  return kind[text.charCodeAt(i)] === UNIT && !isKilo(text, i) ? at : i
}

/** Forms of cheques stand together (叁佰万); one alone, or 陆 and 伍 inside 大陆 and 队伍, are words. */
const formalStands = (text: string, start: number, end: number, free: boolean): boolean => {
  let seen = 0
  let plain = 0
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (formal[code] === 1) seen++
    else if (kind[code] !== SCALE && kind[code] !== ARABIC && worth[code] !== 0) plain++
  }
  if (seen === 0) return true
  if (end - start === 1)
    return (
      free && ('壹贰叁柒捌玖貳參叄'.includes(text[start]!) || text[start - 1] === '之' || text.startsWith('分之', end))
    )
  if ('大内登着水海收捡队入退放'.includes(text[start - 1] ?? ' ')) return false
  return free || plain === 0
}

/**
 * A number in characters, or in characters and Arabic digits by turns (5亿1万4千6百), that begins at `at`. `free` also takes
 * one character of a cheque and a leading zero.
 */
export const chineseAt = (text: string, at: number, free: boolean): Numeral | null => {
  const sum: Sum = {
    section: 0,
    wan: 0,
    yi: 0,
    zhao: 0,
    digit: -1,
    digitArabic: false,
    digitTo: -1,
    lastUnit: 0,
    zero: false,
    leading: false,
    more: false,
    about: false,
    scaled: false,
    units: 0,
    digits: 0,
  }
  let i = at
  let tailMore = false
  let mixed = false
  let digitFrom = at
  // 零点五, and 零十 where everything is taken.
  if (worth[text.charCodeAt(i)] === 0 && kind[text.charCodeAt(i)] === DIGIT) {
    const next = text[i + 1]
    if (next === '点' || (free && next !== undefined && kind[next.charCodeAt(0)] !== DIGIT)) {
      sum.digits++
      if (kind[text.charCodeAt(i + 1)] === UNIT) {
        sum.zero = true
        sum.units++
      } else sum.digit = 0
      i++
    }
  }
  while (i < text.length) {
    const code = text.charCodeAt(i)
    const what = kind[code]
    if (what === NONE) {
      // 百余万, 十多亿: 多 and 余 may stand before a scale word.
      const said = i > at ? moreAt(text, i) : null
      if (!said || kind[text.charCodeAt(i + 1)] !== SCALE || isMega(text, i + 1)) break
      if (said === 'more') sum.more = true
      else sum.about = true
      i++
      continue
    }
    if (what === ARABIC) {
      const end = arabicRun(text, i)
      if (sum.digit >= 0 || end - i > placeDigits || (i > at && sum.units === 0)) break
      const value = Number(digitsOf(text, i, end))
      if (sum.lastUnit > 0 && value >= sum.lastUnit) break
      // 投资3亿2023年: a year is no part of the amount before it.
      if (i > at && text[end] === '年') break
      sum.digit = value
      sum.digitArabic = true
      sum.digits++
      mixed = true
      digitFrom = i
      i = end
      continue
    }
    // 十几: a vague tail belongs to the number.
    if (what === VAGUE && i > at) {
      if (sum.units === 0) break
      tailMore = true
      i++
      continue
    }
    if (tailMore && what !== SCALE) break
    if (what === SCALE && isMega(text, i)) break
    if (what === UNIT && isKilo(text, i) && !(sum.more && sum.units === 0)) break
    if (!take(sum, code)) {
      // 三百五百: the digit belongs to the number that follows.
      if (what === UNIT && sum.digit > 0 && sum.units > 0 && i - at > 1 && kind[text.charCodeAt(i - 1)] === DIGIT) {
        sum.digit = -1
        i--
      }
      break
    }
    i++
  }
  if (i === at) return null
  // 三十两, 两万两: 两 is never the last figure of a number. 3万4000 fills its places; 3万 4 does not go on.
  const loose =
    sum.digit >= 0 &&
    sum.units > 0 &&
    (sum.digitArabic ? !fillsPlaces(sum, i - digitFrom) : '两兩俩倆'.includes(text[i - 1]!))
  if (loose) {
    i = sum.digitArabic ? digitFrom : i - 1
    sum.digit = -1
    sum.digitArabic = false
  }
  let value = closedBy(sum) + sum.section
  let valueTo: number | undefined
  if (sum.digit >= 0) {
    const step = tailStep(sum)
    const base = value
    value += sum.digit * step
    if (sum.digitTo >= 0) valueTo = base + sum.digitTo * step
  } else if (sum.digitTo >= 0) valueTo = sum.digitTo
  if (sum.units === 0 && sum.digits === 0 && !sum.more) return null
  // 数 and 几 are words of their own unless a unit follows in the number (数十) .
  if (sum.more && sum.units === 0) return null
  if (
    text[i] === '点' &&
    !tailMore &&
    !sum.more &&
    sum.digitTo < 0 &&
    !(sum.leading && sum.digits === 0 && sum.scaled)
  ) {
    const stop = fractionEnd(text, i + 1)
    if (stop > i + 1) {
      let fraction = ''
      for (let j = i + 1; j < stop; j++) fraction += worth[text.charCodeAt(j)]
      if (!formalStands(text, at, stop, free)) return null
      const tail = scaleTail(text, stop)
      const mantissa = `${value}.${fraction}`
      return {
        start: at,
        end: tail.end,
        mantissa,
        exponent: tail.power,
        value: Number(`${mantissa}e${tail.power}`),
        form: mixed ? 'mixed' : 'chinese',
        scaled: tail.power > 0,
        more: tail.more,
        about: tail.about,
        bare: false,
        repaired: false,
      }
    }
  }
  let end = i
  while (end > at + 1 && (text[end - 1] === '零' || text[end - 1] === '〇')) end--
  if (!formalStands(text, at, end, free)) return null
  return {
    start: at,
    end,
    mantissa: String(value),
    exponent: 0,
    value,
    ...(valueTo === undefined ? {} : { valueTo }),
    form: mixed ? 'mixed' : 'chinese',
    scaled: sum.scaled,
    more: sum.more || tailMore,
    about: sum.about,
    bare: sum.digits === 0 && sum.leading && !sum.more && !(free && worth[text.charCodeAt(at)] === 10),
    repaired: false,
  }
}
