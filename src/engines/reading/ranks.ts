import { numeralAt } from './numerals.ts'
import type { Mention } from './quantities.ts'

/** Fields in which one is ranked; they stand right before 第三, 首位 or 前十. */
const fields = [
  '全国同类',
  '全国',
  '全省',
  '全市',
  '全州',
  '全区',
  '全县',
  '全球',
  '世界',
  '国内',
  '国际',
  '亚洲',
  '省内',
  '市内',
  '全疆',
  '全自治区',
  '中部地区',
  '中西部',
  '中部',
  '西部',
  '东部',
  '西南地区',
  '西南',
  '西北',
  '华东',
  '华南',
  '长三角',
  '珠三角',
  '湖南省',
  '行业',
  '同行业',
  '地级市',
  '省会城市',
  '同类园区',
  '国家级',
  '榜单',
  '百强',
]
const verbs = [
  '排名',
  '位居',
  '位列',
  '稳居',
  '跃居',
  '居于',
  '居',
  '列',
  '升至',
  '跃升至',
  '攀升至',
  '上升至',
  '名列',
  '排在',
  '排',
  '位次',
  '跻身',
  '进入',
  '保持',
  '升到',
  '为',
  '成为',
]

/** Nouns that make 第一… an order or a name and no rank. */
const orders = [
  '方阵',
  '梯队',
  '季度',
  '批',
  '届',
  '期',
  '产业',
  '次',
  '阶段',
  '时间',
  '线',
  '书记',
  '人',
  '步',
  '大',
  '轮',
  '动力',
  '资源',
  '生产',
  '家',
  '条',
  '个',
  '座',
  '台',
  '块',
  '章',
  '部',
  '辆',
  '款',
  '所',
  '项',
  '代',
  '工',
  '站',
  '场',
  '号',
  '三方',
  '二十',
  '十',
  '二、',
  '车间',
  '页',
  '课',
  '炉',
  '支',
  '艘',
  '份',
  '种',
  '类',
  '组',
  '学',
  '中',
  '医',
  '小',
  '年',
  '天',
  '月',
  '期',
  '段',
  '级',
  '层',
  '极',
  '桶',
]

const fieldBefore = (text: string, at: number, floor: number): number | null => {
  for (const field of fields) {
    const start = at - field.length
    if (start >= floor && text.startsWith(field, start)) return start
  }
  return null
}

const verbBefore = (text: string, at: number, floor: number): boolean => {
  for (const verb of verbs) {
    const start = at - verb.length
    if (start >= floor && text.startsWith(verb, start)) return true
  }
  return false
}

const rank = (start: number, numberStart: number, end: number, value: number, within: boolean): Mention => ({
  start,
  end,
  numberStart,
  unitEnd: end,
  value,
  valueTo: null,
  unit: '位',
  bound: within ? 'le' : 'eq',
  boundSaid: within,
  counts: false,
  unitInferred: false,
  bare: false,
  level: false,
  repaired: false,
  small: false,
})

const startsWithAny = (text: string, at: number, list: readonly string[]): boolean =>
  list.some((one) => text.startsWith(one, at))

/** 出口量第一, 排名中国百强产业集群第16: a measure right before, or the word rank earlier in the clause. */
const ordered = (text: string, at: number, floor: number): boolean => {
  // 分别居全市第3位、第1位: a place in the same row.
  if (/第[\d一二三四五六七八九十]{1,3}[位名][、和]$/.test(text.slice(Math.max(0, at - 7), at))) return true
  if ('量额值率度模力'.includes(text[at - 1] ?? ' ')) return true
  const before = text.slice(Math.max(floor, at - 16), at)
  return /排名|位列|位居|名列/.test(before) && !/[，,。；;]/.test(before)
}

/** 全国第三, 居全省第2位, 排名第五, 列全国首位, 进入全国前十: a rank in the unit 位; or null. */
export const rankAt = (text: string, at: number, floor: number): Mention | null => {
  const char = text[at]
  if (char !== '第' && char !== '首' && char !== '前') return null
  const field = fieldBefore(text, at, floor)
  const start = field ?? at
  if (char === '首') {
    if (text[at + 1] !== '位' || (field === null && !verbBefore(text, at, floor))) return null
    return rank(start, at, at + 2, 1, false)
  }
  const numeral = numeralAt(text, at + 1)
  if (!numeral || numeral.value > 500 || numeral.scaled || numeral.more || !Number.isInteger(numeral.value)) return null
  let end = numeral.end
  const placed = text[end] === '位' || text[end] === '名'
  if (placed) end++
  if (!placed && startsWithAny(text, end, orders)) return null
  const ranked = field !== null || verbBefore(text, at, floor) || (char === '第' && ordered(text, at, floor))
  if (!ranked) return null
  if (char === '前') {
    if (numeral.value < 2 || (!placed && /[列\d年月季个天]/.test(text[end] ?? ''))) return null
    if (field === null && !placed && !/[，,。；;、强]|$/.test(text[end] ?? '')) return null
    if (text[end] === '强') end++
    return rank(start, at + 1, end, numeral.value, true)
  }
  return rank(start, at + 1, end, numeral.value, false)
}
