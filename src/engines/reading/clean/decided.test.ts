import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SetAsideReason } from '../claim.ts'
import { read } from '../read.ts'
import { normalise } from '../script.ts'
import { clean } from './clean.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const first = '丰水市新能源电池产业一季度产值达120亿元,同比增长15%,目前全市共引进电池材料项目18个。'
const remark = '187****1028:邻县总投资才30亿元'
const page = `${first}\n${remark}\n蓝湖娱乐城首存送彩金注册网址`
const spanOf = (text: string, part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length })
const values = (reading: ReturnType<typeof read>) =>
  reading.claims.filter((c) => c.kind === 'quantity').map((c) => c.value)

describe('what a person decides', () => {
  test('a line put back is read like any other', () => {
    expect(values(read(bytes(page)))).not.toContain(3e9)
    const reading = read(bytes(page), { putBack: [spanOf(page, remark)] })
    expect(values(reading)).toContain(3e9)
    expect(reading.setAside.map((s) => s.text)).toEqual(['蓝湖娱乐城首存送彩金注册网址'])
    expect(reading.blocks.some((b) => reading.raw.slice(b.start, b.end) === remark)).toBe(true)
  })

  test('part of a line put back leaves the rest where it was', () => {
    const part = '邻县总投资才30亿元'
    const reading = read(bytes(page), { putBack: [spanOf(page, part)] })
    expect(values(reading)).toContain(3e9)
    expect(reading.setAside.map((s) => s.text)).toEqual(['187****1028:', '蓝湖娱乐城首存送彩金注册网址'])
  })

  test('what a person set aside is not read, and carries the reason given', () => {
    const part = '同比增长15%'
    const reading = read(bytes(page), { putAside: [{ ...spanOf(page, part), reason: 'foreign' }] })
    expect(values(reading)).toContain(1.2e10)
    expect(reading.claims.some((c) => c.quote.includes('15%'))).toBe(false)
    expect(reading.setAside).toContainEqual(
      expect.objectContaining({ text: part, reason: 'foreign', why: expect.stringContaining('人') }),
    )
    const whole = read(bytes(page), { putAside: [{ ...spanOf(page, first), reason: 'advert' }] })
    expect(whole.claims).toEqual([])
    expect(whole.blocks).toEqual([])
  })

  test('a reading of a character put back is read as written, and putting back wins over setting aside', () => {
    const text = `${first}\n总投资5亿(yì)元。`
    const back = spanOf(text, '(yì)')
    expect(clean(text, [], { putBack: [back] }).marks).toEqual([])
    expect(clean(text, [], { putBack: [back], putAside: [{ ...back, reason: 'chrome' }] }).marks).toEqual([])
  })

  test('what the structure of an HTML page ruled out can be put back', () => {
    const source = `<html><body><div class="nav"><a href="/">首页</a></div><div class="side">邻县总投资30亿元。</div><article>${`<p>${first}</p>`.repeat(3)}</article></body></html>`
    const plain = read(bytes(source))
    expect(values(plain)).not.toContain(3e9)
    expect(values(read(bytes(source), { putBack: [spanOf(plain.raw, '邻县总投资30亿元。')] }))).toContain(3e9)
  })

  test('a cell of a table set aside is not read, its neighbours are', () => {
    const rows =
      '<tr><th>地区</th><th>产值(亿元)</th></tr><tr><td>临武县</td><td>120.5</td></tr><tr><td>宜章县</td><td>98.3</td></tr>'
    const source = `<html><body><h1>2024年各县产值情况</h1><p>${first}${first}</p><table border="1">${rows}</table></body></html>`
    const plain = read(bytes(source))
    expect(values(plain)).toEqual(expect.arrayContaining([1.205e10, 9.83e9]))
    const reading = read(bytes(source), { putAside: [{ ...spanOf(plain.raw, '120.5'), reason: 'foreign' }] })
    expect(values(reading)).toContain(9.83e9)
    expect(values(reading)).not.toContain(1.205e10)
  })

  const reasons: SetAsideReason[] = ['injected', 'comment', 'chrome', 'advert', 'foreign']
  const span = fc
    .tuple(fc.integer({ min: -3, max: 90 }), fc.integer({ min: -3, max: 90 }))
    .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))
  test('whatever is decided: nothing put back is set aside, everything else put aside is, and spans stay in order', () => {
    fc.assert(
      fc.property(
        fc.array(span, { maxLength: 4 }),
        fc.array(fc.tuple(span, fc.constantFrom(...reasons)), { maxLength: 4 }),
        (back, away) => {
          const text = normalise(page).text
          const putAside = away.map(([s, reason]) => ({ ...s, reason }))
          const { marks, notes } = clean(text, [], { putBack: back, putAside })
          const set = new Uint8Array(text.length)
          let at = 0
          for (const m of marks) {
            expect(m.start).toBeGreaterThanOrEqual(at)
            expect(m.end).toBeGreaterThan(m.start)
            expect(m.end).toBeLessThanOrEqual(text.length)
            at = m.end
            set.fill(1, m.start, m.end)
          }
          for (const n of notes) set.fill(1, n.start, n.end)
          for (let i = 0; i < text.length; i++) {
            const isBack = back.some((s) => s.start <= i && i < s.end)
            const isAway = putAside.some((s) => s.start <= i && i < s.end)
            if (isBack) expect(set[i]).toBe(0)
            else if (isAway) expect(set[i]).toBe(1)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})
