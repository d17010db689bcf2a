import './chain.css'
import '../record.css'
import { useCallback } from 'react'
import { modalityWords } from '../../../src/base/format.ts'
import { inLang } from '../../../src/base/lang.ts'
import type { Modality } from '../../../src/base/quantity.ts'
import type { ChainMap } from '../../../src/chain/schema.ts'
import { useOperation } from '../../client.ts'
import { useEvidence } from '../../parts/evidence.ts'
import { useKeys } from '../../parts/keys.tsx'
import { ModalityShape } from '../../parts/mark.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { Nothing, Shown } from '../../parts/states.tsx'
import { useLang } from '../../words/lang.ts'
import { useWords } from '../../words/words.ts'
import { MapOfChain } from './map.tsx'
import { chainRoute } from './route.ts'
import { StagePanel } from './stagePanel.tsx'

/** The map of the chain, and beside it the stage that is open; which one, and which of its tabs, stands in the address. */
export const ChainPage = () => {
  const t = useWords()
  const { stage, tab, enterprise } = chainRoute.useSearch()
  const navigate = chainRoute.useNavigate()
  const evidence = useEvidence()
  const map = useOperation('chain.map', {})
  const open = useCallback(
    (key: string) =>
      void navigate({ search: ({ enterprise: _, ...before }) => ({ ...before, stage: key }), resetScroll: false }),
    [navigate],
  )
  const close = useCallback(
    () => void navigate({ search: ({ stage: _, tab: __, enterprise: ___, ...rest }) => rest, resetScroll: false }),
    [navigate],
  )
  useKeys([
    { key: 'ArrowRight', says: t('chain.keys.move') },
    { key: 'Enter', says: t('chain.keys.open') },
    ...(stage && evidence.stack.length === 0 ? [{ key: 'Escape', says: t('chain.keys.close'), run: close }] : []),
  ])
  return (
    <Shown of={map}>
      {(data) => (
        <div className="chain-page">
          <PageHeader
            title={t('chain.title')}
            lead={t('chain.lead', { region: data.region, chain: data.chain, date: data.asOf })}
          />
          {data.stages.length === 0 ? (
            <Nothing says={t('chain.empty')} />
          ) : (
            <div className={stage ? 'chain-beside' : 'chain-alone'}>
              <div className="chain-left">
                <MapOfChain map={data} selected={stage} onOpen={open} />
                <Legend map={data} />
              </div>
              {stage && (
                <StagePanel
                  key={stage}
                  stageKey={stage}
                  tab={tab ?? 'enterprises'}
                  enterprise={enterprise ?? null}
                  onClose={close}
                />
              )}
            </div>
          )}
        </div>
      )}
    </Shown>
  )
}

/** The signs of the map that stand on it now. */
const Legend = ({ map }: { map: ChainMap }) => {
  const lang = useLang()
  const t = useWords()
  const marks = [...new Set(map.stages.flatMap((stage) => stage.capacities.map((figure): Modality => figure.modality)))]
  return (
    <ul className="chain-legend" aria-label={t('chain.legend')}>
      {marks.map((modality) => (
        <li key={modality}>
          <span className={`mark-${modality}`}>
            <ModalityShape modality={modality} />
          </span>
          {t('chain.capacity')} · {inLang(modalityWords[modality], lang)}
        </li>
      ))}
      <li>
        <svg width="22" height="12" aria-hidden="true">
          <rect x=".5" y=".5" width="21" height="11" rx="2" fill="url(#chain-hatch)" className="legend-hatch" />
        </svg>
        {t('chain.legend.missing')}
      </li>
      <li>
        <svg width="26" height="12" aria-hidden="true" className="link">
          <path className="link-line" d="M1 6H24" markerEnd="url(#chain-arrow)" />
        </svg>
        {t('chain.legend.flow')}
      </li>
      <li>
        <svg width="26" height="12" aria-hidden="true" className="link link-back">
          <path className="link-line" d="M1 6H24" markerEnd="url(#chain-arrow)" />
        </svg>
        {t('chain.legend.back')}
      </li>
    </ul>
  )
}
