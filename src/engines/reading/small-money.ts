import { numeralAt } from './numerals.ts'
import { type UnitWord, unitAt } from './unit-words.ts'

/**
 * Smaller money behind an amount in the same currency: 五元三毛, 50元6角三分, 两美元又三美分. What it adds and where it ends; 0 and
 * `at` where nothing of that kind stands.
 */
export const smallMoney = (text: string, at: number, unit: UnitWord): { value: number; end: number } => {
  let cents = 0
  let end = at
  let below = 0
  while (below > -2) {
    const from = text[end] === '又' || text[end] === '零' ? end + 1 : end
    const numeral = numeralAt(text, from, true)
    if (!numeral || numeral.value > 99 || !Number.isInteger(numeral.value) || numeral.valueTo !== undefined) break
    // 分 alone is a mark or a minute; behind 元 and 角 it is money.
    const bareCent =
      unit.unit === 'CNY' && text[numeral.end] === '分' && !'之钟别公'.includes(text[numeral.end + 1] ?? ' ')
    const small = bareCent ? null : unitAt(text, numeral.end, true)
    const power = bareCent ? -2 : small !== null && small.unit === unit.unit ? small.power : 0
    if (power >= below) break
    cents += numeral.value * 10 ** (power + 2)
    end = numeral.end + (small ? small.word.length : 1)
    below = power
  }
  return { value: Math.round(cents) / 100, end }
}
