import type { Numeral } from './numerals.ts'
import type { UnitWord } from './unit-words.ts'

export interface Read {
  numeral: Numeral
  unit: UnitWord | null
  end: number
  more: boolean
  about: boolean
}

/** A Chinese character that belongs to a word, as before 29 in “科创29条”. */
export const isWordChar = (text: string, at: number): boolean =>
  at >= 0 && text.charCodeAt(at) >= 0x4e00 && text.charCodeAt(at) <= 0x9fff

export const isLetter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122)

const clauseStart = (text: string, at: number): number => {
  let i = at
  while (i > 0 && at - i < 24 && !'，,。；;：:、！？\n'.includes(text[i - 1]!)) i--
  return i
}

/** What a counting word behind a small Chinese number must not be followed by: matters of speech, not things. */
const speech = [
  '方面',
  '层面',
  '环节',
  '方向',
  '维度',
  '阶段',
  '步骤',
  '字',
  '“',
  '"',
  '坚持',
  '全面',
  '自信',
  '意识',
  '维护',
  '代表',
  '确保',
  '突出',
  '结合',
  '统筹',
  '转变',
  '非常',
  '注重',
  '原则',
  '问题',
  '多',
  '关键',
  '重点',
  '着力',
  '抓手',
  '一批',
  '月',
  '人物',
  '样子',
  '时候',
  '时期',
  '地方',
  '机会',
]
const durationCues = [
  '回收期',
  '平均',
  '仅需',
  '只需',
  '需',
  '用时',
  '耗时',
  '历时',
  '缩短',
  '压缩',
  '期限',
  '有效期',
  '寿命',
  '周期',
  '年限',
  '可供',
  '支撑',
  '开采',
  '合作期',
  '工期',
  '建设期',
  '服务期',
  '长达',
  '提前',
  '时间',
  '时长',
  '运营期',
  '续航',
  '小时数',
  '质保',
  '运行',
]
const timeUnits = new Set(['秒', '分钟', '小时', '天', '周', '月', '年'])

const idioms = [
  '千家万户',
  '千万家',
  '千方百计',
  '万众',
  '百花',
  '百业',
  '百姓',
  '百年',
  '百分',
  '千年',
  '万里',
  '万物',
  '万象',
  '万家灯火',
  '一家',
  '四面八方',
  '五湖四海',
  '三农',
  '两岸',
  '双碳',
  '百强',
  '万无',
  '十分',
  '亿万',
  '万一',
  '百科',
  '千里',
  '百货',
  '十佳',
  '百炼',
  '千锤',
  '三板',
  '四川',
  '九江',
  '三峡',
  '五矿',
  '三元',
  '六安',
  '七台河',
  '三明',
  '三亚',
  '六盘水',
  '五华',
  '千亩',
  '三门',
  '四平',
  '九龙',
  '两化',
  '两会',
  '两山',
  '百亩',
  '五金',
  '八一',
  '三一',
  '两型',
  '二维',
  '三维',
  '一元',
  '二元',
  '四海',
  '五岳',
  '双百',
  '五位一体',
]

const startsWithAny = (text: string, at: number, list: readonly string[]): boolean => {
  for (const one of list) if (text.startsWith(one, at)) return true
  return false
}

const cueBefore = (text: string, at: number, cues: readonly string[]): boolean => {
  const clause = text.slice(clauseStart(text, at), at)
  return cues.some((cue) => clause.includes(cue))
}

/** Whether a number with this unit is said of something, or is part of a name, an idiom, an order or a date. */
export const isSaid = (text: string, read: Read, bounded: boolean, quoted: boolean): boolean => {
  const { numeral, unit } = read
  const at = numeral.start
  const chineseNumber = numeral.form === 'chinese'
  const previous = text[at - 1] ?? ''
  if (previous === '第' || previous === '〔' || previous === '#') return false
  if (chineseNumber && startsWithAny(text, at, idioms)) return false
  if (
    !chineseNumber &&
    (isLetter(text.charCodeAt(at - 1)) ||
      previous === '_' ||
      (previous === '/' && !isLetter(text.charCodeAt(at - 2)) && !'瓦时安伏吨'.includes(text[at - 2] ?? ' ')))
  )
    return false
  if (!unit) return false
  if (quoted && unit.counts && (chineseNumber || isWordChar(text, at - 1))) return false
  if (timeUnits.has(unit.unit)) {
    if (unit.unit === '年' && numeral.value >= 1000) return false
    // 力争用三年时间实现…: how long one gives oneself is no figure.
    if (/(?:力争|争取|计划|将|通过|再)用$/.test(text.slice(Math.max(0, at - 4), at))) return false
    return cueBefore(text, at, durationCues) || /(仅|只用|用|花)了?$/.test(text.slice(Math.max(0, at - 3), at))
  }
  if (unit.unit === '岁') return !chineseNumber
  if (unit.word === '度')
    return (
      numeral.scaled || text.startsWith('电', read.end) || cueBefore(text, at, ['电耗', '用电', '耗电', '发电', '节电'])
    )
  if (unit.word === '方' || unit.word === '平方' || unit.word === '立方') {
    if (chineseNumber && !numeral.scaled) return false
    if (unit.word === '方' && (numeral.value < 10 || text[read.end] === '面')) return false
  }
  if (
    chineseNumber &&
    !numeral.scaled &&
    ['克', '米', '升', '瓦', '伏', '元', '斤', '吨', '里'].includes(unit.word) &&
    numeral.value < 20
  )
    return bounded
  if (numeral.bare && !unit.counts) return bounded || isBareAmount(text, read)
  if (!unit.counts) return true
  return countIsSaid(text, read, bounded)
}

/** 总投资百亿元: behind its measure and before a mark a bare scale is an amount; before a noun it names a class. */
const isBareAmount = (text: string, { numeral, unit, end }: Read): boolean =>
  unit !== null &&
  /^[A-Z]{3}$/.test(unit.unit) &&
  numeral.value >= 1e8 &&
  /(投资|产值|收入|营收|资金|金额|总额|规模)$/.test(text.slice(Math.max(0, numeral.start - 2), numeral.start)) &&
  !isWordChar(text, end)

const countIsSaid = (text: string, read: Read, bounded: boolean): boolean => {
  const { numeral, unit, end } = read
  const chineseNumber = numeral.form === 'chinese'
  const word = unit!.word
  if (text[end] === '数' && numeral.value < 10) return false
  // 百亿项目1个: 项 begins the noun.
  if (word === '项' && text[end] === '目' && numeral.scaled) return false
  if (word === '家' && (text[end] === '庭' || text[end] === '人')) return false
  if (word === '大') {
    if (numeral.value < 2 || numeral.value > 20 || (chineseNumber && numeral.value > 12)) return false
    if (text.startsWith('于', end) || text.startsWith('小', end) || text.startsWith('量', end)) return false
    // 十大产业项目之一 names a list; it counts nothing of its own.
    for (let i = end; i < end + 14 && i < text.length && !'，,。；;、'.includes(text[i]!); i++)
      if (text.startsWith('之一', i)) return false
    return true
  }
  if (text.startsWith('方面', end) || text.startsWith('层面', end) || text.startsWith('维度', end)) return false
  // 再进3位 moves a rank; 3位院士 counts people.
  if (word === '位' && !isWordChar(text, end)) return false
  if (!chineseNumber) {
    if (word === '对' || word === '组' || word === '列') return numeral.value >= 2
    if (word === '次' || word === '轮' || word === '批') return text[numeral.start - 1] !== '第'
    return true
  }
  if (numeral.value === 1 && !numeral.scaled) return false
  if (numeral.bare && numeral.value >= 100) return bounded
  if (numeral.value <= 10 && startsWithAny(text, end, speech)) return false
  if (
    [
      '对',
      '次',
      '处',
      '面',
      '门',
      '口',
      '眼',
      '列',
      '班',
      '件',
      '类',
      '批',
      '轮',
      '场',
      '头',
      '张',
      '组',
      '根',
      '起',
    ].includes(word) &&
    numeral.value <= 10
  )
    return bounded
  return true
}
