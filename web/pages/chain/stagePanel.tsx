import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import type { StagePage } from '../../../src/chain/schema.ts'
import { useOperation } from '../../client.ts'
import { FigureView } from '../../parts/figure.tsx'
import { Failure, Loading, Nothing } from '../../parts/states.tsx'
import { Witnesses } from '../../parts/witnesses.tsx'
import { useWords } from '../../words/words.ts'
import { type StageTab, stageTabs } from './route.ts'
import { Enterprises, Indicators, Projects } from './stageTables.tsx'

/** A stage beside the map: its counts and gaps, then one of four tabs. */
export const StagePanel = ({
  stageKey,
  tab,
  enterprise,
  onClose,
}: {
  stageKey: string
  tab: StageTab
  enterprise: string | null
  onClose: () => void
}) => {
  const t = useWords()
  const asked = useOperation('chain.stage', { key: stageKey })
  const heading = useRef<HTMLHeadingElement>(null)
  const ready = asked.data !== undefined
  useEffect(() => {
    if (ready) heading.current?.focus({ preventScroll: true })
  }, [ready])
  const gone = asked.error?.status === 404
  return (
    <section className="stage-panel" aria-labelledby="stage-name">
      <div className="stage-head">
        <h2 id="stage-name" ref={heading} tabIndex={-1}>
          {asked.data?.stage.name ?? stageKey}
        </h2>
        <Button size="small" onClick={onClose}>
          {t('chain.close')}
        </Button>
      </div>
      {gone ? (
        <Nothing says={t('chain.gone', { key: stageKey })} />
      ) : asked.error && !asked.data ? (
        <Failure error={asked.error} retry={() => asked.refetch()} />
      ) : asked.data ? (
        <Contents page={asked.data} tab={tab} enterprise={enterprise} />
      ) : (
        <Loading />
      )}
    </section>
  )
}

const Contents = ({ page, tab, enterprise }: { page: StagePage; tab: StageTab; enterprise: string | null }) => {
  const t = useWords()
  const { stage } = page
  const counts: Record<StageTab, number> = {
    enterprises: page.enterprises.length,
    projects: page.projects.length,
    indicators: page.indicators.length,
    sources: page.sources.length,
  }
  return (
    <>
      <dl className="stage-facts">
        <div>
          <dt>{t('chain.tab.enterprises')}</dt>
          <dd>
            <FigureView figure={stage.enterprises} />
          </dd>
        </div>
        <div>
          <dt>{t('chain.tab.projects')}</dt>
          <dd>
            <FigureView figure={stage.projects} />
          </dd>
        </div>
        <Neighbours word="chain.fedBy" stages={page.fedBy} />
        <Neighbours word="chain.feeds" stages={page.feeds} />
        {stage.products.length > 0 && (
          <div className="wide">
            <dt>{t('chain.products')}</dt>
            <dd>{stage.products.map((product) => product.name).join(t('chain.and'))}</dd>
          </div>
        )}
        {stage.capacities.length > 0 && (
          <div className="wide">
            <dt>{t('chain.capacity')}</dt>
            <dd>
              <CapacityList figures={stage.capacities.slice(0, firstCapacities)} />
              {stage.capacities.length > firstCapacities && (
                <details className="cited">
                  <summary>{t('chain.more', { count: stage.capacities.length - firstCapacities })}</summary>
                  <CapacityList figures={stage.capacities.slice(firstCapacities)} />
                </details>
              )}
            </dd>
          </div>
        )}
        {stage.missing.length > 0 && (
          <div className="wide">
            <dt>{t('chain.missing')}</dt>
            <dd>
              <ul className="stage-missing">
                {stage.missing.map((gap) => (
                  <li key={gap.kind + gap.text}>{gap.text}</li>
                ))}
              </ul>
            </dd>
          </div>
        )}
      </dl>
      <nav className="tabs" aria-label={t('chain.tabs')}>
        {stageTabs.map((each) => (
          <Link
            key={each}
            from="/chain"
            to="/chain"
            search={(before) => ({ ...before, tab: each })}
            resetScroll={false}
            activeOptions={{ exact: true }}
            className="tab"
            aria-current={each === tab ? 'page' : undefined}
          >
            {t(`chain.tab.${each}`)} <span className="tab-count">{counts[each]}</span>
          </Link>
        ))}
      </nav>
      {tab === 'enterprises' && <Enterprises page={page} marked={enterprise} />}
      {tab === 'projects' && <Projects page={page} />}
      {tab === 'indicators' && <Indicators page={page} />}
      {tab === 'sources' &&
        (page.sources.length === 0 ? (
          <Nothing says={t('chain.sources.empty')} />
        ) : (
          <Witnesses witnesses={page.sources} />
        ))}
    </>
  )
}

/** How many capacities stand open above the tabs; the rest unfolds. */
const firstCapacities = 4

const CapacityList = ({ figures }: { figures: StagePage['indicators'] }) => (
  <ul className="stage-capacities">
    {figures.map((figure, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: two capacities may read the same
      <li key={index}>
        <span>{figure.label}</span> <FigureView figure={figure} show="cell" />
      </li>
    ))}
  </ul>
)

const Neighbours = ({
  word,
  stages,
}: {
  word: 'chain.feeds' | 'chain.fedBy'
  stages: { key: string; name: string }[]
}) => {
  const t = useWords()
  if (stages.length === 0) return null
  return (
    <div>
      <dt>{t(word)}</dt>
      <dd className="stage-neighbours">
        {stages.map((stage) => (
          <Link
            key={stage.key}
            from="/chain"
            to="/chain"
            search={(before) => ({ ...before, stage: stage.key })}
            resetScroll={false}
            activeOptions={{ exact: true }}
          >
            {stage.name}
          </Link>
        ))}
      </dd>
    </div>
  )
}
