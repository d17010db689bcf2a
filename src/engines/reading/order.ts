import type { Paragraph } from './blocks.ts'
import { isProse } from './clean/lines.ts'

/**
 * The parts of a news story in the order Chinese wire stories are written: the news with its dateline, what the meeting was,
 * who the place is, what was decided, how it stands and where it goes, what was said, and the end. A paragraph takes the first
 * part whose sign it carries.
 */
const parts: readonly { part: number; sign: RegExp }[] = [
  {
    part: 1,
    sign: /^(?:此次|本次|这次|该次|据了解,?(?:此次|本次)|这一|该)(?:[一-鿿]{0,6})(?:会|活动|论坛|项目|仪式|大会|签约|发布)/,
  },
  { part: 2, sign: /^[一-鿿]{2,8}(?:素有|享有|被誉为|地处|位于|坐落|是(?:中国|全国|我国|著名))/ },
  {
    part: 3,
    sign: /^(?:为|围绕|按照|根据)[一-鿿“”]{0,24}(?:发展|建设|推进|战略|目标|部署)[^。]{0,40}(?:成立|出台|组建|制定|印发|建立)/,
  },
  { part: 3, sign: /^(?:近年来|多年来|长期以来)/ },
]
const rest = 4

/** Words that point back to what the paragraph before must have said: 此次对接会 needs 对接会. */
const pointer = /^(?:此次|本次|这次|该次|该)([一-鿿]{2,8}?)(?:由|是|在|以|旨在|共|吸引|于|上|中|,)/

/** Whether a hard sign says that the page is out of order: a dateline that is not first, a (完) that is not last. */
export const isBroken = (paragraphs: readonly Paragraph[]): boolean => {
  const told = paragraphs.filter(
    (p) =>
      !p.isSummary &&
      // A caption or a line between paragraphs says nothing about their order.
      (p.dateline !== null || p.block.role === 'end' || isProse(p.line)) &&
      (p.block.role === 'lead' || p.block.role === 'body' || p.block.role === 'end'),
  )
  const dated = told.findIndex((p) => p.dateline !== null)
  const ended = told.findIndex((p) => p.block.role === 'end')
  // Several datelines are several stories, each in its own order.
  if (told.filter((p) => p.dateline !== null).length > 1) return false
  if (told.filter((p) => p.block.role === 'end').length > 1) return false
  return dated > 0 || (ended >= 0 && ended < told.length - 1)
}

/**
 * Sets `order` on the blocks. Where nothing is broken it is the page place. Where a hard sign is broken: titles and meta lines
 * first, then the dateline, then the paragraph that points back to it (此次对接会…), then by the parts of a news story with
 * page place deciding inside a part, and (完) last.
 */
export const suggestOrder = (paragraphs: readonly Paragraph[]): boolean => {
  if (!isBroken(paragraphs)) {
    paragraphs.forEach((p, i) => {
      p.block.order = i
    })
    return false
  }
  const lead = paragraphs.find((p) => p.dateline !== null)
  const leadText = lead?.line.text ?? ''
  const place = (p: Paragraph): number => {
    const { role } = p.block
    if (role === 'title') return -3
    if (role === 'meta') return -2
    if (p.isSummary) return -1
    if (role === 'end') return 99
    if (p === lead) return 0
    const { text } = p.line
    const pointed = pointer.exec(text)?.[1]
    // 此次对接会 stands after the paragraph that introduced a 对接会; the last two characters are the head noun.
    if (pointed && leadText.includes(pointed.slice(-2))) return 1
    for (const { part, sign } of parts) if (part > 1 && sign.test(text)) return part
    return rest
  }
  const places = new Map(paragraphs.map((p) => [p, place(p)]))
  const sorted = [...paragraphs].sort((a, b) => places.get(a)! - places.get(b)! || a.line.start - b.line.start)
  sorted.forEach((p, i) => {
    p.block.order = i
  })
  return true
}
