import { type CSSProperties, type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { ClaimRow, DocumentPage } from '../../../src/sources/schema.ts'
import type { Layer } from './layers.ts'
import { inSuggestedOrder, overlapping, type Paragraph, paragraphsOf, type Stretch, sheetsOf } from './segments.ts'
import { placeOf } from './selection.ts'
import { type Looks, type Marked, type Places, SheetView } from './sheet.tsx'

/** How far from the window a sheet is drawn with its marks. */
const margin = '1200px 0px'

export interface Looked {
  /** The claim whose card is open. */
  chosen: string | null
  /** The claim the pointer or the focus is on, here or in the list. */
  hovered: string | null
  /** Start of the set-aside part that is open. */
  aside: number | null
}

/** A place in the text to scroll to; a new object scrolls again. */
export interface Goal extends Stretch {
  /** Also puts the focus there. */
  focus?: boolean
}

const nothingOn: Marked = { asides: [], claims: [] }

/**
 * The page as it was, in sheets: those near the window are cut into marked runs, the others hold their letters only.
 * Pointing at a mark, stepping to it with the arrow keys and Enter tell the page which claim it is; claims that lie in
 * each other give the innermost.
 */
export const TextView = ({
  page,
  claims,
  shown,
  suggested,
  looked,
  span,
  goal,
  onNear,
  onHover,
  onChoose,
  onAside,
}: {
  page: DocumentPage
  /** Claims at hand, in the order of the text. */
  claims: readonly ClaimRow[]
  shown: ReadonlySet<Layer>
  suggested: boolean
  looked: Looked
  span: Stretch | null
  goal: Goal | null
  /** Hears which stretch of the text is near the window. */
  onNear: (stretch: Stretch) => void
  onHover: (claim: string | null) => void
  onChoose: (claim: string) => void
  onAside: (start: number) => void
}) => {
  const box = useRef<HTMLDivElement>(null)
  const { raw, blocks, setAsides } = page
  const inPage = useMemo(() => paragraphsOf({ raw, blocks }), [raw, blocks])
  const asidesOn = useMemo(() => {
    const sorted = setAsides.toSorted((a, b) => a.start - b.start)
    return new Map(overlapping(inPage, sorted).map((list, i) => [inPage[i]!, list.map((index) => sorted[index]!)]))
  }, [inPage, setAsides])
  const marksOn = useMemo(() => {
    const on = overlapping(inPage, claims)
    return new Map(
      inPage.map((paragraph, i): [Paragraph, Marked] => [
        paragraph,
        { asides: asidesOn.get(paragraph)!, claims: on[i]!.map((index) => claims[index]!) },
      ]),
    )
  }, [inPage, claims, asidesOn])
  const sheets = useMemo(() => {
    const list = suggested ? inSuggestedOrder(inPage, { blocks }) : inPage
    const seen = list.filter((paragraph) =>
      paragraph.block !== null
        ? shown.has('body') || suggested
        : shown.has('aside') || !coveredBy(asidesOn.get(paragraph)!, paragraph),
    )
    return sheetsOf(seen)
  }, [inPage, blocks, suggested, shown, asidesOn])
  const places = useMemo(() => placesOf(blocks), [blocks])

  const near = useNear(box, sheets, onNear)
  const looks = useMemo((): Looks => ({ shown, span, ...looked }), [shown, span, looked])
  // Far sheets get the same marks and looks at every drawing, so that a hover does not draw them again.
  const farMarks = useMemo(
    () => sheets.map((sheet) => sheet.map((paragraph) => ({ ...nothingOn, asides: asidesOn.get(paragraph)! }))),
    [sheets, asidesOn],
  )
  const farLooks = useMemo((): Looks => ({ shown, chosen: null, hovered: null, aside: null, span: null }), [shown])
  const nearMarks = useMemo(
    () => new Map([...near].map((i) => [i, (sheets[i] ?? []).map((paragraph) => marksOn.get(paragraph)!)])),
    [near, sheets, marksOn],
  )

  const latest = useRef<(goal: Goal) => void>(() => {})
  latest.current = (to) => {
    // After the sheets are there, and after the router has put a newly opened page at its top.
    window.setTimeout(() => {
      const found = box.current && placeOf(box.current, to.start)
      if (!found) return
      const { top, bottom } = found.rect
      // On a phone the open card covers the lower part of the window; the bar of layers covers the upper one.
      const covered = (selector: string): DOMRect | undefined => {
        const element = document.querySelector(selector)
        const position = element && getComputedStyle(element).position
        return position === 'fixed' || position === 'sticky' ? element!.getBoundingClientRect() : undefined
      }
      const first = Math.max(72, (covered('.layer-bar')?.bottom ?? 0) + 16)
      const last = (covered('.side-card')?.top ?? window.innerHeight) - 24
      const end = last > first + 80 ? last : window.innerHeight - 24
      if (top < first || bottom > end) window.scrollBy({ top: top - first - (end - first) / 3 })
      if (to.focus) found.element.closest<HTMLElement>('[tabindex]')?.focus({ preventScroll: true })
    }, 60)
  }
  useEffect(() => {
    if (goal !== null) latest.current(goal)
  }, [goal])

  const open = (target: EventTarget): boolean => {
    const [claim, aside] = [claimAt(target), asideAt(target)]
    if (claim !== null) onChoose(claim)
    else if (aside !== null) onAside(aside)
    return claim !== null || aside !== null
  }
  const onKey = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || !event.target.matches('[role=button]')) return
    if (event.key === 'Enter' || event.key === ' ') {
      if (open(event.target)) event.preventDefault()
      return
    }
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    const stops = [...box.current!.querySelectorAll<HTMLElement>('[role=button]')]
    const next = stops[stops.indexOf(event.target) + step]
    if (!next) return
    event.preventDefault()
    next.focus()
  }
  return (
    // Its marks are buttons of their own; the box only hears what happens on them.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      className="text-view"
      ref={box}
      style={{ '--number': `${String(blocks.length).length}ch` } as CSSProperties}
      onPointerOver={(event: PointerEvent) => onHover(claimAt(event.target))}
      onPointerLeave={() => onHover(null)}
      onFocus={(event) => onHover(claimAt(event.target))}
      onBlur={() => onHover(null)}
      onKeyDown={onKey}
      onClick={(event) => {
        // Selecting words to copy or mark them is not choosing a claim.
        if (window.getSelection()?.isCollapsed ?? true) open(event.target)
      }}
    >
      {sheets.map((sheet, i) => {
        const drawn = near.has(i)
        return (
          <SheetView
            key={sheet[0]!.start}
            index={i}
            raw={raw}
            blocks={blocks}
            paragraphs={sheet}
            places={places}
            marks={(drawn ? nearMarks.get(i) : undefined) ?? farMarks[i]!}
            looks={drawn ? looks : farLooks}
            isReordered={page.reordered}
          />
        )
      })}
    </div>
  )
}

const claimAt = (target: EventTarget): string | null =>
  (target instanceof Element ? target.closest<HTMLElement>('[data-claim]') : null)?.dataset.claim ?? null

const asideAt = (target: EventTarget): number | null => {
  const mark = target instanceof Element ? target.closest<HTMLElement>('[data-aside]') : null
  return mark ? Number(mark.dataset.aside) : null
}

/** True when set-aside parts leave nothing of the paragraph. */
const coveredBy = (asides: readonly Stretch[], paragraph: Stretch): boolean => {
  let at = paragraph.start
  for (const aside of asides) {
    if (aside.start > at) return false
    at = Math.max(at, aside.end)
  }
  return at >= paragraph.end
}

const placesOf = (blocks: DocumentPage['blocks']): ReadonlyMap<number, Places> => {
  const inPage = blocks.map((_, i) => i).sort((a, b) => blocks[a]!.start - blocks[b]!.start)
  const inOrder = blocks.map((_, i) => i).sort((a, b) => blocks[a]!.order - blocks[b]!.order)
  const suggested = new Map(inOrder.map((block, i) => [block, i + 1]))
  return new Map(inPage.map((block, i) => [block, { page: i + 1, suggested: suggested.get(block)! }]))
}

/** Numbers of the sheets near the window. */
const useNear = (
  box: React.RefObject<HTMLDivElement | null>,
  sheets: readonly Paragraph[][],
  onNear: (stretch: Stretch) => void,
): ReadonlySet<number> => {
  const [near, setNear] = useState<ReadonlySet<number>>(() => new Set([0, 1]))
  const tell = useRef(onNear)
  tell.current = onNear
  useEffect(() => {
    const seen = new Set<number>()
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const index = Number((target as HTMLElement).dataset.sheet)
          if (isIntersecting) seen.add(index)
          else seen.delete(index)
        }
        setNear(new Set(seen))
        const paragraphs = [...seen].flatMap((i) => sheets[i] ?? [])
        if (paragraphs.length > 0)
          tell.current({
            start: Math.min(...paragraphs.map((paragraph) => paragraph.start)),
            end: Math.max(...paragraphs.map((paragraph) => paragraph.end)),
          })
      },
      { rootMargin: margin },
    )
    for (const sheet of box.current?.querySelectorAll('[data-sheet]') ?? []) observer.observe(sheet)
    return () => observer.disconnect()
  }, [box, sheets])
  return near
}
