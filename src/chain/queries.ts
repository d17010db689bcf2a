import { sql } from 'kysely'
import { KnownError } from '../base/errors.ts'
import type { Figure } from '../base/figure.ts'
import { inLang, type Lang, type Words } from '../base/lang.ts'
import type { Witness } from '../facts/schema.ts'
import type { Read } from '../store/transaction.ts'
import { type CapacityRow, capacityFigures, capacityRows, factsById, labelled } from './figures.ts'
import { processesOf } from './process-rows.ts'
import { projectParents, projectRows } from './project-rows.ts'
import { enterprisesOf, toldBy } from './register.ts'
import { stageLinks } from './rules.ts'
import type { ChainMap, MapStage, StagePage } from './schema.ts'

interface Asking {
  db: Read
  workspaceId: string
  lang: Lang
  /** ISO day the counts of the register are as of. */
  today: string
}

const words = {
  enterprises: { zh: '企业', en: 'Enterprises' },
  projects: { zh: '项目', en: 'Projects' },
  noEnterprise: { zh: '没有登记的企业', en: 'No enterprise on the register' },
  noProject: { zh: '没有登记的项目', en: 'No project on the register' },
  noCapacity: { zh: '没有已知产能', en: 'No capacity known' },
  notBuilt: { zh: '只有规划或签约的产能，没有已建的', en: 'Capacity planned or signed only, none built' },
} satisfies Record<string, Words>

/** The whole chain: stages at their fixed places with what is there and what is missing, and the links between them. */
export const mapOf = async (asking: Asking): Promise<ChainMap> => {
  const { db, workspaceId, lang, today } = asking
  // A chain without a region yet still has its stages.
  const names = await db
    .selectFrom('chain as c')
    .leftJoin('region as r', (join) =>
      join.onRef('r.workspace_id', '=', 'c.workspace_id').onRef('r.chain_key', '=', 'c.key'),
    )
    .select(['r.name_zh', 'r.name_en', 'c.name_zh as chain_zh', 'c.name_en as chain_en'])
    .where('c.workspace_id', '=', workspaceId)
    .orderBy(sql`r.code nulls last`)
    .executeTakeFirst()
  if (!names) return { chain: '', region: '', asOf: today, stages: [], links: [] }
  return {
    chain: inLang({ zh: names.chain_zh, en: names.chain_en }, lang),
    region: inLang({ zh: names.name_zh ?? '', en: names.name_en ?? '' }, lang),
    asOf: today,
    stages: await mapStages(asking),
    links: await linksOf(db, workspaceId),
  }
}

const mapStages = async (asking: Asking): Promise<MapStage[]> => {
  const { db, workspaceId, lang } = asking
  const stages = await db
    .selectFrom('stage')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('column_number')
    .orderBy('row_number')
    .execute()
  const products = await db
    .selectFrom('product')
    .select(['key', 'stage_key', 'name_zh', 'name_en'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('position')
    .execute()
  const enterprises = await countsOf(db, workspaceId, 'enterprise_stage')
  const projects = await countsOf(db, workspaceId, 'project_stage')
  const made = await stagesWithProcess(db, workspaceId)
  const capacities = await capacityRows(db, workspaceId, lang)
  const parents = await projectParents(db, workspaceId)
  return stages.map((stage) => {
    const own = products.filter((product) => product.stage_key === stage.key)
    const keys = new Set(own.map((product) => product.key))
    const figures = capacityFigures(
      capacities.filter((one) => keys.has(one.productKey)),
      parents,
    )
    const firms = enterprises.get(stage.key) ?? 0
    const plans = projects.get(stage.key) ?? 0
    return {
      key: stage.key,
      name: inLang({ zh: stage.name_zh, en: stage.name_en }, lang),
      column: stage.column_number,
      row: stage.row_number,
      products: own.map((one) => ({ key: one.key, name: inLang({ zh: one.name_zh, en: one.name_en }, lang) })),
      enterprises: countFigure(asking, words.enterprises, firms, '{家}', stage.key, 'enterprises'),
      projects: countFigure(asking, words.projects, plans, '{个}', stage.key, 'projects'),
      capacities: figures,
      missing: missingOf(lang, { firms, plans, figures, made: made.has(stage.key) }),
    }
  })
}

/** Rows of the register that stand in a stage; none is said as no data, because an empty register is not an empty region. */
const countFigure = (
  { lang, today }: Asking,
  label: Words,
  count: number,
  unit: string,
  stage: string,
  tab: string,
): Figure => ({
  label: inLang(label, lang),
  value: count === 0 ? null : String(count),
  unit,
  bound: 'eq',
  modality: 'actual',
  period: null,
  asOf: today,
  evidence: { kind: 'rows', href: `/chain?stage=${stage}&tab=${tab}` },
})

/** What the register lacks for a stage, in words. A stage without processes (the ore) has neither capacity nor projects to lack. */
export const missingOf = (
  lang: Lang,
  at: { firms: number; plans: number; figures: readonly Figure[]; made: boolean },
): MapStage['missing'] => {
  const gaps: MapStage['missing'] = []
  const gap = (kind: MapStage['missing'][number]['kind'], text: Words): void => {
    gaps.push({ kind, text: inLang(text, lang) })
  }
  if (at.firms === 0) gap('no-enterprise', words.noEnterprise)
  if (!at.made) return gaps
  if (at.figures.length === 0) gap('no-capacity', words.noCapacity)
  else if (at.figures.every((figure) => figure.modality !== 'actual')) gap('no-capacity', words.notBuilt)
  if (at.plans === 0) gap('no-project', words.noProject)
  return gaps
}

const countsOf = async (
  db: Read,
  workspaceId: string,
  table: 'enterprise_stage' | 'project_stage',
): Promise<Map<string, number>> => {
  const rows = await db
    .selectFrom(table)
    .select(({ fn }) => ['stage_key', fn.countAll<number>().as('count')])
    .where('workspace_id', '=', workspaceId)
    .groupBy('stage_key')
    .execute()
  return new Map(rows.map((row) => [row.stage_key, Number(row.count)]))
}

const stagesWithProcess = async (db: Read, workspaceId: string): Promise<Set<string>> =>
  new Set(
    (
      await db.selectFrom('process').select('stage_key').distinct().where('workspace_id', '=', workspaceId).execute()
    ).map((row) => row.stage_key),
  )

/** Links between stages, derived from what their processes make and use. Resources feed by the products they hold. */
const linksOf = async (db: Read, workspaceId: string): Promise<ChainMap['links']> => {
  const uses = await db
    .selectFrom('coefficient as c')
    .innerJoin('process as p', (join) =>
      join.onRef('p.workspace_id', '=', 'c.workspace_id').onRef('p.key', '=', 'c.process_key'),
    )
    .innerJoin('product as d', (join) =>
      join.onRef('d.workspace_id', '=', 'c.workspace_id').onRef('d.key', '=', 'c.product_key'),
    )
    .select(['p.stage_key as stage', 'c.product_key as product', 'c.direction', 'c.value', 'd.stage_key as home'])
    .where('c.workspace_id', '=', workspaceId)
    .orderBy('p.position')
    .orderBy('c.position')
    .execute()
  const made = new Set(uses.filter((use) => use.direction === 'out').map((use) => use.product))
  const stages = await db
    .selectFrom('stage')
    .select(['key', 'column_number'])
    .where('workspace_id', '=', workspaceId)
    .execute()
  const columns = new Map(stages.map((stage) => [stage.key, stage.column_number]))
  // What no process makes comes from the stage it belongs to: ore in the ground, chemicals bought in.
  const given = uses
    .filter((use) => use.direction === 'in' && !made.has(use.product))
    .map((use) => ({ stage: use.home, product: use.product, direction: 'out' as const }))
  // A coefficient of zero says that the product is not used.
  const real = uses.filter((use) => use.value === null || Number(use.value) !== 0)
  return stageLinks([...given, ...real], columns)
}

/** One stage with its neighbours, enterprises, projects, indicators, processes and sources. */
export const stageOf = async (asking: Asking, key: string): Promise<StagePage> => {
  const { db, workspaceId, lang } = asking
  const stages = await mapStages(asking)
  const stage = stages.find((one) => one.key === key)
  if (!stage)
    throw new KnownError(
      'chain.no-stage',
      { zh: `没有键为“${key}”的环节。`, en: `There is no stage "${key}".` },
      { status: 404, place: { field: 'key' } },
    )
  const links = await linksOf(db, workspaceId)
  const named = (keys: readonly string[]) =>
    stages.filter((one) => keys.includes(one.key)).map((one) => ({ key: one.key, name: one.name }))
  const capacities = await capacityRows(db, workspaceId, lang)
  const enterprises = await enterprisesOf(db, workspaceId, key, capacities, lang)
  const projects = await projectRows(db, workspaceId, { stage: key }, capacities, lang)
  const resources = await resourcesOf(db, workspaceId, key)
  const told = await toldBy(db, workspaceId, 'resource', resources, lang)
  return {
    stage,
    feeds: named(links.filter((link) => link.from === key).map((link) => link.to)),
    fedBy: named(links.filter((link) => link.to === key).map((link) => link.from)),
    enterprises,
    projects,
    indicators: await indicatorsOf(
      asking,
      [...resources, ...enterprises.map((one) => one.id), ...projects.map((one) => one.id)],
      capacities,
    ),
    processes: await processesOf(db, workspaceId, key, lang),
    sources: distinct([...enterprises, ...projects].flatMap((one) => one.sources).concat([...told.values()].flat())),
  }
}

const distinct = (witnesses: readonly Witness[]): Witness[] => {
  const seen = new Set<string>()
  return witnesses
    .filter((one) => !seen.has(one.id) && seen.add(one.id))
    .sort((a, b) => (b.published ?? '').localeCompare(a.published ?? ''))
}

const resourcesOf = async (db: Read, workspaceId: string, stage: string): Promise<string[]> =>
  (
    await db
      .selectFrom('resource')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where('stage_key', '=', stage)
      .orderBy('id')
      .execute()
  ).map((row) => row.id)

/** Facts about the stage's resources, enterprises and projects, told by packs or accepted by people, newest first. */
const indicatorsOf = async (
  { db, workspaceId, lang }: Asking,
  subjects: readonly string[],
  capacities: readonly CapacityRow[],
): Promise<Figure[]> => {
  if (subjects.length === 0) return []
  const rows = await db
    .selectFrom('fact')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('subject_key', 'in', subjects)
    .where('withdrawn_at', 'is', null)
    .orderBy('subject_key')
    .orderBy('as_of', (order) => order.desc().nullsLast())
    .orderBy('measure_key')
    .orderBy('id')
    .execute()
  const facts = await factsById(
    db,
    workspaceId,
    rows.map((row) => row.id),
    lang,
  )
  const products = new Map(capacities.map((one) => [one.factId, one.productName]))
  return [...facts.values()].map((fact) => {
    const detail = products.get(fact.id) ?? fact.scope
    return labelled(fact, [fact.subject, fact.measure, detail].filter((part) => part !== null).join(' · '))
  })
}
