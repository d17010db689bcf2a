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

/** The longest stretch of text one mark puts back or sets aside, in UTF-16 units. */
export const longestMark = 200_000

/** How many marks one document takes, undone ones and undoings counted. */
export const mostMarks = 2_000

/** How many claims the first answer about a source carries; the others are asked for by place or kind. */
export const firstClaims = 1_000

/** The most claims one answer carries. */
export const mostClaims = 2_000

/** How many files a batch may have. */
export const mostBatchFiles = 5_000

/** Bytes of all batches of a workspace that may wait for their turn; a sender is asked to wait above it. */
export const mostWaitingBytes = 256 * 1024 * 1024

/** How many corrections are looked at, the newest first, when they are counted by rule or exported. */
export const mostCorrections = 5_000
