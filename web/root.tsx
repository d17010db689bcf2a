import { createRootRoute } from '@tanstack/react-router'
import { Lost } from './shell/lost.tsx'
import { Shell } from './shell/shell.tsx'

/** How one table is shown: sorted by a column (`-key` downwards), searched, and narrowed to values of a column. */
export interface TableView {
  sort?: string
  find?: string
  only?: Record<string, string[]>
  /** The page of a long table, from 1. */
  page?: number
}

/** Search parameters every page understands: the stack of opened evidence, and the view of each table by its id. */
export interface RootSearch {
  evidence?: string
  tables?: Record<string, TableView>
}

const asTables = (value: unknown): Record<string, TableView> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, TableView>)
    : undefined

/** The parent of every page. A page's route names it in `getParentRoute` and is added to the tree in routes.tsx. */
export const rootRoute = createRootRoute({
  validateSearch: (search: Record<string, unknown>): RootSearch => {
    const tables = asTables(search.tables)
    return {
      ...(typeof search.evidence === 'string' && search.evidence !== '' ? { evidence: search.evidence } : {}),
      ...(tables === undefined ? {} : { tables }),
    }
  },
  component: Shell,
  notFoundComponent: Lost,
})
