import type { Period } from '../../../base/period.ts'
import type { Region } from '../../../base/region.ts'
import { blankClaim } from '../claim.ts'
import type { Draft } from '../claims.ts'
import { mostTextCells, readCellText } from './cell-text.ts'
import { figureClaim } from './figure-claims.ts'
import { isDitto, isNothing, readFigure } from './figures.ts'
import { type Label, readLabel, tight } from './labels.ts'
import type { Column, Layout } from './layout.ts'
import { cellsOfRow, type Matrix } from './matrix.ts'
import { isOrganisation, organisationDraft, placeDraft, placesOfTexts, spanOf } from './named-cells.ts'
import { columnSenses, headOf, type Names, namesOf } from './names.ts'
import { timeOf, wholeTime } from './periods.ts'
import { areJoined } from './said-of.ts'
import type { ColumnSense, RowSense, TableSense } from './senses.ts'
import type { TableText } from './tables.ts'
import { checkTotals, type Told } from './totals.ts'
import { wholeUnit } from './units.ts'

const noteStart =
  /^[（(【[*※★]?\s*(?:注|说明|备注|附注|数据来源|资料来源|来源|数据说明|指标解释|填表人|制表人|审核人|单位负责人)\s*\d*\s*[:：、.．]/
const sectionStart =
  /^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[章节部类])/

const chineseOrdinal = /^[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.]?$/
/** Names of industries and kinds: below a measure they are its parts. */
const kindName = /(?:业|产业|经济|企业|商品|地区|城镇|农村|乡村|居民|产品|投资|部门|单位|设备|房屋|住宅)$/
/** A row that says the header again, as tables broken over pages do. */
const isHeaderAgain = (matrix: Matrix, layout: Layout, row: number): boolean => {
  const header = layout.headerEnd - 1
  if (header < 0) return false
  let same = 0
  let all = 0
  for (let c = 0; c < Math.min(matrix.columns, 60); c++) {
    const text = matrix.text(matrix.at(row, c))
    if (text === '') continue
    all++
    if (layout.columns[c]!.cells.some((cell) => matrix.text(cell) === text)) same++
  }
  return all >= 2 && same * 3 >= all * 2
}

interface Carried {
  section: Label | null
  /** The place the section names. */
  place: Region | null
  /** The last row that is no part of another. */
  parent: { label: Label; entity: string | null; indent: number } | null
  /** The last row whose name told a measure or unit of its own: rows of industries and kinds below it go on with both. */
  carrier: Label | null
}

class RowReader {
  readonly drafts: Draft[] = []
  private readonly told: Told[] = []
  private readonly names: Names
  private readonly columns: ColumnSense[]
  private readonly places: Map<string, Region>
  private readonly claimed = new Set<string>()
  private carried: Carried = { section: null, place: null, parent: null, carrier: null }
  private readonly openGroups: string[] = []
  private textCells = 0
  private readonly text: TableText
  private readonly layout: Layout
  private readonly table: TableSense
  private readonly ordinal: number
  private hasPlainOrdinals = false

  constructor(text: TableText, layout: Layout, table: TableSense) {
    this.text = text
    this.layout = layout
    this.table = table
    const { matrix } = text
    this.names = namesOf(layout, matrix, text.sense)
    this.columns = columnSenses(text, layout)
    this.ordinal = layout.columns.findIndex((column) => column.role === 'ordinal')
    for (let r = layout.headerEnd; r < Math.min(matrix.rows, layout.headerEnd + 50) && this.ordinal >= 0; r++)
      if (/^\d{1,4}$/.test(matrix.text(matrix.at(r, this.ordinal)))) this.hasPlainOrdinals = true
    const named: string[] = []
    for (let r = layout.headerEnd; r < matrix.rows && named.length < 20_000; r++)
      for (const c of [...this.names.groups, this.names.main]) if (c >= 0) named.push(matrix.text(matrix.at(r, c)))
    this.places = placesOfTexts(named, text.facts)
  }

  read(): Draft[] {
    const { matrix } = this.text
    for (const column of this.layout.columns) this.headerTimes(column)
    for (let r = this.layout.headerEnd; r < matrix.rows; r++) this.row(r)
    checkTotals(this.told)
    return this.drafts
  }

  /** The times of the headers are claims of their own, once per cell. */
  private headerTimes(column: Column): void {
    const { matrix, raw } = this.text
    column.cells.forEach((cell, i) => {
      const time = column.path[i]?.time
      const key = `time-${cell}`
      if (!time || this.claimed.has(key) || column.role === 'date') return
      this.claimed.add(key)
      this.drafts.push(timeDraft(spanOf(matrix, cell, raw), time.period))
    })
  }

  private row(r: number): void {
    const { matrix } = this.text
    const { main } = this.names
    const cells = cellsOfRow(matrix, r)
    if (cells.length === 0 || isHeaderAgain(matrix, this.layout, r)) return
    if (cells.length === 1 && this.isSection(cells[0]!)) return
    let nameCell = main >= 0 ? matrix.at(r, main) : -1
    // 合计 often stands in the column of numbers or groups, or reaches over all names.
    const totalCell = cells.find((cell) => readsAsTotal(matrix.text(cell)))
    if (matrix.text(nameCell) === '' && totalCell !== undefined) nameCell = totalCell
    if (isDitto(matrix.text(nameCell))) nameCell = this.above(r, main)
    const row = this.rowSense(r, nameCell, totalCell)
    this.namedCells(r, row)
    this.layout.columns.forEach((column, c) => {
      const cell = matrix.at(r, c)
      if (cell < 0 || matrix.cells[cell]!.row !== r || matrix.cells[cell]!.column !== c || matrix.cells[cell]!.isError)
        return
      // A column without a header says nothing of its numbers, unless the table has none at all.
      if (column.role === 'figure' && (column.header !== '' || this.layout.headerEnd === this.layout.titles.length))
        this.figure(r, c, cell, row)
      else if (column.role === 'date') this.day(cell, row, column)
      else if (column.role === 'text' || column.role === 'name') this.words(c, cell, row, column)
    })
  }

  private isSection(cell: number): boolean {
    const { matrix, sense, facts } = this.text
    const text = matrix.text(cell)
    if (noteStart.test(text)) return true
    const { columnSpan } = matrix.cells[cell]!
    if (columnSpan < Math.max(2, matrix.columns - 1) && !sectionStart.test(text)) return false
    if (text.length > 40 || readFigure(text) !== null) return text.length > 40
    const section = readLabel(text, sense)
    const place = placesOfTexts([section.name], facts).get(section.name) ?? null
    this.carried = { section, place, parent: null, carrier: section.measure || section.unit ? section : null }
    this.openGroups.length = 0
    return true
  }

  /** The cell above in the same column that says something. */
  private above(r: number, c: number): number {
    const { matrix } = this.text
    for (let k = r - 1; k >= this.layout.headerEnd && k > r - 200; k--) {
      const cell = matrix.at(k, c)
      if (cell >= 0 && !isDitto(matrix.text(cell)) && matrix.text(cell) !== '') return cell
    }
    return -1
  }

  private rowSense(r: number, nameCell: number, totalCell: number | undefined): RowSense {
    const { matrix, sense } = this.text
    const { names } = this
    // A row that only a time names (2025年（预计）) still says what its figures are.
    const named = matrix.text(nameCell) === '' && names.period >= 0 ? matrix.at(r, names.period) : nameCell
    const name = matrix.text(named)
    const label = name === '' ? null : readLabel(name, sense)
    const indent = matrix.indent(nameCell)
    const endsTotal = /^(.{2,})(?:合计|总计|小计|汇总)$/.exec(tight(name))
    // 一 | 产业项目（2个） over 1, 2, 3: the head of a group sums the rows below it.
    const isHead = this.isHead(r)
    const isTotal = totalCell !== undefined || label?.isTotal === true || endsTotal !== null || isHead
    const parent = this.carried.parent
    const isPart = label !== null && !isTotal && (label.isPart || (parent !== null && indent > parent.indent))
    const isGrandTotal =
      isTotal &&
      names.groups.every((c) => readsAsTotal(matrix.text(matrix.at(r, c))) || matrix.text(matrix.at(r, c)) === '')
    const groups = isGrandTotal ? [] : this.groupsOf(r)
    let place = this.places.get(name) ?? null
    for (const group of groups) place ??= this.places.get(group) ?? null
    place ??= this.carried.place
    const { isIndicator } = names
    let entity: string | null = null
    if (isTotal) entity = endsTotal?.[1] ?? (isHead && label ? entityName(label) : null) ?? groups.at(-1) ?? null
    else if (!isIndicator && label && named === nameCell)
      entity = label.time || wholeTime(name) ? null : entityName(label)
    else if (isIndicator) entity = groups.at(-1) ?? null
    // A county among the rows of an industry link: 临武县 + 锂矿采选.
    if (!isTotal && entity !== null && this.places.has(name)) {
      const kind = groups.findLast((group) => !this.places.has(group))
      if (kind) entity = `${entity}${kind}`
    }
    if (!isPart && label && !isTotal) this.carried.parent = { label, entity, indent }
    const isOwn = label !== null && (label.measure !== null || label.unit !== null || label.isIndex)
    if (isOwn && !isPart) this.carried.carrier = label
    const goesOn = isIndicator && !isOwn && label !== null && (isPart || (names.units < 0 && kindName.test(label.name)))
    // 其中：出口 is nothing without what it is a part of.
    if (isPart && entity !== null && entity.length <= 3 && parent?.entity) entity = `${parent.entity}${entity}`
    const unitText =
      names.units >= 0
        ? matrix.text(
            isDitto(matrix.text(matrix.at(r, names.units))) ? this.above(r, names.units) : matrix.at(r, names.units),
          )
        : ''
    return {
      label,
      entity,
      entityIsPlace: this.places.has(name) && entity === entityName(label!),
      isIndicator,
      isTotal,
      isPart,
      place,
      period: this.rowPeriod(r, label),
      unit: unitText === '' ? null : wholeUnit(unitText),
      section: this.carried.section,
      isHead,
      carrier: goesOn ? this.carried.carrier : null,
      product: names.product === null ? null : matrix.text(matrix.at(r, names.product)) || null,
    }
  }

  /** A row numbered 一, （二） among rows numbered 1, 2. */
  private isHead(r: number): boolean {
    const { matrix } = this.text
    if (this.ordinal < 0 || !this.hasPlainOrdinals) return false
    return chineseOrdinal.test(matrix.text(matrix.at(r, this.ordinal)))
  }

  /** The groups a row stands in; an empty cell under a group goes on with it. */
  private groupsOf(r: number): string[] {
    const { matrix } = this.text
    return this.names.groups.flatMap((c, i) => {
      const text = matrix.text(matrix.at(r, c))
      if (text !== '' && !isDitto(text)) this.openGroups[i] = text
      const open = this.openGroups[i]
      return open && !readsAsTotal(open) ? [open] : []
    })
  }

  private rowPeriod(r: number, label: Label | null): Period | null {
    const { matrix, sense } = this.text
    const { period } = this.names
    if (period < 0) return label?.time?.period ?? null
    let cell = matrix.at(r, period)
    if (isDitto(matrix.text(cell))) cell = this.above(r, period)
    const day = cell >= 0 ? matrix.cells[cell]!.day : undefined
    const said = timeOf(tight(matrix.text(cell)), sense)?.period ?? null
    if (said) return said
    if (day) return { from: day, to: day, precision: 'day', inferred: false }
    return label?.time?.period ?? null
  }

  private figure(r: number, c: number, given: number, row: RowSense): void {
    const { matrix, raw, sense } = this.text
    let source = given
    const ditto = isDitto(matrix.text(given))
    if (ditto) source = this.above(r, c)
    const text = matrix.text(source)
    if (source < 0 || isNothing(text)) return
    const figure = readFigure(text)
    if (!figure) {
      if (!ditto && text.length > 8) this.words(c, given, row, this.layout.columns[c]!)
      return
    }
    const span = spanOf(matrix, given, raw)
    const start = ditto ? span.start : span.start + figure.start
    const end = ditto ? span.end : span.start + figure.end
    let column = this.columns[c]!
    // Figures merged over several products of an enterprise are the enterprise's.
    const product = this.names.product === null ? -1 : matrix.at(r, this.names.product)
    const isWide = product >= 0 && matrix.cells[given]!.rowSpan > matrix.cells[product]!.rowSpan
    let rowHere: RowSense = isWide ? { ...row, product: null } : row
    const isBareTime = row.period === null && column.period?.precision === 'year' && this.names.period >= 0
    if (isBareTime || areJoined(row.period, column.period)) {
      // A month in the row and a year over the column, or the other way round, are one time.
      const rowTime =
        matrix.text(this.names.period >= 0 ? matrix.at(r, this.names.period) : -1) || (row.label?.text ?? '')
      const columnTime = column.path.findLast((label) => label.time !== null)?.text ?? ''
      const isRowFiner = column.period!.precision === 'year'
      const joined = isRowFiner
        ? timeOf(tight(rowTime), { ...sense, outer: column.period })?.period
        : timeOf(columnTime, { ...sense, outer: row.period })?.period
      if (joined && isRowFiner) rowHere = { ...rowHere, period: joined }
      else if (joined) column = { ...column, period: joined }
    }
    const claim = figureClaim(
      { cell: matrix.cells[source]!, figure, start, end, quote: raw.slice(start, end), ditto },
      rowHere,
      column,
      this.table,
    )
    if (!claim) return
    const { exact, ...draft } = claim
    this.drafts.push(draft)
    this.told.push({
      draft,
      column: c,
      value: exact,
      isTotal: row.isTotal && !row.isHead,
      isPart: row.isPart || row.isHead,
      isSubtotal: row.isTotal && (row.entity !== null || /小计/.test(row.label?.text ?? '')),
      isAdditive:
        draft.unit !== null &&
        draft.unit !== '%' &&
        draft.unit !== 'pp' &&
        !draft.unit.includes('/') &&
        figure.high === null,
      places: (figure.low.mantissa.split('.')[1] ?? '').length,
      scale: figure.low.value === 0 ? 1 : Math.abs(exact / (Number(figure.low.mantissa) || 1)),
      group: `${row.section?.text ?? ''}`,
      isIndicator: row.isIndicator,
    })
  }

  private day(cell: number, row: RowSense, column: Column): void {
    const { matrix, raw, sense } = this.text
    const text = matrix.text(cell)
    if (isNothing(text)) return
    const { day } = matrix.cells[cell]!
    const period =
      timeOf(tight(text), sense)?.period ??
      (day ? { from: day, to: day, precision: 'day' as const, inferred: false } : null)
    if (!period) return
    const draft = timeDraft(spanOf(matrix, cell, raw), period)
    this.drafts.push({ ...draft, subject: row.entity, measure: column.path.at(-1)?.name || null })
  }

  private words(c: number, cell: number, row: RowSense, column: Column): void {
    const { matrix, normal, raw, facts } = this.text
    const text = matrix.text(cell)
    if (c === this.names.main || text.length < 8 || !/\d|[一二三四五六七八九十]/.test(text)) return
    if (this.names.groups.includes(c) || isOrganisation(text, column.header) || this.textCells >= mostTextCells) return
    this.textCells++
    for (const draft of readCellText(matrix, cell, normal, raw, row, column.header, facts)) this.drafts.push(draft)
  }

  private namedCells(r: number, row: RowSense): void {
    const { matrix, raw, facts } = this.text
    this.layout.columns.forEach((column, c) => {
      if (column.role !== 'name' || (this.names.isIndicator && c === this.names.main)) return
      const cell = matrix.at(r, c)
      if (cell < 0 || matrix.cells[cell]!.row !== r || matrix.cells[cell]!.column !== c) return
      const text = matrix.text(cell)
      if (text.length < 2 || this.claimed.has(text)) return
      const region = this.places.get(text)
      if (region && (c === this.names.main || this.names.groups.includes(c))) {
        this.claimed.add(text)
        if (text.length <= region.name.length) this.drafts.push(placeDraft(matrix, cell, raw, region))
        else this.drafts.push({ ...placeDraft(matrix, cell, raw, region), confidence: 0.85 })
      } else if (isOrganisation(text, headOf(column))) {
        this.claimed.add(text)
        this.drafts.push(organisationDraft(matrix, cell, raw, headOf(column), row.place, facts))
      }
    })
  }
}

const readsAsTotal = (text: string): boolean =>
  text.length <= 14 && /^(?:合\s*计|总\s*计|小\s*计|共\s*计|总\s*和)/.test(text)

/** What a row is called: its number and unit are not part of the name. */
const entityName = (label: Label): string | null => {
  const name = label.name.replace(/^[\s—\-·]+|[\s:：]+$/g, '')
  return name === '' ? null : name
}

export const timeDraft = (span: { start: number; end: number; quote: string }, period: Period): Draft => ({
  ...blankClaim,
  kind: 'time',
  ...span,
  from: period.from,
  to: period.to,
  precision: period.precision,
  inferred: period.inferred,
  confidence: period.inferred ? 0.8 : 0.97,
  reasons: period.inferred ? ['period-inferred'] : [],
  status: period.inferred ? 'pending' : 'auto',
})

/** Claims of a table with headers, row by row. */
export const readRows = (text: TableText, layout: Layout, table: TableSense): Draft[] =>
  new RowReader(text, layout, table).read()
