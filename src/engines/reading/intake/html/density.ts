import type { Laid } from './laid.ts'
import { commentName, storyName } from './names.ts'

/** What a block weighs as part of a story: Chinese characters outside links where there are marks of a sentence, half for cells of facts. */
export const proseOf = ({ blocks }: Pick<Laid, 'blocks'>, isData: readonly boolean[]): Float64Array =>
  Float64Array.from(blocks, (block) => {
    const own = block.hanzi - block.linked
    if (block.table >= 0 && isData[block.table]) return block.linked * 2 > block.hanzi ? 0 : (own + block.digits) / 2
    return block.stops > 0 && own >= 8 ? own : 0
  })

export interface Story {
  /** Index of the element that holds the story, 0 for the whole page. */
  element: number
  /** Whether it is a container known from government and newspaper sites. */
  isKnown: boolean
}

/** How far up a list or a table of the story may begin above its densest paragraph. */
const climbLimit = 3

/**
 * The element that holds the story by the density of prose: a known container with half of it, else the deepest element that
 * holds 70 %. Null where the page has too little prose to tell.
 */
export const densestElement = ({ elements, blocks }: Laid, prose: Float64Array): Story | null => {
  const weight = new Float64Array(elements.length)
  blocks.forEach((block, b) => {
    weight[block.element]! += prose[b]!
  })
  // Children come after their parent.
  for (let i = elements.length - 1; i > 0; i--) weight[elements[i]!.parent]! += weight[i]!
  const total = weight[0]!
  if (total < 24) return null
  let known = -1
  for (let i = 1; i < elements.length; i++) {
    const { name } = elements[i]!
    if (weight[i]! >= 0.5 * total && storyName.test(name) && !commentName.test(name)) known = i
  }
  if (known >= 0) return { element: known, isKnown: true }
  let best = 0
  for (let i = 1; i < elements.length; i++) {
    const { parent, tag } = elements[i]!
    if (parent === best && weight[i]! >= 0.7 * total && tag !== 'p' && tag !== 'span' && tag !== 'font') best = i
  }
  return { element: withNeighbours({ elements, blocks }, best), isKnown: false }
}

/**
 * The element or the one above it, where what stands beside it is text without links: lists, rows and short lines of the story
 * carry no marks of a sentence and so no weight.
 */
const withNeighbours = ({ elements, blocks }: Pick<Laid, 'elements' | 'blocks'>, from: number): number => {
  let best = from
  for (let k = 0; k < climbLimit && best > 0 && elements[best]!.parent > 0; k++) {
    const { parent } = elements[best]!
    let own = 0
    let linked = 0
    for (const block of blocks) {
      const isInside = block.start >= elements[parent]!.start && block.end <= elements[parent]!.end
      if (!isInside || (block.start >= elements[best]!.start && block.end <= elements[best]!.end)) continue
      own += block.hanzi - block.linked
      linked += block.linked
    }
    if (own < 20 || linked > 0.25 * own) break
    best = parent
  }
  return best
}
