import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { DocumentRow } from '../../../src/sources/schema.ts'
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
  side?: 'aside'
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
      ...(search.side === 'aside' ? { side: 'aside' as const } : {}),
      ...(at && /^\d+-\d+$/.test(at) ? { at } : {}),
    }
  },
  component: lazyRouteComponent(() => import('./sourcePage.tsx'), 'SourcePage'),
})
