import type { Block } from '../claim.ts'
import type { ReadableTable } from './tables.ts'

/** The text with the cells of tables blanked, unit for unit: what is left is read as prose, and no row is taken for a line of it. */
export const besideTables = (text: string, tables: readonly ReadableTable[]): string => {
  if (tables.length === 0) return text
  const cells = tables.flatMap(({ grid }) => grid.cells.map(({ start, end }) => ({ start, end })))
  cells.sort((a, b) => a.start - b.start)
  const parts: string[] = []
  let at = 0
  for (const { start, end } of cells) {
    if (end <= at) continue
    const from = Math.max(start, at)
    parts.push(text.slice(at, from), ' '.repeat(end - from))
    at = end
  }
  parts.push(text.slice(at))
  return parts.join('')
}

/** The blocks of a page with one more for every table, in page order; a table is read after the block it stands behind. */
export const withBlocksOf = (tables: readonly ReadableTable[], blocks: readonly Block[]): Block[] => {
  if (tables.length === 0) return [...blocks]
  const placed = [
    ...blocks.map((block) => ({ block, isTable: false })),
    ...tables.map(({ grid }) => ({
      block: { start: grid.start, end: grid.end, role: 'body' as const, order: 0 },
      isTable: true,
    })),
  ].sort((a, b) => a.block.start - b.block.start)
  let behind = -1
  const ranked = placed.map(({ block, isTable }, i) => {
    if (!isTable) behind = block.order
    return { i, block, order: behind, isTable }
  })
  const order = new Array<number>(ranked.length)
  ;[...ranked]
    .sort((a, b) => a.order - b.order || Number(a.isTable) - Number(b.isTable) || a.i - b.i)
    .forEach(({ i }, n) => {
      order[i] = n
    })
  return ranked.map(({ block, i }) => ({ ...block, order: order[i]! }))
}
