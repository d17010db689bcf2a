import type { Bound } from '../../base/quantity.ts'
import { boundAfter, boundBefore } from './bounds.ts'
import { numeralAt } from './numerals.ts'
import { percentWordAt } from './percent-words.ts'
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
  const said = percentWordAt(text, at)
  if (said) return wrap(text, at, said.end, floor, said.value, said.more ? 'gt' : null, said.valueTo ?? null)
  const numeral = numeralAt(text, at)
  if (!numeral || numeral.scaled || numeral.bare) return null
  if (text.startsWith('分之', numeral.end) && numeral.value >= 2) {
    const top = numeralAt(text, numeral.end + 2)
    if (!top || top.value >= numeral.value) return null
    return wrap(text, at, top.end, floor, Number(((100 * top.value) / numeral.value).toPrecision(15)))
  }
  return null
}
