import type { Figure } from '../../../src/base/figure.ts'
import { formatFigure, formatPeriod } from '../../../src/base/format.ts'
import type { Lang } from '../../../src/base/lang.ts'
import type { ClaimRow } from '../../../src/sources/schema.ts'
import type { Say } from '../../words/words.ts'
import { measureText } from './readerWords.ts'

/** The number a claim states, as every screen shows numbers; null for claims that state none. */
export const figureOf = (claim: ClaimRow): Figure | null =>
  claim.kind !== 'quantity' || claim.unit === null
    ? null
    : {
        label: [claim.subject, claim.measure].filter(Boolean).join(' · '),
        value: claim.value,
        ...(claim.valueTo === null ? {} : { valueTo: claim.valueTo }),
        unit: claim.unit,
        bound: claim.bound ?? 'eq',
        modality: claim.modality ?? 'actual',
        period: periodOf(claim),
        asOf: null,
        evidence: { kind: 'claim', id: claim.id },
      }

/** The period a claim states or was read to mean; null when neither end is known. */
export const periodOf = (claim: ClaimRow): Figure['period'] =>
  claim.from === null && claim.to === null
    ? null
    : { from: claim.from, to: claim.to, precision: claim.precision ?? 'year', inferred: claim.inferred }

/** What a claim says in one short line: its number, or the names it holds. */
export const gist = (claim: ClaimRow, lang: Lang, t: Say): string => {
  const figure = figureOf(claim)
  if (figure) return [claim.subject, claim.measure, formatFigure(figure, lang).text].filter(Boolean).join(' · ')
  if (claim.kind === 'time') return formatPeriod(periodOf(claim), lang)
  const said = [claim.subject, measureText(claim, t), claim.items.join(lang === 'en' ? ', ' : '、')]
    .filter(Boolean)
    .join(' · ')
  return said === claim.quote ? '' : said
}

/** How sure the reader was, in three words. */
export const sureness = (confidence: number): 'high' | 'middle' | 'low' =>
  confidence >= 0.85 ? 'high' : confidence >= 0.6 ? 'middle' : 'low'
