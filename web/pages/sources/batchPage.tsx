import './sources.css'
import '../record.css'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { BatchFileRow } from '../../../src/sources/schema.ts'
import { useOperation } from '../../client.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { Shown } from '../../parts/states.tsx'
import { useWords } from '../../words/words.ts'
import { BatchLine } from './batches.tsx'
import { useSendings } from './batchSender.ts'
import { sizeWords } from './intake.ts'
import { batchFileStates, batchRoute } from './route.ts'

const most = 5_000

/** One batch with every file of it: where each is, and why it was not read. */
export const BatchPage = () => {
  const t = useWords()
  const { id } = batchRoute.useParams()
  const { state } = batchRoute.useSearch()
  const navigate = batchRoute.useNavigate()
  const sendings = useSendings()
  const [moving, setMoving] = useState(true)
  const asked = useOperation(
    'batches.show',
    { id, limit: most, ...(state ? { state: [state] } : {}) },
    { keep: true, every: moving ? 1_000 : false },
  )
  const unfinished = asked.data !== undefined && !asked.data.batch.done
  if (asked.data && unfinished !== moving) setMoving(unfinished)
  const columns = useMemo(
    (): Column<BatchFileRow>[] => [
      { key: 'number', title: t('batches.column.number'), value: (row) => row.number, width: 72 },
      {
        key: 'name',
        title: t('batches.column.name'),
        value: (row) => row.name,
        show: (row) =>
          row.documentId === null ? (
            row.name
          ) : (
            <>
              <Link to="/sources/$id" params={{ id: row.documentId }}>
                {row.name}
              </Link>
              {row.title !== null && row.title !== row.name && <span className="cell-label">{row.title}</span>}
            </>
          ),
        width: '40%',
      },
      {
        key: 'state',
        title: t('sources.state'),
        value: (row) => t(`batches.state.${row.state}`),
        show: (row) => (
          <>
            <span className={row.problem === null ? 'doc-state' : 'doc-state doc-failed'}>
              {t(`batches.state.${row.state}`)}
            </span>
            {row.already && <span className="cell-label">{t('sources.already')}</span>}
            {row.problem !== null && <span className="doc-problem">{row.problem}</span>}
          </>
        ),
      },
      { key: 'bytes', title: t('batches.column.size'), value: (row) => row.bytes, show: (row) => sizeWords(row.bytes) },
    ],
    [t],
  )
  return (
    <div className="sources-page">
      <p className="back">
        <Link to="/sources">{t('sources.page.back')}</Link>
      </p>
      <Shown of={asked}>
        {({ batch, files }) => (
          <>
            <PageHeader title={batch.name} lead={t('batches.lead')} />
            <BatchLine batch={batch} sending={sendings.find((one) => one.batchId === id)} whole />
            <DataTable
              id="batch"
              caption={t('batches.files')}
              rows={files}
              columns={columns}
              rowKey={(row) => String(row.number)}
              empty={t('table.none')}
              extra={
                <select
                  className="choose"
                  aria-label={t('sources.filter')}
                  value={state ?? ''}
                  onChange={(event) => {
                    const chosen = batchFileStates.find((each) => each === event.target.value)
                    void navigate({ search: chosen ? { state: chosen } : {}, replace: true })
                  }}
                >
                  <option value="">{t('sources.filter.all')}</option>
                  {batchFileStates.map((each) => (
                    <option key={each} value={each}>
                      {t(`batches.state.${each}`)}
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
