import { type FreeNumber, isLone, mayBegin, numberAt, pastDigits } from './number-forms.ts'
import { isArabicDigit, isChineseDigit } from './numerals.ts'
import { percentWordAt } from './percent-words.ts'
import { bare, type Recognised, scaled, unitBehind, walk } from './recognised.ts'
import { isWordChar } from './said.ts'
import { squeeze } from './squeezed.ts'
import { unitAt } from './unit-words.ts'

/**
 * Every number, percentage, amount of money, dimension and range of numbers in a text, for those who want them without
 * asking what they measure: forms to fill, cells of tables, other programs. The same numerals, units and bounds as the reader
 * of pages (`quantities.ts`), but everything that is said as a number is taken: single characters (一只), spaces inside
 * (7 万 5 千), fractions, powers, cheques, everyday units, Simplified or Traditional.
 *
 * Offsets are UTF-16 units of the text given and `end` is behind the last one: `text.slice(start, end)` is the quote.
 * Pure and linear in the text; nothing overlaps within one answer, and answers come in order.
 *
 * `numbers`, `percentages`, `money`, `dimensions` and `numberRanges` each answer one question; one text may be asked all.
 */
export { dimensions, type MoneyOptions, money } from './amounts.ts'
export { type NumberRange, numberRanges, type RangeOptions } from './number-ranges.ts'
export type { Recognised } from './recognised.ts'

/** Words of grammar that may follow one character of a number: 前三的, 答案是四不是五. */
const afterLone = '的不而却这那和与或及是为'
/** Words that end with 一: 统一, 唯一, 之一, 星期一. */
const closesWord = '统唯之万专同合划逐每单均期礼周归不'

/**
 * 一 to 十 alone are numbers before a counting word or unit, a mark, or a word of grammar (一只, 十斤, 前三的); 四川, 一切, 一看
 * and 十足 hold none. Before money and per cent they belong to that amount.
 */
const loneStands = (text: string, { start, end }: FreeNumber): boolean => {
  const next = text[end] === ' ' ? (text[end + 1] ?? ' ') : text[end]
  if (text[start] === '一' && closesWord.includes(text[start - 1] ?? ' ')) return false
  if (next === undefined || !isWordChar(next, 0)) {
    return next !== '%' && next !== '‰'
  }
  if (afterLone.includes(next)) return true
  if (next === '点') return isChineseDigit(text.charCodeAt(end + 1)) || '钟半整'.includes(text[end + 1] ?? ' ')
  if (next === '分') return text[end + 1] === '之' || text[end + 1] === '钟'
  if ('对双周章节'.includes(next)) return true
  const unit = unitAt(text, text[end] === ' ' ? end + 1 : end)
  // 四面八方: a direction, not a volume.
  return unit !== null && unit.word !== '方' && !/^[A-Z]{3}$/.test(unit.unit)
}

/** A dozen: 一打, 五十打苹果; 打造 and its like are verbs. */
const isDozen = (text: string, { end, numeral }: FreeNumber): boolean =>
  numeral !== null &&
  text[end] === '打' &&
  Number.isInteger(numeral.value) &&
  !'造开破响击赢算通牢好卡工车印法包'.includes(text[end + 1] ?? ' ')

/**
 * Every number of the text, whatever it counts: dates and numbers inside percentages, too. Codes that run into letters
 * (A2021), spelled digits (九九) and bare scale words (万, 百) are none; 七八 is a range (see `numberRanges`).
 *
 *     numbers('产值7 万5 千4 百元，增长五分之一')  → 75 400 at 2–10, 0.2 at 14–18
 */
export const numbers = (text: string): Recognised[] => {
  const squeezed = squeeze(text)
  const found: Recognised[] = []
  walk(squeezed.text, mayBegin, (at) => {
    const all = squeezed.text
    const number = numberAt(all, at)
    if (!number) return isArabicDigit(all.charCodeAt(at)) ? pastDigits(all, at) : null
    const { numeral, start, end } = number
    if (numeral?.bare || numeral?.valueTo !== undefined || all.slice(start, end) === '万一') return end
    if (isLone(all, number)) {
      if (isChineseDigit(all.charCodeAt(end)) && !isUnitTwo(all, end)) return pastDigits(all, at)
      if (isDozen(all, number)) {
        found.push(bare(squeezed, start, end + 1, number.value * 12, false))
        return end + 1
      }
      if (!loneStands(all, number)) return end
    }
    const dozen = isDozen(all, number)
    const stop = dozen ? end + 1 : end
    found.push(bare(squeezed, start, stop, dozen ? number.value * 12 : number.value, numeral?.more ?? false))
    return stop
  })
  return found
}

/** 二两: the second 两 is the unit of weight. */
const isUnitTwo = (text: string, at: number): boolean =>
  text[at] === '两' && text[at - 1] !== '两' && unitAt(text, at, true) !== null

const percentUnits = new Set(['%', 'pp'])

/**
 * Every percentage: with %, ‰ or 个百分点 behind it, said with 百分之, 千分之, 万分之, in 成 (七成六 is 76 %) or as the part of a
 * price that is paid (九折 is 90 %). Values are per cent; percentage points have the unit `pp`. Of 5-20% only the number with
 * the sign is one; 百分之二三十 is a range.
 */
export const percentages = (text: string): Recognised[] => {
  const squeezed = squeeze(text)
  const found: Recognised[] = []
  const put = (start: number, end: number, value: number, sign: string, word: string, more: boolean): number => {
    const { offsets } = squeezed
    const unit = sign === '个百分点' ? 'pp' : '%'
    found.push({
      start: offsets[start]!,
      end: offsets[end - 1]! + 1,
      value,
      unit,
      said: { value: sign === '‰' ? Number((value * 10).toPrecision(15)) : value, sign, word },
      more,
    })
    return end
  }
  walk(
    squeezed.text,
    (code) => mayBegin(code) || code === 0x5bf9,
    (at) => {
      const all = squeezed.text
      const said = percentWordAt(all, at, true)
      if (said) return said.valueTo === undefined ? put(at, said.end, said.value, '%', '', said.more) : said.end
      const number = numberAt(all, at)
      if (!number) return isArabicDigit(all.charCodeAt(at)) ? pastDigits(all, at) : null
      const unit = unitBehind(all, number.end)
      if (!unit || !percentUnits.has(unit.unit.unit)) return number.end
      if (number.numeral?.valueTo !== undefined) return unit.end
      const { word } = unit.unit
      const value = unit.unit.power === 0 ? number.value : scaled(number, unit.unit)
      return put(number.start, unit.end, value, word === '‰' ? '‰' : unit.unit.sign, word, false)
    },
  )
  return found
}
