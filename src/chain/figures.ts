import type { Figure } from '../base/figure.ts'
import { inLang, type Lang } from '../base/lang.ts'
import { add } from '../base/money.ts'
import type { Modality } from '../base/quantity.ts'
import { factRowsById } from '../facts/queries.ts'
import type { FactRow } from '../facts/schema.ts'
import type { Read } from '../store/transaction.ts'

/** A capacity on the register: a fact, whose it is, and of what product. */
export interface CapacityRow {
  factId: string
  ownerKind: 'enterprise' | 'resource' | 'project' | 'park'
  ownerId: string
  phase: string | null
  productKey: string
  productName: string
  fact: FactRow
}

/** Every capacity of the registers whose fact still stands, in the order of the pack. */
export const capacityRows = async (db: Read, workspaceId: string, lang: Lang): Promise<CapacityRow[]> => {
  const rows = await db
    .selectFrom('register_figure as r')
    .innerJoin('product as p', (join) =>
      join.onRef('p.workspace_id', '=', 'r.workspace_id').onRef('p.key', '=', 'r.product_key'),
    )
    .innerJoin('fact as f', (join) =>
      join.onRef('f.workspace_id', '=', 'r.workspace_id').onRef('f.id', '=', 'r.fact_id'),
    )
    .select(['r.fact_id', 'r.owner_kind', 'r.owner_id', 'r.phase_key', 'p.key', 'p.name_zh', 'p.name_en'])
    .where('r.workspace_id', '=', workspaceId)
    .where('r.role', '=', 'capacity')
    .where('f.withdrawn_at', 'is', null)
    .orderBy('p.position')
    .orderBy('r.position')
    .execute()
  const facts = await factsById(
    db,
    workspaceId,
    rows.map((row) => row.fact_id),
    lang,
  )
  return rows.flatMap((row) => {
    const fact = facts.get(row.fact_id)
    if (!fact) return []
    return [
      {
        factId: row.fact_id,
        ownerKind: row.owner_kind as CapacityRow['ownerKind'],
        ownerId: row.owner_id,
        phase: row.phase_key,
        productKey: row.key,
        productName: inLang({ zh: row.name_zh, en: row.name_en }, lang),
        fact,
      },
    ]
  })
}

/** Facts as the doors show them, by id. */
export const factsById = async (
  db: Read,
  workspaceId: string,
  ids: readonly string[],
  lang: Lang,
): Promise<Map<string, FactRow>> =>
  new Map((await factRowsById(db, workspaceId, [...new Set(ids)], lang)).map((row) => [row.id, row]))

/** A fact's figure under another label; the evidence stays. */
export const labelled = (fact: FactRow, label: string): Figure => ({ ...fact.figure, label })

/**
 * The capacities of a product that may be added: of one modality and unit, without phases whose whole project is there,
 * without projects inside a counted project, and without mines, whose licence repeats what their project will do.
 */
export const countable = (rows: readonly CapacityRow[], parents: ReadonlyMap<string, string | null>): CapacityRow[] => {
  const whole = new Set(rows.filter((row) => row.phase === null).map((row) => `${row.ownerKind} ${row.ownerId}`))
  return rows.filter((row) => {
    if (row.ownerKind === 'resource') return false
    if (row.phase !== null && whole.has(`${row.ownerKind} ${row.ownerId}`)) return false
    if (row.ownerKind !== 'project') return true
    for (let up = parents.get(row.ownerId) ?? null; up !== null; up = parents.get(up) ?? null)
      if (whole.has(`project ${up}`)) return false
    return true
  })
}

const order: readonly Modality[] = ['actual', 'plan', 'signed', 'forecast', 'target']

/**
 * Known capacities per product and modality: one figure each, the fact itself when there is one, else a sum that opens its
 * parts. Different products, units and modalities are never added.
 */
export const capacityFigures = (
  rows: readonly CapacityRow[],
  parents: ReadonlyMap<string, string | null>,
): Figure[] => {
  const groups = new Map<string, CapacityRow[]>()
  for (const row of rows) {
    const key = `${row.productKey} ${row.fact.figure.unit} ${row.fact.figure.modality}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  const products = [...new Set(rows.map((row) => row.productKey))]
  return [...groups.values()]
    .flatMap((group) => {
      const counted = countable(group, parents)
      const parts = counted.length > 0 ? counted : group.slice(0, 1)
      const [first] = parts
      return [{ product: first!.productKey, figure: sumOf(parts) }]
    })
    .sort(
      (a, b) =>
        products.indexOf(a.product) - products.indexOf(b.product) ||
        order.indexOf(a.figure.modality) - order.indexOf(b.figure.modality),
    )
    .map((one) => one.figure)
}

const sumOf = (parts: readonly CapacityRow[]): Figure => {
  const [first, ...rest] = parts
  const label = first!.productName
  if (rest.length === 0) return labelled(first!.fact, label)
  const inputs = parts.map((part) => labelled(part.fact, part.fact.subject))
  return {
    label,
    value: inputs.map((input) => input.value ?? '0').reduce(add),
    unit: first!.fact.figure.unit,
    bound: inputs.every((input) => input.bound === 'eq') ? 'eq' : 'approx',
    modality: first!.fact.figure.modality,
    period: null,
    asOf:
      inputs
        .map((input) => input.asOf ?? '')
        .sort()
        .at(-1) || null,
    evidence: {
      kind: 'formula',
      formula: inputs.map((input) => input.label).join(' + '),
      inputs,
    },
  }
}
