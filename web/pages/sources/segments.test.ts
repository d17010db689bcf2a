import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutIntoParagraphs, inSuggestedOrder } from './segments.ts'

const span = (raw: string, text: string, from = 0) => {
  const start = raw.indexOf(text, from)
  if (start < 0) throw new Error(`${text} is not in the text`)
  return { start, end: start + text.length }
}

const raw = '第二段说到2032年产值5000亿元。\n博彩广告第一段:产值800亿元\n\n网友评论\n说得好🔤\n'
const page = {
  raw,
  blocks: [
    { ...span(raw, '第二段说到2032年产值5000亿元。'), role: 'body' as const, order: 1 },
    { ...span(raw, '博彩广告第一段:产值800亿元'), role: 'lead' as const, order: 0 },
  ],
  setAsides: [
    { ...span(raw, '博彩广告'), reason: 'injected' as const, text: '博彩广告', why: '' },
    { ...span(raw, '网友评论\n说得好🔤'), reason: 'comment' as const, text: '', why: '' },
  ],
  claimRows: [span(raw, '2032年产值5000亿元'), span(raw, '2032年'), span(raw, '5000亿元'), span(raw, '800亿元')],
}

describe('cutting a page into marked runs', () => {
  const paragraphs = cutIntoParagraphs(page)
  const text = (start: number, end: number) => raw.slice(start, end)

  it('keeps every paragraph whole and in page order, blocks and what lies between them', () => {
    expect(paragraphs.map((p) => [p.block, text(p.start, p.end)])).toEqual([
      [0, '第二段说到2032年产值5000亿元。'],
      [1, '博彩广告第一段:产值800亿元'],
      [null, '网友评论'],
      [null, '说得好🔤'],
    ])
    for (const p of paragraphs)
      expect(p.runs.map((run) => text(run.start, run.end)).join('')).toBe(text(p.start, p.end))
  })

  it('puts the innermost claim first where claims lie in each other', () => {
    const runs = paragraphs[0]!.runs.map((run) => [text(run.start, run.end), run.claims])
    expect(runs).toEqual([
      ['第二段说到', []],
      ['2032年', [1, 0]],
      ['产值', [0]],
      ['5000亿元', [2, 0]],
      ['。', []],
    ])
  })

  it('marks a set-aside part inside a body paragraph and one that spans lines', () => {
    expect(paragraphs[1]!.runs.map((run) => [text(run.start, run.end), run.aside])).toEqual([
      ['博彩广告', 0],
      ['第一段:产值', null],
      ['800亿元', null],
    ])
    expect([paragraphs[2]!.asides.has(1), paragraphs[3]!.asides.has(1)]).toEqual([true, true])
  })

  it('gives the body in the suggested order, with its page places still known', () => {
    expect(inSuggestedOrder(paragraphs, page).map((p) => p.block)).toEqual([1, 0])
  })

  it('never loses or doubles text, whatever the marks', () => {
    const marks = fc.array(fc.tuple(fc.nat(60), fc.nat(20)), { maxLength: 12 })
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60 }), marks, marks, (random, claims, cuts) => {
        const inside = ([start, length]: [number, number]) => ({
          start: Math.min(start, random.length),
          end: Math.min(start + length, random.length),
        })
        const points = [...new Set(cuts.map((cut) => Math.min(cut[0], random.length)))].sort((a, b) => a - b)
        const blocks = points.slice(1).map((end, i) => ({ start: points[i]!, end, role: 'body' as const, order: i }))
        const cut = cutIntoParagraphs({ raw: random, blocks, setAsides: [], claimRows: claims.map(inside) })
        let last = 0
        for (const p of cut) {
          expect(p.start).toBeGreaterThanOrEqual(last)
          expect(p.runs.map((run) => random.slice(run.start, run.end)).join('')).toBe(random.slice(p.start, p.end))
          last = p.end
        }
      }),
    )
  })

  it('cuts a text of two million characters and ten thousand claims well under a second', () => {
    const line = `${'产值达到800亿元,同比增长。'.repeat(13)}\n`
    const long = line.repeat(10_000)
    const claimRows = Array.from({ length: 10_000 }, (_, i) => ({
      start: i * line.length + 4,
      end: i * line.length + 9,
    }))
    const started = performance.now()
    const cut = cutIntoParagraphs({ raw: long, blocks: [], setAsides: [], claimRows })
    expect(cut).toHaveLength(10_000)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
