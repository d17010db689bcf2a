import type { Bound } from '../../base/quantity.ts'
import { boundAfter, boundBefore } from './bounds.ts'
import { isArabicDigit, numeralAt } from './numerals.ts'
import type { Mention } from './quantities.ts'

const share = (
  start: number,
  numberStart: number,
  unitEnd: number,
  end: number,
  value: number,
  bound: Bound,
  boundSaid: boolean,
  valueTo: number | null = null,
): Mention => ({
  start,
  end,
  numberStart,
  unitEnd,
  value,
  valueTo,
  unit: '%',
  bound,
  boundSaid,
  counts: false,
  unitInferred: false,
  bare: false,
  level: false,
  repaired: false,
  small: false,
})

const wrap = (
  text: string,
  at: number,
  unitEnd: number,
  floor: number,
  value: number,
  said: Bound | null = null,
  valueTo: number | null = null,
): Mention => {
  const prefix = boundBefore(text, at, floor)
  const suffix = boundAfter(text, unitEnd)
  const bound = said ?? prefix?.bound ?? suffix?.bound ?? 'eq'
  return share(
    prefix?.start ?? at,
    at,
    unitEnd,
    suffix?.end ?? unitEnd,
    value,
    bound,
    said !== null || prefix !== null || suffix !== null,
    valueTo,
  )
}

/** A share said in words: 一半, 近半, 过半, 三分之一, 百分之三十, 七成, 六七成. The value is in percent; or null. */
export const shareAt = (text: string, at: number, floor: number): Mention | null => {
  const char = text[at]
  if (char === '过' && text.startsWith('过半', at) && !/[径天个数年]/.test(text[at + 2] ?? ''))
    return text[at - 1] === '超' || text[at - 1] === '经' || text[at - 1] === '通'
      ? null
      : wrap(text, at + 1, at + 2, floor, 50)
  if (char === '半') {
    if (text.startsWith('半数', at)) return wrap(text, at, at + 2, floor, 50)
    // 近半 says a share; 近半年 a time.
    if (text[at - 1] === '近' && !/[年月天个径小辈程]/.test(text[at + 1] ?? ''))
      return wrap(text, at, at + 1, floor, 50)
    return null
  }
  if (text.startsWith('一半', at)) {
    if (text[at - 1] === '另' || text[at + 2] === '是') return null
    return wrap(text, at, at + 2, floor, 50)
  }
  if (text.startsWith('百分之', at) || text.startsWith('千分之', at)) {
    const numeral = numeralAt(text, at + 3)
    if (!numeral) return null
    const value = char === '千' ? numeral.value / 10 : numeral.value
    return wrap(text, at, numeral.end, floor, value)
  }
  const numeral = numeralAt(text, at)
  if (!numeral || numeral.scaled) return null
  if (
    text[numeral.end] === '成' &&
    numeral.value >= 1 &&
    numeral.value <= 10 &&
    !/[立为本长功熟果员交都绩效品就]/.test(text[numeral.end + 1] ?? '') &&
    !isArabicDigit(text.charCodeAt(numeral.end + 1))
  ) {
    const more = text[numeral.end + 1] === '多' || text[numeral.end + 1] === '余'
    const end = numeral.end + (more ? 2 : 1)
    return wrap(
      text,
      at,
      end,
      floor,
      numeral.value * 10,
      more ? 'gt' : null,
      numeral.valueTo === undefined ? null : numeral.valueTo * 10,
    )
  }
  if (text.startsWith('分之', numeral.end) && numeral.value >= 2) {
    const top = numeralAt(text, numeral.end + 2)
    if (!top || top.value >= numeral.value) return null
    return wrap(text, at, top.end, floor, (100 * top.value) / numeral.value)
  }
  return null
}
