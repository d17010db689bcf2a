import type { KnownError } from '../../base/errors.ts'
import type { Words } from '../../base/lang.ts'

/** What the exit code of `./quanlian` means; the list is printed by --help. */
export const exitCodes = {
  done: 0,
  someFailed: 1,
  badInput: 2,
  notPermitted: 3,
  inUse: 4,
  database: 5,
  notInstalled: 69,
  internal: 70,
  cancelled: 130,
} as const

export const exitWords: [number, Words][] = [
  [exitCodes.done, { zh: '成功', en: 'done' }],
  [exitCodes.someFailed, { zh: '成批阅读中有文件没有读成', en: 'some files of a batch could not be read' }],
  [exitCodes.badInput, { zh: '输入或用法有误', en: 'bad input or usage' }],
  [exitCodes.notPermitted, { zh: '没有权限', en: 'not permitted' }],
  [exitCodes.inUse, { zh: '冲突：被占用，或别人先改了', en: 'conflict: in use, or someone was faster' }],
  [
    exitCodes.database,
    { zh: '数据库、磁盘或数据目录有问题', en: 'trouble with the database, the disk or the data folder' },
  ],
  [exitCodes.notInstalled, { zh: '依赖没有安装', en: 'dependencies are not installed' }],
  [exitCodes.internal, { zh: '内部错误', en: 'internal error' }],
  [exitCodes.cancelled, { zh: '被 Ctrl-C 取消', en: 'cancelled with Ctrl-C' }],
]

/** The exit code of a refusal: one of the documented ones, whatever finer code the error carries. */
export const exitOf = (error: KnownError): number => {
  if (error.status === 401 || error.status === 403) return exitCodes.notPermitted
  if (error.status === 409) return exitCodes.inUse
  const listed: number[] = Object.values(exitCodes)
  if (listed.includes(error.exit) && error.exit !== exitCodes.notInstalled && error.exit !== exitCodes.badInput)
    return error.exit
  // sysexits of the store: 69 unavailable, 74 input or output, 75 try again
  return error.status >= 500 ? exitCodes.database : exitCodes.badInput
}
