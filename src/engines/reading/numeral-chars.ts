/** What each character is in a number. Tables by UTF-16 unit: looking one up costs the same for every text. */
export const NONE = 0
/** 一 … 九, 两, 零, and their forms of cheques (壹 … 玖). */
export const DIGIT = 1
/** 十, 百, 千. */
export const UNIT = 2
/** 万, 亿, 兆. */
export const SCALE = 3
/** 数, 几. */
export const VAGUE = 4
export const ARABIC = 5

export const kind = new Uint8Array(65536)
export const worth = new Float64Array(65536)
/** Forms of cheques and contracts. Most are words of their own too (大陆, 收拾, 放肆), so that one alone is no number. */
export const formal = new Uint8Array(65536)

const put = (chars: string, as: number, values: readonly number[], table?: Uint8Array): void => {
  for (let i = 0; i < chars.length; i++) {
    const code = chars.charCodeAt(i)
    kind[code] = as
    worth[code] = values[i]!
    if (table) table[code] = 1
  }
}
put('零〇一二三四五六七八九两兩', DIGIT, [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 2])
put('壹贰貳叁參叄肆伍陆陸柒捌玖俩倆', DIGIT, [1, 2, 2, 3, 3, 3, 4, 5, 6, 6, 7, 8, 9, 2, 2], formal)
put('十百千', UNIT, [10, 100, 1000])
put('拾佰仟', UNIT, [10, 100, 1000], formal)
put('万萬亿億兆', SCALE, [1e4, 1e4, 1e8, 1e8, 1e12])
put('数數几幾', VAGUE, [1, 1, 1, 1])
put('0123456789', ARABIC, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
put('０１２３４５６７８９', ARABIC, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])

/** True when a numeral may begin with this character. */
export const beginsNumeral = (code: number): boolean => kind[code] !== NONE
export const isArabicDigit = (code: number): boolean => kind[code] === ARABIC
/** False past the end of a text (NaN): a loop over numerals at the very end must stop. */
export const isChineseNumeral = (code: number): boolean =>
  kind[code] !== undefined && kind[code] !== NONE && kind[code] !== ARABIC
export const isChineseDigit = (code: number): boolean => kind[code] === DIGIT

export const scalePower = (code: number): number => Math.round(Math.log10(worth[code]!))

export const arabicRun = (text: string, at: number): number => {
  let i = at
  while (i < text.length && kind[text.charCodeAt(i)] === ARABIC) i++
  return i
}

export const digitsOf = (text: string, start: number, end: number): string => {
  let out = ''
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (kind[code] === ARABIC) out += worth[code]
  }
  return out
}

/** 多, 余, 几 or 来 between a number and its scale or unit; what it says, or nothing. */
export const moreAt = (text: string, at: number): 'more' | 'about' | null => {
  switch (text.charCodeAt(at)) {
    case 0x591a: // 多
    case 0x4f59: // 余
    case 0x9918: // 餘
    case 0x51e0: // 几
      return 'more'
    case 0x6765: // 来
    case 0x4f86: // 來
      return 'about'
    default:
      return null
  }
}

/** 兆 before a unit is the prefix mega (6.25兆瓦), not 10¹². */
export const isMega = (text: string, at: number): boolean =>
  text[at] === '兆' && '瓦伏赫帕焦欧字比'.includes(text[at + 1] ?? ' ')

/** 千 that belongs to the unit behind it (12千米, 一百千瓦), not to the number. */
export const isKilo = (text: string, at: number): boolean => {
  if (text[at] !== '千') return false
  const next = text[at + 1] ?? ' '
  if ('米克瓦伏焦帕赫'.includes(next)) return true
  if (next === '字') return text[at + 2] === '节'
  if (next === '比') return text[at + 2] === '特'
  return next === '卡' && !'车片口位'.includes(text[at + 2] ?? ' ')
}
