import type { Figure } from '../../../src/base/figure.ts'
import { formatFigure } from '../../../src/base/format.ts'
import type { Lang } from '../../../src/base/lang.ts'
import { compare, round, shift } from '../../../src/base/money.ts'
import type { Year } from './years.tsx'

/** The columns of the chart: every year from the first to the last, so that a year without data shows as missing; only the known years when they lie far apart. */
export const spanOf = (years: Year[]): { name: string; year: Year | undefined }[] => {
  const known = [...years].sort((a, b) => a.year - b.year)
  const first = known[0]?.year ?? 0
  const last = known.at(-1)?.year ?? -1
  if (last - first > 15) return known.map((year) => ({ name: String(year.year), year }))
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    name: String(first + index),
    year: known.find((year) => year.year === first + index),
  }))
}

export interface Axis {
  /** The unit all labels share, e.g. 亿元. */
  unit: string
  /** The highest value of the axis, in the base unit. */
  top: number
  /** Tick values as decimal strings in the base unit, from 0. */
  ticks: string[]
  /** A value of the base unit printed in the axis unit, without the unit. */
  print: (value: string) => string
}

/** One scale for all values: the unit the largest is naturally read in, ticks on round numbers. Null without any value above 0. */
export const axisFor = (figures: Pick<Figure, 'value' | 'unit'>[], lang: Lang): Axis | null => {
  const values = figures.flatMap((figure) => (figure.value === null ? [] : [figure.value]))
  const unit = figures[0]?.unit
  const largest = values.reduce((a, b) => (compare(a, b) >= 0 ? a : b), '0')
  if (unit === undefined || compare(largest, '0') <= 0) return null
  const said = formatFigure({ value: largest, unit, bound: 'eq' }, lang)
  const power = Math.round(Math.log10(Number(largest) / Number(said.number.replaceAll(',', ''))))
  const rough = Number(largest) / 5
  const size = 10 ** Math.floor(Math.log10(rough))
  const step = size * ([1, 2, 2.5, 5, 10].find((each) => each * size >= rough) ?? 10)
  const count = Math.ceil(Number(largest) / step)
  return {
    unit: said.unit,
    top: step * count,
    ticks: Array.from({ length: count + 1 }, (_, index) => String(step * index)),
    print: (value) => round(shift(value, -power), 2),
  }
}
