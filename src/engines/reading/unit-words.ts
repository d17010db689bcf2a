import { currencies } from '../../base/currency.ts'
import type { Unit } from '../../base/unit.ts'

/** How a unit is written on a page: the word, the code it means, and the power of ten to the base unit. */
export interface UnitWord {
  word: string
  unit: Unit
  power: number
  /** A factor that is no power of ten (斤). */
  factor?: number
  /** The written unit by its usual sign (公斤 and kg are both kg), for those who want the number as it was said. */
  sign: string
  /** A counting word: what is counted is named beside it. */
  counts: boolean
  /** Written in Latin letters: must not run into other letters. */
  latin: boolean
  /** Characters that behind the word make it another one: 千卡车, 两家. */
  not?: string
}

const words = new Map<string, UnitWord>()
/** Units that on an industry page are mostly something else (两, 里, 码, 块): read only where every number is asked for. */
const everyday = new Map<string, UnitWord>()

const add = (
  list: Map<string, UnitWord>,
  one: Omit<UnitWord, 'word' | 'counts' | 'latin'>,
  spellings: string,
): void => {
  for (const word of spellings.split(' ')) {
    if (word === '' || list.has(word)) continue
    list.set(word, { word, counts: false, latin: /^[A-Za-z]/.test(word), ...one })
  }
}
/** Signs that are grades, models or English words behind most numbers (4A景区, 3 in 1): they name a unit but are not read as one. */
const grades = new Set(['A', 'B', 'J', 'in', 'ct', 'mi', 'ft', 'oz', 'cal', 'dm', 'gal', 'lb', 'acre', 'bit'])
const define = (unit: Unit, power: number, sign: string, spellings: string, factor?: number, not?: string): void =>
  add(
    words,
    { unit, power, sign, ...(factor === undefined ? {} : { factor }), ...(not === undefined ? {} : { not }) },
    grades.has(sign) ? spellings : `${sign} ${spellings}`,
  )
const defineEveryday = (
  unit: Unit,
  power: number,
  sign: string,
  spellings: string,
  factor?: number,
  not?: string,
): void =>
  add(
    everyday,
    { unit, power, sign, ...(factor === undefined ? {} : { factor }), ...(not === undefined ? {} : { not }) },
    spellings,
  )

for (const { code, spellings } of currencies) add(words, { unit: code, power: 0, sign: code }, spellings.join(' '))
defineEveryday('CNY', 0, 'CNY', '块钱 块', undefined, '地头石状儿肉田砖板空区牌屏')
defineEveryday('CNY', -1, '角', '角 毛钱 毛', undefined, '大度形落色膜利')
defineEveryday('CNY', -2, '分', '分钱')
defineEveryday('USD', -2, '美分', '美分')
defineEveryday('EUR', -2, '欧分', '欧分')
defineEveryday('GBP', -2, '便士', '便士')
defineEveryday('JPY', -2, '銭', '日本銭 銭')

define('t', 0, 't', '吨 噸 公吨')
define('t', 3, 'kt', '千吨')
define('t', -3, 'kg', '千克 公斤 KG Kg')
define('t', -6, 'g', '克')
define('t', -9, 'mg', '毫克 MG')
define('t', -12, 'ug', '微克 μg µg')
define('t', -4, '斤', '市斤', 5)
define('t', -1, '公担', '')
defineEveryday('t', -5, '两', '两', 5, '一二两三四五六七八九十百千万亿个家种项年次人位条岸会')
defineEveryday('t', -3, '担', '担', 50, '保心任负忧当')
define('t', -7, 'lb', '磅 lbs', 4535.9237)
define('t', -6, 'oz', '盎司', 28.349523125)
define('t', -7, 'ct', '克拉', 2)
define('tce', 0, 'tce', '吨标准煤 吨标煤')
define('tce', -3, 'kgce', '千克标准煤 公斤标准煤 千克标煤 公斤标煤')
define('tce', -6, 'gce', '克标准煤 克标煤')

define('Wh', 0, 'Wh', '瓦时 WH 瓦小时')
define('Wh', 3, 'kWh', '千瓦时 千瓦小时 千瓦·时 度电 度 KWh KWH kwh Kwh kW·h')
define('Wh', 6, 'MWh', '兆瓦时 MWH Mwh mwh')
define('Wh', 9, 'GWh', '吉瓦时 GWH Gwh gwh GW·h')
define('Wh', 12, 'TWh', '太瓦时 TWH Twh twh')
define('W', 0, 'W', '瓦 瓦特')
define('W', 3, 'kW', '千瓦 KW kw Kw kWp KWp kWt')
define('W', 6, 'MW', '兆瓦 MWp Mw mw MWt MWe')
define('W', 9, 'GW', '吉瓦 GWp Gw gw GWe')
define('W', 12, 'TW', '太瓦')
define('W', 0, '马力', '匹马力', 735.49875)
define('VA', 3, 'kVA', '千伏安 KVA')
define('VA', 6, 'MVA', '兆伏安')
define('VAh', 3, 'kVAh', '千伏安时 KVAh')
define('Ah', 0, 'Ah', '安时 AH 安培时')
define('Ah', -3, 'mAh', '毫安时 mAH MAH')
define('A', 0, 'A', '安培')
define('A', -3, 'mA', '毫安')
define('V', 0, 'V', '伏特 伏')
define('V', -3, 'mV', '毫伏')
define('V', 3, 'kV', '千伏 KV kv')
define('J', 0, 'J', '焦耳 焦')
define('J', 3, 'kJ', '千焦 千焦耳 KJ')
define('J', 6, 'MJ', '兆焦 兆焦耳')
define('J', 9, 'GJ', '吉焦')
define('J', 12, 'TJ', '太焦')
define('J', 0, 'kcal', '千卡 大卡', 4184, '车片')
define('J', 0, 'cal', '卡路里', 4.184)
defineEveryday('J', 0, 'cal', '卡', 4.184, '车片口位通')
define('Hz', 0, 'Hz', '赫兹 赫')
define('Hz', 3, 'kHz', '千赫 千赫兹')
define('Hz', 6, 'MHz', '兆赫 兆赫兹')
define('Hz', 9, 'GHz', '吉赫 吉赫兹')
define('Pa', 0, 'Pa', '帕斯卡 帕')
define('Pa', 2, 'hPa', '百帕')
define('Pa', 3, 'kPa', '千帕 KPa')
define('Pa', 6, 'MPa', '兆帕')
define('Pa', 9, 'GPa', '吉帕')
define('B', 3, 'kB', '千字节 KB')
define('B', 6, 'MB', '兆字节')
define('B', 9, 'GB', '吉字节')
define('B', 12, 'TB', '太字节')
define('B', 15, 'PB', '拍字节')
define('B', 0, 'B', '字节')
define('bit', 0, 'bit', '比特')
define('bit', 3, 'kbit', '千比特 Kbit')
define('bit', 6, 'Mbit', '兆比特')
define('bit', 9, 'Gbit', '吉比特')
define('bit/s', 6, 'Mbps', '兆比特每秒 Mbit/s')
define('bit/s', 9, 'Gbps', '吉比特每秒 Gbit/s')

define('m', 0, 'm', '米')
define('m', 3, 'km', '公里 千米 KM Km')
define('m', -1, 'dm', '分米')
define('m', -2, 'cm', '厘米 公分 CM')
define('m', -3, 'mm', '毫米 MM')
define('m', -6, 'um', '微米 μm µm')
define('m', -9, 'nm', '纳米')
define('m', 0, '海里', '', 1852)
define('m', 0, 'mi', '英里', 1609.344)
define('m', 0, 'ft', '英尺', 0.3048)
define('m', 0, 'in', '英寸 吋', 0.0254)
defineEveryday('m', 0, 'ft', 'ft', 0.3048)
defineEveryday('m', 0, 'mi', 'mi', 1609.344)
defineEveryday('t', -7, 'lb', 'lb', 4535.9237)
defineEveryday('t', -6, 'oz', 'oz', 28.349523125)
defineEveryday('m', 0, 'yd', '码', 0.9144, '头农')
defineEveryday('m', 0, '里', '里 华里', 500, '程面长')
defineEveryday('m', 0, '尺', '尺 市尺', 1 / 3, '寸度')
defineEveryday('m', 0, '丈', '丈', 10 / 3, '夫')
define('m2', 0, 'm2', '平方米 平米 平方 ㎡ m²')
define('m2', -4, 'cm2', '平方厘米 cm²')
define('m2', -6, 'mm2', '平方毫米 mm²')
define('m2', 4, 'ha', '公顷 hm2 hm²')
define('m2', 6, 'km2', '平方公里 平方千米 km²')
define('m2', 0, 'ft2', '平方英尺', 0.09290304)
define('m2', 0, 'mi2', '平方英里', 2589988.110336)
define('m2', 0, 'acre', '英亩', 4046.8564224)
define('亩', 0, '亩', '畝 市亩')
define('m3', 0, 'm3', '立方米 立方 m³ Nm3 Nm³ 方 标方 标准立方米')
define('m3', -6, 'cm3', '立方厘米 cm³')
define('L', 0, 'L', '升 公升')
define('L', -3, 'mL', '毫升 ml ML')
define('L', 0, 'gal', '加仑', 3.785411784)

define('秒', 0, '秒', '秒钟')
define('分钟', 0, '分钟', '分鐘')
define('小时', 0, '小时', '个小时')
define('天', 0, '天', '个工作日 工作日')
define('周', 0, '周', '个星期')
define('月', 0, '个月', '')
define('年', 0, '年', '')
define('岁', 0, '岁', '周岁')
define('Cel', 0, '℃', '摄氏度 °C')
define('[degF]', 0, '℉', '华氏度 °F')
define('%', 0, '%', '％')
define('%', -1, '‰', '')
define('pp', 0, '个百分点', '百分点')
define('pp', -2, '个基点', '基点 BP bp')
define('x', 0, '倍', '')

// Words that count things. 强, 级, 期, 届, 层 and the like name or order things instead and stay out.
const classifiers =
  '个 箇 家 户 戶 种 種 条 條 项 項 件 只 台套 台 套 辆 輛 座 处 處 名 人次 人 位 款 批次 批 次 支 艘 架 枚 颗 块 片 张 所 间 栋 幢 ' +
  '门 类 篇 份 宗 笔 单 株 棵 头 羽 匹 对 组 根 卷 瓶 箱 盒 车次 标箱 标准箱 班 列 趟 口 眼 场次 场 大 孔 桩 幅 册 桶 袋 户次 亩次 家次 杆 ' +
  '轮'
const simplified: Record<string, string> = { 箇: '个', 戶: '户', 種: '种', 條: '条', 項: '项', 輛: '辆', 處: '处' }
for (const word of classifiers.split(' ')) {
  if (words.has(word)) continue
  const sign = simplified[word] ?? word
  words.set(word, { word, unit: `{${sign}}`, power: 0, sign, counts: true, latin: false })
}

const byFirstOf = (list: Iterable<UnitWord>): Map<string, UnitWord[]> => {
  const byFirst = new Map<string, UnitWord[]>()
  for (const word of list) {
    const same = byFirst.get(word.word[0]!) ?? []
    same.push(word)
    byFirst.set(word.word[0]!, same)
  }
  for (const same of byFirst.values()) same.sort((a, b) => b.word.length - a.word.length)
  return byFirst
}
const onPages = byFirstOf(words.values())
const everywhere = byFirstOf([...everyday.values(), ...words.values()])

const isLatin = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122)

/** Full-width letters are read as their plain forms. */
const plainChar = (char: string | undefined): string => {
  if (char === undefined) return ''
  const code = char.charCodeAt(0)
  return code >= 0xff21 && code <= 0xff5a ? String.fromCharCode(code - 0xfee0) : char
}

/** The longest unit word at `at`, or null; `free` knows everyday units too (两, 里, 块钱). */
export const unitAt = (text: string, at: number, free = false): UnitWord | null => {
  const list = (free ? everywhere : onPages).get(plainChar(text[at]))
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
    if (word.not?.includes(text[at + i] ?? ' ')) continue
    return word
  }
  return null
}
