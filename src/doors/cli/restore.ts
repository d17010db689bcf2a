import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { KnownError } from '../../base/errors.ts'
import { restoreSnapshot } from '../../store/lite/restore.ts'
import { listSnapshots, madeAt } from '../../store/lite/snapshot.ts'
import type { Place } from '../place.ts'
import type { Terminal } from './terminal.ts'

/** `db restore` lists the snapshots; `db restore latest`, a name or a folder brings one back. The database that was there is kept. */
export const restoreCommand = async (place: Place, asked: string | undefined, terminal: Terminal): Promise<void> => {
  const { say, out } = terminal
  if (place.url)
    throw new KnownError('snapshot-by-server', {
      zh: '数据库在 PostgreSQL 服务器上，请用服务器自己的备份恢复。',
      en: 'The database is on a PostgreSQL server: restore it from its own backup.',
    })
  const names = await listSnapshots(place.folder)
  if (asked === undefined) {
    if (names.length === 0)
      return out(say({ zh: `${place.folder} 里还没有快照。`, en: `There is no snapshot in ${place.folder} yet.` }))
    out(say({ zh: '已有快照（新的在前）：', en: 'Snapshots, newest first:' }))
    for (const name of names) out(`  ${name}  ${madeAt(name)}`)
    return out(
      say({
        zh: '恢复：./quanlian db restore latest 或快照名',
        en: 'To restore: ./quanlian db restore latest, or a name',
      }),
    )
  }
  const name = asked === 'latest' ? names[0] : asked
  const inside = name === undefined ? undefined : join(place.folder, 'snapshots', name)
  const snapshot = inside !== undefined && names.includes(name!) ? inside : resolve(asked)
  if (!existsSync(join(snapshot, 'manifest.json')))
    throw new KnownError(
      'no-snapshot',
      {
        zh: `没有这个快照：${asked}。运行 ./quanlian db restore 查看已有快照。`,
        en: `There is no snapshot ${asked}. Run ./quanlian db restore to see them.`,
      },
      { place: { file: asked } },
    )
  const aside = await restoreSnapshot(place.folder, snapshot)
  out(say({ zh: `已恢复：${snapshot}`, en: `Restored: ${snapshot}` }))
  if (aside) out(say({ zh: `原来的数据库保留在：${aside}`, en: `The database that was there is kept in: ${aside}` }))
}
