import { KnownError } from '../base/errors.ts'

/** The largest file a source may be, in bytes; doors refuse more before they read it. */
export const maxSourceBytes = 20 * 1024 * 1024

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 1 : 0)

/** The error for a file over the limit. `bytes` is its size where it is known, null where reading stopped at the limit. */
export const tooLarge = (bytes: number | null, limit: number = maxSourceBytes): KnownError => {
  const size = {
    zh: bytes === null ? '' : `（${megabytes(bytes)} MB）`,
    en: bytes === null ? '' : ` (${megabytes(bytes)} MB)`,
  }
  return new KnownError(
    'source-too-large',
    {
      zh: `文件太大${size.zh}，最多 ${megabytes(limit)} MB。请拆分，或只添加需要的页面。`,
      en: `The file is too large${size.en}; the limit is ${megabytes(limit)} MB. Split it, or add only the pages you need.`,
    },
    { status: 413, place: { field: 'bytes' } },
  )
}

/** The error for a file or text without a single byte. */
export const emptySource = (): KnownError =>
  new KnownError(
    'source-empty',
    {
      zh: '文件是空的，没有可读的内容。请检查文件是否保存完整，再重新添加。',
      en: 'The file is empty, there is nothing to read. Check that it was saved completely and add it again.',
    },
    { place: { field: 'bytes' } },
  )

/**
 * The bytes of an upload, refused with `source-too-large` before the first chunk when its declared length is over the
 * limit, and at the chunk that crosses it when the length was missing or wrong. Never holds more than the limit plus one chunk.
 */
export const readWithin = async (
  chunks: AsyncIterable<Uint8Array>,
  declaredLength: number | null = null,
  limit: number = maxSourceBytes,
): Promise<Uint8Array> => {
  if (declaredLength !== null && declaredLength > limit) throw tooLarge(declaredLength, limit)
  const parts: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.byteLength
    if (length > limit) throw tooLarge(null, limit)
    parts.push(chunk)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.byteLength
  }
  return bytes
}
