import type { Found } from './injected.ts'
import { endIn, type Line, offsetIn } from './lines.ts'

/** Letters and a name behind the last full stop of a paragraph: 183亿元。hRb某某通讯社. */
const tail = /[。!?;]([A-Za-z0-9]{2,5})([一-鿿]{3,12})$/

/** Marks a site writes behind paragraphs to show where a copy came from: the same name on two of them, or that of the source. */
export const findCopyMarks = (lines: readonly Line[]): Found[] => {
  const names = new Map<string, Found[]>()
  const sources = new Set<string>()
  for (const line of lines) {
    const source = /来源\s*[::]\s*([一-鿿]{3,12})/.exec(line.text.slice(0, 200))
    if (source) sources.add(source[1]!)
    if (line.hanzi < 20) continue
    const end = line.text.length
    const match = tail.exec(line.text.slice(Math.max(0, end - 20)))
    if (!match) continue
    const length = match[1]!.length + match[2]!.length
    const group = names.get(match[2]!) ?? []
    group.push({ start: offsetIn(line, end - length), end: endIn(line, end), rule: 'copy-mark' })
    names.set(match[2]!, group)
  }
  const found: Found[] = []
  for (const [name, group] of names) if (group.length >= 2 || sources.has(name)) found.push(...group)
  return found
}
