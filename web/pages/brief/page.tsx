import { Button } from 'antd'
import { useState } from 'react'
import { evidenceKey, figuresInOrder, noteNumbers } from '../../../src/report/footnotes.ts'
import { download, OperationError, type Output, useOperation } from '../../client.ts'
import { refOf, useEvidence } from '../../parts/evidence.ts'
import { FigureView } from '../../parts/figure.tsx'
import { NoData } from '../../parts/no-data.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { SentenceView } from '../../parts/sentence.tsx'
import { Failure, Shown } from '../../parts/states.tsx'
import { useLang } from '../../words/lang.ts'
import { useWords } from '../../words/words.ts'
import './brief.css'

type Brief = Output<'report.brief'>
type Section = Brief['sections'][number]
type Cell = NonNullable<Section['table']>['rows'][number][number]
type FigureCell = Exclude<Cell, string | null>
type NoteOf = (figure: FigureCell) => number | undefined

const CellView = ({ cell, note }: { cell: Cell; note: NoteOf }) => {
  if (cell === null) return <NoData />
  // Names of places and dates stay whole; longer words may break.
  if (typeof cell === 'string') return cell.length > 10 ? cell : <span className="brief-whole">{cell}</span>
  return <FigureView figure={cell} show="cell" note={note(cell)} />
}

const SectionView = ({ section, note }: { section: Section; note: NoteOf }) => {
  const t = useWords()
  return (
    <section className="brief-section">
      <h2>{section.title}</h2>
      {section.sentences.length === 0 && section.table === null && <p>{t('brief.section.empty')}</p>}
      {section.sentences.length > 0 && (
        <ul className="brief-sentences">
          {section.sentences.map((sentence, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: sentences have no identity but their place
            <li key={index}>
              <SentenceView sentence={sentence} note={note} />
            </li>
          ))}
        </ul>
      )}
      {section.table && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="brief-table" aria-label={section.title} tabIndex={0}>
          <table>
            <thead>
              <tr>
                {section.table.columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {section.table.rows.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
                <tr key={index}>
                  {row.map((cell, place) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity but their column
                    <td key={place} data-label={section.table?.columns[place]}>
                      <CellView cell={cell} note={note} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  )
}

/** Each footnote says its source in words and opens the evidence of the first number that carries it. */
const Footnotes = ({ footnotes, sections }: { footnotes: Brief['footnotes']; sections: Section[] }) => {
  const t = useWords()
  const evidence = useEvidence()
  const figures = figuresInOrder(sections)
  const refFor = (keys: readonly string[]) => {
    const figure = figures.find((each) => keys.includes(evidenceKey(each.evidence)))
    return figure ? refOf(figure) : null
  }
  return (
    <section className="brief-notes" aria-labelledby="notes">
      <h2 id="notes">{t('brief.footnotes')}</h2>
      <ol>
        {footnotes.map(({ number, keys, text }) => {
          const ref = refFor(keys)
          return (
            <li key={number} value={number}>
              {text}
              {ref !== null && (
                <button
                  type="button"
                  className="as-link brief-note-open"
                  aria-label={t('brief.note.open', { number })}
                  onClick={() => evidence.open(ref)}
                >
                  {t('evidence.title')}
                </button>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** The page a chain chief reads on Monday: the same words and numbers on screen, on paper and in Word. */
export const BriefPage = () => {
  const t = useWords()
  const lang = useLang()
  const brief = useOperation('report.brief', {})
  const [failed, setFailed] = useState<OperationError | null>(null)
  const [fetching, setFetching] = useState(false)
  const word = async () => {
    setFailed(null)
    setFetching(true)
    try {
      await download('report.word', lang)
    } catch (error) {
      if (!(error instanceof OperationError)) throw error
      setFailed(error)
    } finally {
      setFetching(false)
    }
  }
  const numbers = noteNumbers(brief.data?.footnotes ?? [])
  const note: NoteOf = (figure) => (figure.value === null ? undefined : numbers.get(evidenceKey(figure.evidence)))
  return (
    <article className="brief">
      <PageHeader
        title={brief.data?.title ?? t('shell.report')}
        {...(brief.data ? { lead: brief.data.subtitle } : {})}
        actions={
          <>
            <Button onClick={() => window.print()} disabled={!brief.data}>
              {t('brief.print')}
            </Button>
            <Button type="primary" onClick={word} loading={fetching} disabled={!brief.data}>
              {t('brief.word')}
            </Button>
          </>
        }
      />
      {failed && <Failure error={failed} retry={word} />}
      <Shown of={brief}>
        {(page) => (
          <>
            {page.sections.map((section) => (
              <SectionView key={section.title} section={section} note={note} />
            ))}
            <Footnotes footnotes={page.footnotes} sections={page.sections} />
          </>
        )}
      </Shown>
    </article>
  )
}
