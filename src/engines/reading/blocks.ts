import type { Block, BlockRole } from './claim.ts'
import type { Cleaned } from './clean/clean.ts'
import { type Dateline, datelineOf } from './clean/injected.ts'
import { isProse, type Line } from './clean/lines.ts'

export interface Paragraph {
  block: Block
  line: Line
  dateline: Dateline | null
  /** A summary the site put above the story (导读); it does not count when the order is judged. */
  isSummary: boolean
}

const summaryLabel = /(?:导读|摘要|导语|内容提要)[】\])]?\s*[::]?$/

const ending = /[((](?:完|全文完|本文完|完结)[))]\s*$/
const metaWords =
  /来源|作者|记者|责任编辑|责编|编辑|校对|审核|审签|终审|监制|发布时间|发布日期|更新时间|发稿|通讯员|索引号|文号|发文|成文日期/
const bareDate = /^(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?$/
/** 示范日报 2024-05-06 10:00, 示范网 | 点击量:0 | 2022年06月21日: a name or counters beside a day. */
const namedDate =
  /^(?:[一-鿿·]{2,12}\s*[·|丨]?\s*)?(?:\||点击|浏览|阅读|量|次|:|\d|\s){0,40}\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?$/
const numberOfPaper = /^[一-鿿]{1,10}[〔[(]\d{4}[〕\])]\d+号$/
/** The head of an item in a digest: its number, then words. Three of them make a digest. */
export const itemMark = /^\d{1,2}[.．、](?!\d)/
const bylineOnly = /^[((][^()]{2,24}[))]$/

const isMeta = (line: Line): boolean => {
  const { text } = line
  if (line.endsSentence && text.length > 60) return false
  if (text.length > 120) return false
  if (bareDate.test(text) || numberOfPaper.test(text)) return true
  if (text.length <= 60 && namedDate.test(text)) return true
  if (/^转(?:载)?自\s*[::]/.test(text) && text.length <= 40) return true
  if (/^[((【]?原标题\s*[::]/.test(text) || /^最后更新\s*[::]/.test(text)) return true
  if (/^[□■◇]/.test(text) && metaWords.test(text)) return true
  if (
    /(?:来源|作者|编辑|责任编辑|责编|校对|审核|发布时间|发布日期|通讯员|摄影|供图|制图|监制)\s*[::]/.test(text) &&
    !line.endsSentence
  )
    return true
  return (
    line.hanzi <= 40 &&
    !line.endsSentence &&
    /(?:记者|通讯员)/.test(text) &&
    /报道|摄|文\/|\/文|[一-鿿]{2,4}$/.test(text) &&
    !/[,。]/.test(text)
  )
}

/** No sentence, or a headline that asks or calls: 谁在推动锂价反弹? */
const isTitled = ({ endsSentence, text }: Line): boolean =>
  !endsSentence || (/[?!]$/.test(text) && !/[。;]/.test(text) && text.length <= 50)

/**
 * The lines that stay as paragraphs with their roles: title (the first line before the prose that is no sentence), meta
 * (source, author, date, number of the paper, a repeated title), lead (the paragraph with the dateline, else the first prose),
 * end (the one that says 完), body. `order` is the page place.
 */
export const paragraphsOf = (cleaned: Cleaned): Paragraph[] => {
  const { lines, aside, marks } = cleaned
  const out: Paragraph[] = []
  const firstProse = lines.findIndex((line, i) => aside[i] === null && (isProse(line) || datelineOf(line) !== null))
  const isNumbered = lines.filter((line, i) => aside[i] === null && itemMark.test(line.text)).length >= 3
  let title: string | null = null
  let hasLead = false
  let m = 0
  for (let i = 0; i < lines.length; i++) {
    if (aside[i] !== null) continue
    const line = lines[i]!
    let { start } = line
    while (m < marks.length && marks[m]!.end <= start) m++
    // The paragraph begins after what was glued in front of it.
    if (marks[m] && marks[m]!.start <= start && marks[m]!.end < line.end) start = marks[m]!.end
    const dateline = datelineOf(line)
    let role: BlockRole = 'body'
    if (ending.test(line.text)) role = 'end'
    else if (dateline && !hasLead) {
      role = 'lead'
      hasLead = true
    } else if (isMeta(line)) role = 'meta'
    else if (
      title === null &&
      !(isNumbered && itemMark.test(line.text)) &&
      (firstProse < 0 || i < firstProse) &&
      isTitled(line) &&
      line.hanzi >= 4 &&
      line.text.length <= 80
    ) {
      role = 'title'
      title = line.text
    } else if (
      title !== null &&
      (line.text === title ||
        (line.text.startsWith(title) && line.text.length < title.length + 40 && !line.endsSentence))
    )
      role = 'meta'
    else if (bylineOnly.test(line.text) && line.hanzi >= 2) role = 'meta'
    const isSummary =
      role === 'body' && !dateline && i > 0 && aside[i - 1] !== null && summaryLabel.test(lines[i - 1]!.text)
    out.push({ block: { start, end: line.end, role, order: out.length }, line, dateline, isSummary })
  }
  // Under a summary the title stands right above the line with source and date.
  if (title === null)
    for (let k = 0; k + 1 < out.length && k < 8; k++) {
      const { block, line } = out[k]!
      if (block.role !== 'body' || line.endsSentence || line.hanzi < 6 || line.text.length > 80) continue
      if (out[k + 1]!.block.role !== 'meta' || !/\d{4}|来源/.test(out[k + 1]!.line.text)) continue
      block.role = 'title'
      break
    }
  if (!hasLead) {
    const first = out.find(
      (p) => p.block.role === 'body' && (isProse(p.line) || (p.line.endsSentence && p.line.hanzi >= 16)),
    )
    if (first) first.block.role = 'lead'
  }
  return out
}
