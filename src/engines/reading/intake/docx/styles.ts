import { streamXml } from '../xml.ts'
import type { Zip } from '../zip.ts'

/** What a paragraph style says that matters to its text. */
export interface Style {
  name: string
  basedOn: string | null
  list: string | null
  level: number | null
  isHidden: boolean
}

/** The paragraph and character styles of a document by id; what a style leaves open it takes from the one it is based on. */
export const readStyles = (zip: Zip, part: string): ((id: string | null) => Style | null) => {
  const styles = new Map<string, Style>()
  if (zip.entries.has(part)) {
    let own: Style | undefined
    streamXml(zip, part, {
      open: (name, attributes) => {
        const value = attributes['w:val'] ?? ''
        if (name === 'style') {
          own = { name: '', basedOn: null, list: null, level: null, isHidden: false }
          styles.set(attributes['w:styleId'] ?? '', own)
        } else if (!own) return
        else if (name === 'name') own.name = value.toLowerCase()
        else if (name === 'basedOn') own.basedOn = value
        else if (name === 'numId') own.list = value
        else if (name === 'ilvl') own.level = Number(value)
        else if (name === 'vanish') own.isHidden = value !== '0' && value !== 'false'
      },
      close: (name) => {
        if (name === 'style') own = undefined
      },
      text: () => {},
    })
  }
  const known = new Map<string, Style | null>()
  const resolved = (id: string | null, depth: number): Style | null => {
    if (id === null || depth > 12) return null
    const before = known.get(id)
    if (before !== undefined) return before
    const own = styles.get(id)
    if (own === undefined) return null
    const base = resolved(own.basedOn, depth + 1)
    const style = {
      ...own,
      list: own.list ?? base?.list ?? null,
      level: own.level ?? base?.level ?? null,
      isHidden: own.isHidden || (base?.isHidden ?? false),
    }
    known.set(id, style)
    return style
  }
  return (id) => resolved(id, 0)
}
