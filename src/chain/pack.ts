import { z } from 'zod'
import { doc, loosePeriod, packKey, packUnit, words } from './pack-nouns.ts'

/** The nouns of a chain pack: stages, products, processes with their coefficients, parameters, prices. */
export const chainPackFile = z.strictObject({
  kind: doc(z.literal('chain'), '种类', 'Kind'),
  key: doc(packKey, '键', 'Key'),
  version: doc(z.string().min(1), '版本', 'Version'),
  name: doc(words, '名称', 'Name'),
})

export const stageNoun = z.strictObject({
  key: doc(packKey, '键', 'Key'),
  name: doc(words, '名称', 'Name'),
  column: doc(z.int().nonnegative(), '列：矿为 0，向右增加', 'Column: 0 is the ore, to the right it grows'),
  row: doc(z.int().nonnegative(), '同列中的行', 'Row within the column'),
})
export type PackStage = z.infer<typeof stageNoun>
export const stagesFile = z.strictObject({ stages: z.array(stageNoun).min(1) })

const element = z.string().regex(/^[A-Z][a-z]?$/)

export const productNoun = z.strictObject({
  key: doc(packKey, '键', 'Key'),
  name: doc(words, '名称', 'Name'),
  stage: doc(packKey, '所属环节的键', 'Key of its stage'),
  unit: doc(packUnit, '单位', 'Unit'),
  aliases: doc(z.array(z.string().min(1)).default([]), '别名', 'Other names'),
  formula: doc(z.string().min(1).optional(), '化学式，元素平衡用', 'Chemical formula, for the balance of elements'),
  contains: doc(
    z.record(element, z.number().gt(0).max(1)).optional(),
    '元素质量分数：没有化学式时用',
    'Mass fractions of elements, where there is no formula',
  ),
  note: doc(words.optional(), '说明', 'Note'),
})
export type PackProduct = z.infer<typeof productNoun>
export const productsFile = z.strictObject({ products: z.array(productNoun).min(1) })

export const coefficientKinds = ['computed', 'source', 'source-weak', 'derived', 'defined', 'absent'] as const

const range = {
  low: doc(z.number().nonnegative().optional(), '下端', 'Low end'),
  high: doc(z.number().nonnegative().optional(), '上端', 'High end'),
}

export const coefficientNoun = z.strictObject({
  out: doc(packKey.optional(), '产出的产品', 'Product put out'),
  in: doc(packKey.optional(), '投入的产品', 'Product taken in'),
  value: doc(
    z.number().nonnegative().optional(),
    '每单位活动的量；没有公开数据时省略',
    'Amount per unit of activity; left out where nothing is published',
  ),
  ...range,
  unit: doc(packUnit, '单位：产品/活动', 'Unit: product per activity'),
  kind: doc(
    z.enum(coefficientKinds),
    '由来：computed 化学计量、source 来源、source-weak 弱来源、derived 由来源推算、defined 活动的定义、absent 无数据',
    'Whence: computed (stoichiometry), source, source-weak, derived, defined (unit of activity), absent',
  ),
  source: doc(packKey.optional(), '来源的键', 'Key of its source'),
  note: doc(words.optional(), '说明：算式、假设、分歧', 'Note: formula, assumption, disagreement'),
})
export type PackCoefficient = z.infer<typeof coefficientNoun>

export const processNoun = z.strictObject({
  key: doc(packKey, '键', 'Key'),
  name: doc(words, '名称', 'Name'),
  stage: doc(packKey, '所属环节的键', 'Key of its stage'),
  activity: doc(packUnit, '一单位活动', 'One unit of activity'),
  coefficients: doc(z.array(coefficientNoun).min(1), '投入产出系数', 'Coefficients'),
  note: doc(words.optional(), '说明', 'Note'),
})
export type PackProcess = z.infer<typeof processNoun>
export const processesFile = z.strictObject({ processes: z.array(processNoun).min(1) })

const citedKind = z.enum(['computed', 'source', 'source-weak', 'derived'])
const cited = {
  name: doc(words, '名称', 'Name'),
  value: doc(z.number().nonnegative(), '数值', 'Value'),
  ...range,
  unit: doc(packUnit, '单位', 'Unit'),
  kind: doc(citedKind, '由来', 'Whence'),
  source: doc(packKey, '来源的键', 'Key of its source'),
  note: doc(words.optional(), '说明', 'Note'),
}

export const parameterNoun = z.strictObject({
  key: doc(packKey, '键', 'Key'),
  group: doc(packKey, '组', 'Group'),
  ...cited,
})
export type PackParameter = z.infer<typeof parameterNoun>
export const parametersFile = z.strictObject({ parameters: z.array(parameterNoun).default([]) })

export const priceNoun = z.strictObject({
  key: doc(packKey, '键', 'Key'),
  product: doc(packKey, '产品的键', 'Key of the product'),
  period: doc(loosePeriod, '时期', 'Period'),
  ...cited,
})
export type PackPrice = z.infer<typeof priceNoun>
export const pricesFile = z.strictObject({ prices: z.array(priceNoun).default([]) })
