import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { BatchFileRow, DocumentRow } from '../../../src/sources/schema.ts'
import { rootRoute } from '../../root.tsx'

export const documentStates = [
  'received',
  'reading',
  'read',
  'failed',
] as const satisfies readonly DocumentRow['state'][]

export interface SourcesSearch {
  state?: DocumentRow['state']
  /** Search words over all sources, beyond those listed. */
  find?: string
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined

export const sourcesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sources',
  validateSearch: (search: Record<string, unknown>): SourcesSearch => {
    const state = documentStates.find((each) => each === search.state)
    const find = text(search.find)
    return { ...(state ? { state } : {}), ...(find ? { find } : {}) }
  },
  component: lazyRouteComponent(() => import('./listPage.tsx'), 'SourcesPage'),
})

export interface SourceSearch {
  /** The claim whose card is open. */
  claim?: string
  /** Layers shown, comma-separated; absent means the usual ones. */
  layer?: string
  order?: 'suggested'
  side?: 'aside' | 'marks'
  /** Only claims that wait for a person. */
  show?: 'pending'
  /** Start of the set-aside part that is open. */
  aside?: number
  /** A span START-END of the raw text to go to and mark. */
  at?: string
}

export const sourceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sources/$id',
  validateSearch: (search: Record<string, unknown>): SourceSearch => {
    const claim = text(search.claim)
    const layer = text(search.layer)
    const at = text(search.at)
    return {
      ...(claim ? { claim } : {}),
      ...(layer ? { layer } : {}),
      ...(search.order === 'suggested' ? { order: 'suggested' as const } : {}),
      ...(search.side === 'aside' || search.side === 'marks' ? { side: search.side } : {}),
      ...(search.show === 'pending' ? { show: 'pending' as const } : {}),
      ...(typeof search.aside === 'number' && Number.isInteger(search.aside) ? { aside: search.aside } : {}),
      ...(at && /^\d+-\d+$/.test(at) ? { at } : {}),
    }
  },
  component: lazyRouteComponent(() => import('./sourcePage.tsx'), 'SourcePage'),
})

export interface BatchSearch {
  state?: BatchFileRow['state']
}

export const batchFileStates = [
  'expected',
  'waiting',
  'reading',
  'read',
  'failed',
  'refused',
  'cancelled',
] as const satisfies readonly BatchFileRow['state'][]

/** One batch with all its files. */
export const batchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sources/batches/$id',
  validateSearch: (search: Record<string, unknown>): BatchSearch => {
    const state = batchFileStates.find((each) => each === search.state)
    return state ? { state } : {}
  },
  component: lazyRouteComponent(() => import('./batchPage.tsx'), 'BatchPage'),
})

export interface CorrectionsSearch {
  /** A reason code of the reader: only corrections it stands behind. */
  rule?: string
  /** Also those in which reader and person agree by now. */
  all?: true
}

/** Corrections that differ from the reader's rules. */
export const correctionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sources/corrections',
  validateSearch: (search: Record<string, unknown>): CorrectionsSearch => {
    const rule = text(search.rule)
    return { ...(rule ? { rule } : {}), ...(search.all === true ? { all: true as const } : {}) }
  },
  component: lazyRouteComponent(() => import('./correctionsPage.tsx'), 'CorrectionsPage'),
})
