/**
 * How fast one thread reads: numbers and times alone, and the whole of `read`.
 *
 *     node bench/reading/speed.ts [--rounds 7] [PAGE…]
 *
 * Processor time of this thread, so that a busy machine distorts little; each figure is the best of several rounds, which
 * take the rows by turns. MB are 10⁶ bytes of UTF-8. The last rows double the text.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { findMentions } from '../../src/engines/reading/quantities.ts'
import { read } from '../../src/engines/reading/read.ts'
import { dimensions, money, numberRanges, numbers, percentages } from '../../src/engines/reading/recognise.ts'
import { findTimes } from '../../src/engines/reading/times.ts'
import { generatedPage } from './pages.ts'

const anchor = { day: '2024-06-19', year: 2024, yearInferred: false }
const times = (text: string): number => findTimes(text, anchor).length
const quantities = (text: string): number => findMentions(text, []).length
const both = (text: string): number => {
  const found = findTimes(text, anchor)
  return found.length + findMentions(text, found).length
}
const plain = (text: string): number =>
  [numbers, percentages, money, dimensions, numberRanges].reduce((sum, find) => sum + find(text).length, 0)
const whole = (text: string): number => read(Buffer.from(text)).claims.length

/** Processor time of this thread so far, in milliseconds. */
const spent = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

const leastPerRound = 40

/** Milliseconds of one pass, over as many as make a round long enough to be measured. */
const round = (work: (text: string) => number, text: string): number => {
  const from = spent()
  let passes = 0
  do {
    work(text)
    passes++
  } while (spent() - from < leastPerRound)
  return (spent() - from) / passes
}

/** The best round of each job; the jobs take turns. */
const bestOf = (jobs: readonly (() => number)[], rounds: number): number[] => {
  const best = jobs.map(() => Number.POSITIVE_INFINITY)
  for (let i = 0; i <= rounds; i++)
    for (const [j, job] of jobs.entries()) {
      const ms = job()
      // The first round only warms up.
      if (i > 0) best[j] = Math.min(best[j]!, ms)
    }
  return best
}

const rate = (text: string, ms: number): string => (Buffer.byteLength(text) / 1000 / ms).toFixed(2)

const rows: [string, (text: string) => number][] = [
  ['times alone', times],
  ['numbers alone', quantities],
  ['numbers and times', both],
  ['every number, percentage, amount, dimension and range of a plain text', plain],
  ['the whole reading', whole],
]

const { values, positionals: files } = parseArgs({
  options: { rounds: { type: 'string', default: '7' } },
  allowPositionals: true,
})
const rounds = Number(values.rounds)
const texts: [string, string][] = [
  ['generated, 64 Ki characters', generatedPage(65_536)],
  ...files.map((file): [string, string] => [file, readFileSync(file, 'utf8')]),
]
for (const [name, text] of texts) {
  console.log(`\n${name}: ${Buffer.byteLength(text)} bytes`)
  const best = bestOf(
    rows.map(
      ([, work]) =>
        () =>
          round(work, text),
    ),
    rounds,
  )
  for (const [i, [label, work]] of rows.entries())
    console.log(`  ${label}: ${rate(text, best[i]!)} MB/s (${work(text)} found)`)
}

console.log('\nsixteen times the text')
for (const [label, work] of rows.slice(2)) {
  const sizes = [1, 2, 4, 8, 16].map((factor) => generatedPage(16_384 * factor))
  const best = bestOf(
    sizes.map((text) => () => round(work, text)),
    rounds,
  )
  const line = sizes.map((text, i) => `${(Buffer.byteLength(text) / 1000).toFixed(0)} kB ${best[i]!.toFixed(1)} ms`)
  console.log(`  ${label}: ${line.join(' · ')} — × ${(best[4]! / best[0]!).toFixed(1)} (bar 20)`)
}
