import type { Laid } from './laid.ts'

/**
 * A classifier of blocks after jusText (Pomikálek 2011, Removing Boilerplate and Duplicate Content from Web Corpora), with the
 * share of function characters in place of stop words, because Chinese has no word breaks: menus and lists of headlines have
 * next to none of 的了在是和, prose has one in ten. First each block alone by length, links and function characters; then
 * short and middling blocks by their neighbours.
 */
export const goodBlocks = ({ blocks, elements, text }: Laid, isData: readonly boolean[]): Uint8Array => {
  const n = blocks.length
  const bad = 0
  const short = 1
  const near = 2
  const good = 3
  const alone = new Uint8Array(n)
  for (let b = 0; b < n; b++) {
    const block = blocks[b]!
    const { hanzi, linked, functional, stops, start, end } = block
    if (linked > 0.5 * hanzi || /©|Copyright|ICP备|公网安备/.test(text.slice(start, Math.min(end, start + 200))))
      alone[b] = bad
    else if (block.table >= 0 && isData[block.table]) alone[b] = near
    else if (hanzi < 20) alone[b] = linked > 0 ? bad : short
    else {
      const share = functional / hanzi
      if (share >= 0.04 && hanzi >= 60 && stops > 0) alone[b] = good
      else if (share >= 0.02 || stops > 1) alone[b] = hanzi >= 60 && stops > 2 ? good : near
      else alone[b] = bad
    }
  }
  // The nearest block on either side that is not short (and, for middling ones, not middling either).
  const before = new Uint8Array(n)
  const after = new Uint8Array(n)
  const beforeNear = new Uint8Array(n)
  const afterNear = new Uint8Array(n)
  const look = (from: number, step: number, sure: Uint8Array, likely: Uint8Array) => {
    let lastSure = bad
    let lastNear = 0
    for (let b = from; b >= 0 && b < n; b += step) {
      sure[b] = lastSure
      likely[b] = lastNear
      if (alone[b] === good || alone[b] === bad) {
        lastSure = alone[b]!
        lastNear = 0
      } else if (alone[b] === near) lastNear = 1
    }
  }
  look(0, 1, before, beforeNear)
  look(n - 1, -1, after, afterNear)
  const out = new Uint8Array(n)
  for (let b = 0; b < n; b++) {
    const isHeading = /^h[1-6]$/.test(elements[blocks[b]!.element]!.tag)
    if (alone[b] === good) out[b] = 1
    else if (alone[b] === near) out[b] = before[b] === good || after[b] === good ? 1 : 0
    else if (alone[b] === short) {
      if (before[b] === good && after[b] === good) out[b] = 1
      else if (before[b] === good || after[b] === good)
        out[b] = (before[b] === good ? afterNear[b] : beforeNear[b]) || (isHeading && after[b] === good) ? 1 : 0
    }
  }
  return out
}
