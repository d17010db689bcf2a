import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inSuggestedOrder, overlapping, paragraphsOf, runsOf, type Stretch, sheetsOf } from './segments.ts'

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
}
const asides = [span(raw, '博彩广告'), span(raw, '网友评论\n说得好🔤')]
const claims = [span(raw, '2032年产值5000亿元'), span(raw, '2032年'), span(raw, '5000亿元'), span(raw, '800亿元')]
const numbered = (spans: readonly Stretch[]) => spans.map((one, index) => ({ ...one, index }))
const text = (start: number, end: number) => raw.slice(start, end)

describe('cutting a page into marked runs', () => {
  const paragraphs = paragraphsOf(page)
  const runs = paragraphs.map((p) => runsOf(p, numbered(asides), numbered(claims)))

  it('keeps every paragraph whole and in page order, blocks and what lies between them', () => {
    expect(paragraphs.map((p) => [p.block, text(p.start, p.end)])).toEqual([
      [0, '第二段说到2032年产值5000亿元。'],
      [1, '博彩广告第一段:产值800亿元'],
      [null, '网友评论'],
      [null, '说得好🔤'],
    ])
    for (const [i, p] of paragraphs.entries())
      expect(runs[i]!.map((run) => text(run.start, run.end)).join('')).toBe(text(p.start, p.end))
  })

  it('puts the innermost claim first where claims lie in each other', () => {
    expect(runs[0]!.map((run) => [text(run.start, run.end), run.claims])).toEqual([
      ['第二段说到', []],
      ['2032年', [1, 0]],
      ['产值', [0]],
      ['5000亿元', [2, 0]],
      ['。', []],
    ])
  })

  it('marks a set-aside part inside a body paragraph and one that spans lines', () => {
    expect(runs[1]!.map((run) => [text(run.start, run.end), run.aside])).toEqual([
      ['博彩广告', 0],
      ['第一段:产值', null],
      ['800亿元', null],
    ])
    expect(overlapping(paragraphs, asides)).toEqual([[], [0], [1], [1]])
    expect(overlapping(paragraphs, claims)).toEqual([[0, 1, 2], [3], [], []])
  })

  it('gives the body in the suggested order, with its page places still known', () => {
    expect(inSuggestedOrder(paragraphs, page).map((p) => p.block)).toEqual([1, 0])
  })

  it('never loses or doubles text, whatever the marks', () => {
    const marks = fc.array(fc.tuple(fc.nat(60), fc.nat(20)), { maxLength: 12 })
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60 }), marks, marks, (random, said, cuts) => {
        const inside = ([start, length]: [number, number]) => ({
          start: Math.min(start, random.length),
          end: Math.min(start + length, random.length),
        })
        const points = [...new Set(cuts.map((cut) => Math.min(cut[0], random.length)))].sort((a, b) => a - b)
        const blocks = points.slice(1).map((end, i) => ({ start: points[i]!, end, role: 'body' as const, order: i }))
        const spans = said.map(inside).sort((a, b) => a.start - b.start)
        const cut = paragraphsOf({ raw: random, blocks })
        const over = overlapping(cut, spans)
        let last = 0
        for (const [i, p] of cut.entries()) {
          expect(p.start).toBeGreaterThanOrEqual(last)
          last = p.end
          const own = over[i]!.map((index) => ({ ...spans[index]!, index }))
          const parts = runsOf(p, [], own)
          expect(parts.map((run) => random.slice(run.start, run.end)).join('')).toBe(random.slice(p.start, p.end))
          for (const run of parts)
            for (let at = run.start; at < run.end; at++)
              expect([...run.claims].sort()).toEqual(
                own
                  .filter((one) => one.start <= at && at < one.end)
                  .map((one) => one.index)
                  .sort(),
              )
        }
      }),
    )
  })

  it('cuts a line of a million characters after sentences, and never inside a character', () => {
    const long = '产值达到800亿元🔤，同比增长🔤。'.repeat(60_000)
    const cut = paragraphsOf({ raw: long, blocks: [{ start: 0, end: long.length, role: 'body', order: 0 }] })
    expect(cut.length).toBeGreaterThan(200)
    expect(cut.map((p) => p.first).filter(Boolean)).toEqual([true])
    expect(cut.map((p) => long.slice(p.start, p.end)).join('')).toBe(long)
    for (const p of cut) expect(long.slice(p.start, p.end)).toMatch(/。$/)
    const signs = '🔤'.repeat(20_000)
    for (const p of paragraphsOf({ raw: signs, blocks: [] })) expect((p.end - p.start) % 2).toBe(0)
  })

  it('cuts a text of two million characters and ten thousand claims well under a second', () => {
    const line = `${'产值达到800亿元,同比增长。'.repeat(13)}\n`
    const long = line.repeat(10_000)
    const spans = Array.from({ length: 10_000 }, (_, i) => ({
      start: i * line.length + 4,
      end: i * line.length + 9,
    }))
    const started = performance.now()
    const cut = paragraphsOf({ raw: long, blocks: [] })
    const over = overlapping(cut, spans)
    const sheets = sheetsOf(cut)
    expect(performance.now() - started).toBeLessThan(1000)
    expect(cut).toHaveLength(10_000)
    expect(over.every((one) => one.length === 1)).toBe(true)
    expect(sheets.flat()).toEqual(cut)
    expect(Math.max(...sheets.map((sheet) => sheet.length))).toBeLessThan(60)
  })
})
