import type { Figure } from '../../base/figure.ts'
import { inLang, type Lang } from '../../base/lang.ts'
import { add } from '../../base/money.ts'
import { modalities } from '../../base/quantity.ts'
import type { ProjectRow } from '../../chain/schema.ts'

const totalWords = { zh: '总投资合计（子项目不重复计入）', en: 'Planned investment, children not counted twice' }

/**
 * Investment of a list of projects by modality. A project inside another one of the list that has an investment of its own
 * is left out: it is part of that. A project whose investment is only known by phase counts with its phases.
 * @param parents the project each project lies in
 */
export const investmentOf = (
  projects: readonly ProjectRow[],
  parents: ReadonlyMap<string, string | null>,
  lang: Lang,
): Figure[] => {
  const known = new Map(projects.map((project) => [project.id, partsOf(project)]))
  const inside = (id: string): boolean => {
    for (let up = parents.get(id) ?? null; up !== null; up = parents.get(up) ?? null)
      if ((known.get(up) ?? []).length > 0) return true
    return false
  }
  const counted = projects.flatMap((project) => (inside(project.id) ? [] : known.get(project.id)!))
  return modalities.flatMap((modality) => {
    const inputs = counted.filter((figure) => figure.modality === modality && figure.value !== null)
    const units = new Set(inputs.map((figure) => figure.unit))
    if (inputs.length === 0 || units.size > 1) return []
    return [
      {
        label: inLang(totalWords, lang),
        value: inputs.map((figure) => figure.value!).reduce(add),
        unit: inputs[0]!.unit,
        bound: inputs.every((figure) => figure.bound === 'eq') ? ('eq' as const) : ('approx' as const),
        modality,
        period: null,
        asOf:
          inputs
            .map((figure) => figure.asOf ?? '')
            .sort()
            .at(-1) || null,
        evidence: {
          kind: 'formula' as const,
          formula: inputs.map((figure) => figure.label).join(' + '),
          inputs,
        },
      },
    ]
  })
}

const partsOf = (project: ProjectRow): Figure[] => {
  if (project.investment !== null) return [{ ...project.investment, label: project.name }]
  return project.phases.flatMap((phase) =>
    phase.investment === null ? [] : [{ ...phase.investment, label: `${project.name} · ${phase.name}` }],
  )
}
