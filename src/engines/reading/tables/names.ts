import { readLabel } from './labels.ts'
import { type Column, isSpanning, type Layout } from './layout.ts'
import type { Matrix } from './matrix.ts'
import { placesOfTexts } from './named-cells.ts'
import type { ColumnSense } from './senses.ts'
import type { TableText } from './tables.ts'

/** Headers over the thing a row is about, before groups and kinds. */
const entityHeader =
  /名称|企业|公司|项目|产品|品种|指标|县|市|区|园|镇|乡|地区|地市|城市|省份|单位|品类|材料|矿区|矿山|机构|国家|基地|生产线/
const groupHeader =
  /^(?:类别|分类|类型|大类|小类|板块|领域|批次|所属.{1,6}|所在.{1,6}|行业|性质|阶段|链条|层级|级别|等级|状态|投资性质)$/
const indicatorHeader = /^(?:主要|统计|考核|核心|发展|经济|具体)*指标(?:名称|内容)?$|^指标/
const productHeader = /^(?:产品|产品名称|品种|产品种类|产品类别|产品类型)$/

export interface Names {
  main: number
  groups: number[]
  product: number | null
  units: number
  period: number
  isIndicator: boolean
}

export const headOf = (column: Column | undefined): string => (column?.path.at(-1)?.text ?? '').replace(/[（(].*$/, '')

/** Which columns name the rows. */
export const namesOf = (layout: Layout, matrix: Matrix, sense: TableText['sense']): Names => {
  const { columns } = layout
  const firstFigure = columns.findIndex((column) => column.role === 'figure')
  const before = columns.flatMap((column, c) =>
    column.role === 'name' && (firstFigure < 0 || c < firstFigure) ? [c] : [],
  )
  const all = before.length > 0 ? before : columns.flatMap((column, c) => (column.role === 'name' ? [c] : []))
  const named = all.filter((c) => !groupHeader.test(headOf(columns[c])))
  const places =
    /^(?:县|市|区|县[市区、/]*区?|市[州县]?|州市|地区|地市|城市|省份?|省市|乡镇|镇|园区|所[属在].*|区域|行政区划?)$/
  // An enterprise or project is what the row is about; the county beside it says where.
  const main =
    named.find(
      (c) => /名称|企业|公司|项目|产品|指标/.test(headOf(columns[c])) && !/单位名称|主体/.test(headOf(columns[c])),
    ) ??
    named.find((c) => entityHeader.test(headOf(columns[c])) && !places.test(headOf(columns[c]))) ??
    named.findLast((c) => headOf(columns[c]) === '' || places.test(headOf(columns[c]))) ??
    named[0] ??
    all[0] ??
    -1
  const product = before.find((c) => c !== main && productHeader.test(headOf(columns[c]))) ?? null
  let measured = 0
  let seen = 0
  for (let r = layout.headerEnd; r < Math.min(matrix.rows, layout.headerEnd + 40) && main >= 0; r++) {
    const text = matrix.text(matrix.at(r, main))
    if (text === '' || isSpanning(matrix, r)) continue
    seen++
    const label = readLabel(text, sense)
    if (text.length <= 24 && (label.measure !== null || (label.unit !== null && label.noun !== ''))) measured++
  }
  const header = headOf(columns[main])
  // Columns that only say when or what kind (2021 | 2022, 目标 | 实际) leave the measure to the rows.
  const areBare = columns.every(
    (column) =>
      column.role !== 'figure' ||
      column.path.every((label) => label.measure === null && label.unit === null && label.noun === ''),
  )
  return {
    main,
    groups: before.filter((c) => c !== main && c !== product),
    product,
    units: columns.findIndex((column) => column.role === 'unit'),
    period: columns.findIndex((column) => column.role === 'period'),
    isIndicator:
      indicatorHeader.test(header) ||
      (seen > 0 && measured * (areBare ? 5 : 2) >= seen && !/名称|企业|公司/.test(header)),
  }
}

/** The column's own meaning, with the place it stands for and what a growth in it would be the growth of. */
export const columnSenses = (text: TableText, layout: Layout): ColumnSense[] => {
  const { columns } = layout
  const places = placesOfTexts(
    columns.flatMap((column) => column.path.map((label) => label.name)),
    text.facts,
  )
  const senses: ColumnSense[] = []
  columns.forEach((column, c) => {
    const place = column.path.map((label) => places.get(label.name) ?? null).findLast((one) => one !== null) ?? null
    let base: ColumnSense['base'] = null
    const isRatio = column.path.some((label) => label.measure?.kinds[0] === 'ratio')
    if (isRatio || column.path.some((label) => label.change !== null))
      for (let k = c - 1; k >= 0 && base === null; k--) {
        const one = columns[k]!
        if (one.role !== 'figure') break
        if (one.path.some((label) => label.change !== null)) continue
        const measure = one.path.findLast((label) => label.measure !== null)
        const lowest = one.path.at(-1)
        const unit = one.path.findLast((label) => label.unit !== null)?.unit ?? null
        const modality = one.path.findLast((label) => label.modality !== null)?.modality?.modality ?? null
        const period = one.path.findLast((label) => label.time !== null)?.time?.period ?? null
        base = { measure: measure?.measure?.measure ?? (lowest?.plain || null), unit, modality, period }
      }
    const beside = /年均|平均|累计/.test(column.header) ? null : (base?.period ?? null)
    const said = column.path.findLast((label) => label.time !== null)?.time?.period ?? null
    senses.push({
      path: column.path,
      header: column.header,
      place,
      isMerged: layout.hasSpans,
      // A growth or a rate beside a figure is of the same time (2021年GDP | 增速) unless its own header says another.
      period: column.path.at(-1)?.time?.period ?? beside ?? said,
      base,
    })
  })
  return senses
}
