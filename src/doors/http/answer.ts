import type { FileOutput, Operation } from '../../access/operation.ts'
import type { KnownError } from '../../base/errors.ts'
import { inLang, type Lang } from '../../base/lang.ts'
import { unknownSentence } from '../problems.ts'
import { answersWithFile } from '../schemas.ts'

const asAttachment = (name: string): string => {
  const plain = name.replace(/[^\x20-\x7e]|["\\/]/g, '_')
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escape)}`
}

/** The operation's output as a response: a download for a file, else `{ output }`. */
export const outputResponse = (operation: Operation, output: unknown): Response => {
  if (!answersWithFile(operation)) return Response.json({ output }, { headers: { 'cache-control': 'no-store' } })
  const file = output as FileOutput
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      'content-type': file.mediaType,
      'content-disposition': asAttachment(file.name),
      'content-length': String(file.bytes.byteLength),
      'cache-control': 'no-store',
    },
  })
}

/** A refusal as every door over HTTP says it: code, sentence in the caller's language, place in the input. */
export const errorResponse = (error: KnownError, lang: Lang, headers: Record<string, string> = {}): Response =>
  Response.json(
    { error: { code: error.code, message: error.sentence(lang), place: error.place ?? null } },
    { status: error.status, headers: { 'cache-control': 'no-store', ...headers } },
  )

/** What a caller may learn of an error nobody foresaw: its number in the log. */
export const unknownResponse = (id: string, lang: Lang): Response =>
  Response.json(
    { error: { code: 'internal', message: inLang(unknownSentence(id), lang), place: null } },
    { status: 500, headers: { 'cache-control': 'no-store' } },
  )
