import { z } from 'zod'
import { boundSchema, modalitySchema } from '../base/figure.ts'
import type { Words } from '../base/lang.ts'
import { parsePeriod } from '../base/period.ts'
import { writtenUnit } from './written-unit.ts'

/**
 * The nouns every pack shares: words, keys, dates, sources, figures. Each field carries `doc(zh, en)`: label and
 * sentence from which docs/engines/pack.md is made.
 */
export const doc = <S extends z.ZodType>(schema: S, zh: string, en: string): S => schema.meta({ zh, en }) as S

/** A refusal in both languages, for refinements. */
const says = (zh: string, en: string) => ({ params: { words: { zh, en } satisfies Words } })

export const words = z.strictObject({
  zh: doc(z.string().min(1), '中文', 'Chinese words'),
  en: doc(z.string().min(1), '英文', 'English words'),
})

export const packKey = z
  .string()
  .refine(
    (text) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text),
    says('键只用小写字母、数字和连字符。', 'a key is lower-case letters, digits and hyphens.'),
  )

export const packDate = z
  .string()
  .refine(
    (text) => /^\d{4}(-\d{2}(-\d{2})?)?$/.test(text) && parsePeriod(text) !== null,
    says(
      '日期要写成 2024、2024-06 或 2024-06-19，且历法上存在。',
      'a date is written 2024, 2024-06 or 2024-06-19 and must exist.',
    ),
  )

export const packPeriod = z
  .string()
  .refine(
    (text) => parsePeriod(text) !== null,
    says(
      '时期要写成 2024、2024-06、2024-H1、2025-01/2025-04 或 2022/..。',
      'a period is written 2024, 2024-06, 2024-H1, 2025-01/2025-04 or 2022/.. .',
    ),
  )

export const packUnit = z
  .string()
  .refine((text) => writtenUnit(text) !== null, says('不认识这个单位。', 'this unit is not known.'))

export const countyCode = z
  .string()
  .refine((text) => /^\d{6}$/.test(text), says('行政区划代码是六位数字。', 'a place code is six digits.'))

/** YAML reads a bare 2024 as a number; a period may be written without quotes. */
const yearAsText = (value: unknown): unknown =>
  typeof value === 'number' && Number.isInteger(value) ? String(value) : value
export const looseDate = z.preprocess(yearAsText, packDate)
export const loosePeriod = z.preprocess(yearAsText, packPeriod)

export const sourceNoun = z.strictObject({
  key: doc(packKey, '键', 'Key that figures and rows cite'),
  title: doc(
    z.string().min(1),
    '标题：网页或文件自己的标题；不知道时是我们的描述',
    'Title of the page or paper; where unknown, a description of ours',
  ),
  publisher: doc(z.string().min(1).nullable(), '发布者；未署名时为空', 'Publisher; null when unsigned'),
  published: doc(looseDate.nullable(), '发布日期，精确到年、月或日', 'Date of publication to the year, month or day'),
  url: doc(z.url().nullable(), '网址', 'Address'),
  weak: doc(
    z.boolean().default(false),
    '弱来源：转载、论坛、机器翻译、推断日期',
    'Weak: reprint, forum, machine translation, inferred date',
  ),
  note: doc(words.optional(), '说明', 'Note'),
})
export type PackSource = z.infer<typeof sourceNoun>

/** A number of the region: written as the source writes it, kept in the base unit. */
export const figureNoun = z.strictObject({
  subject: doc(
    packKey.optional(),
    '主体的键；写在企业、项目里时省略',
    'Key of its subject; left out inside an enterprise or project',
  ),
  measure: doc(packKey, '指标的键', 'Key of its measure'),
  scope: doc(words.optional(), '口径', 'Scope'),
  product: doc(packKey.optional(), '产能所属产品的键', 'Product a capacity is of'),
  value: doc(z.number(), '数值', 'Value'),
  to: doc(z.number().optional(), '区间上端', 'Upper end of a range'),
  unit: doc(packUnit, '单位（亿元、万吨/年、GWh、家……）', 'Unit as written: 亿元, 万吨/年, GWh, 家 …'),
  bound: doc(
    boundSchema.default('eq'),
    '界限：eq 等于、gt 超、ge 以上、lt 近、le 以内、approx 约',
    'Bound: eq, gt, ge, lt, le, approx',
  ),
  modality: doc(
    modalitySchema,
    '性质：实绩、目标、预期、规划、签约',
    'Modality: actual, target, forecast, plan, signed',
  ),
  period: doc(loosePeriod.nullable(), '时期；没有说时为空', 'Period; null when not said'),
  inferred: doc(z.boolean().default(false), '时期是推断的', 'True when the period is inferred'),
  county: doc(countyCode.optional(), '地点的行政区划代码', 'GB/T 2260 code of the place'),
  source: doc(z.union([packKey, z.array(packKey).min(1)]), '来源的键，可以有几个', 'Key of its source, or several'),
  where: doc(words, '在来源的何处，用我们的话', 'Where in the source it stands, in our words'),
  note: doc(words.optional(), '说明', 'Note'),
})
export type PackFigure = z.infer<typeof figureNoun>

export const measureNoun = z.strictObject({
  key: doc(packKey, '键', 'Key'),
  name: doc(words, '名称', 'Name'),
  unit: doc(packUnit.nullable(), '基本单位；可有几种时为空', 'Base unit; null where several occur'),
  aliases: doc(z.array(z.string().min(1)).default([]), '别名：来源里的说法', 'Other words for it in documents'),
  note: doc(words.optional(), '口径说明', 'What it means'),
})
export const measuresFile = z.strictObject({ measures: z.array(measureNoun).min(1) })
export const sourcesFile = z.strictObject({ sources: z.array(sourceNoun).default([]) })

export const basePackFile = z.strictObject({
  kind: doc(z.literal('base'), '种类', 'Kind'),
  key: doc(packKey, '键', 'Key'),
  version: doc(z.string().min(1), '版本', 'Version'),
  name: doc(words, '名称', 'Name'),
})
