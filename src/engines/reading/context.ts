import type { Region } from '../../base/region.ts'
import type { Paragraph } from './blocks.ts'
import { mainRegion } from './main-region.ts'
import type { PageContext } from './passage.ts'

export interface PageFacts {
  context: PageContext
  published: string | null
  /** Regions the page names for certain, the main one first: they settle short and ambiguous names. */
  regions: Region[]
}

const pad = (n: number): string => String(n).padStart(2, '0')
const validDay = (y: number, m: number, d: number): string | null => {
  const date = new Date(Date.UTC(y, m - 1, d))
  return date.getUTCMonth() === m - 1 && date.getUTCDate() === d && y > 1949 && y < 2100
    ? `${y}-${pad(m)}-${pad(d)}`
    : null
}

const agencyNames: Record<string, string> = { 中新网: '中国新闻网', 中新社: '中国新闻社', 央广网: '央广网' }

const fullDate = /(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?/
const publisherIn = /(?<!图片?)(?:来源|文章来源|信息来源|稿源)\s*[::]\s*([^\s|丨()【】,;:]{2,20})(?=[\s|丨()【】,;]|$)/

const ahead = /力争|目标|预计|到$|将$|规划|计划|有望|确保|争取|前$/

/**
 * The year a dateline without one belongs to, from the years the page names: what is reported lies before it, what is aimed at
 * after it, and a plan begins in it or next to it. Null when the page names no year that bounds it from above.
 */
export const inferYear = (text: string): number | null => {
  const scores = new Map<number, number>()
  const past: number[] = []
  const future: number[] = []
  const starts: number[] = []
  for (const m of text.matchAll(/(?<!\d)(20\d\d)\s*(?:年|[—–\-至~]{1,2}(20\d\d)年?)/g)) {
    const year = Number(m[1])
    const around =
      text.slice(Math.max(0, m.index - 14), m.index) + text.slice(m.index + m[0].length, m.index + m[0].length + 14)
    if (m[2]) starts.push(year)
    else if (ahead.test(text.slice(Math.max(0, m.index - 6), m.index)) || /目标|力争|预计|将达|有望|前,/.test(around))
      future.push(year)
    else past.push(year)
    if (past.length + future.length + starts.length > 200) break
  }
  if (future.length + starts.length === 0) return null
  for (const y of [...past, ...future, ...starts]) for (const c of [y - 1, y, y + 1]) scores.set(c, 0)
  for (const [c] of scores) {
    let score = 0
    for (const y of past) score += c < y ? -1 : ([0.5, 1, 0.8, 0.5][c - y]! ?? 0.2)
    for (const y of future) score += c > y ? -1 : ([1, 0.8, 0.7, 0.6][y - c]! ?? 0.4)
    for (const y of starts) score += c < y - 1 ? -0.5 : c === y - 1 ? 0.7 : ([1.5, 0.7, 0.4][c - y]! ?? 0.1)
    scores.set(c, score)
  }
  return [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]![0]
}

/**
 * What a page says of itself: the anchor day (dateline, or date of publication), its publisher and its main region. The year
 * of a dateline without one comes from the declared publication, then a date on the page, then the years the text names.
 */
export const pageFacts = (
  paragraphs: readonly Paragraph[],
  aside: string,
  given: { published?: string | undefined; publisher?: string | undefined; title?: string | undefined },
): PageFacts => {
  const title = given.title ?? paragraphs.find((p) => p.block.role === 'title')?.line.text ?? null
  const head = paragraphs.find((p) => p.dateline !== null)?.dateline ?? null
  let publisher = given.publisher ?? null
  let stated = given.published?.slice(0, 10) ?? null
  for (const p of paragraphs) {
    if (p.block.role !== 'meta') continue
    publisher ??= publisherIn.exec(p.line.text)?.[1] ?? null
    const date = fullDate.exec(p.line.text)
    if (date) stated ??= validDay(Number(date[1]), Number(date[2]), Number(date[3]))
  }
  // The line under a title that dates the page is not always set apart: 产业网 时间:2024-08-06.
  if (stated === null)
    for (const p of paragraphs.slice(0, 6)) {
      if (p.line.text.length > 60) continue
      const date =
        /(?:时间|日期|发布|更新|来源)[^\d]{0,16}(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})/.exec(p.line.text) ??
        // A day with its clock: 某报 2024-08-29 09:56.
        /(?<!\d)(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?\s+\d{1,2}:\d{2}/.exec(p.line.text)
      if (date) stated ??= validDay(Number(date[1]), Number(date[2]), Number(date[3]))
    }
  // A paper of an office ends with its day.
  if (stated === null)
    for (const p of paragraphs.slice(-3)) {
      const date = /^\s*(\d{4})年(\d{1,2})月(\d{1,2})日\s*$/.exec(p.line.text)
      if (date) stated ??= validDay(Number(date[1]), Number(date[2]), Number(date[3]))
    }
  publisher ??= publisherIn.exec(aside)?.[1] ?? null
  if (stated === null) {
    const date = fullDate.exec(
      /(?:发布|发表|更新|刊发|成文)(?:时间|日期)\s*[::]\s*\d{4}[^\n]{0,8}/.exec(aside)?.[0] ?? '',
    )
    if (date) stated = validDay(Number(date[1]), Number(date[2]), Number(date[3]))
  }
  publisher ??= head?.agency && !head.agency.startsWith('本') ? (agencyNames[head.agency] ?? head.agency) : null
  let anchor = stated
  let anchorInferred = false
  if (head) {
    if (head.year) anchor = validDay(head.year, head.month, head.day) ?? anchor
    else if (stated) {
      const year = Number(stated.slice(0, 4))
      const same = validDay(year, head.month, head.day)
      anchor = same && same <= `${stated}~` ? same : (validDay(year - 1, head.month, head.day) ?? stated)
      anchorInferred = true
    } else {
      const year = inferYear(
        paragraphs
          .map((p) => p.line.text)
          .join('\n')
          .slice(0, 100_000),
      )
      anchor = year ? validDay(year, head.month, head.day) : null
      anchorInferred = anchor !== null
    }
  }
  const { region, named } = mainRegion(paragraphs)
  return {
    context: { anchor, anchorInferred, title, publisher, region },
    published: stated ?? anchor,
    regions: region ? [region, ...named.filter((r) => r !== region)] : named,
  }
}
