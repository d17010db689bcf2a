import { createHash } from 'node:crypto'
import { named, noted, sourceIdOf } from '../../chain/install.ts'
import type { OwnedFigure } from '../../chain/install-figures.ts'
import { installSubjectNames } from '../../chain/install-names.ts'
import { installTold } from '../../chain/install-region.ts'
import { type Installing, putRows, replaceRows, stillOfPack } from '../../chain/rows.ts'
import type { Write } from '../../store/transaction.ts'
import type { PackProject } from './pack.ts'

/** Puts the projects of a region pack in place: parents before children, phases, investors, and the steps not yet known. */
export const installProjects = async (
  db: Write,
  installing: Installing,
  region: string,
  projects: readonly PackProject[],
): Promise<void> => {
  const { workspaceId, personId, at } = installing
  await installSubjectNames(
    db,
    installing,
    projects.map(({ key, name, aliases }) => ({ key, name, aliases, kind: 'project', place: null })),
  )
  for (const level of byDepth(projects))
    await putRows(
      db,
      installing,
      'project',
      ['id'],
      level.map((one) => ({
        id: one.key,
        parent_id: one.parent ?? null,
        ...named(one.name),
        county_code: one.county ?? null,
        park_id: one.park ?? null,
        ...noted(one.note),
      })),
      { origin: true },
    )
  const ids = await stillOfPack(
    db,
    installing,
    'project',
    projects.map((one) => one.key),
  )
  const owner = { column: 'project_id', ids }
  await replaceRows(
    db,
    installing,
    'project_alias',
    owner,
    ['project_id', 'alias'],
    projects.flatMap((one) => [...new Set(one.aliases)].map((alias) => ({ project_id: one.key, alias }))),
  )
  await replaceRows(
    db,
    installing,
    'project_stage',
    owner,
    ['project_id', 'stage_key'],
    projects.flatMap((one) => one.stages.map((stage) => ({ project_id: one.key, stage_key: stage }))),
  )
  await replaceRows(
    db,
    installing,
    'project_investor',
    owner,
    ['project_id', 'enterprise_id'],
    projects.flatMap((one) =>
      one.investors.map((enterprise, position) => ({ project_id: one.key, enterprise_id: enterprise, position })),
    ),
  )
  await putRows(
    db,
    installing,
    'project_phase',
    ['project_id', 'key'],
    projects.flatMap((one) =>
      one.phases.map((phase, position) => ({ project_id: one.key, key: phase.key, position, ...named(phase.name) })),
    ),
    { origin: true },
  )
  await installTold(db, installing, region, 'project', projects)
  const events = projects.flatMap((project) => [
    ...project.events.map((event) => ({ project: project.key, phase: null, event })),
    ...project.phases.flatMap((phase) =>
      phase.events.map((event) => ({ project: project.key, phase: phase.key, event })),
    ),
  ])
  if (events.length > 0)
    await db
      .insertInto('stage_event')
      .values(
        events.map(({ project, phase, event }) => ({
          workspace_id: workspaceId,
          id: eventId([region, project, phase ?? '', event.stage, event.at, String(event.planned), event.source]),
          project_id: project,
          phase_key: phase,
          stage: event.stage,
          at: event.at,
          planned: event.planned,
          source_id: sourceIdOf(region, event.source),
          ...noted(event.note),
          entered_by: personId,
          entered_at: at,
        })),
      )
      .onConflict((conflict) => conflict.columns(['workspace_id', 'id']).doNothing())
      .execute()
}

/** The same step told again by the same pack has the same id: steps are only ever added. */
const eventId = (parts: readonly string[]): string =>
  `step_${createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 26)}`

/** Projects without a parent first, then their children, and so on: a child's row needs its parent's. */
const byDepth = (projects: readonly PackProject[]): PackProject[][] => {
  const levels: PackProject[][] = []
  let placed = new Set<string>()
  let rest = [...projects]
  while (rest.length > 0) {
    const ready = rest.filter((one) => one.parent === undefined || placed.has(one.parent))
    if (ready.length === 0) break
    levels.push(ready)
    placed = new Set([...placed, ...ready.map((one) => one.key)])
    rest = rest.filter((one) => !placed.has(one.key))
  }
  return levels
}

/** The figures of projects and their phases, each with its subject and the row it is shown on. */
export const projectFigures = (projects: readonly PackProject[]): OwnedFigure[] =>
  projects.flatMap((project) => {
    const subject = { key: project.key, name: project.name.zh }
    return [
      ...project.figures.map((figure) => ({
        figure,
        subject,
        owner: { kind: 'project' as const, id: project.key, phase: null },
      })),
      ...project.phases.flatMap((phase) =>
        phase.figures.map((figure) => ({
          figure,
          subject,
          owner: { kind: 'project' as const, id: project.key, phase: phase.key },
        })),
      ),
    ]
  })
