import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../../words/words.ts'

export type Side = 'claims' | 'aside' | 'marks'

/** What stands beside the text: claims, parts set aside, or what people marked; the choice is in the address. */
export const SideTabs = ({
  side,
  counts,
  children,
}: {
  side: Side
  counts: Record<Side, number>
  children: ReactNode
}) => {
  const t = useWords()
  return (
    <>
      <nav className="tabs" aria-label={t('sources.page.side')}>
        {(['claims', 'aside', 'marks'] as const).map((each) => (
          <Link
            key={each}
            from="/sources/$id"
            to="/sources/$id"
            search={({ side: _, ...before }) => (each === 'claims' ? before : { ...before, side: each })}
            resetScroll={false}
            replace
            activeOptions={{ exact: true }}
            className="tab"
            aria-current={side === each ? 'page' : undefined}
          >
            {t(`sources.tab.${each}`, { count: counts[each] })}
          </Link>
        ))}
      </nav>
      {children}
    </>
  )
}
