import type { Modality } from '../../../base/quantity.ts'
import type { Draft } from '../claims.ts'
import { readCellText } from './cell-text.ts'
import { figureClaim } from './figure-claims.ts'
import { isNothing, readFigure } from './figures.ts'
import { type Label, readLabel, tight } from './labels.ts'
import type { Layout } from './layout.ts'
import { cellsOfRow } from './matrix.ts'
import { isOrganisation, organisationDraft, organisationHeader, placesOfTexts, spanOf } from './named-cells.ts'
import { timeOf } from './periods.ts'
import { timeDraft } from './rows.ts'
import type { RowSense, TableSense } from './senses.ts'
import type { TableText } from './tables.ts'

interface Pair {
  key: Label
  value: number
}

const nameKey =
  /^(?:项目|企业|公司|单位|产品|园区|基地|集群|矿区|矿山|平台|机构|品牌)?(?:中文)?名\s*称$|^(?:项目|企业|公司|产品)$|全称$/
const codeKey = /代码|编码|编号|电话|手机|邮编|传真|账号|证号|文号|身份证|网址|邮箱|序号|经纬度/
const dateKey = /日期|时间|时限|年月/
const placeKey = /地点|地址|所在地|所在|县|区域|住所|园区|属地/

/** Claims of a list of keys and values (项目名称 | 某项目 | 总投资 | 12亿元): all of them are said of the thing it names. */
export const readPairs = (text: TableText, layout: Layout, table: TableSense): Draft[] => {
  const { matrix, raw, normal, facts, sense } = text
  const pairs: Pair[] = []
  for (let r = layout.headerEnd; r < matrix.rows; r++) {
    const cells = cellsOfRow(matrix, r)
    for (let i = 0; i + 1 < cells.length; i += 2) {
      // A key over several rows is said once.
      if (matrix.cells[cells[i + 1]!]!.row !== r) continue
      pairs.push({ key: readLabel(matrix.text(cells[i]!).replace(/[:：]\s*$/, ''), sense), value: cells[i + 1]! })
    }
  }
  const name = pairs.find(({ key, value }) => nameKey.test(key.name) && !isNothing(matrix.text(value)))
  const entity = name ? tight(matrix.text(name.value)) : null
  const places = placesOfTexts(
    pairs.filter(({ key }) => placeKey.test(key.name)).map(({ value }) => matrix.text(value)),
    facts,
  )
  const place = [...places.values()][0] ?? null
  const isProject = pairs.some(({ key }) => /项目/.test(key.name))
  const drafts: Draft[] = []
  let before: Modality | null = null
  for (const { key: given, value } of pairs) {
    // 其中：固定资产投资 under 计划总投资 is planned as well.
    const key: Label =
      given.isPart && given.modality === null && before
        ? { ...given, modality: { modality: before, certainty: 1 } }
        : given
    const words = matrix.text(value)
    const cell = matrix.cells[value]!
    if (isNothing(words) || codeKey.test(key.name) || cell.isError) continue
    const span = spanOf(matrix, value, raw)
    const row: RowSense = {
      label: key,
      entity,
      entityIsPlace: false,
      isIndicator: true,
      isTotal: false,
      isPart: false,
      place,
      period: key.time?.period ?? null,
      unit: null,
      section: null,
      isHead: false,
      carrier: null,
      product: null,
    }
    if (dateKey.test(key.name) || cell.day !== undefined) {
      const period =
        timeOf(tight(words), sense)?.period ??
        (cell.day ? { from: cell.day, to: cell.day, precision: 'day' as const, inferred: false } : null)
      if (period) drafts.push({ ...timeDraft(span, period), subject: entity, measure: key.name || null })
      continue
    }
    const figure = readFigure(words)
    if (figure) {
      const start = span.start + figure.start
      const end = span.start + figure.end
      const claim = figureClaim(
        { cell, figure, start, end, quote: raw.slice(start, end), ditto: false },
        row,
        { path: [], header: key.name, place: null, isMerged: true, period: null, base: null },
        { ...table, caption: { ...table.caption, ofProjects: table.caption.ofProjects || isProject } },
      )
      if (claim) {
        const { exact: _, ...draft } = claim
        before = draft.modality
        drafts.push(draft)
      }
    } else if ((organisationHeader.test(key.name) || nameKey.test(key.name)) && isOrganisation(words, key.name))
      drafts.push(organisationDraft(matrix, value, raw, key.name, place, facts))
    else if (words.length >= 6 && /\d/.test(words))
      drafts.push(...readCellText(matrix, value, normal, raw, { entity, place }, key.name, facts))
  }
  return drafts
}
