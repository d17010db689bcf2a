import type { Bound } from '../../base/quantity.ts'
import type { Unit } from '../../base/unit.ts'
import { boundAfter, boundBefore } from './bounds.ts'
import { beginsNumeral, isArabicDigit, isChineseNumeral, type Numeral, numeralAt } from './numerals.ts'
import { rankAt } from './ranks.ts'
import { shareAt } from './shares.ts'
import { denominatorAt, type UnitWord, unitAt } from './unit-words.ts'

/** A number with its unit as the text says it, before anything is known of what it measures. */
export interface Mention {
  /** The tight quote: bound words, number, unit. */
  start: number
  end: number
  /** Where the digits begin and where the unit ends. */
  numberStart: number
  unitEnd: number
  value: number
  valueTo: number | null
  unit: Unit
  bound: Bound
  /** The bound was a word that stood there. */
  boundSaid: boolean
  /** The unit counts things that are named beside it. */
  counts: boolean
  /** Money whose 元 was left out (788.97亿). */
  unitInferred: boolean
  /** The number itself is only a scale word: 百亿元, 千亿级. */
  bare: boolean
  /** 级 behind a scale: an order of magnitude. */
  level: boolean
  /** A decimal point that the page lost was put back. */
  repaired: boolean
  /** Chinese numerals up to ten with a counting word, as in 四项制度. */
  small: boolean
}

interface Span {
  start: number
  end: number
}

/** A Chinese character that belongs to a word, as before 29 in “科创29条”. */
const isWordChar = (text: string, at: number): boolean =>
  at >= 0 && text.charCodeAt(at) >= 0x4e00 && text.charCodeAt(at) <= 0x9fff

const isLetter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122)

const dashes = '—–-－~～－―'
const rangeWords = ['至', '到']

/** The separator of a range (20—30, 5万至8万) at `at`, or null. */
const rangeGap = (text: string, at: number): number | null => {
  let i = at
  while (i < at + 2 && dashes.includes(text[i] ?? ' ')) i++
  if (i > at) return i
  for (const word of rangeWords) if (text.startsWith(word, at)) return at + word.length
  return null
}

interface Read {
  numeral: Numeral
  unit: UnitWord | null
  end: number
  more: boolean
  about: boolean
}

/** A numeral and the unit behind it; 多, 余, 来 and one space may stand between. */
const readAt = (text: string, at: number): Read | null => {
  const numeral = numeralAt(text, at)
  if (!numeral) return null
  let i = numeral.end
  let { more, about } = numeral
  if (text[i] === '多' || text[i] === '余' || text[i] === '餘' || (text[i] === '几' && numeral.form !== 'chinese')) {
    more = true
    i++
  } else if (text[i] === '来' && numeral.value % 10 === 0) {
    about = true
    i++
  }
  let unit = unitAt(text, i)
  if (!unit && text[i] === ' ') unit = unitAt(text, i + 1)
  const from = text[i] === ' ' && unit ? i + 1 : i
  if (!unit)
    return { numeral, unit: null, end: more || about ? numeral.end : i, more: more && i === numeral.end, about: false }
  return { numeral, unit, end: from + unit.word.length, more, about }
}

/** mantissa × 10^power without a rounding step in between. */
const scaledValue = (numeral: Numeral, unit: UnitWord | null, lent = 0): number => {
  const value = Number(`${numeral.mantissa}e${numeral.exponent + lent + (unit?.power ?? 0)}`)
  return unit?.factor ? value * unit.factor : value
}

/** Spans that are names rather than statements: 《…》, and short quotations, in which a number is part of a title. */
export const titleSpans = (text: string): Span[] => {
  const spans: Span[] = []
  let open = -1
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '《' && open < 0) open = i
    else if (text[i] === '》' && open >= 0) {
      spans.push({ start: open, end: i + 1 })
      open = -1
    } else if (open >= 0 && (i - open > 80 || text[i] === '\n')) open = -1
  }
  return spans
}

const quoteMarks: Record<string, string> = { '“': '”', '「': '」', '‘': '’', '『': '』' }

const quotationSpans = (text: string): Span[] => {
  const spans: Span[] = []
  let open = -1
  let close = ''
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    // “ ” ‘ ’ and the corner brackets; every other character only counts the length.
    if (!(code >= 0x2018 && code <= 0x201d) && !(code >= 0x300c && code <= 0x300f)) {
      if (open >= 0 && i - open > 16) open = -1
      continue
    }
    const char = text[i]!
    const closes = quoteMarks[char]
    if (closes && open < 0) {
      open = i
      close = closes
    } else if (open >= 0 && char === close) {
      spans.push({ start: open, end: i + 1 })
      open = -1
    } else if (open >= 0 && i - open > 16) open = -1
  }
  return spans
}

/** A cursor over sorted spans that never goes back. */
const within = (spans: readonly Span[]): ((at: number) => Span | null) => {
  let next = 0
  return (at) => {
    while (next < spans.length && spans[next]!.end <= at) next++
    const span = spans[next]
    return span && span.start <= at ? span : null
  }
}

const money = '产值额资投收入利润税款金费价值债贷市场规模模成本营销奖补'
/** Money words close before a number make a bare 亿 or 万 an amount of money. */
const moneyBefore = (text: string, at: number): boolean => {
  for (let i = at - 1, seen = 0; i >= 0 && seen < 12; i--, seen++) {
    const char = text[i]!
    if ('，,。；;\n'.includes(char)) return false
    if (money.includes(char)) return true
  }
  return false
}

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
const isSaid = (text: string, read: Read, bounded: boolean, quoted: boolean): boolean => {
  const { numeral, unit } = read
  const at = numeral.start
  const chineseNumber = numeral.form === 'chinese'
  const previous = text[at - 1] ?? ''
  if (previous === '第' || previous === '〔' || previous === '#') return false
  if (chineseNumber && startsWithAny(text, at, idioms)) return false
  if (
    !chineseNumber &&
    (isLetter(text.charCodeAt(at - 1)) || previous === '_' || (previous === '/' && !isLetter(text.charCodeAt(at - 2))))
  )
    return false
  if (!unit) return false
  if (quoted && unit.counts && (chineseNumber || isWordChar(text, at - 1))) return false
  if (timeUnits.has(unit.unit)) {
    if (unit.unit === '年' && numeral.value >= 1000) return false
    return cueBefore(text, at, durationCues)
  }
  if (unit.unit === '岁') return !chineseNumber
  if (unit.word === '度') return numeral.scaled || text.startsWith('电', read.end)
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
  if (numeral.bare && !unit.counts) return bounded
  if (!unit.counts) return true
  return countIsSaid(text, read, bounded)
}

const countIsSaid = (text: string, read: Read, bounded: boolean): boolean => {
  const { numeral, unit, end } = read
  const chineseNumber = numeral.form === 'chinese'
  const word = unit!.word
  if (text[end] === '数' && numeral.value < 10) return false
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

/** Bytes of the units a bare number may take from its context: 亿 of money. */
const inferredMoney: UnitWord = { word: '', unit: 'CNY', power: 0, counts: false, latin: false }

/**
 * Every number of the text that is said with a unit, in order; `skip` are spans (times) that are not looked into.
 * Titles in 《》 are names and are passed over.
 */
export const findMentions = (text: string, skip: readonly Span[]): Mention[] => {
  const mentions: Mention[] = []
  const skipped = within(skip)
  const titled = within(titleSpans(text))
  const quoted = within(quotationSpans(text))
  let floor = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const starts = beginsNumeral(code)
    if (
      !starts &&
      code !== 0x7b2c &&
      code !== 0x9996 &&
      code !== 0x524d &&
      code !== 0x534a &&
      code !== 0x8fc7 &&
      code !== 0x5934
    )
      continue
    const away = titled(i) ?? skipped(i)
    if (away) {
      i = away.end - 1
      floor = Math.max(floor, away.end)
      continue
    }
    const special = rankAt(text, i, floor) ?? shareAt(text, i, floor)
    if (special) {
      mentions.push(special)
      floor = special.end
      i = special.end - 1
      continue
    }
    if (!starts) continue
    const inQuotes = quoted(i) !== null
    const mention = mentionAt(text, i, floor, inQuotes)
    if (mention === null) {
      // The rest of the same number is not another number.
      const numeral = numeralAt(text, i)
      if (numeral && isArabicDigit(code)) i = Math.max(i, numeral.end - 1)
      else if (isChineseNumeral(code)) while (isChineseNumeral(text.charCodeAt(i + 1))) i++
      continue
    }
    mentions.push(mention)
    floor = mention.end
    i = mention.end - 1
  }
  return mentions
}

const currencyBefore: [string, Unit][] = [
  ['人民币', 'CNY'],
  ['¥', 'CNY'],
  ['￥', 'CNY'],
  ['US$', 'USD'],
  ['$', 'USD'],
  ['€', 'EUR'],
  ['£', 'GBP'],
]

const mentionAt = (text: string, at: number, floor: number, inQuotes: boolean): Mention | null => {
  let first = readAt(text, at)
  if (!first) return null
  let last = first
  let lent = 0
  const gap = rangeGap(text, first.end)
  if (gap !== null && beginsNumeral(text.charCodeAt(gap))) {
    const upper = readAt(text, gap)
    const sameKind = upper && (first.unit === null || first.unit.unit === upper.unit?.unit)
    if (upper?.unit && sameKind) {
      if (!first.numeral.scaled && upper.numeral.scaled && first.unit === null && upper.numeral.form !== 'chinese')
        lent = upper.numeral.exponent
      const low = scaledValue(first.numeral, first.unit ?? upper.unit, lent)
      const high = scaledValue(upper.numeral, upper.unit)
      if (low >= high && lent > 0) lent = 0
      if (scaledValue(first.numeral, first.unit ?? upper.unit, lent) < high) {
        last = upper
        if (first.unit === null) first = { ...first, unit: upper.unit }
      }
    }
  }
  const low = first.numeral
  const prefix = boundBefore(text, at, floor)
  const bareUp = low.bare && text[at - 1] === '上' && at - 1 >= floor
  let end = last.end
  let unit = last.unit
  let unitInferred = false
  const level = text[end] === '级' || (unit === null && text[low.end] === '级')
  if (level && text[end] !== '级') end = low.end
  const currency = currencyBefore.find(([word]) => at - word.length >= floor && text.startsWith(word, at - word.length))
  if (unit === null && currency && low.form !== 'chinese') {
    unit = { ...inferredMoney, unit: currency[1] }
    end = last.numeral.end
  }
  const suffix = boundAfter(text, level ? end + 1 : end)
  const bounded =
    prefix !== null || suffix !== null || bareUp || last.more || /[达到]$/.test(text.slice(Math.max(floor, at - 1), at))
  if (unit === null) {
    const scaled = last.numeral.scaled && last.numeral.value >= 1e4
    if (level) {
      // 万亿级 before a noun is an aspiration; only a level that is reached or aimed at is a number.
      if (!bounded || !last.numeral.bare || last.numeral.value < 1e8) return null
    } else if (!scaled || !moneyBefore(text, at) || (low.bare && !bounded)) return null
    const next = text[last.numeral.end] ?? ''
    if (!level && /[A-Za-z\d]/.test(next)) return null
    if (!level && low.bare && /[企产项]/.test(next)) return null
    // 成交量23.5万手 has a unit, only none we know.
    if (
      !level &&
      isWordChar(text, last.numeral.end) &&
      !'的左以上下用建投打新扩兴改在和至，收购资并用于多余'.includes(next)
    )
      return null
    unit = inferredMoney
    unitInferred = true
    end = last.numeral.end
  } else if (level && last.numeral.bare) {
    return null
  } else if (!currency && !isSaid(text, { ...last, numeral: low, unit }, bounded, inQuotes)) return null
  return build(
    text,
    { first, last, lent, prefix, suffix, bareUp, end, unit, unitInferred, level, currency: currency?.[0] ?? '' },
    floor,
  )
}

interface Parts {
  first: Read
  last: Read
  lent: number
  prefix: ReturnType<typeof boundBefore>
  suffix: ReturnType<typeof boundAfter>
  bareUp: boolean
  end: number
  unit: UnitWord
  unitInferred: boolean
  level: boolean
  currency: string
}

/** 每吨7.5万元: what the money is said per, and where that begins. */
const perBefore = (text: string, at: number, floor: number): { code: string; power: number; start: number } | null => {
  for (let length = 1; length <= 3; length++) {
    const start = at - length - 1
    if (start < floor || text[start] !== '每') continue
    const per = denominatorAt(text, start + 1, true)
    if (per && per.end === at && per.code !== 'a' && per.code !== 'mo' && per.code !== 'd')
      return { code: per.code, power: per.power, start }
  }
  return null
}

const build = (text: string, parts: Parts, floor: number): Mention => {
  const { first, last, lent, prefix, suffix, bareUp, unit, unitInferred, level, currency } = parts
  let { end } = parts
  const numberStart = first.numeral.start
  let code = unit.unit
  let power = 0
  let start = prefix?.start ?? (bareUp ? numberStart - 1 : numberStart)
  if (currency !== '') start = Math.min(start, numberStart - currency.length)
  const isMoney = /^[A-Z]{3}$/.test(code)
  if (text[end] === '/' || text[end] === '／' || (text[end] === '每' && /[吨年千平]/.test(text[end + 1] ?? ''))) {
    const per = denominatorAt(text, end + 1, isMoney)
    if (per) {
      code = `${code}/${per.code}`
      power = -per.power
      end = per.end
    }
  } else if (isMoney) {
    const per = perBefore(text, start, floor)
    if (per) {
      code = `${code}/${per.code}`
      power = -per.power
      start = per.start
    }
    if (text.startsWith('人民币', end)) end += 3
  }
  const again = end === parts.end ? suffix : boundAfter(text, end)
  const more = last.more || first.more
  let bound: Bound =
    prefix?.bound ?? again?.bound ?? (more ? 'gt' : last.about ? 'approx' : bareUp ? 'ge' : level ? 'approx' : 'eq')
  if (more && bound === 'approx') bound = 'gt'
  const unitEnd = end
  if (level) end++
  if (again) end = again.end
  const by = (value: number): number => (power === 0 ? value : Number(`${value}e${power}`))
  const low = by(scaledValue(first.numeral, unit, lent))
  const high =
    last !== first && last.numeral !== first.numeral
      ? by(scaledValue(last.numeral, unit))
      : first.numeral.valueTo !== undefined
        ? by(Number(`${first.numeral.valueTo}e${unit.power}`))
        : null
  const sign = negative(text, numberStart, code)
  if (sign) start = Math.min(start, numberStart - 1)
  return {
    start,
    end,
    numberStart,
    unitEnd,
    value: sign ? -low : low,
    valueTo: high === null ? null : sign ? -high : high,
    unit: code,
    bound,
    boundSaid: prefix !== null || again !== null || more || bareUp,
    counts: unit.counts,
    unitInferred,
    bare: first.numeral.bare,
    level,
    repaired: first.numeral.repaired || last.numeral.repaired,
    small: first.numeral.form === 'chinese' && first.numeral.value <= 10,
  }
}

/** A minus sign before a rate or a temperature; a dash after a word or a number is only a dash. */
const negative = (text: string, at: number, unit: Unit): boolean => {
  const mark = text[at - 1]
  if (mark !== '-' && mark !== '－' && mark !== '−') return false
  const before = text.charCodeAt(at - 2)
  if (isArabicDigit(before) || isLetter(before) || before === 0x25) return false
  return unit === '%' || unit === 'Cel' || unit === 'pp' || '为是润额：:达至'.includes(text[at - 2] ?? ' ')
}
