/** The width of a text in px at a font size, in the weight of names or of the rest. */
export type Measure = (text: string, size: number, bold?: boolean) => number

/** Width of a text in px at a font size, estimated on the wide side so that nothing drawn by it is cut. */
export const textWidth = (text: string, size: number): number => {
  let em = 0
  for (const sign of text) em += signWidth(sign.codePointAt(0)!)
  return em * size
}

const signWidth = (code: number): number => {
  if (code < 0x20) return 0
  if (code >= 0x2e80 || (code >= 0x2014 && code <= 0x2026)) return 1.02
  if (code >= 0x41 && code <= 0x5a) return code === 0x4d || code === 0x57 ? 0.92 : 0.7
  if (code === 0x6d || code === 0x77) return 0.88
  if (code === 0x69 || code === 0x6c || code === 0x6a || code === 0x2e || code === 0x2c || code === 0x20) return 0.3
  if (code === 0x66 || code === 0x74 || code === 0x72) return 0.4
  return 0.6
}

/** A sign of Chinese with the closing signs that may not begin a line, a word, or blanks. */
const pieces =
  /[\u2e80-\uffff][\u3001\u3002\u300b\u300d\u300f\u3011\uff01\uff09\uff0c\uff1a\uff1b\uff1f\u2026)]*|[^\s\u2e80-\uffff]+|\s+/gu

/**
 * Breaks a text into lines no wider than `width` px: Chinese between any two signs, Latin at spaces, and a word that is
 * wider than the line with a hyphen. Always at least one line.
 */
export const fitLines = (text: string, width: number, size: number, measure: Measure = textWidth): string[] => {
  const lines: string[] = []
  let line = ''
  const close = () => {
    if (line.trim() !== '') lines.push(line.trim())
    line = ''
  }
  for (const piece of text.match(pieces) ?? []) {
    if (measure((line + piece).trimEnd(), size) <= width) {
      line += piece
      continue
    }
    close()
    let rest = piece.trimStart()
    while (measure(rest, size) > width && rest.length > 6) {
      // No fewer than three letters stand alone on either side.
      let take = rest.length - 3
      while (take > 3 && measure(`${rest.slice(0, take)}-`, size) > width) take--
      lines.push(`${rest.slice(0, take)}-`)
      rest = rest.slice(take)
    }
    line = rest
  }
  close()
  return lines.length > 0 ? lines : ['']
}
