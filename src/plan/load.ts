import { join } from 'node:path'
import type { z } from 'zod'
import { keysOf } from '../chain/load.ts'
import { checkTold, type KnownKeys } from '../chain/load-region.ts'
import { type PackFile, packError, readOptionalFile } from '../chain/pack-file.ts'
import {
  organisationFile,
  type PackPolicy,
  type PackPost,
  type PackStrategyNode,
  policiesFile,
  strategyFile,
} from './pack.ts'

export interface PlanPack {
  strategies: PackStrategyNode[]
  posts: PackPost[]
  policies: PackPolicy[]
}

/** Reads the plan's part of a region pack and checks its keys and sources. */
export const loadPlan = (folder: string, shown: string, known: KnownKeys): PlanPack => {
  const read = <S extends z.ZodType>(name: string, schema: S): PackFile<z.output<S>> =>
    readOptionalFile(join(folder, name), `${shown}/${name}`, schema)
  const strategy = read('strategy.yaml', strategyFile)
  const organisation = read('organisation.yaml', organisationFile)
  const policies = read('policies.yaml', policiesFile)
  const taken = new Set<string>()
  const walk = (nodes: readonly PackStrategyNode[], path: (string | number)[]): void => {
    nodes.forEach((node, index) => {
      const here = [...path, index]
      if (taken.has(node.key))
        throw packError('pack.duplicate', strategy, [...here, 'key'], {
          zh: `键“${node.key}”已经用过。`,
          en: `the key "${node.key}" is already used.`,
        })
      taken.add(node.key)
      checkTold(strategy, here, node.sources, known)
      walk(node.children, [...here, 'children'])
    })
  }
  walk(strategy.value.strategies, ['strategies'])
  keysOf(organisation, 'posts', organisation.value.posts)
  organisation.value.posts.forEach((post, index) => {
    checkTold(organisation, ['posts', index], post.sources, known)
  })
  keysOf(policies, 'policies', policies.value.policies)
  policies.value.policies.forEach((policy, index) => {
    checkTold(policies, ['policies', index], policy.sources, known)
  })
  return {
    strategies: strategy.value.strategies,
    posts: organisation.value.posts,
    policies: policies.value.policies,
  }
}
