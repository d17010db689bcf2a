import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../root.tsx'

export const stageTabs = ['enterprises', 'projects', 'indicators', 'sources'] as const
export type StageTab = (typeof stageTabs)[number]

export interface ChainSearch {
  /** The stage open beside the map. */
  stage?: string
  tab?: StageTab
  /** The enterprise whose row is marked. */
  enterprise?: string
}

export const chainRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/chain',
  validateSearch: (search: Record<string, unknown>): ChainSearch => ({
    ...(typeof search.stage === 'string' && search.stage !== '' ? { stage: search.stage } : {}),
    ...(typeof search.enterprise === 'string' && search.enterprise !== '' ? { enterprise: search.enterprise } : {}),
    ...(stageTabs.includes(search.tab as StageTab) ? { tab: search.tab as StageTab } : {}),
  }),
  component: lazyRouteComponent(() => import('./page.tsx'), 'ChainPage'),
})
