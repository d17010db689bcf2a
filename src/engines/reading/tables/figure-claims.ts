import { comparePeriods, type Period } from '../../../base/period.ts'
import type { Modality } from '../../../base/quantity.ts'
import type { Region } from '../../../base/region.ts'
import type { Unit } from '../../../base/unit.ts'
import { blankClaim } from '../claim.ts'
import type { Draft } from '../claims.ts'
import { shifted } from '../intake/number-format.ts'
import { kindOf, type MeasureFound, usualMeasure } from '../measures.ts'
import { modalityOf } from '../modality.ts'
import type { GridCell } from '../opened.ts'
import { type Caption, industryOf } from './caption.ts'
import { type Figure, valuesOf } from './figures.ts'
import type { Label } from './labels.ts'
import type { TableUnit } from './units.ts'

/** Claims at or above this confidence need no second look, if header, unit and subject are certain. */
export const tableAuto = 0.9

/** What a row says of its cells. */
export interface RowSense {
  /** The name of the row as a label; null where the row has none. */
  label: Label | null
  /** The thing the row is about: an enterprise, a project, a place, a product. */
  entity: string | null
  entityIsPlace: boolean
  isIndicator: boolean
  isTotal: boolean
  isPart: boolean
  place: Region | null
  period: Period | null
  unit: TableUnit | null
  section: Label | null
  /** The head of a group that sums the rows below it. */
  isHead: boolean
  /** The row above whose measure and unit this one goes on with. */
  carrier: Label | null
  /** A product told in a column of its own. */
  product: string | null
}

/** What a column says of its cells. */
export interface ColumnSense {
  path: readonly Label[]
  header: string
  place: Region | null
  /** The header has merged cells, so that its levels are told by the file. */
  isMerged: boolean
  period: Period | null
  /** The measure a growth beside it is the growth of. */
  base: { measure: string | null; unit: TableUnit | null; modality: Modality | null; period: Period | null } | null
}

/** What a whole table says. */
export interface TableSense {
  caption: Caption
  /** Some of its columns say goal, forecast or result themselves. */
  saysModality: boolean
  /** ISO day of the page: what lies behind it cannot be a result. */
  today: string | null
}

interface Measured {
  measure: string
  kinds: readonly string[] | null
  word: MeasureFound | null
  isChange: boolean
  /** Where the measure was found decides what the other names are: the subject. */
  from: 'column' | 'row' | 'caption' | 'written' | 'guessed'
  /** What a growth is the growth of. */
  of: string | null
}

const last = <T>(list: readonly T[], test: (one: T) => boolean): T | null => list.findLast(test) ?? null

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

const measureOf = (
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
const writtenUnit = (figure: Figure, row: RowSense, column: ColumnSense): TableUnit | null =>
  figure.unit ??
  // A growth or a share stands in per cent whatever the unit column says of the row.
  (isRatioColumn(column) ? null : row.unit) ??
  last(column.path, (label) => label.unit !== null)?.unit ??
  (isRatioColumn(column) ? null : (row.label?.unit ?? row.carrier?.unit ?? row.section?.unit ?? null))

const isRatioColumn = (column: ColumnSense): boolean =>
  column.path.some((label) => label.change === 'growth' || ratioWord.test(label.plain) || label.unit?.unit === '%')

const unitOf = (
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

/** Of whom the number is: the row's thing, the column's, what the title is about. */
const subjectOf = (
  row: RowSense,
  column: ColumnSense,
  measured: Measured,
  { caption }: TableSense,
): { subject: string | null; isOwned: boolean } => {
  const industry = industryOf(caption)
  const whole = caption.place?.name ?? null
  // 郴州市锂电产业 is what a title about an industry speaks of; 碳酸锂 stands for itself.
  const topic =
    whole !== null && (industry !== null || (row.isTotal && caption.topic !== null))
      ? `${whole}${industry ?? caption.topic}`
      : caption.topic
  const parts: string[] = []
  const add = (part: string | null | undefined): void => {
    if (part && !parts.some((one) => one.includes(part))) parts.push(part)
  }
  // A written measure is the header itself; it does not name the subject a second time.
  const columnNoun =
    measured.from === 'written'
      ? ''
      : column.path
          .map((label) => label.noun)
          .filter((noun) => noun !== '' && noun !== column.place?.name && !/^占/.test(noun))
          .join('')
  add(row.entity)
  // 锂电池产量 by province: the title says of what, the rows where.
  const isOfTitle =
    caption.measure !== null &&
    (caption.measure.measure === measured.measure || caption.measure.measure === measured.of)
  if (row.entityIsPlace && row.entity !== null) add(industry ?? (isOfTitle ? caption.topic : null))
  add(row.product)
  if (column.place) add(columnPlaceName(column))
  const noun = row.isIndicator && (row.label?.measure || row.carrier) ? (row.label?.noun ?? '') : ''
  if (parts.length === 0 && noun.length < 2) {
    add(row.section?.noun)
    if (
      parts.length === 0 &&
      (measured.from === 'caption' || row.isIndicator || industry !== null || columnNoun === '')
    )
      add(topic)
    if (parts.length === 0 && (row.isTotal || columnNoun === '')) add(whole)
  }
  add(columnNoun)
  add(noun)
  // The growth of an output says of whom only where something else does.
  const isOwned = parts.length > 0
  if (measured.of) add(measured.of)
  return { subject: parts.length === 0 ? null : parts.join(''), isOwned }
}

const columnPlaceName = (column: ColumnSense): string =>
  column.path.find(
    (label) => label.name !== '' && column.place !== null && label.name.includes(column.place.name.slice(0, 2)),
  )?.name ?? column.place!.name

const stockWord = /产能|能力|规模|装机|面积|容量|占地/

const modalityFor = (
  row: RowSense,
  column: ColumnSense,
  measured: Measured,
  unit: Unit,
  period: Period | null,
  sense: TableSense,
): { modality: Modality; certainty: number; reason: string | null } => {
  const said = last(column.path, (label) => label.modality !== null)?.modality
  if (said && said.certainty === 1) return { ...said, reason: null }
  const ofRow =
    row.isIndicator || (row.entity === null && !row.isTotal)
      ? (row.label?.modality ?? row.section?.modality ?? null)
      : null
  if (ofRow && ofRow.certainty === 1) return { ...ofRow, reason: null }
  if (measured.isChange) {
    const isAhead = period?.from != null && sense.today !== null && period.from > sense.today
    return { modality: column.base?.modality ?? (isAhead ? 'forecast' : 'actual'), certainty: 1, reason: null }
  }
  if (measured.word?.modality) return { modality: measured.word.modality, certainty: 1, reason: null }
  // Where some columns say 预计 or 目标, a year that does not say it is no forecast by the title.
  if (sense.caption.modality && !(sense.saysModality && column.period !== null))
    return { ...sense.caption.modality, certainty: 0.9, reason: null }
  const kind = kindOf(unit)
  const isAhead = period?.from != null && sense.today !== null && period.from > sense.today
  const isStock = stockWord.test(measured.measure)
  if (isStock && sense.caption.ofProjects) return { modality: 'plan', certainty: 0.8, reason: 'modality-of-project' }
  const read = modalityOf({
    before: column.header,
    after: '',
    rest: '',
    earlier: '',
    ofMeasure: measured.word?.modality ?? null,
    measure: measured.measure,
    isGrowth: false,
    isStock: false,
    isCount: unit.startsWith('{'),
    isShare: kind === 'ratio' || kind === 'points' || kind === 'multiple',
    isLevel: false,
    previous: null,
    inList: false,
    underMandate: false,
    ofBase: null,
    isAhead,
  })
  return read.modality === 'actual' && !isStock ? { ...read, certainty: 1 } : read
}

const finer: Record<Period['precision'], number> = { year: 0, half: 1, quarter: 2, month: 3, day: 4 }

/** The time nearest to the number; a month in a row and a year over the column belong together (the caller joins them). */
const periodOf = (row: RowSense, column: ColumnSense, measured: Measured, caption: Caption): Period | null => {
  if (row.period && column.period)
    return finer[row.period.precision] > finer[column.period.precision] ? row.period : column.period
  const said = column.period ?? row.period ?? row.section?.time?.period ?? null
  // What a project costs as a whole, or covers, is not of the year its list is made for.
  return (
    said ?? (measured.word?.modality === 'plan' && /总投资|用地|占地/.test(measured.measure) ? null : caption.period)
  )
}

const round2 = (value: number): number => Math.round(value * 100) / 100

/** One figure with all that its row, column and table say of it; null where nothing says what it measures. */
export const figureClaim = (
  given: { cell: GridCell; figure: Figure; start: number; end: number; quote: string; ditto: boolean },
  row: RowSense,
  column: ColumnSense,
  sense: TableSense,
): (Draft & { exact: number }) | null => {
  const { cell, figure, start, end, quote } = given
  const { caption } = sense
  if (column.path.some((label) => label.isIndex) || (row.isIndicator && (row.carrier ?? row.label)?.isIndex))
    return null
  const written = writtenUnit(figure, row, column)
  const measured = measureOf(row, column, sense, written)
  if (!measured) return null
  const read = unitOf(written, measured, column, row, sense)
  if (read.unit === null && measured.word === null && !measured.isChange) return null
  const { unit } = read
  let values = valuesOf(figure, unit)
  if (!values) return null
  const reasons: string[] = []
  let confidence = 0.96 - read.cost
  if (read.reason) reasons.push(read.reason)
  if (cell.value !== undefined && figure.high === null && !given.ditto) {
    const shown = (figure.isNegative ? -1 : 1) * Number(figure.low.mantissa)
    if (Math.abs(shown - cell.value) > 1e-9 * Math.max(Math.abs(shown), Math.abs(cell.value)))
      reasons.push('table.exact-value')
    values = {
      value: shifted(cell.value, figure.low.exponent + (unit?.power ?? 0)) * (unit?.factor ?? 1),
      valueTo: null,
    }
  }
  if (
    figure.low.scaled &&
    figure.unit === null &&
    unit !== null &&
    unit.power >= 3 &&
    /[万亿]/.test(column.header + (row.label?.text ?? ''))
  ) {
    confidence -= 0.35
    reasons.push('table.scale-twice')
  }
  // People and firms are of the enterprise, whatever it makes; amounts too.
  const isOfProduct = unit !== null && !/^\{[人家户]\}$/.test(unit.unit) && kindOf(unit.unit) !== 'money'
  const { subject, isOwned } = subjectOf(isOfProduct ? row : { ...row, product: null }, column, measured, sense)
  if (!isOwned) {
    confidence -= 0.15
    reasons.push('table.no-subject')
  }
  if (measured.from === 'caption') reasons.push('table.measure-of-caption')
  if (measured.from === 'written') {
    confidence -= 0.02
    reasons.push('table.measure-as-written')
  }
  if (measured.from === 'guessed') {
    confidence -= 0.25
    reasons.push('measure-guessed')
  }
  // Three rows of header without merged cells may be words broken over lines.
  if (column.path.length >= 3 && !column.isMerged) {
    confidence -= 0.1
    reasons.push('table.header-broken')
  }
  const fits = measured.kinds === null || unit === null || measured.kinds.includes(kindOf(unit.unit))
  if (!fits) confidence -= 0.15
  const period = periodOf(row, column, measured, caption)
  if (period === null) {
    confidence -= 0.03
    reasons.push('table.no-period')
  } else if (period.inferred) {
    confidence -= 0.05
    reasons.push('period-inferred')
  }
  const modality = modalityFor(row, column, measured, unit?.unit ?? '', period, sense)
  confidence -= 0.4 * (1 - modality.certainty)
  if (modality.reason) reasons.push(modality.reason)
  if (row.isTotal || column.path.at(-1)?.isTotal) reasons.push('table.total')
  if (row.isPart) reasons.push('table.part-of')
  if (cell.hidden) {
    confidence -= 0.2
    reasons.push('table.hidden')
  }
  if (given.ditto) {
    confidence -= 0.2
    reasons.push('table.ditto')
  }
  if (figure.hasRemark) {
    confidence -= 0.1
    reasons.push('table.remark')
  }
  const place = row.place ?? column.place ?? caption.place
  confidence = round2(Math.min(0.99, Math.max(0.05, confidence)))
  const isSure = read.isCertain && isOwned && fits && measured.from !== 'guessed'
  return {
    ...blankClaim,
    kind: 'quantity',
    quote,
    start,
    end,
    value: values.value,
    valueTo: values.valueTo,
    unit: unit?.unit ?? null,
    bound: figure.bound,
    measure:
      measured.measure.endsWith('排名') && column.path.at(-1)?.noun ? column.path.at(-1)!.plain : measured.measure,
    subject,
    modality: modality.modality,
    from: period?.from ?? null,
    to: period?.to ?? null,
    precision: period?.precision ?? null,
    inferred: period?.inferred ?? false,
    place: place?.name ?? null,
    placeCode: place?.code ?? null,
    confidence,
    reasons,
    status: confidence >= tableAuto && isSure ? 'auto' : 'pending',
    exact: values.value,
  }
}

/** Whether two periods of a row and a column can be one (2024年 and 3月). */
export const areJoined = (a: Period | null, b: Period | null): boolean =>
  a !== null && b !== null && comparePeriods(a, b) !== 0 && finer[a.precision] !== finer[b.precision]
