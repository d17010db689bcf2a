import { decimalOf } from '../base/money.ts'
import { parsePeriod } from '../base/period.ts'
import type { Write } from '../store/transaction.ts'
import { installMeasureNames } from './install-names.ts'
import type { BasePack, ChainPack } from './load.ts'
import type { PackSource } from './pack-nouns.ts'
import { installPhrases } from './phrases.ts'
import { type Installing, putRows, replaceRows } from './rows.ts'
import { writtenUnit } from './written-unit.ts'

/** The id of a pack's source: stable, so that a pack installed again finds it. */
export const sourceIdOf = (pack: string, key: string): string => `source_${pack}_${key}`

/** Records where the pack's figures were published. */
export const installSources = async (
  db: Write,
  installing: Installing,
  pack: string,
  sources: readonly PackSource[],
): Promise<void> => {
  await installPhrases(
    db,
    installing,
    sources.map((source) => source.note),
  )
  await putRows(
    db,
    installing,
    'source',
    ['id'],
    sources.map((source) => ({
      id: sourceIdOf(pack, source.key),
      title: source.title,
      publisher: source.publisher,
      published: source.published,
      url: source.url,
      weak: source.weak,
      note: source.note?.zh ?? null,
    })),
  )
}

/** Registers the measures of the base pack. */
export const installBase = (db: Write, installing: Installing, pack: BasePack): Promise<void> =>
  installMeasureNames(
    db,
    installing,
    pack.measures.map((measure) => ({
      ...measure,
      unit: measure.unit === null ? null : writtenUnit(measure.unit)!.unit,
    })),
  )

/** Puts a chain pack's stages, products, processes, coefficients, parameters and prices in place. */
export const installChain = async (db: Write, installing: Installing, pack: ChainPack): Promise<void> => {
  const chain = pack.head.key
  const source = (key: string | undefined): string | null => (key === undefined ? null : sourceIdOf(chain, key))
  const weakSources = new Set(pack.sources.filter((one) => one.weak).map((one) => one.key))
  const weak = (one: { kind: string; source?: string | undefined }): boolean =>
    one.kind === 'source-weak' || weakSources.has(one.source ?? '')
  const number = (value: number | undefined): string | null => (value === undefined ? null : decimalOf(value))

  await installSources(db, installing, chain, pack.sources)
  await putRows(db, installing, 'chain', ['key'], [{ key: chain, ...named(pack.head.name) }])
  await putRows(
    db,
    installing,
    'stage',
    ['key'],
    pack.stages.map((stage) => ({
      key: stage.key,
      chain_key: chain,
      ...named(stage.name),
      column_number: stage.column,
      row_number: stage.row,
    })),
  )
  await putRows(
    db,
    installing,
    'product',
    ['key'],
    pack.products.map((product, position) => ({
      key: product.key,
      stage_key: product.stage,
      ...named(product.name),
      unit: writtenUnit(product.unit)!.unit,
      formula: product.formula ?? null,
      ...noted(product.note),
      position,
    })),
  )
  await replaceRows(
    db,
    installing,
    'product_alias',
    { column: 'product_key', ids: pack.products.map((product) => product.key) },
    ['product_key', 'alias'],
    pack.products.flatMap((product) =>
      [...new Set(product.aliases)].map((alias) => ({ product_key: product.key, alias })),
    ),
  )
  await putRows(
    db,
    installing,
    'process',
    ['key'],
    pack.processes.map((process, position) => ({
      key: process.key,
      stage_key: process.stage,
      ...named(process.name),
      activity_unit: process.activity,
      ...noted(process.note),
      position,
    })),
  )
  await putRows(
    db,
    installing,
    'coefficient',
    ['process_key', 'product_key', 'direction'],
    pack.processes.flatMap((process) =>
      process.coefficients.map((one, position) => ({
        process_key: process.key,
        product_key: (one.in ?? one.out)!,
        direction: one.in === undefined ? ('out' as const) : ('in' as const),
        value: number(one.value),
        low: number(one.low),
        high: number(one.high),
        unit: one.unit,
        kind: one.kind,
        source_id: source(one.source),
        weak: weak(one),
        ...noted(one.note),
        position,
      })),
    ),
  )
  await putRows(
    db,
    installing,
    'parameter',
    ['key'],
    pack.parameters.map((one) => ({
      key: one.key,
      chain_key: chain,
      group_key: one.group,
      ...named(one.name),
      value: decimalOf(one.value),
      low: number(one.low),
      high: number(one.high),
      unit: one.unit,
      kind: one.kind,
      source_id: sourceIdOf(chain, one.source),
      weak: weak(one),
      ...noted(one.note),
    })),
  )
  await putRows(
    db,
    installing,
    'price',
    ['key'],
    pack.prices.map((one) => {
      const period = parsePeriod(one.period)!
      return {
        key: one.key,
        product_key: one.product,
        ...named(one.name),
        value: decimalOf(one.value),
        low: number(one.low),
        high: number(one.high),
        unit: one.unit,
        period_from: period.from!,
        period_to: period.to!,
        period_precision: period.precision,
        kind: one.kind,
        source_id: sourceIdOf(chain, one.source),
        weak: weak(one),
        ...noted(one.note),
      }
    }),
  )
}

export const named = (words: { zh: string; en: string }) => ({ name_zh: words.zh, name_en: words.en })
export const noted = (words: { zh: string; en: string } | undefined) => ({
  note_zh: words?.zh ?? null,
  note_en: words?.en ?? null,
})
