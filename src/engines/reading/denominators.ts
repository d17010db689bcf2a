import { isLetter } from './said.ts'

export interface Denominator {
  code: string
  /** Power of ten the value is divided by, e.g. 3 for a kilowatt-hour over a watt-hour. */
  power: number
  end: number
}

const denominators: [string, string, number][] = [
  ['年', 'a', 0],
  ['月', 'mo', 0],
  ['天', 'd', 0],
  ['日', 'd', 0],
  ['小时', 'h', 0],
  ['h', 'h', 0],
  ['a', 'a', 0],
  ['分钟', 'min', 0],
  ['秒', 's', 0],
  ['s', 's', 0],
  ['千瓦时', 'Wh', 3],
  ['千瓦', 'W', 3],
  ['兆瓦时', 'Wh', 6],
  ['兆瓦', 'W', 6],
  ['kWh', 'Wh', 3],
  ['KWh', 'Wh', 3],
  ['kW', 'W', 3],
  ['度', 'Wh', 3],
  ['Wh', 'Wh', 0],
  ['瓦时', 'Wh', 0],
  ['瓦', 'W', 0],
  ['W', 'W', 0],
  ['Ah', 'Ah', 0],
  ['平方公里', 'm2', 6],
  ['平方米', 'm2', 0],
  ['㎡', 'm2', 0],
  ['平米', 'm2', 0],
  ['m2', 'm2', 0],
  ['立方米', 'm3', 0],
  ['m3', 'm3', 0],
  ['百公里', 'm', 5],
  ['公里', 'm', 3],
  ['千米', 'm', 3],
  ['km', 'm', 3],
  ['米', 'm', 0],
  ['m', 'm', 0],
  ['公顷', 'm2', 4],
  ['亩', '亩', 0],
  ['吨标准煤', 'tce', 0],
  ['吨', 't', 0],
  ['噸', 't', 0],
  ['t', 't', 0],
  ['升', 'L', 0],
  ['L', 'L', 0],
  ['人次', '{人次}', 0],
  ['人', '{人}', 0],
  ['台', '{台}', 0],
  ['辆', '{辆}', 0],
  ['只', '{只}', 0],
  ['套', '{套}', 0],
  ['件', '{件}', 0],
  ['户', '{户}', 0],
  ['家', '{家}', 0],
  ['桶', '{桶}', 0],
  ['股', '{股}', 0],
  ['次', '{次}', 0],
  ['片', '{片}', 0],
  ['块', '{块}', 0],
  ['万元', 'CNY', 4],
  ['元', 'CNY', 0],
]
const massDenominators: [string, string][] = [
  ['千克', 'kg'],
  ['公斤', 'kg'],
  ['kg', 'kg'],
  ['Kg', 'kg'],
  ['KG', 'kg'],
  ['克', 'g'],
  ['g', 'g'],
]

/** What follows a slash (万元/吨, t/a), or null. Money per kilogram is said per tonne; energy per kilogram stays. */
export const denominatorAt = (text: string, at: number, money: boolean): Denominator | null => {
  for (const [word, code] of massDenominators)
    if (text.startsWith(word, at)) {
      const end = at + word.length
      if (!money) return { code, power: 0, end }
      return { code: 't', power: code === 'kg' ? -3 : -6, end }
    }
  for (const [word, code, power] of denominators)
    if (text.startsWith(word, at)) {
      const end = at + word.length
      // 5元/surplus is no price per second.
      if (isLetter(word.charCodeAt(word.length - 1)) && isLetter(text.charCodeAt(end))) continue
      return { code, power, end }
    }
  return null
}
