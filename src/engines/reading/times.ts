import {
  addDays,
  addYears,
  dayPeriod,
  halfPeriod,
  isDay,
  isoDay,
  lastDay,
  monthPeriod,
  type Period,
  quarterPeriod,
  yearPeriod,
} from '../../base/period.ts'
import { isArabicDigit, smallAt, yearAt } from './numerals.ts'

/**
 * How a time stands in its sentence: `at` frames what is said; `since` and `until` have an open end; `recent` is 近三年
 * and the like; `base` is what is compared with (比上年同期); `now` is 目前; `plan` is a span that names a plan; `age` is a decade of history.
 */
export type TimeKind = 'base' | 'at' | 'since' | 'until' | 'recent' | 'now' | 'plan' | 'age'

export interface TimeMention {
  start: number
  end: number
  kind: TimeKind
  /** Null when the page does not tell the year. */
  period: Period | null
  /** True when the year had to be taken from the page's own date. */
  relative: boolean
}

/** What relative times are measured from. */
export interface TimeAnchor {
  /** ISO day of the page, or null. */
  day: string | null
  /** Its year, known or inferred from the text; null when nothing tells it. */
  year: number | null
  /** True when the year was not stated as the page's date. */
  yearInferred: boolean
  /** The last single day that earlier paragraphs said: what 当日 points to. */
  said?: string | null
}

const triggers = new Uint8Array(65536)
for (const char of '0123456789０１２３４５６７８９一二三四五六七八九十今去明前后本上下全年目截当现如近最过未眼昨明后第“"「')
  triggers[char.charCodeAt(0)] = 1

const isHan = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff

const isDash = (char: string | undefined): boolean => char !== undefined && '—–-－~～－至到'.includes(char)
/** The end of a dash (——, -, 至) that begins at `at`, or `at` when there is none. */
const pastDash = (text: string, at: number): number => {
  let i = at
  while (i < at + 2 && isDash(text[i])) i++
  return i
}

interface Found {
  end: number
  period: Period | null
  kind?: TimeKind
}

/** The part of a year that follows it: 上半年, 前三季度, 6月18日, 1—11月, 底. `year` null leaves the period open. */
const partOfYear = (text: string, at: number, year: number | null): Found | null => {
  const resolved = (make: (year: number) => Period, end: number): Found => ({
    end,
    period: year === null ? null : make(year),
  })
  if (text.startsWith('上半年', at)) return resolved((y) => halfPeriod(y, 1), at + 3)
  if (text.startsWith('下半年', at)) return resolved((y) => halfPeriod(y, 2), at + 3)
  const first = text[at] === '前'
  const quarterStart = first || text[at] === '第' ? at + 1 : at
  const quarter = smallAt(text, quarterStart)
  if (quarter && quarter.value >= 1 && quarter.value <= 4) {
    const dash = pastDash(text, quarter.end)
    const upper = dash > quarter.end ? smallAt(text, dash) : null
    const last = upper && upper.value > quarter.value && upper.value <= 4 ? upper : quarter
    const word = text.startsWith('个季度', last.end)
      ? 3
      : text.startsWith('季度', last.end)
        ? 2
        : text[last.end] === '季' && !first
          ? 1
          : 0
    if (word > 0) return resolved((y) => quarterPeriod(y, first ? 1 : quarter.value, last.value), last.end + word)
  }
  if (first) {
    const months = smallAt(text, at + 1)
    if (
      months &&
      months.value <= 12 &&
      months.value > 0 &&
      (text.startsWith('个月', months.end) || text[months.end] === '月')
    )
      return resolved((y) => monthPeriod(y, 1, months.value), months.end + (text[months.end] === '月' ? 1 : 2))
    return null
  }
  return monthAt(text, at, year)
}

/** 6月, 6月份, 6月18日, 1—11月, 6月18日至20日, 6月底. */
const monthAt = (text: string, at: number, year: number | null): Found | null => {
  const month = smallAt(text, at)
  if (!month || month.value < 1 || month.value > 12) return null
  let end = month.end
  let last = month.value
  if (text[end] === '月' && isDash(text[end + 1])) {
    // 1月—11月 and 1月至11月
    const next = smallAt(text, pastDash(text, end + 1))
    if (next && text[next.end] === '月' && next.value > month.value && next.value <= 12) {
      end = next.end
      last = next.value
    }
  } else if (isDash(text[end])) {
    const next = smallAt(text, pastDash(text, end))
    if (!next || text[next.end] !== '月' || next.value > 12 || next.value <= month.value) return null
    end = next.end
    last = next.value
  }
  if (text[end] !== '月' || text.startsWith('月球', end)) return null
  end++
  if (last !== month.value) {
    if (text[end] === '份') end++
    return { end, period: year === null ? null : monthPeriod(year, month.value, last) }
  }
  const day = smallAt(text, end)
  if (day && (text[day.end] === '日' || text[day.end] === '号')) {
    if (year !== null && !isDay(year, month.value, day.value)) return null
    end = day.end + 1
    let to = day.value
    const dash = pastDash(text, end)
    if (dash > end) {
      const next = smallAt(text, dash)
      if (next && (text[next.end] === '日' || text[next.end] === '号') && next.value > day.value && next.value <= 31) {
        to = next.value
        end = next.end + 1
      }
    }
    if (year === null) return { end, period: null }
    return {
      end,
      period: dayPeriod(
        isoDay(year, month.value, day.value),
        isoDay(year, month.value, Math.min(to, lastDay(year, month.value))),
      ),
    }
  }
  if (text[end] === '份') end++
  return { end, period: year === null ? null : monthPeriod(year, month.value) }
}

const wordAt = (text: string, at: number, words: readonly string[]): string | null => {
  for (const word of words) if (text.startsWith(word, at)) return word
  return null
}

/** Applies what stands behind a time (以来, 底, 前) and before it (到, 截至, 自) to the period found. */
const finish = (text: string, start: number, found: Found, relative: boolean): TimeMention => {
  let { end, period } = found
  let kind: TimeKind = found.kind ?? 'at'
  if (kind === 'at') {
    const edge = wordAt(text, end, ['年底', '年末', '底', '末', '初'])
    if (edge && !text.startsWith('初步', end)) {
      end += edge.length
      if (period?.to && edge !== '初')
        period = {
          ...period,
          from: isoDay(Number(period.to.slice(0, 4)), Number(period.to.slice(5, 7)), 1),
          precision: 'month',
        }
    }
    const since = wordAt(text, end, ['以来', '至今', '以後', '以后', '之后', '起'])
    const until = wordAt(text, end, ['之前', '以前', '前'])
    if (since && !(since === '起' && '重草飞点诉'.includes(text[end + 1] ?? ' '))) {
      end += since.length
      kind = 'since'
      if (period) period = { ...period, to: null }
    } else if (until && !(until === '前' && '三两几景列十'.includes(text[end + 1] ?? ' '))) {
      end += until.length
      kind = 'until'
      if (period) period = { ...period, from: null }
    }
  }
  let begin = start
  if (kind === 'at') {
    const compared =
      '比较与同'.includes(text[start - 1] ?? ' ') || text.startsWith('同期', end) || text.startsWith('的同期', end)
    if (compared) return { start, end, kind: 'base', period, relative }
    const lead = wordEndingAt(text, start, ['截至到', '截止到', '截至', '截止', '到', '至'])
    // 到1~6月 ends nothing; 到2025年 and 截至11月底 do.
    if (
      lead &&
      !(
        relative &&
        lead.length === 1 &&
        period?.precision === 'month' &&
        period.from !== null &&
        !/[底末]/.test(text[end - 1] ?? '')
      ) &&
      // 由2020年的8%提高到2023年的21% names a year, no end.
      !/(提高|增加|提升|扩大|下降|增长|上升|降低)$/.test(text.slice(Math.max(0, start - 3), start - 1))
    ) {
      begin = start - lead.length
      kind = 'until'
      if (period) period = { ...period, from: null }
    }
  }
  return { start: begin, end, kind, period: period && relative ? { ...period, inferred: true } : period, relative }
}

const wordEndingAt = (text: string, at: number, words: readonly string[]): string | null => {
  for (const word of words) if (at >= word.length && text.startsWith(word, at - word.length)) return word
  return null
}

const planNumbers: Record<string, number> = {
  十一五: 2006,
  十二五: 2011,
  十三五: 2016,
  十四五: 2021,
  十五五: 2026,
  十六五: 2031,
}

/** “十四五”, 十五五时期, 十四五末. */
const fiveYearPlan = (text: string, at: number): TimeMention | null => {
  const open = '“"「'.includes(text[at]!) ? 1 : 0
  const first = planNumbers[text.slice(at + open, at + open + 3)]
  if (first === undefined) return null
  let end = at + open + 3
  if (open) {
    if (!'”"」'.includes(text[end] ?? ' ')) return null
    end++
  }
  const named = wordAt(text, end, ['规划', '计划'])
  const edge = wordAt(text, end, ['期末', '末', '时期', '期间', '以来'])
  if (edge) end += edge.length
  const whole = yearPeriod(first, first + 4)
  if (named) return { start: at, end, kind: 'plan', period: whole, relative: false }
  if (edge === '末' || edge === '期末')
    return { start: at, end, kind: 'until', period: { ...whole, from: null }, relative: false }
  if (edge === '以来') return { start: at, end, kind: 'since', period: { ...whole, to: null }, relative: false }
  return { start: at, end, kind: 'at', period: whole, relative: false }
}

/** A time that begins with four digits of a year. */
const absoluteAt = (text: string, at: number): TimeMention | null => {
  const year = yearAt(text, at)
  if (year === null) return null
  let i = at + 4
  if (text[i] === ' ' && text[i + 1] === '年') i++
  const dash = pastDash(text, text[i] === '年' ? i + 1 : i)
  if (dash > i) {
    const to = yearAt(text, dash)
    if (to !== null && to > year) {
      const written = text[dash + 4] === '年'
      return finish(text, at, { end: dash + (written ? 5 : 4), period: yearPeriod(year, to), kind: 'plan' }, false)
    }
  }
  if (text[i] === '年') {
    i++
    if (text[i] === '度' && text[i + 1] !== '过') i++
    if (text[i] === '的' && text.startsWith('上半年', i + 1)) i++
    const part = partOfYear(text, i, year)
    return finish(text, at, part ?? { end: i, period: yearPeriod(year) }, false)
  }
  const mark = text[i]
  if (mark === '-' || mark === '.' || mark === '/') {
    const month = smallAt(text, i + 1)
    const day = month && text[month.end] === mark ? smallAt(text, month.end + 1) : null
    // smallAt refuses a number with a point behind it, so a dotted date is read by hand.
    const dotted = /^(\d{1,2})[./-](\d{1,2})(?!\d)/.exec(text.slice(i + 1, i + 7))
    const m = month && day ? month.value : dotted ? Number(dotted[1]) : 0
    const d = month && day ? day.value : dotted ? Number(dotted[2]) : 0
    if (isDay(year, m, d))
      return finish(
        text,
        at,
        { end: month && day ? day.end : i + 1 + dotted![0].length, period: dayPeriod(isoDay(year, m, d)) },
        false,
      )
  }
  return null
}

const relativeYears: [string, number][] = [
  ['今年', 0],
  ['本年度', 0],
  ['本年', 0],
  ['去年', -1],
  ['上年度', -1],
  ['上年', -1],
  ['前年', -2],
  ['明年', 1],
  ['后年', 2],
]

const nowWords = ['截至目前', '截止目前', '目前', '当前', '现如今', '如今', '现阶段', '眼下', '截至发稿']
const dayWords: [string, number][] = [
  ['今天', 0],
  ['今日', 0],
  ['昨天', -1],
  ['昨日', -1],
  ['明天', 1],
]

/** A time that is told from the day of the page: 今年1—11月, 去年底, 全年, 上半年, 6月18日, 近3年, 目前, 昨日. */
const relativeAt = (text: string, at: number, anchor: TimeAnchor, lastDaySaid: string | null): TimeMention | null => {
  const now = wordAt(text, at, nowWords)
  if (now) {
    const period = anchor.day ? { ...dayPeriod(anchor.day), inferred: true } : null
    return { start: at, end: at + now.length, kind: 'now', period, relative: true }
  }
  for (const [word, offset] of dayWords)
    if (text.startsWith(word, at)) {
      if (text[at - 1] === '至' && word[0] === '今') return null
      const period = anchor.day ? { ...dayPeriod(addDays(anchor.day, offset)), inferred: true } : null
      return { start: at, end: at + 2, kind: 'at', period, relative: true }
    }
  if (text.startsWith('当日', at) || text.startsWith('当天', at)) {
    const day = lastDaySaid ?? anchor.day
    return {
      start: at,
      end: at + 2,
      kind: 'at',
      period: day ? { ...dayPeriod(day), inferred: true } : null,
      relative: true,
    }
  }
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
  const recent = recentAt(text, at, anchor)
  if (recent) return recent
  if (
    (text.startsWith('全年', at) && !'安健齐保'.includes(text[at - 1] ?? ' ')) ||
    text.startsWith('年内', at) ||
    text.startsWith('年底', at) ||
    text.startsWith('年末', at)
  ) {
    if (text[at] === '年' && /[\d一二三四五六七八九十]/.test(text[at - 1] ?? '')) return null
    const whole = anchor.year === null ? null : yearPeriod(anchor.year)
    const byEnd = text[at + 1] === '底' || text[at + 1] === '末'
    const period = whole && byEnd ? { ...whole, from: null } : whole
    let end = at + 2
    if (byEnd && text[end] === '前') end++
    return {
      start: at,
      end,
      kind: byEnd ? 'until' : 'at',
      period: period ? { ...period, inferred: true } : null,
      relative: true,
    }
  }
  if ((text[at] === '上' || text[at] === '下') && text[at + 1] !== '半') return null
  const part = partOfYear(text, at, anchor.year)
  if (part) return finish(text, at, part, true)
  return bareDay(text, at, anchor)
}

/** 近3年, 近三年来, 过去5年, 未来两年, 最近半年. */
const recentAt = (text: string, at: number, anchor: TimeAnchor): TimeMention | null => {
  const lead = wordAt(text, at, ['最近', '过去', '未来', '今后', '近'])
  if (!lead) return null
  const count = smallAt(text, at + lead.length)
  if (!count) return null
  const unit = wordAt(text, count.end, ['个月', '年', '月', '天'])
  if (!unit) return null
  let end = count.end + unit.length
  const tail = wordAt(text, end, ['以来', '来', '间', '内'])
  if (tail && text[end + 1] !== '自') end += tail.length
  const forward = lead === '未来' || lead === '今后'
  if (!anchor.day) return { start: at, end, kind: 'recent', period: null, relative: true }
  const sign = forward ? 1 : -1
  const far =
    unit === '年'
      ? addYears(anchor.day, sign * count.value)
      : addDays(anchor.day, sign * count.value * (unit === '天' ? 1 : 30))
  const period = forward ? dayPeriod(anchor.day, far) : dayPeriod(far, anchor.day)
  return { start: at, end, kind: 'recent', period: { ...period, inferred: true }, relative: true }
}

const afterDay = '，,在上下晚举召开启签发起到，、。（( 电讯至'

/** 18日 with the month of the page. */
const bareDay = (text: string, at: number, anchor: TimeAnchor): TimeMention | null => {
  if (!isArabicDigit(text.charCodeAt(at)) || isArabicDigit(text.charCodeAt(at - 1)) || text[at - 1] === '.') return null
  const day = smallAt(text, at)
  if (!day || text[day.end] !== '日' || day.value < 1 || day.value > 31) return null
  const next = text[day.end + 1]
  if (next !== undefined && !afterDay.includes(next)) return null
  let period: Period | null = null
  if (anchor.day) {
    const year = Number(anchor.day.slice(0, 4))
    const month = Number(anchor.day.slice(5, 7))
    if (isDay(year, month, day.value)) period = { ...dayPeriod(isoDay(year, month, day.value)), inferred: true }
  }
  return { start: at, end: day.end + 1, kind: 'at', period, relative: true }
}

/** 20世纪80年代, 上世纪90年代. */
const decadeAt = (text: string, at: number): TimeMention | null => {
  const century = text.startsWith('上世纪', at)
    ? 19
    : /^(\d\d)世纪/.exec(text.slice(at, at + 4))
      ? Number(text.slice(at, at + 2)) - 1
      : 0
  if (century === 0) return null
  const i = at + (text[at] === '上' ? 3 : 4)
  const decade = smallAt(text, i)
  if (!decade || !text.startsWith('年代', decade.end)) return null
  const from = century * 100 + decade.value
  return { start: at, end: decade.end + 2, kind: 'age', period: yearPeriod(from, from + 9), relative: false }
}

/** Every time of the text in its order; times never overlap. Linear: each character starts at most one bounded look. */
export const findTimes = (text: string, anchor: TimeAnchor): TimeMention[] => {
  const found: TimeMention[] = []
  let lastDaySaid: string | null = anchor.said ?? null
  let free = 0
  for (let i = 0; i < text.length; i++) {
    if (triggers[text.charCodeAt(i)] === 0) continue
    const char = text[i]!
    const digitBefore = i > 0 && isArabicDigit(text.charCodeAt(i - 1)) && isArabicDigit(text.charCodeAt(i))
    if (digitBefore) continue
    const mention: TimeMention | null =
      char === '“' || char === '"' || char === '「' || char === '十'
        ? (fiveYearPlan(text, i) ?? (char === '十' ? relativeAt(text, i, anchor, lastDaySaid) : null))
        : (decadeAt(text, i) ?? absoluteAt(text, i) ?? relativeAt(text, i, anchor, lastDaySaid))
    if (!mention) continue
    if (mention.start < free) mention.start = i
    found.push(mention)
    if (mention.period?.precision === 'day' && mention.kind === 'at' && mention.period.from === mention.period.to)
      lastDaySaid = mention.period.from
    free = mention.end
    i = mention.end - 1
  }
  return found
}
