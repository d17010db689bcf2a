import type { Mention } from './quantities.ts'
import type { TimeMention } from './times.ts'

/** A piece of a sentence between commas, with the numbers and times in it. */
export interface Clause {
  start: number
  end: number
  mentions: Mention[]
  times: TimeMention[]
  /** The mark before it: '；' keeps the frame and may change the subject; '、' continues a list. */
  opens: 'sentence' | 'semicolon' | 'comma' | 'list'
}

export interface Sentence {
  start: number
  end: number
  clauses: Clause[]
}

const sentenceMarks = '。！？!?\n…'
const semicolons = '；;'
const commas = '，,：:'

/** 中新网南京6月7日电(记者 …): who reports from where, no part of the first sentence. */
const dateline =
  /^[^。，,；;]{0,28}?\d{1,2}[日号](?:电|讯|消息)\s*(?:[（(][^）)]{0,40}[）)])?|^[^。，,]{0,10}讯\s*[（(][^）)]{0,40}[）)]/

/** Text without marks is cut here, so that no page costs more than its length. */
const longestClause = 240
const mostClauses = 40
const longestTitle = 80

/** True when the quotation at `at` closes and a sentence ends with it. */
const endsSentence = (text: string, at: number): boolean => sentenceMarks.includes(text[at]!)

/** …去库 [3] - 7月产量…: items of a list run together, each closed by its note. */
const startsItem = (text: string, at: number): boolean =>
  text[at] === '-' && text[at + 1] === ' ' && text[at - 1] === ' ' && text[at - 2] === ']'

/** A colon in a ratio or a clock is no clause mark. */
const isBreak = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at + 1)
  const digitAfter = code >= 48 && code <= 57
  const before = text.charCodeAt(at - 1)
  const digitBefore = before >= 48 && before <= 57
  return !(digitAfter && digitBefore && (text[at] === ':' || text[at] === ','))
}

/**
 * Sentences and their clauses. Commas inside numbers and times are no breaks; 、 is one when the piece before it already
 * holds a number (2.96万吨、负极材料2.15万吨). One pass.
 */
export const splitSentences = (
  text: string,
  mentions: readonly Mention[],
  times: readonly TimeMention[],
): Sentence[] => {
  const sentences: Sentence[] = []
  let clauses: Clause[] = []
  let m = 0
  let t = 0
  let start = dateline.exec(text.slice(0, 80))?.[0].length ?? 0
  let opens: Clause['opens'] = 'sentence'
  let lastMention = -1
  while (m < mentions.length && mentions[m]!.start < start) m++
  while (t < times.length && times[t]!.start < start) t++
  const close = (end: number): void => {
    const clause: Clause = { start, end, mentions: [], times: [], opens }
    while (m < mentions.length && mentions[m]!.start < end) clause.mentions.push(mentions[m++]!)
    while (t < times.length && times[t]!.start < end) clause.times.push(times[t++]!)
    if (end > start) clauses.push(clause)
  }
  const closeSentence = (end: number): void => {
    if (clauses.length > 0) sentences.push({ start: clauses[0]!.start, end, clauses })
    clauses = []
  }
  let peek = 0
  let titleFrom = -1
  for (let i = start; i < text.length; i++) {
    while (peek < mentions.length && mentions[peek]!.end <= i) lastMention = mentions[peek++]!.end
    const inMention = peek < mentions.length && mentions[peek]!.start < i
    if (i - start >= longestClause && !inMention) {
      close(i)
      if (clauses.length >= mostClauses) closeSentence(i)
      start = i
      opens = 'list'
    }
    if (peek < mentions.length && mentions[peek]!.start <= i) continue
    const char = text[i]!
    if (char === '《') titleFrom = i
    else if (char === '》') titleFrom = -1
    if (titleFrom >= 0 && i - titleFrom < longestTitle && char !== '\n') continue
    if (endsSentence(text, i) || startsItem(text, i)) {
      close(i)
      closeSentence(i)
      start = i + 1
      opens = 'sentence'
      titleFrom = -1
    } else if (clauses.length >= mostClauses) {
      close(i)
      closeSentence(i)
      start = i + 1
      opens = 'sentence'
    } else if (semicolons.includes(char)) {
      close(i)
      start = i + 1
      opens = 'semicolon'
    } else if (commas.includes(char) && isBreak(text, i)) {
      close(i)
      start = i + 1
      opens = 'comma'
    } else if (char === '、' && lastMention > start) {
      close(i)
      start = i + 1
      opens = 'list'
    }
  }
  close(text.length)
  closeSentence(text.length)
  return sentences
}
