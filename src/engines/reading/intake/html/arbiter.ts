import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import type { Block, Element, Laid } from './laid.ts'

const limits = { text: 400_000, elements: 20_000, depth: 250 } as const

const encoded = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

/** Elements that hold text themselves; text in any other stands in a paragraph of its own. */
const holdsText = new Set(['p', 'span', 'font', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'dt', 'dd', 'pre', 'label'])

const opening = ({ tag, name, hidden }: Element): string =>
  `<${tag}${name ? ` class="${encoded(name.trim())}"` : ''}${hidden ? ' style="display:none"' : ''}>`

const written = (block: Block, b: number, text: string, tag: string): string => {
  const words = text.slice(block.start, block.end)
  const cut = block.hanzi === 0 ? 0 : Math.round((words.length * block.linked) / block.hanzi)
  const linked = cut > 0 ? `<a href="/">${encoded(words.slice(0, cut))}</a>` : ''
  const holder = holdsText.has(tag) ? 'span' : 'p'
  return `<${holder} data-block="${b}">${linked}${encoded(words.slice(cut))}</${holder}>`
}

/** The page as it was laid out, with its elements and names and every block numbered: all that Readability judges by. */
const outline = ({ elements, blocks, text }: Laid): string => {
  const parts: string[] = ['<html><body>']
  const open: number[] = []
  const chain: number[] = []
  blocks.forEach((block, b) => {
    chain.length = 0
    for (let e = block.element; e > 0; e = elements[e]!.parent) chain.push(e)
    chain.reverse()
    let same = 0
    while (same < open.length && open[same] === chain[same]) same++
    while (open.length > same) parts.push(`</${elements[open.pop()!]!.tag}>`)
    for (const e of chain.slice(same)) {
      open.push(e)
      parts.push(opening(elements[e]!))
    }
    parts.push(written(block, b, text, elements[block.element]!.tag))
  })
  while (open.length > 0) parts.push(`</${elements[open.pop()!]!.tag}>`)
  return parts.join('')
}

/**
 * Which blocks Readability takes for the article; null where it has none or the page is beyond what it can bear. It is given the
 * page as laid out, with every block numbered, so that its answer comes back to our blocks exactly.
 */
export const readabilityBlocks = (laid: Laid): Uint8Array | null => {
  if (laid.text.length > limits.text || laid.elements.length > limits.elements || laid.depth > limits.depth) return null
  try {
    const { document } = parseHTML(outline(laid))
    const article = new Readability<HTMLElement>(document as unknown as Document, {
      charThreshold: 120,
      disableJSONLD: true,
      serializer: (node) => node as HTMLElement,
    }).parse()
    if (!article?.content) return null
    const out = new Uint8Array(laid.blocks.length)
    for (const node of article.content.querySelectorAll('[data-block]'))
      out[Number(node.getAttribute('data-block'))] = 1
    return out
  } catch {
    // A page it cannot take has no third voice.
    return null
  }
}
