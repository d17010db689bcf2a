import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { KnownError } from '../../../base/errors.ts'
import type { Words } from '../../../base/lang.ts'
import { frequentShare } from '../decode.ts'
import type { Opened } from '../opened.ts'
import { compose, type PageText } from './pdf/compose.ts'
import { type PdfItem, piecesOf } from './pdf/pieces.ts'
import { rowsOf } from './pdf/rows.ts'
import { madeOn, statedTitle } from './weak-signs.ts'

/** A yearbook has a thousand pages; more is cut up before it is read. */
const mostPages = 3000
const mostCharacters = 5_000_000
/** Runs of text on one page: a map or a drawing with more is no page to read. */
const mostRuns = 200_000
/** How many pages without text are looked at for what they show instead; the rest is taken to be like them. */
const mostLooked = 60

const refuse = (code: string, words: Words, cause?: unknown): never => {
  throw new KnownError(code, words, cause === undefined ? {} : { cause })
}

const damaged = (cause: unknown): never =>
  refuse(
    'reading.pdf-damaged',
    {
      zh: '这份 PDF 不完整或已损坏，打不开。请重新下载，或用阅读器打开后“另存为/打印为 PDF”再添加。',
      en: 'This PDF is incomplete or damaged and cannot be opened. Download it again, or open it in a viewer, save or print it as a new PDF and add that.',
    },
    cause,
  )

/** Loaded when the first PDF comes: the library is large. Its maps of Chinese characters and fonts lie in its own package. */
const library = async () => {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  return { pdfjs, cMapUrl: join(home, 'cmaps', '/'), standardFontDataUrl: join(home, 'standard_fonts', '/') }
}

type PdfDocument = Awaited<ReturnType<Awaited<ReturnType<typeof library>>['pdfjs']['getDocument']>['promise']>
type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>

const open = async (bytes: Uint8Array) => {
  const { pdfjs, cMapUrl, standardFontDataUrl } = await library()
  const task = pdfjs.getDocument({
    // The library takes the bytes over and wants no Buffer: it gets its own.
    data: new Uint8Array(bytes),
    cMapUrl,
    cMapPacked: true,
    standardFontDataUrl,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    // Pictures are never decoded.
    maxImageSize: 0,
    verbosity: 0,
  })
  try {
    return { document: await task.promise, close: () => task.destroy(), operations: pdfjs.OPS }
  } catch (error) {
    await task.destroy()
    if (error instanceof Error && error.name === 'PasswordException')
      refuse('reading.locked', {
        zh: '这份 PDF 设有打开密码。请用密码打开后另存为没有密码的 PDF 再添加。',
        en: 'This PDF is locked with a password. Open it with the password, save it without one and add that.',
      })
    return damaged(error)
  }
}

const visible = /[^\s\u0000-\u0020]/g
/** Characters that stand for nothing: no Unicode map, private use, controls. */
const meaningless = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ue000-\uf8ff\ufffd]/g
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/** Whether the letters of a page say nothing: its fonts do not tell which characters they draw. */
const isMeaningless = (text: string): boolean => {
  const all = count(text, /\S/g)
  if (all === 0) return false
  const signs = text.match(meaningless) ?? []
  // One sign that comes again and again among letters is how some fonts name their space.
  if (signs.length > 0.3 * all && (new Set(signs).size >= 8 || count(text, /[\p{L}\p{N}]/gu) < 0.3 * all)) return true
  const hanzi = count(text, /[\u3400-\u9fff]/g)
  return hanzi >= 60 && hanzi > 0.3 * all && frequentShare(text) < 0.25
}

/** Whether a page without text shows something all the same: a picture over much of it, or letters drawn as lines. */
const showsSomething = async (page: PdfPage, operations: Record<string, number>): Promise<boolean> => {
  const { fnArray, argsArray } = await page.getOperatorList()
  const { width, height } = page.getViewport({ scale: 1 })
  let paths = 0
  for (let i = 0; i < fnArray.length; i++) {
    const operation = fnArray[i]
    if (operation === operations['constructPath']) paths++
    // A picture is left out, but not the step that gave it its place and size.
    if (operation === operations['transform'] && fnArray[i + 1] === operations['restore']) {
      const [a, b, c, d] = argsArray[i] as number[]
      if (Math.abs(a! * d! - b! * c!) >= 0.1 * width * height) return true
    }
  }
  return paths > 40
}

interface Pages {
  pages: PageText[]
  total: number
  /** Pages that show something but have no text; pages whose letters say nothing; pages that are damaged. */
  pictures: number[]
  meaningless: number[]
  broken: number[]
}

const readPages = async (document: PdfDocument, operations: Record<string, number>): Promise<Pages> => {
  const total = document.numPages
  const read: Pages = { pages: [], total, pictures: [], meaningless: [], broken: [] }
  let characters = 0
  let looked = 0
  for (let number = 1; number <= total; number++) {
    let page: PdfPage
    let items: PdfItem[]
    try {
      page = await document.getPage(number)
      const content = await page.getTextContent({ disableNormalization: true })
      items = content.items.flatMap((item) => ('str' in item ? [item] : []))
    } catch {
      read.broken.push(number)
      continue
    }
    const { transform, width, height } = page.getViewport({ scale: 1 })
    if (items.length > mostRuns) tooLarge()
    const text = items.map((item) => item.str).join('')
    characters += text.length
    if (characters > mostCharacters) tooLarge()
    const written = count(text, visible)
    if (isMeaningless(text)) read.meaningless.push(number)
    else {
      if (written < 30) {
        // Pages of a scan are alike: after a good many the rest is believed.
        const isPicture = looked++ < mostLooked ? await showsSomething(page, operations) : written === 0
        if (isPicture) read.pictures.push(number)
      }
      if (written > 0) {
        const { pieces, stray, ...size } = piecesOf(items, transform, { width, height })
        read.pages.push({ page: number, rows: rowsOf(pieces), height: size.height, stray })
      }
    }
    page.cleanup()
  }
  return read
}

const tooLarge = (): never =>
  refuse('reading.pdf-too-large', {
    zh: `这份 PDF 太大（超过 ${mostPages} 页或 ${mostCharacters / 10_000} 万字）。请只取需要的页，或拆成几个文件再添加。`,
    en: `This PDF is too large (over ${mostPages} pages or ${mostCharacters / 1_000_000} million characters). Take out the pages you need, or add it in several files.`,
  })

/** 1, 2, 3, 7 as 1—3、7. */
const ranges = (pages: readonly number[], dash: string, comma: string): string => {
  const parts: string[] = []
  for (let i = 0; i < pages.length; ) {
    let end = i
    while (end + 1 < pages.length && pages[end + 1] === pages[end]! + 1) end++
    parts.push(end === i ? `${pages[i]}` : `${pages[i]}${dash}${pages[end]}`)
    i = end + 1
  }
  return parts.length > 20 ? `${parts.slice(0, 20).join(comma)}…` : parts.join(comma)
}

const noticesOf = (read: Pages, isCutOff: boolean): Words[] => {
  const notices: Words[] = []
  const say = (pages: readonly number[], zh: string, en: string): void => {
    if (pages.length === 0) return
    notices.push({
      zh: `第${ranges(pages, '—', '、')}页（共${read.total}页）${zh}`,
      en: `${pages.length === 1 ? 'Page' : 'Pages'} ${ranges(pages, '–', ', ')} of ${read.total}: ${en}`,
    })
  }
  say(
    read.pictures,
    '是图片，没有或几乎没有文字，图里的内容没有读到。请先做文字识别（OCR）再添加，或补充文字版。',
    'pictures with no or next to no text; what they show was not read. Run text recognition (OCR) on the file and add it again, or add a version with text.',
  )
  say(
    read.meaningless,
    '的字体没有说明字符，文字取不出来，没有读。请用原文件重新导出 PDF，或先做文字识别（OCR）。',
    'the fonts do not say which characters they draw; the text was not read. Export the PDF again from its source, or run text recognition (OCR).',
  )
  say(read.broken, '已损坏，没有读。请重新下载或重新导出。', 'damaged and not read. Download or export the file again.')
  if (isCutOff)
    notices.push({
      zh: '文件末尾不完整，可能没有下载完；读到的是能恢复的部分。',
      en: 'The file ends too early, as if it was not downloaded completely; what could be recovered was read.',
    })
  return notices
}

const nothingToRead = (read: Pages): never => {
  if (read.meaningless.length > 0)
    refuse('reading.pdf-no-characters', {
      zh: '这份 PDF 的字体没有说明字符，文字取不出来。请用原文件重新导出 PDF，或先做文字识别（OCR），也可以直接添加 Word 或文本。',
      en: 'The fonts of this PDF do not say which characters they draw, so no text can be taken out. Export it again from its source, run text recognition (OCR) on it, or add the Word file or text.',
    })
  if (read.pictures.length > 0)
    refuse('reading.pdf-scanned', {
      zh: `这份 PDF 是扫描件：${read.total}页都是图片，没有文字。请先做文字识别（OCR）再添加，或添加文字版（Word、网页或文本）。`,
      en: `This PDF is a scan: its ${read.total} pages are pictures without text. Run text recognition (OCR) on it and add the result, or add a version with text (Word, web page or plain text).`,
    })
  if (read.broken.length > 0) damaged(new Error(`pages ${read.broken.join(', ')}`))
  return refuse('reading.too-short', {
    zh: '文件里几乎没有文字，没有可以读的内容。',
    en: 'There is next to no text in the file, so there is nothing to read.',
  })
}

/**
 * Opens a PDF with text. `raw` is its text in reading order, page by page, with paragraphs that go over a page's end in one
 * piece; `origins` give the page of every stretch. Throws KnownError for a locked, damaged, scanned or too large file; pages
 * that hold no text are named in the notices.
 */
export const openPdf = async (bytes: Uint8Array): Promise<Opened> => {
  const { document, close, operations } = await open(bytes)
  try {
    if (document.numPages > mostPages) tooLarge()
    const read = await readPages(document, operations)
    const composed = compose(read.pages)
    if (count(composed.raw, visible) < 4) nothingToRead(read)
    const outside = composed.outside.reduce(
      (sum, { start, end }) => sum + count(composed.raw.slice(start, end), visible),
      0,
    )
    // A scan with nothing but printed page numbers is a scan.
    if (read.pictures.length > 0 && count(composed.raw, visible) - outside < 4) nothingToRead(read)
    const info = (await document.getMetadata().catch(() => null))?.info as Record<string, unknown> | undefined
    const tail = new TextDecoder('latin1').decode(bytes.subarray(-2048))
    return {
      format: 'pdf',
      raw: composed.raw,
      encoding: 'pdf',
      outside: composed.outside,
      origins: composed.origins,
      grids: composed.grids,
      title: statedTitle(info?.['Title'], composed.raw) ?? composed.title,
      published: madeOn(info?.['CreationDate'], composed.raw),
      notices: noticesOf(read, !tail.includes('%%EOF')),
    }
  } finally {
    await close()
  }
}
