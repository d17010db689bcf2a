import type { Found } from '../../clean/injected.ts'
import type { SetAsideRule } from '../../clean/words.ts'
import { readabilityBlocks } from './arbiter.ts'
import { densestElement, proseOf } from './density.ts'
import type { Laid } from './laid.ts'
import { commentName, furnitureName, storyName, titleName } from './names.ts'
import { goodBlocks } from './stopwords.ts'

export interface Chosen {
  outside: Found[]
  title: string | undefined
  /** Who decided: the two of ours agreed, the third was asked, or there was too little to decide on. */
  by: 'agreement' | 'arbiter' | 'nobody'
}

/** Prose of both over prose of either, from which the two of ours agree. */
const agreementFrom = 0.8

const sourceLine =
  /来源|作者|记者|编辑|发布|日期|时间|字号|浏览|文号|索引|\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}/

/**
 * Which blocks are outside the story. Two scorers of ours decide where they agree: the element densest in prose and the
 * classifier of blocks. Where they do not, Readability is asked and two of three decide block by block. Headings, and source
 * lines between the heading and the story, stay.
 */
export const chooseStory = (laid: Laid & { isData: boolean[] }): Chosen => {
  const { blocks, elements, text } = laid
  const prose = proseOf(laid, laid.isData)
  const zone = zonesOf(laid, prose)
  const story = densestElement(laid, prose)
  if (!story)
    return { outside: spansOf(laid, zone, null), title: titleOf(laid, null, blocks.length)?.text, by: 'nobody' }

  const { start, end } = elements[story.element]!
  const dense = Uint8Array.from(blocks, (b) => (b.start >= start && b.end <= end ? 1 : 0))
  const good = goodBlocks(laid, laid.isData)
  let both = 0
  let either = 0
  let denseProse = 0
  blocks.forEach((_, b) => {
    if (zone[b] !== 0) return
    const isGood = good[b] === 1
    if (dense[b] === 1 && isGood) both += prose[b]!
    if (dense[b] === 1 || isGood) either += prose[b]!
    if (dense[b] === 1) denseProse += prose[b]!
  })
  // Inside a known container the classifier's doubts about short pages do not count.
  const agree = both >= agreementFrom * either || (story.isKnown && either - denseProse <= 0.25 * either)
  const inside = dense.slice()
  let by: Chosen['by'] = 'agreement'
  if (!agree) {
    by = 'arbiter'
    const third = readabilityBlocks(laid)
    for (let b = 0; b < blocks.length; b++)
      inside[b] = third ? (dense[b]! + good[b]! + third[b]! >= 2 ? 1 : 0) : dense[b]! | good[b]!
  }
  // A block of links inside the story is a list of other stories, unless it speaks in sentences.
  blocks.forEach((block, b) => {
    if (
      inside[b] &&
      block.linked > 0.6 * block.hanzi &&
      block.hanzi - block.linked < 12 &&
      prose[b] === 0 &&
      !inRow(laid, b)
    )
      inside[b] = isLonelyLink(laid, b) ? 1 : 0
  })
  let first = inside.indexOf(1)
  if (first < 0) first = blocks.length
  const title = titleOf(laid, inside, first)
  if (title) {
    for (let b = title.first; b <= title.last; b++) {
      inside[b] = 1
      zone[b] = 0
    }
    for (let b = title.last + 1; b < first && b <= title.last + 12; b++) {
      const block = blocks[b]!
      const words = text.slice(block.start, block.end)
      if (words.length <= 120 && block.linked * 2 <= block.hanzi && sourceLine.test(words)) inside[b] = 1
    }
  }
  return { outside: spansOf(laid, zone, inside), title: title?.text, by }
}

/** A link between two paragraphs belongs to them (a paper named by its title); a run of them does not. */
const isLonelyLink = ({ blocks }: Laid, b: number): boolean => {
  const isLinks = (k: number) => {
    const block = blocks[k]
    return block !== undefined && block.linked > 0.6 * block.hanzi
  }
  return !isLinks(b - 1) && !isLinks(b + 1)
}

const inRow = ({ blocks, isData }: Laid & { isData: boolean[] }, b: number): boolean => {
  const { table } = blocks[b]!
  return table >= 0 && isData[table]!
}

/** For every block 1 where it stands in furniture by name or is hidden, 2 where it stands in comments. */
const zonesOf = ({ elements, blocks }: Laid, prose: Float64Array): Uint8Array => {
  const weight = new Float64Array(elements.length)
  const own = new Float64Array(elements.length)
  const linked = new Float64Array(elements.length)
  let total = 0
  blocks.forEach((block, b) => {
    weight[block.element]! += prose[b]!
    own[block.element]! += block.hanzi
    linked[block.element]! += block.linked
    total += prose[b]!
  })
  for (let i = elements.length - 1; i > 0; i--) {
    const { parent } = elements[i]!
    weight[parent]! += weight[i]!
    own[parent]! += own[i]!
    linked[parent]! += linked[i]!
  }
  const zone = new Uint8Array(elements.length)
  for (let i = 1; i < elements.length; i++) {
    const element = elements[i]!
    zone[i] = zone[element.parent]!
    if (zone[i] || weight[i]! > 0.5 * total) continue
    if (commentName.test(element.name)) zone[i] = 2
    else if (element.hidden && !storyName.test(element.name)) zone[i] = 1
    else if (element.tag === 'nav' || element.tag === 'footer') zone[i] = 1
    else if (element.tag === 'aside' || furnitureName.test(element.name))
      // A paragraph of the story may carry such a name; furniture holds little prose or many links.
      zone[i] = weight[i]! < 0.15 * total || linked[i]! > 0.4 * own[i]! ? 1 : 0
  }
  return Uint8Array.from(blocks, (block) => zone[block.element]!)
}

const bare = (text: string): string => text.replace(/[\s"“”‘’'《》]/g, '')

/** The blocks of the heading that stands above the story: by its element, its name and the page's title. */
const titleOf = (laid: Laid, inside: Uint8Array | null, first: number) => {
  const { blocks, elements, text, titleTag } = laid
  const said = bare(titleTag)
  let best: { score: number; first: number; last: number; text: string } | null = null
  const upTo = Math.min(blocks.length, inside ? first + 3 : blocks.length)
  for (let b = 0; b < upTo; b++) {
    const { element, start, end, hanzi } = blocks[b]!
    if (hanzi < 4 || end - start > 160) continue
    let last = b
    // A heading broken over two lines is one.
    while (last + 1 < blocks.length && last < b + 2 && blocks[last + 1]!.element === element && element > 0) last++
    const isHeading = /^h[1-4]$/.test(elements[element]!.tag)
    const whole = isHeading ? blocks[last]!.end : end
    const words = text
      .slice(start, Math.min(whole, start + 200))
      .replace(/\s+/g, ' ')
      .trim()
    if (words.length < 6 || words.length > 120) continue
    let score = isHeading ? 4 - Number(elements[element]!.tag[1]) * 0.5 : 0
    for (let e = element, k = 0; e > 0 && k < 2; e = elements[e]!.parent, k++)
      if (titleName.test(elements[e]!.name)) score += 1
    const key = bare(words)
    if (said.startsWith(key)) score += 4
    else if (said.includes(key) && key.length >= 8) score += 2
    else if (!isHeading && score < 1) continue
    if (/[。;；]$/.test(words)) score -= 3
    if (score > 0 && (!best || score >= best.score)) best = { score, first: b, last: isHeading ? last : b, text: words }
  }
  return best
}

/** Neighbouring blocks outside the story as spans, each with its rule. */
const spansOf = ({ blocks }: Laid, zone: Uint8Array, inside: Uint8Array | null): Found[] => {
  const found: Found[] = []
  let open: { start: number; end: number; rule: SetAsideRule } | null = null
  blocks.forEach((block, b) => {
    const rule: SetAsideRule | null =
      zone[b] === 2 ? 'comment-zone' : zone[b] === 1 || (inside && !inside[b]) ? 'outside-main' : null
    if (open && open.rule === rule) open.end = block.end
    else {
      if (open) found.push(open)
      open = rule ? { start: block.start, end: block.end, rule } : null
    }
  })
  if (open) found.push(open)
  return found
}
