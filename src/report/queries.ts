import type { Lang } from '../base/lang.ts'
import type { FactRow } from '../facts/schema.ts'
import type { Read } from '../store/transaction.ts'
import type { LatePhase } from './rules.ts'

/** Stages after which a phase counts as producing, and those with which it left the pipeline. */
const producing = ['trial', 'partial', 'production', 'capacity']
const left = ['ended', 'removed']

/** The last day of a date known to the year, the month or the day. */
export const lastDayOf = (at: string): string => {
  const [year, month, day] = at.split('-')
  if (day !== undefined) return at
  if (month === undefined) return `${year}-12-31`
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10)
}

/**
 * Phases whose planned start of production has passed on `today` while no step on record says that they produce or left,
 * the longest overdue first. A project without phases counts as one.
 */
export const latePhases = async (db: Read, workspaceId: string, today: string, lang: Lang): Promise<LatePhase[]> => {
  const events = await db
    .selectFrom('stage_event as event')
    .innerJoin('project', (join) =>
      join.onRef('project.workspace_id', '=', 'event.workspace_id').onRef('project.id', '=', 'event.project_id'),
    )
    .leftJoin('project_phase as phase', (join) =>
      join
        .onRef('phase.workspace_id', '=', 'event.workspace_id')
        .onRef('phase.project_id', '=', 'event.project_id')
        .onRef('phase.key', '=', 'event.phase_key'),
    )
    .select([
      'event.project_id',
      'event.phase_key',
      'event.stage',
      'event.at',
      'event.planned',
      'project.name_zh as project_zh',
      'project.name_en as project_en',
      'phase.name_zh as phase_zh',
      'phase.name_en as phase_en',
    ])
    .where('event.workspace_id', '=', workspaceId)
    .where('event.stage', 'in', [...producing, ...left])
    .orderBy('event.at')
    .execute()
  const places = await db
    .selectFrom('project_stage')
    .select(['project_id', 'stage_key'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('stage_key')
    .execute()
  const placeOf = new Map(places.map(({ project_id, stage_key }) => [project_id, stage_key]))
  const stagePage = (project: string): string => {
    const stage = placeOf.get(project)
    return stage === undefined ? '/chain' : `/chain?stage=${encodeURIComponent(stage)}&tab=projects`
  }
  const byPhase = Map.groupBy(events, (event) => `${event.project_id} ${event.phase_key ?? ''}`)
  return [...byPhase.values()]
    .flatMap((steps): LatePhase[] => {
      if (steps.some((step) => !step.planned && step.at <= today)) return []
      // A date that was put off counts with its latest announcement.
      const due = steps.filter((step) => step.planned && producing.includes(step.stage)).at(-1)
      if (due === undefined || lastDayOf(due.at) >= today) return []
      const phase = lang === 'en' ? due.phase_en : due.phase_zh
      return [
        {
          project: lang === 'en' ? due.project_en : due.project_zh,
          phase: phase ?? '',
          due: due.at,
          stage: due.stage,
          href: stagePage(due.project_id),
        },
      ]
    })
    .toSorted((a, b) => lastDayOf(a.due).localeCompare(lastDayOf(b.due)))
}

/** Count of claims that wait for a decision, and of documents that could not be read. */
export const waitingCounts = async (db: Read, workspaceId: string): Promise<{ claims: number; failed: number }> => {
  const claims = await db
    .selectFrom('claim_standing')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('found', '=', true)
    .where('standing', 'in', ['pending', 'auto'])
    .executeTakeFirstOrThrow()
  const failed = await db
    .selectFrom('document')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', 'failed')
    .executeTakeFirstOrThrow()
  return { claims: claims.count, failed: failed.count }
}

/** Ids of facts that share subject, measure, period, scope and modality with another value, newest first, in groups. */
export const disputedFacts = async (db: Read, workspaceId: string): Promise<FactRow['id'][][]> => {
  const rows = await db
    .selectFrom('fact')
    .select(['id', 'fact_key', 'created_at'])
    .where('workspace_id', '=', workspaceId)
    .where('withdrawn_at', 'is', null)
    .where('subject_key', 'is not', null)
    .where('measure_key', 'is not', null)
    .where('fact_key', 'in', (query) =>
      query
        .selectFrom('fact')
        .select('fact_key')
        .where('workspace_id', '=', workspaceId)
        .where('withdrawn_at', 'is', null)
        .groupBy('fact_key')
        .having(({ fn }) => fn.countAll(), '>', 1),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return [...Map.groupBy(rows, (row) => row.fact_key).values()].map((group) => group.map((row) => row.id))
}

export interface Recent {
  facts: { id: string; at: string }[]
  documents: { id: string; at: string; title: string }[]
}

/** What people took in lately: accepted facts and read documents, newest first. */
export const lately = async (db: Read, workspaceId: string, since: string): Promise<Recent> => {
  const facts = await db
    .selectFrom('fact')
    .select(['id', 'created_at as at'])
    .where('workspace_id', '=', workspaceId)
    .where('withdrawn_at', 'is', null)
    .where('origin', '=', 'claim')
    .where('created_at', '>=', since)
    .orderBy('created_at', 'desc')
    .execute()
  const documents = await db
    .selectFrom('document')
    .select(['id', 'received_at as at', 'title', 'name'])
    .where('workspace_id', '=', workspaceId)
    .where('received_at', '>=', since)
    .orderBy('received_at', 'desc')
    .limit(20)
    .execute()
  return { facts, documents: documents.map(({ id, at, title, name }) => ({ id, at, title: title ?? name })) }
}
