import { KnownError } from '../../../base/errors.ts'
import { looksLikeZip, openZip, type Zip } from './zip.ts'

const startsWith = (bytes: Uint8Array, magic: readonly number[], at = 0): boolean =>
  magic.every((byte, i) => bytes[at + i] === byte)

const asLatin = (bytes: Uint8Array, length: number): string =>
  new TextDecoder('latin1').decode(bytes.subarray(0, length))

const holds = (bytes: Uint8Array, text: string, encoding: 'latin1' | 'utf16le'): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(text, encoding))

/** A PDF begins with its mark, or has it a little later behind what a mail gateway or a server put before it. */
const isPdf = (bytes: Uint8Array): boolean => {
  const at = asLatin(bytes, 1024).search(/%PDF-\d/)
  return at === 0 || (at > 0 && holds(bytes, 'endobj', 'latin1'))
}

/** What a file is by its bytes, of the kinds that are read by structure; null for text, and for what cannot be read. */
export const kindOf = (bytes: Uint8Array): 'pdf' | 'docx' | null => {
  if (isPdf(bytes)) return 'pdf'
  if (!looksLikeZip(bytes)) return null
  const zip = opened(bytes)
  return zip !== null && isWord(zip) ? 'docx' : null
}

const opened = (bytes: Uint8Array): Zip | null => {
  try {
    return openZip(bytes)
  } catch (error) {
    if (error instanceof KnownError) return null
    throw error
  }
}

const isWord = ({ entries }: Zip): boolean =>
  entries.has('word/document.xml') || [...entries.keys()].some((name) => /^word\/document\d*\.xml$/i.test(name))

interface Kind {
  code: string
  zh: string
  en: string
}

const savedAs = (zh: string, en: string, ...endings: string[]): Kind => ({
  code: 'reading.kind',
  zh: `这是${zh}，不能直接读取。请用原来的软件打开，另存为 ${endings.join(' 或 ')} 再添加。`,
  en: `This is ${en}, which cannot be read. Open it in the program it came from, save it as ${endings.join(' or ')} and add that.`,
})

const picture = (name: string): Kind => ({
  code: 'reading.picture',
  zh: `这是${name}图片，没有文字可读。请先做文字识别（OCR），把得到的文字另存为 txt、docx 或 PDF 再添加。`,
  en: `This is a ${name} picture without text. Run text recognition (OCR) on it and add the result as txt, docx or PDF.`,
})

const archive = (name: string): Kind => ({
  code: 'reading.container',
  zh: `这是 ${name} 压缩包。请先解压，再添加里面的文件（txt、html、pdf、docx、xlsx、csv）。`,
  en: `This is a ${name} archive. Unpack it and add the files in it (txt, html, pdf, docx, xlsx, csv).`,
})

const locked: Kind = {
  code: 'reading.locked',
  zh: '文件设有打开密码，读不到内容。请用原来的软件去掉密码，另存后再添加。',
  en: 'The file is locked with a password. Remove the password in the program it came from, save it and add that.',
}

const oldOffice = (bytes: Uint8Array): Kind | null => {
  if (holds(bytes, 'EncryptedPackage', 'utf16le')) return locked
  if (holds(bytes, 'WordDocument', 'utf16le'))
    return savedAs(
      '旧版 Word（.doc）或 WPS 文字（.wps）文件',
      'an old Word (.doc) or WPS Writer (.wps) file',
      'docx',
      'PDF',
    )
  // Old workbooks are named by the one who reads workbooks.
  if (holds(bytes, 'Workbook', 'utf16le') || holds(bytes, 'Book', 'utf16le')) return null
  if (holds(bytes, 'PowerPoint Document', 'utf16le'))
    return savedAs('旧版 PowerPoint（.ppt）演示文稿', 'an old PowerPoint (.ppt) presentation', 'PDF')
  return savedAs('旧版 Office 或其他复合文件', 'an old Office or other compound file', 'docx', 'xlsx', 'PDF')
}

const documentInZip = ({ entries, unpack }: Zip): Kind | null => {
  if (entries.has('xl/workbook.xml') || entries.has('xl/workbook.bin')) return null
  if ([...entries.keys()].some((name) => /^ppt\/presentation/.test(name)))
    return savedAs('PowerPoint（.pptx）演示文稿', 'a PowerPoint (.pptx) presentation', 'PDF')
  if ([...entries.keys()].some((name) => /(?:^|\/)OFD\.xml$/i.test(name)))
    return savedAs('OFD 版式文件', 'an OFD document', 'PDF')
  let type = ''
  if ((entries.get('mimetype')?.size ?? 1000) < 200)
    unpack('mimetype', (piece) => {
      type += new TextDecoder().decode(piece)
    })
  if (type.includes('opendocument.text'))
    return savedAs('OpenDocument 文字（.odt）文件', 'an OpenDocument text (.odt)', 'docx')
  if (type.includes('opendocument.spreadsheet'))
    return savedAs('OpenDocument 表格（.ods）文件', 'an OpenDocument spreadsheet (.ods)', 'xlsx')
  if (type.includes('opendocument')) return savedAs('OpenDocument 文件', 'an OpenDocument file', 'PDF')
  if (type.includes('epub')) return savedAs('EPUB 电子书', 'an EPUB book', 'PDF', 'html')
  return archive('ZIP')
}

const pictures: readonly [readonly number[], string, number?][] = [
  [[0x89, 0x50, 0x4e, 0x47], 'PNG'],
  [[0xff, 0xd8, 0xff], 'JPEG'],
  [[0x47, 0x49, 0x46, 0x38], 'GIF'],
  [[0x49, 0x49, 0x2a, 0], 'TIFF'],
  [[0x4d, 0x4d, 0, 0x2a], 'TIFF'],
  [[0x57, 0x45, 0x42, 0x50], 'WebP', 8],
  [[0x66, 0x74, 0x79, 0x70, 0x68, 0x65, 0x69], 'HEIC', 4],
]
const archives: readonly [readonly number[], string][] = [
  [[0x1f, 0x8b], 'gzip'],
  [[0x52, 0x61, 0x72, 0x21], 'RAR'],
  [[0x37, 0x7a, 0xbc, 0xaf], '7z'],
  [[0x42, 0x5a, 0x68], 'bzip2'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'xz'],
]

const unreadable = (bytes: Uint8Array): Kind | null => {
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return oldOffice(bytes)
  if (looksLikeZip(bytes)) {
    // A damaged archive says so itself, where it is opened.
    const zip = openZip(bytes)
    return isWord(zip) ? null : documentInZip(zip)
  }
  for (const [magic, name, at] of pictures) if (startsWith(bytes, magic, at)) return picture(name)
  for (const [magic, name] of archives) if (startsWith(bytes, magic)) return archive(name)
  const head = asLatin(bytes, 4096)
  if (/^\s*\{\\rtf/.test(head)) return savedAs('RTF 文件', 'an RTF file', 'docx', 'PDF')
  if (
    /^\s*(?:<\?xml[^>]{0,200}\?>\s*)?<\?mso-application\s+progid="Word/.test(head) ||
    /<w:wordDocument[\s>]/.test(head)
  )
    return savedAs('Word XML 文件', 'a Word XML file', 'docx')
  if (/^(?:From|MIME-Version|Subject|Date|Content-Type):/i.test(head) && /multipart\/related/i.test(head))
    return savedAs('单个文件的网页（mht）', 'a web page in a single file (mht)', 'html', 'PDF')
  return null
}

/** Throws KnownError for a file that is something else than a document that can be read, naming it and what to do. */
export const refuseUnreadable = (bytes: Uint8Array): void => {
  const kind = unreadable(bytes)
  if (kind !== null) throw new KnownError(kind.code, { zh: kind.zh, en: kind.en })
}
