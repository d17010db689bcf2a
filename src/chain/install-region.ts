import type { Write } from '../store/transaction.ts'
import { installSources, named, noted, sourceIdOf } from './install.ts'
import type { OwnedFigure } from './install-figures.ts'
import { installSubjectNames, type PackName } from './install-names.ts'
import type { ChainPack } from './load.ts'
import type { RegionPack } from './load-region.ts'
import { type Installing, putRows, replaceRows, stillOfPack } from './rows.ts'

/** Puts a region pack's places, subjects, enterprises and resources in place. Figures come after projects. */
export const installRegion = async (
  db: Write,
  installing: Installing,
  pack: RegionPack,
  chain: ChainPack,
): Promise<void> => {
  const { head } = pack
  await installSources(db, installing, head.key, pack.sources)
  await putRows(
    db,
    installing,
    'region',
    ['code'],
    [{ code: head.region, chain_key: chain.head.key, ...named(head.name) }],
  )
  await putRows(
    db,
    installing,
    'county',
    ['code'],
    pack.counties.map((county, position) => ({ code: county.code, ...named(county.name), position })),
  )
  await putRows(
    db,
    installing,
    'park',
    ['id'],
    pack.parks.map((park) => ({ id: park.key, county_code: park.county, ...named(park.name), ...noted(park.note) })),
    { origin: true },
  )
  await installSubjects(db, installing, pack)
  await putRows(
    db,
    installing,
    'series',
    ['measure_key', 'subject_key'],
    head.series.map((one, position) => ({ measure_key: one.measure, subject_key: one.subject, position })),
  )
  await installEnterprises(db, installing, pack)
  await putRows(
    db,
    installing,
    'resource',
    ['id'],
    pack.resources.map((one) => ({
      id: one.key,
      stage_key: one.stage,
      ...named(one.name),
      county_code: one.county ?? null,
      holder_id: one.holder ?? null,
      ...noted(one.note),
    })),
    { origin: true },
  )
  await installTold(db, installing, head.key, 'resource', pack.resources)
  await installTold(
    db,
    installing,
    head.key,
    'park',
    pack.parks.map((park) => ({ key: park.key, sources: park.sources.map((source) => ({ source })) })),
  )
}

/** Industry, cluster and other subjects, and with them every park, enterprise and resource: facts can be about each. */
const installSubjects = (db: Write, installing: Installing, pack: RegionPack): Promise<void> => {
  const unplaced = (rows: readonly PackName[], kind: string) =>
    rows.map(({ key, name, aliases }) => ({ key, name, aliases, kind, place: null }))
  return installSubjectNames(db, installing, [
    ...pack.subjects.map((one) => ({ ...one, place: one.place ?? null })),
    // A firm or park has a name of its own: a page about the whole city may speak of it.
    ...unplaced(pack.parks, 'park'),
    ...unplaced(pack.enterprises, 'enterprise'),
    ...pack.resources.map(({ key, name, aliases, county }) => ({
      key,
      name,
      aliases,
      kind: 'resource',
      place: county ?? pack.head.region,
    })),
  ])
}

const installEnterprises = async (db: Write, installing: Installing, pack: RegionPack): Promise<void> => {
  await putRows(
    db,
    installing,
    'enterprise',
    ['id'],
    pack.enterprises.map((one) => ({
      id: one.key,
      ...named(one.name),
      credit_code: one.creditCode ?? null,
      role: one.role ?? null,
      county_code: one.county ?? null,
      park_id: one.park ?? null,
      ...noted(one.note),
    })),
    { origin: true },
  )
  const ids = await stillOfPack(
    db,
    installing,
    'enterprise',
    pack.enterprises.map((one) => one.key),
  )
  const owner = { column: 'enterprise_id', ids }
  await replaceRows(
    db,
    installing,
    'enterprise_alias',
    owner,
    ['enterprise_id', 'alias'],
    pack.enterprises.flatMap((one) => [...new Set(one.aliases)].map((alias) => ({ enterprise_id: one.key, alias }))),
  )
  await replaceRows(
    db,
    installing,
    'enterprise_stage',
    owner,
    ['enterprise_id', 'stage_key'],
    pack.enterprises.flatMap((one) => one.stages.map((stage) => ({ enterprise_id: one.key, stage_key: stage }))),
  )
  await replaceRows(
    db,
    installing,
    'enterprise_product',
    owner,
    ['enterprise_id', 'product_key'],
    pack.enterprises.flatMap((one) =>
      one.products.map((product) => ({ enterprise_id: one.key, product_key: product })),
    ),
  )
  await putRows(
    db,
    installing,
    'holding',
    ['owner_id', 'owned_id'],
    pack.enterprises.flatMap((one) =>
      one.owners.map((owner) => ({
        owner_id: owner.enterprise,
        owned_id: one.key,
        share_percent: owner.share === undefined ? null : String(owner.share),
        since: owner.since ?? null,
        source_id: sourceIdOf(pack.head.key, owner.source),
      })),
    ),
  )
  await installTold(db, installing, pack.head.key, 'enterprise', pack.enterprises)
}

/** Where rows are told of: sources of the pack with what they tell. */
export const installTold = async (
  db: Write,
  installing: Installing,
  pack: string,
  kind: 'enterprise' | 'resource' | 'project' | 'park' | 'strategy' | 'post' | 'policy',
  rows: readonly { key: string; sources: readonly { source: string; place?: { zh: string; en: string } }[] }[],
): Promise<void> =>
  putRows(
    db,
    installing,
    'register_source',
    ['owner_kind', 'owner_id', 'source_id'],
    rows.flatMap((row) =>
      row.sources.map((one) => ({
        owner_kind: kind,
        owner_id: row.key,
        source_id: sourceIdOf(pack, one.source),
        place_zh: one.place?.zh ?? null,
        place_en: one.place?.en ?? null,
      })),
    ),
  )

/** All figures of the chain's part of a region pack, each with its subject and the row it is shown on. */
export const regionFigures = (pack: RegionPack): OwnedFigure[] => {
  const subjects = new Map(
    [...pack.subjects, ...pack.parks, ...pack.enterprises, ...pack.resources].map((one) => [one.key, one.name.zh]),
  )
  const owned = (
    kind: 'enterprise' | 'resource' | 'park',
    rows: readonly (
      | RegionPack['enterprises'][number]
      | RegionPack['resources'][number]
      | RegionPack['parks'][number]
    )[],
  ) =>
    rows.flatMap((row) =>
      row.figures.map((figure) => ({
        figure,
        subject: { key: row.key, name: row.name.zh },
        owner: { kind, id: row.key, phase: null },
      })),
    )
  return [
    ...pack.figures.map((figure) => ({
      figure,
      subject: { key: figure.subject!, name: subjects.get(figure.subject!)! },
      owner: null,
    })),
    ...owned('park', pack.parks),
    ...owned('enterprise', pack.enterprises),
    ...owned('resource', pack.resources),
  ]
}
