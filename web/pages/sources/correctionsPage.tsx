import './sources.css'
import '../record.css'
import '../facts/facts.css'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { CorrectionRow } from '../../../src/sources/schema.ts'
import { download, OperationError, useOperation } from '../../client.ts'
import { PageHeader } from '../../parts/page-header.tsx'
import { Quoted } from '../../parts/quote.tsx'
import { Failure, Nothing, Shown } from '../../parts/states.tsx'
import { timeOf } from '../../parts/time.ts'
import { useLang } from '../../words/lang.ts'
import { type Say, useWords } from '../../words/words.ts'
import { KindMark } from '../facts/kindMark.tsx'
import { fieldText, rulesText } from '../facts/readerSays.tsx'
import { reasonText } from '../facts/readerWords.ts'
import { correctionsRoute } from './route.ts'

const step = 100
/** The code under which corrections are counted whose claim the reader bases on no named rule. */
const noRule = 'no-reason'

const ruleName = (rule: string, lang: ReturnType<typeof useLang>, t: Say): string =>
  rule === noRule ? t('facts.reader.norule') : reasonText(rule, lang)

/** What people corrected and the reader still reads otherwise, by the rule behind it; as test cases for the maintainers. */
export const CorrectionsPage = () => {
  const t = useWords()
  const lang = useLang()
  const { rule, all } = correctionsRoute.useSearch()
  const navigate = correctionsRoute.useNavigate()
  const [limit, setLimit] = useState(step)
  const [fault, setFault] = useState<OperationError | null>(null)
  const asked = useOperation(
    'sources.corrections',
    { limit, ...(rule ? { rule } : {}), ...(all ? { all } : {}) },
    { keep: true },
  )
  const save = async (format: 'json' | 'csv') => {
    setFault(null)
    try {
      const query = { format, ...(rule ? { rule } : {}), ...(all ? { all: 'true' } : {}) }
      await download('sources.cases', lang, query)
    } catch (error) {
      if (error instanceof OperationError) setFault(error)
      else throw error
    }
  }
  return (
    <div className="sources-page corrections-page">
      <p className="back">
        <Link to="/sources">{t('sources.page.back')}</Link>
      </p>
      <PageHeader
        title={t('corrections.title')}
        lead={t('corrections.lead')}
        actions={
          <>
            <Button onClick={() => void save('json')}>{t('corrections.save', { format: 'JSON' })}</Button>
            <Button onClick={() => void save('csv')}>{t('corrections.save', { format: 'CSV' })}</Button>
          </>
        }
      />
      {fault && <Failure error={fault} />}
      <Shown of={asked}>
        {(list) => (
          <>
            <label className="corrections-all">
              <input
                type="checkbox"
                checked={all === true}
                onChange={(event) =>
                  void navigate({
                    search: ({ all: _, ...before }) => (event.target.checked ? { ...before, all: true } : before),
                    replace: true,
                  })
                }
              />{' '}
              {t('corrections.all')}
            </label>
            {list.rules.length === 0 ? (
              <Nothing
                says={list.looked === 0 ? t('corrections.none') : t('corrections.agree', { count: list.looked })}
              />
            ) : (
              <div className="corrections-beside">
                <table className="rules">
                  <caption className="unseen">{t('corrections.rules')}</caption>
                  <thead>
                    <tr>
                      <th scope="col">{t('corrections.rule')}</th>
                      <th scope="col" className="rules-count">
                        {t('corrections.count')}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    <tr aria-current={rule === undefined ? 'true' : undefined}>
                      <th scope="row">
                        <Link from="/sources/corrections" to="." search={({ rule: _, ...before }) => before}>
                          {t('corrections.everyRule')}
                        </Link>
                      </th>
                      <td className="rules-count">{''}</td>
                    </tr>
                    {list.rules.map((each) => (
                      <tr key={each.rule} aria-current={rule === each.rule ? 'true' : undefined}>
                        <th scope="row">
                          <Link
                            from="/sources/corrections"
                            to="."
                            search={(before) => ({ ...before, rule: each.rule })}
                          >
                            {ruleName(each.rule, lang, t)}
                          </Link>
                          <code className="rules-code">{each.rule}</code>
                        </th>
                        <td className="rules-count">{each.count}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
                <section aria-label={t('corrections.list')}>
                  <p className="table-count">
                    {t('corrections.shown', { shown: list.corrections.length, total: list.total })}
                    {list.older && ` ${t('corrections.older', { count: list.looked })}`}
                  </p>
                  <ol className="corrections">
                    {list.corrections.map((correction) => (
                      <li key={correction.claimId}>
                        <CorrectionView correction={correction} />
                      </li>
                    ))}
                  </ol>
                  {list.total > list.corrections.length && limit < 500 && (
                    <button type="button" className="as-link" onClick={() => setLimit(Math.min(500, limit + step))}>
                      {t('facts.queue.more', { count: Math.min(step, list.total - list.corrections.length) })}
                    </button>
                  )}
                </section>
              </div>
            )}
          </>
        )}
      </Shown>
    </div>
  )
}

const CorrectionView = ({ correction }: { correction: CorrectionRow }) => {
  const t = useWords()
  const lang = useLang()
  const edited = correction.fields.find((each) => each.field === 'unit')
  const unit = edited ? edited.person : correction.unit
  return (
    <article className="correction">
      <p className="correction-head">
        <KindMark kind={correction.kind} />
        <Link to="/sources/$id" params={{ id: correction.documentId }} search={{ claim: correction.claimId }}>
          {correction.documentTitle}
        </Link>
        <span>{t('sources.mark.by', { person: correction.person, time: timeOf(correction.at) })}</span>
      </p>
      <Quoted sentence={correction.sentence} quote={correction.quote} at={correction.sentenceStart} />
      {correction.verdict === 'reject' ? (
        <p>{correction.found ? t('corrections.rejected') : t('corrections.rejected.lost')}</p>
      ) : (
        correction.fields.map(({ field, person, reader }) => (
          <p key={field}>
            {t('facts.reader.field', {
              field: t(`facts.field.${field}`),
              person: fieldText(field, person, unit, lang, t),
              reader: correction.found ? fieldText(field, reader, correction.unit, lang, t) : t('facts.reader.nothing'),
            })}
          </p>
        ))
      )}
      {correction.reason !== null && <p>{t('sources.mark.reason', { reason: correction.reason })}</p>}
      <p className="reader-rule">{t('facts.reader.rules', { rules: rulesText(correction.rules, lang, t) })}</p>
    </article>
  )
}
