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

/**
 * Pinyin in brackets right after the characters it spells: 亿元(yìyuán). A word without tone marks ((de), (CEO) is not) counts
 * only where the page holds other toned ones. Brackets around anything else are left alone.
 */
export const findAnnotations = (text: string): Found[] => {
  const sure: Found[] = []
  const perhaps: Found[] = []
  for (let open = text.indexOf('('); open >= 0; open = text.indexOf('(', open + 1)) {
    if (open === 0 || !isHanzi(text.charCodeAt(open - 1))) continue
    const close = open + 1 + text.slice(open + 1, open + 43).indexOf(')')
    if (close < open + 2) continue
    const inside = text.slice(open + 1, close)
    if (!/^[a-zāáǎàɑēéěèêīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿɡ'’\s-]+$/i.test(inside)) continue
    const count = syllables(inside)
    if (count === 0) continue
    let before = 0
    while (before < 12 && isHanzi(text.charCodeAt(open - 1 - before))) before++
    const span: Found = { start: open, end: close + 1, rule: 'pinyin' }
    if (toned.test(inside)) sure.push(span)
    else if (before > 0 && inside === inside.toLowerCase()) perhaps.push(span)
  }
  return sure.length === 0 ? [] : [...sure, ...perhaps].sort((a, b) => a.start - b.start)
}
