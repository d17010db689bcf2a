/** Spreadsheets run a cell that starts with one of these, full width too, as a formula; a leading apostrophe makes it text again. */
const dangerous = /^[=+\-@\t\r\n＝＋－＠]/
const isNumber = /^-?\d+(\.\d+)?$/

/** One CSV field: numbers as they are, formula-like texts defused, quotes doubled. */
export const csvField = (text: string): string => {
  const safe = dangerous.test(text) && !isNumber.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** RFC 4180 with CRLF and a byte order mark, without which Excel reads Chinese as the machine's old code page. */
export const csv = (rows: string[][]): string =>
  `\ufeff${rows.map((row) => row.map(csvField).join(',')).join('\r\n')}\r\n`

/** Tab-separated text for the clipboard; tabs and line breaks inside a cell become spaces, formulas are defused. */
export const tsv = (rows: string[][]): string =>
  rows
    .map((row) =>
      row
        .map((text) => text.replace(/[\t\r\n]+/g, ' '))
        .map((text) => (dangerous.test(text) && !isNumber.test(text) ? `'${text}` : text))
        .join('\t'),
    )
    .join('\n')
