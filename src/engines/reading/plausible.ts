import type { Region } from '../../base/region.ts'
import type { Statement } from './statements.ts'

/** What a number is the number of, as far as its size depends on it. */
type Holder = 'nation' | 'province' | 'prefecture' | 'county' | 'project' | 'firm'

interface Range {
  measure: RegExp
  unit: string
  subject?: RegExp
  /** Lowest and highest plausible value by holder; a holder that is not named is not judged. */
  by: Partial<Record<Holder, readonly [number, number]>>
}

/**
 * Plausible sizes, in base units. They are an order of magnitude wider than anything published up to 2025 (docs/engines/
 * reading-quantities.md gives the source or the reasoning of each), so that only a slip of unit or scale falls outside.
 */
const ranges: readonly Range[] = [
  {
    measure: /^(?:地区生产总值|生产总值|GDP)$/,
    unit: 'CNY',
    by: { province: [2e10, 3e13], prefecture: [1e9, 1e13], county: [1e8, 4e12] },
  },
  {
    measure: /产值$|^(?:营业收入|主营业务收入|营收|工业增加值|增加值|规模)$/,
    unit: 'CNY',
    subject: /产业|行业|全[省市县区州]|制造业|工业|集群|产业链|[省市县区州]$/,
    by: { province: [1e8, 5e13], prefecture: [1e7, 1e13], county: [2e6, 4e12] },
  },
  {
    measure: /预算收入$|^(?:财政收入|税收收入|税收)$/,
    unit: 'CNY',
    subject: /全[省市县区州]|[省市县区州]$|^$/,
    by: { province: [1e9, 3e12], prefecture: [5e7, 1.5e12], county: [1e7, 5e11] },
  },
  { measure: /^(?:总投资|计划投资|投资|投资额)$/, unit: 'CNY', by: { project: [1e5, 5e11] } },
  {
    measure: /^(?:产能|产量|规模)$/,
    unit: 'Wh',
    by: {
      project: [1e6, 3e11],
      firm: [1e6, 3e12],
      county: [1e6, 1e12],
      prefecture: [1e6, 2e12],
      province: [1e7, 5e12],
    },
  },
  {
    measure: /^(?:产能|产量)$/,
    unit: 't',
    subject: /碳酸锂|氢氧化锂|锂盐/,
    by: { project: [1, 1e6], firm: [1, 3e6], county: [1, 3e6], prefecture: [1, 4e6], province: [1, 6e6] },
  },
  {
    measure: /储量$|资源量$/,
    unit: 't',
    subject: /氧化锂|碳酸锂|锂金属/,
    by: { county: [1, 1e8], prefecture: [1, 2e8], province: [1, 5e8], firm: [1, 1e8], project: [1, 1e8] },
  },
  {
    measure: /价格?$|均价$|报价$|售价$/,
    unit: 'CNY/t',
    subject: /碳酸锂|氢氧化锂/,
    by: {
      nation: [1.5e4, 1e6],
      province: [1.5e4, 1e6],
      prefecture: [1.5e4, 1e6],
      county: [1.5e4, 1e6],
      firm: [1.5e4, 1e6],
    },
  },
  {
    measure: /品位$/,
    unit: '%',
    subject: /氧化锂|Li2O|锂矿|锂辉石|锂云母|锂$/,
    by: {
      nation: [0.01, 8.1],
      province: [0.01, 8.1],
      prefecture: [0.01, 8.1],
      county: [0.01, 8.1],
      project: [0.01, 8.1],
      firm: [0.01, 8.1],
    },
  },
  {
    measure: /装机容量$|装机规模$/,
    unit: 'W',
    by: { project: [1e3, 3e10], county: [1e3, 1e11], prefecture: [1e4, 2e11], province: [1e6, 6e11] },
  },
  { measure: /占地面积$|用地面积$|占地$/, unit: '亩', by: { project: [0.5, 2e5], firm: [0.5, 2e5] } },
]

const nationwide = /全国|我国|中国|全球|世界|国内|全行业/

/** Whose number it is: the project or firm that its subject names, else the place it is said of. */
const holderOf = (subject: string, place: Region | null): Holder => {
  if (nationwide.test(subject)) return 'nation'
  if (/(?:项目|工程|生产线|产线|一期|二期|三期|基地)$/.test(subject)) return 'project'
  if (/(?:公司|集团|企业|股份|厂|科技|锂业|矿业|时代|能源)$/.test(subject)) return 'firm'
  return place === null ? 'nation' : place.level
}

/** Sums over many things are no single project's. */
const isSum = (subject: string): boolean =>
  /签约|重点项目|个项目|等项目|批|招商|在建项目|重大项目|产业项目|全部/.test(subject)

export type Doubt = 'implausible-size' | 'scale-doubtful'

/**
 * What is doubtful about the size of a number, or null: outside what its measure can be for such a place, project or firm; `scale-doubtful`
 * when 亿 for 万 (or 万 for 亿) would bring it inside by far.
 */
export const sizeDoubt = (statement: Statement): Doubt | null => {
  const { measure, mention, value, change } = statement
  if (change || mention.level) return null
  const subject = statement.subject ?? ''
  const holder = holderOf(subject, statement.place)
  if (holder === 'project' && isSum(subject)) return null
  for (const range of ranges) {
    if (range.unit !== mention.unit || !range.measure.test(measure)) continue
    if (range.subject && !range.subject.test(subject)) continue
    const limits = range.by[holder]
    if (!limits) return null
    const size = Math.abs(statement.valueTo ?? value)
    if (size === 0 || (size >= limits[0] && size <= limits[1])) return null
    const other = size < limits[0] ? size * 1e4 : size / 1e4
    return mention.unit !== '%' && size >= 1e4 && other >= limits[0] * 3 && other <= limits[1] / 3
      ? 'scale-doubtful'
      : 'implausible-size'
  }
  return null
}
