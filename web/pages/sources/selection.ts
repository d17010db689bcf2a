import type { Stretch } from './segments.ts'

/** Elements of the text carry `data-at`, the offset of their first letter; each holds one text node. */
const letters = '[data-at]'
const startOf = (element: Element): number => Number((element as HTMLElement).dataset.at)

/** Where an offset of the raw text stands on the screen: its element and the rectangle of the letter there. */
export const placeOf = (box: Element, offset: number): { element: Element; rect: DOMRect } | null => {
  const all = box.querySelectorAll(letters)
  let found: Element | null = null
  // Not sorted where the suggested order is shown: the nearest one at or before the offset is it.
  for (const element of all) {
    const at = startOf(element)
    if (at <= offset && (found === null || at > startOf(found))) found = element
  }
  found ??= all[0] ?? null
  if (found === null) return null
  const text = found.firstChild
  const range = document.createRange()
  if (text instanceof Text) {
    const from = Math.max(0, Math.min(offset - startOf(found), text.length - 1))
    range.setStart(text, from)
    range.setEnd(text, Math.min(from + 1, text.length))
  } else range.selectNodeContents(found)
  return { element: found, rect: range.getBoundingClientRect() }
}

/** The stretch of the raw text a selection covers, or null when it covers no letter of the box. */
export const selectedStretch = (box: Element, selection: Selection | null): Stretch | null => {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!range.intersectsNode(box)) return null
  const touched = [...box.querySelectorAll(letters)].filter((element) => range.intersectsNode(element))
  if (touched.length === 0) return null
  let start = Number.POSITIVE_INFINITY
  let end = 0
  for (const element of touched) {
    const at = startOf(element)
    const length = element.textContent?.length ?? 0
    const from = element.contains(range.startContainer) ? range.startOffset : 0
    const to = element.contains(range.endContainer) ? range.endOffset : length
    // A boundary on the element itself counts its children, of which there is one.
    const first = range.startContainer === element ? from * length : from
    const last = range.endContainer === element ? Math.min(1, to) * length : to
    if (last <= first) continue
    start = Math.min(start, at + first)
    end = Math.max(end, at + last)
  }
  return end > start ? { start, end } : null
}
