import { Link } from '@tanstack/react-router'
import { memo, useEffect, useRef, useState } from 'react'
import type { ClaimRow, DocumentPage } from '../../../src/sources/schema.ts'
import { Nothing } from '../../parts/states.tsx'
import { useLang } from '../../words/lang.ts'
import { useWords } from '../../words/words.ts'
import { gist } from '../facts/claimFigure.ts'
import { KindMark, StandingMark } from '../facts/kindMark.tsx'
import type { Layer } from './layers.ts'

/** How many claims the list holds before one asks for more. */
const step = 300

/** Claims of the page in the order of its text, or the parts set aside with the reason of each. */
export const SidePanel = ({
  page,
  side,
  shown,
  chosen,
  hovered,
  onHover,
  onChoose,
  onAside,
}: {
  page: DocumentPage
  side: 'claims' | 'aside'
  shown: ReadonlySet<Layer>
  chosen: string | undefined
  hovered: number | null
  onHover: (claim: number | null) => void
  onChoose: (id: string) => void
  onAside: (index: number) => void
}) => {
  const t = useWords()
  return (
    <>
      <nav className="tabs" aria-label={t('sources.page.side')}>
        <Link
          from="/sources/$id"
          to="/sources/$id"
          search={({ side: _, ...before }) => before}
          resetScroll={false}
          replace
          activeOptions={{ exact: true }}
          className="tab"
          aria-current={side === 'claims' ? 'page' : undefined}
        >
          {t('sources.tab.claims', { count: page.claimRows.length })}
        </Link>
        <Link
          from="/sources/$id"
          to="/sources/$id"
          search={(before) => ({ ...before, side: 'aside' })}
          resetScroll={false}
          replace
          activeOptions={{ exact: true }}
          className="tab"
          aria-current={side === 'aside' ? 'page' : undefined}
        >
          {t('sources.tab.aside', { count: page.setAsides.length })}
        </Link>
      </nav>
      {side === 'claims' ? (
        <Claims page={page} shown={shown} chosen={chosen} hovered={hovered} onHover={onHover} onChoose={onChoose} />
      ) : (
        <Asides page={page} onAside={onAside} />
      )}
    </>
  )
}

const Claims = ({
  page,
  shown,
  chosen,
  hovered,
  onHover,
  onChoose,
}: {
  page: DocumentPage
  shown: ReadonlySet<Layer>
  chosen: string | undefined
  hovered: number | null
  onHover: (claim: number | null) => void
  onChoose: (id: string) => void
}) => {
  const t = useWords()
  const [count, setCount] = useState(step)
  const [waiting, setWaiting] = useState(false)
  const list = useRef<HTMLOListElement>(null)
  const rows = page.claimRows
    .map((claim, index) => ({ claim, index }))
    .filter(({ claim }) => shown.has(claim.kind) && (!waiting || claim.standing === 'pending'))
    .sort((a, b) => a.claim.start - b.claim.start || a.claim.end - b.claim.end)
  const at = rows.findIndex(({ claim }) => claim.id === chosen)
  // Far down a long page the list begins a little before the chosen claim.
  const first = at < count ? 0 : at - Math.floor(step / 4)
  const pending = page.claimRows.filter((claim) => claim.standing === 'pending').length
  useEffect(() => {
    const row = chosen ? list.current?.querySelector(`[data-id="${CSS.escape(chosen)}"]`) : null
    if (row instanceof HTMLElement && list.current) {
      // Only the list itself moves, never the page under the reader.
      const box = list.current
      if (row.offsetTop < box.scrollTop || row.offsetTop + row.offsetHeight > box.scrollTop + box.clientHeight)
        box.scrollTop = row.offsetTop - box.clientHeight / 2
    }
  }, [chosen])
  if (page.claimRows.length === 0) return <Nothing says={t('sources.page.empty')} />
  return (
    <>
      <div className="choices side-filter">
        <button type="button" className="choice" aria-pressed={!waiting} onClick={() => setWaiting(false)}>
          {t('sources.show.all')}
        </button>
        <button type="button" className="choice" aria-pressed={waiting} onClick={() => setWaiting(true)}>
          {t('sources.show.waiting', { count: pending })}
        </button>
      </div>
      <ol className="queue-rows side-rows" ref={list}>
        {rows.slice(first, first + count).map(({ claim, index }) => (
          <ClaimRowView
            key={claim.id}
            claim={claim}
            index={index}
            isChosen={claim.id === chosen}
            isHovered={index === hovered}
            onHover={onHover}
            onChoose={onChoose}
          />
        ))}
      </ol>
      {rows.length > first + count && (
        <button type="button" className="as-link" onClick={() => setCount(count + step)}>
          {t('facts.queue.more', { count: Math.min(step, rows.length - first - count) })}
        </button>
      )}
    </>
  )
}

const ClaimRowView = memo(
  ({
    claim,
    index,
    isChosen,
    isHovered,
    onHover,
    onChoose,
  }: {
    claim: ClaimRow
    index: number
    isChosen: boolean
    isHovered: boolean
    onHover: (claim: number | null) => void
    onChoose: (id: string) => void
  }) => {
    const lang = useLang()
    const t = useWords()
    return (
      <li data-id={claim.id}>
        <button
          type="button"
          className={isHovered ? 'queue-row row-hovered' : 'queue-row'}
          aria-current={isChosen ? 'true' : undefined}
          onPointerEnter={() => onHover(index)}
          onPointerLeave={() => onHover(null)}
          onFocus={() => onHover(index)}
          onBlur={() => onHover(null)}
          onClick={() => onChoose(claim.id)}
        >
          <span className="queue-quote">{claim.quote}</span>
          <span className="queue-gist">{gist(claim, lang, t)}</span>
          <span className="queue-marks">
            <KindMark kind={claim.kind} />
            <StandingMark standing={claim.standing} />
          </span>
        </button>
      </li>
    )
  },
)

const Asides = ({ page, onAside }: { page: DocumentPage; onAside: (index: number) => void }) => {
  const t = useWords()
  if (page.setAsides.length === 0) return <Nothing says={t('sources.aside.none')} />
  return (
    <ol className="queue-rows side-rows">
      {page.setAsides.map((aside, index) => {
        const reason = t(`sources.reason.${aside.reason}`)
        return (
          <li key={`${aside.start}-${aside.end}`}>
            <button type="button" className="queue-row" onClick={() => onAside(index)}>
              <span className="unseen">{t('sources.aside.go', { reason })}</span>
              <span className="aside-reason">{reason}</span>
              <span className="queue-gist">{aside.why}</span>
              <span className="aside-text">{shortened(aside.text || page.raw.slice(aside.start, aside.end))}</span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}

const shortened = (text: string): string => {
  const signs = [...text.replace(/\s+/g, ' ').trim()]
  return signs.length > 80 ? `${signs.slice(0, 80).join('')}…` : signs.join('')
}
