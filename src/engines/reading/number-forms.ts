import { isArabicDigit, kind, SCALE } from './numeral-chars.ts'
import { beginsNumeral, isChineseDigit, type Numeral, numeralAt } from './numerals.ts'
import { isLetter } from './said.ts'

/** A number in any form it is written in: with a sign, as a fraction, a power, with k or M, as 半百. */
export interface FreeNumber {
  start: number
  end: number
  value: number
  /** The numeral it is, where it is one and nothing else: fractions and powers have none. */
  numeral: Numeral | null
  negative: boolean
}

const isSign = (char: string | undefined): boolean => char === '-' || char === '−' || char === '负' || char === '－'

/** 负 that begins a number; 抱负 and the like are words. */
const signs = (text: string, at: number): boolean => {
  const before = text[at - 1]
  if (before === undefined) return true
  if (text[at] === '负') return !'抱肩欠担胜自背减'.includes(before)
  const code = text.charCodeAt(at - 1)
  return !(kind[code] !== 0 || isLetter(code) || isSign(before) || ')）%.'.includes(before))
}

const scaleLetters: Record<string, number> = { k: 3, K: 3, M: 6 }

const integerAt = (text: string, at: number): { text: string; end: number } | null => {
  let end = at
  while (isArabicDigit(text.charCodeAt(end))) end++
  return end > at ? { text: text.slice(at, end), end } : null
}

/** 2^5, 2.5^-1, 2e5, 21.2E0, 40k, 2.5 M, behind plain Arabic digits. */
export const raisedAt = (text: string, { end, mantissa }: Numeral): { value: number; end: number } | null => {
  const mark = text[end]
  if (mark === '^') {
    let i = end + 1
    let sign = 1
    while (i < end + 4 && (text[i] === '-' || text[i] === '+')) if (text[i++] === '-') sign = -sign
    const power = integerAt(text, i)
    if (!power || power.text.length > 3) return null
    const value = Number(mantissa) ** (sign * Number(power.text))
    return Number.isFinite(value) ? { value, end: power.end } : null
  }
  if (mark === 'e' || mark === 'E') {
    const signed = text[end + 1] === '-' || text[end + 1] === '+'
    const power = integerAt(text, end + (signed ? 2 : 1))
    if (!power || power.text.length > 2 || isLetter(text.charCodeAt(power.end))) return null
    return { value: Number(`${mantissa}e${text.slice(end + 1, power.end)}`), end: power.end }
  }
  const at = mark === ' ' ? end + 1 : end
  const letter = scaleLetters[text[at] ?? '']
  const next = text.charCodeAt(at + 1)
  if (letter === undefined || isLetter(next) || isArabicDigit(next)) return null
  return { value: Number(`${mantissa}e${letter}`), end: at + 1 }
}

/** 3/5 behind the digits of its top; dates (1/2/2024) are none. */
const slashed = (text: string, top: Numeral): { value: number; end: number } | null => {
  if (text[top.end] !== '/' || top.mantissa.includes('.') || text[top.start - 1] === '/') return null
  const below = integerAt(text, top.end + 1)
  if (!below || Number(below.text) === 0 || text[below.end] === '/' || isLetter(text.charCodeAt(below.end))) return null
  return { value: Number(top.mantissa) / Number(below.text), end: below.end }
}

/** 五分之一, 16分之5, 3分之负157 behind the numeral of its bottom. 百分之五 is a share and not read here. */
const parted = (text: string, bottom: Numeral): { value: number; end: number } | null => {
  if (!text.startsWith('分之', bottom.end) || bottom.bare || bottom.value === 0) return null
  const at = bottom.end + 2
  const minus = isSign(text[at])
  const top = numeralAt(text, minus ? at + 1 : at, true)
  if (!top || top.bare || top.valueTo !== undefined) return null
  return { value: ((minus ? -1 : 1) * top.value) / bottom.value, end: top.end }
}

const plainNumberAt = (text: string, at: number): Omit<FreeNumber, 'negative'> | null => {
  if (text[at] === '.') {
    const digits = integerAt(text, at + 1)
    const before = text.charCodeAt(at - 1)
    if (!digits || isArabicDigit(before) || isLetter(before) || text[at - 1] === '.' || text[digits.end] === '.')
      return null
    return { start: at, end: digits.end, value: Number(`0.${digits.text}`), numeral: null }
  }
  if (text[at] === '半') return text[at + 1] === '百' ? { start: at, end: at + 2, value: 50, numeral: null } : null
  const numeral = numeralAt(text, at, true)
  if (!numeral) return null
  const { end, value } = numeral
  if (numeral.form === 'arabic') {
    const other = raisedAt(text, numeral) ?? slashed(text, numeral)
    if (other) return { start: at, ...other, numeral: null }
    // 1 3/5 is one and three fifths.
    if (text[end] === ' ' && isArabicDigit(text.charCodeAt(end + 1)) && !numeral.mantissa.includes('.')) {
      const top = numeralAt(text, end + 1, true)
      const part = top && slashed(text, top)
      if (part) return { start: at, end: part.end, value: value + part.value, numeral: null }
    }
  }
  const part = parted(text, numeral)
  if (part) return { start: at, ...part, numeral: null }
  if (text[end] === '又' && beginsNumeral(text.charCodeAt(end + 1))) {
    const bottom = numeralAt(text, end + 1, true)
    const rest = bottom && parted(text, bottom)
    if (rest) return { start: at, end: rest.end, value: value + rest.value, numeral: null }
  }
  return { start: at, end, value, numeral }
}

/**
 * The number that begins at `at` of a squeezed text, with its sign, or null. Digits inside a word of letters (B12, A2021…)
 * are none.
 */
export const numberAt = (text: string, at: number): FreeNumber | null => {
  const code = text.charCodeAt(at)
  const negative = isSign(text[at])
  if (negative) {
    if (!signs(text, at)) return null
    const number = plainNumberAt(text, at + 1)
    return number && !number.numeral?.bare ? { ...number, start: at, value: -number.value, negative: true } : null
  }
  if (!beginsNumeral(code) && code !== 0x2e && code !== 0x534a) return null
  if (isArabicDigit(code)) {
    const before = text.charCodeAt(at - 1)
    if (isLetter(before) || before === 0x5f) return null
  }
  const number = plainNumberAt(text, at)
  return number && { ...number, negative: false }
}

/** True where a number may begin. */
export const mayBegin = (code: number): boolean =>
  beginsNumeral(code) || code === 0x2d || code === 0x8d1f || code === 0x2212 || code === 0x2e || code === 0x534a

/** The end of the digits that begin at `at` and are no number of their own: codes (A2021), spelled digits (二〇二四, 九九). */
export const pastDigits = (text: string, at: number): number => {
  let i = at
  if (isArabicDigit(text.charCodeAt(i))) while (isArabicDigit(text.charCodeAt(i))) i++
  else if (isChineseDigit(text.charCodeAt(i))) while (isChineseDigit(text.charCodeAt(i))) i++
  else if (kind[text.charCodeAt(i)] === SCALE) while (kind[text.charCodeAt(i)] === SCALE) i++
  return Math.max(i, at + 1)
}

/** One character of one digit (一, 两, 十): a number only where the words around it let it be one. */
export const isLone = (text: string, { start, end, numeral }: FreeNumber): boolean =>
  end - start === 1 && numeral !== null && numeral.form === 'chinese' && !isArabicDigit(text.charCodeAt(start))
