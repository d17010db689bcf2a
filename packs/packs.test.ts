import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { decimalOf, multiply, shift } from '../src/base/money.ts'
import { compositionOfProduct } from '../src/chain/load.ts'
import type { PackFigure } from '../src/chain/pack-nouns.ts'
import { elementBalance } from '../src/chain/rules.ts'
import { writtenUnit } from '../src/chain/written-unit.ts'
import { normalName } from '../src/facts/resolve.ts'
import { loadPack } from '../src/work/packs/load.ts'

const pack = loadPack(fileURLToPath(new URL('.', import.meta.url)), 'chenzhou')
const shared = process.env['QUANLIAN_SHARED'] ?? fileURLToPath(new URL('../../shared', import.meta.url))

describe('the lithium chain', () => {
  const { chain } = pack
  const products = new Map(chain.products.map((product) => [product.key, product]))

  test('holds at least 45 products and 35 processes', () => {
    expect(chain.products.length).toBeGreaterThanOrEqual(45)
    expect(chain.processes.length).toBeGreaterThanOrEqual(35)
  })

  test('every product takes part in a process and most have an alias', () => {
    const used = new Set(chain.processes.flatMap((process) => process.coefficients.map((one) => one.in ?? one.out)))
    expect(chain.products.filter((product) => !used.has(product.key)).map((product) => product.key)).toEqual([])
    expect(chain.products.filter((product) => product.aliases.length > 0).length).toBeGreaterThan(45)
  })

  test('every stage but the ore has a process', () => {
    const working = new Set(chain.processes.map((process) => process.stage))
    expect(chain.stages.filter((stage) => !working.has(stage.key)).map((stage) => stage.key)).toEqual(['resource'])
  })

  test('every coefficient with a value says whence it comes, every other says what is missing', () => {
    const all = chain.processes.flatMap((process) => process.coefficients)
    expect(all.length).toBeGreaterThan(150)
    for (const one of all) {
      if (one.kind === 'absent') expect(one.note).toBeDefined()
      else if (one.kind !== 'defined') expect(one.source).toBeDefined()
    }
  })

  const balanced = chain.processes.flatMap((process) =>
    elementBalance(
      process.coefficients
        .filter((one) => one.unit.startsWith('t/'))
        .map((one) => ({
          direction: one.in === undefined ? ('out' as const) : ('in' as const),
          value: one.value ?? null,
          composition: compositionOfProduct(products.get((one.in ?? one.out)!)!),
        })),
    ).map((balance) => ({ process, balance })),
  )

  test('no element leaves a process that did not enter it', () => {
    expect(balanced.length).toBeGreaterThan(50)
    expect(balanced.filter(({ balance }) => balance.verdict === 'short')).toEqual([])
  })

  test('where lithium is known on both sides, what enters is between what leaves and 1.25 times that', () => {
    const lithium = balanced.filter(
      ({ process, balance }) =>
        balance.element === 'Li' &&
        balance.verdict !== 'undetermined' &&
        process.coefficients.every((one) => one.value !== undefined),
    )
    expect(lithium.length).toBeGreaterThanOrEqual(12)
    for (const { process, balance } of lithium) {
      expect(balance.ratio, process.key).toBeGreaterThanOrEqual(0.999)
      expect(balance.ratio, process.key).toBeLessThanOrEqual(1.25)
    }
  })

  test('ore to carbonate through the Linwu route is 250 t per t, as 20 Mt a year to 80 kt', () => {
    const value = (process: string, product: string) =>
      chain.processes.find((one) => one.key === process)!.coefficients.find((one) => one.in === product)!.value!
    expect(value('dress-linwu', 'lepidolite-ore') * value('smelt-lepidolite', 'lepidolite-concentrate')).toBeCloseTo(
      250,
      0,
    )
  })
})

describe('names', () => {
  test('no name and place is that of two subjects, or the resolver would find neither', () => {
    const { region, projects } = pack
    const rows = [
      ...region.subjects.map((one) => ({ ...one, place: one.place ?? '' })),
      ...[...region.parks, ...region.enterprises, ...projects].map((one) => ({ ...one, place: '' })),
      ...region.resources.map((one) => ({ ...one, place: one.county ?? region.head.region })),
    ]
    const meant = new Map<string, string>()
    const shared: string[] = []
    for (const row of rows)
      for (const name of [row.name.zh, row.name.en, ...row.aliases]) {
        const place = `${row.place} ${normalName(name)}`
        const by = meant.get(place)
        if (by !== undefined && by !== row.key) shared.push(`${name}: ${by}, ${row.key}`)
        meant.set(place, row.key)
      }
    expect(meant.size).toBeGreaterThan(150)
    expect(shared).toEqual([])
  })
})

describe.skipIf(!existsSync(`${shared}/reference/lithium-coefficients.json`))('against the reference figures', () => {
  interface Reference {
    coefficient: string
    value: number
    low: number | null
    high: number | null
    unit: string
    kind: string
  }
  const reference = () =>
    (JSON.parse(readFileSync(`${shared}/reference/lithium-coefficients.json`, 'utf8')) as { coefficients: Reference[] })
      .coefficients

  test('all 75 are carried with value, ends and kind', () => {
    const ours = [...pack.chain.parameters, ...pack.chain.prices]
    expect(reference()).toHaveLength(75)
    const missing = reference().filter(
      (one) =>
        !ours.some((mine) => {
          const factor = (
            one.unit === '-' || one.unit === '1/year' || one.unit === 'million m2/GWh' ? 100 : 1
          ).toString()
          const same = (a: number | undefined, b: number | null) =>
            b === null ? a === undefined : a !== undefined && decimalOf(a) === multiply(decimalOf(b), factor)
          return (
            same(mine.value, one.value) &&
            same(mine.low, one.low) &&
            same(mine.high, one.high) &&
            mine.kind === one.kind
          )
        }),
    )
    expect(missing.map((one) => one.coefficient)).toEqual([])
  })
})

describe.skipIf(!existsSync(`${shared}/chenzhou/facts.jsonl`))('against the facts collected about Chenzhou', () => {
  interface Collected {
    subject: string
    predicate: string
    value: number | string
    unit: string | null
    url: string
    quote: string
  }
  const collected = () =>
    readFileSync(`${shared}/chenzhou/facts.jsonl`, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as Collected)

  const base = (value: number, unit: string): string | null => {
    const written = writtenUnit(unit.replace('十亿元', '亿元').replace('个方面', '个'))
    if (!written) return null
    const scaled = shift(decimalOf(value), written.power + (unit === '十亿元' ? 1 : 0))
    return `${scaled} ${written.unit}`
  }
  const figures: PackFigure[] = [
    ...pack.region.figures,
    ...[...pack.region.parks, ...pack.region.enterprises, ...pack.region.resources].flatMap((one) => one.figures),
    ...pack.projects.flatMap((one) => [...one.figures, ...one.phases.flatMap((phase) => phase.figures)]),
  ]
  const ours = new Set(figures.map((figure) => base(figure.value, figure.unit)))

  test('every one that is a figure is in the pack', () => {
    const numbers = collected().filter((one) => typeof one.value === 'number')
    expect(numbers.length).toBeGreaterThan(60)
    // A yearly treatment (年处理 3.8万吨) is a rate in the pack.
    const missing = numbers.filter((one) => {
      const said = base(one.value as number, one.unit!)
      return !ours.has(said) && !(one.predicate.startsWith('年') && ours.has(`${said}/a`))
    })
    expect(missing.map((one) => `${one.subject} ${one.predicate} ${one.value}${one.unit}`)).toEqual([])
  })

  test('every address they come from is a source of the pack', () => {
    const addresses = new Set(pack.region.sources.map((source) => source.url))
    const missing = collected().filter((one) => one.url.startsWith('http') && !addresses.has(one.url))
    expect(missing.map((one) => one.url)).toEqual([])
  })

  test('no sentence of theirs is copied', () => {
    const text = [
      'sources',
      'subjects',
      'places',
      'enterprises',
      'resources',
      'figures',
      'projects',
      'strategy',
      'organisation',
      'policies',
    ]
      .map((name) => readFileSync(new URL(`regions/chenzhou/${name}.yaml`, import.meta.url), 'utf8'))
      .join('\n')
    const long = collected().filter((one) => one.quote.length >= 16 && !one.quote.startsWith('郴政办函'))
    expect(long.length).toBeGreaterThan(20)
    expect(long.filter((one) => text.includes(one.quote)).map((one) => one.quote)).toEqual([])
  })
})
