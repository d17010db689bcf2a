import { join } from 'node:path'
import { createPerson, createWorkspace, grant } from '../access/people.ts'
import { listWorkspaces } from '../access/queries.ts'
import type { Clock } from '../base/clock.ts'
import type { Words } from '../base/lang.ts'
import { installDemo, readDemo } from '../sources/demo.ts'
import type { Store } from '../store/store.ts'
import { installPack } from '../work/packs/install.ts'
import { loadPack, packDigests } from '../work/packs/load.ts'
import { projectFolder } from './place.ts'

/** The workspace and the person a fresh data folder begins with; following the sign-in link makes one this person. */
export const firstWorkspace = { id: 'chenzhou-lithium', name: '郴州 · 锂电新能源' } as const
export const localPerson = { id: 'office', name: '链办' } as const

const packs = join(projectFolder, 'packs')
const region = 'chenzhou'

/** Installing thousands of rows takes longer than a request may. */
const patience = { timeLimitMs: 180_000 }

export interface Preparing {
  /** Whether a fresh database gets the packs and the demo pages. */
  demo: boolean
  progress(words: Words): void
}

/**
 * Brings an opened store to the state in which work can begin. A fresh one gets its workspace, its first person and, with
 * `demo`, the packs and demo pages; one that has the packs gets their newer figures. Throws what a broken pack throws.
 */
export const prepare = async (store: Store, clock: Clock, { demo, progress }: Preparing): Promise<void> => {
  const { id: workspaceId } = firstWorkspace
  const as = { workspaceId, personId: localPerson.id, operation: 'start' }
  const installing = { workspaceId, personId: localPerson.id, at: clock.now().toISOString() }
  const workspaces = await listWorkspaces(store)
  if (workspaces.some(({ id }) => id === workspaceId)) {
    const rows = await store.read(as, (db) =>
      db.selectFrom('pack').select('digest').where('workspace_id', '=', workspaceId).execute(),
    )
    const installed = rows.map(({ digest }) => digest)
    // Reading the packs takes most of a second, and they seldom change.
    if (installed.length > 0 && packDigests(packs, region).some((digest) => !installed.includes(digest)))
      await store.write(as, (db) => installPack(db, loadPack(packs, region), installing), patience)
    return
  }
  if (demo)
    progress({
      zh: '首次启动：装入产业链包、地区包和示例来源 …',
      en: 'First start: installing the packs and demo pages …',
    })
  const pack = demo ? loadPack(packs, region) : null
  const pages = demo ? await readDemo(join(packs, 'regions', region, 'demo')) : []
  // One transaction: a start that was cut off leaves a database that the next start prepares from the beginning.
  await store.write(
    as,
    async (db) => {
      await createWorkspace(db, firstWorkspace)
      await createPerson(db, workspaceId, localPerson)
      await grant(db, workspaceId, localPerson.id, 'office')
      if (pack) await installPack(db, pack, installing)
      if (pages.length > 0) await installDemo(db, { ...installing, pages })
    },
    patience,
  )
}
