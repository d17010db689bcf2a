import { KnownError } from '../base/errors.ts'

/** The largest file a source may be, in bytes; doors refuse more before they read it. */
export const maxSourceBytes = 20 * 1024 * 1024

const megabytes = (bytes: number): string => String(Math.ceil((bytes / 1024 / 1024) * 10) / 10)

/** The error for a file of `bytes` bytes, over the limit. */
export const tooLarge = (bytes: number): KnownError =>
  new KnownError(
    'source-too-large',
    {
      zh: `文件太大（${megabytes(bytes)} MB），最多 ${megabytes(maxSourceBytes)} MB。请拆分，或只添加需要的页面。`,
      en: `The file is too large (${megabytes(bytes)} MB); the limit is ${megabytes(maxSourceBytes)} MB. Split it, or add only the pages you need.`,
    },
    { status: 413, place: { field: 'bytes' } },
  )

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
