import { join } from 'node:path'
import type { z } from 'zod'
import { regionOf } from '../base/region.ts'
import { type BasePack, type ChainPack, keysOf, kinds, mustKnow } from './load.ts'
import { type PackFile, packError, readOptionalFile, readPackFile } from './pack-file.ts'
import { type PackFigure, type PackSource, sourcesFile } from './pack-nouns.ts'
import {
  enterprisesFile,
  figuresFile,
  type PackEnterprise,
  type PackResource,
  placesFile,
  regionPackFile,
  resourcesFile,
  subjectsFile,
} from './region-pack.ts'
import { writtenUnit } from './written-unit.ts'

type Path = readonly (string | number)[]
type Subjects = z.infer<typeof subjectsFile>['subjects']
type Places = z.infer<typeof placesFile>

/** The parts of a region pack that plan and work check their own files against. */
export interface RegionPack {
  head: z.infer<typeof regionPackFile>
  sources: PackSource[]
  subjects: Subjects
  counties: Places['counties']
  parks: Places['parks']
  enterprises: PackEnterprise[]
  resources: PackResource[]
  figures: PackFigure[]
}

/** What a figure or row of a region may name. */
export interface KnownKeys {
  sources: ReadonlySet<string>
  subjects: ReadonlySet<string>
  /** Keys of subjects, parks, enterprises and resources: no project may take one of them. */
  taken: ReadonlySet<string>
  measures: BasePack['measures']
  products: ChainPack['products']
  stages: ReadonlySet<string>
  enterprises: ReadonlySet<string>
  parks: ReadonlySet<string>
  counties: ReadonlySet<string>
  region: string
}

/** Reads a region pack's places, subjects, enterprises, resources and figures, and checks them against base and chain. */
export const loadRegion = (
  folder: string,
  shown: string,
  base: BasePack,
  chain: ChainPack,
): { pack: RegionPack; known: KnownKeys } => {
  const read = <S extends z.ZodType>(name: string, schema: S): PackFile<z.output<S>> =>
    readOptionalFile(join(folder, name), `${shown}/${name}`, schema)
  const head = readPackFile(join(folder, 'pack.yaml'), `${shown}/pack.yaml`, regionPackFile)
  const sources = read('sources.yaml', sourcesFile)
  const subjects = read('subjects.yaml', subjectsFile)
  const places = read('places.yaml', placesFile)
  const enterprises = read('enterprises.yaml', enterprisesFile)
  const resources = read('resources.yaml', resourcesFile)
  const figures = read('figures.yaml', figuresFile)

  if (!regionOf(head.value.region))
    throw packError('pack.unknown-county', head, ['region'], unknownCode(head.value.region))
  if (head.value.chain !== chain.head.key)
    throw packError('pack.unknown-chain', head, ['chain'], {
      zh: `没有键为“${head.value.chain}”的产业链包。`,
      en: `there is no chain pack "${head.value.chain}".`,
    })
  const known: KnownKeys = {
    sources: keysOf(sources, 'sources', sources.value.sources),
    subjects: new Set(),
    taken: new Set(),
    measures: base.measures,
    products: chain.products,
    stages: new Set(chain.stages.map((stage) => stage.key)),
    enterprises: keysOf(enterprises, 'enterprises', enterprises.value.enterprises),
    parks: keysOf(places, 'parks', places.value.parks),
    counties: checkCounties(places),
    region: head.value.region,
  }
  const subjectKeys = keysOf(subjects, 'subjects', subjects.value.subjects)
  keysOf(resources, 'resources', resources.value.resources)
  known.subjects = subjectKeys
  const measureKeys = new Set(base.measures.map((measure) => measure.key))
  head.value.series.forEach((one, index) => {
    mustKnow(head, ['series', index, 'subject'], one.subject, subjectKeys, 'pack.unknown-subject', kinds.subject)
    mustKnow(head, ['series', index, 'measure'], one.measure, measureKeys, 'pack.unknown-measure', kinds.measure)
  })
  subjects.value.subjects.forEach((one, index) => {
    if (one.place !== undefined && !regionOf(one.place))
      throw packError('pack.unknown-county', subjects, ['subjects', index, 'place'], unknownCode(one.place))
  })
  places.value.parks.forEach((park, index) => {
    const path = ['parks', index]
    mustKnow(places, [...path, 'county'], park.county, known.counties, 'pack.unknown-county', kinds.county)
    park.sources.forEach((source, at) => {
      mustKnow(places, [...path, 'sources', at], source, known.sources, 'pack.unknown-source', kinds.source)
    })
    checkFigures(places, [...path, 'figures'], park.figures, known, true)
  })
  enterprises.value.enterprises.forEach((one, index) => {
    checkEnterprise(enterprises, ['enterprises', index], one, known)
  })
  resources.value.resources.forEach((one, index) => {
    const path = ['resources', index]
    mustKnow(resources, [...path, 'stage'], one.stage, known.stages, 'pack.unknown-stage', kinds.stage)
    mustKnow(resources, [...path, 'county'], one.county, known.counties, 'pack.unknown-county', kinds.county)
    mustKnow(resources, [...path, 'holder'], one.holder, known.enterprises, 'pack.unknown-enterprise', kinds.enterprise)
    checkTold(resources, path, one.sources, known)
    checkFigures(resources, [...path, 'figures'], one.figures, known, true)
  })
  checkFigures(figures, ['figures'], figures.value.figures, known, false)
  known.taken = checkSubjectsApart(subjects, subjectKeys, [
    [places, 'parks', places.value.parks],
    [enterprises, 'enterprises', enterprises.value.enterprises],
    [resources, 'resources', resources.value.resources],
  ])
  return {
    pack: {
      head: head.value,
      sources: sources.value.sources,
      subjects: subjects.value.subjects,
      counties: places.value.counties,
      parks: places.value.parks,
      enterprises: enterprises.value.enterprises,
      resources: resources.value.resources,
      figures: figures.value.figures,
    },
    known,
  }
}

const unknownCode = (code: string) => ({
  zh: `行政区划代码 ${code} 不在国家标准里。`,
  en: `the place code ${code} is not in the national standard.`,
})

const checkCounties = (places: PackFile<Places>): Set<string> => {
  const codes = new Set<string>()
  places.value.counties.forEach((county, index) => {
    const path = ['counties', index, 'code']
    if (!regionOf(county.code)) throw packError('pack.unknown-county', places, path, unknownCode(county.code))
    if (codes.has(county.code))
      throw packError('pack.duplicate', places, path, {
        zh: `代码 ${county.code} 写了两次。`,
        en: `the code ${county.code} is written twice.`,
      })
    codes.add(county.code)
  })
  return codes
}

const checkEnterprise = <T>(file: PackFile<T>, path: Path, one: PackEnterprise, known: KnownKeys): void => {
  mustKnow(file, [...path, 'county'], one.county, known.counties, 'pack.unknown-county', kinds.county)
  mustKnow(file, [...path, 'park'], one.park, known.parks, 'pack.unknown-park', kinds.park)
  one.stages.forEach((stage, at) => {
    mustKnow(file, [...path, 'stages', at], stage, known.stages, 'pack.unknown-stage', kinds.stage)
  })
  const products = new Set(known.products.map((product) => product.key))
  one.products.forEach((product, at) => {
    mustKnow(file, [...path, 'products', at], product, products, 'pack.unknown-product', kinds.product)
  })
  one.owners.forEach((owner, at) => {
    const place = [...path, 'owners', at]
    mustKnow(
      file,
      [...place, 'enterprise'],
      owner.enterprise,
      known.enterprises,
      'pack.unknown-enterprise',
      kinds.enterprise,
    )
    mustKnow(file, [...place, 'source'], owner.source, known.sources, 'pack.unknown-source', kinds.source)
  })
  checkTold(file, path, one.sources, known)
  checkFigures(file, [...path, 'figures'], one.figures, known, true)
}

/** Checks that every source a row is told by exists. */
export const checkTold = <T>(
  file: PackFile<T>,
  path: Path,
  told: readonly { source: string }[],
  known: KnownKeys,
): void => {
  told.forEach((one, at) => {
    mustKnow(file, [...path, 'sources', at, 'source'], one.source, known.sources, 'pack.unknown-source', kinds.source)
  })
}

/**
 * Checks the figures of a list: measure, product, source and place are known; the unit is the measure's, or the product's
 * per year or as stock for a capacity; nothing that counts or weighs is negative.
 * @param owned true inside an enterprise, project, park or resource, which is then the subject
 */
export const checkFigures = <T>(
  file: PackFile<T>,
  path: Path,
  figures: readonly PackFigure[],
  known: KnownKeys,
  owned: boolean,
): void => {
  const measures = new Map(known.measures.map((measure) => [measure.key, measure]))
  const products = new Map(known.products.map((product) => [product.key, product]))
  figures.forEach((one, at) => {
    const here = [...path, at]
    if (owned !== (one.subject === undefined))
      throw packError('pack.subject', file, [...here, 'subject'], {
        zh: owned ? '这里的主体就是所在的行，不要再写。' : '缺少“subject”。',
        en: owned ? 'the row it stands in is the subject; leave it out.' : '"subject" is missing.',
      })
    mustKnow(file, [...here, 'subject'], one.subject, known.subjects, 'pack.unknown-subject', kinds.subject)
    mustKnow(file, [...here, 'measure'], one.measure, new Set(measures.keys()), 'pack.unknown-measure', kinds.measure)
    mustKnow(file, [...here, 'product'], one.product, new Set(products.keys()), 'pack.unknown-product', kinds.product)
    const cited = typeof one.source === 'string' ? [one.source] : one.source
    cited.forEach((source, index) => {
      const place = typeof one.source === 'string' ? [...here, 'source'] : [...here, 'source', index]
      mustKnow(file, place, source, known.sources, 'pack.unknown-source', kinds.source)
    })
    if (one.county !== undefined && one.county !== known.region)
      mustKnow(file, [...here, 'county'], one.county, known.counties, 'pack.unknown-county', kinds.county)
    checkFigureUnit(file, here, one, measures.get(one.measure)?.unit ?? null, products.get(one.product ?? '')?.unit)
    if (one.to !== undefined && one.to < one.value)
      throw packError('pack.range', file, [...here, 'to'], {
        zh: '区间上端小于数值。',
        en: 'the upper end of the range is below the value.',
      })
  })
}

const checkFigureUnit = <T>(
  file: PackFile<T>,
  path: Path,
  one: PackFigure,
  measureUnit: string | null,
  productUnit: string | undefined,
): void => {
  const unit = writtenUnit(one.unit)!.unit
  if (one.measure === 'capacity') {
    if (productUnit === undefined)
      throw packError('pack.missing', file, [...path, 'product'], {
        zh: '产能要写明是哪种产品（product）。',
        en: 'a capacity says of which product it is.',
      })
    if (one.value < 0)
      throw packError('pack.negative', file, [...path, 'value'], {
        zh: '产能不能是负数。',
        en: 'a capacity cannot be negative.',
      })
    const stock = writtenUnit(productUnit)!.unit
    if (unit !== stock && unit !== `${stock}/a`)
      throw packError('pack.unit', file, [...path, 'unit'], {
        zh: `单位“${one.unit}”与产品单位“${productUnit}”不符。`,
        en: `the unit "${one.unit}" does not fit the product's "${productUnit}".`,
      })
    return
  }
  if (measureUnit !== null && writtenUnit(measureUnit)!.unit !== unit)
    throw packError('pack.unit', file, [...path, 'unit'], {
      zh: `单位“${one.unit}”与指标的单位“${measureUnit}”不符。`,
      en: `the unit "${one.unit}" does not fit the measure's "${measureUnit}".`,
    })
}

/** Enterprises, parks and resources are subjects of facts too: one key, one subject. */
const checkSubjectsApart = (
  subjects: PackFile<z.infer<typeof subjectsFile>>,
  keys: ReadonlySet<string>,
  lists: readonly [PackFile<unknown>, string, readonly { key: string }[]][],
): Set<string> => {
  const taken = new Map<string, string>([...keys].map((key) => [key, subjects.file]))
  for (const [file, list, items] of lists)
    items.forEach((item, index) => {
      const by = taken.get(item.key)
      if (by !== undefined)
        throw packError('pack.duplicate', file, [list, index, 'key'], {
          zh: `键“${item.key}”在 ${by} 里已经用过。`,
          en: `the key "${item.key}" is already used in ${by}.`,
        })
      taken.set(item.key, file.file)
    })
  return new Set(taken.keys())
}
