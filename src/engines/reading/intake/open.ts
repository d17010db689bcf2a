import type { Words } from '../../../base/lang.ts'
import { decode } from '../decode.ts'
import type { Opened } from '../opened.ts'
import { looksLikeCsv, openCsv } from './csv.ts'
import { openDocx } from './docx.ts'
import { looksLikeHtml, renderHtml } from './html/page.ts'
import { kindOf, refuseUnreadable } from './kinds.ts'
import { openPdf } from './pdf.ts'
import { isWorkbook, openWorkbook } from './xlsx.ts'

export interface OpenOptions {
  /** File name; its ending is a weak sign of what the file is. */
  name?: string | undefined
  /** Encoding the server or the person said; checked, not trusted. */
  declaredEncoding?: string | undefined
}

const unreadableBytes = ({ count, first }: { count: number; first: number }, encoding: string): Words => ({
  zh: `有${count}处字节不是 ${encoding} 的字，以 \ufffd 代替，第一处在第${first + 1}个字附近。原文件可能下载时出错，或混用了两种编码；数字旁有 \ufffd 的请核对原文。`,
  en: `${count} ${count === 1 ? 'sequence of bytes is no character' : 'sequences of bytes are no characters'} of ${encoding} and shown as \ufffd, the first near character ${first + 1}. The file may be damaged or mix two encodings; check numbers beside a \ufffd against the source.`,
})

/** Opens a text or HTML file. Throws KnownError where there is nothing to read (see decode.ts). */
export const openText = (bytes: Uint8Array, options: OpenOptions = {}): Opened => {
  const { text, encoding, unreadable } = decode(bytes, options.declaredEncoding)
  const notices = unreadable === null ? [] : [unreadableBytes(unreadable, encoding)]
  if (!looksLikeHtml(text, options.name))
    return { format: 'text', raw: text, encoding, outside: [], origins: [], grids: [], notices }
  const html = renderHtml(text)
  return {
    format: 'html',
    raw: html.text,
    encoding,
    outside: html.outside,
    origins: html.origins,
    grids: html.grids,
    title: html.title,
    publisher: html.publisher,
    published: html.published,
    notices,
  }
}

/** Opens a document of any format that can be read, by what its bytes are and not by its name. Throws KnownError that says what the file is and what to do instead. */
export const openDocument = async (bytes: Uint8Array, options: OpenOptions = {}): Promise<Opened> => {
  const kind = kindOf(bytes)
  if (kind === 'pdf') return openPdf(bytes)
  if (kind === 'docx') return openDocx(bytes)
  refuseUnreadable(bytes)
  if (isWorkbook(bytes)) return openWorkbook(bytes)
  if (looksLikeCsv(options.name)) return openCsv(bytes, options)
  return openText(bytes, options)
}
