import type { Figure } from '../base/figure.ts'
import { percentOf } from '../base/format.ts'
import { inLang, type Lang } from '../base/lang.ts'
import type { TargetYear } from './schema.ts'

/** A yearly figure of a followed series; `main` tells the main series from those worded differently. */
export interface SeriesFigure {
  year: number
  main: boolean
  figure: Figure
}

const attainedWords = { zh: '完成率', en: 'Attained' }
const formulaWords = { zh: '实绩 ÷ 目标', en: 'result ÷ target' }

/**
 * Result against target by year. Figures come newest statement first. The main series gives the result and the target;
 * its other targets and all of the other series stand beside, so that a later plan never hides an earlier one.
 */
export const targetYears = (figures: readonly SeriesFigure[], lang: Lang): TargetYear[] => {
  const years = [...new Set(figures.map((one) => one.year))].sort((a, b) => a - b)
  return years.flatMap((year) => {
    const here = figures.filter((one) => one.year === year)
    const of = (modality: Figure['modality']) => here.filter((one) => one.figure.modality === modality)
    const actual = of('actual').find((one) => one.main)?.figure ?? null
    const target = of('target').find((one) => one.main)?.figure ?? null
    const row: TargetYear = {
      year,
      actual,
      target,
      otherTargets: [...of('target'), ...of('plan')].map((one) => one.figure).filter((one) => one !== target),
      forecasts: of('forecast').map((one) => one.figure),
      attained: attained(actual, target, lang),
    }
    const empty = !actual && !target && row.otherTargets.length === 0 && row.forecasts.length === 0
    return empty ? [] : [row]
  })
}

/** Result ÷ target in percent with two decimals; null when one is missing, the units differ, or the target is 0. */
export const attained = (actual: Figure | null, target: Figure | null, lang: Lang): Figure | null => {
  if (!actual?.value || !target?.value || actual.unit !== target.unit) return null
  const value = percentOf(actual.value, target.value, 2)
  if (value === null) return null
  return {
    label: inLang(attainedWords, lang),
    value,
    unit: '%',
    bound: actual.bound === 'eq' && target.bound === 'eq' ? 'eq' : 'approx',
    modality: 'actual',
    period: actual.period,
    asOf: actual.asOf,
    evidence: { kind: 'formula', formula: inLang(formulaWords, lang), inputs: [actual, target] },
  }
}
