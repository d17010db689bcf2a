import { noData } from '../../../src/base/format.ts'
import { inLang } from '../../../src/base/lang.ts'
import { ModalityMark } from '../../parts/mark.tsx'
import { useLang } from '../../words/lang.ts'
import { useWords } from '../../words/words.ts'
import { axisFor, spanOf } from './axis.ts'
import type { Year } from './years.tsx'

const width = 640
const height = 300
const left = 52
const right = 8
const top = 28
const bottom = 28

/**
 * Results as bars, targets as a line across the year's column with a ring, forecasts as diamonds. A year in between of which nothing
 * is known is hatched and said. Values carry labels; the axis names the unit.
 */
export const YearChart = ({ years }: { years: Year[] }) => {
  const lang = useLang()
  const t = useWords()
  const columns = spanOf(years)
  const figures = years.flatMap((year) =>
    [year.actual, year.target, ...year.forecasts].filter((figure) => figure !== null),
  )
  const known = figures.filter((figure) => figure.value !== null)
  const axis = axisFor(known, lang)
  if (axis === null) return null
  const step = (width - left - right) / columns.length
  const bar = Math.min(36, step * 0.5)
  const y = (value: string) => height - bottom - (Number(value) / axis.top) * (height - top - bottom)
  const label = (value: string) => axis.print(value)
  const kinds = (['actual', 'target', 'forecast'] as const).filter((kind) => known.some((f) => f.modality === kind))
  return (
    <figure className="year-chart">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('today.chart')}>
        <defs>
          <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line x1="0" y1="0" x2="0" y2="6" stroke="#c3ccd4" strokeWidth="1.5" />
          </pattern>
        </defs>
        <text x="4" y="14" className="chart-axis">
          {t('today.chart.axis', { unit: axis.unit })}
        </text>
        {axis.ticks.map((tick) => (
          <g key={tick}>
            <line x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} className="chart-grid" />
            <text x={left - 8} y={y(tick) + 4} textAnchor="end" className="chart-axis">
              {label(tick)}
            </text>
          </g>
        ))}
        {columns.map(({ name, year }, index) => {
          const middle = left + step * (index + 0.5)
          const actual = year?.actual?.value ?? null
          const target = year?.target?.value ?? null
          const forecasts = (year?.forecasts ?? []).flatMap((figure) => (figure.value === null ? [] : [figure.value]))
          const empty = actual === null && target === null && forecasts.length === 0
          // The higher label goes above its mark, the lower one of a close pair inside or below it.
          const close = actual !== null && target !== null && Math.abs(y(actual) - y(target)) < 16
          return (
            <g key={name}>
              {empty && (
                <>
                  <rect
                    x={middle - bar / 2}
                    y={height - bottom - 72}
                    width={bar}
                    height={72}
                    fill="url(#hatch)"
                    className="chart-empty"
                  />
                  <text
                    x={middle}
                    y={height - bottom - 36}
                    textAnchor="middle"
                    className="chart-empty-word"
                    transform={`rotate(-90 ${middle} ${height - bottom - 36})`}
                    dy="4"
                  >
                    {inLang(noData, lang)}
                  </text>
                </>
              )}
              {actual !== null && (
                <>
                  <rect
                    x={middle - bar / 2}
                    y={y(actual)}
                    width={bar}
                    height={Math.max(0, height - bottom - y(actual))}
                    className="chart-actual"
                  />
                  <text
                    x={middle}
                    y={close ? y(actual) + 16 : y(actual) - 5}
                    textAnchor="middle"
                    className={close ? 'chart-label chart-label-inside' : 'chart-label chart-label-actual'}
                  >
                    {label(actual)}
                  </text>
                </>
              )}
              {target !== null && (
                <>
                  <line
                    x1={middle - step * 0.36}
                    x2={middle + step * 0.36}
                    y1={y(target)}
                    y2={y(target)}
                    className="chart-target"
                  />
                  <circle cx={middle + step * 0.36} cy={y(target)} r="3.5" className="chart-target-ring" />
                  <text x={middle} y={y(target) - 7} textAnchor="middle" className="chart-label chart-label-target">
                    {label(target)}
                  </text>
                </>
              )}
              {forecasts.map((value) => (
                <path key={value} d={`M${middle} ${y(value) - 5}l5 5l-5 5l-5-5Z`} className="chart-forecast" />
              ))}
              <text x={middle} y={height - 8} textAnchor="middle" className="chart-year">
                {name}
              </text>
            </g>
          )
        })}
        <line x1={left} x2={width - right} y1={height - bottom} y2={height - bottom} className="chart-base" />
      </svg>
      <figcaption>
        {kinds.map((kind) => (
          <ModalityMark key={kind} modality={kind} />
        ))}
      </figcaption>
    </figure>
  )
}
