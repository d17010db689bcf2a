import { randomBytes } from 'node:crypto'
import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type Tool,
} from '@modelcontextprotocol/sdk/types.js'
import type { FileOutput, Operation } from '../../access/operation.ts'
import { KnownError } from '../../base/errors.ts'
import { inLang, type Lang } from '../../base/lang.ts'
import { withDecodedUpload } from '../fields.ts'
import { unknownSentence } from '../problems.ts'
import { answersWithFile, inputSchema } from '../schemas.ts'

export type Call = (operation: Operation, input: unknown, lang: Lang, signal: AbortSignal) => Promise<unknown>

/** Clients accept letters, digits, _ and -: the dot of `step.verb` becomes an underscore. */
export const toolName = (operation: Operation): string => operation.name.replace('.', '_')

export const toolOf = (operation: Operation, lang: Lang): Tool => ({
  name: toolName(operation),
  title: inLang(operation.title, lang),
  description: inLang(operation.summary, lang),
  inputSchema: { ...inputSchema(operation), type: 'object' } as Tool['inputSchema'],
  annotations: {
    title: inLang(operation.title, lang),
    readOnlyHint: operation.kind === 'read',
    // Nothing here erases: decisions are appended, history is kept.
    destructiveHint: false,
    openWorldHint: false,
  },
})

const answerOf = (operation: Operation, output: unknown): CallToolResult => {
  if (!answersWithFile(operation)) {
    const structured = output as Record<string, unknown>
    return { content: [{ type: 'text', text: JSON.stringify(output, null, 1) }], structuredContent: structured }
  }
  const file = output as FileOutput
  return {
    content: [
      {
        type: 'resource',
        resource: {
          uri: `quanlian:///${operation.name}/${encodeURIComponent(file.name)}`,
          mimeType: file.mediaType,
          blob: Buffer.from(file.bytes).toString('base64'),
        },
      },
    ],
  }
}

const refusalOf = (error: KnownError, lang: Lang): CallToolResult => ({
  isError: true,
  content: [
    {
      type: 'text',
      text: JSON.stringify({ error: { code: error.code, message: error.sentence(lang), place: error.place ?? null } }),
    },
  ],
})

/** An MCP server whose tools are the operations; `call` performs one as whoever opened the door. */
export const createMcpServer = (options: {
  operations: readonly Operation[]
  call: Call
  lang: Lang
  version: string
  onUnknown: (id: string, error: unknown) => void
}): Server => {
  const { operations, call, lang, version, onUnknown } = options
  const byName = new Map(operations.map((operation) => [toolName(operation), operation]))
  const server = new Server({ name: 'quanlian', title: '全链 Quanlian', version }, { capabilities: { tools: {} } })
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: operations.map((operation) => toolOf(operation, lang)),
  }))
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }): Promise<CallToolResult> => {
    const operation = byName.get(params.name)
    if (!operation) throw new McpError(ErrorCode.InvalidParams, `no tool ${params.name}`)
    try {
      const input = withDecodedUpload(operation, params.arguments ?? {})
      return answerOf(operation, await call(operation, input, lang, signal))
    } catch (error) {
      if (error instanceof KnownError) return refusalOf(error, lang)
      const id = randomBytes(6).toString('base64url')
      onUnknown(id, error)
      return refusalOf(new KnownError('internal', unknownSentence(id), { status: 500, exit: 70 }), lang)
    }
  })
  return server
}
