import traditional from 'opencc-js/dict/TSCharacters'

/** One unit to one unit: full-width ASCII to ASCII, ideographic space to space, look-alike words put in to dodge filters (蕞 for 最). */
const plain = new Uint16Array(65536)
/** The same, and Traditional to Simplified where that is one unit to one unit. */
const simplified = new Uint16Array(65536)
const isTraditional = new Uint8Array(65536)
for (let code = 0; code < 65536; code++) plain[code] = code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code
plain[0x3000] = 32
plain[0xa0] = 32
for (const [from, to] of ['蕞最', '岀出', '扌打', '⼀一', '㎡㎡'])
  if (from && to && from !== to) plain[from.charCodeAt(0)] = to.charCodeAt(0)
simplified.set(plain)
for (const pair of (traditional as string).split('|')) {
  const [from, to] = pair.split(' ')
  // 著, 乾 and their like are Simplified words too; a page that holds only such characters is not Traditional.
  if (from?.length !== 1 || to?.length !== 1 || from === to) continue
  simplified[from.charCodeAt(0)] = to.charCodeAt(0)
  if (!'著乾瞭藉覆徵噁鍾閤么彷后里面'.includes(from)) isTraditional[from.charCodeAt(0)] = 1
}
for (const [from, to] of ['「“', '」”', '『‘', '』’']) simplified[from!.charCodeAt(0)] = to!.charCodeAt(0)

export interface Normal {
  /** As long as the raw text, unit for unit, so that every offset holds in both. */
  text: string
  traditional: boolean
  hanzi: number
}

const build = (raw: string, table: Uint16Array): string => {
  const parts: string[] = []
  const step = 8192
  const units = new Uint16Array(step)
  for (let at = 0; at < raw.length; at += step) {
    const n = Math.min(step, raw.length - at)
    for (let i = 0; i < n; i++) units[i] = table[raw.charCodeAt(at + i)]!
    parts.push(String.fromCharCode(...units.subarray(0, n)))
  }
  return parts.join('')
}

/** The text the rules read: same length as `raw`, one form of punctuation, Simplified where the page is Traditional. */
export const normalise = (raw: string): Normal => {
  let hanzi = 0
  let old = 0
  for (let i = 0; i < raw.length; i++) {
    const code = raw.charCodeAt(i)
    if (code >= 0x3400 && code <= 0x9fff) {
      hanzi++
      old += isTraditional[code]!
    }
  }
  const isOld = hanzi > 0 && old / hanzi > 0.05
  return { text: build(raw, isOld ? simplified : plain), traditional: isOld, hanzi }
}

/** One form of characters whatever the page: plain widths and Simplified, unit for unit. For texts too short to tell their script. */
export const simplify = (raw: string): string => build(raw, simplified)

export const isHanzi = (code: number): boolean => code >= 0x3400 && code <= 0x9fff

/** Zero-width and other characters nobody sees: left out of the view, so that they split no word. */
export const isInvisible = (code: number): boolean =>
  (code >= 0x200b && code <= 0x200f) || code === 0xfeff || code === 0x2060 || code === 0xad || code === 0xfe0f
