import './sources.css'
import '../record.css'
import '../facts/facts.css'
import { Link } from '@tanstack/react-router'
import { Input } from 'antd'
import { useMemo, useState } from 'react'
import type { DocumentRow } from '../../../src/sources/schema.ts'
import { useOperation } from '../../client.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { Shown } from '../../parts/states.tsx'
import { dayOf } from '../../parts/time.ts'
import { useMay } from '../../shell/shell.tsx'
import { useWords } from '../../words/words.ts'
import { AddPanel } from './addPanel.tsx'
import { Batches } from './batches.tsx'
import { ReadingState } from './readingState.tsx'
import { documentStates, sourcesRoute } from './route.ts'

const most = 500

/** What has come in, how far each is, and the ways to bring more. */
export const SourcesPage = () => {
  const t = useWords()
  const { state, find } = sourcesRoute.useSearch()
  const navigate = sourcesRoute.useNavigate()
  const may = useMay('sources.add')
  const [moving, setMoving] = useState(false)
  const [batching, setBatching] = useState(false)
  const [reading, setReading] = useState(false)
  const asked = useOperation(
    'sources.list',
    { ...(find ? { search: find } : {}), limit: most },
    { keep: true, every: moving || reading ? 700 : batching ? 2_000 : 5_000 },
  )
  const documents = asked.data?.documents ?? []
  const unread = documents.some((row) => row.state === 'received' || row.state === 'reading')
  if (unread !== reading) setReading(unread)

  const columns = useMemo(
    (): Column<DocumentRow>[] => [
      {
        key: 'name',
        title: t('sources.name'),
        value: (row) => row.title ?? row.name,
        show: (row) => (
          <>
            <Link to="/sources/$id" params={{ id: row.id }}>
              {row.title ?? row.name}
            </Link>
            {row.demo && <span className="demo">{t('sources.demo')}</span>}
            {row.title !== null && row.title !== row.name && <span className="cell-label">{row.name}</span>}
          </>
        ),
        width: '30%',
      },
      {
        key: 'state',
        title: t('sources.state'),
        value: (row) => t(`sources.state.${row.state}`),
        show: (row) => <ReadingState document={row} />,
      },
      {
        key: 'publisher',
        title: t('sources.publisher'),
        value: (row) => row.publisher,
        filter: true,
        show: (row) => row.publisher ?? <span className="unstated">{t('sources.unsigned')}</span>,
      },
      {
        key: 'published',
        title: t('sources.publishedOn'),
        value: (row) => row.published,
        show: (row) =>
          row.published ? (
            <span className="nowrap">{row.published}</span>
          ) : (
            <span className="unstated">{t('sources.undated')}</span>
          ),
      },
      { key: 'claims', title: t('sources.claims'), value: (row) => row.claims },
      {
        key: 'pending',
        title: t('sources.pending'),
        value: (row) => row.pending,
        show: (row) =>
          row.pending > 0 ? (
            <Link to="/facts" search={{ document: row.id, queue: 'pending' }}>
              {row.pending}
            </Link>
          ) : (
            row.pending
          ),
      },
      { key: 'aside', title: t('sources.aside'), value: (row) => row.setAside },
      {
        key: 'received',
        title: t('sources.received'),
        value: (row) => dayOf(row.receivedAt),
        show: (row) => <span className="nowrap">{dayOf(row.receivedAt)}</span>,
      },
    ],
    [t],
  )

  return (
    <div className="sources-page">
      <PageHeader
        title={t('sources.title')}
        lead={t('sources.lead')}
        actions={<Link to="/sources/corrections">{t('corrections.title')}</Link>}
      />
      {may && <AddPanel documents={documents} onBusy={setMoving} />}
      <Batches onBusy={setBatching} />
      <Shown of={asked}>
        {(list) => (
          <>
            {(list.total > list.documents.length || find) && (
              <div className="filters">
                <Input.Search
                  className="table-find"
                  size="small"
                  allowClear
                  key={find ?? ''}
                  defaultValue={find ?? ''}
                  placeholder={t('sources.find')}
                  aria-label={t('sources.find')}
                  onSearch={(typed) =>
                    void navigate({
                      search: ({ find: _, ...before }) => (typed.trim() ? { ...before, find: typed.trim() } : before),
                      replace: true,
                    })
                  }
                />
                {list.total > list.documents.length && (
                  <span className="table-count">
                    {t('sources.partial', { shown: list.documents.length, total: list.total })}
                  </span>
                )}
              </div>
            )}
            <DataTable
              id="sources"
              caption={t('sources.list')}
              rows={list.documents.filter((row) => state === undefined || row.state === state)}
              columns={columns}
              rowKey={(row) => row.id}
              onOpen={(row) => void navigate({ to: '/sources/$id', params: { id: row.id }, search: {} })}
              empty={state ? t('table.none') : t('sources.none')}
              extra={
                <select
                  className="choose"
                  aria-label={t('sources.filter')}
                  value={state ?? ''}
                  onChange={(event) => {
                    const chosen = documentStates.find((each) => each === event.target.value)
                    void navigate({
                      search: ({ state: _, ...before }) => (chosen ? { ...before, state: chosen } : before),
                      replace: true,
                    })
                  }}
                >
                  <option value="">{t('sources.filter.all')}</option>
                  {documentStates.map((each) => (
                    <option key={each} value={each}>
                      {t(`sources.state.${each}`)}
                    </option>
                  ))}
                </select>
              }
            />
          </>
        )}
      </Shown>
    </div>
  )
}
