import type { Evidence, Figure } from '../base/figure.ts'
import type { BriefSection, Footnote } from './schema.ts'

/** The name two figures share when they rest on the same evidence. Counts of the register share one footnote, as do figures without source. */
export const evidenceKey = (evidence: Evidence): string => {
  switch (evidence.kind) {
    case 'fact':
    case 'claim':
      return `${evidence.kind}:${evidence.id}`
    case 'formula':
      return `formula:${evidence.formula}(${evidence.inputs.map((input) => evidenceKey(input.evidence)).join(',')})`
    case 'rows':
    case 'none':
      return evidence.kind
  }
}

/** Every figure of the sections in reading order; figures without a number are left out. */
export const figuresInOrder = (sections: readonly BriefSection[]): Figure[] =>
  sections
    .flatMap((section) => [
      ...section.sentences.flatMap((sentence) =>
        sentence.parts.flatMap((part) => ('figure' in part ? [part.figure] : [])),
      ),
      ...(section.table?.rows.flat().flatMap((cell) => (cell !== null && typeof cell === 'object' ? [cell] : [])) ??
        []),
    ])
    .filter((figure) => figure.value !== null)

/** The footnote number of each evidence key. */
export const noteNumbers = (footnotes: readonly Footnote[]): Map<string, number> =>
  new Map(footnotes.flatMap(({ keys, number }) => keys.map((key) => [key, number] as const)))
