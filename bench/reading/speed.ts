/**
 * How fast one thread reads: numbers and times alone, numbers and times with what they mean, and the whole of `read`.
 *
 *     node bench/reading/speed.ts [--files PAGE…]
 *
 * Each row is the best of several passes over one text; the last rows double the text and divide the times. MB are 10⁶ bytes
 * of UTF-8. Figures depend on the machine: run it alone, and compare rows of one run.
 */
import { readFileSync } from 'node:fs'
import { findMentions } from '../../src/engines/reading/quantities.ts'
import { read } from '../../src/engines/reading/read.ts'
import { findTimes } from '../../src/engines/reading/times.ts'
import { generatedPage } from './pages.ts'

const anchor = { day: '2024-06-19', year: 2024, yearInferred: false }
const times = (text: string): number => findTimes(text, anchor).length
const quantities = (text: string): number => findMentions(text, []).length
const both = (text: string): number => {
  const found = findTimes(text, anchor)
  return found.length + findMentions(text, found).length
}
const whole = (text: string): number => read(Buffer.from(text)).claims.length

const passes = (work: (text: string) => number, text: string, forMs: number): { ms: number; found: number } => {
  let best = Number.POSITIVE_INFINITY
  let found = 0
  const until = performance.now() + forMs
  do {
    const from = performance.now()
    found = work(text)
    best = Math.min(best, performance.now() - from)
  } while (performance.now() < until)
  return { ms: best, found }
}

const rate = (text: string, ms: number): string => (Buffer.byteLength(text) / 1000 / ms).toFixed(2)

const rows: [string, (text: string) => number][] = [
  ['times alone', times],
  ['numbers alone', quantities],
  ['numbers and times', both],
  ['the whole reading', whole],
]

const files = process.argv.includes('--files') ? process.argv.slice(process.argv.indexOf('--files') + 1) : []
const texts: [string, string][] = [
  ['generated, 64 Ki characters', generatedPage(65_536)],
  ...files.map((file): [string, string] => [file, readFileSync(file, 'utf8')]),
]
for (const [name, text] of texts) {
  console.log(`\n${name}: ${Buffer.byteLength(text)} bytes`)
  for (const [label, work] of rows) {
    passes(work, text, 400)
    const { ms, found } = passes(work, text, 1500)
    console.log(`  ${label}: ${rate(text, ms)} MB/s (${found} found)`)
  }
}

console.log('\nsixteen times the text')
for (const [label, work] of rows.slice(2)) {
  const sizes = [1, 2, 4, 8, 16].map((factor) => generatedPage(16_384 * factor))
  const spent = sizes.map((text) => passes(work, text, 800).ms)
  const line = sizes.map((text, i) => `${(Buffer.byteLength(text) / 1000).toFixed(0)} kB ${spent[i]!.toFixed(1)} ms`)
  console.log(`  ${label}: ${line.join(' · ')} — × ${(spent[4]! / spent[0]!).toFixed(1)} (bar 20)`)
}
