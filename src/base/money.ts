import { KnownError } from './errors.ts'

/**
 * Exact arithmetic on decimal strings ('-12.50', '78897000000'): what money and every other number of a fact is stored
 * as. No function here goes through binary floating point.
 */
export type Decimal = string

interface Parts {
  /** The number without its point. */
  digits: bigint
  /** How many of the digits stand after the point. */
  scale: number
}

const shape = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/

const parse = (text: Decimal): Parts => {
  const match = shape.exec(text)
  if (!match)
    throw new KnownError('decimal.malformed', {
      zh: `“${text}”不是十进制数，请写成如 1234.5 的形式。`,
      en: `"${text}" is not a decimal number; write it like 1234.5.`,
    })
  const fraction = match[3] ?? ''
  const exponent = Number(match[4] ?? 0)
  let digits = BigInt(match[2]! + fraction) * (match[1] === '-' ? -1n : 1n)
  let scale = fraction.length - exponent
  if (scale < 0) {
    digits *= 10n ** BigInt(-scale)
    scale = 0
  }
  return { digits, scale }
}

const print = ({ digits, scale }: Parts): Decimal => {
  const sign = digits < 0n ? '-' : ''
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0')
  const whole = text.slice(0, text.length - scale)
  const fraction = text.slice(text.length - scale).replace(/0+$/, '')
  return sign + whole + (fraction === '' ? '' : `.${fraction}`)
}

const aligned = (a: Decimal, b: Decimal): [bigint, bigint, number] => {
  const x = parse(a)
  const y = parse(b)
  const scale = Math.max(x.scale, y.scale)
  return [x.digits * 10n ** BigInt(scale - x.scale), y.digits * 10n ** BigInt(scale - y.scale), scale]
}

/** True when the text is a decimal number this module computes with. */
export const isDecimal = (text: string): boolean => shape.test(text)

/** The shortest plain form: no exponent, no trailing zeros, no plus sign, no negative zero. */
export const plain = (text: Decimal): Decimal => print(parse(text))

/** The decimal string of a finite number, exactly as JavaScript prints it but without an exponent. */
export const decimalOf = (value: number): Decimal => plain(String(value))

export const add = (a: Decimal, b: Decimal): Decimal => {
  const [x, y, scale] = aligned(a, b)
  return print({ digits: x + y, scale })
}

export const subtract = (a: Decimal, b: Decimal): Decimal => {
  const [x, y, scale] = aligned(a, b)
  return print({ digits: x - y, scale })
}

export const multiply = (a: Decimal, b: Decimal): Decimal => {
  const x = parse(a)
  const y = parse(b)
  return print({ digits: x.digits * y.digits, scale: x.scale + y.scale })
}

/** Half away from zero, the rounding of Chinese statistics (四舍五入). */
const roundedQuotient = (numerator: bigint, denominator: bigint): bigint => {
  const negative = numerator < 0n !== denominator < 0n
  const n = numerator < 0n ? -numerator : numerator
  const d = denominator < 0n ? -denominator : denominator
  const rounded = (2n * n + d) / (2n * d)
  return negative ? -rounded : rounded
}

/** a ÷ b with at most `places` decimals, half away from zero. A zero divisor is a KnownError `decimal.zero-divisor`. */
export const divide = (a: Decimal, b: Decimal, places = 12): Decimal => {
  const [x, y] = aligned(a, b)
  if (y === 0n) throw new KnownError('decimal.zero-divisor', { zh: '除数为零，无法相除。', en: 'The divisor is zero.' })
  return print({ digits: roundedQuotient(x * 10n ** BigInt(places), y), scale: places })
}

/** The number with at most `places` decimals, half away from zero. */
export const round = (a: Decimal, places: number): Decimal => {
  const { digits, scale } = parse(a)
  if (scale <= places) return print({ digits, scale })
  return print({ digits: roundedQuotient(digits, 10n ** BigInt(scale - places)), scale: places })
}

/** Negative, zero or positive as a is less than, equal to or greater than b. */
export const compare = (a: Decimal, b: Decimal): number => {
  const [x, y] = aligned(a, b)
  return x < y ? -1 : x > y ? 1 : 0
}

export const sum = (values: readonly Decimal[]): Decimal => values.reduce(add, '0')

export const negate = (a: Decimal): Decimal => subtract('0', a)

export const absolute = (a: Decimal): Decimal => (compare(a, '0') < 0 ? negate(a) : plain(a))

/** a × 10^power, exactly. */
export const shift = (a: Decimal, power: number): Decimal => {
  const { digits, scale } = parse(a)
  return scale - power >= 0
    ? print({ digits, scale: scale - power })
    : print({ digits: digits * 10n ** BigInt(power - scale), scale: 0 })
}
