import type { Modality } from '../../../src/base/quantity.ts'
import type { ChainMap } from '../../../src/chain/schema.ts'
import { fitLines, type Measure, textWidth } from './textFit.ts'

/** What a stage's card says, in the reader's language; the layout only places it. */
export interface StageText {
  key: string
  name: string
  counts: string[]
  capacities: { name: string; value: string; modality: Modality }[]
  /** How many more capacities there are than the card says. */
  more: string | null
  /** What is missing, in one sentence; null when nothing is. */
  missing: string | null
  /** The stages it is fed by and feeds, for the list form that draws no curves. */
  neighbours: string[]
  /** The same with the products, for the ear and the line above the map. */
  flows: string[]
}

/** `full` and `compact` are the map; `list` is the same stages as an indented list, for phones and narrow panes. */
export type Density = 'full' | 'compact' | 'list'

export interface CardLine {
  kind: 'name' | 'count' | 'capacity' | 'missing' | 'flow'
  text: string
  /** Baseline, from the card's corner. */
  x: number
  y: number
  /** On the first line of a capacity: the mark to draw before it. */
  modality?: Modality
}

export interface Card {
  key: string
  x: number
  y: number
  width: number
  height: number
  lines: CardLine[]
  /** The hatched part that says what is missing. */
  hatch: { y: number; height: number } | null
}

export interface Curve {
  from: string
  to: string
  products: string[]
  back: boolean
  d: string
  /** Where its product names are written when it is looked at. */
  label: { x: number; y: number }
}

export interface MapLayout {
  density: Density
  width: number
  height: number
  cards: Card[]
  curves: Curve[]
  /** Font sizes in px. */
  nameSize: number
  textSize: number
}

export const densityFor = (width: number): Density => (width < 560 ? 'list' : width < 1000 ? 'compact' : 'full')

const lineHeight = 1.45

/** Places every stage and link in `width` px; the height follows from the fullest column. Stages keep their places: nothing here depends on what is selected. */
export const layoutMap = (
  map: ChainMap,
  texts: ReadonlyMap<string, StageText>,
  width: number,
  measure: Measure = textWidth,
): MapLayout => {
  const density = densityFor(width)
  const nameSize = density === 'full' ? 14 : density === 'compact' ? 11.5 : 15
  const textSize = density === 'full' ? 12 : density === 'compact' ? 11 : 13
  const cards = density === 'list' ? listCards() : mapCards()
  const curves = density === 'list' ? [] : drawCurves(map, cards)
  const lowest = Math.max(0, ...cards.map((card) => card.y + card.height))
  const lanes = new Set(curves.filter((curve) => curve.back).map((curve) => curve.from)).size
  return {
    density,
    width,
    height: lowest + (lanes > 0 ? laneTop + lanes * laneStep + 8 : 4),
    cards,
    curves,
    nameSize,
    textSize,
  }

  function listCards(): Card[] {
    const stages = map.stages.toSorted((a, b) => a.column - b.column || a.row - b.row)
    let y = 2
    return stages.map((stage) => {
      const x = 2 + Math.min(stage.column, 8) * 10
      const card = fillCard(texts.get(stage.key)!, x, y, width - x - 2)
      y += card.height + 8
      return card
    })
  }

  function mapCards(): Card[] {
    const columns = [...new Set(map.stages.map((stage) => stage.column))].sort((a, b) => a - b)
    const members = columns.map((column) =>
      map.stages.filter((stage) => stage.column === column).sort((a, b) => a.row - b.row),
    )
    const gutters = columns.slice(0, -1).map((_, i) => gutterAfter(columns[i]!))
    // A column of many stages is wider, so that its cards are lower and the whole stays on one screen.
    const wider = density === 'full' ? 0.075 : 0.02
    const weights = members.map((stages) => 1 + wider * (stages.length - 1))
    const edge = density === 'full' ? 12 : 9
    const room = width - edge * 2 - gutters.reduce((sum, gutter) => sum + gutter, 0)
    const share = room / weights.reduce((sum, weight) => sum + weight, 0)
    let x = edge
    const stacks = members.map((stages, i) => {
      const cards = stages.map((stage) => fillCard(texts.get(stage.key)!, x, 0, share * weights[i]!))
      x += share * weights[i]! + (gutters[i] ?? 0)
      return cards
    })
    const gap = density === 'full' ? 10 : 8
    const heights = stacks.map((stack) => stack.reduce((sum, card) => sum + card.height + gap, -gap))
    const tallest = Math.max(0, ...heights)
    return stacks.flatMap((stack, i) => {
      let y = 4 + (tallest - heights[i]!) / 2
      return stack.map((card) => {
        const placed = { ...card, y }
        y += card.height + gap
        return placed
      })
    })
  }

  /** Where many links pass there is more room between two columns. */
  function gutterAfter(column: number): number {
    const place = new Map(map.stages.map((stage) => [stage.key, stage.column]))
    const passing = map.links.filter((link) => {
      const from = place.get(link.from)
      const to = place.get(link.to)
      return !link.back && from !== undefined && to !== undefined && from <= column && to > column
    }).length
    const gutter = Math.min(54, 24 + passing * 1.1)
    return density === 'full' ? gutter : gutter * 0.45
  }

  function fillCard(text: StageText, x: number, y: number, cardWidth: number): Card {
    const pad = density === 'compact' ? 4 : 7
    const inner = cardWidth - pad * 2
    const lines: CardLine[] = []
    let at = pad
    const add = (kind: CardLine['kind'], sentence: string, size: number, indent = 0, modality?: Modality) => {
      fitLines(sentence, inner - indent, size, (part, px) => measure(part, px, kind === 'name')).forEach((line, i) => {
        at += size * lineHeight
        lines.push({
          kind,
          text: line,
          x: pad + indent,
          y: at - size * 0.35,
          ...(i === 0 && modality ? { modality } : {}),
        })
      })
    }
    add('name', text.name, nameSize)
    const counts = text.counts.join(' · ')
    if (counts !== '' && measure(counts, textSize) <= inner) add('count', counts, textSize)
    else for (const count of text.counts) add('count', count, textSize)
    if (density !== 'compact')
      for (const capacity of text.capacities) {
        at += 1
        const whole = `${capacity.name} ${capacity.value}`
        if (measure(whole, textSize) <= inner - 14) add('capacity', whole, textSize, 14, capacity.modality)
        else {
          // A number is not torn from its unit.
          add('capacity', capacity.name, textSize, 14, capacity.modality)
          add('capacity', capacity.value, textSize, 14)
        }
      }
    if (density !== 'compact' && text.more !== null) add('count', text.more, textSize, 14)
    if (density === 'list') for (const sentence of text.neighbours) add('flow', sentence, textSize)
    let hatch: Card['hatch'] = null
    if (text.missing !== null) {
      at += 6
      const top = at
      if (density === 'compact') at += 8
      else add('missing', text.missing, textSize)
      hatch = { y: top, height: at - top + pad }
    }
    return { key: text.key, x, y, width: cardWidth, height: at + pad, lines, hatch }
  }
}

const laneTop = 26
const laneStep = 22

const drawCurves = (map: ChainMap, cards: readonly Card[]): Curve[] => {
  const card = new Map(cards.map((c) => [c.key, c]))
  const links = map.links.filter((link) => card.has(link.from) && card.has(link.to))
  const lowest = Math.max(0, ...cards.map((c) => c.y + c.height))
  const middle = (c: Card) => c.y + c.height / 2

  const columns = [...new Set(cards.map((c) => c.x))].sort((a, b) => a - b)

  /** A height at which a link may pass a column that it skips: above it, below it or between two of its cards, nearest to `wanted`. */
  const passage = (x: number, wanted: number): { y: number; right: number } => {
    const stack = cards.filter((c) => c.x === x).sort((a, b) => a.y - b.y)
    const free = [stack[0]!.y - 9, stack.at(-1)!.y + stack.at(-1)!.height + 9]
    stack.slice(1).forEach((c, i) => {
      free.push((stack[i]!.y + stack[i]!.height + c.y) / 2)
    })
    free.sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))
    return { y: free[0]!, right: x + stack[0]!.width }
  }

  // What goes back from one stage shares one lane below the map and branches off it.
  const lanes = [...new Set(links.filter((link) => link.back).map((link) => link.from))].sort(
    (a, b) => card.get(b)!.x - card.get(a)!.x,
  )
  return links.map((link) => {
    const from = card.get(link.from)!
    const to = card.get(link.to)!
    const shared = { from: link.from, to: link.to, products: link.products, back: link.back }
    if (link.back) {
      const lane = lanes.indexOf(link.from)
      const y = lowest + laneTop + lane * laneStep
      const isLowest = cards.every((c) => c.x !== from.x || c.y <= from.y)
      const x0 = isLowest ? from.x + from.width / 2 : from.x + from.width + 6
      const begin = isLowest
        ? `M${n(x0)} ${n(from.y + from.height)}`
        : `M${n(from.x + from.width)} ${n(from.y + from.height - 8)}H${n(x0)}`
      const gutter = to.x - 8 - lane * 4
      const y1 = to.y + to.height - Math.min(12, to.height / 4) - lane * 5
      const r = 8
      return {
        ...shared,
        d: `${begin}V${n(y - r)}Q${n(x0)} ${n(y)} ${n(x0 - r)} ${n(y)}H${n(gutter + r)}Q${n(gutter)} ${n(y)} ${n(gutter)} ${n(y - r)}V${n(y1)}H${n(to.x)}`,
        label: { x: (x0 + gutter) / 2, y: y - 6 },
      }
    }
    if (to.x <= from.x) {
      const x = Math.max(from.x + from.width, to.x + to.width)
      const y0 = middle(from)
      const y1 = middle(to)
      return {
        ...shared,
        d: `M${n(from.x + from.width)} ${n(y0)}C${n(x + 16)} ${n(y0)} ${n(x + 16)} ${n(y1)} ${n(to.x + to.width)} ${n(y1)}`,
        label: { x: x + 10, y: (y0 + y1) / 2 },
      }
    }
    const y1 = middle(to)
    let at = { x: from.x + from.width, y: middle(from) }
    let d = `M${n(at.x)} ${n(at.y)}`
    const bendTo = (x: number, y: number) => {
      const bend = (x - at.x) * 0.5
      d += `C${n(at.x + bend)} ${n(at.y)} ${n(x - bend)} ${n(y)} ${n(x)} ${n(y)}`
      at = { x, y }
    }
    for (const x of columns.filter((each) => each > from.x && each < to.x)) {
      const pass = passage(x, at.y + ((y1 - at.y) * (x - at.x)) / (to.x - at.x))
      bendTo(x, pass.y)
      d += `H${n(pass.right)}`
      at = { x: pass.right, y: pass.y }
    }
    const label = { x: (at.x + to.x) / 2, y: (at.y + y1) / 2 }
    bendTo(to.x, y1)
    return { ...shared, d, label }
  })
}

const n = (value: number): string => String(Math.round(value * 10) / 10)

/**
 * The stage an arrow key leads to: right and left follow links (the nearest in height; the return arc too), or the
 * nearest stage of the next column where no link leads on; up and down stay in the column. Null at the edge.
 */
export const neighbour = (
  map: ChainMap,
  cards: readonly Card[],
  current: string,
  key: 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End',
): string | null => {
  const order = map.stages.toSorted((a, b) => a.column - b.column || a.row - b.row)
  if (key === 'Home') return order[0]?.key ?? null
  if (key === 'End') return order.at(-1)?.key ?? null
  const stage = map.stages.find((s) => s.key === current)
  if (!stage) return null
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const column = order.filter((s) => s.column === stage.column)
    return column[column.indexOf(stage) + (key === 'ArrowDown' ? 1 : -1)]?.key ?? null
  }
  const card = new Map(cards.map((c) => [c.key, c]))
  const height = (k: string) => {
    const c = card.get(k)
    return c ? c.y + c.height / 2 : 0
  }
  const nearest = (keys: readonly string[]): string | null =>
    keys.toSorted((a, b) => Math.abs(height(a) - height(current)) - Math.abs(height(b) - height(current)))[0] ?? null
  const right = key === 'ArrowRight'
  const linked = (back: boolean) =>
    map.links
      .filter((link) => link.back === back && (right ? link.from : link.to) === current)
      .map((link) => (right ? link.to : link.from))
  const columnOf = (k: string) => map.stages.find((s) => s.key === k)?.column ?? 0
  const onward = linked(false).filter((k) => (right ? columnOf(k) > stage.column : columnOf(k) < stage.column))
  if (onward.length > 0) return nearest(onward)
  const returning = linked(true)
  if (returning.length > 0) return nearest(returning)
  const columns = order.map((s) => s.column).filter((c) => (right ? c > stage.column : c < stage.column))
  const next = right ? Math.min(...columns) : Math.max(...columns)
  return nearest(order.filter((s) => s.column === next).map((s) => s.key))
}
