import type { z } from 'zod'
import {
  chainPackFile,
  coefficientNoun,
  parameterNoun,
  priceNoun,
  processNoun,
  productNoun,
  stageNoun,
} from '../../chain/pack.ts'
import { basePackFile, figureNoun, measureNoun, sourceNoun } from '../../chain/pack-nouns.ts'
import {
  countyNoun,
  enterpriseNoun,
  parkNoun,
  regionPackFile,
  resourceNoun,
  subjectNoun,
  told,
} from '../../chain/region-pack.ts'
import { policyNoun, postNoun } from '../../plan/pack.ts'
import { eventNoun, phaseNoun, projectNoun } from '../projects/pack.ts'

/** Every noun of the pack format with the file and list it stands in, in the order of the documentation. */
const nouns: readonly [string, z.ZodObject][] = [
  ['base/pack.yaml', basePackFile],
  ['base/measures.yaml · measures', measureNoun],
  ['chains/*/pack.yaml', chainPackFile],
  ['sources.yaml · sources', sourceNoun],
  ['chains/*/stages.yaml · stages', stageNoun],
  ['chains/*/products.yaml · products', productNoun],
  ['chains/*/processes.yaml · processes', processNoun],
  ['coefficients of a process', coefficientNoun],
  ['chains/*/parameters.yaml · parameters', parameterNoun],
  ['chains/*/prices.yaml · prices', priceNoun],
  ['regions/*/pack.yaml', regionPackFile],
  ['regions/*/subjects.yaml · subjects', subjectNoun],
  ['regions/*/places.yaml · counties', countyNoun],
  ['regions/*/places.yaml · parks', parkNoun],
  ['regions/*/enterprises.yaml · enterprises', enterpriseNoun],
  ['regions/*/resources.yaml · resources', resourceNoun],
  ['regions/*/figures.yaml · figures (and figures of a row)', figureNoun],
  ['regions/*/projects.yaml · projects', projectNoun],
  ['phases of a project', phaseNoun],
  ['events of a project or phase', eventNoun],
  ['regions/*/organisation.yaml · posts', postNoun],
  ['regions/*/policies.yaml · policies', policyNoun],
  ['sources of a row', told],
]

/** The tables of all fields as Markdown, made from the nouns themselves; docs/engines/pack.md holds them word for word. */
export const fieldTables = (): string =>
  nouns
    .map(([title, noun]) => {
      const rows = Object.entries(noun.shape).map(([name, schema]) => {
        const words = wordsOf(schema as z.ZodType)
        return `| \`${name}\` | ${required(schema as z.ZodType) ? 'yes' : 'no'} | ${words.zh} | ${words.en} |`
      })
      return [`### ${title}`, '', '| field | required | 说明 | meaning |', '|---|---|---|---|', ...rows].join('\n')
    })
    .join('\n\n')

const wordsOf = (schema: z.ZodType): { zh: string; en: string } => {
  const meta = schema.meta() as { zh?: string; en?: string } | undefined
  return { zh: meta?.zh ?? '', en: meta?.en ?? '' }
}

const required = (schema: z.ZodType): boolean => !schema.safeParse(undefined).success
