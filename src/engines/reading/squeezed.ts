import { ARABIC, DIGIT, kind, SCALE, UNIT, VAGUE } from './numeral-chars.ts'
import { simplify } from './script.ts'

/** A text in one form of characters, without the spaces that stand inside numbers, and the way back. */
export interface Squeezed {
  text: string
  /** Offsets of the given text, for every unit of `text` and for its end. */
  offsets: Uint32Array
}

/** Parts of words that belong to numbers: 百 分 之, 个 百 分 点, 三 又 二 分之 一. */
const pieces = '个分之点成折又多余半负'
/** Of these the ones a digit may follow. */
const leads = '之又负点成'

const numeric = (code: number): boolean => kind[code] !== 0 && code < 65536

/** Whether a space between these two says nothing: 7 万 5 千, 三百 五十, 五 分 之 一; not 1 234 and not 三 五. */
const joins = (left: number, right: number): boolean => {
  const l = kind[left]!
  const r = kind[right]!
  if (l !== 0 && r !== 0)
    return (l === UNIT || l === SCALE || r === UNIT || r === SCALE || r === VAGUE) && !(l === ARABIC && r === DIGIT)
  const leftPiece = pieces.includes(String.fromCharCode(left))
  const rightPiece = pieces.includes(String.fromCharCode(right))
  if (l !== 0) return rightPiece
  if (!leftPiece) return false
  if (rightPiece || r === UNIT || r === SCALE) return true
  return numeric(right) && leads.includes(String.fromCharCode(left))
}

const isSpace = (code: number): boolean => code === 32 || code === 9

/** Linear: every run of spaces is looked at once. */
export const squeeze = (raw: string): Squeezed => {
  const plain = simplify(raw)
  const offsets = new Uint32Array(raw.length + 1)
  const parts: string[] = []
  let size = 0
  let from = 0
  const keep = (until: number): void => {
    if (until <= from) return
    parts.push(plain.slice(from, until))
    for (let i = from; i < until; i++) offsets[size++] = i
    from = until
  }
  for (let i = 0; i < plain.length; i++) {
    const code = plain.charCodeAt(i)
    // $20，300美元: a wide comma between narrow digits parts two numbers.
    if (code === 44 && raw[i] === '，' && raw.charCodeAt(i - 1) < 128) {
      keep(i)
      parts.push('，')
      offsets[size++] = i
      from = i + 1
      continue
    }
    if (!isSpace(code)) continue
    let next = i
    while (isSpace(plain.charCodeAt(next))) next++
    if (i > from && next < plain.length && joins(plain.charCodeAt(i - 1), plain.charCodeAt(next))) {
      keep(i)
      from = next
    }
    i = next - 1
  }
  keep(plain.length)
  offsets[size] = raw.length
  return { text: parts.join(''), offsets }
}
