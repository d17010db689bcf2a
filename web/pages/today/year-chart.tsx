import { noData } from '../../../src/base/format.ts'
import { inLang } from '../../../src/base/lang.ts'
import { ModalityMark } from '../../parts/mark.tsx'
import { NoData } from '../../parts/no-data.tsx'
import { useWidth } from '../../parts/width.ts'
import { useLang } from '../../words/lang.ts'
import { useWords } from '../../words/words.ts'
import { type Axis, axisFor, spanOf } from './axis.ts'
import type { Year } from './years.tsx'

const height = 300
const left = 48
const right = 8
const top = 32
const bottom = 28
const base = height - bottom

/** A strip on the base line, hatched: not a bar, so that nobody reads a value from its height. Said where there is room, and in the legend. */
const Missing = ({ middle, step }: { middle: number; step: number }) => {
  const lang = useLang()
  return (
    <g>
      <rect x={middle - step * 0.42} y={base - 10} width={step * 0.84} height={10} className="chart-missing" />
      {step >= (lang === 'en' ? 48 : 40) && (
        <text x={middle} y={base - 16} textAnchor="middle" className="chart-missing-word">
          {inLang(noData, lang)}
        </text>
      )}
    </g>
  )
}

const Column = ({
  year,
  middle,
  step,
  axis,
  due,
}: {
  year: Year | undefined
  middle: number
  step: number
  axis: Axis
  due: boolean
}) => {
  const y = (value: string) => base - (Number(value) / axis.top) * (base - top)
  const bar = Math.min(48, step * 0.72)
  const actual = year?.actual?.value ?? null
  const target = year?.target?.value ?? null
  const forecasts = [...new Set((year?.forecasts ?? []).flatMap((figure) => figure.value ?? []))]
  const nothing = actual === null && target === null && forecasts.length === 0
  // Where the two lie close, their labels stand above both, the higher value's on top.
  const close = actual !== null && target !== null && Math.abs(y(actual) - y(target)) < 22
  const above = close ? Math.min(y(actual), y(target)) - 10 : 0
  const actualAt = actual === null ? 0 : !close ? y(actual) - 6 : y(actual) < y(target!) ? above - 14 : above
  const targetAt = target === null ? 0 : !close ? y(target) - 8 : y(actual!) < y(target) ? above : above - 14
  return (
    <g>
      {actual !== null && (
        <>
          <rect x={middle - bar / 2} y={y(actual)} width={bar} height={base - y(actual)} className="chart-actual" />
          <text x={middle} y={actualAt} textAnchor="middle" className="chart-label-actual">
            {axis.print(actual)}
          </text>
        </>
      )}
      {target !== null && (
        <>
          <line
            x1={middle - step * 0.38}
            x2={middle + step * 0.38}
            y1={y(target)}
            y2={y(target)}
            className="chart-target"
          />
          <circle cx={middle + step * 0.38} cy={y(target)} r="3.5" className="chart-target-ring" />
          <text x={middle} y={targetAt} textAnchor="middle" className="chart-label-target">
            {axis.print(target)}
          </text>
        </>
      )}
      {forecasts.map((value) => (
        <path key={value} d={`M${middle} ${y(value) - 5}l5 5l-5 5l-5-5Z`} className="chart-forecast" />
      ))}
      {((due && actual === null) || nothing) && <Missing middle={middle} step={step} />}
    </g>
  )
}

/**
 * Results as bars, targets as a line across the year's column with a ring, forecasts as diamonds; the axis names the unit.
 * A year whose result is due and not known, or of which nothing is known, is hatched and said. Drawn at its true width.
 */
export const YearChart = ({ years, thisYear }: { years: Year[]; thisYear: number }) => {
  const lang = useLang()
  const t = useWords()
  const [frame, width] = useWidth<HTMLElement>(560)
  const columns = spanOf(years)
  const figures = years.flatMap((year) =>
    [year.actual, year.target, ...year.forecasts].filter((figure) => figure !== null),
  )
  const known = figures.filter((figure) => figure.value !== null)
  const axis = axisFor(known, lang)
  const step = (width - left - right) / columns.length
  const kinds = (['actual', 'target', 'forecast'] as const).filter((kind) => known.some((f) => f.modality === kind))
  return (
    <figure className="year-chart" ref={frame}>
      {axis && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('today.chart')}>
          <defs>
            <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <line x1="0" y1="0" x2="0" y2="5" stroke="#8d99a4" strokeWidth="1.5" />
            </pattern>
          </defs>
          <text x="0" y="14" className="chart-axis">
            {t('today.chart.axis', { unit: axis.unit })}
          </text>
          {axis.ticks.map((tick) => {
            const at = base - (Number(tick) / axis.top) * (base - top)
            return (
              <g key={tick}>
                <line x1={left} x2={width - right} y1={at} y2={at} className="chart-grid" />
                <text x={left - 8} y={at + 4} textAnchor="end" className="chart-axis">
                  {axis.print(tick)}
                </text>
              </g>
            )
          })}
          {columns.map(({ name, year }, index) => {
            const middle = left + step * (index + 0.5)
            return (
              <g key={name}>
                <Column year={year} middle={middle} step={step} axis={axis} due={Number(name) < thisYear} />
                <text x={middle} y={height - 8} textAnchor="middle">
                  {step < 34 ? `'${name.slice(2)}` : name}
                </text>
              </g>
            )
          })}
          <line x1={left} x2={width - right} y1={base} y2={base} className="chart-base" />
        </svg>
      )}
      <figcaption>
        {kinds.map((kind) => (
          <ModalityMark key={kind} modality={kind} />
        ))}
        <NoData />
      </figcaption>
    </figure>
  )
}
