import { z } from 'zod'
import type { Operation } from '../../access/operation.ts'
import { roleNames } from '../../access/roles.ts'
import { evidenceSchema, figureSchema, periodSchema } from '../../base/figure.ts'
import { inLang, type Lang } from '../../base/lang.ts'
import { mapStage } from '../../chain/schema.ts'
import { factRow, witness } from '../../facts/schema.ts'
import { strategyNode, targetYear } from '../../plan/schema.ts'
import { sentence } from '../../report/schema.ts'
import { claimRow, documentPage, documentRow } from '../../sources/schema.ts'
import { fieldsOf } from '../fields.ts'
import { answersWithFile, conversion, inputSchema, type JsonSchema } from '../schemas.ts'

/** Nouns that answers share; named, so that a client generated from the description gets one type for each. */
const nouns: Record<string, z.ZodType> = {
  Figure: figureSchema,
  Evidence: evidenceSchema,
  Period: periodSchema,
  Claim: claimRow,
  Document: documentRow,
  DocumentPage: documentPage,
  Fact: factRow,
  Witness: witness,
  Stage: mapStage,
  TargetYear: targetYear,
  StrategyNode: strategyNode,
  Sentence: sentence,
}

const refer = (name: string): string => `#/components/schemas/${name}`

const outputSchemas = (operations: readonly Operation[]): Record<string, JsonSchema> => {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(nouns)) registry.add(schema, { id })
  for (const operation of operations)
    if (!answersWithFile(operation) && !Object.values(nouns).includes(operation.output))
      registry.add(operation.output, { id: `${operation.name}.output` })
  const { schemas } = z.toJSONSchema(registry, { uri: refer, io: 'output', ...conversion })
  const tidy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(tidy)
    if (typeof value !== 'object' || value === null) return value
    const kept = Object.entries(value).filter(
      ([key, inner]) => key !== '$schema' && !(key === '$id' && typeof inner === 'string'),
    )
    return Object.fromEntries(kept.map(([key, inner]) => [key, tidy(inner)]))
  }
  return tidy(schemas) as Record<string, JsonSchema>
}

const outputName = (operation: Operation): string =>
  Object.entries(nouns).find(([, schema]) => schema === operation.output)?.[0] ?? `${operation.name}.output`

const errorSchema: JsonSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'place'],
      properties: {
        code: { type: 'string' },
        message: { type: 'string' },
        place: {
          type: ['object', 'null'],
          properties: {
            ...Object.fromEntries(['file', 'sheet', 'cell', 'field'].map((name) => [name, { type: 'string' }])),
            ...Object.fromEntries(['line', 'column', 'row', 'offset'].map((name) => [name, { type: 'integer' }])),
          },
        },
      },
    },
  },
}

const refusals = { '400': 'bad input', '401': 'not signed in', '403': 'not permitted', '429': 'too many requests' }

/** The OpenAPI 3.1 description of every operation, in one language. */
export const openApi = (operations: readonly Operation[], lang: Lang, version: string) => {
  const errors = Object.fromEntries(
    Object.entries(refusals).map(([status, description]) => [
      status,
      { description, content: { 'application/json': { schema: { $ref: refer('Error') } } } },
    ]),
  )
  const answerOf = (operation: Operation) => ({
    '200': {
      description: inLang(operation.title, lang),
      content: answersWithFile(operation)
        ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
        : {
            'application/json': {
              schema: {
                type: 'object',
                required: ['output'],
                properties: { output: { $ref: refer(outputName(operation)) } },
              },
            },
          },
    },
    ...errors,
  })
  const queryOf = (operation: Operation) =>
    fieldsOf(operation)
      .filter((field) => field.kind !== 'bytes')
      .map((field) => ({
        name: field.name,
        in: 'query',
        required: field.required,
        schema: inputSchema(operation).properties![field.name],
      }))
  const about = (operation: Operation, verb: 'get' | 'post') => ({
    operationId: verb === 'post' ? operation.name : `${operation.name}.get`,
    tags: [operation.name.split('.')[0]!],
    summary: inLang(operation.title, lang),
    description: `${inLang(operation.summary, lang)} (${operation.who.map((role) => inLang(roleNames[role], lang)).join(lang === 'en' ? ', ' : '、')})`,
  })
  const pathOf = (operation: Operation) => ({
    ...(operation.kind === 'read'
      ? {
          get: {
            ...about(operation, 'get'),
            parameters: queryOf(operation),
            responses: answerOf(operation),
            security: [{ session: [] }],
          },
        }
      : {}),
    post: {
      ...about(operation, 'post'),
      parameters: operation.upload ? queryOf(operation).map((one) => ({ ...one, required: false })) : [],
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: { $ref: refer(`${operation.name}.input`) } },
          ...(operation.upload ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } : {}),
        },
      },
      responses: answerOf(operation),
      security: [{ session: [], csrf: [] }],
    },
  })
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: '全链 Quanlian',
      version,
      description: inLang(
        {
          zh: '每个操作一个地址：POST 发送 JSON，读操作也可以用 GET。会话由登录链接的 Cookie 承载；POST 还要带 x-quanlian-csrf。',
          en: 'One address for each operation: POST takes JSON; reads answer GET as well. The sign-in link sets the session cookie; a POST also carries x-quanlian-csrf.',
        },
        lang,
      ),
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    tags: [...new Set(operations.map((operation) => operation.name.split('.')[0]!))].map((name) => ({ name })),
    paths: Object.fromEntries(operations.map((operation) => [`/api/${operation.name}`, pathOf(operation)])),
    components: {
      schemas: {
        ...Object.fromEntries(operations.map((operation) => [`${operation.name}.input`, inputSchema(operation)])),
        ...outputSchemas(operations),
        Error: errorSchema,
      },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'quanlian_session' },
        csrf: { type: 'apiKey', in: 'header', name: 'x-quanlian-csrf' },
      },
    },
  }
}
