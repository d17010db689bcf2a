import { isDitto, isNothing, readFigure } from './figures.ts'
import { isFieldName, type Label, readLabel, tight } from './labels.ts'
import { cellsOfRow, type Matrix } from './matrix.ts'
import { type TimeSense, wholeTime } from './periods.ts'
import { wholeUnit } from './units.ts'

/** What the cells of a column are. Only `figure` columns give quantities. */
export type ColumnRole =
  | 'figure'
  | 'name'
  | 'text'
  | 'ordinal'
  | 'code'
  | 'unit'
  | 'date'
  | 'period'
  | 'person'
  | 'empty'

export interface Column {
  role: ColumnRole
  /** Header labels from the top down; the last stands right over the cells. */
  path: Label[]
  /** Cells of the header this column stands under. */
  cells: number[]
  /** The headers in one: what a person reads down the column. */
  header: string
}

export interface Layout {
  /** Rows of a title or unit inside the table, above its header. */
  titles: number[]
  headerEnd: number
  columns: Column[]
  /** The header has merged cells. */
  hasSpans: boolean
  /** Keys and values side by side instead of a header row. */
  isPairs: boolean
}

const isYear = (text: string): boolean => /^(?:19|20)\d\d$/.test(text)
const isTime = (text: string): boolean => wholeTime(text) !== null

/** A number that is data and not the name of a year. */
export const isFigureText = (text: string): boolean =>
  text !== '' && !isYear(text) && !isTime(text) && readFigure(text) !== null

/** 1 2 3 4 or 甲 乙 1 2 under a header: the numbers of the columns. */
const isNumbering = (texts: readonly string[]): boolean => {
  if (texts.length < 3) return false
  let expected: number | null = null
  for (const text of texts) {
    if (/^[甲乙丙丁戊己庚]$/.test(text)) continue
    const match = /^[（(]?(\d{1,2})(?:\s*=.*)?[)）]?$/.exec(text)
    if (!match) return false
    const n = Number(match[1])
    if (expected !== null && n !== expected) return false
    expected = n + 1
  }
  return expected !== null && texts.length >= 3
}

const rowTexts = (matrix: Matrix, row: number): string[] => cellsOfRow(matrix, row).map((cell) => matrix.text(cell))

/** The row holds a number that is no year and no column number. */
const hasFigures = (matrix: Matrix, row: number): boolean => {
  const texts = rowTexts(matrix, row)
  return texts.some((text) => isFigureText(text)) && !isNumbering(texts)
}

/** A row with one text over the whole width: a title above the header, a section below it. */
export const isSpanning = (matrix: Matrix, row: number): boolean => {
  const cells = cellsOfRow(matrix, row)
  return cells.length === 1 && matrix.columns > 1 && !isFigureText(matrix.text(cells[0]!))
}

const isTitleRow = (matrix: Matrix, row: number): boolean => {
  if (isSpanning(matrix, row)) return true
  const texts = rowTexts(matrix, row)
  return (
    texts.length > 0 && texts.length <= 3 && texts.every((text) => /(?:单\s*位|日\s*期|时\s*间)\s*[:：]/.test(text))
  )
}

/** Row `row` goes on with the header above it: something spans into it, or it divides what stands above. */
const continuesHeader = (matrix: Matrix, row: number, from: number): boolean => {
  const texts = rowTexts(matrix, row)
  if (texts.length === 0) return false
  if (isNumbering(texts)) return true
  if (texts.every((text) => wholeUnit(text) !== null)) return true
  let spansInto = false
  let divides = false
  let filled = 0
  for (let c = 0; c < matrix.columns; c++) {
    const above = matrix.at(row - 1, c)
    const here = matrix.at(row, c)
    if (above >= 0 && above === here && matrix.cells[above]!.row >= from) spansInto = true
    if (above >= 0 && here >= 0 && above !== here && matrix.cells[above]!.columnSpan > 1) divides = true
    // Without merged cells a group is a text with empty places on its right, divided below.
    if (c > 0 && matrix.text(above) === '' && matrix.text(here) !== '') filled++
  }
  if (divides) return true
  if (spansInto) return texts.some((text) => text.length <= 20)
  const gaps = filled > 0 && cellsOfRow(matrix, row - 1).length >= 2
  return gaps && texts.every((text) => text.length <= 20) && matrix.text(matrix.at(row, 0)) === ''
}

const mostHeaderRows = 4

const headerOf = (matrix: Matrix, told: number | null): { titles: number[]; end: number; begin: number } => {
  const titles: number[] = []
  let begin = 0
  while (begin < matrix.rows - 1 && begin < 6 && isTitleRow(matrix, begin)) titles.push(begin++)
  if (told !== null && told > begin) return { titles, begin, end: Math.min(told, matrix.rows) }
  if (hasFigures(matrix, begin)) return { titles, begin, end: begin }
  let end = begin + 1
  while (
    end < matrix.rows &&
    end - begin < mostHeaderRows &&
    !hasFigures(matrix, end) &&
    continuesHeader(matrix, end, begin)
  )
    end++
  return { titles, begin, end }
}

/** Header cells over a column from the top down. A group without merged cells reaches right over the empty places beside it. */
const pathOf = (matrix: Matrix, begin: number, end: number, column: number, hasSpans: boolean): number[] => {
  const path: number[] = []
  for (let r = begin; r < end; r++) {
    if (isNumbering(rowTexts(matrix, r))) continue
    let cell = matrix.at(r, column)
    if (matrix.text(cell) === '' && !hasSpans && r + 1 < end && matrix.text(matrix.at(r + 1, column)) !== '')
      for (let c = column - 1; c >= 0 && cell < 0; c--) if (matrix.text(matrix.at(r, c)) !== '') cell = matrix.at(r, c)
    if (cell >= 0 && matrix.text(cell) !== '' && !path.includes(cell)) path.push(cell)
  }
  return path
}

const roles: readonly [RegExp, ColumnRole][] = [
  [/^(?:序\s*号|编\s*号|No\.?|№|行次|项次|顺序号?|#|代号)$/i, 'ordinal'],
  [
    /代码|编码|邮编|电话|手机|联系方式|传真|账号|帐号|证号|许可证|文号|批复|备案号|身份证|网址|邮箱|经度|纬度|坐标|二维码|型号|规格型号|牌号/,
    'code',
  ],
  [/^(?:计量)?单位$/, 'unit'],
  [/^(?:年份|年度|年月|月份|月度|季度|时期|时间|期间|报告期|统计期|指标时间|年|月|日期|交易日期?)$/, 'period'],
  [/日期|时间|时限|年月$|工期$|起止/, 'date'],
  [/联系人|负责人|责任人|法人代表|法定代表人|专员|书记|姓名|首席/, 'person'],
]

const isDateText = (text: string): boolean =>
  isTime(text) || /^(?:\d{4}年|\d{1,2}月|\d{4}[.\-/])/.test(text) || /^(?:已|未|拟|计划|预计).{0,12}$/.test(text)

const isRising = (texts: readonly string[]): boolean =>
  texts.every((text, i) => i === 0 || Number(text) > Number(texts[i - 1]))

/** Rows a column is judged by: the first ones and some spread over the rest. */
const sampleOf = (from: number, to: number): number[] => {
  const rows: number[] = []
  const all = to - from
  const step = Math.max(1, Math.floor((all - 30) / 40))
  for (let r = from; r < to; r += rows.length < 30 ? 1 : step) rows.push(r)
  return rows
}

const roleOf = (
  matrix: Matrix,
  column: number,
  header: string,
  path: readonly Label[],
  sample: readonly number[],
): ColumnRole => {
  const texts: string[] = []
  let days = 0
  for (const row of sample) {
    const cell = matrix.at(row, column)
    if (cell < 0 || isSpanning(matrix, row)) continue
    const text = matrix.text(cell)
    if (isNothing(text) || isDitto(text)) continue
    texts.push(text)
    if (matrix.cells[cell]!.day !== undefined) days++
  }
  const share = (test: (text: string) => boolean): number =>
    texts.length === 0 ? 0 : texts.filter(test).length / texts.length
  const last = path.at(-1)?.text ?? ''
  const bare = last.replace(/[（(].*$/, '')
  for (const [words, role] of roles) {
    if (!words.test(bare)) continue
    if (role === 'unit' && share((text) => wholeUnit(text) !== null) < 0.5) continue
    if (role === 'period' && share((text) => isTime(text) || /年|月|季度|半年/.test(text)) < 0.5) continue
    if (
      role === 'date' &&
      share((text) => isDateText(text)) + days / Math.max(1, texts.length) < 0.5 &&
      share(isFigureText) > 0.5
    )
      continue
    if (role === 'ordinal' && share((text) => /^[（(]?[\d一二三四五六七八九十.\-、]{1,6}[)）]?$/.test(text)) < 0.5)
      continue
    return role
  }
  if (texts.length === 0) return 'empty'
  if (days / texts.length > 0.5) return column === 0 ? 'period' : 'date'
  if (column === 0 && header === '' && isNumbering(texts.slice(0, 5))) return 'ordinal'
  const figures = share(isFigureText)
  // A column without a header that only counts the rows.
  if (header === '' && column === 0 && share((text) => /^\d{1,5}$/.test(text)) === 1 && isRising(texts))
    return 'ordinal'
  if (figures >= 0.5) return 'figure'
  if (
    /内容|规模|情况|进展|简介|说明|备注|措施|问题|建议|介绍|描述/.test(bare) &&
    share((text) => text.length > 8) > 0.3
  )
    return 'text'
  if (share((text) => isYear(text) || isTime(text)) > 0.6) return column === 0 || header === '' ? 'period' : 'date'
  if (texts.length > 1 && share((text) => wholeUnit(text) !== null) > 0.8 && column > 0) return 'unit'
  const isMeasured = path.some((label) => label.unit !== null || label.change !== null || label.measure !== null)
  if (figures > 0 && isMeasured && column > 0) return 'figure'
  const long = texts.reduce((sum, text) => sum + text.length, 0) / texts.length
  return long > 24 || share((text) => /[，。；,]/.test(text)) > 0.5 ? 'text' : 'name'
}

/** Two, four or six columns of keys and values: fields stand on the left of what they say. */
const isPairsTable = (matrix: Matrix, begin: number): boolean => {
  let keys = 0
  let others = 0
  let values = 0
  for (let r = begin; r < Math.min(matrix.rows, begin + 40); r++) {
    const cells = cellsOfRow(matrix, r)
    if (cells.length === 0 || isSpanning(matrix, r)) continue
    if (cells.length % 2 === 1 && cells.length > 1) others++
    for (let i = 0; i < cells.length; i += 2) {
      isFieldName(matrix.text(cells[i]!)) ? keys++ : others++
      const value = cells[i + 1]
      if (value !== undefined && !isFieldName(matrix.text(value))) values++
    }
  }
  const widest = Math.max(...Array.from({ length: Math.min(matrix.rows, 40) }, (_, r) => cellsOfRow(matrix, r).length))
  if (widest > 8 || keys < 2 || keys < 3 * others || values * 2 < keys) return false
  // A header row names fields on both sides: 县区 | 产值.
  const first = cellsOfRow(matrix, begin)
  const allFields =
    first.length >= 2 && first.every((cell) => isFieldName(matrix.text(cell)) || readLabelish(matrix.text(cell)))
  return !allFields
}

const readLabelish = (text: string): boolean => wholeTime(text) !== null || /[（(](?:[^）)]{1,6})[)）]$/.test(text)

/** How a table is laid out: titles inside it, header rows, and what each column holds. */
export const layoutOf = (matrix: Matrix, told: number | null, sense: TimeSense): Layout => {
  const { titles, begin, end } = headerOf(matrix, told)
  if (isPairsTable(matrix, begin)) return { titles, headerEnd: begin, columns: [], hasSpans: false, isPairs: true }
  let hasSpans = false
  for (let r = begin; r < end; r++)
    for (let c = 0; c < matrix.columns; c++) {
      const cell = matrix.at(r, c)
      if (cell >= 0 && matrix.cells[cell]!.columnSpan > 1) hasSpans = true
    }
  const sample = sampleOf(end, matrix.rows)
  const known = new Map<number, Label>()
  const columns: Column[] = []
  for (let c = 0; c < matrix.columns; c++) {
    const cells = pathOf(matrix, begin, end, c, hasSpans)
    let outer = sense
    const path = cells.map((cell) => {
      // A label under a group takes its year from it, so that it is read once for every group it stands under.
      const cached = outer === sense ? known.get(cell) : undefined
      const label = cached ?? readLabel(matrix.text(cell), outer)
      if (outer === sense) known.set(cell, label)
      if (label.time) outer = { ...sense, outer: label.time.period }
      return label
    })
    const header = cells.map((cell) => tight(matrix.text(cell))).join('')
    columns.push({ role: roleOf(matrix, c, header, path, sample), path, cells, header })
  }
  return { titles, headerEnd: end, columns, hasSpans, isPairs: false }
}
