import { memo, useEffect, useRef, useState } from 'react'
import { formatOrigin } from '../../../src/base/origin.ts'
import type { ClaimRow, DocumentPage } from '../../../src/sources/schema.ts'
import { Nothing } from '../../parts/states.tsx'
import { useLang } from '../../words/lang.ts'
import { useWords } from '../../words/words.ts'
import { gist } from '../facts/claimFigure.ts'
import { KindMark, StandingMark } from '../facts/kindMark.tsx'
import type { Layer } from './layers.ts'
import type { PageClaims } from './usePageClaims.ts'

/** How many claims the list holds before one asks for more. */
const step = 400

/** Claims beside the text, in its order: all of an ordinary page, those near the eyes of a dense one. */
export const ClaimsList = ({
  page,
  claims,
  shown,
  waiting,
  chosen,
  hovered,
  byText,
  onWaiting,
  onHover,
  onChoose,
}: {
  page: DocumentPage
  claims: PageClaims
  shown: ReadonlySet<Layer>
  /** Only those that wait for a person. */
  waiting: boolean
  chosen: string | undefined
  hovered: string | null
  /** True when the pointer is in the text: then the list follows it. */
  byText: boolean
  onWaiting: (on: boolean) => void
  onHover: (claim: string | null) => void
  onChoose: (id: string) => void
}) => {
  const t = useWords()
  const [count, setCount] = useState(step)
  const list = useRef<HTMLOListElement>(null)
  const rows = claims.rows.filter((claim) => shown.has(claim.kind) && (!waiting || claim.standing === 'pending'))
  const at = rows.findIndex((claim) => claim.id === chosen)
  // Far down a long list it begins a little before the chosen claim.
  const first = at < count ? 0 : at - Math.floor(step / 4)
  const pending = page.tally.reduce((sum, kind) => sum + kind.pending, 0)
  const follow = (id: string | null | undefined, middle: boolean): void => {
    const box = list.current
    const row = id ? box?.querySelector(`[data-id="${CSS.escape(id)}"]`) : null
    // Only the list itself moves, never the page under the reader.
    if (!(row instanceof HTMLElement) || !box) return
    const [top, bottom] = [row.offsetTop, row.offsetTop + row.offsetHeight]
    if (top >= box.scrollTop && bottom <= box.scrollTop + box.clientHeight) return
    box.scrollTop = middle
      ? top - (box.clientHeight - row.offsetHeight) / 2
      : top < box.scrollTop
        ? top
        : bottom - box.clientHeight
  }
  const latest = useRef(follow)
  latest.current = follow
  const there = at >= 0
  useEffect(() => {
    if (there) latest.current(chosen, true)
  }, [chosen, there])
  useEffect(() => {
    if (byText) latest.current(hovered, false)
  }, [hovered, byText])
  if (claims.total === 0) return <Nothing says={t('sources.page.empty')} />
  return (
    <>
      <div className="side-filter">
        <div className="choices">
          <button type="button" className="choice" aria-pressed={!waiting} onClick={() => onWaiting(false)}>
            {t('sources.show.all')}
          </button>
          <button type="button" className="choice" aria-pressed={waiting} onClick={() => onWaiting(true)}>
            {t('sources.show.waiting', { count: pending })}
          </button>
        </div>
        {!claims.whole && <p className="side-near">{t('sources.near', { total: claims.total })}</p>}
      </div>
      {rows.length === 0 ? (
        <Nothing says={claims.whole ? t('sources.show.none') : t('sources.near.none')} />
      ) : (
        <ol
          className="queue-rows side-rows"
          ref={list}
          onKeyDown={(event) => {
            const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
            if (by === undefined || !(event.target instanceof HTMLElement)) return
            const item = event.target.closest('li')
            const next = by === 1 ? item?.nextElementSibling : item?.previousElementSibling
            event.preventDefault()
            next?.querySelector('button')?.focus()
          }}
        >
          {rows.slice(first, first + count).map((claim) => (
            <ClaimRowView
              key={claim.id}
              claim={claim}
              isChosen={claim.id === chosen}
              isHovered={claim.id === hovered}
              onHover={onHover}
              onChoose={onChoose}
            />
          ))}
        </ol>
      )}
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
    isChosen,
    isHovered,
    onHover,
    onChoose,
  }: {
    claim: ClaimRow
    isChosen: boolean
    isHovered: boolean
    onHover: (claim: string | null) => void
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
          onPointerEnter={() => onHover(claim.id)}
          onPointerLeave={() => onHover(null)}
          onFocus={() => onHover(claim.id)}
          onBlur={() => onHover(null)}
          onClick={() => onChoose(claim.id)}
        >
          <span className="queue-quote">{claim.quote}</span>
          <span className="queue-gist">{gist(claim, lang, t)}</span>
          <span className="queue-marks">
            <KindMark kind={claim.kind} />
            <StandingMark standing={claim.standing} />
            {claim.origin !== null && <span>{formatOrigin(claim.origin, lang)}</span>}
            {claim.reader !== null && <span className="differs">{t('facts.reader.differs')}</span>}
            {claim.proposal !== null && <span className="differs">{t('facts.proposal.short')}</span>}
          </span>
        </button>
      </li>
    )
  },
)
