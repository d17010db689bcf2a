import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { showMe } from '../../access/operations.ts'
import { KnownError } from '../../base/errors.ts'
import { clerkFor } from '../clerk.ts'
import type { Place } from '../place.ts'
import { placeOf } from '../place.ts'
import { columns } from './columns.ts'
import { badUsage, type Line, nothingLeft, takeFlag, takeSwitch } from './line.ts'
import type { Terminal } from './terminal.ts'

const nothingYet = (place: Place): KnownError =>
  new KnownError(
    'no-database',
    {
      zh: `${place.folder} 里还没有数据库。先运行 ./quanlian start。`,
      en: `There is no database in ${place.folder} yet. Run ./quanlian start first.`,
    },
    { status: 404, exit: 5 },
  )

const hasDatabase = (place: Place): boolean => place.url !== undefined || existsSync(join(place.folder, 'database'))

/** `db status`, `db snapshot`, `db restore [SNAPSHOT]`. */
export const databaseCommand = async (line: Line, terminal: Terminal): Promise<void> => {
  const place = placeOf(terminal.env, takeFlag(line, 'data', { zh: '文件夹', en: 'a folder' }))
  const json = takeSwitch(line, 'json')
  const verb = line.words.shift()
  const { say, out } = terminal
  if (verb !== 'status' && verb !== 'snapshot' && verb !== 'restore')
    throw badUsage({
      zh: '“db”后面要跟 status、snapshot 或 restore。',
      en: 'After "db" comes status, snapshot or restore.',
    })
  nothingLeft(line, verb === 'restore' ? 1 : 0)
  if (verb === 'restore') return (await import('./restore.ts')).restoreCommand(place, line.words[0], terminal)
  if (!hasDatabase(place)) throw nothingYet(place)
  const clerk = await clerkFor(place, 'cli', async () => {
    const { openDesk } = await import('../desk.ts')
    return openDesk(place, { demo: false, progress: () => {}, snapshots: { snapshotAtClose: false } })
  })
  try {
    if (verb === 'snapshot') return out(await clerk.snapshot(terminal.lang))
    const me = (await clerk.call(showMe, {}, { lang: terminal.lang })) as {
      database: { kind: string; trial: boolean; version: string; lastSnapshot: string | null }
      workspace: { id: string; name: string }
    }
    const status = { folder: place.folder, ...me.database, workspace: me.workspace, served: clerk.where === 'server' }
    if (json) return out(JSON.stringify(status, null, 2))
    out(
      columns([
        [say({ zh: '数据目录', en: 'Data folder' }), status.folder],
        [
          say({ zh: '数据库', en: 'Database' }),
          `PostgreSQL ${status.version}${status.trial ? say({ zh: '（试用库）', en: ' (trial database)' }) : ''}`,
        ],
        [say({ zh: '最近快照', en: 'Last snapshot' }), status.lastSnapshot ?? say({ zh: '还没有', en: 'none yet' })],
        [say({ zh: '工作区', en: 'Workspace' }), `${status.workspace.name} (${status.workspace.id})`],
        [
          say({ zh: '服务', en: 'Server' }),
          status.served ? say({ zh: '正在运行', en: 'running' }) : say({ zh: '没有运行', en: 'not running' }),
        ],
      ]),
    )
  } finally {
    await clerk.close()
  }
}
