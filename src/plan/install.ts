import { named, noted } from '../chain/install.ts'
import { installTold } from '../chain/install-region.ts'
import { type Installing, putRows, replaceRows, stillOfPack } from '../chain/rows.ts'
import type { Write } from '../store/transaction.ts'
import type { PlanPack } from './load.ts'
import type { PackStrategyNode } from './pack.ts'

/** Puts the strategy tree, the organisation and the policies of a region pack in place. */
export const installPlan = async (db: Write, installing: Installing, region: string, pack: PlanPack): Promise<void> => {
  const nodes = flatten(pack.strategies, null)
  await putRows(
    db,
    installing,
    'strategy_node',
    ['key'],
    nodes.map(({ node, parent, position }) => ({
      key: node.key,
      parent_key: parent,
      kind: node.kind,
      position,
      ...named(node.name),
    })),
    { origin: true },
  )
  await installTold(
    db,
    installing,
    region,
    'strategy',
    nodes.map(({ node }) => node),
  )
  await putRows(
    db,
    installing,
    'post',
    ['id'],
    pack.posts.map((post, position) => ({
      id: post.key,
      body_zh: post.body.zh,
      body_en: post.body.en,
      post_zh: post.post.zh,
      post_en: post.post.en,
      holder_zh: post.holder?.zh ?? null,
      holder_en: post.holder?.en ?? null,
      position,
    })),
    { origin: true },
  )
  await installTold(db, installing, region, 'post', pack.posts)
  await putRows(
    db,
    installing,
    'policy',
    ['id'],
    pack.policies.map((policy, position) => ({
      id: policy.key,
      ...named(policy.name),
      issuer_zh: policy.issuer?.zh ?? null,
      issuer_en: policy.issuer?.en ?? null,
      number: policy.number ?? null,
      issued: policy.issued ?? null,
      valid_from: policy.validFrom ?? null,
      valid_to: policy.validTo ?? null,
      position,
    })),
    { origin: true },
  )
  await installTold(db, installing, region, 'policy', pack.policies)
  const ids = await stillOfPack(
    db,
    installing,
    'policy',
    pack.policies.map((policy) => policy.key),
  )
  await replaceRows(
    db,
    installing,
    'policy_clause',
    { column: 'policy_id', ids },
    ['policy_id', 'position'],
    pack.policies.flatMap((policy) =>
      policy.clauses.map((clause, position) => ({
        policy_id: policy.key,
        position,
        heading_zh: clause.heading.zh,
        heading_en: clause.heading.en,
        summary_zh: noted(clause.summary).note_zh,
        summary_en: noted(clause.summary).note_en,
      })),
    ),
  )
}

const flatten = (
  nodes: readonly PackStrategyNode[],
  parent: string | null,
): { node: PackStrategyNode; parent: string | null; position: number }[] =>
  nodes.flatMap((node, position) => [{ node, parent, position }, ...flatten(node.children, node.key)])
