import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../root.tsx'

export const adminTabs = ['permissions', 'audit', 'voter', 'system'] as const
export type AdminTab = (typeof adminTabs)[number]

export const adminRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin',
  validateSearch: (search: Record<string, unknown>): { tab?: AdminTab } => {
    const tab = adminTabs.find((each) => each === search.tab)
    return tab === undefined ? {} : { tab }
  },
  component: lazyRouteComponent(() => import('./page.tsx'), 'AdminPage'),
})
