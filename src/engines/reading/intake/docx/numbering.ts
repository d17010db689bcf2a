import { streamXml } from '../xml.ts'
import type { Zip } from '../zip.ts'

interface Level {
  format: string
  /** `%1` is the number of the first level, `%2` of the second … */
  text: string
  start: number
  isSpaced: boolean
  isLegal: boolean
  /** Level whose next number starts this one again; 0 never does. */
  restartsAfter: number | null
  style: string | null
}
interface List {
  abstract: string
  starts: Map<number, number>
}

/** A place in a list: which list, and how deep. */
export interface ListPlace {
  list: string
  level: number
}

const digits = '〇一二三四五六七八九'

/** 1 as 一, 21 as 二十一, 105 as 一百零五; as Chinese lists count, up to 9999. */
const chinese = (n: number, figures = '零一二三四五六七八九', units = ['', '十', '百', '千']): string => {
  if (n <= 0 || n > 9999) return String(n)
  let out = ''
  let isGap = false
  for (let power = 3; power >= 0; power--) {
    const digit = Math.floor(n / 10 ** power) % 10
    if (digit === 0) isGap = out !== ''
    else {
      if (isGap) out += figures[0]
      isGap = false
      out += figures[digit]! + units[power]!
    }
  }
  return out.startsWith(`${figures[1]}${units[1]}`) ? out.slice(1) : out
}

const roman = (n: number): string => {
  const signs: [number, string][] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ]
  if (n <= 0 || n > 3999) return String(n)
  let out = ''
  let left = n
  for (const [value, sign] of signs) for (; left >= value; left -= value) out += sign
  return out
}

const letters = (n: number): string =>
  n <= 0 || n > 780 ? String(n) : String.fromCharCode(65 + ((n - 1) % 26)).repeat(Math.ceil(n / 26))

/** A number as its list writes it. Formats of other languages are written in Arabic digits. */
export const inFormat = (n: number, format: string): string => {
  switch (format) {
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'japaneseCounting':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
      return chinese(n)
    case 'chineseLegalSimplified':
    case 'ideographLegalTraditional':
      return chinese(n, '零壹贰叁肆伍陆柒捌玖', ['', '拾', '佰', '仟'])
    case 'ideographDigital':
    case 'taiwaneseDigital':
    case 'japaneseDigitalTenThousand':
      return [...String(n)].map((digit) => digits[Number(digit)] ?? digit).join('')
    case 'ideographTraditional':
      return n >= 1 && n <= 10 ? '甲乙丙丁戊己庚辛壬癸'[n - 1]! : String(n)
    case 'ideographZodiac':
      return n >= 1 && n <= 12 ? '子丑寅卯辰巳午未申酉戌亥'[n - 1]! : String(n)
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return n >= 1 && n <= 20 ? String.fromCodePoint(0x245f + n) : String(n)
    case 'decimalEnclosedParen':
      return `(${n})`
    case 'decimalEnclosedFullstop':
      return `${n}.`
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return [...String(n)].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join('')
    case 'decimalZero':
      return String(n).padStart(2, '0')
    case 'upperRoman':
      return roman(n)
    case 'lowerRoman':
      return roman(n).toLowerCase()
    case 'upperLetter':
      return letters(n)
    case 'lowerLetter':
      return letters(n).toLowerCase()
    case 'none':
      return ''
    default:
      return String(n)
  }
}

/** Counts the lists of a document as Word does, and gives each numbered paragraph the number a person sees before it. */
export class Numbering {
  readonly #levels: Map<string, Map<number, Level>>
  readonly #lists: Map<string, List>
  /** Last number of each level, by abstract list: lists of one abstract list count on together. */
  readonly #counts = new Map<string, number[]>()
  readonly #begun = new Set<string>()

  private constructor(levels: Map<string, Map<number, Level>>, lists: Map<string, List>) {
    this.#levels = levels
    this.#lists = lists
  }

  static read(zip: Zip, part: string): Numbering {
    const levels = new Map<string, Map<number, Level>>()
    const lists = new Map<string, List>()
    if (!zip.entries.has(part)) return new Numbering(levels, lists)
    let own: Map<number, Level> | undefined
    let level: Level | undefined
    let list: List | undefined
    let override = 0
    streamXml(zip, part, {
      open: (name, attributes) => {
        const value = attributes['w:val'] ?? ''
        if (name === 'abstractNum') {
          own = new Map()
          levels.set(attributes['w:abstractNumId'] ?? '', own)
        } else if (name === 'num') {
          list = { abstract: '', starts: new Map() }
          lists.set(attributes['w:numId'] ?? '', list)
        } else if (name === 'abstractNumId' && list) list.abstract = value
        else if (name === 'lvlOverride') override = Number(attributes['w:ilvl'] ?? 0)
        else if (name === 'startOverride' && list) list.starts.set(override, Number(value) || 0)
        else if (name === 'lvl') {
          level = {
            format: 'decimal',
            text: '',
            start: 0,
            isSpaced: true,
            isLegal: false,
            restartsAfter: null,
            style: null,
          }
          // A level that one list redefines would need another set of levels; its start above is what documents use.
          if (own && !list) own.set(Number(attributes['w:ilvl'] ?? 0), level)
        } else if (level) {
          if (name === 'numFmt') level.format = value
          else if (name === 'lvlText') level.text = value
          else if (name === 'start') level.start = Number(value) || 0
          else if (name === 'suff') level.isSpaced = value !== 'nothing'
          else if (name === 'isLgl') level.isLegal = value !== '0' && value !== 'false'
          else if (name === 'lvlRestart') level.restartsAfter = Number(value)
          else if (name === 'pStyle') level.style = value
        }
      },
      close: (name) => {
        if (name === 'lvl') level = undefined
        else if (name === 'abstractNum') own = undefined
        else if (name === 'num') list = undefined
      },
      text: () => {},
    })
    return new Numbering(levels, lists)
  }

  /** The level of a list that a paragraph style is tied to; 0 when the list names none. */
  levelOfStyle(list: string, style: string): number {
    for (const [number, level] of this.#levels.get(this.#lists.get(list)?.abstract ?? '') ?? [])
      if (level.style === style) return number
    return 0
  }

  /** The next number at a place, as written before the paragraph; '' where the list shows none. */
  next({ list, level }: ListPlace): string {
    const own = this.#lists.get(list)
    const levels = this.#levels.get(own?.abstract ?? '')
    const here = levels?.get(level)
    if (own === undefined || levels === undefined || here === undefined || level > 8) return ''
    const counts = this.#counts.get(own.abstract) ?? []
    this.#counts.set(own.abstract, counts)
    const start = own.starts.get(level)
    const key = `${list}|${level}`
    if (start !== undefined && !this.#begun.has(key)) counts[level] = start
    else counts[level] = counts[level] === undefined ? here.start : counts[level] + 1
    this.#begun.add(key)
    for (const [deeper, { restartsAfter }] of levels)
      if (deeper > level && restartsAfter !== 0 && (restartsAfter === null || level < restartsAfter))
        delete counts[deeper]
    if (here.format === 'bullet') return '• '
    const text = here.text.replace(/%([1-9])/g, (_, n: string) => {
      const at = Number(n) - 1
      const other = levels.get(at)
      return inFormat(counts[at] ?? other?.start ?? 1, here.isLegal ? 'decimal' : (other?.format ?? 'decimal'))
    })
    return text === '' || !here.isSpaced || /[\u3000-\u303f\uff00-\uffef]$/.test(text) ? text : `${text} `
  }
}
