import { Tokenizer } from 'parse5'

/** One stretch of rendered text and the stretch of the source it came from; of the same length unless a reference was resolved. */
export interface Piece {
  text: string
  start: number
  end: number
}

const reference = /&(?:#[xX][0-9a-fA-F]{1,8}|#[0-9]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?/y
const dropLimit = 64

/** What a reference stands for and how much of it was used up, by the same tokenizer that read the page; used is 0 for none. */
const resolved = new Map<string, { units: number; used: number }>()
const resolve = (written: string): { units: number; used: number } => {
  const known = resolved.get(written)
  if (known) return known
  let said = ''
  const take = ({ chars }: { chars: string }) => {
    said += chars
  }
  const none = () => {}
  new Tokenizer(
    { sourceCodeLocationInfo: false },
    {
      onComment: none,
      onDoctype: none,
      onStartTag: none,
      onEndTag: none,
      onEof: none,
      onCharacter: take,
      onNullCharacter: take,
      onWhitespaceCharacter: take,
    },
  ).write(written, true)
  // An old reference without its semicolon may run into the word behind it (&nbspabc): that word is the same on both sides.
  let tail = 0
  while (tail < said.length && said.at(-1 - tail) === written.at(-1 - tail)) tail++
  const answer = said === written ? { units: 0, used: 0 } : { units: said.length - tail, used: written.length - tail }
  if (resolved.size < 4096) resolved.set(written, answer)
  return answer
}

/**
 * The characters of one run of text beside the source they were read from, split where they differ: at character references
 * and at CRLF, which is read as one line feed. `chars` is what the tokenizer made of `source.slice(start, end)`.
 */
export const alignPieces = (source: string, start: number, end: number, chars: string): Piece[] => {
  if (end - start === chars.length) return [{ text: chars, start, end }]
  const pieces: Piece[] = []
  let c = 0
  let s = start
  let plainC = 0
  let plainS = start
  const flush = () => {
    if (c > plainC) pieces.push({ text: chars.slice(plainC, c), start: plainS, end: s })
  }
  const differing = (units: number, length: number) => {
    flush()
    pieces.push({ text: chars.slice(c, c + units), start: s, end: s + length })
    c += units
    s += length
    plainC = c
    plainS = s
  }
  while (c < chars.length && s < end) {
    const code = source.charCodeAt(s)
    if (code === 13) {
      differing(1, source.charCodeAt(s + 1) === 10 && s + 1 < end ? 2 : 1)
      continue
    }
    if (code === 38) {
      reference.lastIndex = s
      const written = reference.exec(source)?.[0]
      const { units, used } = written ? resolve(written) : { units: 0, used: 0 }
      if (used > 0 && s + used <= end) {
        differing(units, used)
        continue
      }
    }
    if (code !== chars.charCodeAt(c)) {
      // The tokenizer dropped something (a NUL, </>): on to where the source says the same again.
      flush()
      const limit = Math.min(end, s + dropLimit)
      while (s < limit && source.charCodeAt(s) !== chars.charCodeAt(c)) s++
      plainC = c
      plainS = s
      if (s === limit) {
        if (s < end) pieces.push({ text: chars.slice(c), start: s, end })
        return pieces
      }
      continue
    }
    c++
    s++
  }
  flush()
  return pieces
}
