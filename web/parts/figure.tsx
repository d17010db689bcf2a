import { useEffect } from 'react'
import type { Figure } from '../../src/base/figure.ts'
import { formatFigure, formatPeriod, modalityWords } from '../../src/base/format.ts'
import { inLang, type Lang } from '../../src/base/lang.ts'
import { useLang } from '../words/lang.ts'
import { type Say, useWords } from '../words/words.ts'
import { refOf, remember, useEvidence } from './evidence.ts'
import { ModalityMark } from './mark.tsx'
import { NoData } from './no-data.tsx'

/** The whole figure in one line of plain words: what a screen reader says, and what a copied cell carries. */
export const figureLine = (figure: Figure, lang: Lang, t: Say): string => {
  const value = formatFigure(figure, lang).text
  const head = t('figure.of', { label: figure.label, mark: inLang(modalityWords[figure.modality], lang), value })
  return [head, ...figureDates(figure, lang, t)].join(lang === 'en' ? ', ' : '，')
}

/** Period and as-of date in words; says so where the period is not stated or inferred. */
export const figureDates = (figure: Figure, lang: Lang, t: Say): string[] => {
  const said: string[] = []
  if (figure.period) said.push(formatPeriod(figure.period, lang))
  // A count of the register has no period but the day it was counted.
  else if (figure.evidence.kind !== 'rows') said.push(t('figure.noPeriod'))
  if (figure.period?.inferred) said.push(t('figure.inferred'))
  if (figure.asOf) said.push(t('figure.asOf', { date: figure.asOf }))
  return said
}

/**
 * A number as every screen shows it: modality mark, bound, value and unit; opens its evidence.
 * - `inline` (default) for sentences: period and as-of date stand in the hint and in the accessible name;
 * - `cell` for tables: period and as-of date stand below the number;
 * - `card` for a number on its own: its label above, dates below.
 * No data is hatched and said; no source is said. `note` is a footnote number set after it.
 */
export const FigureView = ({
  figure,
  show = 'inline',
  note,
  into = 'open',
  dated = 'all',
  wordless = false,
}: {
  figure: Figure
  show?: 'inline' | 'cell' | 'card'
  note?: number | undefined
  /** Inside the drawer: `push` goes one level deeper instead of a new stack, `here` is the number whose evidence stands below it. */
  into?: 'open' | 'push' | 'here'
  /** `asOf` leaves the period to the row or header that already says it. */
  dated?: 'all' | 'asOf'
  /** Only the mark's shape, where the column's header says its word. */
  wordless?: boolean
}) => {
  const lang = useLang()
  const t = useWords()
  const evidence = useEvidence()
  useEffect(() => remember(figure), [figure])
  const ref = refOf(figure)
  const dates = figureDates(figure, lang, t)
  const shownDates = dated === 'all' ? dates : dates.slice(figure.asOf ? -1 : dates.length)
  const missing = figure.value === null
  const number = missing ? <NoData /> : <span className="figure-value">{formatFigure(figure, lang).text}</span>
  const body = (
    <>
      <ModalityMark modality={figure.modality} wordless={wordless} />{' '}
      <span className="figure-said">
        {number}
        {note !== undefined && <sup className="note">{note}</sup>}
      </span>
    </>
  )
  const line = figureLine(figure, lang, t)
  const opens = ref !== null && into !== 'here'
  const hint = `${line} · ${t(ref === null ? 'figure.noSource' : 'figure.open')}`
  return (
    <span className={`figure figure-${show}`}>
      {show === 'card' && <span className="figure-label">{figure.label}</span>}
      {!opens ? (
        <span className="figure-number" title={hint}>
          {body}
          {ref === null && !missing && <span className="no-source">{t('figure.noSource')}</span>}
        </span>
      ) : (
        <button
          type="button"
          className="figure-number figure-open"
          title={hint}
          onClick={() => (into === 'push' ? evidence.push(ref) : evidence.open(ref))}
        >
          {body}
        </button>
      )}
      {show !== 'inline' && shownDates.length > 0 && <span className="figure-dates">{shownDates.join(' · ')}</span>}
    </span>
  )
}
