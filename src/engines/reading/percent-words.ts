import { raisedAt } from './number-forms.ts'
import { isArabicDigit, isChineseDigit, isChineseNumeral, type Numeral, numeralAt } from './numerals.ts'

/** A percentage said in words, in percent. */
export interface PercentWord {
  end: number
  value: number
  valueTo?: number
  /** 七成多, 百分之三十多: above it. */
  more: boolean
}

/** value × 10^power without a rounding step in between. */
const shifted = ({ mantissa, exponent }: Numeral, power: number): number => Number(`${mantissa}e${exponent + power}`)

const withTop = (top: number | undefined): { valueTo?: number } => (top === undefined ? {} : { valueTo: top })

const isMore = (text: string, at: number): boolean => text[at] === '多' || text[at] === '余'

/** 百分之三十, 千分之2.4, 百万分之五, 百分之百: the bottom is a bare 百, 千, 万 …; 一百分之二 is a fraction and not read here. */
const perPart = (text: string, bottom: Numeral, free: boolean): PercentWord | null => {
  if (!bottom.bare || !text.startsWith('分之', bottom.end)) return null
  const at = bottom.end + 2
  const top = numeralAt(text, at, free)
  if (!top) return null
  const power = 2 - Math.round(Math.log10(bottom.value))
  const raised = free && top.form === 'arabic' ? raisedAt(text, top) : null
  if (raised) return { end: raised.end, value: Number(`${raised.value}e${power}`), more: false }
  return {
    end: top.end,
    value: shifted(top, power),
    ...withTop(top.valueTo === undefined ? undefined : Number(`${top.valueTo}e${power}`)),
    more: top.more || (!top.bare && isMore(text, top.end)),
  }
}

/** What 成 begins instead of ending a share: 成立, 成为, 三成本 … */
const growsInto = '立为本长功熟果员交都绩效品就因分套体'

/** 三成, 六七成, 7.2成, 七成六, 三成半, 七成多. */
const tenths = (text: string, numeral: Numeral): PercentWord | null => {
  let at = numeral.end
  if (text[at] === ' ') at++
  if (text[at] !== '成' || numeral.value <= 0 || numeral.value > 10) return null
  const next = text[at + 1] ?? ' '
  if (growsInto.includes(next) || isArabicDigit(next.charCodeAt(0))) return null
  const whole = shifted(numeral, 1)
  const top = withTop(numeral.valueTo === undefined ? undefined : numeral.valueTo * 10)
  if (next === '半') return { end: at + 2, value: whole + 5, more: false }
  if (Number.isInteger(numeral.value) && numeral.value < 10 && isChineseDigit(next.charCodeAt(0))) {
    const behind = text.charCodeAt(at + 2)
    const digit = numeralAt(text, at + 1)
    // 七成六 is 76; in 七成三十家 the digit begins another number.
    const closed =
      !isChineseNumeral(behind) &&
      (!(behind >= 0x4e00 && behind <= 0x9fff) || '的以左之与和及为是'.includes(text[at + 2]!))
    if (digit && closed && digit.end === at + 2) return { end: at + 2, value: whole + digit.value, more: false }
  }
  const more = isMore(text, at + 1)
  return { end: at + (more ? 2 : 1), value: whole, ...top, more }
}

/** What is paid of a price: 九折 90, 七五折 75, 7.5折 75, 半折 50. 十折 is no discount. */
const discount = (text: string, at: number, numeral: Numeral): PercentWord | null => {
  const first = numeral.value
  let { end } = numeral
  if (text[end] === '折') {
    if (numeral.valueTo !== undefined) return { end: end + 1, value: first * 10 + numeral.valueTo, more: false }
    if (first <= 0 || first >= 100 || first === 10) return null
    if (numeral.form === 'chinese' && first > 10) return null
    return { end: end + 1, value: first < 10 ? shifted(numeral, 1) : first, more: false }
  }
  // 九九折, 7 2 折: two figures side by side.
  if (end - at !== 1 || first < 1 || first > 9) return null
  if (text[end] === ' ') end++
  const second = numeralAt(text, end)
  if (!second || second.value > 9 || second.end !== end + 1) return null
  let close = second.end
  if (text[close] === ' ') close++
  return text[close] === '折' ? { end: close + 1, value: first * 10 + second.value, more: false } : null
}

/**
 * A percentage in words that begins at `at`: 百分之…, 千分之…, 万分之…, …成; with `free` also …折, 半成, 半折 and 打对折.
 */
export const percentWordAt = (text: string, at: number, free = false): PercentWord | null => {
  if (text[at] === '半') {
    if (!free) return null
    const next = text[at + 1]
    if (next === '成' && !growsInto.includes(text[at + 2] ?? ' ')) return { end: at + 2, value: 5, more: false }
    return next === '折' ? { end: at + 2, value: 50, more: false } : null
  }
  if (text[at] === '对')
    return free && text[at + 1] === '折' && text[at - 1] === '打' ? { end: at + 2, value: 50, more: false } : null
  const numeral = numeralAt(text, at, free)
  if (numeral === null) return null
  if (numeral.bare) return perPart(text, numeral, free)
  if (numeral.scaled) return null
  return tenths(text, numeral) ?? (free ? discount(text, at, numeral) : null)
}
