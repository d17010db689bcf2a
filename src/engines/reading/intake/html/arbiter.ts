import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import type { Laid } from './laid.ts'

const limits = { source: 1_500_000, elements: 12_000, depth: 250 } as const
const gram = 8

/** Hashes of every eight characters of a text without its spaces. */
const gramsOf = (text: string): number[] => {
  const bare = text.replace(/\s+/g, '')
  const hashes: number[] = []
  for (let i = 0; i + gram <= bare.length; i++) {
    let hash = 0
    for (let k = 0; k < gram; k++) hash = (Math.imul(hash, 31) + bare.charCodeAt(i + k)) | 0
    hashes.push(hash)
  }
  return hashes
}

/**
 * Which blocks Readability takes for the article; null where it has none or the page is beyond what it can bear. It is run on
 * the source without scripts and styles, and its text is brought back to our blocks by runs of eight characters, because its
 * tree is not ours. Blocks shorter than that follow the block before them.
 */
export const readabilityBlocks = (source: string, laid: Laid): Uint8Array | null => {
  const { blocks, code, elements, text } = laid
  if (elements.length > limits.elements || laid.depth > limits.depth) return null
  let bare = ''
  let at = 0
  for (const { start, end } of code) {
    bare += source.slice(at, start)
    at = end
  }
  bare += source.slice(at)
  if (bare.length > limits.source) return null
  let article: string | null | undefined
  try {
    const { document } = parseHTML(bare)
    article = new Readability(document as unknown as Document, { charThreshold: 120, disableJSONLD: true }).parse()
      ?.textContent
  } catch {
    // A page it cannot take has no third voice.
    return null
  }
  if (!article) return null
  const said = new Set(gramsOf(article))
  if (said.size === 0) return null
  const out = new Uint8Array(blocks.length)
  let before = 0
  blocks.forEach((block, b) => {
    const grams = gramsOf(text.slice(block.start, block.end))
    if (grams.length === 0) {
      out[b] = before
      return
    }
    let known = 0
    for (const hash of grams) if (said.has(hash)) known++
    before = known >= 0.8 * grams.length ? 1 : 0
    out[b] = before
  })
  return out
}
