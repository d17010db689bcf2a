import type { Mention } from './mention.ts'
import { isArabicDigit, numeralAt } from './numerals.ts'

const isColon = (char: string | undefined): boolean => char === ':' || char === '：' || char === '∶' || char === '比'

const words =
  /(?:配比|配储比|容配比|产销比|产出比|投入比|比例|之比|比值|性价比|用量比|摩尔比|质量比|体积比|供需比|杠杆比)(?:约|大约|为|达|达到|是|在|至|到|控制在|调整为|提高到|:|：)*$/

/**
 * A ratio of two numbers behind its word or before 的比例: 容配比1.2:1, 产销比1:2.5, 以3:1的比例. The value is the first over the second, in
 * 倍. Times (8:30), scores (3:1获胜) and ratios of three parts (8:1:1) are none.
 */
export const ratioAt = (text: string, at: number, floor: number): Mention | null => {
  const first = numeralAt(text, at)
  if (!first || first.scaled || !isColon(text[first.end]) || first.value === 0) return null
  const before = text[at - 1]
  if (isColon(before) && isArabicDigit(text.charCodeAt(at - 2))) return null
  const second = numeralAt(text, first.end + 1)
  if (!second || second.form === 'chinese' || second.scaled || second.value === 0) return null
  if (isColon(text[second.end]) && isArabicDigit(text.charCodeAt(second.end + 1))) return null
  const named = words.test(text.slice(Math.max(floor, at - 10), at))
  if (!named && !/^(?:的|左右的)?(?:配|产销|储)?比(?:例|值)?/.test(text.slice(second.end, second.end + 6))) return null
  return {
    start: at,
    end: second.end,
    numberStart: at,
    unitEnd: second.end,
    value: Number((first.value / second.value).toPrecision(15)),
    valueTo: null,
    unit: 'x',
    bound: 'eq',
    boundSaid: false,
    counts: false,
    unitInferred: false,
    bare: false,
    level: false,
    repaired: false,
    small: false,
  }
}
