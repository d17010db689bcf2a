import { showText, showValue } from './number-format.ts'
import { cellName, type Merge, type Sheet, type SheetCell, sheetLimits, tooManyCells } from './sheet.ts'
import { lines, plain, type SheetPart, type Styles, TextRuns, unescaped } from './workbook-parts.ts'
import { streamXml } from './xml.ts'
import type { Zip } from './zip.ts'

/** Row and column of B7; null where the reference is none. */
const placeOf = (reference: string | undefined): { row: number; column: number } | null => {
  if (reference === undefined) return null
  let column = 0
  let i = 0
  for (; i < reference.length && i < 3; i++) {
    const code = reference.charCodeAt(i) & 0xdf
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  const row = Number(reference.slice(i))
  if (column === 0 || column > 16_384 || !Number.isInteger(row) || row < 1 || row > 1_048_576) return null
  return { row: row - 1, column: column - 1 }
}

export interface Tally {
  cells: number
  characters: number
  errors: { place: string; text: string }[]
  errorCount: number
  withoutResult: number
}

export interface Shelf {
  strings: string[]
  styles: Styles
  is1904: boolean
  tally: Tally
}

const isOn = (value: string | undefined): boolean => value === '1' || value === 'true'

export const readSheet = (zip: Zip, { name: sheetName, part, isHidden }: SheetPart, shelf: Shelf): Sheet => {
  const { strings, styles, is1904, tally } = shelf
  const cells: SheetCell[] = []
  const merges: Merge[] = []
  const hiddenRows = new Set<number>()
  const hiddenColumns: { from: number; to: number }[] = []
  const runs = new TextRuns()
  let row = -1
  let column = -1
  let type = ''
  let style = 0
  let hasFormula = false
  let inValue = false
  let inInline = false
  let value: string[] = []
  let inSorted = true

  const keep = (cell: SheetCell): void => {
    tally.cells++
    tally.characters += cell.text.length
    if (tally.cells > sheetLimits.cells || tally.characters > sheetLimits.characters) throw tooManyCells()
    const last = cells.at(-1)
    if (last && (last.row > cell.row || (last.row === cell.row && last.column >= cell.column))) inSorted = false
    cells.push(cell)
  }

  const finish = (): void => {
    const given = value.join('')
    const format = styles.formats[styles.ofCell[style] ?? -1] ?? plain
    const at = { row, column }
    if (type === 'inlineStr') {
      const text = runs.take()
      if (text !== '') keep({ ...at, text: showText(format, text) })
      return
    }
    if (given === '') {
      if (hasFormula && type !== 'str') tally.withoutResult++
      return
    }
    if (type === 's') {
      const text = strings[Number(given)]
      if (text !== undefined && text !== '') keep({ ...at, text: showText(format, text) })
    } else if (type === 'str') keep({ ...at, text: showText(format, lines(unescaped(given))) })
    else if (type === 'b') keep({ ...at, text: given === '1' ? 'TRUE' : 'FALSE' })
    else if (type === 'e') {
      tally.errorCount++
      if (tally.errors.length < 3) tally.errors.push({ place: `${sheetName}!${cellName(row, column)}`, text: given })
      keep({ ...at, text: given, isError: true })
    } else if (type === 'd') keep({ ...at, text: given.slice(0, 10), day: given.slice(0, 10) })
    else {
      const number = Number(given)
      if (!Number.isFinite(number)) return
      const shown = showValue(format, number, is1904)
      if (shown.text !== '') keep({ ...at, ...shown })
    }
  }

  streamXml(zip, part, {
    open: (name, attributes) => {
      if (name === 'c') {
        const place = placeOf(attributes['r'])
        if (place) ({ row, column } = place)
        else column++
        type = attributes['t'] ?? 'n'
        style = Number(attributes['s'] ?? 0)
        hasFormula = false
        value = []
      } else if (name === 'v') inValue = true
      else if (name === 'f') hasFormula = true
      else if (name === 'is') inInline = true
      else if (name === 'row') {
        const number = Number(attributes['r'] ?? row + 2)
        row = Number.isInteger(number) && number >= 1 && number <= 1_048_576 ? number - 1 : row + 1
        column = -1
        if (isOn(attributes['hidden'])) hiddenRows.add(row)
      } else if (name === 'col') {
        if (isOn(attributes['hidden']) && hiddenColumns.length < 16_384)
          hiddenColumns.push({ from: Number(attributes['min']) - 1, to: Number(attributes['max']) - 1 })
      } else if (name === 'mergeCell') {
        const [from, to] = (attributes['ref'] ?? '').split(':').map(placeOf)
        if (from && to && to.row >= from.row && to.column >= from.column && merges.length < sheetLimits.cells)
          merges.push({
            ...from,
            rowSpan: to.row - from.row + 1,
            columnSpan: to.column - from.column + 1,
          })
      }
      if (inInline) runs.open(name)
    },
    close: (name) => {
      if (inInline) runs.close(name)
      if (name === 'v') inValue = false
      else if (name === 'is') inInline = false
      else if (name === 'c') finish()
    },
    text: (text) => {
      if (inValue) value.push(text)
      else if (inInline) runs.text(text)
    },
  })
  if (!inSorted) cells.sort((a, b) => a.row - b.row || a.column - b.column)
  return { name: sheetName, isHidden, cells, merges, hiddenRows, hiddenColumns }
}
