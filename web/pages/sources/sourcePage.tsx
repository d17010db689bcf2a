import './sources.css'
import '../record.css'
import '../facts/facts.css'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { DocumentPage } from '../../../src/sources/schema.ts'
import { useAct, useOperation } from '../../client.ts'
import { PageHeader } from '../../parts/page-header.tsx'
import { Failure, Shown } from '../../parts/states.tsx'
import { dayOf } from '../../parts/time.ts'
import { useMay } from '../../shell/shell.tsx'
import { useWords } from '../../words/words.ts'
import { Contents } from './contents.tsx'
import { sizeWords } from './intake.ts'
import { ReadingState } from './readingState.tsx'
import { sourceRoute } from './route.ts'

/** One source: its text with everything the reader found in it, and the claims to decide on, in place. */
export const SourcePage = () => {
  const t = useWords()
  const { id } = sourceRoute.useParams()
  const [reading, setReading] = useState(false)
  const asked = useOperation('sources.show', { id }, { every: reading ? 700 : false })
  const unread = asked.data?.state === 'received' || asked.data?.state === 'reading'
  if (unread !== reading) setReading(unread)
  const mayReread = useMay('sources.reread')
  const reread = useAct('sources.reread')
  return (
    <div className="source-page">
      <p className="back">
        <Link to="/sources">{t('sources.page.back')}</Link>
      </p>
      <Shown of={asked}>
        {(page) => (
          <>
            <PageHeader
              title={page.title ?? page.name}
              lead={<Lead page={page} />}
              actions={
                mayReread && (
                  <Button
                    loading={reread.isPending}
                    disabled={unread}
                    title={t('sources.page.reread.says')}
                    onClick={() => reread.mutate({ id })}
                  >
                    {t('sources.page.reread')}
                  </Button>
                )
              }
            />
            {reread.error && <Failure error={reread.error} />}
            {page.state === 'failed' && (
              <div className="state state-failed" role="alert">
                <p className="state-title">{t('sources.page.failed')}</p>
                <p>{page.problem}</p>
                <p>{page.raw === '' ? t('sources.page.failed.todo') : t('sources.page.failed.before')}</p>
              </div>
            )}
            {unread && page.raw === '' && (
              <div className="state" role="status">
                <p>{t('sources.page.waiting')}</p>
                <p>
                  <ReadingState document={page} />
                </p>
              </div>
            )}
            {page.notice !== null && page.state === 'read' && (
              <p className="source-notice" role="status">
                {page.notice}
              </p>
            )}
            {/* What was read before stays in sight while it is read again. */}
            {page.raw !== '' && <Contents key={page.id} page={page} />}
          </>
        )}
      </Shown>
    </div>
  )
}

const Lead = ({ page }: { page: DocumentPage }) => {
  const t = useWords()
  const again = page.raw !== '' && (page.state === 'received' || page.state === 'reading')
  return (
    <span className="source-lead">
      <span>{page.publisher ?? t('sources.unsigned')}</span>
      <span>{page.published ? t('evidence.published', { date: page.published }) : t('evidence.unpublished')}</span>
      <span>{t('sources.page.received', { person: page.receivedBy, date: dayOf(page.receivedAt) })}</span>
      <span title={t('sources.page.sha', { sha: page.sha256 })}>
        {t('sources.page.code', { encoding: page.encoding ?? '—', size: sizeWords(page.bytes) })}
      </span>
      {page.demo && <span className="demo">{t('sources.demo')}</span>}
      <span className="source-again" role="status">
        {again && t('sources.page.again')}
      </span>
    </span>
  )
}
