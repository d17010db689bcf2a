import { type KeyboardEvent, type MouseEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { ChainMap } from '../../../src/chain/schema.ts'
import { ModalityShape } from '../../parts/mark.tsx'
import { useLang } from '../../words/lang.ts'
import { useWords } from '../../words/words.ts'
import { type Card, type Curve, layoutMap, neighbour } from './mapLayout.ts'
import { useMeasure } from './measure.ts'
import { described, flowsOf, listed, productNames, stageTexts } from './stageText.ts'
import type { Measure } from './textFit.ts'

// An SVG has no list elements, so its groups take the roles; Biome judges only roles written on the element.
const list = { role: 'list' }
const listItem = { role: 'listitem' }
/** The curves and their labels: each stage says the same of itself in its description. */
const unheard = { 'aria-hidden': true } as const

type Looked = { stage: string } | { curve: number } | null

const arrows = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'])

/** The width of an element as it is laid out, in px; 0 until it is known. */
const useWidth = () => {
  const ref = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    setWidth(element.clientWidth)
    const watch = new ResizeObserver(() => setWidth(element.clientWidth))
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  return { ref, width }
}

/**
 * The chain from ore to recycling, drawn from its data: a list of stages whose places follow column and row. Arrow keys move
 * along the links, Enter opens a stage. In a narrow pane the same elements stand as an indented list.
 */
export const MapOfChain = ({
  map,
  selected,
  onOpen,
}: {
  map: ChainMap
  selected: string | undefined
  onOpen: (key: string) => void
}) => {
  const lang = useLang()
  const t = useWords()
  const { ref, width } = useWidth()
  const texts = useMemo(() => stageTexts(map, lang, t), [map, lang, t])
  const measure = useMeasure()
  const layout = useMemo(() => layoutMap(map, texts, Math.max(width, 280), measure), [map, texts, width, measure])
  const [looked, setLooked] = useState<Looked>(null)
  const [focused, setFocused] = useState<string | null>(null)
  const links = useRef(new Map<string, HTMLOrSVGElement>())
  const known = (key: string | null | undefined) => (key && texts.has(key) ? key : undefined)
  const current = known(focused) ?? known(selected) ?? layout.cards[0]?.key
  const card = useMemo(() => new Map(layout.cards.map((each) => [each.key, each])), [layout])
  const order = useMemo(() => map.stages.toSorted((a, b) => a.column - b.column || a.row - b.row), [map])

  // A stage that was closed keeps the place: the reader goes on from where they were.
  const before = useRef(selected)
  useEffect(() => {
    if (before.current && !selected) links.current.get(before.current)?.focus({ preventScroll: true })
    before.current = selected
  }, [selected])

  const onKey = (event: KeyboardEvent, key: string) => {
    if (!arrows.has(event.key) || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const next =
      layout.density === 'list' && (event.key === 'ArrowUp' || event.key === 'ArrowDown')
        ? order[order.findIndex((stage) => stage.key === key) + (event.key === 'ArrowDown' ? 1 : -1)]?.key
        : neighbour(map, layout.cards, key, event.key as Parameters<typeof neighbour>[3])
    if (next) links.current.get(next)?.focus()
  }
  const onClick = (event: MouseEvent, key: string) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    onOpen(key)
  }
  const lit = (curve: Curve, index: number): boolean =>
    looked !== null &&
    ('curve' in looked ? looked.curve === index : curve.from === looked.stage || curve.to === looked.stage)

  const names = useMemo(() => productNames(map), [map])
  const stageName = (key: string) => texts.get(key)?.name ?? key
  const linkSays = ({ from, to, products }: Curve): string => {
    const fill = { from: stageName(from), to: stageName(to), products: listed(products, names, t) }
    return products.length > 0 ? t('chain.link', fill) : t('chain.link.bare', fill)
  }
  const stripSays = (): string => {
    if (looked === null) return t('chain.strip')
    if ('curve' in looked)
      return layout.curves[looked.curve] ? linkSays(layout.curves[looked.curve]!) : t('chain.strip')
    return t('chain.stage.says', {
      name: stageName(looked.stage),
      says: flowsOf(map, looked.stage, t).join(t('chain.pause')),
    })
  }
  // One label for each stage things go back from: where to; with what is said when one looks at it.
  const returns = useMemo(() => {
    const back = layout.curves.filter((curve) => curve.back)
    return [...new Set(back.map((curve) => curve.from))].map((from) => {
      const own = back.filter((curve) => curve.from === from)
      const longest = own.toSorted((a, b) => a.label.x - b.label.x)[0]!
      const to = own.map((curve) => texts.get(curve.to)?.name ?? curve.to).join(t('chain.and'))
      return { curve: longest, says: t('chain.returns', { from: texts.get(from)?.name ?? from, to }) }
    })
  }, [layout, texts, t])

  return (
    <div className="chain-map" ref={ref}>
      {layout.density !== 'list' && <Strip says={stripSays()} />}
      <svg
        className={`chain-svg chain-${layout.density}`}
        {...list}
        aria-label={t('chain.map', { count: map.stages.length })}
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        width={layout.width}
        height={layout.height}
      >
        <defs>
          <pattern id="chain-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" className="hatch-ground" />
            <line x1="0" y1="0" x2="0" y2="6" className="hatch-line" />
          </pattern>
          <marker
            id="chain-arrow"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerUnits="userSpaceOnUse"
            markerWidth="8"
            markerHeight="8"
            orient="auto-start-reverse"
          >
            <path d="M0 .8 7.5 4 0 7.2Z" className="arrow" />
          </marker>
        </defs>
        <g {...unheard}>
          {layout.curves.map((curve, index) => (
            <g
              key={`${curve.from}>${curve.to}${curve.back}`}
              className={`link${curve.back ? ' link-back' : ''}${lit(curve, index) ? ' link-lit' : looked ? ' link-dim' : ''}`}
              onPointerEnter={() => setLooked({ curve: index })}
              onPointerLeave={() => setLooked(null)}
            >
              <path className="link-hit" d={curve.d} />
              <path className="link-line" d={curve.d} markerEnd="url(#chain-arrow)" />
            </g>
          ))}
        </g>
        {order.map((stage) => {
          const place = card.get(stage.key)!
          return (
            <g key={stage.key} {...listItem} transform={`translate(${place.x} ${place.y})`}>
              <a
                ref={(element: (Element & HTMLOrSVGElement) | null) => {
                  if (element) links.current.set(stage.key, element)
                  else links.current.delete(stage.key)
                }}
                href={`/chain?stage=${encodeURIComponent(stage.key)}`}
                className={`stage${stage.key === selected ? ' stage-selected' : ''}`}
                tabIndex={stage.key === current ? 0 : -1}
                aria-description={described(texts.get(stage.key)!, lang, t)}
                aria-current={stage.key === selected ? 'true' : undefined}
                data-stage={stage.key}
                onClick={(event) => onClick(event, stage.key)}
                onKeyDown={(event) => onKey(event, stage.key)}
                onFocus={() => {
                  setFocused(stage.key)
                  setLooked({ stage: stage.key })
                }}
                onBlur={() => setLooked(null)}
                onPointerEnter={() => setLooked({ stage: stage.key })}
                onPointerLeave={() => setLooked(null)}
              >
                <StageCard card={place} nameSize={layout.nameSize} textSize={layout.textSize} />
              </a>
            </g>
          )
        })}
        <g {...unheard}>
          {returns.map(({ curve, says }) => (
            <Label
              key={curve.from}
              at={curve.label}
              says={says}
              width={layout.width}
              size={layout.textSize}
              measure={measure}
            />
          ))}
          {looked !== null && 'curve' in looked && layout.curves[looked.curve] && (
            <Label
              at={layout.curves[looked.curve]!.label}
              says={linkSays(layout.curves[looked.curve]!)}
              width={layout.width}
              size={layout.textSize}
              measure={measure}
            />
          )}
        </g>
      </svg>
    </div>
  )
}

const StageCard = ({ card, nameSize, textSize }: { card: Card; nameSize: number; textSize: number }) => (
  <>
    <rect className="stage-box" width={card.width} height={card.height} rx="4" />
    {card.hatch && (
      <rect
        className="stage-hatch"
        x="1"
        y={card.hatch.y}
        width={card.width - 2}
        height={card.hatch.height - 1}
        rx="3"
        fill="url(#chain-hatch)"
      />
    )}
    {card.lines.map((line) => (
      <g key={`${line.y}`} className={`line-${line.kind}`}>
        {line.modality && (
          <g transform={`translate(${line.x - 14} ${line.y - textSize * 0.8})`} className={`mark-${line.modality}`}>
            <ModalityShape modality={line.modality} />
          </g>
        )}
        <text x={line.x} y={line.y} fontSize={line.kind === 'name' ? nameSize : textSize}>
          {line.text}
        </text>
      </g>
    ))}
    <rect className="stage-ring" width={card.width} height={card.height} rx="4" />
  </>
)

/** Words on paper of their own, so that they are read over what lies under them; kept inside the map. */
const Label = ({
  at,
  says,
  width,
  size,
  measure,
}: {
  at: { x: number; y: number }
  says: string
  width: number
  size: number
  measure: Measure
}) => {
  const half = measure(says, size) / 2 + 6
  const x = Math.min(Math.max(at.x, half + 2), width - half - 2)
  return (
    <g className="link-label" transform={`translate(${x} ${at.y})`}>
      <rect x={-half} y={-size - 2} width={half * 2} height={size * 1.6} rx="3" />
      <text textAnchor="middle" fontSize={size}>
        {says}
      </text>
    </g>
  )
}

/** Two lines above the map, always in the same place, that say what the looked-at stage or link carries. */
const Strip = ({ says }: { says: string }) => (
  <p className="chain-strip" aria-hidden="true">
    {says}
  </p>
)
