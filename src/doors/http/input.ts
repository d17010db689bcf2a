import type { Context } from 'hono'
import type { Operation } from '../../access/operation.ts'
import { KnownError } from '../../base/errors.ts'
import { maxSourceBytes } from '../../sources/limits.ts'
import { fieldFromWords, fieldsOf, withDecodedUpload } from '../fields.ts'

/** The largest JSON body of an operation that takes no file. */
export const maxJsonBytes = 1024 * 1024

const megabytes = (bytes: number): string => `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`

const tooLarge = (limit: number, size: number | null): KnownError =>
  new KnownError(
    'too-large',
    {
      zh: `文件${size === null ? '' : `有 ${megabytes(size)}，`}超过 ${megabytes(limit)} 的上限，没有接收。请拆分后再上传。`,
      en: `The file ${size === null ? '' : `is ${megabytes(size)} and `}exceeds the limit of ${megabytes(limit)}; nothing was taken. Split it and upload the parts.`,
    },
    { status: 413 },
  )

export const sizeLimitOf = (operation: Operation): { raw: number; json: number } => ({
  raw: operation.upload ? maxSourceBytes : 0,
  // base64 is a third longer than its bytes; a text of five million characters is at most 15 MB of UTF-8
  json: operation.upload ? Math.ceil(maxSourceBytes * 1.4) : maxJsonBytes,
})

/** Refuses a declared length before a byte of it is read. */
export const refuseLength = (declared: string | undefined, limit: number): void => {
  const size = declared === undefined ? null : Number(declared)
  if (size !== null && size > limit) throw tooLarge(limit, size)
}

/** Reads a body chunk by chunk and stops at the limit, whatever length was declared. */
export const readBody = async (context: Context, limit: number): Promise<Uint8Array> => {
  refuseLength(context.req.header('content-length'), limit)
  const body = context.req.raw.body
  if (!body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > limit) throw tooLarge(limit, null)
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks, size))
}

const mediaTypeOf = (context: Context): string =>
  (context.req.header('content-type') ?? '').split(';', 1)[0]!.trim().toLowerCase()

/** Fields from the query string, typed by the operation's schema; an unknown field is named and refused. */
export const inputFromQuery = (operation: Operation, query: URLSearchParams): Record<string, unknown> => {
  const input: Record<string, unknown> = {}
  const fields = fieldsOf(operation)
  for (const name of new Set(query.keys())) {
    const field = fields.find((one) => one.name === name && one.kind !== 'bytes')
    if (!field)
      throw new KnownError(
        'bad-input',
        {
          zh: `没有“${name}”这个字段。可用：${fields.map((one) => one.name).join('、') || '无'}。`,
          en: `There is no field "${name}". Known: ${fields.map((one) => one.name).join(', ') || 'none'}.`,
        },
        { place: { field: name } },
      )
    input[name] = fieldFromWords(field, query.getAll(name))
  }
  return input
}

/** What a request asks of an operation: JSON, or the raw bytes of its upload field with the other fields in the query. */
export const inputOf = async (context: Context, operation: Operation): Promise<unknown> => {
  const query = new URL(context.req.url).searchParams
  if (context.req.method === 'GET') return inputFromQuery(operation, query)
  const limits = sizeLimitOf(operation)
  const type = mediaTypeOf(context)
  if (operation.upload && type === 'application/octet-stream') {
    const rest = inputFromQuery(operation, query)
    return { ...rest, [operation.upload]: await readBody(context, limits.raw) }
  }
  const bytes = await readBody(context, limits.json)
  if (bytes.byteLength === 0) return {}
  if (type !== 'application/json')
    throw new KnownError(
      'bad-media-type',
      {
        zh: `请求的内容类型“${type || '未说明'}”不受支持；请发送 application/json${operation.upload ? ' 或 application/octet-stream' : ''}。`,
        en: `The content type "${type || 'none'}" is not supported; send application/json${operation.upload ? ' or application/octet-stream' : ''}.`,
      },
      { status: 415 },
    )
  let parsed: unknown
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new KnownError(
      'bad-json',
      { zh: '请求内容不是有效的 JSON（UTF-8）。', en: 'The body is not valid JSON (UTF-8).' },
      { cause },
    )
  }
  return withDecodedUpload(operation, parsed)
}
