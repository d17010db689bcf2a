import { join } from 'node:path'
import { createPerson, createWorkspace, grant } from '../access/people.ts'
import { listWorkspaces } from '../access/queries.ts'
import type { Clock } from '../base/clock.ts'
import type { Words } from '../base/lang.ts'
import { installDemo, readDemo } from '../sources/demo.ts'
import type { Store } from '../store/store.ts'
import { projectFolder } from './place.ts'

/** The workspace and the person a fresh data folder begins with; following the sign-in link makes one this person. */
export const firstWorkspace = { id: 'chenzhou-lithium', name: '郴州 · 锂电新能源' } as const
export const localPerson = { id: 'office', name: '链办' } as const

const demoFolder = join(projectFolder, 'packs', 'regions', 'chenzhou', 'demo')

export const packFolders = ['packs/base', 'packs/chains/lithium-battery', 'packs/regions/chenzhou'].map((path) =>
  join(projectFolder, path),
)

export interface Preparing {
  /** Whether a fresh database gets the packs and the demo pages. */
  demo: boolean
  progress(words: Words): void
}

/** Brings an opened store to the state in which work can begin; what is there already is left as it is. */
export const prepare = async (store: Store, clock: Clock, { demo, progress }: Preparing): Promise<void> => {
  const workspaces = await listWorkspaces(store)
  if (workspaces.some(({ id }) => id === firstWorkspace.id)) return
  const as = { workspaceId: firstWorkspace.id, personId: localPerson.id, operation: 'start' }
  if (demo)
    progress({
      zh: '首次启动：装入产业链包、地区包和示例来源 …',
      en: 'First start: installing the packs and demo pages …',
    })
  const pages = demo ? await readDemo(demoFolder) : []
  // One transaction: a start that was cut off leaves a database that the next start prepares from the beginning.
  await store.write(
    as,
    async (db) => {
      await createWorkspace(db, firstWorkspace)
      await createPerson(db, firstWorkspace.id, localPerson)
      await grant(db, firstWorkspace.id, localPerson.id, 'office')
      if (pages.length > 0)
        await installDemo(db, {
          workspaceId: firstWorkspace.id,
          personId: localPerson.id,
          at: clock.now().toISOString(),
          pages,
        })
    },
    { timeLimitMs: 120_000 },
  )
}
