import { isHanzi } from '../script.ts'
import type { Found } from './injected.ts'

interface LookAlike {
  to: string
  /** Characters behind it with which the meant word is a word; undefined: it is no character of modern text in any word. */
  before?: string
  /** Character in front of it that shows it is meant as written. */
  notAfter?: string
}

/**
 * Characters scrapers put in place of a usual one to pass filters, each with where it is not what it looks like: 蕞 is 最 in
 * 蕞新 but itself in 蕞尔小国, 薇 is 微 only in 薇信 and not in 蔷薇信息.
 */
const lookAlikes: Record<string, LookAlike> = {
  蕞: { to: '最', before: '新大高低近后终好佳为多少快早强优长重具主小先初热美严' },
  薇: { to: '微', before: '信博', notAfter: '蔷紫采白' },
  溦: { to: '微', before: '信博' },
  嶶: { to: '微' },
  巳: { to: '已', before: '经有完建成达被将于在由签' },
  岀: { to: '出' },
  囯: { to: '国' },
  苐: { to: '第' },
  菿: { to: '到' },
  沵: { to: '你' },
  亊: { to: '事' },
  彂: { to: '发' },
  甴: { to: '由' },
  圠: { to: '地' },
  铔: { to: '亚' },
}

export interface Substitution extends Found {
  rule: 'look-alike'
  to: string
}

/** The characters worth a look: a page has next to none of them. */
const isSuspect = new Uint8Array(65536)
for (const char of [...Object.keys(lookAlikes), '曰']) isSuspect[char.charCodeAt(0)] = 1

const inNumber = /(?<![A-Za-z0-9.])[0-9OolI][0-9OolI.,]*(?![A-Za-z0-9])/g

/**
 * Words written with a look-alike, with the character that is meant: 蕞新 for 最新, 6曰 for 6日, 2O24 for 2024. Accepted only
 * where the meant word is far more usual than the written one; one unit for one unit, so that offsets hold.
 */
export const findSubstitutions = (text: string): Substitution[] => {
  const found: Substitution[] = []
  const put = (at: number, to: string) => found.push({ start: at, end: at + 1, rule: 'look-alike', to })
  for (let i = 0; i < text.length; i++) {
    if (isSuspect[text.charCodeAt(i)] === 0) continue
    const char = text[i]!
    if (char === '曰') {
      // A day or nothing: 曰 behind a number speaks no words.
      if (/\d/.test(text[i - 1] ?? '') && !/[:“]/.test(text[i + 1] ?? '')) put(i, '日')
      continue
    }
    const alike = lookAlikes[char]
    if (!alike) continue
    const next = text[i + 1] ?? ''
    const last = text[i - 1] ?? ''
    if (alike.before !== undefined && !alike.before.includes(next || '\u0001')) continue
    if (alike.notAfter?.includes(last || '\u0001')) continue
    if (alike.before === undefined && !isHanzi(next.charCodeAt(0)) && !isHanzi(last.charCodeAt(0))) continue
    put(i, alike.to)
  }
  for (const match of text.matchAll(inNumber)) {
    const written = match[0]
    // Letters inside a number or, of zeros, behind a digit; H2O and 5L are no numbers.
    if (!/[OolI]/.test(written) || !/^(?:\d[OolI\d.,]*\d[OolI]*|\d[Oo]+)$/.test(written)) continue
    if (!/^[年月日万亿千百%家个吨元]/.test(text.slice(match.index + written.length).trimStart())) continue
    for (let k = 0; k < written.length; k++) {
      const char = written[k]!
      if (/[Oo]/.test(char)) put(match.index + k, '0')
      else if (/[lI]/.test(char)) put(match.index + k, '1')
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** The text with the characters that are meant; as long as before. */
export const substitute = (text: string, found: readonly Substitution[]): string => {
  if (found.length === 0) return text
  const parts: string[] = []
  let at = 0
  for (const { start, to } of found) {
    parts.push(text.slice(at, start), to)
    at = start + 1
  }
  parts.push(text.slice(at))
  return parts.join('')
}
