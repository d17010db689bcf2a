import type { Output } from '../../client.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { FigureView } from '../../parts/figure.tsx'
import { NoData } from '../../parts/no-data.tsx'
import { Nothing } from '../../parts/states.tsx'
import { useWords } from '../../words/words.ts'
import { YearChart } from './year-chart.tsx'

export type Year = Output<'report.today'>['years'][number]
type FigureOf = NonNullable<Year['actual']>

const Figures = ({ figures }: { figures: FigureOf[] }) => (
  <span className="figure-list">
    {figures.map((figure, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: two statements may be equal but for their source
      <FigureView key={index} figure={figure} show="cell" dated="asOf" wordless />
    ))}
  </span>
)

/** Results against targets by year: a chart, and the same numbers in a table beside it. A result that is due and missing is said as no data. */
export const Years = ({ years, asOf }: { years: Year[]; asOf: string }) => {
  const t = useWords()
  const thisYear = Number(asOf.slice(0, 4))
  const actual = (year: Year) => {
    if (year.actual) return <Figures figures={[year.actual]} />
    return year.year < thisYear ? <NoData /> : <span className="today-quiet">{t('today.notDue')}</span>
  }
  const columns: Column<Year>[] = [
    { key: 'year', title: t('today.column.year'), value: (year) => String(year.year), width: 72 },
    { key: 'actual', title: t('today.column.actual'), value: (year) => year.actual, show: actual, sort: false },
    {
      key: 'target',
      title: t('today.column.target'),
      value: (year) => year.target,
      sort: false,
      show: (year) => (
        <>
          {year.target ? <Figures figures={[year.target]} /> : <NoData />}
          {year.otherTargets.length > 0 && (
            <div className="today-others">
              <span>{t('today.others')}</span>
              <Figures figures={year.otherTargets} />
            </div>
          )}
        </>
      ),
    },
    {
      key: 'attained',
      title: t('today.column.attained'),
      value: (year) => year.attained,
      sort: false,
      // Attained is computed: it is missing for the same reason as the result or the target beside it.
      show: (year) => year.attained && <Figures figures={[year.attained]} />,
    },
    {
      key: 'forecasts',
      title: t('today.column.forecasts'),
      value: (year) => year.forecasts[0] ?? null,
      sort: false,
      show: (year) => year.forecasts.length > 0 && <Figures figures={year.forecasts} />,
    },
  ]
  const filled = columns.filter(
    (column) => ['year', 'actual', 'target'].includes(column.key) || years.some((year) => column.value(year) !== null),
  )
  return (
    <section className="today-years" aria-labelledby="years">
      <h2 id="years">{t('today.years')}</h2>
      {years.length === 0 ? (
        <Nothing says={t('today.years.none')} />
      ) : (
        <div className="today-years-pair">
          <YearChart years={years} thisYear={thisYear} />
          <DataTable
            id="years"
            caption={t('today.years')}
            rows={years}
            columns={filled}
            rowKey={(year) => String(year.year)}
            empty={t('today.years.none')}
            plain
          />
        </div>
      )}
    </section>
  )
}
