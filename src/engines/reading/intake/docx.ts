import { KnownError } from '../../../base/errors.ts'
import type { Words } from '../../../base/lang.ts'
import type { Opened } from '../opened.ts'
import { type BodyBlock, readBody } from './docx/body.ts'
import { Numbering } from './docx/numbering.ts'
import { readStyles } from './docx/styles.ts'
import { plainText } from './plain-text.ts'
import { RawWriter } from './raw-writer.ts'
import { madeOn, statedTitle } from './weak-signs.ts'
import { streamXml } from './xml.ts'
import { openZip, type Zip } from './zip.ts'

const mainType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'
const strictType = 'http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument'

/** Name of the part with the text, from the package's own list; `word/document.xml` where that does not say. */
const mainPart = (zip: Zip): string => {
  let found = 'word/document.xml'
  if (zip.entries.has('_rels/.rels'))
    streamXml(zip, '_rels/.rels', {
      open: (name, attributes) => {
        const { Type, Target } = attributes
        if (name === 'Relationship' && (Type === mainType || Type === strictType) && Target)
          found = Target.replace(/^\//, '')
      },
      close: () => {},
      text: () => {},
    })
  return found
}

/** Text of each note by its id. Separators, which Word keeps among the notes, have no text. */
const notesOf = (zip: Zip, part: string, kind: 'footnote' | 'endnote'): Map<string, string> => {
  const notes = new Map<string, string>()
  if (!zip.entries.has(part)) return notes
  let id: string | null = null
  let text = ''
  let inText = false
  let deleted = 0
  streamXml(zip, part, {
    open: (name, attributes) => {
      if (name === kind) {
        id = attributes['w:id'] ?? null
        text = ''
      } else if (name === 'del' || name === 'moveFrom') deleted++
      else if (name === 't') inText = true
      else if (name === 'p' && text !== '') text += ' '
    },
    close: (name) => {
      if (name === kind && id !== null && text.trim() !== '') notes.set(`${kind}:${id}`, text.trim())
      else if (name === 'del' || name === 'moveFrom') deleted--
      else if (name === 't') inText = false
    },
    text: (piece) => {
      if (inText && deleted === 0) text += piece
    },
  })
  return notes
}

const property = (zip: Zip, wanted: string): string | undefined => {
  let found: string | undefined
  let isHere = false
  if (!zip.entries.has('docProps/core.xml')) return undefined
  streamXml(zip, 'docProps/core.xml', {
    open: (name) => {
      isHere = name === wanted
    },
    close: () => {
      isHere = false
    },
    text: (text) => {
      if (isHere) found = (found ?? '') + text.slice(0, 400)
    },
  })
  return found
}

const isContents = (style: string): boolean => /^(?:toc|contents|目录) ?\d/.test(style)

const put = (writer: RawWriter, block: BodyBlock): void => {
  if (block.kind === 'paragraph') {
    const text = plainText(block.text).trim()
    if (text === '') return
    if (isContents(block.style)) writer.outsideLine(text, 'contents')
    else writer.paragraph(text)
  } else if (block.isLayout) {
    for (const { text } of block.table.cells) put(writer, { kind: 'paragraph', text, style: '' })
  } else
    writer.table({
      ...block.table,
      cells: block.table.cells.map((cell) => ({ ...cell, text: plainText(cell.text) })),
    })
}

/**
 * Opens a Word file (docx). `raw` holds its paragraphs with the numbers their lists show, tables row by row with tabs, text of
 * boxes behind the paragraph they are anchored in, then footnotes and endnotes, then headers and footers as outside the text.
 * Throws KnownError for a damaged, locked or bursting archive and for a file without text.
 */
export const openDocx = (bytes: Uint8Array): Opened => {
  const zip = openZip(bytes)
  const main = mainPart(zip)
  if (!zip.entries.has(main))
    throw new KnownError('reading.docx-damaged', {
      zh: '这份 Word 文件缺少正文部分，可能没有保存完整。请用 Word 或 WPS 打开后另存为 docx 再添加。',
      en: 'The part with the text is missing from this Word file; it may not have been saved completely. Open it in Word or WPS, save it as docx and add that.',
    })
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const numbering = Numbering.read(zip, `${folder}numbering.xml`)
  const styleOf = readStyles(zip, `${folder}styles.xml`)
  const body = readBody(zip, main, { numbering, styleOf })
  const writer = new RawWriter()
  let title: string | undefined
  for (const block of body.blocks) {
    if (title === undefined && block.kind === 'paragraph' && /^(?:title|标题)$/.test(block.style))
      title = plainText(block.text).trim().slice(0, 200)
    put(writer, block)
  }
  const notes = new Map([
    ...notesOf(zip, `${folder}footnotes.xml`, 'footnote'),
    ...notesOf(zip, `${folder}endnotes.xml`, 'endnote'),
  ])
  new Set(body.notes).forEach((id) => {
    const text = notes.get(id)
    if (text !== undefined) writer.paragraph(plainText(text))
  })
  const edges = new Set<string>()
  for (const part of zip.entries.keys())
    if (part.startsWith(folder) && /^(?:header|footer)\d*\.xml$/.test(part.slice(folder.length)))
      for (const block of readBody(zip, part, { numbering, styleOf }).blocks)
        if (block.kind === 'paragraph') edges.add(plainText(block.text).trim())
  for (const text of edges) if (text !== '') writer.outsideLine(text, 'page-furniture')

  const { raw, origins, outside, grids } = writer
  if (raw.replace(/\s+/g, '').length < 4)
    throw new KnownError('reading.too-short', {
      zh: '文件里几乎没有文字，没有可以读的内容。内容若是图片，请先做文字识别（OCR）。',
      en: 'There is next to no text in the file, so there is nothing to read. If it holds pictures, run text recognition (OCR) first.',
    })
  const notices: Words[] =
    body.hidden > 0
      ? [
          {
            zh: `文件里有${body.hidden}个字设为隐藏文字，没有读。`,
            en: `${body.hidden} characters of the file are hidden text and were not read.`,
          },
        ]
      : []
  return {
    format: 'docx',
    raw,
    encoding: 'docx',
    outside,
    origins,
    grids,
    title: statedTitle(property(zip, 'title'), raw) ?? title,
    published: madeOn(property(zip, 'created'), raw),
    notices,
  }
}
