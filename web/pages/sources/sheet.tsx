import { memo, useMemo } from 'react'
import type { ClaimRow, DocumentPage } from '../../../src/sources/schema.ts'
import { useWords } from '../../words/words.ts'
import type { Layer } from './layers.ts'
import { type Paragraph, type Run, runsOf, type Stretch } from './segments.ts'

type Aside = DocumentPage['setAsides'][number]

/** What lies on a paragraph: set-aside parts always, claims only while it is near the eyes. */
export interface Marked {
  asides: readonly Aside[]
  claims: readonly ClaimRow[]
}

export interface Looks {
  shown: ReadonlySet<Layer>
  chosen: string | null
  hovered: string | null
  /** Start of the set-aside part that is open. */
  aside: number | null
  span: Stretch | null
}

/** Place of a block on the page and in the suggested order, both from 1; they differ only where the page is out of order. */
export interface Places {
  page: number
  suggested: number
}

/** About how high a sheet will be, before it is drawn for the first time: 44 letters a line of 32 pixels. */
const heightOf = (paragraphs: readonly Paragraph[]): number =>
  paragraphs.reduce((sum, { start, end }) => sum + Math.ceil((end - start) / 44) * 32 + 10, 0)

/** Some paragraphs of the text. While it is far from the eyes its letters stand there without marks, so that finding and printing reach them. */
export const SheetView = memo(
  ({
    index,
    raw,
    blocks,
    paragraphs,
    places,
    marks,
    looks,
    isReordered,
  }: {
    index: number
    raw: string
    blocks: DocumentPage['blocks']
    paragraphs: readonly Paragraph[]
    places: ReadonlyMap<number, Places>
    marks: readonly Marked[]
    looks: Looks
    isReordered: boolean
  }) => (
    <div className="sheet" data-sheet={index} style={{ containIntrinsicSize: `auto ${heightOf(paragraphs)}px` }}>
      {paragraphs.map((paragraph, i) => (
        <ParagraphView
          key={paragraph.start}
          raw={raw}
          paragraph={paragraph}
          role={paragraph.block === null ? null : blocks[paragraph.block]!.role}
          places={paragraph.block !== null && paragraph.first ? places.get(paragraph.block)! : null}
          isReordered={isReordered}
          marked={marks[i]!}
          looks={looks}
        />
      ))}
    </div>
  ),
)

const ParagraphView = ({
  raw,
  paragraph,
  role,
  places,
  isReordered,
  marked,
  looks,
}: {
  raw: string
  paragraph: Paragraph
  role: string | null
  places: Places | null
  isReordered: boolean
  marked: Marked
  looks: Looks
}) => {
  const t = useWords()
  const { start, end } = paragraph
  const runs = useMemo(() => {
    const indexed = (spans: readonly Stretch[]) =>
      spans.map((one, index) => ({ start: one.start, end: one.end, index }))
    const said = looks.span && looks.span.start < end && looks.span.end > start ? [looks.span] : []
    return runsOf({ start, end }, indexed(marked.asides), [
      ...indexed(marked.claims),
      ...said.map((one) => ({ ...one, index: -1 })),
    ])
  }, [start, end, marked, looks.span])
  return (
    <div className={`para${role ? ` para-${role}` : ' para-outside'}${paragraph.first ? '' : ' para-more'}`}>
      {places !== null && (
        <span className="para-number">
          <span className="unseen">
            {isReordered
              ? t('sources.order.places', { number: places.page, suggested: places.suggested })
              : t('sources.order.number', { number: places.page })}
          </span>
          <span aria-hidden="true">{places.page}</span>
          {isReordered && (
            <span className="para-suggested" aria-hidden="true">
              {`→${places.suggested}`}
            </span>
          )}
        </span>
      )}
      <p>
        {runs.map((run) => (
          <RunView key={run.start} raw={raw} run={run} marked={marked} looks={looks} />
        ))}
      </p>
    </div>
  )
}

const RunView = ({ raw, run, marked, looks }: { raw: string; run: Run; marked: Marked; looks: Looks }) => {
  const t = useWords()
  const { shown, chosen, hovered } = looks
  const text = raw.slice(run.start, run.end)
  const inSpan = run.claims.includes(-1)
  if (run.aside !== null) {
    if (!shown.has('aside')) return null
    const aside = marked.asides[run.aside]!
    const says = t('sources.aside.one', { reason: t(`sources.reason.${aside.reason}`), why: aside.why })
    // Its first run is the one that takes the focus and carries the reason.
    const first = run.start <= aside.start
    const open = looks.aside === aside.start
    return (
      <del
        className={`aside aside-${aside.reason}${open ? ' is-open' : ''}${inSpan ? ' is-span' : ''}`}
        data-at={run.start}
        data-aside={aside.start}
        title={says}
        {...(first ? { tabIndex: 0, role: 'button', 'aria-label': `${text} ${says}`, 'aria-pressed': open } : {})}
      >
        {text}
      </del>
    )
  }
  const claims = run.claims.flatMap((index) => {
    const claim = index < 0 ? undefined : marked.claims[index]
    return claim !== undefined && shown.has(claim.kind) ? [claim] : []
  })
  const inner = claims[0]
  if (inner === undefined)
    return (
      <span data-at={run.start} {...(inSpan ? { className: 'claim is-span' } : {})}>
        {text}
      </span>
    )
  const marks = [
    'claim',
    `kind-${inner.kind}`,
    `is-${inner.standing}`,
    ...(inSpan ? ['is-span'] : []),
    ...(claims.some((claim) => claim.id === hovered) ? ['is-hovered'] : []),
    ...(claims.some((claim) => claim.id === chosen) ? ['is-chosen'] : []),
  ]
  // Where a claim begins is what arrow keys step to; a part of it further on is not a second stop.
  const stop = run.start <= inner.start
  return (
    <span
      className={marks.join(' ')}
      data-at={run.start}
      data-claim={inner.id}
      {...(stop ? { tabIndex: inner.id === chosen ? 0 : -1, role: 'button', 'aria-pressed': inner.id === chosen } : {})}
    >
      {text}
    </span>
  )
}
