import type { Region } from '../../../base/region.ts'
import type { Draft } from '../claims.ts'
import type { PageFacts } from '../context.ts'
import { readMeaning } from '../meaning.ts'
import { viewOf } from '../view.ts'
import type { Matrix } from './matrix.ts'

/** Cells of words (建设内容及规模, 进展情况) that one table may hold before the rest is left unread. */
export const mostTextCells = 20_000

/**
 * What the sentences of a cell say, told of the row's thing where they name none themselves. They wait for a person: a cell
 * is no paragraph, and its words lean on the header.
 */
export const readCellText = (
  matrix: Matrix,
  cell: number,
  normal: string,
  raw: string,
  row: { entity: string | null; place: Region | null },
  header: string,
  facts: PageFacts,
): Draft[] => {
  const { start, end } = matrix.cells[cell]!
  const passage = { block: { start, end, role: 'body' as const, order: 0 }, view: viewOf(normal, start, end, []) }
  const isPlanned = /内容|规模|方案|规划|计划|拟|目标|思路|打算/.test(header)
  return readMeaning([passage], { ...facts.context, title: null, region: row.place ?? facts.context.region }).map(
    (claim): Draft => {
      const base = { ...claim, quote: raw.slice(claim.start, claim.end) }
      if (claim.kind !== 'quantity') return base
      const isOfRow =
        claim.subject === null ||
        claim.reasons.includes('subject-of-page') ||
        claim.subject === facts.context.region?.name
      return {
        ...base,
        subject: isOfRow && row.entity ? row.entity : claim.subject,
        modality: isPlanned && claim.modality === 'actual' ? 'plan' : claim.modality,
        reasons: [...claim.reasons.filter((reason) => reason !== 'subject-of-page'), 'table.in-cell-text'],
        confidence: Math.min(claim.confidence, 0.8),
        status: 'pending',
      }
    },
  )
}
