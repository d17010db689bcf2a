import { z } from 'zod'
import { countyCode, doc, figureNoun, looseDate, packKey, words } from './pack-nouns.ts'

/** The nouns of a region pack that belong to the chain: places, subjects, enterprises, resources, figures. */
export const regionPackFile = z.strictObject({
  kind: doc(z.literal('region'), '种类', 'Kind'),
  key: doc(packKey, '键', 'Key'),
  version: doc(z.string().min(1), '版本', 'Version'),
  name: doc(words, '名称', 'Name'),
  workspace: doc(words, '工作区的名称', 'Name of the workspace'),
  region: doc(countyCode, '地区的行政区划代码', 'GB/T 2260 code of the region'),
  chain: doc(packKey, '所用产业链包的键', 'Key of the chain pack it uses'),
  series: doc(
    z.array(z.strictObject({ measure: packKey, subject: packKey })).min(1),
    '目标与实绩跟踪哪些序列，第一条是主序列',
    'Series followed as results against targets; the first of a measure is its main one',
  ),
})

export const countyNoun = z.strictObject({
  code: doc(countyCode, '行政区划代码', 'GB/T 2260 code'),
  name: doc(words, '名称', 'Name'),
})

export const parkNoun = z.strictObject({
  key: doc(packKey, '键', 'Key'),
  name: doc(words, '名称', 'Name'),
  county: doc(countyCode, '所在县区', 'County'),
  aliases: doc(z.array(z.string().min(1)).default([]), '别名', 'Other names'),
  figures: doc(z.array(figureNoun).default([]), '数字', 'Figures'),
  sources: doc(z.array(packKey).min(1), '来源', 'Sources'),
  note: doc(words.optional(), '说明', 'Note'),
})
export const placesFile = z.strictObject({
  counties: z.array(countyNoun).default([]),
  parks: z.array(parkNoun).default([]),
})

export const subjectNoun = z.strictObject({
  key: doc(packKey, '键', 'Key'),
  name: doc(words, '名称', 'Name'),
  kind: doc(
    z.enum(['industry', 'cluster', 'projects', 'region', 'park', 'resource', 'event', 'policy', 'consortium']),
    '种类',
    'Kind',
  ),
  place: doc(countyCode.optional(), '地点代码', 'Place code'),
  aliases: doc(z.array(z.string().min(1)).default([]), '别名：来源里的说法', 'Other words for it in documents'),
  note: doc(words.optional(), '口径说明', 'What it covers'),
})
export const subjectsFile = z.strictObject({ subjects: z.array(subjectNoun).default([]) })

/** A source of a row, and what it tells. */
export const told = z.strictObject({
  source: doc(packKey, '来源的键', 'Key of the source'),
  place: doc(words, '来源说了什么，用我们的话', 'What it tells, in our words'),
})

export const enterpriseNoun = z.strictObject({
  key: doc(packKey, '键', 'Key'),
  name: doc(words, '名称', 'Name'),
  aliases: doc(z.array(z.string().min(1)).default([]), '别名', 'Other names'),
  creditCode: doc(
    z
      .string()
      .regex(/^[0-9A-Z]{18}$/)
      .optional(),
    '统一社会信用代码',
    'Unified social credit code',
  ),
  role: doc(
    z.enum(['lead', 'leading', 'supporting', 'parent', 'investor']).optional(),
    '角色：链主、龙头、配套、母公司、投资方',
    'Role: lead, leading, supporting, parent, investor',
  ),
  county: doc(countyCode.optional(), '所在县区', 'County'),
  park: doc(packKey.optional(), '所在园区', 'Park'),
  stages: doc(z.array(packKey).default([]), '环节', 'Stages'),
  products: doc(z.array(packKey).default([]), '产品', 'Products'),
  owners: doc(
    z
      .array(
        z.strictObject({
          enterprise: doc(packKey, '持有者', 'Owner'),
          share: doc(z.number().gt(0).max(100).optional(), '持股 %', 'Share in %'),
          since: doc(looseDate.optional(), '自', 'Since'),
          source: doc(packKey, '来源', 'Source'),
        }),
      )
      .default([]),
    '持股方',
    'Owners',
  ),
  figures: doc(z.array(figureNoun).default([]), '数字（产能、产值……）', 'Figures'),
  sources: doc(z.array(told).min(1), '来源', 'Sources'),
  note: doc(words.optional(), '说明', 'Note'),
})
export type PackEnterprise = z.infer<typeof enterpriseNoun>
export const enterprisesFile = z.strictObject({ enterprises: z.array(enterpriseNoun).default([]) })

export const resourceNoun = z.strictObject({
  key: doc(packKey, '键', 'Key'),
  name: doc(words, '名称', 'Name'),
  aliases: doc(z.array(z.string().min(1)).default([]), '别名', 'Other names'),
  stage: doc(packKey, '环节', 'Stage'),
  county: doc(countyCode.optional(), '所在县区', 'County'),
  holder: doc(packKey.optional(), '持有企业', 'Enterprise that holds it'),
  figures: doc(z.array(figureNoun).default([]), '数字', 'Figures'),
  sources: doc(z.array(told).min(1), '来源', 'Sources'),
  note: doc(words.optional(), '说明', 'Note'),
})
export type PackResource = z.infer<typeof resourceNoun>
export const resourcesFile = z.strictObject({ resources: z.array(resourceNoun).default([]) })

export const figuresFile = z.strictObject({ figures: z.array(figureNoun).default([]) })
