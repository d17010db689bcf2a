import type { Lang } from '../base/lang.ts'
import type { WaitingItem } from './schema.ts'
import type { Day } from './state.ts'

/** What waits for the reader, each with the page that settles it; kinds with nothing waiting are left out. */
export const waitingFor = (lang: Lang, day: Pick<Day, 'pendingCount' | 'failed' | 'disputeCount'>): WaitingItem[] => {
  const en = lang === 'en'
  const items: WaitingItem[] = [
    {
      kind: 'claims',
      count: day.pendingCount,
      text: en ? 'Claims to review' : '待审陈述',
      href: '/facts?tab=review',
    },
    {
      kind: 'other-values',
      count: day.disputeCount,
      text: en ? 'Indicators with two values' : '同一指标两种说法',
      href: '/facts?tab=ledger&others=1',
    },
    {
      kind: 'failed-documents',
      count: day.failed,
      text: en ? 'Sources that could not be read' : '没能读出的来源',
      href: '/sources?state=failed',
    },
  ]
  return items.filter((item) => item.count > 0)
}
