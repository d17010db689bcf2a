/** A stretch of text. */
export interface Span {
  start: number
  end: number
}

/** Spans that are names rather than statements: 《…》, and short quotations, in which a number is part of a title. */
export const titleSpans = (text: string): Span[] => {
  const spans: Span[] = []
  let open = -1
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '《' && open < 0) open = i
    else if (text[i] === '》' && open >= 0) {
      spans.push({ start: open, end: i + 1 })
      open = -1
    } else if (open >= 0 && (i - open > 80 || text[i] === '\n')) open = -1
  }
  return spans
}

const quoteMarks: Record<string, string> = { '“': '”', '「': '」', '‘': '’', '『': '』' }

export const quotationSpans = (text: string): Span[] => {
  const spans: Span[] = []
  let open = -1
  let close = ''
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    // “ ” ‘ ’ and the corner brackets; every other character only counts the length.
    if (!(code >= 0x2018 && code <= 0x201d) && !(code >= 0x300c && code <= 0x300f)) {
      if (open >= 0 && i - open > 16) open = -1
      continue
    }
    const char = text[i]!
    const closes = quoteMarks[char]
    if (closes && open < 0) {
      open = i
      close = closes
    } else if (open >= 0 && char === close) {
      spans.push({ start: open, end: i + 1 })
      open = -1
    } else if (open >= 0 && i - open > 16) open = -1
  }
  return spans
}

/** A cursor over sorted spans that never goes back. */
export const within = (spans: readonly Span[]): ((at: number) => Span | null) => {
  let next = 0
  return (at) => {
    while (next < spans.length && spans[next]!.end <= at) next++
    const span = spans[next]
    return span && span.start <= at ? span : null
  }
}
