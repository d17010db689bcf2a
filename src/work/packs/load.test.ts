import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { KnownError } from '../../base/errors.ts'
import { fieldTables } from './fields.ts'
import { loadPack } from './load.ts'

const guide = readFileSync(fileURLToPath(new URL('../../../docs/engines/pack.md', import.meta.url)), 'utf8')
const toy = new Map([...guide.matchAll(/^```yaml (\S+)\n([\s\S]*?)^```$/gm)].map((block) => [block[1]!, block[2]!]))

const folder = mkdtempSync(join(tmpdir(), 'quanlian-pack-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let made = 0

/** The toy of the guide on disk, with one change to one file. */
const packWith = (file?: string, change: (text: string) => string = (text) => text): string => {
  const here = join(folder, String(++made))
  for (const [name, text] of toy) {
    mkdirSync(dirname(join(here, name)), { recursive: true })
    const changed = name === file ? change(text) : text
    if (name === file) expect(changed).not.toBe(text)
    writeFileSync(join(here, name), changed)
  }
  return here
}

const refused = (file: string, change: (text: string) => string): KnownError => {
  try {
    loadPack(packWith(file, change), 'hills')
  } catch (error) {
    if (error instanceof KnownError) return error
    throw error
  }
  throw new Error('the pack was accepted')
}

describe('the toy of the guide', () => {
  test('loads', () => {
    expect(toy.size).toBeGreaterThan(12)
    const pack = loadPack(packWith(), 'hills')
    expect(pack.chain.products.map((product) => product.key)).toContain('leaf')
    expect(pack.region.figures).toHaveLength(1)
    expect(pack.projects[0]!.events[0]!.stage).toBe('started')
    expect(pack.plan.policies).toEqual([])
  })

  test('the guide holds the field tables of the nouns, each field with words in both languages', () => {
    expect(guide).toContain(fieldTables())
    expect(fieldTables()).not.toMatch(/\| +\|/)
  })
})

const replace = (from: string, to: string) => (text: string) => text.replace(from, to)

/** Where the changed text stands in a file of the toy. */
const lineOf = (file: string, change: (text: string) => string): number => {
  const before = toy.get(file)!.split('\n')
  const after = change(toy.get(file)!).split('\n')
  return after.findIndex((line, index) => line !== before[index]) + 1
}

describe('a fault names file, line and field in both languages', () => {
  const processes = 'chains/tea/processes.yaml'
  const products = 'chains/tea/products.yaml'
  const figures = 'regions/hills/figures.yaml'
  const enterprises = 'regions/hills/enterprises.yaml'
  test.each<[string, string, string, string, (text: string) => string]>([
    ['a missing unit', 'pack.missing', products, 'unit', replace('stage: garden, unit: t,', 'stage: garden,')],
    ['a coefficient without a unit', 'pack.missing', processes, 'unit', replace('high: 5, unit: t/t', 'high: 5')],
    ['a unit that is none', 'pack.value', processes, 'unit', replace('high: 5, unit: t/t', 'high: 5, unit: t/moon')],
    ['a unit of another kind', 'pack.unit', processes, 'unit', replace('high: 5, unit: t/t', 'high: 5, unit: m2/t')],
    ['an unknown product', 'pack.unknown-product', processes, 'in', replace('in: leaf', 'in: leave')],
    [
      'an unknown source',
      'pack.unknown-source',
      processes,
      'source',
      replace('kind: source, source: handbook', 'kind: source, source: rumour'),
    ],
    ['an unknown stage', 'pack.unknown-stage', products, 'stage', replace('stage: garden', 'stage: moon')],
    [
      'a coefficient without source',
      'pack.missing',
      processes,
      'source',
      replace('kind: source, source: handbook', 'kind: source'),
    ],
    ['a negative coefficient', 'pack.value', processes, 'value', replace('value: 4.5', 'value: -4.5')],
    ['not a number', 'pack.value', processes, 'value', replace('value: 4.5', 'value: .nan')],
    ['a word for a number', 'pack.value', processes, 'value', replace('value: 4.5', 'value: many')],
    ['a low end above the value', 'pack.range', processes, 'low', replace('low: 4,', 'low: 4.6,')],
    [
      'an absent value with a number',
      'pack.value',
      processes,
      'kind',
      replace('{ out: dust,', '{ out: dust, value: 1,'),
    ],
    [
      'a product without direction',
      'pack.direction',
      processes,
      'coefficients',
      replace('{ in: leaf, value', '{ value'),
    ],
    [
      'phosphorus out of nothing, here calcium',
      'pack.element-balance',
      processes,
      'coefficients',
      replace('value: 1.7848', 'value: 0.9'),
    ],
    ['a formula that is none', 'pack.formula', products, 'formula', replace('formula: CaCO3', 'formula: chalk')],
    ['a key defined twice', 'pack.duplicate', products, 'key', replace('key: dust', 'key: tea')],
    ['a field written twice', 'pack.duplicate', products, '', replace('unit: t }', 'unit: t, unit: t }')],
    [
      'a field that does not exist',
      'pack.unknown-field',
      products,
      'colour',
      replace('unit: t }', 'unit: t, colour: green }'),
    ],
    ['broken YAML', 'pack.syntax', products, '', replace('unit: t }', 'unit: t')],
    ['a negative capacity', 'pack.negative', enterprises, 'value', replace('value: 800', 'value: -800')],
    ['a capacity in money', 'pack.unit', enterprises, 'unit', replace('unit: 吨/年', 'unit: 亿元')],
    ['a capacity of nothing', 'pack.missing', enterprises, 'product', replace('product: tea, ', '')],
    ['a bad period', 'pack.value', figures, 'period', replace('period: 2024', "period: '2024-13'")],
    ['a bad date', 'pack.value', 'regions/hills/projects.yaml', 'at', replace('at: 2025-05', "at: '2025-02-30'")],
    [
      'an unknown measure',
      'pack.unknown-measure',
      figures,
      'measure',
      replace('measure: output-value', 'measure: output'),
    ],
    ['an unknown subject', 'pack.unknown-subject', figures, 'subject', replace('subject: anhua-tea', 'subject: tea')],
    [
      'a county outside the region',
      'pack.unknown-county',
      enterprises,
      'county',
      replace("county: '430923'", "county: '431025'"),
    ],
    [
      'a code that the standard lacks',
      'pack.unknown-county',
      'regions/hills/places.yaml',
      'code',
      replace("'430923'", "'439999'"),
    ],
    ['a code that is no code', 'pack.value', 'regions/hills/places.yaml', 'code', replace("'430923'", "'anhua'")],
    [
      'an enterprise named as a project',
      'pack.duplicate',
      'regions/hills/projects.yaml',
      'key',
      replace('key: new-hall', 'key: hill-tea'),
    ],
    [
      'a project inside itself',
      'pack.circle',
      'regions/hills/projects.yaml',
      'parent',
      replace('    investors', '    parent: new-hall\n    investors'),
    ],
    [
      'an unknown chain',
      'pack.unknown-chain',
      'regions/hills/pack.yaml',
      'chain',
      replace('chain: tea', 'chain: coffee'),
    ],
  ])('%s', (_, code, file, field, change) => {
    const error = refused(file, change)
    expect(error.code).toBe(code)
    for (const sentence of [error.sentence('zh-CN'), error.sentence('en')]) expect(sentence.length).toBeGreaterThan(10)
    expect(error.place?.file).toBe(file)
    expect(error.place?.field ?? '').toContain(field)
    expect(error.sentence('zh-CN')).toContain(`${file} 第 ${error.place?.line} 行`)
    expect(error.sentence('en')).toContain(`${file} line ${error.place?.line}`)
    if (!['pack.element-balance', 'pack.circle', 'pack.syntax'].includes(code))
      expect(error.place?.line).toBe(lineOf(file, change))
  })

  test('a region that is not there says where it looked', () => {
    expect(() => loadPack(packWith(), '../base')).toThrow(/no region pack/)
  })
})
