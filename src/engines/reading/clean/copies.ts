import type { Line } from './lines.ts'
import { isProse } from './lines.ts'
import type { SetAsideRule } from './words.ts'

const label = /^[【[(]?(?:核心提示|摘要|内容摘要|导读|导语|内容提要|简介|描述)[】\])]?\s*[::]?\s*/
const cutOff = /(?:…+|\.{3,}|\[详细\]|\[全文\]|更多>*|详情>*)\s*$/
/** Characters a paragraph is recognised by; shorter ones may well be said twice. */
const keyLength = 24

/** Only what says something: marks, spaces and letters added by a copier do not make another paragraph; a decimal point does. */
const bare = (text: string): string => text.replace(/[^一-鿿\d.%]+/g, '').replace(/\.(?!\d)/g, '')
/** A copy may carry a mark of the site behind it. */
const nearlyAll = 0.9
const isSame = (a: string, b: string): boolean => {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  return short.length >= nearlyAll * long.length && long.startsWith(short)
}

/**
 * Paragraphs that stand on the page twice: the same again further down, and a summary below the paragraph it was cut out of,
 * with or without the title before it. What stands first stays: a summary above the story is read with it, so that nothing is
 * lost where the story was cut short.
 */
export const findCopies = (
  lines: readonly Line[],
  aside: readonly (SetAsideRule | null)[],
): (SetAsideRule | null)[] => {
  const rules: (SetAsideRule | null)[] = lines.map(() => null)
  const heads = new Map<string, { text: string; line: number }[]>()
  const title = lines.findIndex((line, i) => aside[i] === null && !line.endsSentence && line.hanzi >= 6)
  const titleText = title >= 0 ? bare(lines[title]!.text) : ''
  const summaries: { text: string; line: number }[] = []
  lines.forEach((line, i) => {
    if (aside[i] !== null || line.hanzi < keyLength) return
    const unlabelled = line.text.replace(label, '')
    let isSummary = unlabelled !== line.text || cutOff.test(line.text) || !line.endsSentence
    let text = bare(unlabelled)
    if (titleText.length >= 8 && text.startsWith(titleText) && text.length > titleText.length + keyLength) {
      text = text.slice(titleText.length)
      isSummary = true
    }
    if (text.length < keyLength) return
    const key = text.slice(0, keyLength)
    const group = heads.get(key)
    if (isSummary) summaries.push({ text, line: i })
    if (!group) heads.set(key, [{ text, line: i }])
    else {
      if (
        isProse(line) &&
        group.some((other) => isSame(other.text, text) && other.line !== i && rules[other.line] === null)
      )
        rules[i] = 'repeated'
      if (group.length < 8) group.push({ text, line: i })
    }
  })
  for (const { text, line } of summaries) {
    const longer = heads
      .get(text.slice(0, keyLength))
      ?.find(
        (other) =>
          other.line < line &&
          rules[other.line] === null &&
          other.text.length > text.length &&
          other.text.startsWith(text),
      )
    if (longer) rules[line] = 'cut-summary'
  }
  return rules
}
