import {
  addDays,
  addYears,
  dayPeriod,
  isDay,
  isoDay,
  monthPeriod,
  type Period,
  quarterPeriod,
  yearPeriod,
} from '../../base/period.ts'
import { isArabicDigit, isChineseNumeral, smallAt } from './numerals.ts'
import {
  finish,
  isHan,
  monthRest,
  partOfYear,
  type TimeAnchor,
  type TimeKind,
  type TimeMention,
  wordAt,
} from './time-parts.ts'

type At = (text: string, at: number, anchor: TimeAnchor, lastDaySaid: string | null) => TimeMention | null

const inferred = (period: Period | null): Period | null => (period === null ? null : { ...period, inferred: true })
const told = (start: number, end: number, kind: TimeKind, period: Period | null): TimeMention => ({
  start,
  end,
  kind,
  period: inferred(period),
  relative: true,
})
const dayParts = (iso: string): [year: number, month: number, day: number] => [
  Number(iso.slice(0, 4)),
  Number(iso.slice(5, 7)),
  Number(iso.slice(8, 10)),
]

const nowWords = ['截至目前', '截止目前', '目前', '当前', '现如今', '如今', '现阶段', '眼下', '截至发稿']
const now: At = (text, at, anchor) => {
  const word = wordAt(text, at, nowWords)
  return word ? told(at, at + word.length, 'now', anchor.day ? dayPeriod(anchor.day) : null) : null
}

const dayWords: readonly [string, number][] = [
  ['今天', 0],
  ['今日', 0],
  ['今晚', 0],
  ['今晨', 0],
  ['昨天', -1],
  ['昨日', -1],
  ['昨晚', -1],
  ['前天', -2],
  ['明天', 1],
  ['明日', 1],
]
const namedDay: At = (text, at, anchor) => {
  for (const [word, offset] of dayWords)
    if (text.startsWith(word, at)) {
      // 至今日 is 至今; 空前天文 and 明日之星 name no day.
      if (text[at - 1] === '至' && word[0] === '今') return null
      if ('前明'.includes(word[0]!) && (isHan(text.charCodeAt(at - 1)) || text[at + 2] === '之')) return null
      return told(at, at + 2, 'at', anchor.day ? dayPeriod(addDays(anchor.day, offset)) : null)
    }
  return null
}

const thatDay: At = (text, at, anchor, lastDaySaid) => {
  if (!text.startsWith('当日', at) && !text.startsWith('当天', at)) return null
  const day = lastDaySaid ?? anchor.day
  return told(at, at + 2, 'at', day ? dayPeriod(day) : null)
}

/** 近日, 日前: some day shortly before the page; it tells when something was said and never the period of a number. */
const lately: At = (text, at, anchor) => {
  const word = wordAt(text, at, ['近日', '近期', '近来', '日前', '近些日子'])
  if (!word) return null
  if (text[at] === '日' && (isHan(text.charCodeAt(at - 1)) || isArabicDigit(text.charCodeAt(at - 1)))) return null
  if (text[at] === '近' && '临靠接最远亲邻附将中'.includes(text[at - 1] ?? ' ')) return null
  if (word === '近期' && /^(?:目标|规划|建设|内|计划|和|、|与)/.test(text.slice(at + 2, at + 4))) return null
  return told(at, at + word.length, 'at', anchor.day ? { ...dayPeriod(anchor.day), from: null } : null)
}

/** 本周, 上周: Monday to Sunday. */
const week: At = (text, at, anchor) => {
  const offset = text[at] === '上' ? -7 : text[at] === '下' ? 7 : 0
  if (text[at + 1] !== '周' || '边期长围口年转密全到天'.includes(text[at + 2] ?? ' ')) return null
  if (isHan(text.charCodeAt(at - 1)) && !'比较与同在到至自从于的'.includes(text[at - 1]!)) return null
  const named = '一二三四五六日'.indexOf(text[at + 2] ?? ' ')
  const end = at + (named >= 0 ? 3 : 2)
  if (!anchor.day) return told(at, end, 'at', null)
  const monday = addDays(anchor.day, offset - ((new Date(`${anchor.day}T00:00:00Z`).getUTCDay() + 6) % 7))
  return told(at, end, 'at', named >= 0 ? dayPeriod(addDays(monday, named)) : dayPeriod(monday, addDays(monday, 6)))
}

/** 本月, 上月, 上个月, 下月底, 本季度, 上季度. */
const monthOrQuarter: At = (text, at, anchor) => {
  const step = text[at] === '上' ? -1 : text[at] === '下' ? 1 : 0
  const i = at + (text[at + 1] === '个' ? 2 : 1)
  const isQuarter = text.startsWith('季度', i)
  if ((!isQuarter && text[i] !== '月') || '球刊份薪票饼老亮'.includes(text[i + 1] ?? ' ')) return null
  // 日本月产 and 以上月薪 hold no month.
  const before = text[at - 1] ?? ' '
  if (isHan(text.charCodeAt(at - 1)) && !'比较与同在到至自从于的是由'.includes(before)) return null
  const end = i + (isQuarter ? 2 : 1)
  if (!anchor.day) return finish(text, at, { end, period: null }, true)
  const [year, month] = dayParts(anchor.day)
  if (isQuarter) {
    const quarter = year * 4 + Math.floor((month - 1) / 3) + step
    return finish(text, at, { end, period: quarterPeriod(Math.floor(quarter / 4), (quarter % 4) + 1) }, true)
  }
  const index = year * 12 + month - 1 + step
  const y = Math.floor(index / 12)
  const m = (index % 12) + 1
  return finish(text, at, monthRest(text, end, y, m) ?? { end, period: monthPeriod(y, m) }, true)
}

const relativeYears: readonly [string, number][] = [
  ['今年', 0],
  ['本年度', 0],
  ['本年', 0],
  ['去年', -1],
  ['上一年度', -1],
  ['上一年', -1],
  ['上年度', -1],
  ['上年', -1],
  ['前年', -2],
  ['明年', 1],
  ['后年', 2],
]
const namedYear: At = (text, at, anchor) => {
  if (text.startsWith('今明两年', at))
    return told(at, at + 4, 'at', anchor.year === null ? null : yearPeriod(anchor.year, anchor.year + 1))
  for (const [word, offset] of relativeYears) {
    if (!text.startsWith(word, at)) continue
    // 达产后年产值, 以上年 and 目前年产能 hold no year.
    if (
      '后前上本'.includes(word[0]!) &&
      isHan(text.charCodeAt(at - 1)) &&
      !'比较与同在到至自从超于'.includes(text[at - 1]!)
    )
      continue
    const year = anchor.year === null ? null : anchor.year + offset
    const i = at + word.length
    const part = partOfYear(text, i, year)
    return finish(text, at, part ?? { end: i, period: year === null ? null : yearPeriod(year) }, true)
  }
  return null
}

/** 次年, 翌年: the year after the one said before; 同年: that one. */
const nextYear: At = (text, at, anchor) => {
  const isSame = text.startsWith('同年', at)
  if (isSame && !/^(?:[1-9一二三四五六七八九十上下前末底,，]|第)/.test(text.slice(at + 2, at + 3))) return null
  if (!isSame && !text.startsWith('次年', at) && !text.startsWith('翌年', at)) return null
  if ('首每多逐一二三四五六七八九十两几数'.includes(text[at - 1] ?? ' ')) return null
  const year = anchor.yearSaid == null ? null : anchor.yearSaid + (isSame ? 0 : 1)
  const part = partOfYear(text, at + 2, year)
  return finish(text, at, part ?? { end: at + 2, period: year === null ? null : yearPeriod(year) }, true)
}

/** 全年, 年内, 年底, 年末, 年初, 岁末. */
const ofTheYear: At = (text, at, anchor) => {
  const word = wordAt(text, at, ['全年', '年内', '年底', '年末', '年初', '年中', '岁末', '年终'])
  if (!word) return null
  const before = text[at - 1] ?? ' '
  if (word === '全年' && '安健齐保'.includes(before)) return null
  if (word !== '全年' && /[\d一二三四五六七八九十两几半多数全每近]/.test(before)) return null
  // 青年中, 历年末 and 常年内 are other words; 年中心 is none.
  if (
    (word === '年中' || word === '年初' || word === '年终') &&
    isHan(text.charCodeAt(at - 1)) &&
    !'自从到在于至比较'.includes(before)
  )
    return null
  if ((word === '年中' || word === '年终') && /^(?:心|国|期|小|型|间|奖|总结|考|大)/.test(text.slice(at + 2, at + 4)))
    return null
  if (word === '年初' && /^(?:步|中|级|心)/.test(text.slice(at + 2, at + 3))) return null
  const year = anchor.year ?? anchor.yearSaid ?? null
  const whole = year === null ? null : yearPeriod(year)
  if (word === '年初' || word === '年中') {
    const period = year === null ? null : word === '年初' ? quarterPeriod(year, 1) : monthPeriod(year, 6, 7)
    return finish(text, at, { end: at + 2, period }, true)
  }
  const byEnd = word !== '全年' && word !== '年内'
  let end = at + 2
  if (byEnd && text[end] === '前') end++
  return told(at, end, byEnd ? 'until' : 'at', whole && byEnd ? { ...whole, from: null } : whole)
}

/** 月底, 月底前, 月初: of the month of the page. */
const ofTheMonth: At = (text, at, anchor) => {
  if (text[at + 1] !== '底' && text[at + 1] !== '末' && text[at + 1] !== '初') return null
  const before = text.charCodeAt(at - 1)
  if (isArabicDigit(before) || isChineseNumeral(before) || '岁当每日个腊正'.includes(text[at - 1] ?? ' ')) return null
  if (!anchor.day) return finish(text, at, { end: at + 2, period: null }, true)
  const [year, month] = dayParts(anchor.day)
  return finish(text, at, monthRest(text, at + 1, year, month)!, true)
}

/** 近3年, 近三年来, 过去5年, 未来两年, 最近半年. */
const recent: At = (text, at, anchor) => {
  const lead = wordAt(text, at, ['最近', '过去', '未来', '今后', '近'])
  if (!lead) return null
  const count = smallAt(text, at + lead.length)
  return count ? span(text, at, count, lead === '未来' || lead === '今后', anchor, false) : null
}

/** 三年来, 半年来, 十年间: what is counted back from the page without a word before it. */
const since: At = (text, at, anchor) => {
  if (isHan(text.charCodeAt(at - 1)) && '第这那近每前后头首又再隔满达了历去'.includes(text[at - 1]!)) return null
  if (text.startsWith('半年来', at)) {
    if (isChineseNumeral(text.charCodeAt(at - 1)) || '上下'.includes(text[at - 1] ?? ' ')) return null
    return told(at, at + 3, 'recent', anchor.day ? dayPeriod(addDays(anchor.day, -182), anchor.day) : null)
  }
  const count = smallAt(text, at)
  if (!count || isChineseNumeral(text.charCodeAt(at - 1))) return null
  return /^(?:多)?年(?:多)?来(?!自|访|到|华)/.test(text.slice(count.end, count.end + 5))
    ? span(text, at, count, false, anchor, true)
    : null
}

const span = (
  text: string,
  at: number,
  count: { value: number; end: number },
  isForward: boolean,
  anchor: TimeAnchor,
  isBare: boolean,
): TimeMention | null => {
  let unitAt = count.end
  if (isBare && text[unitAt] === '多') unitAt++
  const unit = wordAt(text, unitAt, ['个月', '年', '月', '天', '周'])
  if (!unit) return null
  let end = unitAt + unit.length
  if (isBare && text[end] === '多') end++
  const tail = wordAt(text, end, ['以来', '来', '间', '内'])
  if (tail && text[end + 1] !== '自') end += tail.length
  if (!anchor.day) return told(at, end, 'recent', null)
  const by = (isForward ? 1 : -1) * count.value
  const far =
    unit === '年' ? addYears(anchor.day, by) : addDays(anchor.day, by * (unit === '天' ? 1 : unit === '周' ? 7 : 30))
  return told(at, end, 'recent', isForward ? dayPeriod(anchor.day, far) : dayPeriod(far, anchor.day))
}

const shortYearPart =
  /^年(?:[底末初]|上半年|下半年|前[一二三123]季|[一二三四1234]季度|(?:[1-9]|1[0-2]|[一二三四五六七八九十]{1,2})月)/

/** 23年底, 24年6月: a year of two digits, only with a part of it behind, and not far from the page's own. */
const shortYear: At = (text, at, anchor) => {
  if (!isArabicDigit(text.charCodeAt(at + 1)) || text[at + 2] !== '年' || isArabicDigit(text.charCodeAt(at - 1)))
    return null
  if ('.,:/-'.includes(text[at - 1] ?? ' ') || !shortYearPart.test(text.slice(at + 2, at + 8))) return null
  const year = 2000 + Number(text.slice(at, at + 2))
  const page = anchor.year ?? anchor.yearSaid
  if (page == null || year > page + 12 || year < page - 15) return null
  const part = partOfYear(text, at + 3, year)
  return finish(text, at, part ?? { end: at + 3, period: yearPeriod(year) }, true)
}

const part: At = (text, at, anchor) => {
  if ((text[at] === '上' || text[at] === '下') && text[at + 1] !== '半') return null
  const found = partOfYear(text, at, anchor.year ?? anchor.yearSaid ?? null)
  if (!found) return null
  // 12月末 in a paper of March about last year is of last year.
  const late = anchor.day !== null && found.period?.from != null && found.period.from > anchor.day
  if (late && anchor.yearSaid != null && anchor.yearSaid === (anchor.year ?? 0) - 1)
    return finish(text, at, partOfYear(text, at, anchor.yearSaid) ?? found, true)
  return finish(text, at, found, true)
}

/** Q2毛利率: a quarter of the year said before. */
const letterPart: At = (text, at, anchor) =>
  /[A-Za-z\d]/.test(text[at - 1] ?? ' ') || !/^[QH][1-4](?=[一-龥])/.test(text.slice(at, at + 3))
    ? null
    : part(text, at, { ...anchor, year: anchor.yearSaid ?? anchor.year }, null)

const afterDay = '，,在上下晚举召开启签发起到，、。（( 电讯至'

/** 18日 with the month of the page. */
const bareDay: At = (text, at, anchor) => {
  if (!isArabicDigit(text.charCodeAt(at)) || isArabicDigit(text.charCodeAt(at - 1)) || text[at - 1] === '.') return null
  const day = smallAt(text, at)
  if (!day || text[day.end] !== '日' || day.value < 1 || day.value > 31) return null
  const next = text[day.end + 1]
  if (next !== undefined && !afterDay.includes(next)) return null
  let period: Period | null = null
  if (anchor.day) {
    const [year, month] = dayParts(anchor.day)
    if (isDay(year, month, day.value)) period = dayPeriod(isoDay(year, month, day.value))
  }
  return told(at, day.end + 1, 'at', period)
}

/** Which of the readings above can begin with a character, in the order they are tried: one look decides for most text. */
const readings = new Map<string, readonly At[]>()
for (const [chars, list] of [
  ['截目当现如眼', [now]],
  ['今昨', [namedDay, namedYear]],
  ['明', [namedDay, namedYear]],
  ['去后', [namedYear]],
  ['次翌同', [nextYear]],
  ['QH', [letterPart]],
  ['日', [lately]],
  ['月', [ofTheMonth]],
  ['年全岁', [ofTheYear, part]],
  ['近', [lately, recent]],
  ['最过未', [recent]],
  ['本', [week, monthOrQuarter, namedYear]],
  ['上下', [week, monthOrQuarter, namedYear, part]],
  ['前', [namedDay, namedYear, part]],
  ['第头首', [part]],
  ['半', [since]],
  ['0123456789０１２３４５６７８９', [shortYear, since, part, bareDay]],
  ['一二三四五六七八九十两', [since, part]],
] as const)
  for (const char of chars) readings.set(char, list)
readings.set('当', [now, thatDay])
readings.set('今', [recent, namedDay, namedYear])

/** A time that is told from the day of the page: 今年1—11月, 去年底, 全年, 上半年, 6月18日, 近3年, 目前, 昨日, 上月. */
export const relativeAt: At = (text, at, anchor, lastDaySaid) => {
  const list = readings.get(text[at]!)
  if (list)
    for (const reading of list) {
      const found = reading(text, at, anchor, lastDaySaid)
      if (found) return found
    }
  return null
}

/** The characters a relative time can begin with. */
export const relativeStarts: readonly string[] = [...readings.keys()]
