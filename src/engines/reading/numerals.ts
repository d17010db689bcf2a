/**
 * Numbers as Chinese pages write them: Arabic with thousands marks, full-width, Chinese characters, and mixtures of both
 * (1.5万, 3千万, 1亿2000万, 数十亿, 十七八, 三点五). A hand-written scanner: every character is looked at a bounded number
 * of times.
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

const NONE = 0
const DIGIT = 1
const UNIT = 2
const SCALE = 3
const VAGUE = 4
const ARABIC = 5

const kind = new Uint8Array(65536)
const worth = new Float64Array(65536)
const put = (chars: string, as: number, values: readonly number[]): void => {
  for (let i = 0; i < chars.length; i++) {
    kind[chars.charCodeAt(i)] = as
    worth[chars.charCodeAt(i)] = values[i]!
  }
}
put('零〇一二三四五六七八九两兩', DIGIT, [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 2])
put('十百千', UNIT, [10, 100, 1000])
put('万萬亿億兆', SCALE, [1e4, 1e4, 1e8, 1e8, 1e12])
put('数數几幾', VAGUE, [1, 1, 1, 1])
put('0123456789', ARABIC, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
put('０１２３４５６７８９', ARABIC, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])

/** True when a numeral may begin with this character. */
export const beginsNumeral = (code: number): boolean => kind[code] !== NONE
export const isArabicDigit = (code: number): boolean => kind[code] === ARABIC
/** False past the end of a text (NaN): a loop over numerals at the very end must stop. */
export const isChineseNumeral = (code: number): boolean =>
  kind[code] !== undefined && kind[code] !== NONE && kind[code] !== ARABIC

const scalePower = (code: number): number => Math.round(Math.log10(worth[code]!))
const isPoint = (char: string): boolean => char === '.' || char === '．'
const isComma = (char: string): boolean => char === ',' || char === '，'

const arabicRun = (text: string, at: number): number => {
  let i = at
  while (i < text.length && kind[text.charCodeAt(i)] === ARABIC) i++
  return i
}

const digitsOf = (text: string, start: number, end: number): string => {
  let out = ''
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (kind[code] === ARABIC) out += worth[code]
  }
  return out
}

/** 多, 余, 几 or 来 between a number and its scale or unit; what it says, or nothing. */
const moreAt = (text: string, at: number): 'more' | 'about' | null => {
  const char = text[at]
  if (char === '多' || char === '余' || char === '餘' || char === '几') return 'more'
  return char === '来' || char === '來' ? 'about' : null
}

interface Tail {
  end: number
  power: number
  more: boolean
  about: boolean
}

/** 兆 before a unit is the prefix mega (6.25兆瓦), not 10¹². */
const isMega = (text: string, at: number): boolean =>
  text[at] === '兆' && '瓦伏赫帕焦欧字比'.includes(text[at + 1] ?? ' ')

/** The scale words after an Arabic number: 亿, 千万, 万亿, 余万, 多亿. A single space before them is allowed. */
const scaleTail = (text: string, at: number): Tail => {
  const tail: Tail = { end: at, power: 0, more: false, about: false }
  let i = at
  if (
    text[i] === ' ' &&
    (kind[text.charCodeAt(i + 1)] === SCALE || (moreAt(text, i + 1) && kind[text.charCodeAt(i + 2)] === SCALE))
  )
    i++
  const said = moreAt(text, i)
  const first = text.charCodeAt(i)
  if (said) {
    if (kind[text.charCodeAt(i + 1)] !== SCALE) return tail
    tail.more = said === 'more'
    tail.about = said === 'about'
    i++
  } else if (kind[first] === UNIT) {
    if (worth[first] !== 10 && kind[text.charCodeAt(i + 1)] !== SCALE && worth[first] !== 1000 && worth[first] !== 100)
      return tail
    if (worth[first] === 10) return tail
    tail.power += scalePower(first)
    i++
  }
  while (i < text.length && kind[text.charCodeAt(i)] === SCALE && tail.power < 13 && !isMega(text, i)) {
    tail.power += scalePower(text.charCodeAt(i))
    i++
  }
  if (tail.power > 0) tail.end = i
  return tail
}

const arabic = (text: string, at: number): Numeral | null => {
  let end = arabicRun(text, at)
  // Thousands marks: groups of exactly three behind one to three digits.
  if (end - at <= 3) {
    let group = end
    while (isComma(text[group] ?? '')) {
      const next = arabicRun(text, group + 1)
      if (next - group - 1 !== 3) break
      group = next
    }
    end = group
  }
  const whole = digitsOf(text, at, end)
  let fraction = ''
  if (isPoint(text[end] ?? '')) {
    const after = arabicRun(text, end + 1)
    if (after > end + 1) {
      fraction = digitsOf(text, end + 1, after)
      end = after
      // 1.2.3 is a version or a date, not a number.
      if (isPoint(text[end] ?? '') && kind[text.charCodeAt(end + 1)] === ARABIC) return null
    }
  }
  let repaired = false
  if (fraction === '' && text[end] === ' ' && end - at <= 3) {
    const after = arabicRun(text, end + 1)
    const digits = after - end - 1
    const next = text.charCodeAt(after)
    if (digits >= 1 && digits <= 2 && kind[next] === SCALE) {
      fraction = digitsOf(text, end + 1, after)
      end = after
      repaired = true
    }
  }
  const mantissa = fraction === '' ? whole : `${whole}.${fraction}`
  const tail = scaleTail(text, end)
  end = tail.end
  let exponent = tail.power
  let number = mantissa
  // 1亿2000万 is one number.
  if (tail.power >= 8 && kind[text.charCodeAt(end)] === ARABIC) {
    const more = arabicRun(text, end)
    const rest = scaleTail(text, more)
    if (rest.power === 4) {
      number = String(Number(`${mantissa}e${tail.power - 4}`) + Number(digitsOf(text, end, more)))
      exponent = 4
      end = rest.end
    }
  }
  return {
    start: at,
    end,
    mantissa: number,
    exponent,
    value: Number(`${number}e${exponent}`),
    form: exponent > 0 ? 'mixed' : 'arabic',
    scaled: exponent > 0,
    more: tail.more,
    about: tail.about,
    bare: false,
    repaired,
  }
}

interface Sum {
  total: number
  section: number
  digit: number
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

/** Takes one character into the sum; false when it cannot belong to the number. */
const take = (sum: Sum, code: number): boolean => {
  const value = worth[code]!
  switch (kind[code]) {
    case DIGIT:
      if (sum.digit >= 0 && sum.digit !== 0) {
        // 七八个, 三五家: two neighbouring digits are a range; any other run of digits is no number.
        if (sum.digitTo >= 0 || value <= sum.digit || value - sum.digit > 2) return false
        sum.digitTo = value
        return true
      }
      if (value === 0) {
        sum.zero = true
        if (sum.units === 0) return false
        return true
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
      const digit = sum.digit < 0 ? 1 : sum.digit
      if (sum.digit < 0 && sum.units === 0) sum.leading = true
      if (sum.digit < 0 && sum.units > 0 && !sum.zero) return false
      sum.section += digit * value
      if (sum.digitTo >= 0) {
        sum.digitTo = sum.section - digit * value + sum.digitTo * value
      }
      sum.lastUnit = value
      sum.digit = -1
      sum.zero = false
      sum.units++
      return true
    }
    default: {
      if (sum.digit >= 0) sum.section += sum.digit
      if (sum.section === 0 && sum.total === 0) {
        sum.section = 1
        sum.leading = true
      }
      if (value === 1e4) sum.total += sum.section * 1e4
      else sum.total = (sum.total + sum.section) * value
      if (sum.digitTo >= 0) sum.digitTo *= value
      sum.section = 0
      sum.digit = -1
      sum.lastUnit = 0
      sum.zero = false
      sum.scaled = true
      sum.units++
      return true
    }
  }
}

const chinese = (text: string, at: number): Numeral | null => {
  const sum: Sum = {
    total: 0,
    section: 0,
    digit: -1,
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
  while (i < text.length) {
    const code = text.charCodeAt(i)
    const what = kind[code]
    if (what === NONE || what === ARABIC) {
      // 百余万, 十多亿: 多 and 余 may stand before a scale word.
      const said = i > at ? moreAt(text, i) : null
      if (!said || kind[text.charCodeAt(i + 1)] !== SCALE) break
      if (said === 'more') sum.more = true
      else sum.about = true
      i++
      continue
    }
    if (what === VAGUE && i > at && sum.units === 0) break
    // 十几: a vague tail belongs to the number.
    if (what === VAGUE && i > at) {
      tailMore = true
      i++
      continue
    }
    if (tailMore && what !== SCALE) break
    if (!take(sum, code)) break
    i++
  }
  if (i === at) return null
  let value = sum.total + sum.section
  let valueTo: number | undefined
  if (sum.digit >= 0) {
    const step =
      sum.lastUnit >= 100 && !sum.zero
        ? sum.lastUnit / 10
        : sum.scaled && sum.section === 0 && !sum.zero && sum.total >= 1e4
          ? sum.total % 1e8 === 0
            ? 1e7
            : 1e3
          : 1
    const base = value
    value += sum.digit * step
    if (sum.digitTo >= 0) valueTo = base + sum.digitTo * step
  } else if (sum.digitTo >= 0) valueTo = sum.digitTo
  if (sum.units === 0 && sum.digits === 0 && !sum.more) return null
  // 数 and 几 are words of their own unless a unit follows in the number (数十) .
  if (sum.more && sum.units === 0) return null
  let mantissa = String(value)
  let fractionEnd = i
  if (text[i] === '点' && sum.digit >= 0 && kind[text.charCodeAt(i + 1)] === DIGIT) {
    let fraction = ''
    let j = i + 1
    while (kind[text.charCodeAt(j)] === DIGIT) fraction += worth[text.charCodeAt(j++)]
    const tail = scaleTail(text, j)
    mantissa = `${value}.${fraction}`
    return {
      start: at,
      end: tail.end,
      mantissa,
      exponent: tail.power,
      value: Number(`${mantissa}e${tail.power}`),
      form: 'chinese',
      scaled: tail.power > 0,
      more: tail.more,
      about: tail.about,
      bare: false,
      repaired: false,
    }
  }
  while (fractionEnd > at && text[fractionEnd - 1] === '零') fractionEnd--
  return {
    start: at,
    end: fractionEnd,
    mantissa,
    exponent: 0,
    value,
    ...(valueTo === undefined ? {} : { valueTo }),
    form: 'chinese',
    scaled: sum.scaled,
    more: sum.more || tailMore,
    about: sum.about,
    bare: sum.digits === 0 && sum.leading && !sum.more,
    repaired: false,
  }
}

/** The number that begins at `at`, or null. Looks no further than the number and one character. */
export const numeralAt = (text: string, at: number): Numeral | null => {
  const what = kind[text.charCodeAt(at)]
  if (what === NONE || what === undefined) return null
  return what === ARABIC ? arabic(text, at) : chinese(text, at)
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
  const numeral = chinese(text, at)
  if (!numeral || numeral.more || numeral.scaled || numeral.valueTo !== undefined || numeral.value > 99) return null
  return { value: numeral.value, end: numeral.end }
}
