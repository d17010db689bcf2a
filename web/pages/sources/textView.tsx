import { memo, type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { DocumentPage } from '../../../src/sources/schema.ts'
import { useWords } from '../../words/words.ts'
import type { Layer } from './layers.ts'
import { cutIntoParagraphs, inSuggestedOrder, type Paragraph, type Run } from './segments.ts'

/** How many paragraphs are put on the screen at once; what stands before and after follows as one asks for it. */
const step = 400

export interface Looked {
  /** Index of the claim whose card is open. */
  chosen: number | null
  /** Index of the claim the pointer is on, here or in the list. */
  hovered: number | null
}

/**
 * The page as it was, cut once into marked runs: body, parts set aside, and claims by kind. `span` marks a place that was
 * linked to. Hovering and clicking a mark tells the page which claim it is; claims that lie in each other give the innermost.
 */
export const TextView = ({
  page,
  shown,
  suggested,
  looked,
  span,
  goToAside,
  onHover,
  onChoose,
}: {
  page: DocumentPage
  shown: ReadonlySet<Layer>
  suggested: boolean
  looked: Looked
  span: { start: number; end: number } | null
  /** A set-aside part to scroll to; a new object scrolls again. */
  goToAside: { index: number } | null
  onHover: (claim: number | null) => void
  onChoose: (claim: number) => void
}) => {
  const t = useWords()
  const box = useRef<HTMLDivElement>(null)
  const [part, setWindow] = useState({ from: 0, to: step })
  const spanIndex = span ? page.claimRows.length : -1
  const paragraphs = useMemo(
    () => cutIntoParagraphs({ ...page, claimRows: span ? [...page.claimRows, span] : page.claimRows }),
    [page, span],
  )
  const ordered = useMemo(() => {
    const list = suggested ? inSuggestedOrder(paragraphs, page) : paragraphs
    return list.filter((paragraph) =>
      paragraph.block !== null ? shown.has('body') || suggested : visibleOutside(paragraph, shown),
    )
  }, [paragraphs, page, suggested, shown])
  const number = useMemo(() => {
    const order = page.blocks.map((_, i) => i).sort((a, b) => page.blocks[a]!.start - page.blocks[b]!.start)
    return new Map(order.map((block, i) => [block, i + 1]))
  }, [page.blocks])

  const from = Math.max(0, Math.min(part.from, ordered.length - step))

  /** Puts the paragraph on the screen if it is not yet, then scrolls to the mark in it. */
  const goTo = useCallback(
    (holds: (paragraph: Paragraph) => boolean, selector: string) => {
      const at = ordered.findIndex(holds)
      if (at < 0) return
      setWindow((before) =>
        at >= before.from && at < before.to ? before : { from: Math.max(0, at - step / 4), to: at + step },
      )
      // After the paragraphs are there, and after the router has put a newly opened page at its top.
      window.setTimeout(() => {
        const mark = box.current?.querySelector(selector)
        if (!mark) return
        const { top, bottom } = mark.getBoundingClientRect()
        // On a phone the open card covers the lower part of the window.
        const card = document.querySelector('.side-card')
        const covered = card && getComputedStyle(card).position === 'fixed'
        const [first, last] = [72, (covered ? card.getBoundingClientRect().top : window.innerHeight) - 24]
        if (top < first || bottom > last) window.scrollBy({ top: top - first - (last - first) / 3 })
      }, 60)
    },
    [ordered],
  )
  const latest = useRef(goTo)
  latest.current = goTo
  const { chosen } = looked
  useEffect(() => {
    if (chosen !== null) latest.current((paragraph) => paragraph.claims.has(chosen), `[data-claims~="${chosen}"]`)
  }, [chosen])
  useEffect(() => {
    if (spanIndex >= 0) latest.current((paragraph) => paragraph.claims.has(spanIndex), `[data-claims~="${spanIndex}"]`)
  }, [spanIndex])
  useEffect(() => {
    if (goToAside)
      latest.current((paragraph) => paragraph.asides.has(goToAside.index), `[data-aside="${goToAside.index}"]`)
  }, [goToAside])

  const markAt = (target: EventTarget): number | null => {
    const mark = target instanceof Element ? target.closest<HTMLElement>('[data-claim]') : null
    return mark ? Number(mark.dataset.claim) : null
  }
  return (
    // Marks are reached by keyboard through n, p and the list of claims beside the text.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      className="text-view"
      ref={box}
      onPointerOver={(event: PointerEvent) => onHover(markAt(event.target))}
      onPointerLeave={() => onHover(null)}
      onClick={(event) => {
        const claim = markAt(event.target)
        // Selecting words to copy them is not choosing a claim.
        if (claim !== null && (window.getSelection()?.isCollapsed ?? true)) onChoose(claim)
      }}
    >
      {from > 0 && (
        <button
          type="button"
          className="as-link text-more"
          onClick={() => setWindow({ from: Math.max(0, from - step), to: part.to })}
        >
          {t('sources.page.earlier', { count: Math.min(step, from) })}
        </button>
      )}
      {ordered.slice(from, part.to).map((paragraph) => (
        <ParagraphView
          key={paragraph.start}
          page={page}
          paragraph={paragraph}
          number={paragraph.block === null ? null : number.get(paragraph.block)!}
          shown={shown}
          chosen={chosen !== null && paragraph.claims.has(chosen) ? chosen : null}
          hovered={looked.hovered !== null && paragraph.claims.has(looked.hovered) ? looked.hovered : null}
          spanIndex={paragraph.claims.has(spanIndex) ? spanIndex : null}
        />
      ))}
      {ordered.length > part.to && (
        <button type="button" className="as-link text-more" onClick={() => setWindow({ from, to: part.to + step })}>
          {t('sources.page.more', { count: Math.min(step, ordered.length - part.to) })}
        </button>
      )}
    </div>
  )
}

const visibleOutside = (paragraph: Paragraph, shown: ReadonlySet<Layer>): boolean =>
  paragraph.runs.some((run) => run.aside === null || shown.has('aside'))

const ParagraphView = memo(
  ({
    page,
    paragraph,
    number,
    shown,
    chosen,
    hovered,
    spanIndex,
  }: {
    page: DocumentPage
    paragraph: Paragraph
    number: number | null
    shown: ReadonlySet<Layer>
    chosen: number | null
    hovered: number | null
    spanIndex: number | null
  }) => {
    const t = useWords()
    const role = paragraph.block === null ? null : page.blocks[paragraph.block]!.role
    return (
      <div className={`para${role ? ` para-${role}` : ' para-outside'}`}>
        {number !== null && (
          <span className="para-number" title={t('sources.order.number', { number })}>
            <span className="unseen">{t('sources.order.number', { number })}</span>
            <span aria-hidden="true">{number}</span>
          </span>
        )}
        <p>
          {paragraph.runs.map((run) => (
            <RunView
              key={run.start}
              page={page}
              run={run}
              shown={shown}
              chosen={chosen}
              hovered={hovered}
              spanIndex={spanIndex}
            />
          ))}
        </p>
      </div>
    )
  },
)

const RunView = ({
  page,
  run,
  shown,
  chosen,
  hovered,
  spanIndex,
}: {
  page: DocumentPage
  run: Run
  shown: ReadonlySet<Layer>
  chosen: number | null
  hovered: number | null
  spanIndex: number | null
}) => {
  const t = useWords()
  const text = page.raw.slice(run.start, run.end)
  if (run.aside !== null) {
    if (!shown.has('aside')) return null
    const aside = page.setAsides[run.aside]!
    const says = t('sources.aside.one', { reason: t(`sources.reason.${aside.reason}`), why: aside.why })
    // Its first run is the one that takes the focus and carries the reason.
    const first = run.start <= aside.start
    return (
      <del
        className={`aside aside-${aside.reason}`}
        data-aside={run.aside}
        title={says}
        {...(first ? { tabIndex: 0, 'data-why': says, 'aria-label': `${text} ${says}`, role: 'note' } : {})}
      >
        {text}
      </del>
    )
  }
  const claims = run.claims.filter((index) => index < page.claimRows.length && shown.has(page.claimRows[index]!.kind))
  const inSpan = spanIndex !== null && run.claims.includes(spanIndex)
  if (claims.length === 0 && !inSpan) return text
  const inner = claims[0]
  const claim = inner === undefined ? null : page.claimRows[inner]!
  const marks = [
    'claim',
    ...(claim ? [`kind-${claim.kind}`, `is-${claim.standing}`] : []),
    ...(inSpan ? ['is-span'] : []),
    ...(hovered !== null && claims.includes(hovered) ? ['is-hovered'] : []),
    ...(chosen !== null && claims.includes(chosen) ? ['is-chosen'] : []),
  ]
  return (
    <span
      className={marks.join(' ')}
      data-claims={run.claims.join(' ')}
      {...(inner === undefined ? {} : { 'data-claim': inner })}
    >
      {text}
    </span>
  )
}
