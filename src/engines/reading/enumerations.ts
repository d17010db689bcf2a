import { dimensionOf } from '../../base/unit.ts'
import { isArabicDigit, type Numeral, numeralAt } from './numerals.ts'
import { lentPower } from './range-ends.ts'
import { type UnitWord, unitAt } from './unit-words.ts'

/** The marks and words between the numbers of a list. */
const gapOf = (text: string, at: number): number | null => {
  if (text[at] === '、') return at + 1
  if (text[at] === '，' || text[at] === ',') return text[at + 1] === ' ' ? at + 2 : at + 1
  if (text.startsWith('以及', at)) return at + 2
  return '和与及'.includes(text[at] ?? ' ') ? at + 1 : null
}

const cues = /(?:分别|依次)[^，,。；;、\n]{0,10}$/
const longest = 12

export interface Listed {
  /** The numbers that stand without a unit, with the power of ten the last one lends each. */
  numerals: { numeral: Numeral; lent: number }[]
  unit: UnitWord
}

/**
 * Numbers of a list that leave their unit to the last one: 分别为1.2、3.4和5.6亿元. Only behind 分别 or 依次, so that years, codes and
 * page numbers take no unit from what follows. The last number is not part of the answer: it has its unit and is read by itself.
 */
export const listedAt = (text: string, at: number): Listed | null => {
  const first = numeralAt(text, at)
  if (!first || first.form === 'chinese') return null
  let gap = gapOf(text, first.end)
  if (gap === null || !cues.test(text.slice(Math.max(0, at - 14), at))) return null
  const numerals = [first]
  while (gap !== null && numerals.length < longest) {
    if (!isArabicDigit(text.charCodeAt(gap))) return null
    const next = numeralAt(text, gap)
    if (!next) return null
    const unit = unitAt(text, next.end)
    // 分别建于2019、2020和2021年: years, not spans of years.
    if (unit && dimensionOf(unit.unit) === 'time') return null
    if (unit)
      return {
        numerals: numerals.map((numeral) => ({ numeral, lent: numeral.scaled ? 0 : sharedPower(text, numeral, next) })),
        unit,
      }
    numerals.push(next)
    gap = gapOf(text, next.end)
  }
  return null
}

/** The scale of the last number belongs to all, also where an earlier number is the larger one (30、20和10亿元). */
const sharedPower = (text: string, numeral: Numeral, last: Numeral): number =>
  last.exponent > 0 ? last.exponent : lentPower(text, numeral, last)
