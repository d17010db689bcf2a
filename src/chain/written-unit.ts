import { isKnownUnit, type Unit } from '../base/unit.ts'

const scales: [string, number][] = [
  ['万亿', 12],
  ['亿', 8],
  ['万', 4],
  ['', 0],
]

/** Units as people write them in a pack, with the base unit and the power of ten each stands for. */
const written: Record<string, [Unit, number]> = {
  元: ['CNY', 0],
  吨: ['t', 0],
  t: ['t', 0],
  kg: ['t', -3],
  kt: ['t', 3],
  Mt: ['t', 6],
  Wh: ['Wh', 0],
  kWh: ['Wh', 3],
  MWh: ['Wh', 6],
  GWh: ['Wh', 9],
  TWh: ['Wh', 12],
  W: ['W', 0],
  MW: ['W', 6],
  GW: ['W', 9],
  平方米: ['m2', 0],
  m2: ['m2', 0],
  平方公里: ['m2', 6],
  公里: ['m', 3],
  亩: ['亩', 0],
  kgce: ['tce', -3],
  tce: ['tce', 0],
  '%': ['%', 0],
  个百分点: ['pp', 0],
  年: ['年', 0],
}

const classifiers = ['个', '家', '条', '种', '项', '人', '辆', '座', '套', '台', '只']
const denominators: Record<string, string> = {
  年: 'a',
  a: 'a',
  吨: 't',
  t: 't',
  Wh: 'Wh',
  kWh: 'kWh',
  GWh: 'GWh',
  kg: 'kg',
}

/**
 * A unit as a pack writes it （亿元, 万吨/年, GWh, 家, t/t, 万m2/GWh）: the base unit code and the power of ten its numbers are
 * moved by; null when it is none.
 */
export const writtenUnit = (text: string): { unit: Unit; power: number } | null => {
  const [over, under, rest] = text.split('/')
  if (rest !== undefined || over === undefined) return null
  const head = single(over)
  if (!head) return null
  if (under === undefined) return head
  const below = denominators[under] ?? (single(under)?.power === 0 ? single(under)?.unit : undefined)
  return below === undefined ? null : { unit: `${head.unit}/${below}`, power: head.power }
}

const single = (text: string): { unit: Unit; power: number } | null => {
  for (const [word, power] of scales) {
    if (!text.startsWith(word)) continue
    const rest = text.slice(word.length)
    const plain = written[rest]
    if (plain) return { unit: plain[0], power: plain[1] + power }
    if (classifiers.includes(rest)) return { unit: `{${rest}}`, power }
  }
  return text !== '' && isKnownUnit(text) && !text.includes('/') ? { unit: text, power: 0 } : null
}
