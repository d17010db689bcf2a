import { KnownError } from '../base/errors.ts'

/** An error PostgreSQL answered with, the same from both drivers. `code` is the SQLSTATE. */
export class DatabaseError extends Error {
  readonly code: string
  readonly detail: string | undefined
  readonly table: string | undefined
  readonly constraint: string | undefined

  constructor(
    message: string,
    fields: {
      code?: string | undefined
      detail?: string | undefined
      table?: string | undefined
      constraint?: string | undefined
    },
  ) {
    super(message)
    this.name = 'DatabaseError'
    this.code = fields.code ?? 'XX000'
    this.detail = fields.detail
    this.table = fields.table
    this.constraint = fields.constraint
  }
}

export const databaseGone = (cause?: unknown): KnownError =>
  new KnownError(
    'database-gone',
    {
      zh: '数据库连接断开了；刚才的操作没有生效。数据库恢复后会自动重新连接，请稍后再试。',
      en: 'The database is not reachable; the last action took no effect. The server reconnects by itself once the database is back. Try again in a moment.',
    },
    { status: 503, exit: 69, cause },
  )

export const commitUnknown = (cause?: unknown): KnownError =>
  new KnownError(
    'commit-unknown',
    {
      zh: '保存的最后一步没有得到数据库的答复，不能确定是否已保存。请刷新页面核对后再继续。',
      en: 'The database did not answer the last step of saving; it is not certain whether it was saved. Reload the page and look before you go on.',
    },
    { status: 503, exit: 75, cause },
  )

export const timeLimitReached = (limitMs: number): KnownError =>
  new KnownError(
    'time-limit',
    {
      zh: `操作超过 ${Math.round(limitMs / 1000)} 秒，已停止，未作任何改动。请缩小范围后再试。`,
      en: `The action took longer than ${Math.round(limitMs / 1000)} seconds and was stopped; nothing was changed. Narrow it and try again.`,
    },
    { status: 503, exit: 75 },
  )

export const diskFull = (cause?: unknown): KnownError =>
  new KnownError(
    'disk-full',
    {
      zh: '磁盘已满，未能写入；已有数据没有丢失。请腾出空间后再试。',
      en: 'The disk is full and nothing was written; what was there is safe. Free some space and try again.',
    },
    { status: 507, exit: 74, cause },
  )

const connectionCodes = new Set([
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '53300',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
])

const codeOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return ''
  const code = (error as { code?: unknown }).code
  return typeof code === 'string' ? code : ''
}

/** True when the error means that the connection, not the statement, failed. */
export const isConnectionLoss = (error: unknown): boolean =>
  connectionCodes.has(codeOf(error)) ||
  (error instanceof AggregateError && error.errors.some(isConnectionLoss)) ||
  (error instanceof Error &&
    /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/.test(
      error.message,
    ))

/** The error a person can act on when there is one, else the error as it came. */
export const explained = (error: unknown): unknown => {
  if (error instanceof KnownError) return error
  if (isConnectionLoss(error)) return databaseGone(error)
  if (codeOf(error) === '53100' || codeOf(error) === 'ENOSPC') return diskFull(error)
  return error
}
