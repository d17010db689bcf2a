import type { Figure } from '../../../src/base/figure.ts'
import { formatFigure, modalityWords } from '../../../src/base/format.ts'
import { inLang, type Lang } from '../../../src/base/lang.ts'
import type { ChainMap, MapStage } from '../../../src/chain/schema.ts'
import type { Say } from '../../words/words.ts'
import type { StageText } from './mapLayout.ts'

/** How many capacities a card says before it says how many more there are. */
const shownCapacities = 3

/** Names of products by key, from the stages that make them; links name products by key. */
export const productNames = (map: ChainMap): ReadonlyMap<string, string> =>
  new Map(map.stages.flatMap((stage) => stage.products.map((product) => [product.key, product.name] as const)))

export const listed = (keys: readonly string[], names: ReadonlyMap<string, string>, t: Say): string =>
  keys.map((key) => names.get(key) ?? key).join(t('chain.and'))

/** What a stage feeds and is fed by, one sentence per neighbour. */
export const flowsOf = (map: ChainMap, key: string, t: Say): string[] => {
  const name = new Map(map.stages.map((stage) => [stage.key, stage.name]))
  const names = productNames(map)
  return map.links
    .filter((link) => (link.from === key || link.to === key) && name.has(link.from) && name.has(link.to))
    .map((link) => {
      const stage = name.get(link.from === key ? link.to : link.from)!
      const bare = link.products.length === 0
      const fill = { stage, products: listed(link.products, names, t) }
      if (link.to === key) return bare ? t('chain.from.bare', fill) : t('chain.from', fill)
      if (link.back) return bare ? t('chain.back.bare', fill) : t('chain.back', fill)
      return bare ? t('chain.to.bare', fill) : t('chain.to', fill)
    })
}

/** The same in two lines for the list form: names of the stages only. */
const neighboursOf = (map: ChainMap, key: string, t: Say): string[] => {
  const name = new Map(map.stages.map((stage) => [stage.key, stage.name]))
  const named = (keys: readonly string[]) =>
    [...new Set(keys)].flatMap((other) => name.get(other) ?? []).join(t('chain.and'))
  const from = named(map.links.filter((link) => link.to === key).map((link) => link.from))
  const to = named(map.links.filter((link) => link.from === key).map((link) => link.to))
  return [...(from ? [t('chain.from.bare', { stage: from })] : []), ...(to ? [t('chain.to.bare', { stage: to })] : [])]
}

/** A count of the register as the card says it; an unknown count is left to what the card says is missing. */
const counted = (figure: Figure, word: 'chain.enterprises' | 'chain.projects', t: Say): string[] =>
  figure.value === null ? [] : [t(word, { count: figure.value })]

const textOf = (map: ChainMap, stage: MapStage, lang: Lang, t: Say): StageText => ({
  key: stage.key,
  name: stage.name,
  counts: [...counted(stage.enterprises, 'chain.enterprises', t), ...counted(stage.projects, 'chain.projects', t)],
  capacities: stage.capacities.slice(0, shownCapacities).map((figure) => ({
    name: figure.label,
    value: formatFigure(figure, lang).text,
    modality: figure.modality,
  })),
  more:
    stage.capacities.length > shownCapacities
      ? t('chain.more', { count: stage.capacities.length - shownCapacities })
      : null,
  missing:
    stage.missing.length === 0
      ? null
      : t('chain.missing.says', {
          missing: [...new Set(stage.missing.map((gap) => t(`chain.gap.${gap.kind}`)))].join(t('chain.and')),
        }),
  neighbours: neighboursOf(map, stage.key, t),
  flows: flowsOf(map, stage.key, t),
})

/** The words of every stage's card, by stage. */
export const stageTexts = (map: ChainMap, lang: Lang, t: Say): Map<string, StageText> =>
  new Map(map.stages.map((stage) => [stage.key, textOf(map, stage, lang, t)]))

/** What a stage's card shows by shape and curve, in words for the ear: the kind of each capacity, what feeds it and what it feeds. */
export const described = (text: StageText, lang: Lang, t: Say): string =>
  [
    ...text.capacities.map(({ name, value, modality }) =>
      t('figure.of', { label: name, mark: inLang(modalityWords[modality], lang), value }),
    ),
    ...text.flows,
  ].join(t('chain.pause'))
