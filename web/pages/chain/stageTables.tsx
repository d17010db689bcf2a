import type { ProjectRow, StagePage } from '../../../src/chain/schema.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { FigureView } from '../../parts/figure.tsx'
import { Witnesses } from '../../parts/witnesses.tsx'
import { useWords } from '../../words/words.ts'
import { Coefficients } from './coefficients.tsx'

/** How many sources a row rests on, each of which opens below it. */
const Cited = ({ sources }: { sources: StagePage['sources'] }) => {
  const t = useWords()
  if (sources.length === 0) return <span className="no-source">{t('figure.noSource')}</span>
  return (
    <details className="cited">
      <summary>{t('chain.cited.count', { count: sources.length })}</summary>
      <Witnesses witnesses={sources} />
    </details>
  )
}

export const Enterprises = ({ page, marked }: { page: StagePage; marked: string | null }) => {
  const t = useWords()
  const unknown = <span className="no-data">{t('chain.unknown')}</span>
  const columns: Column<StagePage['enterprises'][number]>[] = [
    {
      key: 'name',
      title: t('chain.enterprise'),
      value: (row) => [row.name, row.role, row.county, row.park].filter(Boolean).join(' · '),
      show: (row) => (
        <>
          {row.name}
          <span className="cell-label">
            {[row.role, row.county, row.park].filter(Boolean).join(' · ') || t('chain.unknown')}
          </span>
        </>
      ),
      width: '34%',
    },
    {
      key: 'makes',
      title: t('chain.makes'),
      value: (row) => row.products.join(t('chain.and')) || null,
      show: (row) => row.products.join(t('chain.and')) || unknown,
      width: '20%',
    },
    {
      key: 'capacity',
      title: t('chain.capacity'),
      sort: false,
      width: '31%',
      value: (row) => row.capacities[0] ?? null,
      show: (row) => (row.capacities.length === 0 ? unknown : <Capacities figures={row.capacities} />),
    },
    {
      key: 'sources',
      title: t('chain.cited'),
      value: (row) => row.sources.length,
      show: (row) => <Cited sources={row.sources} />,
      width: '15%',
    },
  ]
  return (
    <DataTable
      id="enterprises"
      caption={`${page.stage.name} · ${t('chain.tab.enterprises')}`}
      rows={page.enterprises}
      columns={columns}
      rowKey={(row) => row.id}
      selected={marked}
      empty={t('chain.enterprises.empty')}
    />
  )
}

const Capacities = ({ figures }: { figures: StagePage['indicators'] }) => (
  <ul className="cell-figures">
    {figures.map((figure, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: two capacities may read the same
      <li key={index}>
        <span className="cell-label">{figure.label}</span> <FigureView figure={figure} show="cell" />
      </li>
    ))}
  </ul>
)

export const Projects = ({ page }: { page: StagePage }) => {
  const t = useWords()
  const unknown = <span className="no-data">{t('chain.unknown')}</span>
  const columns: Column<ProjectRow>[] = [
    {
      key: 'name',
      title: t('chain.project'),
      value: (row) => [row.name, row.county, ...row.investors].filter(Boolean).join(' · '),
      show: (row) => (
        <>
          {row.name}
          <span className="cell-label">
            {[row.county, row.investors.join(t('chain.and'))].filter(Boolean).join(' · ') || t('chain.unknown')}
          </span>
          {row.parent && <span className="cell-label">{t('chain.parent', { name: row.parent })}</span>}
        </>
      ),
      width: '32%',
    },
    {
      key: 'investment',
      title: t('chain.investment'),
      width: '25%',
      value: (row) => row.investment,
      show: (row) => (row.investment ? <FigureView figure={row.investment} show="cell" /> : unknown),
    },
    {
      key: 'phases',
      title: t('chain.phase'),
      value: (row) => row.phases.map((phase) => `${phase.name} ${phase.stage}`).join(t('chain.pause')) || null,
      show: (row) => (
        <ul className="cell-figures">
          {row.phases.map((phase) => (
            <li key={phase.name}>
              <span>{[phase.name, phase.stage].filter(Boolean).join(' · ')}</span>
              {phase.stageDate && <span className="cell-label">{t('chain.asOf', { date: phase.stageDate })}</span>}
              {phase.investment && <FigureView figure={phase.investment} show="cell" />}
              <Capacities figures={phase.capacities} />
            </li>
          ))}
        </ul>
      ),
    },
    {
      key: 'sources',
      title: t('chain.cited'),
      value: (row) => row.sources.length,
      show: (row) => <Cited sources={row.sources} />,
      width: '15%',
    },
  ]
  return (
    <DataTable
      id="projects"
      caption={`${page.stage.name} · ${t('chain.tab.projects')}`}
      rows={page.projects}
      columns={columns}
      rowKey={(row) => row.id}
      empty={t('chain.projects.empty')}
    />
  )
}

export const Indicators = ({ page }: { page: StagePage }) => {
  const t = useWords()
  const rows = page.indicators.map((figure, index) => ({ figure, index }))
  return (
    <>
      <DataTable
        id="indicators"
        caption={`${page.stage.name} · ${t('chain.tab.indicators')}`}
        rows={rows}
        columns={[
          { key: 'label', title: t('chain.indicator'), value: (row) => row.figure.label },
          { key: 'value', title: t('chain.value'), value: (row) => row.figure },
        ]}
        rowKey={(row) => String(row.index)}
        empty={t('chain.indicators.empty')}
      />
      <Coefficients processes={page.processes} />
    </>
  )
}
