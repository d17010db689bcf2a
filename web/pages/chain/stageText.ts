import { formatFigure } from '../../../src/base/format.ts'
import type { Lang } from '../../../src/base/lang.ts'
import type { ChainMap, MapStage } from '../../../src/chain/schema.ts'
import type { Say } from '../../words/words.ts'
import type { StageText } from './mapLayout.ts'

/** How many capacities a card says before it says how many more there are. */
const shownCapacities = 3

/** What a stage feeds and is fed by, one sentence per neighbour. */
export const flowsOf = (map: ChainMap, key: string, t: Say): string[] => {
  const name = new Map(map.stages.map((stage) => [stage.key, stage.name]))
  const list = (products: readonly string[]) => products.join(t('chain.and'))
  return map.links
    .filter((link) => (link.from === key || link.to === key) && name.has(link.from) && name.has(link.to))
    .map((link) => {
      const stage = name.get(link.from === key ? link.to : link.from)!
      const bare = link.products.length === 0
      const fill = { stage, products: list(link.products) }
      if (link.to === key) return bare ? t('chain.from.bare', fill) : t('chain.from', fill)
      if (link.back) return bare ? t('chain.back.bare', fill) : t('chain.back', fill)
      return bare ? t('chain.to.bare', fill) : t('chain.to', fill)
    })
}

const textOf = (map: ChainMap, stage: MapStage, lang: Lang, t: Say): StageText => ({
  key: stage.key,
  name: stage.name,
  counts: [
    t('chain.enterprises', { count: formatFigure({ ...stage.enterprises, unit: '' }, lang).text }),
    t('chain.projects', { count: formatFigure({ ...stage.projects, unit: '' }, lang).text }),
  ],
  capacities: stage.capacities.slice(0, shownCapacities).map((figure) => ({
    name: figure.label,
    value: formatFigure(figure, lang).text,
    modality: figure.modality,
  })),
  more:
    stage.capacities.length > shownCapacities
      ? t('chain.more', { count: stage.capacities.length - shownCapacities })
      : null,
  missing: stage.missing.map((gap) => gap.text),
  flows: flowsOf(map, stage.key, t),
})

/** The words of every stage's card, by stage. */
export const stageTexts = (map: ChainMap, lang: Lang, t: Say): Map<string, StageText> =>
  new Map(map.stages.map((stage) => [stage.key, textOf(map, stage, lang, t)]))

/** A stage in one sentence, for the ear: counts, capacities, what is missing, what it feeds. */
export const spoken = (text: StageText, t: Say): string => {
  const says = [
    ...text.counts,
    ...text.capacities.map((capacity) => `${capacity.name} ${capacity.value}`),
    ...(text.more ? [text.more] : []),
  ]
  if (text.missing.length > 0) says.push(t('chain.missing.says', { missing: text.missing.join(t('chain.and')) }))
  return t('chain.stage.says', { name: text.name, says: [...says, ...text.flows].join(t('chain.pause')) })
}
