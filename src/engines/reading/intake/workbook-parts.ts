import { builtInFormat, type NumberFormat, parseFormat } from './number-format.ts'
import { sheetLimits, tooManyCells } from './sheet.ts'
import { type Attributes, streamXml } from './xml.ts'
import type { Zip } from './zip.ts'

export interface Styles {
  formats: NumberFormat[]
  /** Whether a style's format shows a date is decided by the format. */
  ofCell: number[]
}

export const plain: NumberFormat = parseFormat('General')

export const readStyles = (zip: Zip, part: string | null): Styles => {
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
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

/** Line breaks as one character, as the sheet counts them. */
export const lines = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text)

/** Collects the text of rich text runs; phonetic guides above the characters are not the text. */
export class TextRuns {
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

export const readSharedStrings = (zip: Zip, part: string | null): string[] => {
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

export interface SheetPart {
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

export const readWorkbook = (zip: Zip): Workbook => {
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
