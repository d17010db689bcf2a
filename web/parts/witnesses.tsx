import type { Output } from '../client.ts'
import { useWords } from '../words/words.ts'
import { Go } from './go.tsx'
import { Quoted } from './quote.tsx'

export type Witness = Output<'facts.show'>['witnesses'][number]

/** Where a sentence stands in its page: `?at=START-END` of the raw text. */
export const PageLink = ({ documentId, start, end }: { documentId: string; start: number; end: number }) => {
  const t = useWords()
  return <Go href={`/sources/${documentId}?at=${start}-${end}`}>{t('evidence.inPage')}</Go>
}

/** The sources of a number, each with title, publisher, date, the sentence with its quote, and the way into the page. */
export const Witnesses = ({ witnesses }: { witnesses: Witness[] }) => {
  const t = useWords()
  return (
    <ol className="witnesses">
      {witnesses.map((witness) => (
        <li key={`${witness.kind}:${witness.id}`}>
          <p className="witness-title">
            {witness.title}
            {witness.repeats !== null && <span className="repeats">{t('evidence.repeats')}</span>}
            {witness.weak && <span className="weak">{t('evidence.weak')}</span>}
          </p>
          <p className="witness-by">
            {[
              witness.publisher,
              witness.published ? t('evidence.published', { date: witness.published }) : t('evidence.unpublished'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {witness.sentence &&
            (witness.kind === 'claim' ? (
              <Quoted sentence={witness.sentence} quote={witness.quote} origin={witness.origin} />
            ) : (
              // A pack's figure is not quoted: this says in our words where in the source it stands.
              <p className="witness-note">{witness.sentence}</p>
            ))}
          {witness.note && <p className="witness-note">{witness.note}</p>}
          <p className="witness-ways">
            {witness.documentId !== null && witness.start !== null && witness.end !== null && (
              <PageLink documentId={witness.documentId} start={witness.start} end={witness.end} />
            )}
            {witness.url && (
              <a href={witness.url} target="_blank" rel="noopener noreferrer">
                {t('evidence.address')}
              </a>
            )}
          </p>
        </li>
      ))}
    </ol>
  )
}
