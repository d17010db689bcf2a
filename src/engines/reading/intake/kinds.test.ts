import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { pdfFile } from '../../../../test/support/pdf-file.ts'
import { KnownError } from '../../../base/errors.ts'
import { openDocument } from './open.ts'

const compound = (stream: string): Uint8Array =>
  new Uint8Array([
    ...[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    ...new Uint8Array(1024),
    ...Buffer.from(stream, 'utf16le'),
    ...new Uint8Array(512),
  ])
const archive = (files: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))
const text = (content: string): Uint8Array => new TextEncoder().encode(content)

describe('what a file is, by its bytes', () => {
  test.each([
    ['old Word', compound('WordDocument'), 'reading.kind', '.doc'],
    ['old Word with a sheet inside', compound('WordDocument Workbook'), 'reading.kind', '.doc'],
    ['old Excel', compound('Workbook'), 'reading.workbook-old', 'xlsx'],
    ['old PowerPoint', compound('PowerPoint Document'), 'reading.kind', '.ppt'],
    ['a locked Office file', compound('EncryptedPackage'), 'reading.locked', '密码'],
    ['another compound file', compound('Something'), 'reading.kind', '复合文件'],
    ['RTF', text('{\\rtf1\\ansi 产值}'), 'reading.kind', 'RTF'],
    [
      'Word XML',
      text('<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'),
      'reading.kind',
      'docx',
    ],
    [
      'a page in one file',
      text('MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a'),
      'reading.kind',
      'mht',
    ],
    ['PowerPoint', archive({ 'ppt/presentation.xml': '<a/>' }), 'reading.kind', '.pptx'],
    ['OpenDocument text', archive({ mimetype: 'application/vnd.oasis.opendocument.text' }), 'reading.kind', 'docx'],
    [
      'OpenDocument sheet',
      archive({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }),
      'reading.kind',
      'xlsx',
    ],
    ['OFD', archive({ 'OFD.xml': '<ofd:OFD/>' }), 'reading.kind', 'PDF'],
    ['EPUB', archive({ mimetype: 'application/epub+zip' }), 'reading.kind', 'PDF'],
    ['a ZIP archive', archive({ 'a.txt': '产值' }), 'reading.container', '解压'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), 'reading.picture', 'OCR'],
    ['a TIFF scan', new Uint8Array([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0]), 'reading.picture', 'TIFF'],
    ['a RAR archive', new Uint8Array([0x52, 0x61, 0x72, 0x21, 0x1a, 7]), 'reading.container', 'RAR'],
    ['half of a ZIP archive', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0]), 'reading.zip-broken', '损坏'],
  ])('%s is named, with what to do, in both languages', async (_, bytes, code, word) => {
    const error = await openDocument(bytes, { name: '文件.txt' }).then(
      () => null,
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(KnownError)
    const known = error as KnownError
    expect(known.code).toBe(code)
    expect(known.words.zh).toContain(word)
    expect(known.words.en).toMatch(/^[^\p{Script=Han}]+$/u)
  })

  test('a PDF is one under any name, also behind what a gateway put before it; a text that speaks of one is text', async () => {
    const pdf = pdfFile([{ texts: [{ x: 72, y: 700, text: '郴州产值788.97亿元' }] }])
    for (const name of ['情况.pdf', '情况.txt', '情况.docx', undefined])
      expect(await openDocument(pdf, { name })).toMatchObject({ format: 'pdf' })
    const behind = new Uint8Array([...text('X-Gateway: ok\r\n\r\n'), ...pdf])
    expect(await openDocument(behind)).toMatchObject({ format: 'pdf', raw: '郴州产值788.97亿元' })
    expect(await openDocument(text('说明：文件应以 %PDF-1.7 开头，否则打不开。'))).toMatchObject({ format: 'text' })
  })

  test('a web page named as a Word or Excel file is the web page it is', async () => {
    const page = text('<html><body><p>2024年，郴州市锂电新能源产业产值788.97亿元，同比增长57.16%。</p></body></html>')
    for (const name of ['通报.doc', '通报.xls'])
      expect(await openDocument(page, { name })).toMatchObject({ format: 'html' })
  })
})
