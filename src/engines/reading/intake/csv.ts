import { decode } from '../decode.ts'
import type { Opened } from '../opened.ts'
import { layOut, type SheetCell, sheetLimits, tooManyCells } from './sheet.ts'

const delimiters = [',', '\t', ';', '|', '，'] as const

/** Rows the delimiter is judged by. */
const sampleRows = 50

const newline = 10
const carriageReturn = 13
const quoteMark = 34

/**
 * Fields of a delimited text in order. A field that begins with a quote reaches to the closing one, line breaks and
 * delimiters included; a quote inside an unquoted field is an ordinary character. One pass.
 */
const eachField = (
  text: string,
  delimiter: string,
  take: (row: number, column: number, field: string, isClean: boolean) => boolean | undefined,
): void => {
  const cut = delimiter.charCodeAt(0)
  let row = 0
  let column = 0
  let at = 0
  while (at <= text.length) {
    let field: string
    let isClean = true
    if (text.charCodeAt(at) === quoteMark) {
      const parts: string[] = []
      let from = at + 1
      for (;;) {
        const close = text.indexOf('"', from)
        if (close < 0) {
          parts.push(text.slice(from))
          at = text.length
          break
        }
        parts.push(text.slice(from, close))
        at = close + 1
        if (text.charCodeAt(at) !== quoteMark) break
        parts.push('"')
        from = at + 1
      }
      // Characters between the closing quote and the delimiter stay with the field.
      const rest = endOfField(text, at, cut)
      if (rest > at) {
        isClean = false
        parts.push(text.slice(at, rest))
      }
      at = rest
      field = parts.join('')
    } else {
      const end = endOfField(text, at, cut)
      field = text.slice(at, end)
      at = end
    }
    if (take(row, column, field, isClean) === false) return
    if (at >= text.length) return
    const code = text.charCodeAt(at)
    if (code === cut) {
      column++
      at++
      // A delimiter at the very end opens one last empty field.
      if (at === text.length) return
      continue
    }
    if (code === carriageReturn && text.charCodeAt(at + 1) === newline) at++
    at++
    row++
    column = 0
    if (at === text.length) return
  }
}

const endOfField = (text: string, from: number, cut: number): number => {
  let i = from
  while (i < text.length) {
    const code = text.charCodeAt(i)
    if (code === cut || code === newline || code === carriageReturn) break
    i++
  }
  return i
}

/** The character that parts the first rows into the most even, widest fields; null where none gives two columns. */
export const findDelimiter = (text: string): string | null => {
  let best: string | null = null
  let bestScore = 0
  const sample = text.slice(0, 100_000)
  for (const delimiter of delimiters) {
    const widths: number[] = []
    let torn = 0
    let fields = 0
    eachField(sample, delimiter, (row, column, _, isClean) => {
      if (row >= sampleRows) return false
      fields++
      if (!isClean) torn++
      widths[row] = column + 1
      return true
    })
    const wide = widths.filter((width) => width > 1)
    if (wide.length === 0) continue
    const counts = new Map<number, number>()
    for (const width of wide) counts.set(width, (counts.get(width) ?? 0) + 1)
    const [usual, rows] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]!
    // A quote that closes in the middle of a field says that something else parts the fields.
    const score = (rows / widths.length) * (1 + Math.log2(usual)) * (torn === 0 ? 1 : 0.1 * (1 - torn / fields))
    if (score > bestScore + 1e-9) {
      best = delimiter
      bestScore = score
    }
  }
  return best
}

/** A name that says the file holds delimited rows. */
export const looksLikeCsv = (name: string | undefined): boolean => /\.(?:csv|tsv|tab)$/i.test(name ?? '')

/**
 * Opens a CSV or TSV file: encoding and delimiter are found, quotes and line breaks inside them followed, rows may be ragged.
 * The raw text is the table as a person sees it; every cell knows its place (B7). Throws KnownError as `decode` does.
 */
export const openCsv = (bytes: Uint8Array, options: { declaredEncoding?: string | undefined } = {}): Opened => {
  const { text: decoded, encoding } = decode(bytes, options.declaredEncoding)
  let text = decoded.startsWith('\ufeff') ? decoded.slice(1) : decoded
  // Excel's own line that names the delimiter.
  const told = /^sep=(.)\r?\n/i.exec(text.slice(0, 8))
  if (told) text = text.slice(told[0].length)
  const delimiter = told?.[1] ?? findDelimiter(text) ?? ','
  const cells: SheetCell[] = []
  eachField(text, delimiter, (row, column, field) => {
    if (field === '') return true
    if (cells.length >= sheetLimits.cells || column >= sheetLimits.columns) throw tooManyCells()
    cells.push({ row, column, text: field.includes('\r') ? field.replace(/\r\n?/g, '\n') : field })
    return true
  })
  const sheet = {
    name: null,
    isHidden: false,
    cells,
    merges: [],
    hiddenRows: new Set<number>(),
    hiddenColumns: [],
  }
  return { format: 'csv', encoding, outside: [], ...layOut([sheet]) }
}
