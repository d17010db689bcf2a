import { installBase, installChain } from '../../chain/install.ts'
import { installFigures } from '../../chain/install-figures.ts'
import { installRegion, regionFigures } from '../../chain/install-region.ts'
import { type Installing, putRows } from '../../chain/rows.ts'
import { installPlan } from '../../plan/install.ts'
import type { Write } from '../../store/transaction.ts'
import { installProjects, projectFigures } from '../projects/install.ts'
import type { Pack } from './load.ts'

/**
 * Puts a pack in place in one transaction. Installing the same files again changes nothing; a newer version updates the
 * pack's own rows, adds its new figures and steps, and leaves every row a person has taken over and every accepted claim
 * as they are. Returns the keys of the packs that were new or changed.
 */
export const installPack = async (db: Write, pack: Pack, installing: Installing): Promise<{ installed: string[] }> => {
  const heads = [pack.base.head, pack.chain.head, pack.region.head]
  const known = await db
    .selectFrom('pack')
    .select(['key', 'digest'])
    .where('workspace_id', '=', installing.workspaceId)
    .execute()
  const same = new Map(known.map((row) => [row.key, row.digest]))
  const installed = heads.map((head) => head.key).filter((key) => same.get(key) !== pack.digests[key])
  if (installed.length === 0) return { installed }

  const region = pack.region.head.key
  await installBase(db, installing, pack.base)
  await installChain(db, installing, pack.chain)
  await installRegion(db, installing, pack.region, pack.chain)
  await installPlan(db, installing, region, pack.plan)
  await installProjects(db, installing, region, pack.projects)
  await installFigures(db, installing, region, pack.base, pack.chain, [
    ...regionFigures(pack.region),
    ...projectFigures(pack.projects),
  ])
  await putRows(
    db,
    installing,
    'pack',
    ['key'],
    heads
      .filter((head) => installed.includes(head.key))
      .map((head) => ({
        key: head.key,
        kind: head.kind,
        version: head.version,
        digest: pack.digests[head.key]!,
        name_zh: head.name.zh,
        name_en: head.name.en,
        installed_at: installing.at,
      })),
  )
  return { installed }
}
