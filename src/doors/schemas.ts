import { z } from 'zod'
import type { Operation } from '../access/operation.ts'
import { fileOutput } from '../access/operation.ts'

export type JsonSchema = Record<string, unknown> & {
  type?: string | string[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  enum?: unknown[]
  contentEncoding?: string
}

/** Bytes are the only custom type in operations; JSON carries them as base64. */
const bytesAsBase64 = (context: { zodSchema: z.core.$ZodTypes; jsonSchema: z.core.JSONSchema.BaseSchema }): void => {
  if (context.zodSchema._zod.def.type === 'custom') {
    context.jsonSchema.type = 'string'
    context.jsonSchema.contentEncoding = 'base64'
  }
}

export const conversion = { unrepresentable: 'any', override: bytesAsBase64 } as const

/** JSON Schema (2020-12) of what a caller may send; bytes are base64 strings. */
export const inputSchema = (operation: Operation): JsonSchema => {
  const { $schema: _, ...schema } = z.toJSONSchema(operation.input, { io: 'input', ...conversion }) as JsonSchema
  return schema
}

/** True when the operation answers with a file instead of JSON. */
export const answersWithFile = (operation: Operation): boolean => (operation.output as unknown) === fileOutput
