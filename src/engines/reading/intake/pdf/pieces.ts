import { plainText } from '../plain-text.ts'

/** What pdfjs says of one run of text. */
export interface PdfItem {
  str: string
  transform: number[]
  width: number
}

/** A run of text on an upright page: from x0 to x1 on the baseline y, which grows downwards; lengths in points. */
export interface Piece {
  x0: number
  x1: number
  y: number
  size: number
  text: string
}

export interface PagePieces {
  pieces: Piece[]
  /** Runs at another angle than the page's text: watermarks, stamps, labels along an axis. */
  stray: string[]
  width: number
  height: number
}

const quarter = Math.PI / 2
/** Text may lean this much and still belong to the page's lines. */
const lean = 0.05

const times = (m: readonly number[], t: readonly number[]): number[] => [
  m[0]! * t[0]! + m[2]! * t[1]!,
  m[1]! * t[0]! + m[3]! * t[1]!,
  m[0]! * t[2]! + m[2]! * t[3]!,
  m[1]! * t[2]! + m[3]! * t[3]!,
  m[0]! * t[4]! + m[2]! * t[5]! + m[4]!,
  m[1]! * t[4]! + m[3]! * t[5]! + m[5]!,
]

/**
 * The runs of a page turned so that most of its text stands upright; `view` is the viewport's transform, which holds the
 * rotation the page declares. A run drawn twice on the same spot, as fake bold is, counts once.
 */
export const piecesOf = (
  items: readonly PdfItem[],
  view: readonly number[],
  { width, height }: { width: number; height: number },
): PagePieces => {
  const turned = items.flatMap((item) => {
    const text = plainText(item.str)
    if (text.trim() === '') return []
    const at = times(view, item.transform)
    const angle = Math.atan2(at[1]!, at[0]!)
    const turns = Math.round(angle / quarter)
    const isStraight = Math.abs(angle - turns * quarter) < lean
    return [{ text, at, turn: isStraight ? (turns + 4) % 4 : -1, width: item.width }]
  })
  const weights = [0, 0, 0, 0]
  for (const { text, turn } of turned) if (turn >= 0) weights[turn]! += text.length
  const upright = weights.indexOf(Math.max(...weights))

  const pieces: Piece[] = []
  const stray: string[] = []
  const drawn = new Set<string>()
  for (const { text, at, turn, width: length } of turned) {
    if (turn !== upright) {
      stray.push(text.trim())
      continue
    }
    const size = Math.hypot(at[2]!, at[3]!) || 1
    const [x, y] = [
      [at[4]!, at[5]!],
      [at[5]!, -at[4]!],
      [-at[4]!, -at[5]!],
      [-at[5]!, at[4]!],
    ][upright]! as [number, number]
    if (!Number.isFinite(x) || !Number.isFinite(y) || !Number.isFinite(length)) continue
    const step = Math.max(1, size / 4)
    const key = `${text}|${Math.round(x / step)}|${Math.round(y / step)}`
    if (drawn.has(key)) continue
    drawn.add(key)
    // Spaces at the ends are indents and gaps, not text.
    const before = spacesWidth(/^\s*/.exec(text)![0], size)
    const after = spacesWidth(/\s*$/.exec(text)![0], size)
    pieces.push({ x0: x + before, x1: Math.max(x + before, x + length - after), y, size, text: text.trim() })
  }
  const isTurned = upright % 2 === 1
  return { pieces, stray, width: isTurned ? height : width, height: isTurned ? width : height }
}

const spacesWidth = (spaces: string, size: number): number => {
  let width = 0
  for (const space of spaces) width += space === '\u3000' ? size : 0.25 * size
  return width
}
