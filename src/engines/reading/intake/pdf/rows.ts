import type { Piece } from './pieces.ts'

/** Text of one line without a gap in it. */
export interface Segment {
  x0: number
  x1: number
  y: number
  size: number
  text: string
}

/** What stands on one baseline, from left to right. */
export interface Row {
  y: number
  size: number
  segments: Segment[]
}

/** Characters written without spaces between them: Chinese, its punctuation and full-width forms. */
export const isWide = (char: string): boolean => {
  const code = char.codePointAt(0)!
  return (
    (code >= 0x2e80 && code <= 0x9fff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xff00 && code <= 0xffef) ||
    (code >= 0x20000 && code <= 0x3ffff) ||
    code === 0x201c ||
    code === 0x201d ||
    code === 0x2018 ||
    code === 0x2019 ||
    code === 0x2014 ||
    code === 0x2026
  )
}

const lastOf = (text: string): string => {
  const code = text.charCodeAt(text.length - 1)
  return code >= 0xdc00 && code < 0xe000 ? text.slice(-2) : text.slice(-1)
}
const firstOf = (text: string): string => String.fromCodePoint(text.codePointAt(0) ?? 32)

/** Two stretches of one line or paragraph as one: no space where Chinese is on either side of a line's end. */
export const joined = (before: string, after: string): string => {
  if (before === '' || after === '') return before + after
  if (isWide(lastOf(before)) || isWide(firstOf(after))) return before + after
  // Hyphenation: a lower-case word that goes on in lower case.
  if (/[a-z]-$/.test(before) && /^[a-z]/.test(after)) return before.slice(0, -1) + after
  return `${before} ${after}`
}

/** The lines of a paragraph as one text; looks at neighbours only, so that long paragraphs take no longer a line. */
export const joinedLines = (lines: readonly string[]): string => {
  const parts: string[] = []
  for (const line of lines) {
    const before = parts.at(-1)
    if (before === undefined) parts.push(line)
    else {
      const both = joined(before, line)
      const kept = both.length - line.length
      if (kept < before.length) parts[parts.length - 1] = before.slice(0, kept)
      else if (kept > before.length) parts.push(' ')
      parts.push(line)
    }
  }
  return parts.join('')
}

/** A gap of this many ems parts a row into segments, and one of so many keeps them apart where it is not between columns. */
const partingGap = 0.8
const wideGap = 1.2
/** From this many ems a gap is a space. */
const smallGap = 0.15
/** Between two Chinese characters a gap may be the typesetter's. */
const smallGapWide = 0.7

/**
 * Chinese set with wide letter spacing comes with a space after every character: where most of a line's neighbours are parted
 * the spaces are the typesetter's and are taken out; else they are the writer's and stay.
 */
const withoutTracking = (text: string): string => {
  let close = 0
  let parted = 0
  for (let i = 1; i < text.length; i++) {
    if (!isWide(text[i]!)) continue
    if (isWide(text[i - 1]!)) close++
    else if (text[i - 1] === ' ' && i >= 2 && isWide(text[i - 2]!)) parted++
  }
  if (parted < 3 || parted < close) return text
  return text.replace(/(?<=[\u2e80-\u9fff\uff00-\uffef])\s(?=[\u2e80-\u9fff\uff00-\uffef])/g, '')
}

/** The lines of a page: pieces on one baseline (raised and lowered signs join it), parted at gaps. */
export const rowsOf = (pieces: readonly Piece[]): Row[] => {
  const sorted = [...pieces].sort((a, b) => a.y - b.y || a.x0 - b.x0)
  const lines: Piece[][] = []
  let y = 0
  let size = 0
  for (const piece of sorted) {
    const line = lines.at(-1)
    if (line !== undefined && piece.y - y <= 0.4 * Math.max(size, piece.size)) {
      line.push(piece)
      if (piece.size > size) {
        size = piece.size
        y = piece.y
      }
    } else {
      lines.push([piece])
      y = piece.y
      size = piece.size
    }
  }
  return lines.map(rowOf)
}

const rowOf = (line: Piece[]): Row => {
  line.sort((a, b) => a.x0 - b.x0)
  const main = line.reduce((a, b) => (b.size * b.text.length > a.size * a.text.length ? b : a))
  const segments: Segment[] = []
  for (const piece of line) {
    const last = segments.at(-1)
    const em = Math.max(piece.size, last?.size ?? 0)
    const gap = last === undefined ? 0 : piece.x0 - last.x1
    if (last === undefined || gap > partingGap * em) {
      segments.push({ ...piece })
      continue
    }
    const isChinese = isWide(lastOf(last.text)) && isWide(firstOf(piece.text))
    const isMixed = isWide(lastOf(last.text)) !== isWide(firstOf(piece.text))
    const spaced = gap > (isChinese ? smallGapWide : isMixed ? 0.4 : smallGap) * em
    last.text = spaced ? `${last.text} ${piece.text}` : last.text + piece.text
    last.x1 = Math.max(last.x1, piece.x1)
    last.size = Math.max(last.size, piece.size)
  }
  for (const segment of segments) segment.text = withoutTracking(segment.text)
  return { y: main.y, size: main.size, segments }
}

/** The row with the segments joined that only a gap within a line parts. */
export const withNarrowGapsClosed = (row: Row): Row => {
  const segments: Segment[] = []
  for (const segment of row.segments) {
    const last = segments.at(-1)
    if (last !== undefined && segment.x0 - last.x1 <= wideGap * Math.max(last.size, segment.size)) {
      last.text = `${last.text} ${segment.text}`
      last.x1 = segment.x1
      last.size = Math.max(last.size, segment.size)
    } else segments.push({ ...segment })
  }
  return { ...row, segments }
}

/** The size most of the characters have. */
export const bodySize = (rows: readonly Row[]): number => {
  const weight = new Map<number, number>()
  for (const row of rows)
    for (const { size, text } of row.segments) {
      const key = Math.round(size * 2) / 2
      weight.set(key, (weight.get(key) ?? 0) + text.length)
    }
  return [...weight].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 12
}
