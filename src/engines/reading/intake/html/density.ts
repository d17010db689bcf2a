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
  return { element: best, isKnown: false }
}
