/**
 * Cleaning of HTML pages beside Readability with linkedom, in one run and taking turns: pages per second, and on
 * generated pages how much noise each leaves out and how much body each loses. Then the text rules on generated dirt.
 *
 *   node bench/reading/cleaning.ts [--pages 216] [--rounds 5] [--folder DIR]
 *
 * `--folder` times the pages of a folder (*.html) as well; their text is only compared, as nobody has said what it should be.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { clean } from '../../src/engines/reading/clean/clean.ts'
import { decode } from '../../src/engines/reading/decode.ts'
import { renderHtml } from '../../src/engines/reading/intake/html/page.ts'
import { normalise } from '../../src/engines/reading/script.ts'
import { htmlPage, measureHtml, plainHtmlPage } from '../../test/support/generated-html.ts'
import { cleanPage, dirts, measure } from '../../test/support/generated-pages.ts'

const { values } = parseArgs({
  options: {
    pages: { type: 'string', default: '216' },
    rounds: { type: 'string', default: '5' },
    folder: { type: 'string' },
  },
})
const seeds = Array.from({ length: Number(values.pages) }, (_, i) => i + 1)
const rounds = Number(values.rounds)

const decided = new Map<string, number>()
const ours = (html: string): string => {
  const page = renderHtml(html)
  decided.set(page.by, (decided.get(page.by) ?? 0) + 1)
  const { marks } = clean(normalise(page.text).text, page.outside)
  let kept = ''
  let at = 0
  for (const { start, end } of marks) {
    kept += page.text.slice(at, start)
    at = end
  }
  return kept + page.text.slice(at)
}
const readability = (html: string): string => {
  const { document } = parseHTML(html)
  const article = new Readability(document as unknown as Document).parse()
  return `${article?.title ?? ''}\n${article?.textContent ?? ''}`
}
const sides = [
  ['ours', ours],
  ['Readability with linkedom', readability],
] as const

/** Pages per second of processor time for each side, the sides taking turns pass by pass so that neither pays for the other's garbage. */
const timed = (pages: readonly string[]): Map<string, number[]> => {
  const times = new Map<string, number[]>(sides.map(([name]) => [name, []]))
  for (const [, side] of sides) for (const page of pages.slice(0, 20)) side(page)
  for (let round = 0; round < rounds; round++)
    for (const [name, side] of round % 2 === 0 ? sides : [...sides].reverse()) {
      const before = process.cpuUsage()
      for (const page of pages) side(page)
      const { user, system } = process.cpuUsage(before)
      times.get(name)!.push(pages.length / ((user + system) / 1e6))
    }
  return times
}

const speed = (title: string, pages: readonly string[]): void => {
  decided.clear()
  const size = pages.reduce((sum, page) => sum + page.length, 0)
  console.log(`\n${title}: ${pages.length} pages, ${(size / pages.length / 1000).toFixed(1)} thousand characters each`)
  const times = timed(pages)
  const middle = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!
  for (const [name, list] of times) console.log(`  ${name}: ${middle(list).toFixed(1)} pages/s (median of ${rounds})`)
  const [a, b] = [...times.values()].map(middle)
  const all = [...decided.values()].reduce((sum, n) => sum + n, 0)
  console.log(
    `  ours is ${(a! / b!).toFixed(1)} × as fast; the third voice was asked on ${(((decided.get('arbiter') ?? 0) / all) * 100).toFixed(1)} % of pages`,
  )
}

speed(
  'Generated pages',
  seeds.map((seed) => htmlPage(seed).html),
)
if (values.folder) {
  const names = (await readdir(values.folder)).filter((name) => /\.html?$/.test(name)).sort()
  const pages: string[] = []
  for (const name of names) pages.push(decode(await readFile(join(values.folder, name))).text)
  speed(`Pages of ${names.length} files`, pages)
}

const percent = (part: number, whole: number): string => `${((part / Math.max(whole, 1)) * 100).toFixed(2)} %`
console.log('\nGenerated pages in nine layouts: noise left out, body lost')
for (const [name, side] of sides) {
  const m = measureHtml(seeds, side)
  console.log(`  ${name}: ${percent(m.found, m.noise)} of ${m.noise}, ${percent(m.lost, m.body)} of ${m.body}`)
  for (const [layout, row] of m.byLayout)
    console.log(`    ${layout}: ${row.noise ? percent(row.found, row.noise) : '—'}, ${percent(row.lost, row.body)}`)
  const altered = seeds.filter((seed) => {
    const { html, body } = plainHtmlPage(seed)
    const kept = side(html).replace(/\s/g, '')
    return body.some((line) => !kept.includes(line.replace(/\s/g, '')))
  })
  console.log(`    stories with nothing around them that lose a line: ${altered.length} of ${seeds.length}`)
}

console.log('\nText rules on generated dirt: noise found, body lost')
const marksOf = (text: string) => {
  const { marks, notes } = clean(normalise(text).text)
  return [...marks, ...notes]
}
for (const [name, dirt] of Object.entries(dirts)) {
  const m = measure(seeds, dirt, marksOf)
  console.log(`  ${name} kinds: ${percent(m.found, m.noise)} of ${m.noise}, ${percent(m.lost, m.body)} of ${m.body}`)
  console.log(`    ${[...m.byKind].map(([kind, k]) => `${kind} ${percent(k.found, k.noise)}`).join(' · ')}`)
}
const altered = seeds.filter((seed) => marksOf(cleanPage(seed).join('\n')).length > 0)
console.log(`  clean pages altered: ${altered.length} of ${seeds.length}`)
