import type { Figure } from '../base/figure.ts'
import { inLang, type Lang } from '../base/lang.ts'
import type { Read } from '../store/transaction.ts'
import { type CapacityRow, factsById, labelled } from './figures.ts'
import { type ProjectStage, projectStageNames } from './project-stages.ts'
import { pair, toldBy } from './register.ts'
import type { ProjectRow } from './schema.ts'

/** Which project lies inside which. */
export const projectParents = async (db: Read, workspaceId: string): Promise<Map<string, string | null>> =>
  new Map(
    (await db.selectFrom('project').select(['id', 'parent_id']).where('workspace_id', '=', workspaceId).execute()).map(
      (row) => [row.id, row.parent_id],
    ),
  )

interface Steps {
  stage: ProjectStage
  at: string
  planned: boolean
}

const rank = (stage: ProjectStage): number => Object.keys(projectStageNames).indexOf(stage)

/** Where a phase stands: its latest step taken; announced dates do not count. */
export const standing = (steps: readonly Steps[]): Steps | null =>
  steps
    .filter((step) => !step.planned)
    .reduce<Steps | null>(
      (latest, step) =>
        latest === null || step.at > latest.at || (step.at === latest.at && rank(step.stage) > rank(latest.stage))
          ? step
          : latest,
      null,
    )

const unknownStage = { zh: '未见来源', en: 'No source' }
const wholeProject = { zh: '整体', en: 'Whole project' }
const announced = { zh: '计划', en: 'planned' }

/** Projects with their phases, investors, investment and capacities. `ids` null means all. */
export const projectRows = async (
  db: Read,
  workspaceId: string,
  filter: { ids?: readonly string[]; stage?: string },
  capacities: readonly CapacityRow[],
  lang: Lang,
): Promise<ProjectRow[]> => {
  let query = db
    .selectFrom('project as p')
    .leftJoin('project as up', (join) =>
      join.onRef('up.workspace_id', '=', 'p.workspace_id').onRef('up.id', '=', 'p.parent_id'),
    )
    .leftJoin('county as c', (join) =>
      join.onRef('c.workspace_id', '=', 'p.workspace_id').onRef('c.code', '=', 'p.county_code'),
    )
    .select([
      'p.id',
      'p.name_zh',
      'p.name_en',
      'up.name_zh as parent_zh',
      'up.name_en as parent_en',
      'c.name_zh as county_zh',
      'c.name_en as county_en',
    ])
    .where('p.workspace_id', '=', workspaceId)
    .orderBy('p.id')
  if (filter.ids !== undefined) query = query.where('p.id', 'in', filter.ids.length > 0 ? filter.ids : [''])
  if (filter.stage !== undefined) {
    const stage = filter.stage
    query = query.where('p.id', 'in', (eb) =>
      eb
        .selectFrom('project_stage')
        .select('project_id')
        .where('workspace_id', '=', workspaceId)
        .where('stage_key', '=', stage),
    )
  }
  const rows = await query.execute()
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return []
  const [stages, investors, phases, steps, figures, told] = [
    await stagesOf(db, workspaceId, ids),
    await investorsOf(db, workspaceId, ids),
    await phasesOf(db, workspaceId, ids),
    await stepsOf(db, workspaceId, ids),
    await investments(db, workspaceId, ids, lang),
    await toldBy(db, workspaceId, 'project', ids, lang),
  ]
  return rows.map((row) => {
    const own = (phase: string | null): Figure[] =>
      capacities
        .filter((one) => one.ownerKind === 'project' && one.ownerId === row.id && one.phase === phase)
        .map((one) => labelled(one.fact, one.productName))
    const told_ = told.get(row.id) ?? []
    const step = (phase: string | null) => {
      const mine = steps.filter((one) => one.project_id === row.id && one.phase_key === phase)
      return stageText(mine as Steps[], lang)
    }
    const phaseRows = phases
      .filter((phase) => phase.project_id === row.id)
      .map((phase) => ({
        name: inLang({ zh: phase.name_zh, en: phase.name_en }, lang),
        ...step(phase.key),
        capacities: own(phase.key),
        investment: figures.get(`${row.id} ${phase.key}`) ?? null,
      }))
    const whole = { ...step(null), capacities: own(null) }
    const wholeRow = { name: inLang(wholeProject, lang), ...whole, investment: figures.get(`${row.id} `) ?? null }
    const hasWhole = phaseRows.length === 0 || whole.stageDate !== null || whole.capacities.length > 0
    return {
      id: row.id,
      name: inLang({ zh: row.name_zh, en: row.name_en }, lang),
      parent: pair(row.parent_zh, row.parent_en, lang),
      investors: investors
        .filter((one) => one.project_id === row.id)
        .map((one) => inLang({ zh: one.name_zh, en: one.name_en }, lang)),
      county: pair(row.county_zh, row.county_en, lang),
      stages: stages
        .filter((one) => one.project_id === row.id)
        .map((one) => inLang({ zh: one.name_zh, en: one.name_en }, lang)),
      investment: figures.get(`${row.id} `) ?? null,
      phases: hasWhole ? [wholeRow, ...phaseRows] : phaseRows,
      sources: told_,
    }
  })
}

/** The stage in words: where it stands; before any step, the first one announced, marked as planned. */
const stageText = (steps: readonly Steps[], lang: Lang): { stage: string; stageDate: string | null } => {
  const now = standing(steps)
  if (now !== null) return { stage: inLang(projectStageNames[now.stage], lang), stageDate: now.at }
  const next = [...steps].sort((a, b) => a.at.localeCompare(b.at))[0]
  if (next === undefined) return { stage: inLang(unknownStage, lang), stageDate: null }
  const name = inLang(projectStageNames[next.stage], lang)
  return { stage: lang === 'en' ? `${name} (${announced.en})` : `${announced.zh}${name}`, stageDate: next.at }
}

const stagesOf = (db: Read, workspaceId: string, ids: readonly string[]) =>
  db
    .selectFrom('project_stage as ps')
    .innerJoin('stage as s', (join) =>
      join.onRef('s.workspace_id', '=', 'ps.workspace_id').onRef('s.key', '=', 'ps.stage_key'),
    )
    .select(['ps.project_id', 's.name_zh', 's.name_en'])
    .where('ps.workspace_id', '=', workspaceId)
    .where('ps.project_id', 'in', ids)
    .orderBy('s.column_number')
    .orderBy('s.row_number')
    .execute()

const investorsOf = (db: Read, workspaceId: string, ids: readonly string[]) =>
  db
    .selectFrom('project_investor as pi')
    .innerJoin('enterprise as e', (join) =>
      join.onRef('e.workspace_id', '=', 'pi.workspace_id').onRef('e.id', '=', 'pi.enterprise_id'),
    )
    .select(['pi.project_id', 'e.name_zh', 'e.name_en'])
    .where('pi.workspace_id', '=', workspaceId)
    .where('pi.project_id', 'in', ids)
    .orderBy('pi.position')
    .execute()

const phasesOf = (db: Read, workspaceId: string, ids: readonly string[]) =>
  db
    .selectFrom('project_phase')
    .select(['project_id', 'key', 'name_zh', 'name_en'])
    .where('workspace_id', '=', workspaceId)
    .where('project_id', 'in', ids)
    .orderBy('position')
    .execute()

/** Every step of the projects, oldest first. */
export const stepsOf = (db: Read, workspaceId: string, ids: readonly string[]) =>
  db
    .selectFrom('stage_event')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('project_id', 'in', ids.length > 0 ? ids : [''])
    .orderBy('at')
    .orderBy('id')
    .execute()

/**
 * The investment of each project and phase: the newest statement about it, whether a pack told it or a person accepted it.
 * Keyed by project and phase (empty for the whole).
 */
const investments = async (
  db: Read,
  workspaceId: string,
  ids: readonly string[],
  lang: Lang,
): Promise<Map<string, Figure>> => {
  const rows = await db
    .selectFrom('fact as f')
    .leftJoin('register_figure as r', (join) =>
      join.onRef('r.workspace_id', '=', 'f.workspace_id').onRef('r.fact_id', '=', 'f.id'),
    )
    .select(['f.id', 'f.subject_key', 'f.scope', 'r.phase_key'])
    .where('f.workspace_id', '=', workspaceId)
    .where('f.subject_key', 'in', ids)
    .where('f.measure_key', '=', 'planned-investment')
    .where('f.withdrawn_at', 'is', null)
    .orderBy('f.as_of', (order) => order.desc().nullsLast())
    .orderBy('f.created_at', 'desc')
    .execute()
  const facts = await factsById(
    db,
    workspaceId,
    rows.map((row) => row.id),
    lang,
  )
  const newest = new Map<string, Figure>()
  for (const row of rows) {
    // A part of the whole (其中……) is told with its scope and is not the project's investment.
    if (row.scope !== null && row.phase_key === null) continue
    const key = `${row.subject_key} ${row.phase_key ?? ''}`
    const fact = facts.get(row.id)
    if (fact && !newest.has(key)) newest.set(key, fact.figure)
  }
  return newest
}
