import type { Output } from '../../client.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { FigureView } from '../../parts/figure.tsx'
import { Nothing } from '../../parts/states.tsx'
import { useWords } from '../../words/words.ts'
import { YearChart } from './year-chart.tsx'

export type Year = Output<'report.today'>['years'][number]
type FigureOf = NonNullable<Year['actual']>

const Figures = ({ figures }: { figures: FigureOf[] }) => (
  <span className="figure-list">
    {figures.map((figure, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: two statements may be equal but for their source
      <FigureView key={index} figure={figure} show="cell" dated="asOf" />
    ))}
  </span>
)

/** Results against targets by year: a chart, and the same numbers in a table beside it. */
export const Years = ({ years }: { years: Year[] }) => {
  const t = useWords()
  const one = (figure: FigureOf | null) => (figure ? <Figures figures={[figure]} /> : null)
  const columns: Column<Year>[] = [
    { key: 'year', title: t('today.column.year'), value: (year) => String(year.year), width: 64 },
    { key: 'actual', title: t('today.column.actual'), value: (year) => year.actual, show: (year) => one(year.actual) },
    { key: 'target', title: t('today.column.target'), value: (year) => year.target, show: (year) => one(year.target) },
    {
      key: 'attained',
      title: t('today.column.attained'),
      value: (year) => year.attained,
      show: (year) => one(year.attained),
    },
    {
      key: 'forecasts',
      title: t('today.column.forecasts'),
      value: (year) => year.forecasts[0] ?? null,
      show: (year) => <Figures figures={year.forecasts} />,
    },
    {
      key: 'others',
      title: t('today.column.others'),
      value: (year) => year.otherTargets[0] ?? null,
      show: (year) => <Figures figures={year.otherTargets} />,
    },
  ]
  return (
    <section className="today-years" aria-labelledby="years">
      <h2 id="years">{t('today.years')}</h2>
      {years.length === 0 ? (
        <Nothing says={t('today.years.none')} />
      ) : (
        <div className="today-years-pair">
          <YearChart years={years} />
          <DataTable
            id="years"
            caption={t('today.years')}
            rows={years}
            columns={columns}
            rowKey={(year) => String(year.year)}
            empty={t('today.years.none')}
            plain
          />
        </div>
      )}
    </section>
  )
}
