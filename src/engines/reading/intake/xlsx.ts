import { KnownError } from '../../../base/errors.ts'
import type { Words } from '../../../base/lang.ts'
import type { Opened } from '../opened.ts'
import { builtInFormat, type NumberFormat, parseFormat, showText, showValue } from './number-format.ts'
import { cellName, layOut, type Merge, type Sheet, type SheetCell, sheetLimits, tooManyCells } from './sheet.ts'
import { type Attributes, streamXml } from './xml.ts'
import { looksLikeZip, openZip, type Zip } from './zip.ts'

const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const isCompound = (bytes: Uint8Array): boolean => compound.every((byte, i) => bytes[i] === byte)

/** Whether the name of a stream of an old Office file stands in its directory, in UTF-16. */
const holdsStream = (bytes: Uint8Array, name: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, 'utf16le'))

/** An Excel workbook of any kind, also those that can only be refused (old, locked, binary). */
export const isWorkbook = (bytes: Uint8Array): boolean => {
  if (isCompound(bytes))
    return holdsStream(bytes, 'Workbook') || holdsStream(bytes, 'Book') || holdsStream(bytes, 'EncryptedPackage')
  if (!looksLikeZip(bytes)) return false
  try {
    const { entries } = openZip(bytes)
    return (
      [...entries.keys()].some((name) => /^xl\/workbook\.(?:xml|bin)$/i.test(name)) || entries.has('xl/workbook.xml')
    )
  } catch {
    return false
  }
}

const refuse = (code: string, zh: string, en: string): never => {
  throw new KnownError(code, { zh, en })
}

const refuseCompound = (bytes: Uint8Array): never =>
  holdsStream(bytes, 'EncryptedPackage')
    ? refuse(
        'reading.office-locked',
        '这个 Office 文件设有打开密码，读不到内容。请在 Excel 或 WPS 中去掉密码（文件→信息→保护），另存后再上传。',
        'This Office file is locked with a password. Remove it in Excel (File, Info, Protect), save, and add the file again.',
      )
    : refuse(
        'reading.workbook-old',
        '这是旧版 Excel（.xls 或 .et）文件，不能直接读取。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。',
        'This is an old Excel file (.xls or .et). Open it in Excel or WPS, save it as .xlsx, and add that file.',
      )

interface Styles {
  formats: NumberFormat[]
  /** Whether a style's format shows a date is decided by the format. */
  ofCell: number[]
}

const plain: NumberFormat = parseFormat('General')

const readStyles = (zip: Zip, part: string | null): Styles => {
  const own = new Map<number, string>()
  const ids: number[] = []
  if (part === null || !zip.entries.has(part)) return { formats: [plain], ofCell: [] }
  let isCellFormats = false
  streamXml(zip, part, {
    open: (name, attributes) => {
      if (name === 'numFmt' && own.size < 10_000)
        own.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? 'General')
      else if (name === 'cellXfs') isCellFormats = true
      else if (name === 'xf' && isCellFormats && ids.length < 100_000) ids.push(Number(attributes['numFmtId'] ?? 0))
    },
    close: (name) => {
      if (name === 'cellXfs') isCellFormats = false
    },
    text: () => {},
  })
  const index = new Map<number, number>()
  const formats: NumberFormat[] = []
  const ofCell = ids.map((id) => {
    let at = index.get(id)
    if (at === undefined) {
      at = formats.push(parseFormat(own.get(id) ?? builtInFormat(id))) - 1
      index.set(id, at)
    }
    return at
  })
  return { formats: formats.length > 0 ? formats : [plain], ofCell }
}

/** _x000D_ is how a workbook writes characters XML cannot hold. */
const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

/** Line breaks as one character, as the sheet counts them. */
const lines = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text)

/** Collects the text of rich text runs; phonetic guides above the characters are not the text. */
class TextRuns {
  private parts: string[] = []
  private inText = false
  private inGuide = false

  open(name: string): void {
    if (name === 't') this.inText = !this.inGuide
    else if (name === 'rPh') this.inGuide = true
  }

  close(name: string): void {
    if (name === 't') this.inText = false
    else if (name === 'rPh') this.inGuide = false
  }

  text(text: string): void {
    if (this.inText) this.parts.push(text)
  }

  take(): string {
    const text = lines(unescaped(this.parts.join('')))
    this.parts = []
    return text
  }
}

const readSharedStrings = (zip: Zip, part: string | null): string[] => {
  const strings: string[] = []
  if (part === null || !zip.entries.has(part)) return strings
  const runs = new TextRuns()
  let characters = 0
  streamXml(zip, part, {
    open: (name) => runs.open(name),
    close: (name) => {
      runs.close(name)
      if (name !== 'si') return
      const text = runs.take()
      characters += text.length
      if (strings.length >= sheetLimits.cells || characters > sheetLimits.characters) throw tooManyCells()
      strings.push(text)
    },
    text: (text) => runs.text(text),
  })
  return strings
}

interface SheetPart {
  name: string
  part: string
  isHidden: boolean
}

const relationsOf = (zip: Zip, part: string): Map<string, { target: string; type: string }> => {
  const relations = new Map<string, { target: string; type: string }>()
  if (!zip.entries.has(part)) return relations
  streamXml(zip, part, {
    open: (name, attributes) => {
      if (name !== 'Relationship' || attributes['TargetMode'] === 'External' || relations.size >= 10_000) return
      const target = attributes['Target'] ?? ''
      relations.set(attributes['Id'] ?? '', {
        target: resolved(target),
        type: (attributes['Type'] ?? '').split('/').at(-1)!,
      })
    },
    close: () => {},
    text: () => {},
  })
  return relations
}

/** A target of the workbook's relations as a path of the archive. */
const resolved = (target: string): string => {
  if (target.startsWith('/')) return target.slice(1)
  const path: string[] = ['xl']
  for (const step of target.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '.' && step !== '') path.push(step)
  }
  return path.join('/')
}

const attribute = (attributes: Attributes, name: string): string | undefined => {
  for (const key in attributes) if (key === name || key.endsWith(`:${name}`)) return attributes[key]
  return undefined
}

interface Workbook {
  sheets: SheetPart[]
  is1904: boolean
  styles: string | null
  strings: string | null
}

const readWorkbook = (zip: Zip): Workbook => {
  const relations = relationsOf(zip, 'xl/_rels/workbook.xml.rels')
  const byType = (type: string): string | null => {
    for (const { target, type: one } of relations.values()) if (one === type) return target
    return null
  }
  const sheets: SheetPart[] = []
  let is1904 = false
  streamXml(zip, 'xl/workbook.xml', {
    open: (name, attributes) => {
      if (name === 'workbookPr') is1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '')
      if (name !== 'sheet') return
      const relation = relations.get(attribute(attributes, 'id') ?? '')
      // Charts and old dialogs are sheets without cells.
      if (relation === undefined || relation.type !== 'worksheet') return
      if (sheets.length >= sheetLimits.sheets) throw tooManyCells()
      const state = attributes['state'] ?? 'visible'
      sheets.push({ name: attributes['name'] ?? '', part: relation.target, isHidden: state !== 'visible' })
    },
    close: () => {},
    text: () => {},
  })
  return { sheets, is1904, styles: byType('styles'), strings: byType('sharedStrings') }
}

/** Row and column of B7; null where the reference is none. */
const placeOf = (reference: string | undefined): { row: number; column: number } | null => {
  if (reference === undefined) return null
  let column = 0
  let i = 0
  for (; i < reference.length && i < 3; i++) {
    const code = reference.charCodeAt(i) & 0xdf
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  const row = Number(reference.slice(i))
  if (column === 0 || column > 16_384 || !Number.isInteger(row) || row < 1 || row > 1_048_576) return null
  return { row: row - 1, column: column - 1 }
}

interface Tally {
  cells: number
  characters: number
  errors: { place: string; text: string }[]
  errorCount: number
  withoutResult: number
}

interface Shelf {
  strings: string[]
  styles: Styles
  is1904: boolean
  tally: Tally
}

const isOn = (value: string | undefined): boolean => value === '1' || value === 'true'

const readSheet = (zip: Zip, { name: sheetName, part, isHidden }: SheetPart, shelf: Shelf): Sheet => {
  const { strings, styles, is1904, tally } = shelf
  const cells: SheetCell[] = []
  const merges: Merge[] = []
  const hiddenRows = new Set<number>()
  const hiddenColumns: { from: number; to: number }[] = []
  const runs = new TextRuns()
  let row = -1
  let column = -1
  let type = ''
  let style = 0
  let hasFormula = false
  let inValue = false
  let inInline = false
  let value: string[] = []
  let inSorted = true

  const keep = (cell: SheetCell): void => {
    tally.cells++
    tally.characters += cell.text.length
    if (tally.cells > sheetLimits.cells || tally.characters > sheetLimits.characters) throw tooManyCells()
    const last = cells.at(-1)
    if (last && (last.row > cell.row || (last.row === cell.row && last.column >= cell.column))) inSorted = false
    cells.push(cell)
  }

  const finish = (): void => {
    const given = value.join('')
    const format = styles.formats[styles.ofCell[style] ?? -1] ?? plain
    const at = { row, column }
    if (type === 'inlineStr') {
      const text = runs.take()
      if (text !== '') keep({ ...at, text: showText(format, text) })
      return
    }
    if (given === '') {
      if (hasFormula && type !== 'str') tally.withoutResult++
      return
    }
    if (type === 's') {
      const text = strings[Number(given)]
      if (text !== undefined && text !== '') keep({ ...at, text: showText(format, text) })
    } else if (type === 'str') keep({ ...at, text: showText(format, lines(unescaped(given))) })
    else if (type === 'b') keep({ ...at, text: given === '1' ? 'TRUE' : 'FALSE' })
    else if (type === 'e') {
      tally.errorCount++
      if (tally.errors.length < 3) tally.errors.push({ place: `${sheetName}!${cellName(row, column)}`, text: given })
      keep({ ...at, text: given, isError: true })
    } else if (type === 'd') keep({ ...at, text: given.slice(0, 10), day: given.slice(0, 10) })
    else {
      const number = Number(given)
      if (!Number.isFinite(number)) return
      const shown = showValue(format, number, is1904)
      if (shown.text !== '') keep({ ...at, ...shown })
    }
  }

  streamXml(zip, part, {
    open: (name, attributes) => {
      if (name === 'c') {
        const place = placeOf(attributes['r'])
        if (place) ({ row, column } = place)
        else column++
        type = attributes['t'] ?? 'n'
        style = Number(attributes['s'] ?? 0)
        hasFormula = false
        value = []
      } else if (name === 'v') inValue = true
      else if (name === 'f') hasFormula = true
      else if (name === 'is') inInline = true
      else if (name === 'row') {
        const number = Number(attributes['r'] ?? row + 2)
        row = Number.isInteger(number) && number >= 1 && number <= 1_048_576 ? number - 1 : row + 1
        column = -1
        if (isOn(attributes['hidden'])) hiddenRows.add(row)
      } else if (name === 'col') {
        if (isOn(attributes['hidden']) && hiddenColumns.length < 16_384)
          hiddenColumns.push({ from: Number(attributes['min']) - 1, to: Number(attributes['max']) - 1 })
      } else if (name === 'mergeCell') {
        const [from, to] = (attributes['ref'] ?? '').split(':').map(placeOf)
        if (from && to && to.row >= from.row && to.column >= from.column && merges.length < sheetLimits.cells)
          merges.push({
            ...from,
            rowSpan: to.row - from.row + 1,
            columnSpan: to.column - from.column + 1,
          })
      }
      if (inInline) runs.open(name)
    },
    close: (name) => {
      if (inInline) runs.close(name)
      if (name === 'v') inValue = false
      else if (name === 'is') inInline = false
      else if (name === 'c') finish()
    },
    text: (text) => {
      if (inValue) value.push(text)
      else if (inInline) runs.text(text)
    },
  })
  if (!inSorted) cells.sort((a, b) => a.row - b.row || a.column - b.column)
  return { name: sheetName, isHidden, cells, merges, hiddenRows, hiddenColumns }
}

const noticesFor = (zip: Zip, sheets: readonly Sheet[], tally: Tally): Words[] => {
  const notices: Words[] = []
  const names = [...zip.entries.keys()]
  if (names.some((name) => /vbaProject\.bin$/i.test(name) || /^xl\/macrosheets\//i.test(name)))
    notices.push({
      zh: '文件带有宏，没有运行，只读取了单元格。',
      en: 'The file holds macros; they were not run, only the cells were read.',
    })
  if (names.some((name) => /^xl\/externalLinks\//i.test(name)))
    notices.push({
      zh: '有公式引用其他工作簿，没有去打开；读取的是上次保存的结果。',
      en: 'Some formulas refer to other workbooks; those were not opened, the results last saved were read.',
    })
  const hidden = sheets.filter((sheet) => sheet.isHidden).map((sheet) => sheet.name ?? '')
  if (hidden.length > 0)
    notices.push({
      zh: `隐藏的工作表也读取了，其中的数字待审：${hidden.slice(0, 5).join('、')}${hidden.length > 5 ? '等' : ''}。`,
      en: `Hidden sheets were read too, their numbers wait for review: ${hidden.slice(0, 5).join(', ')}${hidden.length > 5 ? ' and more' : ''}.`,
    })
  if (tally.errorCount > 0) {
    const some = tally.errors.map(({ place, text }) => `${place} ${text}`)
    notices.push({
      zh: `${tally.errorCount} 个单元格的公式出错，没有数值：${some.join('、')}${tally.errorCount > some.length ? '等' : ''}。请在原表改正后再上传。`,
      en: `${tally.errorCount} cells hold a formula error and no value: ${some.join(', ')}${tally.errorCount > some.length ? ' and more' : ''}. Correct the sheet and add it again.`,
    })
  }
  if (tally.withoutResult > 0)
    notices.push({
      zh: `${tally.withoutResult} 个公式没有保存计算结果，读作空白。请用 Excel 或 WPS 打开并保存后再上传。`,
      en: `${tally.withoutResult} formulas were saved without their result and are read as empty. Open and save the file in Excel or WPS, then add it again.`,
    })
  return notices
}

/**
 * Opens an Excel workbook (.xlsx, .xlsm): every sheet as text with its cells, tables and the way back to each cell. Formulas
 * give the result last saved; nothing is calculated, run or fetched. Throws KnownError for old, binary, locked, damaged and
 * oversized files.
 */
export const openWorkbook = (bytes: Uint8Array): Opened => {
  if (isCompound(bytes)) refuseCompound(bytes)
  const zip = openZip(bytes)
  if (zip.entries.has('xl/workbook.bin'))
    refuse(
      'reading.workbook-binary',
      '这是二进制工作簿（.xlsb），不能直接读取。请在 Excel 中另存为 .xlsx 后再上传。',
      'This is a binary workbook (.xlsb). Save it as .xlsx in Excel and add that file.',
    )
  const workbook = readWorkbook(zip)
  const tally: Tally = { cells: 0, characters: 0, errors: [], errorCount: 0, withoutResult: 0 }
  const shelf: Shelf = {
    strings: readSharedStrings(zip, workbook.strings),
    styles: readStyles(zip, workbook.styles),
    is1904: workbook.is1904,
    tally,
  }
  const sheets = workbook.sheets.map((part) => readSheet(zip, part, shelf))
  const laid = layOut(sheets)
  if (laid.raw.trim() === '')
    refuse(
      'reading.workbook-empty',
      '工作簿里没有任何单元格内容。请检查是否选错了文件；图片里的表格需要先转成文字。',
      'The workbook holds no cell with content. Check the file; tables in pictures have to be typed first.',
    )
  return { format: 'xlsx', encoding: 'xlsx', outside: [], notices: noticesFor(zip, sheets, tally), ...laid }
}
