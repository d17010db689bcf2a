import { createRouter } from '@tanstack/react-router'
import { adminRoute } from './pages/admin/route.ts'
import { briefRoute } from './pages/brief/route.ts'
import { chainRoute } from './pages/chain/route.ts'
import { factRoute, factsRoute } from './pages/facts/route.ts'
import { batchRoute, correctionsRoute, sourceRoute, sourcesRoute } from './pages/sources/route.ts'
import { todayRoute } from './pages/today/route.ts'
import { rootRoute } from './root.tsx'

/**
 * Every page of the app. To add one:
 * 1. web/pages/NAME/route.ts: `export const nameRoute = createRoute({ getParentRoute: () => rootRoute, path: '/name',
 *    validateSearch: …, component: lazyRouteComponent(() => import('./page.tsx'), 'NamePage') })` (copy pages/today/route.ts);
 *    inside the page, `nameRoute.useSearch()` and `nameRoute.useNavigate()` are typed.
 * 2. add it to the list below, and to web/shell/pages.ts for the navigation and the palette;
 * 3. its words: web/words/zh/NAME.ts and web/words/en/NAME.ts, merged in web/words/zh.ts and en.ts.
 *
 * Addresses other pages and the server link to:
 *   /sources, /sources?state=failed, /sources/$id?at=START-END (scrolls to and marks that span of the raw text),
 *   /sources/batches/$id, /sources/corrections,
 *   /facts?tab=review, /facts?tab=ledger&others=1, /facts/$id,
 *   /chain, /chain?stage=KEY&tab=enterprises&enterprise=ID (a stage open beside the map), /report, /admin.
 */
const routeTree = rootRoute.addChildren([
  todayRoute,
  sourcesRoute,
  sourceRoute,
  batchRoute,
  correctionsRoute,
  factsRoute,
  factRoute,
  chainRoute,
  briefRoute,
  adminRoute,
])

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
