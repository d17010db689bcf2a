import type { Unit } from '../../base/unit.ts'

/** How a unit is written on a page: the word, the code it means, and the power of ten to the base unit. */
export interface UnitWord {
  word: string
  unit: Unit
  power: number
  /** A factor that is no power of ten (斤). */
  factor?: number
  /** A counting word: what is counted is named beside it. */
  counts: boolean
  /** Written in Latin letters: must not run into other letters. */
  latin: boolean
}

const words = new Map<string, UnitWord>()
const define = (unit: Unit, power: number, spellings: string, factor?: number): void => {
  for (const word of spellings.split(' '))
    words.set(word, {
      word,
      unit,
      power,
      ...(factor === undefined ? {} : { factor }),
      counts: false,
      latin: /^[A-Za-z]/.test(word),
    })
}

define('CNY', 0, '元人民币 元 人民币 圆')
define('USD', 0, '美元 美金')
define('HKD', 0, '港元 港币 港幣')
define('MOP', 0, '澳门元 澳元币')
define('TWD', 0, '新台币 台币')
define('EUR', 0, '欧元')
define('GBP', 0, '英镑')
define('JPY', 0, '日元 日圆')
define('KRW', 0, '韩元')
define('RUB', 0, '卢布')
define('AUD', 0, '澳元 澳大利亚元')
define('CAD', 0, '加元 加拿大元')
define('CHF', 0, '瑞士法郎 瑞郎')

define('t', 0, '吨 噸 公吨 t')
define('t', -3, '千克 公斤 kg KG Kg')
define('t', -6, '克 g')
define('t', -9, '毫克 mg')
define('t', -4, '斤', 5)
define('tce', 0, '吨标准煤 吨标煤 tce')

define('Wh', 0, '瓦时 Wh WH')
define('Wh', 3, '千瓦时 千瓦小时 千瓦·时 度电 度 kWh KWh KWH kwh Kwh kW·h')
define('Wh', 6, '兆瓦时 MWh MWH Mwh mwh')
define('Wh', 9, '吉瓦时 GWh GWH Gwh gwh GW·h')
define('Wh', 12, '太瓦时 TWh TWH Twh twh')
define('W', 0, '瓦 W')
define('W', 3, '千瓦 kW KW kw Kw kWp KWp')
define('W', 6, '兆瓦 MW MWp Mw mw')
define('W', 9, '吉瓦 GW GWp Gw gw')
define('VA', 3, '千伏安 kVA KVA')
define('VA', 6, '兆伏安 MVA')
define('VAh', 3, '千伏安时 kVAh KVAh')
define('Ah', 0, '安时 Ah AH')
define('Ah', -3, '毫安时 mAh mAH')
define('V', 0, '伏特 伏 V')
define('V', 3, '千伏 kV KV kv')
define('Hz', 0, '赫兹 Hz')
define('Hz', 9, 'GHz')
define('Hz', 6, 'MHz 兆赫')
define('Pa', 6, '兆帕 MPa')
define('B', 12, 'TB')
define('B', 9, 'GB')

define('m', 0, '米 m')
define('m', 3, '公里 千米 km KM Km')
define('m', -2, '厘米 cm')
define('m', -3, '毫米 mm')
define('m', -6, '微米 μm um')
define('m', -9, '纳米 nm')
define('m2', 0, '平方米 平米 平方 ㎡ m2 m²')
define('m2', 4, '公顷')
define('m2', 6, '平方公里 平方千米 km2 km²')
define('亩', 0, '亩 畝')
define('m3', 0, '立方米 立方 m3 m³ Nm3 方')
define('L', 0, '升 L')
define('L', -3, '毫升 mL ml')

define('秒', 0, '秒钟 秒')
define('分钟', 0, '分钟 分鐘')
define('小时', 0, '小时 个小时')
define('天', 0, '天 个工作日 工作日')
define('周', 0, '周 个星期')
define('月', 0, '个月')
define('年', 0, '年')
define('岁', 0, '岁 周岁')
define('Cel', 0, '℃ 摄氏度 °C')
define('%', 0, '% ％')
define('%', -1, '‰')
define('pp', 0, '个百分点 百分点')
define('x', 0, '倍')

// Words that count things. 强, 级, 期, 届, 层 and the like name or order things instead and stay out.
const classifiers =
  '个 箇 家 户 戶 种 種 条 條 项 項 件 只 台套 台 套 辆 輛 座 处 處 名 人次 人 位 款 批次 批 次 支 艘 架 枚 颗 块 片 张 所 间 栋 幢 ' +
  '门 类 篇 份 宗 笔 单 株 棵 头 羽 匹 对 组 根 卷 瓶 箱 盒 车次 标箱 标准箱 班 列 趟 口 眼 场次 场 大 孔 桩 幅 册 桶 袋 户次 亩次 家次 杆 ' +
  '轮'
const simplified: Record<string, string> = { 箇: '个', 戶: '户', 種: '种', 條: '条', 項: '项', 輛: '辆', 處: '处' }
for (const word of classifiers.split(' ')) {
  if (words.has(word)) continue
  words.set(word, { word, unit: `{${simplified[word] ?? word}}`, power: 0, counts: true, latin: false })
}

const byFirst = new Map<string, UnitWord[]>()
for (const word of words.values()) {
  const list = byFirst.get(word.word[0]!) ?? []
  list.push(word)
  byFirst.set(word.word[0]!, list)
}
for (const list of byFirst.values()) list.sort((a, b) => b.word.length - a.word.length)

const isLatin = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122)

/** Full-width letters are read as their plain forms. */
const plainChar = (char: string | undefined): string => {
  if (char === undefined) return ''
  const code = char.charCodeAt(0)
  return code >= 0xff21 && code <= 0xff5a ? String.fromCharCode(code - 0xfee0) : char
}

/** The longest unit word at `at`, or null. */
export const unitAt = (text: string, at: number): UnitWord | null => {
  const list = byFirst.get(plainChar(text[at]))
  if (!list) return null
  for (const word of list) {
    let i = 1
    while (i < word.word.length && plainChar(text[at + i]) === word.word[i]) i++
    if (i < word.word.length) continue
    // A unit that ends with its power (m3) is complete whatever letter follows.
    if (word.latin && !/\d$/.test(word.word)) {
      const next = text.charCodeAt(at + i)
      if (isLatin(next) || (next >= 48 && next <= 57 && word.word.length === 1)) continue
    }
    return word
  }
  return null
}

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
  ['千瓦时', 'Wh', 3],
  ['kWh', 'Wh', 3],
  ['KWh', 'Wh', 3],
  ['度', 'Wh', 3],
  ['Wh', 'Wh', 0],
  ['瓦时', 'Wh', 0],
  ['千瓦', 'W', 3],
  ['瓦', 'W', 0],
  ['W', 'W', 0],
  ['平方米', 'm2', 0],
  ['㎡', 'm2', 0],
  ['立方米', 'm3', 0],
  ['亩', '亩', 0],
  ['吨', 't', 0],
  ['噸', 't', 0],
  ['t', 't', 0],
  ['人', '{人}', 0],
  ['台', '{台}', 0],
  ['辆', '{辆}', 0],
  ['只', '{只}', 0],
  ['套', '{套}', 0],
]
const massDenominators: [string, string][] = [
  ['千克', 'kg'],
  ['公斤', 'kg'],
  ['kg', 'kg'],
  ['Kg', 'kg'],
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
    if (text.startsWith(word, at)) return { code, power, end: at + word.length }
  return null
}
