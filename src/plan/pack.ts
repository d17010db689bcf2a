import { z } from 'zod'
import { doc, looseDate, packKey, words } from '../chain/pack-nouns.ts'
import { told } from '../chain/region-pack.ts'

/** The nouns of a region pack that belong to the plan: strategy tree, organisation, policies. */
export interface PackStrategyNode {
  key: string
  kind: string
  name: { zh: string; en: string }
  sources: z.infer<typeof told>[]
  children: PackStrategyNode[]
}

export const strategyNoun: z.ZodType<PackStrategyNode> = z.lazy(() =>
  z.strictObject({
    key: doc(packKey, '键', 'Key'),
    kind: doc(
      z.enum(['strategy', 'layout', 'goal', 'path', 'field', 'work', 'core', 'pole', 'support']),
      '种类：战略、布局、目标、路径、领域、工程、核、极、辅',
      'Kind: strategy, layout, goal, path, field, work, core, pole, support',
    ),
    name: doc(words, '名称', 'Name'),
    sources: doc(z.array(told).default([]), '来源', 'Sources'),
    children: doc(z.array(strategyNoun).default([]), '下级', 'Members'),
  }),
) as z.ZodType<PackStrategyNode>
export const strategyFile = z.strictObject({ strategies: z.array(strategyNoun).default([]) })

export const postNoun = z.strictObject({
  key: doc(packKey, '键', 'Key'),
  body: doc(words, '机构', 'Body'),
  post: doc(words, '职务', 'Post'),
  holder: doc(words.optional(), '由谁担任（公开职务）', 'Public office that fills it'),
  sources: doc(z.array(told).min(1), '来源', 'Sources'),
})
export type PackPost = z.infer<typeof postNoun>
export const organisationFile = z.strictObject({ posts: z.array(postNoun).default([]) })

export const policyNoun = z.strictObject({
  key: doc(packKey, '键', 'Key'),
  name: doc(words, '名称', 'Name'),
  issuer: doc(words.optional(), '发文机关', 'Issuer'),
  number: doc(z.string().min(1).optional(), '文号', 'Number of the paper'),
  issued: doc(looseDate.optional(), '发文日期', 'Issued'),
  validFrom: doc(looseDate.optional(), '自', 'Valid from'),
  validTo: doc(looseDate.optional(), '至', 'Valid to'),
  clauses: doc(
    z
      .array(
        z.strictObject({
          heading: doc(words, '方面', 'Heading'),
          summary: doc(words.optional(), '内容，用我们的话', 'What it grants, in our words'),
        }),
      )
      .default([]),
    '条款',
    'Clauses',
  ),
  sources: doc(z.array(told).min(1), '来源', 'Sources'),
})
export type PackPolicy = z.infer<typeof policyNoun>
export const policiesFile = z.strictObject({ policies: z.array(policyNoun).default([]) })
