import { isKilo, isMega, kind, moreAt, SCALE, scalePower, UNIT, worth } from './numeral-chars.ts'

export interface Tail {
  end: number
  power: number
  more: boolean
  about: boolean
}

/** The scale words after a decimal number: 亿, 千万, 万亿, 余万, 多亿, 万余亿. A single space before them is allowed. */
export const scaleTail = (text: string, at: number): Tail => {
  const tail: Tail = { end: at, power: 0, more: false, about: false }
  let i = at
  if (
    text[i] === ' ' &&
    (kind[text.charCodeAt(i + 1)] === SCALE || (moreAt(text, i + 1) && kind[text.charCodeAt(i + 2)] === SCALE))
  )
    i++
  const first = text.charCodeAt(i)
  if (kind[first] === UNIT) {
    if (worth[first] === 10 || isKilo(text, i)) return tail
    tail.power = scalePower(first)
    i++
  }
  while (i < text.length && tail.power < 13) {
    const said = moreAt(text, i)
    const at = said ? i + 1 : i
    if (kind[text.charCodeAt(at)] !== SCALE || isMega(text, at)) break
    if (said === 'more') tail.more = true
    else if (said === 'about') tail.about = true
    tail.power += scalePower(text.charCodeAt(at))
    i = at + 1
  }
  if (tail.power > 0) tail.end = i
  return tail
}
