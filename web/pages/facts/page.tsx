import './facts.css'
import '../record.css'
import { Link } from '@tanstack/react-router'
import { PageHeader } from '../../parts/page-header.tsx'
import { useWords } from '../../words/words.ts'
import { Ledger } from './ledger.tsx'
import { Review } from './review.tsx'
import { factsRoute, factTabs } from './route.ts'

/** Claims that wait for a person, and the ledger of what was accepted. */
export const FactsPage = () => {
  const t = useWords()
  const { tab = 'review' } = factsRoute.useSearch()
  return (
    <div className="facts-page">
      <PageHeader title={t('facts.title')} lead={t('facts.lead')} />
      <nav className="tabs" aria-label={t('facts.tabs')}>
        {factTabs.map((each) => (
          <Link
            key={each}
            to="/facts"
            search={each === 'review' ? {} : { tab: each }}
            activeOptions={{ exact: true }}
            className="tab"
            aria-current={each === tab ? 'page' : undefined}
          >
            {t(`facts.tab.${each}`)}
          </Link>
        ))}
      </nav>
      {tab === 'review' ? <Review /> : <Ledger />}
    </div>
  )
}
