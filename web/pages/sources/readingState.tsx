import type { DocumentRow } from '../../../src/sources/schema.ts'
import { useWords } from '../../words/words.ts'

/** How far a document is: waiting, being read with its progress, read, or why it could not be. */
export const ReadingState = ({ document }: { document: DocumentRow }) => {
  const t = useWords()
  if (document.state === 'reading')
    return (
      <span className="doc-state">
        <progress value={document.progress} max={1} aria-label={t('sources.state.reading')} />{' '}
        {t('sources.readingAt', { share: `${Math.round(document.progress * 100)}%` })}
      </span>
    )
  if (document.state === 'failed')
    return (
      <span className="doc-state doc-failed">
        {t('sources.state.failed')}
        {document.problem && <span className="doc-problem">{document.problem}</span>}
      </span>
    )
  return <span className="doc-state">{t(`sources.state.${document.state}`)}</span>
}
