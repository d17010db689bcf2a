import { KnownError } from '../../../base/errors.ts'
import type { Words } from '../../../base/lang.ts'
import type { Opened } from '../opened.ts'
import { layOut, type Sheet } from './sheet.ts'
import { readSharedStrings, readStyles, readWorkbook } from './workbook-parts.ts'
import { readSheet, type Shelf, type Tally } from './xlsx-sheet.ts'
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
