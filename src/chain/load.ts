import { join } from 'node:path'
import type { z } from 'zod'
import type { Words } from '../base/lang.ts'
import { normalName } from '../facts/resolve.ts'
import {
  chainPackFile,
  type PackCoefficient,
  type PackParameter,
  type PackPrice,
  type PackProcess,
  type PackProduct,
  type PackStage,
  parametersFile,
  pricesFile,
  processesFile,
  productsFile,
  stagesFile,
} from './pack.ts'
import { type PackFile, packError, readOptionalFile, readPackFile } from './pack-file.ts'
import { basePackFile, measuresFile, type PackSource, sourcesFile } from './pack-nouns.ts'
import { compositionOf, elementBalance } from './rules.ts'
import { writtenUnit } from './written-unit.ts'

type Path = readonly (string | number)[]

export interface BasePack {
  head: z.infer<typeof basePackFile>
  measures: z.infer<typeof measuresFile>['measures']
}

export interface ChainPack {
  head: z.infer<typeof chainPackFile>
  sources: PackSource[]
  stages: PackStage[]
  products: PackProduct[]
  processes: PackProcess[]
  parameters: PackParameter[]
  prices: PackPrice[]
}

/** The set of keys a list defines; a key defined twice is an error at its second place. */
export const keysOf = <T>(file: PackFile<T>, list: string, items: readonly { key: string }[]): Set<string> => {
  const keys = new Set<string>()
  items.forEach((item, index) => {
    if (keys.has(item.key))
      throw packError('pack.duplicate', file, [list, index, 'key'], {
        zh: `键“${item.key}”已经用过。`,
        en: `the key "${item.key}" is already used.`,
      })
    keys.add(item.key)
  })
  return keys
}

/** Refuses a key that is not defined: `what` names the kind of thing in both languages. */
export const mustKnow = <T>(
  file: PackFile<T>,
  path: Path,
  key: string | undefined,
  known: ReadonlySet<string>,
  code: string,
  what: Words,
): void => {
  if (key !== undefined && !known.has(key))
    throw packError(code, file, path, { zh: `没有键为“${key}”的${what.zh}。`, en: `there is no ${what.en} "${key}".` })
}

export const kinds = {
  source: { zh: '来源', en: 'source' },
  stage: { zh: '环节', en: 'stage' },
  product: { zh: '产品', en: 'product' },
  measure: { zh: '指标', en: 'measure' },
  subject: { zh: '主体', en: 'subject' },
  enterprise: { zh: '企业', en: 'enterprise' },
  park: { zh: '园区', en: 'park' },
  county: { zh: '县区', en: 'county' },
  project: { zh: '项目', en: 'project' },
} satisfies Record<string, Words>

/** Reads the base pack: the registered measures. */
export const loadBase = (folder: string, shown: string): BasePack => {
  const head = readPackFile(join(folder, 'pack.yaml'), `${shown}/pack.yaml`, basePackFile)
  const measures = readPackFile(join(folder, 'measures.yaml'), `${shown}/measures.yaml`, measuresFile)
  keysOf(measures, 'measures', measures.value.measures)
  const meant = new Map<string, string>()
  measures.value.measures.forEach((measure, index) => {
    for (const name of [measure.name.zh, measure.name.en, ...measure.aliases]) {
      const by = meant.get(normalName(name))
      if (by !== undefined && by !== measure.key)
        throw packError('pack.duplicate', measures, ['measures', index, 'aliases'], {
          zh: `“${name}”已是指标“${by}”的名称；两个指标共用一个名称就谁也认不出。`,
          en: `"${name}" already names the measure "${by}"; a name of two measures finds neither.`,
        })
      meant.set(normalName(name), measure.key)
    }
  })
  return { head: head.value, measures: measures.value.measures }
}

/** Reads a chain pack and checks it as a whole: keys, references, units of coefficients, ranges, balance of elements. */
export const loadChain = (folder: string, shown: string): ChainPack => {
  const read = <S extends z.ZodType>(name: string, schema: S): PackFile<z.output<S>> =>
    readPackFile(join(folder, name), `${shown}/${name}`, schema)
  const readOptional = <S extends z.ZodType>(name: string, schema: S): PackFile<z.output<S>> =>
    readOptionalFile(join(folder, name), `${shown}/${name}`, schema)
  const head = read('pack.yaml', chainPackFile)
  const sources = readOptional('sources.yaml', sourcesFile)
  const stages = read('stages.yaml', stagesFile)
  const products = read('products.yaml', productsFile)
  const processes = read('processes.yaml', processesFile)
  const parameters = readOptional('parameters.yaml', parametersFile)
  const prices = readOptional('prices.yaml', pricesFile)

  const sourceKeys = keysOf(sources, 'sources', sources.value.sources)
  const stageKeys = keysOf(stages, 'stages', stages.value.stages)
  const productKeys = keysOf(products, 'products', products.value.products)
  keysOf(processes, 'processes', processes.value.processes)
  keysOf(parameters, 'parameters', parameters.value.parameters)
  keysOf(prices, 'prices', prices.value.prices)
  checkPlaces(stages)

  products.value.products.forEach((product, index) => {
    mustKnow(products, ['products', index, 'stage'], product.stage, stageKeys, 'pack.unknown-stage', kinds.stage)
    if (product.formula !== undefined && !compositionOf(product.formula))
      throw packError('pack.formula', products, ['products', index, 'formula'], {
        zh: '化学式读不懂。',
        en: 'this formula cannot be read.',
      })
  })
  const byKey = new Map(products.value.products.map((product) => [product.key, product]))
  processes.value.processes.forEach((process, index) => {
    mustKnow(processes, ['processes', index, 'stage'], process.stage, stageKeys, 'pack.unknown-stage', kinds.stage)
    checkProcess(processes, index, process, byKey, sourceKeys)
  })
  parameters.value.parameters.forEach((one, index) => {
    checkCited(parameters, ['parameters', index], one, sourceKeys)
  })
  prices.value.prices.forEach((one, index) => {
    mustKnow(prices, ['prices', index, 'product'], one.product, productKeys, 'pack.unknown-product', kinds.product)
    checkCited(prices, ['prices', index], one, sourceKeys)
  })
  return {
    head: head.value,
    sources: sources.value.sources,
    stages: stages.value.stages,
    products: products.value.products,
    processes: processes.value.processes,
    parameters: parameters.value.parameters,
    prices: prices.value.prices,
  }
}

const checkPlaces = (file: PackFile<z.infer<typeof stagesFile>>): void => {
  const taken = new Set<string>()
  file.value.stages.forEach((stage, index) => {
    const place = `${stage.column}/${stage.row}`
    if (taken.has(place))
      throw packError('pack.place-taken', file, ['stages', index, 'row'], {
        zh: `第 ${stage.column} 列第 ${stage.row} 行已有环节。`,
        en: `column ${stage.column}, row ${stage.row} already holds a stage.`,
      })
    taken.add(place)
  })
}

const checkCited = <T>(
  file: PackFile<T>,
  path: Path,
  one: { value: number; low?: number; high?: number; source: string },
  sources: ReadonlySet<string>,
): void => {
  mustKnow(file, [...path, 'source'], one.source, sources, 'pack.unknown-source', kinds.source)
  checkRange(file, path, one)
}

const checkRange = <T>(file: PackFile<T>, path: Path, one: { value?: number; low?: number; high?: number }): void => {
  const { value, low, high } = one
  if (value !== undefined && low !== undefined && low > value)
    throw packError('pack.range', file, [...path, 'low'], {
      zh: '下端大于数值。',
      en: 'the low end is above the value.',
    })
  if (value !== undefined && high !== undefined && high < value)
    throw packError('pack.range', file, [...path, 'high'], {
      zh: '上端小于数值。',
      en: 'the high end is below the value.',
    })
}

const checkProcess = (
  file: PackFile<z.infer<typeof processesFile>>,
  index: number,
  process: PackProcess,
  products: ReadonlyMap<string, PackProduct>,
  sources: ReadonlySet<string>,
): void => {
  const productKeys = new Set(products.keys())
  const seen = new Set<string>()
  process.coefficients.forEach((one, at) => {
    const path = ['processes', index, 'coefficients', at]
    const direction = one.in === undefined ? 'out' : 'in'
    const key = one.in ?? one.out
    if ((one.in === undefined) === (one.out === undefined))
      throw packError('pack.direction', file, path, {
        zh: '要写 in 或 out 中的一个。',
        en: 'write one of in and out.',
      })
    mustKnow(file, [...path, direction], key, productKeys, 'pack.unknown-product', kinds.product)
    if (seen.has(`${direction} ${key}`))
      throw packError('pack.duplicate', file, [...path, direction], {
        zh: `“${key}”在这道工序里写了两次。`,
        en: `"${key}" is written twice in this process.`,
      })
    seen.add(`${direction} ${key}`)
    mustKnow(file, [...path, 'source'], one.source, sources, 'pack.unknown-source', kinds.source)
    checkValue(file, path, one)
    checkRange(file, path, one)
    checkUnit(file, path, one, products.get(key!)!, process)
  })
  const broken = elementBalance(
    process.coefficients.map((one) => ({
      direction: one.in === undefined ? 'out' : 'in',
      value: one.value === undefined ? null : tonnes(one),
      composition: compositionOfProduct(products.get((one.in ?? one.out)!)!),
    })),
  ).find((balance) => balance.verdict === 'short')
  if (broken)
    throw packError('pack.element-balance', file, ['processes', index, 'coefficients'], {
      zh: `${broken.element} 不守恒：投入 ${broken.in.toPrecision(4)} 吨，产出 ${broken.out.toPrecision(4)} 吨。`,
      en: `${broken.element} does not balance: ${broken.in.toPrecision(4)} t go in, ${broken.out.toPrecision(4)} t come out.`,
    })
}

const tonnes = (one: PackCoefficient): number => {
  const unit = writtenUnit(one.unit)!
  return unit.unit.startsWith('t/') ? one.value! * 10 ** unit.power : 0
}

/** What a product is made of: from its formula, else from the mass fractions the pack gives; null when neither is known. */
export const compositionOfProduct = (product: Pick<PackProduct, 'formula' | 'contains'>) =>
  product.formula === undefined ? (product.contains ?? null) : compositionOf(product.formula)

const checkValue = <T>(file: PackFile<T>, path: Path, one: PackCoefficient): void => {
  if (one.value === undefined) {
    if (one.kind !== 'absent')
      throw packError('pack.missing', file, [...path, 'value'], {
        zh: '缺少“value”；没有公开数据时 kind 写 absent。',
        en: '"value" is missing; where nothing is published, kind is absent.',
      })
    if (one.note === undefined)
      throw packError('pack.missing', file, [...path, 'note'], {
        zh: '没有数值的系数要在 note 里说明缺什么。',
        en: 'a coefficient without a value says in its note what is missing.',
      })
    return
  }
  if (one.kind === 'absent')
    throw packError('pack.value', file, [...path, 'kind'], {
      zh: '有数值就不能是 absent。',
      en: 'a coefficient with a value is not absent.',
    })
  if (one.kind !== 'defined' && one.source === undefined)
    throw packError('pack.missing', file, [...path, 'source'], { zh: '缺少“source”。', en: '"source" is missing.' })
}

const checkUnit = <T>(
  file: PackFile<T>,
  path: Path,
  one: PackCoefficient,
  product: PackProduct,
  process: PackProcess,
): void => {
  const [over = '', under = ''] = one.unit.split('/')
  const wrong =
    writtenUnit(over)?.unit !== writtenUnit(product.unit)?.unit ||
    (writtenUnit(under)?.unit ?? under) !== writtenUnit(process.activity)?.unit
  if (wrong)
    throw packError('pack.unit', file, [...path, 'unit'], {
      zh: `单位“${one.unit}”不是产品单位“${product.unit}”比活动单位“${process.activity}”。`,
      en: `the unit "${one.unit}" is not the product's "${product.unit}" per activity "${process.activity}".`,
    })
}
