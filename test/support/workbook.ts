import { strToU8, type Zippable, zipSync } from 'fflate'

/** A cell to write: a plain text or number, or one with its format, formula, kind. */
export type WrittenCell =
  | string
  | number
  | null
  | {
      value?: string | number
      /** Number format code. */
      format?: string
      formula?: string
      kind?: 'inline' | 'rich' | 'error' | 'boolean' | 'string-result'
    }

export interface WrittenSheet {
  name: string
  rows: readonly (readonly WrittenCell[])[]
  merges?: readonly string[]
  hidden?: boolean
  hiddenRows?: readonly number[]
  hiddenColumns?: readonly number[]
}

const escaped = (text: string): string =>
  text
    // A workbook writes what XML cannot hold, and whatever looks like such an escape, as _xHHHH_.
    .replace(/_x[0-9A-Fa-f]{4}_/g, (written) => `_x005F${written}`)
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\r\ufffe\uffff]/g,
      (char) => `_x${char.charCodeAt(0).toString(16).padStart(4, '0')}_`,
    )
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

export const cellReference = (row: number, column: number): string => {
  let letters = ''
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters
  return `${letters}${row + 1}`
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** The parts of a small workbook as Excel lays them out; `change` may spoil them for hostile files. */
export const workbookParts = (sheets: readonly WrittenSheet[]): Zippable => {
  const strings: string[] = []
  const stringIndex = new Map<string, number>()
  const formats: string[] = []
  const shared = (xml: string): number => {
    let at = stringIndex.get(xml)
    if (at === undefined) {
      at = strings.push(xml) - 1
      stringIndex.set(xml, at)
    }
    return at
  }
  const styleOf = (format: string | undefined): number => {
    if (format === undefined) return 0
    const at = formats.indexOf(format)
    return (at < 0 ? formats.push(format) - 1 : at) + 1
  }
  const cellXml = (cell: WrittenCell, at: string): string => {
    if (cell === null) return ''
    const given = typeof cell === 'object' ? cell : { value: cell }
    const { value, format, formula, kind } = given
    const style = styleOf(format)
    const s = style > 0 ? ` s="${style}"` : ''
    const f = formula === undefined ? '' : `<f>${escaped(formula)}</f>`
    const t = (text: string): string => `<t xml:space="preserve">${escaped(text)}</t>`
    if (value === undefined) return `<c r="${at}"${s}>${f}</c>`
    if (kind === 'error') return `<c r="${at}"${s} t="e">${f}<v>${value}</v></c>`
    if (kind === 'boolean') return `<c r="${at}"${s} t="b">${f}<v>${value}</v></c>`
    if (kind === 'string-result') return `<c r="${at}"${s} t="str">${f}<v>${escaped(String(value))}</v></c>`
    if (typeof value === 'number') return `<c r="${at}"${s}>${f}<v>${value}</v></c>`
    if (kind === 'inline') return `<c r="${at}"${s} t="inlineStr"><is>${t(value)}</is></c>`
    if (kind === 'rich') {
      const characters = [...value]
      const half = characters.slice(0, Math.ceil(characters.length / 2)).join('').length
      const xml = `<si><r><t xml:space="preserve">${escaped(value.slice(0, half))}</t></r><r><rPr><b/></rPr>${t(value.slice(half))}</r><rPh sb="0" eb="1"><t>zhùyīn</t></rPh></si>`
      return `<c r="${at}"${s} t="s"><v>${shared(xml)}</v></c>`
    }
    return `<c r="${at}"${s} t="s"><v>${shared(`<si>${t(value)}</si>`)}</v></c>`
  }
  const sheetXml = (sheet: WrittenSheet): string => {
    const columns = (sheet.hiddenColumns ?? []).map((c) => `<col min="${c + 1}" max="${c + 1}" width="9" hidden="1"/>`)
    const rows = sheet.rows.map((row, r) => {
      const cells = row.map((cell, c) => cellXml(cell, cellReference(r, c))).join('')
      return cells === '' ? '' : `<row r="${r + 1}"${sheet.hiddenRows?.includes(r) ? ' hidden="1"' : ''}>${cells}</row>`
    })
    const merges = sheet.merges ?? []
    return `${head}<worksheet xmlns="${main}">${columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''}<sheetData>${rows.join('')}</sheetData>${
      merges.length > 0
        ? `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
        : ''
    }</worksheet>`
  }
  const parts: Record<string, string> = {}
  sheets.forEach((sheet, i) => {
    parts[`xl/worksheets/sheet${i + 1}.xml`] = sheetXml(sheet)
  })
  parts['xl/workbook.xml'] = `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets
    .map(
      (sheet, i) =>
        `<sheet name="${escaped(sheet.name)}" sheetId="${i + 1}"${sheet.hidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
    )
    .join('')}</sheets></workbook>`
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
  const relations = (inner: string): string =>
    `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`
  parts['xl/_rels/workbook.xml.rels'] = relations(
    sheets.map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('') +
      relation('rIdS', 'styles', 'styles.xml') +
      relation('rIdT', 'sharedStrings', '/xl/sharedStrings.xml'),
  )
  parts['_rels/.rels'] = relations(relation('rId1', 'officeDocument', 'xl/workbook.xml'))
  parts['xl/sharedStrings.xml'] = `${head}<sst xmlns="${main}" count="${strings.length}">${strings.join('')}</sst>`
  parts['xl/styles.xml'] = `${head}<styleSheet xmlns="${main}"><numFmts count="${formats.length}">${formats
    .map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${escaped(code)}"/>`)
    .join('')}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats
    .map((_, i) => `<xf numFmtId="${164 + i}" applyNumberFormat="1"/>`)
    .join('')}</cellXfs></styleSheet>`
  parts['[Content_Types].xml'] =
    `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`
  return Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))
}

/** A workbook as bytes. */
export const workbook = (...sheets: WrittenSheet[]): Uint8Array => zipSync(workbookParts(sheets), { level: 1 })
