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
      const dropped = code === 0 ? 1 : source.startsWith('</>', s) ? 3 : 0
      if (dropped > 0) {
        s += dropped
        plainC = c
        plainS = s
        continue
      }
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

/** A page without the bodies of its scripts and styles, and the way back to the offsets of the whole. */
export interface Shortened {
  text: string
  /** Where offset `i` of the text stands in the source; to be asked in rising order. */
  at: (i: number) => number
}

const endOfScript = /<\/script(?=[\s>/])/gi
const endOfStyle = /<\/style(?=[\s>/])/gi
const codeOrComment = /<!--|<(?:script|style)(?=[\s>/])/gi

/** The end of a tag that begins at `start`: behind its >, quoted values apart; -1 where it never ends. */
const endOfTag = (source: string, start: number): number => {
  let quote = 0
  for (let i = start; i < source.length && i - start < 4000; i++) {
    const code = source.charCodeAt(i)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === 34 || code === 39) quote = code
    else if (code === 62) return i + 1
  }
  return -1
}

/**
 * Most of a page of today is code. The tokenizer walks over it character by character; here it is stepped over in one search
 * and the tokenizer sees empty scripts and styles. What might be read otherwise by the rules of HTML — comments that hold
 * scripts, scripts that hold other scripts in a comment, pages that print code — is left in.
 */
export const withoutCode = (source: string): Shortened => {
  const cuts: { from: number; to: number }[] = []
  if (!/<xmp|<plaintext/i.test(source)) {
    codeOrComment.lastIndex = 0
    for (let match = codeOrComment.exec(source); match; match = codeOrComment.exec(source)) {
      const { 0: opened, index } = match
      if (opened === '<!--') {
        const end = source.indexOf('-->', index + 2)
        if (end < 0) break
        codeOrComment.lastIndex = end + 3
        continue
      }
      const from = endOfTag(source, index)
      if (from < 0) break
      const shut = /script/i.test(opened) ? endOfScript : endOfStyle
      shut.lastIndex = from
      const to = shut.exec(source)?.index ?? -1
      if (to < 0) break
      codeOrComment.lastIndex = to
      const body = source.slice(from, to)
      const hides = body.indexOf('<!--')
      if (hides >= 0 && /<script/i.test(body.slice(hides))) break
      if (to - from > 16) cuts.push({ from, to })
    }
  }
  if (cuts.length === 0) return { text: source, at: (i) => i }
  const parts: string[] = []
  let at = 0
  for (const { from, to } of cuts) {
    parts.push(source.slice(at, from))
    at = to
  }
  parts.push(source.slice(at))
  let next = 0
  let shift = 0
  return {
    text: parts.join(''),
    at: (i) => {
      // An offset at a cut itself is the end of the start tag before it.
      while (next < cuts.length && i + shift > cuts[next]!.from) {
        shift += cuts[next]!.to - cuts[next]!.from
        next++
      }
      return i + shift
    },
  }
}
