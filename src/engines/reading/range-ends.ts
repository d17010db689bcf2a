import { kind, SCALE, scalePower, UNIT } from './numeral-chars.ts'
import type { Numeral } from './numerals.ts'

const dashes = '—–-－~～－―'

/** Behind the separator of a range (20—30, 5万至8万, 10 ~ 20) that begins at `at`, or null. */
export const rangeGap = (text: string, at: number): number | null => {
  let i = at
  while (i < at + 2 && dashes.includes(text[i] ?? ' ')) i++
  if (i > at) return i
  return text[at] === '至' || text[at] === '到' ? at + 1 : null
}

/** The powers of ten that the words behind the last digit of a number stand for, the whole run and the scale words alone. */
const lastPowers = (text: string, { start, end, exponent }: Numeral): [number, number] => {
  if (exponent > 0) return [exponent, exponent]
  let all = 0
  let scales = 0
  for (let i = end - 1; i >= start; i--) {
    const code = text.charCodeAt(i)
    if (kind[code] === SCALE) {
      if (all === scales) scales += scalePower(code)
      all += scalePower(code)
    } else if (kind[code] === UNIT) all += scalePower(code)
    else break
  }
  return [all, scales]
}

/**
 * The power of ten that the upper end of a range lends the lower one: 20—30亿 and 三至五亿 are both of 亿, 三到五百家 of 百. Nothing
 * when the lower end has a scale of its own or would no longer be the lower one.
 */
export const lentPower = (text: string, low: Numeral, high: Numeral, units = true): number => {
  if (low.scaled) return 0
  const [all, scales] = lastPowers(text, high)
  const lone = low.form === 'chinese' && low.end - low.start === 1 && low.value >= 2 && low.value <= 9
  const choices = units && lone ? [all, scales] : [scales]
  for (const power of choices)
    if (power > 0 && Number(`${low.mantissa}e${low.exponent + power}`) < high.value) return power
  return 0
}
