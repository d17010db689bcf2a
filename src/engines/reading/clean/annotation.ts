import { isHanzi } from '../script.ts'
import type { Found } from './injected.ts'

const toned = /[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]/i
const bare = 'aāáǎàɑ|eēéěèê|iīíǐì|oōóǒò|uūúǔù|üǖǘǚǜv'
const base = new Map<string, string>()
for (const group of bare.split('|')) for (const letter of group) base.set(letter, group[0] === 'ü' ? 'v' : group[0]!)
base.set('ɡ', 'g')

const initials = [
  'zh',
  'ch',
  'sh',
  'b',
  'p',
  'm',
  'f',
  'd',
  't',
  'n',
  'l',
  'g',
  'k',
  'h',
  'j',
  'q',
  'x',
  'r',
  'z',
  'c',
  's',
  'y',
  'w',
  '',
]
const finals = new Set(
  'a ai an ang ao e ei en eng er i ia ian iang iao ie in ing iong iu o ong ou u ua uai uan uang ue ui un uo v ve n ng m'.split(
    ' ',
  ),
)

/** How many pinyin syllables a word of letters is, at most; 0 when it is not pinyin. Words are short: at most 40 letters. */
const syllables = (word: string): number => {
  const flat = [...word.toLowerCase()]
    .map((c) => base.get(c) ?? c)
    .join('')
    .replace(/['’\s-]/g, '')
  const best = new Array<number>(flat.length + 1).fill(-1)
  best[0] = 0
  for (let at = 0; at < flat.length; at++) {
    if (best[at]! < 0) continue
    for (const initial of initials) {
      if (!flat.startsWith(initial, at)) continue
      for (let n = 1; n <= 4; n++) {
        const end = at + initial.length + n
        if (end <= flat.length && finals.has(flat.slice(at + initial.length, end)))
          best[end] = Math.max(best[end]!, best[at]! + 1)
      }
    }
  }
  return Math.max(0, best[flat.length]!)
}

const openings: Record<string, string> = { '(': ')', '[': ']', '【': '】', '〔': '〕' }
const letters = "a-zāáǎàɑēéěèêīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿɡ'’\\s-"
const reading = new RegExp(`^[${letters}]+$`, 'i')
/** Bopomofo with its tone marks. */
const bopomofo = /^[ㄅ-ㄯˊˇˋ˙\s]+$/
const bareWord = new RegExp(`[${letters.replace('\\s', '')}]{1,12}`, 'giy')
const openBracket = /[([【〔]/g
/** Marks without their brackets are only believed on a page that holds this many with them, or among themselves. */
const habitFrom = 3

const isDigit = (code: number): boolean => (code >= 48 && code <= 57) || code === 37

/** Bare reading marks (产chǎn业yè) and those that lost one bracket (产?chǎn)业, 产(chǎn业). */
const findBare = (text: string, taken: readonly Found[]): Found[] => {
  const found: Found[] = []
  let t = 0
  for (let i = 1; i < text.length; i++) {
    const code = text.charCodeAt(i)
    // A toned letter decides; words of plain letters are never looked at.
    if (code < 0xe0 || code > 0x1e3f || !toned.test(text[i]!)) continue
    let start = i
    while (start > 0 && i - start < 6 && /[a-zɡɑü]/i.test(text[start - 1]!)) start--
    bareWord.lastIndex = start
    const word = bareWord.exec(text)?.[0]
    if (!word) continue
    const end = start + word.length
    i = Math.max(i, end - 1)
    while (t < taken.length && taken[t]!.end <= start) t++
    if (taken[t] && taken[t]!.start < end) continue
    if (syllables(word) === 0) continue
    const closed = text[end] === ')' || text[end] === ']'
    let from = start
    if (text[from - 1] === '(' || text[from - 1] === '[' || (closed && text[from - 1] === '?')) from--
    if (from === 0 || !isHanzi(text.charCodeAt(from - 1))) continue
    found.push({ start: from, end: closed ? end + 1 : end, rule: 'pinyin' })
  }
  return found
}

/**
 * Readings of characters: pinyin or bopomofo in brackets right behind the characters it spells, also behind a number —
 * 亿元(yìyuán), 千(qiān)亿(yì) —, and without brackets where the page does so throughout. A word without tone marks ((de);
 * (CEO) is none) counts only where the page holds toned ones. Brackets around anything else are left alone.
 */
export const findAnnotations = (text: string): Found[] => {
  const sure: Found[] = []
  const perhaps: Found[] = []
  let spaced = 0
  let joined = 0
  for (const { 0: bracket, index: open } of text.matchAll(openBracket)) {
    if (open === 0) continue
    const before = text.charCodeAt(open - 1)
    const spoken = isHanzi(before)
    if (!spoken && !isDigit(before)) continue
    const close = open + 1 + text.slice(open + 1, open + 43).indexOf(openings[bracket]!)
    if (close < open + 2) continue
    const inside = text.slice(open + 1, close)
    const isBopomofo = bopomofo.test(inside)
    if (!isBopomofo && (!reading.test(inside) || syllables(inside) === 0)) continue
    const span: Found = { start: open, end: close + 1, rule: 'pinyin' }
    if (isHanzi(text.charCodeAt(close + 1))) joined++
    else if (text[close + 1] === ' ' && isHanzi(text.charCodeAt(close + 2))) spaced++
    if (isBopomofo || toned.test(inside)) sure.push(span)
    else if (spoken && inside === inside.toLowerCase()) perhaps.push(span)
  }
  const bare = findBare(text, sure)
  const all = sure.length + bare.length >= habitFrom ? [...sure, ...bare] : sure
  const found = sure.length === 0 ? all : [...all, ...perhaps].sort((a, b) => a.start - b.start)
  // Where the page sets a space behind its brackets throughout, the space came with them: 亿(yì) 元.
  if (spaced > 2 * joined)
    for (const span of found) if (text[span.end] === ' ' && isHanzi(text.charCodeAt(span.end + 1))) span.end++
  return found
}

const doubled = /,[,。、;!?]/g

/**
 * Commas put in front of other marks all over a page (增长,。), by which copied text is made to look different. Two or three
 * may be slips of the author and stay.
 */
export const findDoubledMarks = (text: string): Found[] => {
  const found: Found[] = []
  for (const { index } of text.matchAll(doubled)) found.push({ start: index, end: index + 1, rule: 'doubled-mark' })
  return found.length >= 4 && found.length * 400 >= text.length ? found : []
}
