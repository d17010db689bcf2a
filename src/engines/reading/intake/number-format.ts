/** What a cell shows for its number, and the number itself in the scale shown. */
export interface Shown {
  text: string
  /** 20.5 where 0.205 is shown as 20.50%; the number itself elsewhere. Absent for dates and times. */
  value?: number
  /** ISO day of a date. */
  day?: string
}

interface Token {
  kind: 'digit' | 'point' | 'percent' | 'comma' | 'exponent' | 'literal' | 'date' | 'general' | 'text'
  text: string
}

interface Section {
  tokens: Token[]
  isDate: boolean
  isGeneral: boolean
  condition: { operator: string; than: number } | null
}

export type NumberFormat = readonly Section[]

/** Formats that files name only by number (ECMA-376 18.8.30, with the forms of zh-CN). 14 and 22 follow the machine: ISO here. */
const builtIn: Record<number, string> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  14: 'yyyy-mm-dd',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy-mm-dd h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  37: '#,##0;-#,##0',
  38: '#,##0;-#,##0',
  39: '#,##0.00;-#,##0.00',
  40: '#,##0.00;-#,##0.00',
  41: '#,##0;-#,##0;"-"',
  42: '¥#,##0;-¥#,##0;"-"',
  43: '#,##0.00;-#,##0.00;"-"',
  44: '¥#,##0.00;-¥#,##0.00;"-"',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  49: '@',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
}

/** The code of a format number that the file does not define itself. */
export const builtInFormat = (id: number): string => builtIn[id] ?? 'General'

const dateRun = /^(?:[yYeE]{1,4}|[mM]{1,5}|[dD]{1,4}|[hH]{1,2}|[sS]{1,2}|a{3,4}(?![mM/])|上午\/下午|AM\/PM|A\/P)/

/** Longer codes than any program writes are cut: a format is data of a stranger. */
const longest = 255

/** Takes a format code apart. Colours, fill and padding are left out: they show nothing one could quote. */
export const parseFormat = (code: string): NumberFormat => {
  const sections: Section[] = []
  let current: Section = { tokens: [], isDate: false, isGeneral: false, condition: null }
  const text = code.slice(0, longest)
  const literal = (words: string): void => {
    current.tokens.push({ kind: 'literal', text: words })
  }
  for (let i = 0; i < text.length; ) {
    const char = text[i]!
    const rest = text.slice(i)
    if (char === ';') {
      sections.push(current)
      current = { tokens: [], isDate: false, isGeneral: false, condition: null }
      i++
    } else if (char === '"') {
      const close = text.indexOf('"', i + 1)
      literal(text.slice(i + 1, close < 0 ? text.length : close))
      i = close < 0 ? text.length : close + 1
    } else if (char === '\\' || char === '!') {
      literal(text[i + 1] ?? '')
      i += 2
    } else if (char === '_' || char === '*') {
      i += 2
    } else if (char === '[') {
      const close = text.indexOf(']', i)
      const inside = text.slice(i + 1, close < 0 ? text.length : close)
      const condition = /^(<=|>=|<>|<|>|=)(-?[\d.]+)$/.exec(inside)
      if (condition) current.condition = { operator: condition[1]!, than: Number(condition[2]) }
      else if (inside.startsWith('$')) literal(inside.slice(1).split('-')[0]!)
      else if (/^(h+|m+|s+)$/i.test(inside)) {
        current.isDate = true
        current.tokens.push({ kind: 'date', text: `[${inside.toLowerCase()}]` })
      }
      i = close < 0 ? text.length : close + 1
    } else if (/^(?:general|G\/通用格式)/i.test(rest)) {
      current.isGeneral = true
      current.tokens.push({ kind: 'general', text: '' })
      i += 7 - (rest[1] === '/' ? 1 : 0)
    } else if (/^E[+-]/i.test(rest)) {
      current.tokens.push({ kind: 'exponent', text: rest[1]! })
      i += 2
    } else if (dateRun.test(rest)) {
      const run = dateRun.exec(rest)![0]
      current.isDate = true
      current.tokens.push({ kind: 'date', text: run })
      i += run.length
    } else {
      if (char === '0' || char === '#' || char === '?') current.tokens.push({ kind: 'digit', text: char })
      else if (char === '.') current.tokens.push({ kind: 'point', text: char })
      else if (char === '%') current.tokens.push({ kind: 'percent', text: char })
      else if (char === ',') current.tokens.push({ kind: 'comma', text: char })
      else if (char === '@') current.tokens.push({ kind: 'text', text: char })
      else literal(char)
      i++
    }
  }
  sections.push(current)
  return sections.slice(0, 4)
}

const meets = (value: number, { operator, than }: { operator: string; than: number }): boolean =>
  operator === '<'
    ? value < than
    : operator === '<='
      ? value <= than
      : operator === '>'
        ? value > than
        : operator === '>='
          ? value >= than
          : operator === '='
            ? value === than
            : value !== than

/** The section that shows this number, and whether the sign is the section's own business. */
const sectionFor = (format: NumberFormat, value: number): { section: Section; hidesSign: boolean } => {
  const conditioned = format.some((section) => section.condition !== null)
  if (conditioned) {
    const found = format.find((section) => section.condition === null || meets(value, section.condition))
    return { section: found ?? format[0]!, hidesSign: false }
  }
  const numeric = format.length === 4 ? format.slice(0, 3) : format
  if (value < 0 && numeric.length >= 2) return { section: numeric[1]!, hidesSign: true }
  if (value === 0 && numeric.length >= 3) return { section: numeric[2]!, hidesSign: false }
  return { section: numeric[0]!, hidesSign: false }
}

/** A number times a power of ten, without the noise of binary fractions. */
export const shifted = (value: number, power: number): number => {
  if (power === 0) return value
  // Whole numbers times a power of ten that a double holds exactly are rounded once, as the decimal is.
  if (power > 0 && power <= 22 && Number.isSafeInteger(value)) return value * 10 ** power
  const [mantissa, exponent] = String(Number(value.toPrecision(15))).split('e')
  return Number(`${mantissa}e${Number(exponent ?? 0) + power}`)
}

/** Digits of |value| with `places` decimals, halves away from zero as a sheet rounds. */
const fixed = (value: number, places: number): string => {
  const size = Math.abs(value)
  if (places === 0 && Number.isSafeInteger(size)) return String(size)
  if (size >= 1e15) return size.toFixed(Math.min(places, 20))
  return shifted(Math.round(shifted(size, places)), -places).toFixed(places)
}

/** How a number without a format is shown: up to eleven characters, an exponent where they do not do. */
export const general = (value: number): string => {
  if (Number.isSafeInteger(value) && Math.abs(value) < 1e11) return String(value)
  const size = Math.abs(value)
  if (size >= 1e11 || size < 1e-9) {
    const [mantissa, exponent] = value.toExponential(5).split('e') as [string, string]
    const power = Number(exponent)
    return `${Number(mantissa)}E${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
  }
  const whole = Math.trunc(size).toString().length
  return String(Number(fixed(value, Math.max(0, 10 - whole)))).replace(/^/, value < 0 ? '-' : '')
}

const grouped = (whole: string): string => whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')

const showNumber = (section: Section, value: number, hidesSign: boolean): Shown => {
  const { tokens } = section
  const digits = tokens.flatMap((token, i) => (token.kind === 'digit' ? [i] : []))
  const first = digits[0] ?? tokens.length
  const last = digits.at(-1) ?? -1
  const percents = tokens.filter((token) => token.kind === 'percent').length
  // 0!.0, writes the point as a plain character: it scales like a point that was asked for.
  const plainPoint = tokens.findIndex(
    (token, i) => i > first && i < last && token.kind === 'literal' && token.text === '.',
  )
  const point = tokens.findIndex((token) => token.kind === 'point')
  let thousands = 0
  for (let i = last + 1; i < tokens.length && tokens[i]!.kind === 'comma'; i++) thousands++
  const hasGroups = tokens.some((token, i) => token.kind === 'comma' && i > first && i < last)
  const behindPlain = plainPoint < 0 ? 0 : digits.filter((i) => i > plainPoint && (point < 0 || i < point)).length
  const scale = 2 * percents - 3 * thousands
  const exact = shifted(value, scale - behindPlain)
  const exponent = tokens.findIndex((token) => token.kind === 'exponent')
  if (exponent >= 0) {
    const places = digits.filter((i) => i > point && point >= 0 && i < exponent).length
    const [mantissa, power] = value.toExponential(places).split('e') as [string, string]
    return { text: `${mantissa}E${power[0]}${power.slice(1).padStart(2, '0')}`, value }
  }
  const decimals = point < 0 ? [] : digits.filter((i) => i > point)
  const wholes = point < 0 ? digits : digits.filter((i) => i < point)
  let [whole, fraction = ''] = fixed(shifted(value, scale), decimals.length).split('.') as [string, string?]
  const least = wholes.filter((i) => tokens[i]!.text === '0').length
  whole = whole.replace(/^0+(?=\d)/, '').padStart(least, '0')
  if (least === 0 && whole === '0' && decimals.length > 0) whole = ''
  const required = decimals.findLastIndex((i) => tokens[i]!.text === '0') + 1
  while (fraction.length > required && fraction.endsWith('0')) fraction = fraction.slice(0, -1)
  if (plainPoint >= 0) whole = whole.padStart(behindPlain + 1, '0')
  let text = ''
  let wrote = false
  tokens.forEach((token, i) => {
    if (token.kind === 'digit' && !wrote) {
      wrote = true
      const cut = whole.length - behindPlain
      text += plainPoint >= 0 ? `${whole.slice(0, cut)}.${whole.slice(cut)}` : hasGroups ? grouped(whole) : whole
      if (fraction !== '') text += `.${fraction}`
      else if (point >= 0 && decimals.length > 0 && required > 0) text += '.'
    } else if (token.kind === 'literal' && i !== plainPoint) text += token.text
    else if (token.kind === 'percent') text += '%'
    else if (token.kind === 'general') text += general(Math.abs(value))
  })
  const isZero = !/[1-9]/.test(text)
  const sign = value < 0 && !hidesSign && !(isZero && digits.length > 0) ? '-' : ''
  return { text: (sign + text).trim(), value: section.isGeneral ? value : exact }
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const weekdays = '日一二三四五六'
const two = (n: number): string => String(n).padStart(2, '0')

/** Day numbers count from 1899-12-30 (1904-01-01 in old Mac files); 1900 counts a 29 February that never was. */
export const dateOfSerial = (serial: number, is1904: boolean): Date | null => {
  const days = Math.floor(serial)
  if (!(serial >= 0) || days > 2_958_465) return null
  const shift = is1904 ? 24_107 : days < 60 ? -25_568 : -25_569
  const milliseconds = Math.round((serial - days) * 86_400) * 1000
  return new Date((is1904 ? days - shift : days + shift) * 86_400_000 + milliseconds)
}

const showDate = (section: Section, serial: number, is1904: boolean): Shown | null => {
  const date = dateOfSerial(serial, is1904)
  if (!date) return null
  const hour = date.getUTCHours()
  const half = section.tokens.some((token) => token.kind === 'date' && /\/[PM下]/i.test(token.text))
  let text = ''
  let showsDay = false
  section.tokens.forEach((token, i) => {
    if (token.kind !== 'date') {
      text += token.kind === 'general' ? '' : token.text
      return
    }
    const run = token.text.toLowerCase()
    const near = (step: number): string => {
      for (let k = i + step; section.tokens[k]; k += step)
        if (section.tokens[k]!.kind === 'date') return section.tokens[k]!.text.toLowerCase()
      return ''
    }
    if (/^[ye]/.test(run)) {
      showsDay = true
      text += run.length <= 2 && run[0] === 'y' ? two(date.getUTCFullYear() % 100) : String(date.getUTCFullYear())
    } else if (run[0] === 'd') {
      showsDay = true
      text +=
        run.length >= 3
          ? date.toUTCString().slice(0, 3)
          : run.length === 2
            ? two(date.getUTCDate())
            : String(date.getUTCDate())
    } else if (run[0] === 'm' && run.length <= 2 && (/^\[?h/.test(near(-1)) || near(1)[0] === 's'))
      text += run.length === 2 ? two(date.getUTCMinutes()) : String(date.getUTCMinutes())
    else if (run[0] === 'm') {
      showsDay = true
      const month = date.getUTCMonth()
      text += run.length >= 3 ? monthNames[month] : run.length === 2 ? two(month + 1) : String(month + 1)
    } else if (run === '[h]' || run === '[hh]') text += String(Math.floor(serial * 24 + 1e-9))
    else if (run[0] === 'h') {
      const shown = half ? hour % 12 || 12 : hour
      text += run.length === 2 ? two(shown) : String(shown)
    } else if (run[0] === 's') text += run.length === 2 ? two(date.getUTCSeconds()) : String(date.getUTCSeconds())
    else if (run === 'aaa') text += weekdays[date.getUTCDay()]
    else if (run === 'aaaa') text += `星期${weekdays[date.getUTCDay()]}`
    else if (run.startsWith('上')) text += hour < 12 ? '上午' : '下午'
    else if (run.includes('/')) text += hour < 12 ? 'AM' : 'PM'
  })
  return { text: text.trim(), ...(showsDay && serial >= 1 ? { day: date.toISOString().slice(0, 10) } : {}) }
}

/** What a sheet shows for a number under a format: 0.205 as 20.50%, 788.97 as 789, 45461 as 2024-06-18. */
export const showValue = (format: NumberFormat, value: number, is1904 = false): Shown => {
  const { section, hidesSign } = sectionFor(format, value)
  if (section.isDate) {
    const shown = showDate(section, value, is1904)
    if (shown) return shown
  }
  const isPlain =
    section.tokens.length === 0 ||
    section.isDate ||
    section.tokens.every((token) => token.kind === 'general' || token.kind === 'text')
  // ;;; shows nothing: the number is there and nobody sees it.
  if (section.tokens.length === 0 && format.length > 1) return { text: '', value }
  return isPlain ? { text: general(value), value } : showNumber(section, value, hidesSign)
}

/** What a sheet shows for a text: the fourth section may put words around it. */
export const showText = (format: NumberFormat, text: string): string => {
  const section =
    format.length === 4 ? format[3]! : format.find((one) => one.tokens.some((token) => token.kind === 'text'))
  if (!section || section.tokens.length === 0) return text
  return section.tokens
    .map((token) => (token.kind === 'text' ? text : token.kind === 'literal' ? token.text : ''))
    .join('')
}
