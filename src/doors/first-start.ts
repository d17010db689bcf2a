import { join } from 'node:path'
import { createPerson, createWorkspace, grant } from '../access/people.ts'
import { listWorkspaces } from '../access/queries.ts'
import type { Clock } from '../base/clock.ts'
import type { Words } from '../base/lang.ts'
import { installBase, installChain } from '../chain/install.ts'
import { installDemo, readDemo } from '../sources/demo.ts'
import type { Store } from '../store/store.ts'
import type { Read, Write } from '../store/transaction.ts'
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

/** True while nobody has put anything into the workspace: a plain start may still fill it. */
const isUntouched = async (db: Read, workspaceId: string): Promise<boolean> => {
  for (const table of ['pack', 'document', 'fact'] as const) {
    const row = await db
      .selectFrom(table)
      .select('workspace_id')
      .where('workspace_id', '=', workspaceId)
      .limit(1)
      .executeTakeFirst()
    if (row) return false
  }
  return true
}

/**
 * Brings an opened store to the state in which work can begin. A fresh one gets its workspace, its first person and, with
 * `demo`, the packs and demo pages; without it only the words and stages every chain of this kind has. One that was begun
 * empty and is still untouched is filled when it is asked for; one that has the packs gets their newer figures. Throws
 * what a broken pack throws.
 */
export const prepare = async (store: Store, clock: Clock, { demo, progress }: Preparing): Promise<void> => {
  const { id: workspaceId } = firstWorkspace
  const as = { workspaceId, personId: localPerson.id, operation: 'start' }
  const installing = { workspaceId, personId: localPerson.id, at: clock.now().toISOString() }
  const fill = async (db: Write): Promise<void> => {
    await installPack(db, loadPack(packs, region), installing)
    await installDemo(db, { ...installing, pages: await readDemo(join(packs, 'regions', region, 'demo')) })
  }
  const saying = (): void =>
    progress({
      zh: '首次启动：装入产业链包、地区包和示例来源 …',
      en: 'First start: installing the packs and demo pages …',
    })
  const workspaces = await listWorkspaces(store)
  if (workspaces.some(({ id }) => id === workspaceId)) {
    const rows = await store.read(as, (db) =>
      db.selectFrom('pack').select('digest').where('workspace_id', '=', workspaceId).execute(),
    )
    const installed = rows.map(({ digest }) => digest)
    // Reading the packs takes most of a second, and they seldom change.
    if (installed.length > 0 && packDigests(packs, region).some((digest) => !installed.includes(digest)))
      await store.write(as, (db) => installPack(db, loadPack(packs, region), installing), patience)
    else if (demo && (await store.read(as, (db) => isUntouched(db, workspaceId)))) {
      saying()
      await store.write(as, fill, patience)
    }
    return
  }
  if (demo) saying()
  // One transaction: a start that was cut off leaves a database that the next start prepares from the beginning.
  await store.write(
    as,
    async (db) => {
      await createWorkspace(db, firstWorkspace)
      await createPerson(db, workspaceId, localPerson)
      await grant(db, workspaceId, localPerson.id, 'office')
      // Whoever starts the desk on this machine also administers it, until they hand that over.
      await grant(db, workspaceId, localPerson.id, 'admin')
      if (demo) return fill(db)
      const { base, chain } = loadPack(packs, region)
      await installBase(db, installing, base)
      await installChain(db, installing, chain)
    },
    patience,
  )
}
