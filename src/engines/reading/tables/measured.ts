import type { Unit } from '../../../base/unit.ts'
import { kindOf, type MeasureFound, usualMeasure } from '../measures.ts'
import type { Figure } from './figures.ts'
import { type ColumnSense, lastLabel as last, type RowSense, type TableSense } from './senses.ts'
import type { TableUnit } from './units.ts'

export interface Measured {
  measure: string
  kinds: readonly string[] | null
  word: MeasureFound | null
  isChange: boolean
  /** Where the measure was found decides what the other names are: the subject. */
  from: 'column' | 'row' | 'caption' | 'written' | 'guessed'
  /** What a growth is the growth of. */
  of: string | null
}

const countWord: readonly [RegExp, Unit][] = [
  [/(?:企业|单位|公司|商户|机构)(?:户数|家数|数量?|总数)$|家数$/, '{家}'],
  [/户数$/, '{户}'],
  [/人数$|员工数?$|职工数?$|人员数?$/, '{人}'],
  [/(?:项目|个)(?:个数|数量?|总数)$|个数$/, '{个}'],
  [/件数$|专利(?:数量?)?$/, '{件}'],
  [/条数$|生产线(?:数量?)?$/, '{条}'],
  [/台数$/, '{台}'],
]

const ratioWord = /(?:率|占比|比重|比例|增速|增幅|份额|强度|品位)$/
const rankWord = /排名|位次|名次|排位$/

/** 项目（个） is a number of projects: what a counting unit stands behind is named with 数. */
const countName = (text: string): string =>
  /(?:数|数量|总量|总数|数目|人次|寿命|家|户)$/.test(text) ? text : `${text}数`

export const measureOf = (
  row: RowSense,
  column: ColumnSense,
  { caption }: TableSense,
  written: TableUnit | null,
): Measured | null => {
  const unit = written ?? (caption.units.length === 1 ? caption.units[0]! : null)
  const own = last(column.path, (label) => label.measure !== null)
  const change = last(column.path, (label) => label.change !== null)
  const named = row.carrier ?? row.label
  const rowMeasure = row.isIndicator ? (named?.measure ?? row.section?.measure ?? null) : null
  const rowName = row.isIndicator && named ? (named.measure?.measure ?? (named.plain || null)) : null
  if (change) {
    const measured = own ?? null
    const of =
      measured?.measure?.measure === '增速'
        ? null
        : (measured?.measure?.measure ?? rowName ?? column.base?.measure ?? caption.measure?.measure ?? null)
    const points = unit?.unit === 'pp'
    return {
      measure: change.change === 'amount' ? '增量' : points ? '变化幅度' : unit?.unit === 'x' ? '增长倍数' : '增速',
      kinds: change.change === 'amount' ? null : ['ratio', 'points', 'multiple'],
      word: null,
      isChange: true,
      from: 'column',
      of,
    }
  }
  const lowest = column.path.at(-1) ?? null
  if (row.isIndicator && row.label?.change) {
    const of = named?.measure?.measure ?? null
    return {
      measure: row.label.change === 'amount' ? '增量' : '增速',
      kinds: null,
      word: null,
      isChange: true,
      from: 'row',
      of,
    }
  }
  if (own?.measure) {
    if (rowName !== null && /率|占比|比重|进度/.test(own.measure.measure))
      return {
        measure: own.measure.measure,
        kinds: own.measure.kinds,
        word: own.measure,
        isChange: false,
        from: 'column',
        of: rowName,
      }
    if (rowMeasure === null || named?.measure === null)
      return {
        measure: own.measure.measure,
        kinds: own.measure.kinds,
        word: own.measure,
        isChange: false,
        from: 'column',
        of: null,
      }
  }
  if (rowName !== null) {
    const word = named?.measure ?? null
    if (word) return { measure: word.measure, kinds: word.kinds, word, isChange: false, from: 'row', of: null }
    const counted = unit?.counts && row.carrier === null ? countName(rowName) : rowName
    return { measure: counted, kinds: null, word: null, isChange: false, from: 'row', of: null }
  }
  if (rankWord.test(column.header))
    return { measure: '排名', kinds: ['rank'], word: null, isChange: false, from: 'column', of: null }
  const section = row.section?.measure ?? null
  // A number of people beside amounts has a unit of its own; what stands without one goes by the title.
  const ownUnit = last(column.path, (label) => label.unit !== null)?.unit ?? null
  // 稀土氧化物量, 对外依存度 are measures by their form, whatever the title measures.
  const isMeasureByForm =
    lowest !== null && /(?:量|额|数|率|值|价|度|能力)$/.test(lowest.plain) && lowest.plain.length > 2
  const captionFits =
    !isMeasureByForm &&
    caption.measure !== null &&
    (ownUnit === null || (!ownUnit.counts && caption.measure.kinds.includes(kindOf(ownUnit.unit))))
  const isNamed = lowest !== null && lowest.plain !== '' && lowest.noun !== ''
  if (isNamed && ownUnit !== null && !captionFits) {
    const measure = ownUnit.counts ? countName(lowest.plain) : lowest.plain
    return { measure, kinds: null, word: null, isChange: false, from: 'written', of: null }
  }
  if (isNamed && ownUnit === null && countWord.some(([words]) => words.test(lowest.plain)))
    return { measure: lowest.plain, kinds: ['count'], word: null, isChange: false, from: 'written', of: null }
  const general = section ?? caption.measure
  if (general && (section !== null || captionFits))
    return { measure: general.measure, kinds: general.kinds, word: general, isChange: false, from: 'caption', of: null }
  // 总产出 in a title with a unit names what is measured, though no word of ours does.
  if (written === null && caption.topic !== null && caption.topic.length <= 8 && unit !== null && !isNamed)
    return { measure: caption.topic, kinds: null, word: null, isChange: false, from: 'written', of: null }
  if (isNamed && (unit !== null || (isMeasureByForm && caption.units.length > 0))) {
    const measure = unit?.counts ? countName(lowest.plain) : lowest.plain
    return { measure, kinds: null, word: null, isChange: false, from: 'written', of: null }
  }
  if (unit === null) return null
  const usual = usualMeasure[kindOf(unit.unit)]
  return usual ? { measure: usual, kinds: null, word: null, isChange: false, from: 'guessed', of: null } : null
}

interface UnitRead {
  unit: TableUnit | null
  cost: number
  reason: string | null
  isCertain: boolean
}

const plainUnit = (unit: Unit): TableUnit => ({ unit, power: 0, factor: 1, counts: unit.startsWith('{'), end: 0 })

/** The unit written nearest to the number: cell, unit column, header, row name, section; else the caption's, if it fits. */
export const writtenUnit = (figure: Figure, row: RowSense, column: ColumnSense): TableUnit | null =>
  figure.unit ??
  // A growth or a share stands in per cent whatever the unit column says of the row.
  (isRatioColumn(column) ? null : row.unit) ??
  last(column.path, (label) => label.unit !== null)?.unit ??
  (isRatioColumn(column) ? null : (row.label?.unit ?? row.carrier?.unit ?? row.section?.unit ?? null))

const isRatioColumn = (column: ColumnSense): boolean =>
  column.path.some((label) => label.change === 'growth' || ratioWord.test(label.plain) || label.unit?.unit === '%')

export const unitOf = (
  written: TableUnit | null,
  measured: Measured,
  column: ColumnSense,
  row: RowSense,
  { caption }: TableSense,
): UnitRead => {
  if (written) return { unit: written, cost: 0, reason: null, isCertain: true }
  if (measured.measure.endsWith('排名')) return { unit: plainUnit('位'), cost: 0, reason: null, isCertain: true }
  const isUnknown = column.path.some((label) => label.unknownUnit) || row.label?.unknownUnit === true
  if (isUnknown) return { unit: null, cost: 0.5, reason: 'table.no-unit', isCertain: false }
  const isRatio =
    (measured.isChange && measured.measure === '增速') ||
    measured.kinds?.[0] === 'ratio' ||
    ratioWord.test(measured.measure)
  const isCount = countWord.find(([words]) => words.test(measured.measure))
  if (measured.isChange && measured.measure === '增量') {
    const unit = column.base?.unit ?? null
    if (unit) return { unit, cost: 0.08, reason: 'table.unit-guessed', isCertain: false }
  }
  const fitting = caption.units.filter((unit) => {
    const kind = kindOf(unit.unit)
    if (caption.isMoneyOnly && kind !== 'money') return false
    if (isRatio) return kind === 'ratio' || kind === 'points'
    if (isCount) return kind === 'count'
    return measured.kinds === null ? kind !== 'ratio' : measured.kinds.includes(kind)
  })
  if (fitting.length === 1)
    return {
      unit: fitting[0]!,
      cost: measured.kinds === null ? 0.1 : 0.02,
      reason: 'table.unit-of-caption',
      isCertain: measured.kinds !== null,
    }
  if (isRatio) return { unit: plainUnit('%'), cost: 0.12, reason: 'table.unit-guessed', isCertain: false }
  if (isCount) return { unit: plainUnit(isCount[1]), cost: 0.1, reason: 'table.unit-guessed', isCertain: false }
  return { unit: null, cost: 0.5, reason: 'table.no-unit', isCertain: false }
}
