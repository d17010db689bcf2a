import { inLang, type Lang } from '../base/lang.ts'
import { englishOf, said } from '../facts/phrases.ts'
import type { Witness } from '../facts/schema.ts'
import type { OwnerKind } from '../store/tables/chain.ts'
import type { Read } from '../store/transaction.ts'
import { type CapacityRow, labelled } from './figures.ts'
import type { EnterpriseRow } from './schema.ts'

export const roleNames = {
  lead: { zh: '链主', en: 'Lead enterprise' },
  leading: { zh: '龙头', en: 'Leading enterprise' },
  supporting: { zh: '配套', en: 'Supporting enterprise' },
  parent: { zh: '母公司', en: 'Parent company' },
  investor: { zh: '投资方', en: 'Investor' },
} as const

/** The sources that tell of each row of a register, newest first, with what they tell. */
export const toldBy = async (
  db: Read,
  workspaceId: string,
  kind: OwnerKind,
  ids: readonly string[],
  lang: Lang,
): Promise<Map<string, Witness[]>> => {
  const told = new Map<string, Witness[]>()
  if (ids.length === 0) return told
  const rows = await db
    .selectFrom('register_source as r')
    .innerJoin('source as s', (join) =>
      join.onRef('s.workspace_id', '=', 'r.workspace_id').onRef('s.id', '=', 'r.source_id'),
    )
    .select([
      'r.owner_id',
      'r.place_zh',
      'r.place_en',
      's.id',
      's.title',
      's.publisher',
      's.published',
      's.url',
      's.weak',
      's.note',
      englishOf('s.workspace_id', 's.note').as('note_en'),
    ])
    .where('r.workspace_id', '=', workspaceId)
    .where('r.owner_kind', '=', kind)
    .where('r.owner_id', 'in', ids)
    .orderBy('s.published', (order) => order.desc().nullsLast())
    .orderBy('s.id')
    .execute()
  for (const row of rows) {
    const witness: Witness = {
      kind: 'source',
      id: row.id,
      documentId: null,
      title: row.title,
      publisher: row.publisher,
      published: row.published,
      url: row.url,
      sentence: row.place_zh === null ? null : inLang({ zh: row.place_zh, en: row.place_en ?? row.place_zh }, lang),
      quote: null,
      start: null,
      end: null,
      repeats: null,
      origin: null,
      weak: row.weak,
      note: said(row.note, row.note_en, lang),
    }
    told.set(row.owner_id, [...(told.get(row.owner_id) ?? []), witness])
  }
  return told
}

/** Enterprises of a stage: the lead ones first, then by name. */
export const enterprisesOf = async (
  db: Read,
  workspaceId: string,
  stage: string,
  capacities: readonly CapacityRow[],
  lang: Lang,
): Promise<EnterpriseRow[]> => {
  const rows = await db
    .selectFrom('enterprise as e')
    .innerJoin('enterprise_stage as s', (join) =>
      join.onRef('s.workspace_id', '=', 'e.workspace_id').onRef('s.enterprise_id', '=', 'e.id'),
    )
    .leftJoin('county as c', (join) =>
      join.onRef('c.workspace_id', '=', 'e.workspace_id').onRef('c.code', '=', 'e.county_code'),
    )
    .leftJoin('park as k', (join) =>
      join.onRef('k.workspace_id', '=', 'e.workspace_id').onRef('k.id', '=', 'e.park_id'),
    )
    .select([
      'e.id',
      'e.name_zh',
      'e.name_en',
      'e.role',
      'c.name_zh as county_zh',
      'c.name_en as county_en',
      'k.name_zh as park_zh',
      'k.name_en as park_en',
    ])
    .where('e.workspace_id', '=', workspaceId)
    .where('s.stage_key', '=', stage)
    .orderBy((eb) => eb.case().when('e.role', '=', 'lead').then(0).else(1).end())
    .orderBy('e.id')
    .execute()
  const ids = rows.map((row) => row.id)
  const products = await db
    .selectFrom('enterprise_product as ep')
    .innerJoin('product as p', (join) =>
      join.onRef('p.workspace_id', '=', 'ep.workspace_id').onRef('p.key', '=', 'ep.product_key'),
    )
    .select(['ep.enterprise_id', 'p.name_zh', 'p.name_en'])
    .where('ep.workspace_id', '=', workspaceId)
    .where('ep.enterprise_id', 'in', ids.length > 0 ? ids : [''])
    .where('p.stage_key', '=', stage)
    .orderBy('p.position')
    .execute()
  const told = await toldBy(db, workspaceId, 'enterprise', ids, lang)
  return rows.map((row) => ({
    id: row.id,
    name: inLang({ zh: row.name_zh, en: row.name_en }, lang),
    role: row.role === null ? null : inLang(roleNames[row.role], lang),
    county: pair(row.county_zh, row.county_en, lang),
    park: pair(row.park_zh, row.park_en, lang),
    products: products
      .filter((product) => product.enterprise_id === row.id)
      .map((product) => inLang({ zh: product.name_zh, en: product.name_en }, lang)),
    capacities: capacities
      .filter((one) => one.ownerKind === 'enterprise' && one.ownerId === row.id)
      .map((one) => labelled(one.fact, one.productName)),
    sources: told.get(row.id) ?? [],
  }))
}

/** A name that may be missing, in the reader's language. */
export const pair = (zh: string | null, en: string | null, lang: Lang): string | null =>
  zh === null ? null : inLang({ zh, en: en ?? zh }, lang)
