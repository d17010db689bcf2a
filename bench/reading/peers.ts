// Reads the gold pages with the packages people would otherwise use, beside ours, in one run.
//   npm ci --prefix bench/peers && node bench/reading/peers.ts [--pages DIR] [--runs N]
// Quantities: Microsoft Recognizers-Text (number with unit) on pages with gold. Noise: Readability and Defuddle on the seed
// page as HTML. Speed: the whole reading against jieba's tagging, turn by turn, on the same text.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import type { Claim } from '../../src/engines/reading/claim.ts'
import { read } from '../../src/engines/reading/read.ts'
import { generatedPage } from './pages.ts'

const option = (name: string, otherwise: string): string => {
  const at = process.argv.indexOf(`--${name}`)
  return at > 0 ? (process.argv[at + 1] ?? otherwise) : otherwise
}
const pages = option('pages', fileURLToPath(new URL('../../../shared/pages', import.meta.url)))
const runs = Number(option('runs', '5'))
const peersFolder = new URL('../peers/package.json', import.meta.url)
if (!existsSync(pages))
  throw new Error(`no pages in ${pages}; name a folder of NAME.txt and NAME.gold.json with --pages`)
if (!existsSync(new URL('node_modules', peersFolder))) throw new Error('run first: npm ci --prefix bench/peers')
const peers = createRequire(peersFolder)

interface Gold {
  quote: string
  start: number
  end: number
  value: number
  value_to?: number | null
  unit: string
  bound: string
  modality: string
  optional?: boolean
  alt?: Record<string, unknown[]>
}
interface Found {
  start: number
  end: number
  value: number | null
  unit: string | null
}

const near = (a: number | null, b: number) => a !== null && Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b))

interface Score {
  required: number
  values: number
  withUnit: number
  full: number
  claims: number
  outside: number
}
/** Required mentions whose value was found; with the unit too; with bound and modality too; findings that touch no mention. */
const score = (gold: readonly Gold[], found: readonly (Found & Partial<Claim>)[], into: Score): void => {
  const taken = new Set<Gold>()
  for (const one of found) {
    into.claims++
    const hit = gold.find((g) => !taken.has(g) && one.start < g.end && g.start < one.end && near(one.value, g.value))
    if (hit === undefined) {
      if (!gold.some((g) => one.start < g.end && g.start < one.end)) into.outside++
      continue
    }
    taken.add(hit)
    if (hit.optional) continue
    const is = (field: 'unit' | 'bound' | 'modality') =>
      one[field] === hit[field] || (hit.alt?.[field] ?? []).includes(one[field])
    into.values++
    if (is('unit')) into.withUnit++
    if (is('unit') && is('bound') && is('modality')) into.full++
  }
  into.required += gold.filter((g) => !g.optional).length
}
const none = (): Score => ({ required: 0, values: 0, withUnit: 0, full: 0, claims: 0, outside: 0 })

/** Names of the peer's units in our terms; the peer says 元 as a Chinese yuan by several names. */
const peerUnits: Record<string, string> = {
  'Chinese yuan': 'CNY',
  'Renminbi yuan': 'CNY',
  人民币: 'CNY',
  'United States dollar': 'USD',
  Ton: 't',
  'Metric ton': 't',
  Percent: '%',
  'Square meter': 'm2',
  Acre: '亩',
}

interface PeerResult {
  start: number
  end: number
  typeName: string
  resolution?: { value?: string; unit?: string } | null
}
interface Peer {
  Culture: { Chinese: string }
  recognizeNumber(text: string, culture: string): PeerResult[]
  recognizePercentage(text: string, culture: string): PeerResult[]
  recognizeCurrency(text: string, culture: string): PeerResult[]
  recognizeDimension(text: string, culture: string): PeerResult[]
}
const microsoft = peers('@microsoft/recognizers-text-suite') as Peer
const byMicrosoft = (text: string): Found[] => {
  const zh = microsoft.Culture.Chinese
  const results = [
    ...microsoft.recognizeCurrency(text, zh),
    ...microsoft.recognizeDimension(text, zh),
    ...microsoft.recognizePercentage(text, zh),
    ...microsoft.recognizeNumber(text, zh),
  ]
  const found: Found[] = []
  for (const { start, end, typeName, resolution } of results) {
    // A number inside an amount already found is the same mention.
    if (found.some((one) => start < one.end && one.start <= end)) continue
    const said = Number(String(resolution?.value ?? '').replace('%', ''))
    found.push({
      start,
      end: end + 1,
      value: Number.isFinite(said) ? said : null,
      unit: typeName === 'percentage' ? '%' : (peerUnits[resolution?.unit ?? ''] ?? resolution?.unit ?? null),
    })
  }
  return found
}

interface Named {
  name: string
  text: string
  gold: Gold[]
}
const named: Named[] = readdirSync(pages)
  .filter((file) => file.endsWith('.gold.json'))
  .sort()
  .map((file) => {
    const name = file.replace('.gold.json', '')
    return {
      name,
      text: readFileSync(`${pages}/${name}.txt`, 'utf8'),
      gold: JSON.parse(readFileSync(`${pages}/${file}`, 'utf8')) as Gold[],
    }
  })
if (named.length === 0) throw new Error(`no NAME.gold.json in ${pages}`)

const encode = (text: string) => new TextEncoder().encode(text)
const ours = none()
const theirs = none()
for (const { text, gold } of named) {
  score(
    gold,
    read(encode(text)).claims.filter((claim) => claim.kind === 'quantity'),
    ours,
  )
  score(gold, byMicrosoft(text), theirs)
}
const row = (who: string, s: Score) =>
  `| ${who} | ${s.values}/${s.required} | ${s.withUnit}/${s.required} | ${s.full}/${s.required} | ${s.claims} | ${s.outside} |`
console.log(`## Quantities on ${named.length} pages with gold`)
console.log('| reader | value | and unit | and bound, modality | found in all | outside every mention |')
console.log('|---|---|---|---|---|---|')
console.log(row('ours', ours))
console.log(row('Recognizers-Text 1.3.1', theirs))

const seconds = (work: () => unknown): number => {
  const began = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1e6
}
const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
const megabytes = (text: string): number => encode(text).byteLength / 1e6
const { Jieba } = peers('@node-rs/jieba') as {
  Jieba: { withDict(dict: Uint8Array): { tag(text: string): unknown[] } }
}
const { dict } = peers('@node-rs/jieba/dict') as { dict: Uint8Array }
const jieba = Jieba.withDict(dict)
// A text of its own throughout: our cleaning sets a repeated paragraph aside and would then have little left to read.
const large = generatedPage(400_000)
const speeds = { ours: [] as number[], jieba: [] as number[], microsoft: [] as number[] }
const largeBytes = encode(large)
read(largeBytes)
jieba.tag(large)
for (let i = 0; i < runs; i++) {
  speeds.ours.push(megabytes(large) / seconds(() => read(largeBytes)))
  speeds.jieba.push(megabytes(large) / seconds(() => jieba.tag(large)))
}
byMicrosoft(named[0]!.text)
for (const { text } of named) speeds.microsoft.push(megabytes(text) / seconds(() => byMicrosoft(text)))
console.log(`\n## Speed, one thread, CPU time, ${megabytes(large).toFixed(2)} MB, ${runs} runs in turn: median`)
console.log(`ours, everything: ${median(speeds.ours).toFixed(2)} MB/s`)
console.log(
  `jieba tag: ${median(speeds.jieba).toFixed(2)} MB/s (ours ÷ jieba ${(median(speeds.ours) / median(speeds.jieba)).toFixed(2)})`,
)
console.log(`Recognizers-Text, page by page: ${median(speeds.microsoft).toFixed(3)} MB/s`)

const seedFacts = `${pages}/seed.facts.json`
if (existsSync(seedFacts)) {
  const { cleaning } = JSON.parse(readFileSync(seedFacts, 'utf8')) as {
    cleaning: { boilerplate_lines: number[]; body_lines: number[] }
  }
  const seed = readFileSync(`${pages}/seed.txt`, 'utf8')
  const lines = seed.split('\n')
  const html = `<!doctype html><html lang="zh"><head><title>页</title></head><body><article>${lines
    .map((line) => `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`)
    .join('')}</article></body></html>`
  const bare = (text: string) => text.replace(/\s+/g, '')
  const kept = (text: string, n: number) => bare(lines[n]!) !== '' && bare(text).includes(bare(lines[n]!))
  const removed = (text: string) => cleaning.boilerplate_lines.filter((n) => !kept(text, n)).length
  const body = (text: string) => cleaning.body_lines.filter((n) => kept(text, n)).length
  const aside = read(encode(seed))
  let text = ''
  let at = 0
  for (const span of [...aside.setAside]
    .filter((one) => one.reason !== 'annotation')
    .sort((a, b) => a.start - b.start)) {
    text += seed.slice(at, Math.max(at, span.start))
    at = Math.max(at, span.end)
  }
  text += seed.slice(at)
  const readability = new Readability(parseHTML(html).document as unknown as Document).parse()?.textContent ?? ''
  const { Defuddle } = (await import(new URL('node_modules/defuddle/dist/node.js', peersFolder).href)) as {
    Defuddle(document: unknown, url: string): Promise<{ content: string }>
  }
  const defuddle = parseHTML((await Defuddle(parseHTML(html).document, 'https://example.org/')).content).document
  const defuddled = defuddle.documentElement?.textContent ?? ''
  console.log('\n## The seed page as HTML')
  console.log('| reader | noise lines removed | body lines kept whole |')
  console.log('|---|---|---|')
  for (const [who, result] of [
    ['ours', text],
    ['Readability 0.6.0 on linkedom', readability],
    ['Defuddle 0.19.4', defuddled],
  ] as const)
    console.log(
      `| ${who} | ${removed(result)}/${cleaning.boilerplate_lines.length} | ${body(result)}/${cleaning.body_lines.length} |`,
    )
}
