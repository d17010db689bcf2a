import { inLang, type Lang } from '../base/lang.ts'
import { factsById } from '../chain/figures.ts'
import { toldBy } from '../chain/register.ts'
import type { Read } from '../store/transaction.ts'
import { type SeriesFigure, targetYears } from './rules.ts'
import type { PolicyRow, PostRow, StrategyNode, TargetYear } from './schema.ts'

/**
 * The years of the followed series of a measure, from the facts that stand now: told by a pack or accepted by a person.
 * Only whole calendar years without a narrower scope; a target may be said of the year's end alone (到2027年).
 */
export const yearsOf = async (
  db: Read,
  workspaceId: string,
  measure: string,
  lang: Lang,
): Promise<{ measure: string; unit: string; years: TargetYear[] }> => {
  const known = await db
    .selectFrom('measure')
    .select(['name_zh', 'name_en', 'unit'])
    .where('workspace_id', '=', workspaceId)
    .where('key', '=', measure)
    .executeTakeFirst()
  const series = await db
    .selectFrom('series')
    .select(['subject_key', 'position'])
    .where('workspace_id', '=', workspaceId)
    .where('measure_key', '=', measure)
    .orderBy('position')
    .execute()
  const name = known ? inLang({ zh: known.name_zh, en: known.name_en }, lang) : measure
  if (series.length === 0) return { measure: name, unit: known?.unit ?? '', years: [] }
  const main = series[0]!.subject_key
  const rows = await db
    .selectFrom('fact')
    .select(['id', 'subject_key', 'modality', 'period_from', 'period_to'])
    .where('workspace_id', '=', workspaceId)
    .where('measure_key', '=', measure)
    .where(
      'subject_key',
      'in',
      series.map((one) => one.subject_key),
    )
    .where('scope', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('period_to', 'is not', null)
    .orderBy('as_of', (order) => order.desc().nullsLast())
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  const whole = rows.filter((row) => {
    const year = row.period_to!.slice(0, 4)
    const ahead = row.modality === 'target' || row.modality === 'forecast' || row.modality === 'plan'
    return (
      row.period_to === `${year}-12-31` && (row.period_from === `${year}-01-01` || (ahead && row.period_from === null))
    )
  })
  const facts = await factsById(
    db,
    workspaceId,
    whole.map((row) => row.id),
    lang,
  )
  const figures = whole.flatMap((row): SeriesFigure[] => {
    const fact = facts.get(row.id)
    if (!fact) return []
    return [{ year: Number(row.period_to!.slice(0, 4)), main: row.subject_key === main, figure: fact.figure }]
  })
  return { measure: name, unit: known?.unit ?? '', years: targetYears(figures, lang) }
}

/** The strategy trees in their order, each root with its sources. */
export const strategiesOf = async (db: Read, workspaceId: string, lang: Lang): Promise<StrategyNode[]> => {
  const rows = await db
    .selectFrom('strategy_node')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('position')
    .orderBy('key')
    .execute()
  const told = await toldBy(
    db,
    workspaceId,
    'strategy',
    rows.map((row) => row.key),
    lang,
  )
  const under = (parent: string | null): StrategyNode[] =>
    rows
      .filter((row) => row.parent_key === parent)
      .map((row) => ({
        key: row.key,
        kind: row.kind,
        name: inLang({ zh: row.name_zh, en: row.name_en }, lang),
        sources: told.get(row.key) ?? [],
        children: under(row.key),
      }))
  return under(null)
}

/** The posts of the chain system in their order. */
export const organisationOf = async (db: Read, workspaceId: string, lang: Lang): Promise<PostRow[]> => {
  const rows = await db
    .selectFrom('post')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const told = await toldBy(
    db,
    workspaceId,
    'post',
    rows.map((row) => row.id),
    lang,
  )
  return rows.map((row) => ({
    body: inLang({ zh: row.body_zh, en: row.body_en }, lang),
    post: inLang({ zh: row.post_zh, en: row.post_en }, lang),
    holder: row.holder_zh === null ? null : inLang({ zh: row.holder_zh, en: row.holder_en ?? row.holder_zh }, lang),
    sources: told.get(row.id) ?? [],
  }))
}

/** The policy papers in their order, each with its clauses. */
export const policiesOf = async (db: Read, workspaceId: string, lang: Lang): Promise<PolicyRow[]> => {
  const rows = await db
    .selectFrom('policy')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const clauses = await db
    .selectFrom('policy_clause')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('position')
    .execute()
  const told = await toldBy(
    db,
    workspaceId,
    'policy',
    rows.map((row) => row.id),
    lang,
  )
  const said = (zh: string | null, en: string | null): string | null =>
    zh === null ? null : inLang({ zh, en: en ?? zh }, lang)
  return rows.map((row) => ({
    id: row.id,
    name: inLang({ zh: row.name_zh, en: row.name_en }, lang),
    issuer: said(row.issuer_zh, row.issuer_en),
    number: row.number,
    issued: row.issued,
    clauses: clauses
      .filter((clause) => clause.policy_id === row.id)
      .map((clause) => ({
        heading: inLang({ zh: clause.heading_zh, en: clause.heading_en }, lang),
        summary: said(clause.summary_zh, clause.summary_en),
      })),
    sources: told.get(row.id) ?? [],
  }))
}
