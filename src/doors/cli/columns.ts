/** Cells a character takes on a terminal: CJK, full-width forms and emoji take two, combining and zero-width marks none. */
export const displayWidth = (text: string): number => {
  let width = 0
  for (const char of text) {
    const code = char.codePointAt(0)!
    if (code < 0x20 || (code >= 0x7f && code < 0xa0) || /\p{Mn}|\p{Me}|\p{Cf}/u.test(char)) continue
    const wide =
      (code >= 0x1100 && code <= 0x115f) ||
      (code >= 0x2e80 && code <= 0xa4cf) ||
      (code >= 0xac00 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xfe30 && code <= 0xfe6f) ||
      (code >= 0xff00 && code <= 0xff60) ||
      (code >= 0xffe0 && code <= 0xffe6) ||
      (code >= 0x1f300 && code <= 0x1faff) ||
      (code >= 0x20000 && code <= 0x3fffd)
    width += wide ? 2 : 1
  }
  return width
}

/** Cuts a text to a width in cells, with … where something was cut; line breaks become spaces. */
export const clip = (text: string, width: number): string => {
  const flat = text.replace(/\s+/g, ' ').trim()
  if (displayWidth(flat) <= width) return flat
  let out = ''
  let used = 0
  for (const char of flat) {
    const next = displayWidth(char)
    if (used + next > width - 1) break
    out += char
    used += next
  }
  return `${out}…`
}

const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - displayWidth(text)))

/** Rows in columns as wide as their widest cell; the last column is not padded. */
export const columns = (rows: readonly (readonly string[])[]): string => {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => displayWidth(row[i] ?? '')))) ?? []
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === row.length - 1 ? cell : pad(cell, widths[i]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
