import traditional from 'opencc-js/dict/TSCharacters'

/** One unit to one unit: full-width ASCII to ASCII, ideographic space to space, radicals and compatibility forms to their character. */
const plain = new Uint16Array(65536)
/** The same, and Traditional to Simplified where that is one unit to one unit. */
const simplified = new Uint16Array(65536)
const isTraditional = new Uint8Array(65536)
for (let code = 0; code < 65536; code++) plain[code] = code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code
plain[0x3000] = 32
plain[0xa0] = 32
/** Radicals and compatibility forms, which PDF files and filters' evaders write for the character itself (⻋ for 车). */
const radicals =
  '⺁厂⺇几⺌小⺎兀⺏尣⺓幺⺔彐⺛旡⺝月⺟母⺠民⺡氵⺣灬⺤爫⺥爫⺦丬⺧牛⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糸⺰纟⺱罒⺲罒⺶羊⺷羊⺺聿⺻聿⺼肉⺽臼⺾艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阝⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟'
for (let i = 0; i < radicals.length; i += 2) plain[radicals.charCodeAt(i)] = radicals.charCodeAt(i + 1)
for (const [from, to] of [
  [0x2f00, 0x2fd5],
  [0xf900, 0xfaff],
  [0xfe50, 0xfe6b],
] as const)
  for (let code = from; code <= to; code++) {
    const normal = String.fromCharCode(code).normalize('NFKC')
    if (normal.length === 1) plain[code] = normal.charCodeAt(0)
  }
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
  const step = 1024
  const units = new Uint16Array(step)
  for (let at = 0; at < raw.length; at += step) {
    const n = Math.min(step, raw.length - at)
    let same = true
    for (let i = 0; i < n; i++) {
      const code = raw.charCodeAt(at + i)
      const to = table[code]!
      units[i] = to
      if (to !== code) same = false
    }
    // Most stretches of a Simplified page are in their one form already.
    parts.push(same ? raw.slice(at, at + n) : String.fromCharCode(...units.subarray(0, n)))
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

/** Zero-width, direction and other characters nobody sees: left out of the view, so that they split no word. */
export const isInvisible = (code: number): boolean =>
  code === 0xad ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2060 && code <= 0x2069) ||
  code === 0xfeff ||
  code === 0xfe0f ||
  code === 0x034f ||
  code === 0x061c ||
  code === 0x180e ||
  (code >= 0xfff9 && code <= 0xfffb)
