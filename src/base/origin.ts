import { z } from 'zod'
import type { Lang } from './lang.ts'

/** Where in its file a stretch of text stands: pages of a PDF counted from 1, or the cells of one sheet of a workbook. */
export const fileOrigin = z.object({
  page: z.int().min(1).optional(),
  /** The last page, where the stretch goes on to another one. */
  pageTo: z.int().min(1).optional(),
  sheet: z.string().optional(),
  cell: z.string().optional(),
  /** The last cell, where the stretch covers several. */
  cellTo: z.string().optional(),
})
export type FileOrigin = z.infer<typeof fileOrigin>

/** An origin as a person says it: 第3页, 第3—4页, 表“产值”B7; empty for one that names nothing. */
export const formatOrigin = ({ page, pageTo, sheet, cell, cellTo }: FileOrigin, lang: Lang): string => {
  const en = lang === 'en'
  const parts: string[] = []
  if (page !== undefined) {
    const isRange = pageTo !== undefined && pageTo !== page
    if (en) parts.push(isRange ? `pages ${page}–${pageTo}` : `page ${page}`)
    else parts.push(isRange ? `第${page}—${pageTo}页` : `第${page}页`)
  }
  const cells = cell === undefined ? '' : cellTo !== undefined && cellTo !== cell ? `${cell}:${cellTo}` : cell
  if (sheet !== undefined) parts.push(en ? `sheet “${sheet}”${cells && ` ${cells}`}` : `表“${sheet}”${cells}`)
  else if (cells !== '') parts.push(en ? `cell ${cells}` : `单元格${cells}`)
  return parts.join(en ? ', ' : '，')
}
