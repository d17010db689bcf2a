import type { Unit } from '../../base/unit.ts'
import type { FreeNumber } from './number-forms.ts'
import type { Span } from './spans.ts'
import type { Squeezed } from './squeezed.ts'
import { type UnitWord, unitAt } from './unit-words.ts'

/**
 * What `recognise.ts` finds. Offsets are UTF-16 units of the text given and `end` is behind the last one:
 * `text.slice(start, end)` is the quote.
 */
export interface Recognised extends Span {
  /** In the base unit: 20万公斤 is 200 (t), 168公分 1.68 (m). Null only for a name of money without an amount. */
  value: number | null
  /** The upper end where two were said (20—30亿元). */
  valueTo?: number
  /** Code of `base/unit.ts`; '' for a bare number. */
  unit: Unit
  /** As it was said: 20万公斤 is 200 000 in kg, written 公斤. `sign` is one for all spellings of a unit. */
  said: { value: number | null; valueTo?: number; sign: string; word: string }
  /** The number is a lower figure of something more: 五百余万, 十几万. */
  more: boolean
}

/** Addresses are no text: digits inside them are codes. */
const addressEnd = (text: string, at: number): number => {
  if (text[at] !== ':' || text[at + 1] !== '/' || text[at + 2] !== '/') return at
  let i = at
  while (i < text.length && text.charCodeAt(i) > 32 && text.charCodeAt(i) < 127) i++
  return i
}

/** Calls `look` wherever something may begin; it answers where to go on, or null for the next place. */
export const walk = (text: string, begins: (code: number) => boolean, look: (at: number) => number | null): void => {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 58) {
      i = Math.max(i, addressEnd(text, i) - 1)
      continue
    }
    if (!begins(code)) continue
    const end = look(i)
    if (end !== null) i = Math.max(i, end - 1)
  }
}

export const bare = (squeezed: Squeezed, start: number, end: number, value: number, more: boolean): Recognised => ({
  start: squeezed.offsets[start]!,
  end: squeezed.offsets[end - 1]! + 1,
  value,
  unit: '',
  said: { value, sign: '', word: '' },
  more,
})

export interface UnitFound {
  unit: UnitWord
  end: number
}

/** The unit behind a number; spaces may stand between. */
export const unitBehind = (text: string, at: number): UnitFound | null => {
  let i = at
  while (i < at + 8 && text[i] === ' ') i++
  const unit = unitAt(text, i, true)
  return unit && { unit, end: i + unit.word.length }
}

/** A number in the base unit of its unit, without a rounding step where it is a numeral. */
export const scaled = ({ numeral, value, negative }: FreeNumber, unit: UnitWord): number => {
  const exact = numeral
    ? (negative ? -1 : 1) * Number(`${numeral.mantissa}e${numeral.exponent + unit.power}`)
    : Number((value * 10 ** unit.power).toPrecision(15))
  return unit.factor ? Number((exact * unit.factor).toPrecision(15)) : exact
}
