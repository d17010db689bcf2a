import { z } from 'zod'
import { KnownError } from '../base/errors.ts'

const inChinese = z.locales.zhCN().localeError
const inEnglish = z.locales.en().localeError

type Issue = z.core.$ZodIssue

const sentence = (issue: Issue, locale: typeof inChinese): string => {
  // A check of ours carries its own sentence; the language's table has none for it.
  if (issue.code === 'custom') return issue.message
  const said = locale(issue as z.core.$ZodRawIssue)
  return (typeof said === 'string' ? said : said?.message) ?? issue.message
}

/** The error of an input that does not fit its declaration: names the first field that is wrong and counts the others. */
export const inputError = (error: z.ZodError): KnownError => {
  const [first, ...others] = error.issues
  const field = first?.path.map(String).join('.') ?? ''
  const zh = first ? sentence(first, inChinese) : '无效输入'
  const en = first ? sentence(first, inEnglish) : 'Invalid input'
  return new KnownError(
    'input-invalid',
    {
      zh: `${field ? `“${field}”` : '输入'}不对：${zh}${others.length > 0 ? `（另有 ${others.length} 处）` : ''}。`,
      en: `${field ? `“${field}”` : 'The input'} is not right: ${en}${others.length > 0 ? ` (and ${others.length} more)` : ''}.`,
    },
    { place: { field }, status: 400 },
  )
}

/** The input as the declaration reads it, defaults filled in. Throws KnownError `input-invalid` with the field. */
export const readInput = <I extends z.ZodType>(declaration: I, input: unknown): z.output<I> => {
  const read = declaration.safeParse(input ?? {})
  if (!read.success) throw inputError(read.error)
  return read.data
}
