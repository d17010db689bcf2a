import { isHanzi, isInvisible } from '../script.ts'
import { viewOf } from '../view.ts'

/** A line of the page without the space around it; offsets hold in the raw and in the normalised text. */
export interface Line {
  start: number
  end: number
  /** Normalised text of the line, without annotations. */
  text: string
  /** Page offset of every unit of `text`, where annotations were taken out; null where unit i stands at start + i. */
  rawAt: Uint32Array | null
  hanzi: number
  letters: number
  digits: number
  /** Sentence ends: 。 ! ? … ; and an English full stop before a space. */
  sentences: number
  /** Pictographs and dingbats. */
  symbols: number
  endsWithSymbol: boolean
  endsSentence: boolean
}

const sentenceEnd = /[。!?…;]/
const isSymbol = (code: number): boolean =>
  (code >= 0x1f000 && code <= 0x1ffff) || (code >= 0x2600 && code <= 0x27bf) || (code >= 0x2b00 && code <= 0x2bff)

const measure = (start: number, end: number, text: string, rawAt: Uint32Array | null): Line => {
  let hanzi = 0
  let letters = 0
  let digits = 0
  let sentences = 0
  let symbols = 0
  let last = 0
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i)
    if (code >= 0xd800 && code < 0xdc00 && i + 1 < text.length) {
      code = text.codePointAt(i)!
      i++
    }
    if (isHanzi(code)) hanzi++
    else if (code >= 48 && code <= 57) digits++
    else if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122)) letters++
    else if (code === 0x3002 || code === 33 || code === 63 || code === 0x2026 || code === 59) sentences++
    else if (isSymbol(code)) symbols++
    if (code !== 32 && code !== 0xfe0f && code !== 0x200d) last = code
  }
  const tail = text.replace(/[\s”’"')\]】」]+$/, '')
  return {
    start,
    end,
    text,
    rawAt,
    hanzi,
    letters,
    digits,
    sentences,
    symbols,
    endsWithSymbol: isSymbol(last),
    endsSentence: sentenceEnd.test(tail.slice(-1)) || /\(完\)$/.test(text),
  }
}

/** Page offset of unit `i` of a line. */
export const offsetIn = (line: Line, i: number): number => (line.rawAt ? line.rawAt[i]! : line.start + i)

/** Page offset just behind unit `i - 1` of a line. */
export const endIn = (line: Line, i: number): number => (i === 0 ? line.start : offsetIn(line, i - 1) + 1)

/** Characters nobody sees, and references to characters, which rules must not stumble over. */
const hasHidden =
  /\u034f|\ufe0f|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|&(?:#|[a-z]{2,6};)/i

/** The non-empty lines of a text, trimmed, in one pass; `cut` are sorted spans (annotations) left out of their text. */
export const splitLines = (text: string, cut: readonly { start: number; end: number }[] = []): Line[] => {
  const lines: Line[] = []
  const isSpace = (code: number) => code <= 32 || isInvisible(code)
  let c = 0
  for (let at = 0; at <= text.length; ) {
    let stop = text.indexOf('\n', at)
    if (stop < 0) stop = text.length
    let start = at
    let end = stop
    while (start < end && isSpace(text.charCodeAt(start))) start++
    while (end > start && isSpace(text.charCodeAt(end - 1))) end--
    if (end > start) {
      while (c < cut.length && cut[c]!.end <= start) c++
      if ((c < cut.length && cut[c]!.start < end) || hasHidden.test(text.slice(start, end))) {
        const view = viewOf(text, start, end, cut, c)
        lines.push(measure(start, end, view.text, view.rawAt))
      } else lines.push(measure(start, end, text.slice(start, end), null))
    }
    at = stop + 1
  }
  return lines
}

/**
 * A paragraph of prose and not a menu, a remark or a headline: long and made of sentences, or shorter and closed by a full
 * stop (remarks hardly ever are).
 */
export const isProse = (line: Line): boolean =>
  line.hanzi * 3 > line.letters &&
  ((line.hanzi >= 40 && line.sentences >= 1 && line.symbols * 12 < line.hanzi) ||
    (line.hanzi >= 22 && line.symbols === 0 && /[。](?:[”’"')]|\(完\))*$/.test(line.text)))

const bigramsOf = (text: string, visit: (bigram: number) => void): void => {
  let before = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (!isHanzi(code)) {
      before = 0
      continue
    }
    if (before) visit(before * 65536 + code)
    before = code
  }
}

/** Counts the pairs of characters of the prose, to tell what belongs to it. */
export class Vocabulary {
  private readonly counts = new Map<number, number>()

  add(text: string): void {
    bigramsOf(text, (b) => this.counts.set(b, (this.counts.get(b) ?? 0) + 1))
  }

  /** Share of the pairs of `text` that the prose holds; `own` is 1 when the text itself was added and must not vouch for itself. */
  share(text: string, own = 0): number {
    let known = 0
    let total = 0
    const seen = new Map<number, number>()
    bigramsOf(text, (b) => seen.set(b, (seen.get(b) ?? 0) + 1))
    for (const [b, n] of seen) {
      total += n
      if ((this.counts.get(b) ?? 0) - own * n > 0) known += n
    }
    return total === 0 ? 0 : known / total
  }
}
