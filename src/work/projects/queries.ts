import { KnownError } from '../../base/errors.ts'
import { inLang, type Lang } from '../../base/lang.ts'
import { capacityRows, factsById, labelled } from '../../chain/figures.ts'
import { projectParents, projectRows, stepsOf } from '../../chain/project-rows.ts'
import { projectStageNames } from '../../chain/project-stages.ts'
import { toldBy } from '../../chain/register.ts'
import type { ProjectRow } from '../../chain/schema.ts'
import { englishOf, said } from '../../facts/phrases.ts'
import type { Read } from '../../store/transaction.ts'
import { investmentOf } from './rules.ts'
import type { ProjectList, ProjectPage } from './schema.ts'

/** Projects of the workspace, or of a stage or county, with what they invest in all. */
export const listed = async (
  db: Read,
  workspaceId: string,
  filter: { stage?: string | undefined; county?: string | undefined; search?: string | undefined },
  lang: Lang,
): Promise<ProjectList> => {
  let query = db.selectFrom('project as p').select('p.id').where('p.workspace_id', '=', workspaceId)
  if (filter.county !== undefined) query = query.where('p.county_code', '=', filter.county)
  if (filter.search?.trim()) {
    const pattern = `%${filter.search.trim().replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((eb) =>
      eb.or([
        eb('p.name_zh', 'ilike', pattern),
        eb('p.name_en', 'ilike', pattern),
        eb.exists(
          eb
            .selectFrom('project_alias as a')
            .select('a.alias')
            .where('a.workspace_id', '=', workspaceId)
            .whereRef('a.project_id', '=', 'p.id')
            .where('a.alias', 'ilike', pattern),
        ),
      ]),
    )
  }
  const ids = (await query.execute()).map((row) => row.id)
  const capacities = await capacityRows(db, workspaceId, lang)
  const projects = await projectRows(
    db,
    workspaceId,
    { ids, ...(filter.stage === undefined ? {} : { stage: filter.stage }) },
    capacities,
    lang,
  )
  return { projects, investment: investmentOf(projects, await projectParents(db, workspaceId), lang) }
}

/** One project with its place among others, every step it took and every fact about it. */
export const shown = async (db: Read, workspaceId: string, id: string, lang: Lang): Promise<ProjectPage> => {
  const capacities = await capacityRows(db, workspaceId, lang)
  const [project] = await projectRows(db, workspaceId, { ids: [id] }, capacities, lang)
  if (!project)
    throw new KnownError(
      'project.none',
      { zh: `没有编号为“${id}”的项目。`, en: `There is no project "${id}".` },
      { status: 404, place: { field: 'id' } },
    )
  const row = await db
    .selectFrom('project')
    .select(['parent_id', 'note_zh', 'note_en'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const parents = await projectParents(db, workspaceId)
  const inside = [...parents].filter(([, parent]) => parent === id).map(([child]) => child)
  return {
    project,
    parent: row.parent_id === null ? null : { id: row.parent_id, name: project.parent! },
    children: await projectRows(db, workspaceId, { ids: inside }, capacities, lang),
    steps: await steps(db, workspaceId, project, lang),
    figures: await figures(db, workspaceId, id, lang),
    note: row.note_zh === null ? null : inLang({ zh: row.note_zh, en: row.note_en ?? row.note_zh }, lang),
  }
}

const steps = async (db: Read, workspaceId: string, project: ProjectRow, lang: Lang): Promise<ProjectPage['steps']> => {
  const rows = await stepsOf(db, workspaceId, [project.id])
  const phases = await db
    .selectFrom('project_phase')
    .select(['key', 'name_zh', 'name_en'])
    .where('workspace_id', '=', workspaceId)
    .where('project_id', '=', project.id)
    .execute()
  const told = await toldBy(db, workspaceId, 'project', [project.id], lang)
  const sources = await db
    .selectFrom('source')
    .selectAll()
    .select(englishOf('source.workspace_id', 'source.note').as('note_en'))
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...rows.flatMap((row) => (row.source_id === null ? [] : [row.source_id])), ''])
    .execute()
  const known = new Map((told.get(project.id) ?? []).map((witness) => [witness.id, witness]))
  return rows.map((row) => {
    const phase = phases.find((one) => one.key === row.phase_key)
    const source = sources.find((one) => one.id === row.source_id)
    return {
      phase: phase ? inLang({ zh: phase.name_zh, en: phase.name_en }, lang) : null,
      stage: inLang(projectStageNames[row.stage as keyof typeof projectStageNames], lang),
      at: row.at,
      planned: row.planned,
      note: row.note_zh === null ? null : inLang({ zh: row.note_zh, en: row.note_en ?? row.note_zh }, lang),
      source: source
        ? (known.get(source.id) ?? {
            kind: 'source' as const,
            id: source.id,
            documentId: null,
            title: source.title,
            publisher: source.publisher,
            published: source.published,
            url: source.url,
            sentence: null,
            quote: null,
            start: null,
            end: null,
            repeats: null,
            origin: null,
            weak: source.weak,
            note: said(source.note, source.note_en, lang),
          })
        : null,
      enteredAt: row.entered_at,
    }
  })
}

const figures = async (db: Read, workspaceId: string, id: string, lang: Lang): Promise<ProjectPage['figures']> => {
  const rows = await db
    .selectFrom('fact')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('subject_key', '=', id)
    .where('withdrawn_at', 'is', null)
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
  return [...facts.values()].map((fact) =>
    labelled(fact, fact.scope === null ? fact.measure : `${fact.measure} · ${fact.scope}`),
  )
}
