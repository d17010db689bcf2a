import type { FileOrigin } from '../../base/origin.ts'
import type { Span } from './claim.ts'
import type { Origin } from './opened.ts'

/** Index of the first origin that ends after `at`; origins are sorted and apart. */
const firstAfter = (origins: readonly Origin[], at: number): number => {
  let low = 0
  let high = origins.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (origins[middle]!.end > at) high = middle
    else low = middle + 1
  }
  return low
}

/** Where in its file a stretch of the raw text stands; null where the file has no such places. Cells of a second sheet are left out. */
export const originOf = (origins: readonly Origin[], { start, end }: Span): FileOrigin | null => {
  const at = firstAfter(origins, start)
  const first = origins[at]
  if (first === undefined || first.start >= end) return null
  let last = first
  for (let i = at + 1; i < origins.length && origins[i]!.start < end; i++) {
    if (origins[i]!.sheet !== first.sheet) break
    last = origins[i]!
  }
  return {
    ...(first.page === undefined ? {} : { page: first.page }),
    ...(last.page === undefined || last.page === first.page ? {} : { pageTo: last.page }),
    ...(first.sheet === undefined ? {} : { sheet: first.sheet }),
    ...(first.cell === undefined ? {} : { cell: first.cell }),
    ...(last.cell === undefined || last.cell === first.cell ? {} : { cellTo: last.cell }),
  }
}
