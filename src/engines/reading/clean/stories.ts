import { datelineOf } from './injected.ts'
import { isProse, type Line, Vocabulary } from './lines.ts'
import type { SetAsideRule } from './words.ts'

/** A line that says where a story comes from and when: what stands under a headline. */
const sourceLine = /来源|作者|发布|记者|\d{1,2}:\d{2}/
const dated = /\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}/
const digest = /汇总|要闻|摘要|速览|一周|盘点|早报|晚报|早知道|合集|动态|简讯|快讯|集锦|日报|周报|月报|选登|回顾/
const heading =
  /^(?:[一二三四五六七八九十]{1,3}[、.]|[((][一二三四五六七八九十\d]{1,3}[))]|\d{1,2}[.、]|第[一二三四五六七八九十]+[章节条部])/

const isHeadline = (line: Line): boolean =>
  line.hanzi >= 8 &&
  line.text.length <= 60 &&
  !line.endsSentence &&
  !heading.test(line.text) &&
  !/[::]$/.test(line.text)

const isSource = (line: Line): boolean =>
  line.text.length <= 90 &&
  !line.endsSentence &&
  sourceLine.test(line.text) &&
  dated.test(line.text) &&
  line.hanzi + line.digits >= 6 &&
  !isProse(line)

interface Story {
  from: number
  to: number
  prose: number[]
  size: number
}

/**
 * Pages that run on into another article. A new one begins where a headline is followed by a line with source and date and by
 * prose, or, when the story before has ended, by a dateline of its own; each such article is a story of its own. The
 * one the title of the page belongs to stays (the first, where that does not tell, unless it is a mere stub); the others are set
 * aside. A digest — a page whose title says that it gathers news, without numbering it — stays whole.
 */
export const findOtherStories = (
  lines: readonly Line[],
  aside: readonly (SetAsideRule | null)[],
): (SetAsideRule | null)[] => {
  const rules: (SetAsideRule | null)[] = lines.map(() => null)
  const kept: number[] = []
  for (let i = 0; i < lines.length; i++) if (aside[i] === null) kept.push(i)
  const starts: number[] = []
  let proseSince = 0
  let ended = false
  for (let k = 0; k < kept.length; k++) {
    const line = lines[kept[k]!]!
    if (isProse(line)) {
      proseSince++
      ended = false
    }
    if (/[((](?:完|全文完|本文完)[))]$/.test(line.text) || /^[[【((]?(?:责任)?编辑|^责编/.test(line.text)) ended = true
    if (k === 0 || proseSince < 2 || !isHeadline(line)) continue
    const next = lines[kept[k + 1] ?? -1]
    const after = lines[kept[k + 2] ?? -1]
    if (!next || !after) continue
    const starting = (isSource(next) && isProse(after)) || (ended && isProse(next) && (datelineOf(next)?.at ?? 99) < 20)
    if (!starting) continue
    starts.push(k)
    proseSince = 0
    ended = false
  }
  if (starts.length === 0) return rules
  const stories: Story[] = []
  const bounds = [0, ...starts, kept.length]
  for (let s = 0; s + 1 < bounds.length; s++) {
    const prose: number[] = []
    let size = 0
    for (let k = bounds[s]!; k < bounds[s + 1]!; k++)
      if (isProse(lines[kept[k]!]!)) {
        prose.push(kept[k]!)
        size += lines[kept[k]!]!.hanzi
      }
    stories.push({ from: bounds[s]!, to: bounds[s + 1]!, prose, size })
  }
  const title = kept.map((i) => lines[i]!).find((line) => !line.endsSentence && line.hanzi >= 6 && !isSource(line))
  // Numbered items show where a digest ends; without numbers its items look like stories of their own.
  const isNumbered = kept.filter((i) => /^\d{1,2}[.、]/.test(lines[i]!.text)).length >= 3
  if (title && digest.test(title.text) && !isNumbered) return rules
  const main = mainOf(stories, lines, title)
  stories.forEach((story, s) => {
    if (s === main) return
    for (let k = story.from; k < story.to; k++) rules[kept[k]!] = 'other-story'
  })
  return rules
}

const mainOf = (stories: readonly Story[], lines: readonly Line[], title: Line | undefined): number => {
  let longest = 0
  stories.forEach((story, s) => {
    if (story.size > stories[longest]!.size) longest = s
  })
  if (!title) return stories[0]!.size * 5 >= stories[longest]!.size ? 0 : longest
  const shares = stories.map((story) => {
    const vocabulary = new Vocabulary()
    for (const i of story.prose) vocabulary.add(lines[i]!.text)
    return vocabulary.share(title.text)
  })
  let best = 0
  shares.forEach((share, s) => {
    if (share > shares[best]! + 0.15) best = s
  })
  if (shares[best]! >= 0.3) return best
  return stories[0]!.size * 5 >= stories[longest]!.size ? 0 : longest
}
