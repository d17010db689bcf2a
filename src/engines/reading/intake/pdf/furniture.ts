import type { Row } from './rows.ts'

/** Rows of a page, and how high the page is. */
export interface PageRows {
  rows: Row[]
  height: number
}

/** Headers and footers stand among this many rows from the edge, within this share of the page. */
const rowsAtEdge = 3
const edge = 0.14

const textOf = (row: Row): string => row.segments.map((s) => s.text).join(' ')
/** The same header on every page: its digits may differ. */
const shapeOf = (row: Row): string =>
  textOf(row)
    .replace(/\d+/g, '#')
    .replace(/[ⅰ-ⅿ]+|\b[ivxlc]{1,6}\b/g, '#')
    .replace(/\s+/g, '')

const pageNumber =
  /^[\s\-–—―·•~]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,6}|[一二三四五六七八九十〇]{1,4}(?=\s*页))(?:\s*页)?(?:\s*[,，/／]?\s*共?\s*\d{1,4}\s*页?)?[\s\-–—―·•~]*$/

const edgeRows = ({ rows, height }: PageRows): { row: Row; isTop: boolean }[] => {
  const top = rows.slice(0, rowsAtEdge).filter((row) => row.y < edge * height)
  const bottom = rows.slice(-rowsAtEdge).filter((row) => row.y > (1 - edge) * height && !top.includes(row))
  return [...top.map((row) => ({ row, isTop: true })), ...bottom.map((row) => ({ row, isTop: false }))]
}

/**
 * The rows that are a page's header, footer or number: the outermost row where it is a page number, and rows at an edge that
 * come back on at least three pages and a third of them (on both of two pages), digits aside.
 */
export const furnitureOf = (pages: readonly PageRows[]): Set<Row> => {
  const found = new Set<Row>()
  const seen = new Map<string, Row[]>()
  for (const page of pages) {
    const own = new Set<string>()
    for (const { row, isTop } of edgeRows(page)) {
      const key = `${isTop ? 'top' : 'bottom'}|${Math.round(row.size)}|${shapeOf(row)}`
      if (own.has(key)) continue
      own.add(key)
      const list = seen.get(key)
      if (list) list.push(row)
      else seen.set(key, [row])
    }
    for (const row of new Set([page.rows[0], page.rows.at(-1)]))
      if (
        row !== undefined &&
        page.rows.length > 1 &&
        (row.y < edge * page.height || row.y > (1 - edge) * page.height) &&
        pageNumber.test(textOf(row))
      )
        found.add(row)
  }
  const enough = Math.max(Math.min(3, pages.length), Math.ceil(pages.length / 3))
  if (pages.length >= 2)
    for (const rows of seen.values()) if (rows.length >= enough) for (const row of rows) found.add(row)
  return found
}
