import { SaxesParser } from 'saxes'
import { KnownError } from '../../../base/errors.ts'
import type { Zip } from './zip.ts'

export type Attributes = Record<string, string>

/** What is told of an XML part as it streams by; names come without their prefix. */
export interface XmlListener {
  open: (name: string, attributes: Attributes) => void
  close: (name: string) => void
  text: (text: string) => void
}

/** Deeper nesting than any document has; a table in a text box in a table of a Word file comes to a hundred. */
const deepest = 256

const refused = (part: string, zh: string, en: string): KnownError => {
  const [program, ending] = part.startsWith('word/') ? ['Word', 'docx'] : ['Excel', 'xlsx']
  return new KnownError('reading.xml-refused', {
    zh: `文件内部（${part}）${zh}，没有打开。请在 ${program} 或 WPS 里重新另存为 ${ending} 后再上传。`,
    en: `A part of the file (${part}) ${en} and was not opened. Save it again as ${ending} in ${program} or WPS and add the new file.`,
  })
}

const bareName = (name: string): string => {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/**
 * Streams one XML part of an archive through a listener. Document type definitions are refused, so that no entity is ever
 * expanded and nothing outside is fetched; so are broken markup and deep nesting.
 */
export const streamXml = (zip: Zip, part: string, listener: XmlListener): void => {
  const parser = new SaxesParser({ xmlns: false as const, position: false })
  let depth = 0
  parser.on('doctype', () => {
    throw refused(part, '含有文档类型定义（DTD）', 'holds a document type definition')
  })
  parser.on('error', () => {
    throw refused(part, '不是正确的 XML', 'is not well-formed XML')
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > deepest) throw refused(part, '嵌套过深', 'is nested too deeply')
    listener.open(bareName(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    depth--
    listener.close(bareName(name))
  })
  parser.on('text', listener.text)
  parser.on('cdata', listener.text)
  const decoder = new TextDecoder()
  zip.unpack(part, (piece, isLast) => {
    const text = decoder.decode(piece, { stream: !isLast })
    if (text !== '') parser.write(text)
  })
  parser.close()
}
