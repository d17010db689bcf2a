import { existsSync, readFileSync } from 'node:fs'
import { isNode, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { KnownError } from '../base/errors.ts'
import type { Words } from '../base/lang.ts'

type Path = readonly (string | number)[]

/** One YAML file of a pack after its nouns have been checked; `line` finds the line of any of its values again. */
export interface PackFile<T> {
  file: string
  value: T
  line(path: Path): number
}

/** An error in a pack: names file, line and field, and says in both languages what is wrong. */
export const packError = (
  code: string,
  at: { file: string; line(path: Path): number },
  path: Path,
  words: Words,
): KnownError => placed(code, at.file, at.line(path), fieldOf(path), words)

const placed = (code: string, file: string, line: number, field: string, words: Words): KnownError =>
  new KnownError(
    code,
    {
      zh: `${file} 第 ${line} 行${field ? ` ${field}` : ''}：${words.zh}`,
      en: `${file} line ${line}${field ? `, ${field}` : ''}: ${words.en}`,
    },
    { place: { file, line, ...(field ? { field } : {}) } },
  )

const fieldOf = (path: Path): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '')

/**
 * Reads one YAML file and checks it against a noun. Returns the value with the line of each of its parts.
 * Throws a KnownError that names file, line and field: unreadable file, broken YAML, key given twice, missing or
 * unknown field, wrong type, value out of range.
 * @param path where the file lies; @param file the name shown to people, relative to the pack's folder
 */
export const readPackFile = <S extends z.ZodType>(path: string, file: string, schema: S): PackFile<z.output<S>> => {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new KnownError(
      'pack.unreadable',
      { zh: `数据包文件 ${file} 读不到。`, en: `The pack file ${file} cannot be read.` },
      { place: { file }, cause },
    )
  }
  return parsePackText(text, file, schema)
}

/** Same as readPackFile, where a file that is not there is an empty one: a pack need not have every kind of row. */
export const readOptionalFile = <S extends z.ZodType>(path: string, file: string, schema: S): PackFile<z.output<S>> =>
  existsSync(path) ? readPackFile(path, file, schema) : parsePackText('{}', file, schema)

/** Same as readPackFile for a text already in hand. */
export const parsePackText = <S extends z.ZodType>(text: string, file: string, schema: S): PackFile<z.output<S>> => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false })
  const broken = document.errors[0]
  if (broken) {
    const line = lines.linePos(broken.pos[0]).line
    if (broken.code === 'DUPLICATE_KEY')
      throw placed('pack.duplicate', file, line, '', { zh: '同一个键写了两次。', en: 'the same key is written twice.' })
    throw placed('pack.syntax', file, line, '', {
      zh: `YAML 写法有误（${broken.message}）`,
      en: `not valid YAML (${broken.message})`,
    })
  }
  const line = (path: Path): number => {
    for (let depth = path.length; depth >= 0; depth--) {
      const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true)
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
    }
    return 1
  }
  const result = schema.safeParse(document.toJS(), { reportInput: true })
  if (!result.success) {
    const issue = result.error.issues[0]!
    const { path, code, words } = explain(issue)
    throw placed(code, file, line(path), fieldOf(path), words)
  }
  return { file, value: result.data, line }
}

const chinese = z.locales.zhCN().localeError

const inChinese = (issue: z.core.$ZodIssue): string => {
  const said = chinese(issue as never)
  return (typeof said === 'string' ? said : said?.message) ?? issue.message
}

/** A Zod issue as a place and a sentence; fields that are missing or unknown get sentences of their own. */
const explain = (issue: z.core.$ZodIssue): { path: Path; code: string; words: Words } => {
  const path = issue.path as (string | number)[]
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!
    return {
      path: [...path, key],
      code: 'pack.unknown-field',
      words: { zh: `没有“${key}”这个字段。`, en: `there is no field "${key}".` },
    }
  }
  if (issue.code === 'invalid_type' && issue.message.includes('received undefined'))
    return {
      path,
      code: 'pack.missing',
      words: { zh: `缺少“${String(path.at(-1))}”。`, en: `"${String(path.at(-1))}" is missing.` },
    }
  const custom = issue.code === 'custom' ? (issue.params?.['words'] as Words | undefined) : undefined
  return { path, code: 'pack.value', words: custom ?? { zh: inChinese(issue), en: issue.message } }
}
