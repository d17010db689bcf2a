import type { Unit } from '../../base/unit.ts'
import { isLetter } from './said.ts'

/** What stands before an amount of money. $ alone is read as the dollar of the United States. */
const moneySigns: [string, Unit][] = [
  ['人民币', 'CNY'],
  ['RMB', 'CNY'],
  ['CNY', 'CNY'],
  ['¥', 'CNY'],
  ['￥', 'CNY'],
  ['HK$', 'HKD'],
  ['NT$', 'TWD'],
  ['US$', 'USD'],
  ['USD', 'USD'],
  ['EUR', 'EUR'],
  ['HKD', 'HKD'],
  ['JPY', 'JPY'],
  ['GBP', 'GBP'],
  ['$', 'USD'],
  ['＄', 'USD'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₩', 'KRW'],
  ['₹', 'INR'],
  ['₽', 'RUB'],
]
const signsByLast = new Map<string, [string, Unit][]>()
for (const one of moneySigns) {
  const last = one[0].at(-1)!
  signsByLast.set(last, [...(signsByLast.get(last) ?? []), one])
}

/** The sign of money that ends right before `at` and does not begin left of `floor`, or null. */
export const moneySignBefore = (text: string, at: number, floor: number): { word: string; unit: Unit } | null => {
  for (const [word, unit] of signsByLast.get(text[at - 1] ?? '') ?? []) {
    const start = at - word.length
    if (start < floor || !text.startsWith(word, start)) continue
    if (isLetter(word.charCodeAt(0)) && isLetter(text.charCodeAt(start - 1))) continue
    return { word, unit }
  }
  return null
}
