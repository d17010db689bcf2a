import { describe, expect, it } from 'vitest'
import type { Figure } from '../../../src/base/figure.ts'
import type { ChainMap } from '../../../src/chain/schema.ts'
import { densityFor, layoutMap, neighbour, type StageText } from './mapLayout.ts'
import { fitLines, textWidth } from './textFit.ts'

const count: Figure = {
  label: '',
  value: '1',
  unit: '{家}',
  bound: 'eq',
  modality: 'actual',
  period: null,
  asOf: null,
  evidence: { kind: 'none' },
}
const stage = (key: string, column: number, row: number) => ({
  key,
  name: key,
  column,
  row,
  products: [],
  enterprises: count,
  projects: count,
  capacities: [],
  missing: [],
})
const map: ChainMap = {
  chain: 'c',
  region: 'r',
  asOf: '2024-01-01',
  stages: [
    stage('mine', 0, 0),
    stage('smelt', 1, 0),
    ...['cathode', 'anode', 'electrolyte', 'separator', 'foil', 'structure', 'equipment'].map((k, i) => stage(k, 2, i)),
    stage('lfp', 3, 0),
    stage('sodium', 3, 1),
    stage('system', 4, 0),
    stage('recycle', 5, 0),
  ],
  links: [
    { from: 'mine', to: 'smelt', products: ['锂云母精矿'], back: false },
    { from: 'smelt', to: 'cathode', products: ['碳酸锂'], back: false },
    { from: 'smelt', to: 'electrolyte', products: ['碳酸锂'], back: false },
    ...['cathode', 'anode', 'electrolyte', 'separator'].map((from) => ({ from, to: 'lfp', products: [], back: false })),
    { from: 'lfp', to: 'system', products: [], back: false },
    { from: 'system', to: 'recycle', products: [], back: false },
    { from: 'recycle', to: 'smelt', products: ['碳酸锂'], back: true },
    { from: 'recycle', to: 'nowhere', products: [], back: true },
  ],
}
const texts = new Map<string, StageText>(
  map.stages.map((s) => [
    s.key,
    {
      key: s.key,
      name: `Manufacturing of ${s.name} 材料制造`,
      counts: ['企业 12', '项目 5'],
      capacities: [{ name: '电池级碳酸锂', value: '8万吨/年', modality: 'plan' }],
      missing: s.key === 'foil' ? '缺:企业、产能' : null,
      more: null,
      neighbours: ['From mine', 'To cathode'],
      flows: [],
    },
  ]),
)

describe('the layout of the chain map', () => {
  for (const width of [1400, 1240, 1000, 760, 600, 358]) {
    it(`at ${width} px holds every card and every line inside it, and lets no two cards meet`, () => {
      const layout = layoutMap(map, texts, width)
      expect(layout.cards).toHaveLength(map.stages.length)
      for (const card of layout.cards) {
        expect(card.x).toBeGreaterThanOrEqual(0)
        expect(card.x + card.width).toBeLessThanOrEqual(width)
        expect(card.y + card.height).toBeLessThanOrEqual(layout.height)
        expect(card.lines.length).toBeGreaterThan(2)
        for (const line of card.lines) {
          const size = line.kind === 'name' ? layout.nameSize : layout.textSize
          expect(line.x + textWidth(line.text, size)).toBeLessThanOrEqual(card.width)
          expect(line.y).toBeLessThan(card.height)
        }
        for (const other of layout.cards) {
          if (other === card) continue
          const apart =
            other.x >= card.x + card.width ||
            card.x >= other.x + other.width ||
            other.y >= card.y + card.height ||
            card.y >= other.y + other.height
          expect(apart).toBe(true)
        }
      }
    })
  }

  it('keeps columns in order from left to right and hatches only what is missing', () => {
    const layout = layoutMap(map, texts, 1240)
    const x = (key: string) => layout.cards.find((c) => c.key === key)!.x
    expect(x('mine')).toBeLessThan(x('smelt'))
    expect(x('cathode')).toBe(x('equipment'))
    expect(x('system')).toBeLessThan(x('recycle'))
    expect(layout.cards.filter((c) => c.hatch).map((c) => c.key)).toEqual(['foil'])
  })

  it('draws the return arc below everything, and no link to a stage that is not there', () => {
    const layout = layoutMap(map, texts, 1240)
    const back = layout.curves.filter((curve) => curve.back)
    expect(back.map((curve) => curve.to)).toEqual(['smelt'])
    expect(back[0]!.label.y).toBeGreaterThan(Math.max(...layout.cards.map((c) => c.y + c.height)))
    expect(back[0]!.label.y).toBeLessThan(layout.height)
  })

  it('gathers what goes back from one stage into one lane, and starts beside a card that has others below it', () => {
    const two = {
      ...map,
      links: [
        ...map.links,
        { from: 'recycle', to: 'cathode', products: [], back: true },
        { from: 'electrolyte', to: 'smelt', products: [], back: true },
      ],
    }
    const layout = layoutMap(two, texts, 1240)
    const back = layout.curves.filter((curve) => curve.back)
    expect(new Set(back.filter((curve) => curve.from === 'recycle').map((curve) => curve.label.y)).size).toBe(1)
    expect(new Set(back.map((curve) => curve.label.y)).size).toBe(2)
    const electrolyte = layout.cards.find((c) => c.key === 'electrolyte')!
    expect(back.find((curve) => curve.from === 'electrolyte')!.d).toMatch(
      new RegExp(`^M${Math.round((electrolyte.x + electrolyte.width) * 10) / 10} `),
    )
  })

  it('is a list on a phone: indented by column, in order, no curves', () => {
    expect(densityFor(358)).toBe('list')
    const layout = layoutMap(map, texts, 358)
    expect(layout.curves).toEqual([])
    expect(layout.cards[0]!.x).toBeLessThan(layout.cards.at(-1)!.x)
    expect(layout.cards.map((c) => c.y)).toEqual(layout.cards.map((c) => c.y).toSorted((a, b) => a - b))
  })
})

describe('arrow keys on the map', () => {
  const { cards } = layoutMap(map, texts, 1240)
  const go = (from: string, key: Parameters<typeof neighbour>[3]) => neighbour(map, cards, from, key)

  it('follow links and stay in the column', () => {
    expect(go('mine', 'ArrowRight')).toBe('smelt')
    expect(['cathode', 'electrolyte']).toContain(go('smelt', 'ArrowRight'))
    expect(go('lfp', 'ArrowLeft')).not.toBe('foil')
    expect(go('cathode', 'ArrowDown')).toBe('anode')
    expect(go('cathode', 'ArrowUp')).toBeNull()
    expect(go('sodium', 'Home')).toBe('mine')
    expect(go('mine', 'End')).toBe('recycle')
  })

  it('take the return arc at the end, and the next column where no link leads on', () => {
    expect(go('recycle', 'ArrowRight')).toBe('smelt')
    expect(go('sodium', 'ArrowRight')).toBe('system')
    expect(['cathode', 'foil', 'separator', 'electrolyte', 'structure', 'equipment', 'anode']).toContain(
      go('sodium', 'ArrowLeft'),
    )
    expect(go('mine', 'ArrowLeft')).toBeNull()
  })
})

describe('fitting text', () => {
  it('breaks Chinese anywhere but not before a closing sign, and Latin at spaces', () => {
    expect(fitLines('磷酸铁锂电芯', 42, 12)).toEqual(['磷酸铁', '锂电芯'])
    expect(fitLines('一二三。四', 38, 12)).toEqual(['一二', '三。四'])
    expect(fitLines('电芯（磷酸铁锂）', 100, 14)).toEqual(['电芯（磷酸铁', '锂）'])
    expect(fitLines('Cathode materials', 70, 12)).toEqual(['Cathode', 'materials'])
    expect(fitLines('Beneficiation', 60, 12).join('')).toMatch(/-/)
    expect(fitLines('', 60, 12)).toEqual([''])
  })
})
