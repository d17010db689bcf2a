import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Table, type TableColumnType } from 'antd'
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react'
import { csv, tsv } from '../../src/base/csv.ts'
import type { Figure } from '../../src/base/figure.ts'
import { formatFigure, modalityWords } from '../../src/base/format.ts'
import { inLang, type Lang } from '../../src/base/lang.ts'
import { compare } from '../../src/base/money.ts'
import { save } from '../client.ts'
import type { TableView } from '../root.tsx'
import { useLang } from '../words/lang.ts'
import { type Say, useWords } from '../words/words.ts'
import { FigureView } from './figure.tsx'

export type Cell = string | number | Figure | null

/** A column: what its cell is (for sorting, finding, copying and, unless `show` says otherwise, for showing). */
export interface Column<Row> {
  key: string
  title: string
  /** The unit of a column of plain numbers, said once in the header. */
  unit?: string
  value: (row: Row) => Cell
  /** Shows the cell otherwise than its value; sorting and export still use the value. */
  show?: (row: Row) => ReactNode
  /** Offers the column's distinct values as a filter. */
  filter?: boolean
  sort?: boolean
  width?: number | string
}

const isFigure = (cell: Cell): cell is Figure => typeof cell === 'object' && cell !== null

/** How a cell reads as text, in find and filter. */
const asText = (cell: Cell, lang: Lang): string =>
  cell === null
    ? ''
    : isFigure(cell)
      ? `${inLang(modalityWords[cell.modality], lang)} ${formatFigure(cell, lang).text}`
      : String(cell)

const asShown = (cell: Cell): ReactNode => (isFigure(cell) ? <FigureView figure={cell} show="cell" /> : cell)

/** Figures take several cells in an export, so that a spreadsheet can calculate: value in the base unit, unit, kind, period, as-of date. */
const asCells = (cell: Cell, lang: Lang): string[] => {
  if (!isFigure(cell)) return [cell === null ? '' : String(cell)]
  const period = cell.period ? `${cell.period.from ?? ''}/${cell.period.to ?? ''}` : ''
  return [cell.value ?? '', cell.unit, inLang(modalityWords[cell.modality], lang), period, cell.asOf ?? '']
}

/** Missing sorts last whichever way; figures and decimal strings by value, texts by the language's own order. */
const order = (a: Cell, b: Cell, lang: Lang): number => {
  const known = (cell: Cell) => (isFigure(cell) ? cell.value : cell)
  const [x, y] = [known(a), known(b)]
  if (x === null || y === null) return 0
  if (isFigure(a) && isFigure(b)) return compare(String(x), String(y))
  if (typeof x === 'number' && typeof y === 'number') return x - y
  return String(x).localeCompare(String(y), lang, { numeric: true })
}
const isMissing = (cell: Cell): boolean => cell === null || (isFigure(cell) && cell.value === null)

const headers = (columns: Column<never>[], rows: Cell[][], t: Say): string[] =>
  columns.flatMap((column, index) => {
    const title = column.unit ? column.title + t('table.unit', { unit: column.unit }) : column.title
    const wide = rows.some((row) => isFigure(row[index] ?? null))
    return wide ? [title, ...figureHeaders(t).map((part) => `${column.title} ${part}`)] : [title]
  })
const figureHeaders = (t: Say) => [t('table.csv.unit'), t('table.csv.kind'), t('table.csv.period'), t('table.csv.asOf')]

/** Rows on one page of a long table. */
const pageSize = 100

const useView = (id: string) => {
  const { tables } = useSearch({ strict: false }) as { tables?: Record<string, TableView> }
  const navigate = useNavigate()
  const view = tables?.[id] ?? {}
  const set = (next: TableView) => {
    const kept = Object.fromEntries(
      Object.entries({ ...view, ...next }).filter(([, value]) => value !== undefined && value !== '' && value !== 1),
    )
    const others = { ...tables, [id]: kept }
    if (Object.keys(kept).length === 0) delete others[id]
    return navigate({
      to: '.',
      search: ((before: object) => ({
        ...before,
        tables: Object.keys(others).length > 0 ? others : undefined,
      })) as never,
      replace: true,
      resetScroll: false,
    })
  }
  return { view, set }
}

/**
 * A dense table that sorts, finds, filters, copies and exports, with its view in the address (`?tables=`), the rows reachable by
 * arrow keys, and the same DOM laid out as cards on a phone. `id` names the table in the address and is unique on its page.
 */
export const DataTable = <Row extends object>({
  id,
  caption,
  rows,
  columns,
  rowKey,
  onOpen,
  selected,
  empty,
  plain = false,
  loading = false,
  extra,
}: {
  id: string
  /** What the table lists: its accessible name and the name of the exported file. */
  caption: string
  rows: Row[]
  columns: Column<Row>[]
  rowKey: (row: Row) => string
  /** Opens a row (click or Enter), usually beside the list. */
  onOpen?: (row: Row) => void
  selected?: string | null
  /** Said when there is no row at all. */
  empty: string
  /** Without the bar above it: for a small table beside a chart. */
  plain?: boolean
  loading?: boolean
  /** More controls in the bar. */
  extra?: ReactNode
}) => {
  const lang = useLang()
  const t = useWords()
  const { view, set } = useView(id)
  const [said, setSaid] = useState('')
  const [focused, setFocused] = useState<string | null>(null)

  const visible = useMemo(() => {
    const find = view.find?.trim().toLowerCase() ?? ''
    const kept = rows.filter((row) => {
      for (const [key, values] of Object.entries(view.only ?? {})) {
        const column = columns.find((each) => each.key === key)
        if (column && values.length > 0 && !values.includes(asText(column.value(row), lang))) return false
      }
      return find === '' || columns.some((column) => asText(column.value(row), lang).toLowerCase().includes(find))
    })
    const down = view.sort?.startsWith('-') ?? false
    const by = columns.find((column) => column.key === view.sort?.replace(/^-/, ''))
    if (!by) return kept
    return [...kept].sort((a, b) => {
      const [x, y] = [by.value(a), by.value(b)]
      if (isMissing(x) || isMissing(y)) return Number(isMissing(x)) - Number(isMissing(y))
      return down ? order(y, x, lang) : order(x, y, lang)
    })
  }, [rows, columns, view, lang])

  const grid = (): string[][] => {
    const cells = visible.map((row) => columns.map((column) => column.value(row)))
    const wide = columns.map((_, index) => cells.some((row) => isFigure(row[index] ?? null)))
    const lines = cells.map((row) =>
      row.flatMap((cell, index) =>
        wide[index] && !isFigure(cell) ? [cell === null ? '' : String(cell), '', '', '', ''] : asCells(cell, lang),
      ),
    )
    return [headers(columns as Column<never>[], cells, t), ...lines]
  }
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(tsv(grid()))
      setSaid(t('table.copied', { count: visible.length }))
    } catch {
      setSaid(t('table.copy.failed'))
    }
  }

  const tableColumns: TableColumnType<Row>[] = columns.map((column) => {
    const title = column.unit ? column.title + t('table.unit', { unit: column.unit }) : column.title
    const distinct = column.filter ? [...new Set(rows.map((row) => asText(column.value(row), lang)))].sort() : []
    return {
      key: column.key,
      title,
      ...(column.width === undefined ? {} : { width: column.width }),
      sorter: column.sort !== false,
      sortDirections: ['ascend', 'descend'] as const,
      sortOrder: view.sort === column.key ? 'ascend' : view.sort === `-${column.key}` ? 'descend' : null,
      showSorterTooltip: false,
      className: rows.some((row) => typeof column.value(row) === 'number') ? 'number-cell' : '',
      ...(distinct.length > 1
        ? { filters: distinct.map((text) => ({ text, value: text })), filteredValue: view.only?.[column.key] ?? null }
        : {}),
      onCell: () => ({ 'data-label': title }) as object,
      render: (_: unknown, row: Row) => {
        const shown = column.show ? column.show(row) : asShown(column.value(row))
        // One element per cell, so that a card on a phone has its name on the left and all of its content on the right.
        return shown === null || shown === undefined || shown === false || shown === '' ? null : (
          <div className="cell">{shown}</div>
        )
      },
    } as TableColumnType<Row>
  })

  const current =
    focused !== null && visible.some((row) => rowKey(row) === focused) ? focused : visible[0] && rowKey(visible[0])
  const onRowKey = (event: KeyboardEvent<HTMLElement>, row: Row) => {
    if (event.target !== event.currentTarget) return
    if (event.key === 'Enter' && onOpen) {
      event.preventDefault()
      onOpen(row)
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    const there =
      event.key === 'ArrowDown' ? event.currentTarget.nextElementSibling : event.currentTarget.previousElementSibling
    if (there instanceof HTMLElement && there.dataset.rowKey !== undefined) there.focus()
  }

  // A plain table stands in a section that already has its heading.
  const Frame = plain ? 'div' : 'section'
  return (
    <Frame className="data-table" {...(plain ? {} : { 'aria-label': caption })}>
      {!plain && (
        <div className="table-bar">
          <Input.Search
            className="table-find"
            size="small"
            allowClear
            defaultValue={view.find ?? ''}
            key={view.find ?? ''}
            placeholder={t('table.find')}
            aria-label={t('table.find')}
            onSearch={(find) => set({ find, page: 1 })}
          />
          {extra}
          <span className="table-count">
            {visible.length === rows.length
              ? t('table.rows', { count: rows.length })
              : t('table.found', { count: visible.length, total: rows.length })}
          </span>
          <span className="table-said" role="status">
            {said}
          </span>
          <Button size="small" onClick={copy}>
            {t('table.copy')}
          </Button>
          <Button size="small" onClick={() => save(new Blob([csv(grid())], { type: 'text/csv' }), `${caption}.csv`)}>
            {t('table.csv')}
          </Button>
        </div>
      )}
      <Table<Row>
        size="small"
        rowKey={rowKey}
        columns={tableColumns}
        dataSource={visible}
        loading={loading}
        pagination={
          visible.length > pageSize && { pageSize, current: view.page ?? 1, showSizeChanger: false, size: 'small' }
        }
        locale={{
          emptyText: rows.length === 0 ? empty : t('table.none'),
          filterConfirm: t('table.filter.use'),
          filterReset: t('table.filter.clear'),
        }}
        rowClassName={(row) => (rowKey(row) === selected ? 'row-selected' : '')}
        onChange={(paging, filters, sorter, { action }) => {
          const by = Array.isArray(sorter) ? sorter[0] : sorter
          const only = Object.fromEntries(
            Object.entries(filters).flatMap(([key, values]) => (values?.length ? [[key, values.map(String)]] : [])),
          )
          const sort = by?.order ? `${by.order === 'descend' ? '-' : ''}${String(by.columnKey)}` : ''
          set({
            sort,
            only: Object.keys(only).length > 0 ? only : undefined,
            page: action === 'paginate' ? paging.current : 1,
          })
        }}
        onRow={(row) =>
          onOpen
            ? ({
                tabIndex: rowKey(row) === current ? 0 : -1,
                'aria-current': rowKey(row) === selected ? 'true' : undefined,
                onFocus: () => setFocused(rowKey(row)),
                onKeyDown: (event: KeyboardEvent<HTMLElement>) => onRowKey(event, row),
                onClick: (event: { target: EventTarget }) => {
                  // A click on a button or link inside the row is that control's, not the row's.
                  if (event.target instanceof Element && event.target.closest('button, a, input')) return
                  onOpen(row)
                },
              } as object)
            : {}
        }
      />
    </Frame>
  )
}
