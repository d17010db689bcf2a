import { Button, Input } from 'antd'
import { useMemo } from 'react'
import { boundWords, formatPeriod, modalityWords } from '../../../src/base/format.ts'
import { inLang } from '../../../src/base/lang.ts'
import type { FactRow } from '../../../src/facts/schema.ts'
import { useOperation } from '../../client.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { Shown } from '../../parts/states.tsx'
import { useLang } from '../../words/lang.ts'
import { useWords } from '../../words/words.ts'
import { FactPanel } from './factPanel.tsx'
import { type FactsSearch, factsRoute } from './route.ts'

const most = 1000

/** The register of accepted numbers; a fact opens beside it. */
export const Ledger = () => {
  const lang = useLang()
  const t = useWords()
  const search = factsRoute.useSearch()
  const navigate = factsRoute.useNavigate()
  const asked = useOperation(
    'facts.list',
    { ...(search.find ? { search: search.find } : {}), limit: most },
    { keep: true },
  )
  const change = (next: Partial<FactsSearch>) =>
    void navigate({ search: (before: FactsSearch) => ({ ...before, ...next }), resetScroll: false })
  const columns = useMemo((): Column<FactRow>[] => {
    const unstated = <span className="unstated">{t('facts.unstated')}</span>
    return [
      { key: 'subject', title: t('facts.column.subject'), value: (row) => row.subject, width: '22%' },
      { key: 'measure', title: t('facts.column.measure'), value: (row) => row.measure, filter: true },
      { key: 'value', title: t('facts.column.value'), value: (row) => row.figure, width: '20%' },
      {
        key: 'modality',
        title: t('facts.column.modality'),
        value: (row) => inLang(modalityWords[row.figure.modality], lang),
        filter: true,
      },
      {
        key: 'period',
        title: t('facts.column.period'),
        value: (row) => (row.figure.period ? formatPeriod(row.figure.period, lang) : t('facts.unstated')),
        show: (row) => (row.figure.period ? formatPeriod(row.figure.period, lang) : unstated),
        filter: true,
      },
      {
        key: 'bound',
        title: t('facts.column.bound'),
        value: (row) => inLang(boundWords[row.figure.bound], lang),
        filter: true,
      },
      {
        key: 'place',
        title: t('facts.column.place'),
        value: (row) => row.place ?? t('facts.unstated'),
        filter: true,
        show: (row) => row.place ?? unstated,
      },
      { key: 'witnesses', title: t('facts.column.witnesses'), value: (row) => row.witnesses },
      { key: 'others', title: t('facts.column.others'), value: (row) => row.others },
    ]
  }, [lang, t])
  // Beside an open fact there is room for what tells facts apart; the panel says the rest.
  const shown = search.fact
    ? columns.filter((column) => ['subject', 'measure', 'value', 'others'].includes(column.key))
    : columns
  return (
    <Shown of={asked}>
      {({ facts, total }) => (
        <>
          {(total > facts.length || search.find) && (
            <div className="filters">
              <Input.Search
                className="table-find"
                size="small"
                allowClear
                key={search.find ?? ''}
                defaultValue={search.find ?? ''}
                placeholder={t('facts.ledger.find')}
                aria-label={t('facts.ledger.find')}
                onSearch={(find) => change({ find: find.trim() || undefined })}
              />
              {total > facts.length && (
                <span className="table-count">{t('facts.ledger.partial', { shown: facts.length, total })}</span>
              )}
            </div>
          )}
          <div className={search.fact ? 'ledger-beside' : ''}>
            <DataTable
              id="facts"
              caption={t('facts.ledger')}
              rows={search.others ? facts.filter((row) => row.others > 0) : facts}
              columns={shown}
              rowKey={(row) => row.id}
              selected={search.fact ?? null}
              onOpen={(row) => change({ fact: row.id })}
              empty={search.others ? t('table.none') : t('facts.ledger.none')}
              extra={
                <Button
                  size="small"
                  type={search.others ? 'primary' : 'default'}
                  aria-pressed={search.others === 1}
                  onClick={() => change({ others: search.others ? undefined : 1 })}
                >
                  {t('facts.ledger.others')}
                </Button>
              }
            />
            {search.fact && (
              <FactPanel
                key={search.fact}
                id={search.fact}
                onClose={() => change({ fact: undefined })}
                onOpen={(id) => change({ fact: id })}
              />
            )}
          </div>
        </>
      )}
    </Shown>
  )
}
