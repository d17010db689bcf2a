import type { OperationName } from '../client.ts'
import type { WordKey } from '../words/words.ts'
import type { ShapeName } from './shapes.tsx'

/** A page of the navigation: `to` must be a route that exists, `needs` the operation without which the page is empty. */
export interface PageEntry {
  to: '/' | '/sources' | '/facts' | '/chain' | '/report' | '/admin'
  word: WordKey
  shape: ShapeName
  needs: OperationName
}

/** The pages in the order data flows: the same place every visit. Only pages that exist stand here. */
export const pages: PageEntry[] = [
  { to: '/', word: 'shell.today', shape: 'today', needs: 'report.today' },
  { to: '/sources', word: 'sources.title', shape: 'sources', needs: 'sources.list' },
  { to: '/facts', word: 'facts.title', shape: 'facts', needs: 'facts.list' },
  { to: '/chain', word: 'chain.title', shape: 'chain', needs: 'chain.map' },
  { to: '/report', word: 'shell.report', shape: 'report', needs: 'report.brief' },
  { to: '/admin', word: 'shell.admin', shape: 'admin', needs: 'access.permissions' },
]
