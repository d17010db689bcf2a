import type { Operation } from '../access/operation.ts'
import { KnownError } from '../base/errors.ts'
import { inputSchema, type JsonSchema } from './schemas.ts'

/** One input field of an operation, as a query string or a command line can carry it. */
export interface Field {
  name: string
  kind: 'string' | 'number' | 'boolean' | 'bytes' | 'json'
  many: boolean
  required: boolean
  nullable: boolean
  choices: string[]
  otherwise: unknown
}

const withoutNull = (schema: JsonSchema): { schema: JsonSchema; nullable: boolean } => {
  if (Array.isArray(schema.type) && schema.type.includes('null'))
    return { schema: { ...schema, type: schema.type.find((type) => type !== 'null') ?? 'null' }, nullable: true }
  const others = schema.anyOf?.filter((one) => one.type !== 'null')
  if (schema.anyOf && others && others.length < schema.anyOf.length)
    return { schema: others.length === 1 ? others[0]! : { anyOf: others }, nullable: true }
  return { schema, nullable: false }
}

const kindOf = (schema: JsonSchema): Field['kind'] => {
  if (schema.contentEncoding === 'base64') return 'bytes'
  if (schema.type === 'string') return 'string'
  if (schema.type === 'number' || schema.type === 'integer') return 'number'
  if (schema.type === 'boolean') return 'boolean'
  return 'json'
}

/** The input fields of an operation in the order they were declared. */
export const fieldsOf = (operation: Operation): Field[] => {
  const { properties = {}, required = [] } = inputSchema(operation)
  return Object.entries(properties).map(([name, declared]) => {
    const { schema, nullable } = withoutNull(declared)
    const many = schema.type === 'array' && schema.items !== undefined && kindOf(schema.items) !== 'json'
    const one = many ? schema.items! : schema
    return {
      name,
      kind: kindOf(one),
      many,
      required: required.includes(name) && declared['default'] === undefined,
      nullable,
      choices: (one.enum ?? []).filter((choice) => typeof choice === 'string'),
      otherwise: declared['default'],
    }
  })
}

const wrongType = (field: Field, zh: string, en: string): KnownError =>
  new KnownError(
    'bad-input',
    { zh: `“${field.name}”应为${zh}。`, en: `"${field.name}" must be ${en}.` },
    { place: { field: field.name } },
  )

const single = (field: Field, text: string): unknown => {
  if (field.nullable && (text === '' || text === 'null')) return null
  switch (field.kind) {
    case 'number': {
      const value = Number(text)
      if (text.trim() === '' || !Number.isFinite(value)) throw wrongType(field, '数字', 'a number')
      return value
    }
    case 'boolean':
      if (text === 'true' || text === '1' || text === '') return true
      if (text === 'false' || text === '0') return false
      throw wrongType(field, ' true 或 false', 'true or false')
    case 'json':
      try {
        return JSON.parse(text)
      } catch {
        throw wrongType(field, '一段 JSON', 'JSON')
      }
    case 'bytes':
      return bytesFromBase64(text, field.name)
    default:
      return text
  }
}

/** Turns one field's words (from a query or flags) into the type its schema expects; throws a KnownError that names the field. */
export const fieldFromWords = (field: Field, words: readonly string[]): unknown => {
  if (field.many) return words.map((word) => single({ ...field, nullable: false }, word))
  if (words.length > 1)
    throw new KnownError(
      'bad-input',
      { zh: `“${field.name}”只能给一次。`, en: `"${field.name}" may be given once only.` },
      { place: { field: field.name } },
    )
  return single(field, words[0]!)
}

/** Decodes base64 strictly: Node itself drops what it cannot read, which would change a file silently. */
export const bytesFromBase64 = (text: string, field: string): Uint8Array => {
  const compact = text.replace(/[\r\n]/g, '')
  const bytes = Buffer.from(compact, 'base64')
  if (bytes.toString('base64').replace(/=+$/, '') !== compact.replace(/=+$/, ''))
    throw new KnownError(
      'bad-input',
      { zh: `“${field}”应为 base64 编码的字节。`, en: `"${field}" must be bytes in base64.` },
      { place: { field } },
    )
  return new Uint8Array(bytes)
}

/** The same input with the operation's upload field decoded when JSON carried it as base64. */
export const withDecodedUpload = (operation: Operation, input: unknown): unknown => {
  const field = operation.upload
  if (!field || typeof input !== 'object' || input === null || Array.isArray(input)) return input
  const value = (input as Record<string, unknown>)[field]
  return typeof value === 'string' ? { ...input, [field]: bytesFromBase64(value, field) } : input
}
