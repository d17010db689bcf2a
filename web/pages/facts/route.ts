import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { type ClaimKind, claimKinds } from '../../../src/engines/reading/claim.ts'
import { rootRoute } from '../../root.tsx'

export const factTabs = ['review', 'ledger'] as const
export type FactTab = (typeof factTabs)[number]

/** Which claims the queue holds: those nobody has decided on (`open`), of these the unsure or the sure ones, the decided, or all. */
export const queues = ['open', 'pending', 'auto', 'decided', 'all'] as const
export type Queue = (typeof queues)[number]

export interface FactsSearch {
  tab?: FactTab
  /** Review: the claim looked at, and how the queue is narrowed. */
  claim?: string
  queue?: Queue
  kind?: ClaimKind
  document?: string
  /** Search words, of the queue or of the ledger. */
  find?: string
  /** Ledger: the fact open beside the list; `others` shows only facts with other values of the same scope. */
  fact?: string
  others?: 1
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined

const oneOf = <T extends string>(list: readonly T[], value: unknown): T | undefined =>
  list.includes(value as T) ? (value as T) : undefined

/** Leaves out what is not said, so that the address stays short. */
const said = <T extends object>(search: T): T =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as T

export const factsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/facts',
  validateSearch: (search: Record<string, unknown>): FactsSearch =>
    said({
      tab: oneOf(factTabs, search.tab),
      claim: text(search.claim),
      queue: oneOf(queues, search.queue),
      kind: oneOf(claimKinds, search.kind),
      document: text(search.document),
      find: text(search.find),
      fact: text(search.fact),
      others: search.others === 1 || search.others === '1' ? 1 : undefined,
    }) as FactsSearch,
  component: lazyRouteComponent(() => import('./page.tsx'), 'FactsPage'),
})

/** /facts/ID is how other pages name a fact; it stands beside the ledger. */
export const factRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/facts/$id',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/facts', search: { tab: 'ledger', fact: params.id }, replace: true })
  },
})
