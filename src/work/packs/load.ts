import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { KnownError } from '../../base/errors.ts'
import { type BasePack, type ChainPack, loadBase, loadChain } from '../../chain/load.ts'
import { loadRegion, type RegionPack } from '../../chain/load-region.ts'
import { packError, readPackFile } from '../../chain/pack-file.ts'
import { regionPackFile } from '../../chain/region-pack.ts'
import { loadPlan, type PlanPack } from '../../plan/load.ts'
import { loadProjects } from '../projects/load.ts'
import type { PackProject } from '../projects/pack.ts'

/** Base, chain and region, read and checked against each other: all that a workspace starts from. */
export interface Pack {
  base: BasePack
  chain: ChainPack
  region: RegionPack
  plan: PlanPack
  projects: PackProject[]
  /** SHA-256 over the files of each pack, by its key. */
  digests: Record<string, string>
}

/**
 * Reads the region pack in `folder/regions/{region}` with the base pack and the chain pack it names. Touches files only.
 * Throws a KnownError naming file, line and field in both languages at the first fault.
 * @param folder the folder `packs`; @param region the name of a folder under `regions`
 */
export const loadPack = (folder: string, region: string): Pack => {
  const regionFolder = join(folder, 'regions', region)
  if (!/^[a-z0-9-]+$/.test(region) || !existsSync(join(regionFolder, 'pack.yaml')))
    throw new KnownError('pack.none', {
      zh: `没有名为“${region}”的地区包（找过 regions/${region}/pack.yaml）。`,
      en: `There is no region pack "${region}" (looked for regions/${region}/pack.yaml).`,
    })
  const shown = `regions/${region}`
  const headFile = readPackFile(join(regionFolder, 'pack.yaml'), `${shown}/pack.yaml`, regionPackFile)
  const head = headFile.value
  const chainFolder = join(folder, 'chains', head.chain)
  if (!existsSync(join(chainFolder, 'pack.yaml')))
    throw packError('pack.unknown-chain', headFile, ['chain'], {
      zh: `没有键为“${head.chain}”的产业链包（找过 chains/${head.chain}/pack.yaml）。`,
      en: `there is no chain pack "${head.chain}" (looked for chains/${head.chain}/pack.yaml).`,
    })
  const base = loadBase(join(folder, 'base'), 'base')
  const chain = loadChain(chainFolder, `chains/${head.chain}`)
  const { pack, known } = loadRegion(regionFolder, shown, base, chain)
  return {
    base,
    chain,
    region: pack,
    plan: loadPlan(regionFolder, shown, known),
    projects: loadProjects(regionFolder, shown, known),
    digests: {
      [base.head.key]: digestOf(join(folder, 'base')),
      [chain.head.key]: digestOf(chainFolder),
      [pack.head.key]: digestOf(regionFolder),
    },
  }
}

const digestOf = (folder: string): string => {
  const hash = createHash('sha256')
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort())
    hash
      .update(name)
      .update('\0')
      .update(readFileSync(join(folder, name)))
      .update('\0')
  return hash.digest('hex')
}

/** The digests `loadPack` would give, without reading the files as packs: enough to see that nothing changed since. */
export const packDigests = (folder: string, region: string): string[] => {
  const regionFolder = join(folder, 'regions', region)
  const head = readPackFile(join(regionFolder, 'pack.yaml'), `regions/${region}/pack.yaml`, regionPackFile).value
  return [join(folder, 'base'), join(folder, 'chains', head.chain), regionFolder].map(digestOf)
}
