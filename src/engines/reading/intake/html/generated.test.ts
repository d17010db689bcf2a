import { describe, expect, test } from 'vitest'
import { layoutNames, measureHtml, plainHtmlPage } from '../../../../../test/support/generated-html.ts'
import { read } from '../../read.ts'

const keep = (html: string): string => {
  const { raw, setAside } = read(new TextEncoder().encode(html), { name: 'page.html' })
  let kept = ''
  let at = 0
  for (const { start, end } of setAside) {
    kept += raw.slice(at, start)
    at = end
  }
  return kept + raw.slice(at)
}

describe('pages as content systems print them', () => {
  const pages = 216
  const seeds = Array.from({ length: pages }, (_, i) => i + 1)

  test('noise left out at least .98, body lost at most .5 %, in every layout', () => {
    const m = measureHtml(seeds, keep)
    const worst = JSON.stringify([...m.worst].sort((a, b) => b[1] - a[1]).slice(0, 12))
    expect(m.byLayout.size).toBe(layoutNames.length)
    expect(m.noise).toBeGreaterThan(30_000)
    expect(m.body).toBeGreaterThan(100_000)
    expect(m.found / m.noise, worst).toBeGreaterThanOrEqual(0.98)
    expect(m.lost / m.body, worst).toBeLessThanOrEqual(0.005)
    for (const [layout, { lost, body }] of m.byLayout) expect(lost / body, layout).toBeLessThanOrEqual(0.01)
  })

  test('at most 1 % of stories with nothing around them lose a line', () => {
    const altered = seeds.filter((seed) => {
      const { html, body } = plainHtmlPage(seed)
      const kept = keep(html).replace(/\s/g, '')
      return body.some((line) => !kept.includes(line.replace(/\s/g, '')))
    })
    expect(altered.length, altered.join()).toBeLessThanOrEqual(pages / 100)
  })
})
