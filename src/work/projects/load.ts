import { join } from 'node:path'
import { keysOf, kinds, mustKnow } from '../../chain/load.ts'
import { checkFigures, checkTold, type KnownKeys } from '../../chain/load-region.ts'
import { type PackFile, packError, readOptionalFile } from '../../chain/pack-file.ts'
import { type PackProject, projectsFile } from './pack.ts'

/** Reads the projects of a region pack: parents exist and do not run in a circle, phases, sources and figures are sound. */
export const loadProjects = (folder: string, shown: string, known: KnownKeys): PackProject[] => {
  const file = readOptionalFile(join(folder, 'projects.yaml'), `${shown}/projects.yaml`, projectsFile)
  const { projects } = file.value
  const keys = keysOf(file, 'projects', projects)
  projects.forEach((project, index) => {
    const path = ['projects', index]
    if (known.taken.has(project.key))
      throw packError('pack.duplicate', file, [...path, 'key'], {
        zh: `键“${project.key}”已被主体、园区、企业或资源使用。`,
        en: `the key "${project.key}" is already that of a subject, park, enterprise or resource.`,
      })
    mustKnow(file, [...path, 'parent'], project.parent, keys, 'pack.unknown-project', kinds.project)
    mustKnow(file, [...path, 'county'], project.county, known.counties, 'pack.unknown-county', kinds.county)
    mustKnow(file, [...path, 'park'], project.park, known.parks, 'pack.unknown-park', kinds.park)
    project.investors.forEach((key, at) => {
      mustKnow(file, [...path, 'investors', at], key, known.enterprises, 'pack.unknown-enterprise', kinds.enterprise)
    })
    project.stages.forEach((key, at) => {
      mustKnow(file, [...path, 'stages', at], key, known.stages, 'pack.unknown-stage', kinds.stage)
    })
    checkTold(file, path, project.sources, known)
    checkFigures(file, [...path, 'figures'], project.figures, known, true)
    checkEvents(file, [...path, 'events'], project.events, known)
    const phases = new Set<string>()
    project.phases.forEach((phase, at) => {
      const here = [...path, 'phases', at]
      if (phases.has(phase.key))
        throw packError('pack.duplicate', file, [...here, 'key'], {
          zh: `键“${phase.key}”已经用过。`,
          en: `the key "${phase.key}" is already used.`,
        })
      phases.add(phase.key)
      checkFigures(file, [...here, 'figures'], phase.figures, known, true)
      checkEvents(file, [...here, 'events'], phase.events, known)
    })
  })
  checkParents(file, projects)
  return projects
}

const checkEvents = <T>(
  file: PackFile<T>,
  path: readonly (string | number)[],
  events: readonly { source: string }[],
  known: KnownKeys,
): void => {
  events.forEach((event, at) => {
    mustKnow(file, [...path, at, 'source'], event.source, known.sources, 'pack.unknown-source', kinds.source)
  })
}

const checkParents = <T>(file: PackFile<T>, projects: readonly PackProject[]): void => {
  const parents = new Map(projects.map((project) => [project.key, project.parent]))
  projects.forEach((project, index) => {
    const above = new Set<string>()
    for (let key: string | undefined = project.key; key !== undefined; key = parents.get(key)) {
      if (above.has(key))
        throw packError('pack.circle', file, ['projects', index, 'parent'], {
          zh: '母项目绕成了一圈。',
          en: 'the parents run in a circle.',
        })
      above.add(key)
    }
  })
}
