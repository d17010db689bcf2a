import { isKnownUnit, isMoney, type Unit } from '../../../base/unit.ts'
import { denominatorAt } from '../denominators.ts'
import { unitAt } from '../unit-words.ts'

/** A unit with its scale as headers write it: 亿元, 万吨, 元/吨, %. */
export interface TableUnit {
  unit: Unit
  /** Power of ten to the base unit. */
  power: number
  factor: number
  counts: boolean
  end: number
}

const scales: readonly [string, number][] = [
  ['千亿', 11],
  ['百亿', 10],
  ['十亿', 9],
  ['万亿', 12],
  ['千万', 7],
  ['百万', 6],
  ['十万', 5],
  ['亿', 8],
  ['万', 4],
  ['千', 3],
  ['百', 2],
]

/** The scale word at `at`, with its power of ten. */
export const scaleAt = (text: string, at: number): { power: number; end: number } | null => {
  for (const [word, power] of scales) if (text.startsWith(word, at)) return { power, end: at + word.length }
  return null
}

/** The unit that begins at `at`, scale and denominator included; null where there is none. */
export const tableUnitAt = (text: string, at: number): TableUnit | null => {
  let power = 0
  let word = unitAt(text, at)
  let from = at
  if (!word) {
    const scale = scaleAt(text, at)
    if (!scale) return null
    power = scale.power
    from = scale.end
    word = unitAt(text, from)
    if (!word) return null
  }
  let end = from + word.word.length
  let unit = word.unit
  power += word.power
  if (text.startsWith('人民币', end)) end += 3
  const slash = text[end] === '/' ? 1 : text[end] === '每' ? 1 : 0
  if (slash > 0) {
    const per = denominatorAt(text, end + 1, isMoney(unit))
    if (per) {
      unit = `${unit}/${per.code}`
      power -= per.power
      end = per.end
    } else return null
  }
  return { unit, power, factor: word.factor ?? 1, counts: word.counts, end }
}

/** A text that is a unit and nothing else (亿元, 万千瓦时, 台（套）, 人民币万元); null otherwise. */
export const wholeUnit = (text: string): TableUnit | null => {
  const bare = text
    .replace(/\s+/g, '')
    .replace(/^人民币(?=.)/, '')
    .replace(/^[:：]/, '')
  if (bare === '' || bare.length > 12) return null
  if (bare === '个百分点' || bare === '百分点')
    return { unit: 'pp', power: 0, factor: 1, counts: false, end: bare.length }
  if (bare === '百分比' || bare === '百分数') return { unit: '%', power: 0, factor: 1, counts: false, end: bare.length }
  const unit = tableUnitAt(bare, 0)
  if (!unit || !isKnownUnit(unit.unit)) return null
  const rest = bare.slice(unit.end)
  return rest === '' ||
    /^(?:LCE|REO|金属量|折纯|实物量|当量)$/i.test(rest) ||
    /^[（(][^（()）]{1,6}[)）]$/.test(rest) ||
    (/^[、/]/.test(rest) && unit.counts && wholeUnit(rest.slice(1)))
    ? unit
    : null
}

/** value × 10^power × factor without a rounding step in between. */
export const inBaseUnit = (mantissa: string, exponent: number, unit: TableUnit | null): number => {
  const value = Number(`${mantissa}e${exponent + (unit?.power ?? 0)}`)
  return unit && unit.factor !== 1 ? value * unit.factor : value
}
