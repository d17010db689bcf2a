import type { PlaceMention } from '../../../base/region.ts'
import type { Passage } from '../passage.ts'

/** Kinds of organisation, as `measure` of an organisation claim says them. */
export type OrganisationType =
  | 'company'
  | 'company_site'
  | 'research'
  | 'government'
  | 'government_group'
  | 'park'
  | 'media'
  | 'association'

/** An organisation named in a passage: [start, end) of its view, its full name, and the kind. */
export interface OrganisationMention {
  start: number
  end: number
  name: string
  type: OrganisationType
  confidence: number
  /** The mention is a short form of `name`. */
  isShort: boolean
}

/** One passage with what was found in it so far; offsets are view units. */
export interface Scene {
  passage: Passage
  text: string
  places: PlaceMention[]
  organisations: OrganisationMention[]
}

/** Index of the first of the sorted mentions that begins at `start` or later. */
export const firstFrom = (list: readonly { start: number }[], start: number): number => {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (list[middle]!.start < start) low = middle + 1
    else high = middle
  }
  return low
}

/** The sorted mentions that lie within [start, end); found by halving, so that a long line with many stays linear. */
export const inside = <T extends { start: number; end: number }>(
  list: readonly T[],
  start: number,
  end: number,
): T[] => {
  const out: T[] = []
  for (let i = firstFrom(list, start); i < list.length && list[i]!.start < end; i++)
    if (list[i]!.end <= end) out.push(list[i]!)
  return out
}

/** The first of the sorted mentions that begins exactly at `start`. */
export const startingIn = <T extends { start: number }>(list: readonly T[], start: number): T | undefined => {
  const one = list[firstFrom(list, start)]
  return one?.start === start ? one : undefined
}

/** Whether one of the sorted mentions ends exactly at `end`; they are short, so only the last few before it are looked at. */
export const endsIn = (list: readonly { start: number; end: number }[], end: number): boolean => {
  for (let i = firstFrom(list, end) - 1; i >= 0 && end - list[i]!.start <= 40; i--)
    if (list[i]!.end === end) return true
  return false
}

/** Start of the sentence that holds `at`: after the last 。!?; or ellipsis. */
export const sentenceStart = (text: string, at: number): number => {
  for (let i = at - 1; i >= 0 && at - i < 400; i--) if ('。!?;…'.includes(text[i]!)) return i + 1
  return Math.max(0, at - 400)
}

/** End of the sentence that holds `at`, without its stop. */
export const sentenceEnd = (text: string, at: number): number => {
  for (let i = at; i < text.length && i - at < 400; i++) if ('。!?;…'.includes(text[i]!)) return i
  return Math.min(text.length, at + 400)
}

/** Start of the clause that holds `at`: after the last comma, colon or sentence stop. */
export const clauseStart = (text: string, at: number): number => {
  for (let i = at - 1; i >= 0 && at - i < 200; i--) if ('。!?;…,:'.includes(text[i]!)) return i + 1
  return Math.max(0, at - 200)
}

export const clauseEnd = (text: string, at: number): number => {
  for (let i = at; i < text.length && i - at < 200; i++) if ('。!?;…,:'.includes(text[i]!)) return i
  return Math.min(text.length, at + 200)
}

const chineseDigits: Record<string, number> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
}

/** 五 → 5, 十二 → 12, 10 → 10; NaN for anything else. Counts of lists are small, so nothing beyond 99 is read. */
export const smallNumber = (text: string): number => {
  if (/^\d{1,3}$/.test(text)) return Number(text)
  if (text.length === 1) return chineseDigits[text] ?? Number.NaN
  const match = /^([二三四五六七八九])?十([一二三四五六七八九])?$/.exec(text)
  if (!match) return Number.NaN
  return (match[1] ? chineseDigits[match[1]]! : 1) * 10 + (match[2] ? chineseDigits[match[2]]! : 0)
}

/** A list written with 、 or as quotes side by side, split; quotes around an item are taken off. */
export const splitItems = (text: string): string[] =>
  text
    .split(/、|(?<=[”》])(?=[“《])/)
    .map((item) => item.trim().replace(/^“([^“”]*)”$/, '$1'))
    .filter((item) => item !== '')
