import type { Bound } from '../../../base/quantity.ts'
import { boundAfter, boundBefore } from '../bounds.ts'
import { beginsNumeral, type Numeral, numeralAt } from '../numerals.ts'
import { inBaseUnit, type TableUnit, tableUnitAt } from './units.ts'

/** A cell that is a number: as written, before the header says in what unit. */
export interface Figure {
  /** Where in the cell's text the number with its bound and unit stands. */
  start: number
  end: number
  low: Numeral
  high: Numeral | null
  isNegative: boolean
  bound: Bound
  /** The unit written in the cell itself. */
  unit: TableUnit | null
  /** A remark in brackets or a note mark stands behind the number. */
  hasRemark: boolean
}

const nothing =
  /^(?:[-—–－―_]{1,4}|[/／\\.。·…]{1,6}|无|暂无|没有|未统计|不详|缺|空|n\/?a|null|nil|none|×+|x{2,}|\*{1,3})$/i

/** Says that there is no figure: empty, a dash, 无, …. It is never 0. */
export const isNothing = (text: string): boolean => {
  const bare = text.replace(/\s+/g, '')
  return bare === '' || nothing.test(bare)
}

/** 〃, 同上: the same as the cell above. */
export const isDitto = (text: string): boolean => /^(?:〃|〞|″|"|''|同上|同左)$/.test(text.trim())

const dateLike =
  /^(?:\d{4}[-/.年]\d{1,2}[-/.月]|\d{4}年|\d{1,2}月|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$|\d{1,2}:\d{2})|^\d{3,4}[-—]\d{7,8}$|^(?:19|20)\d\d\s*[-—–~～至到]{1,2}\s*(?:(?:19|20)\d\d|\d\d)年?$|^0\d+$/
const signs: Record<string, Bound> = {
  '≥': 'ge',
  '≧': 'ge',
  '>=': 'ge',
  '≤': 'le',
  '≦': 'le',
  '<=': 'le',
  '>': 'gt',
  '<': 'lt',
}

/** One to three digits, then groups of three set off by spaces. */
const spaced = /^([-+−－]?\d{1,3})((?:[ ]\d{3})+)(?!\d)/

const rangeMark = /^\s*(?:[-—–－~～―]{1,2}|至|到)\s*/

/**
 * The number a cell holds when it holds nothing else: sign, bound word, numeral, range, unit, bound, remark. Null for words,
 * dates, phone numbers, codes of many digits and numbers with a text around them.
 */
export const readFigure = (given: string): Figure | null => {
  if (given.length > 60 || dateLike.test(given)) return null
  // Thousands set off by spaces lose them; what is quoted then is the whole cell.
  const joined = spaced.test(given)
    ? given.replace(spaced, (_, a: string, b: string) => a + b.replaceAll(' ', ''))
    : given
  const text = joined
  let at = 0
  let isNegative = false
  let sign: Bound | null = null
  let first = -1
  for (let i = 0; i < text.length && i < 8; i++)
    if (beginsNumeral(text.charCodeAt(i))) {
      first = i
      break
    }
  if (first < 0) return null
  const lead = text.slice(0, first)
  const bracketed = /^[(（]\s*$/.test(lead)
  let rest = lead.replace(/[\s¥￥$]+/g, '')
  const symbol = Object.keys(signs).find((one) => rest.startsWith(one))
  if (symbol) {
    sign = signs[symbol]!
    rest = rest.slice(symbol.length)
  }
  if (/^[-−－—–负↓]$/.test(rest)) {
    isNegative = true
    rest = ''
  } else if (/^[+＋↑]$/.test(rest)) rest = ''
  let bound: Bound | null = sign
  let start = first
  if (bracketed) {
    rest = ''
    start = 0
  } else if (rest !== '') {
    const word = boundBefore(text, first, 0)
    if (!word || text.slice(0, word.start).trim() !== '') return null
    bound = word.bound
    start = word.start
  } else if (lead.trim() !== '') start = lead.length - lead.trimStart().length
  const low = numeralAt(text, first)
  if (
    !low ||
    low.bare ||
    (low.form === 'chinese' && low.value > 10 && !low.scaled && low.more === false && low.mantissa.length > 4)
  )
    return null
  if (low.form !== 'chinese' && !low.mantissa.includes('.') && low.mantissa.length > 10 && low.exponent === 0)
    return null
  at = low.end
  let more = low.more
  if (/[多余]/.test(text[at] ?? '')) {
    more = true
    at++
  }
  let unit = tableUnitAt(text, at + (text[at] === ' ' ? 1 : 0))
  if (unit) at = unit.end
  let high: Numeral | null = null
  const range = rangeMark.exec(text.slice(at))
  if (range && beginsNumeral(text.charCodeAt(at + range[0].length))) {
    high = numeralAt(text, at + range[0].length)
    if (!high || high.bare) return null
    at = high.end
    const second = tableUnitAt(text, at + (text[at] === ' ' ? 1 : 0))
    if (unit && second && unit.unit !== second.unit) return null
    if (second) {
      unit = second
      at = second.end
    }
  }
  const after = boundAfter(text, at)
  if (after) {
    bound = after.bound
    at = after.end
  }
  if (bracketed) {
    if (!/^\s*[)）]\s*%?$/.test(text.slice(at))) return null
    isNegative = true
    at = text.length
  }
  const end = at
  const remark = text.slice(at).trim()
  const isRemark = /^(?:[（(][^（()）]{1,30}[)）]|[*#※①②③④⑤]+|\[\d{1,2}\]|注\d?)$/.test(remark)
  if (remark !== '' && !isRemark) return null
  const wasJoined = joined !== given
  return {
    start: wasJoined ? 0 : start,
    end: wasJoined ? given.length : end,
    low,
    high,
    isNegative,
    bound: bound ?? (more ? 'gt' : low.about ? 'approx' : 'eq'),
    unit,
    hasRemark: remark !== '',
  }
}

/** What the figure says in the base unit of `unit`; a range lends its scale backwards only where it stays a range. */
export const valuesOf = (figure: Figure, unit: TableUnit | null): { value: number; valueTo: number | null } | null => {
  const { low, high, isNegative } = figure
  const sign = isNegative ? -1 : 1
  const first = inBaseUnit(low.mantissa, low.exponent, unit)
  if (high === null)
    return {
      value: sign * first,
      valueTo: low.valueTo === undefined ? null : sign * inBaseUnit(String(low.valueTo), 0, unit),
    }
  const second = inBaseUnit(high.mantissa, high.exponent, unit)
  const lent = !low.scaled && high.scaled ? inBaseUnit(low.mantissa, low.exponent + high.exponent, unit) : first
  const from = lent < second ? lent : first
  return from < second ? { value: sign * from, valueTo: sign * second } : null
}
