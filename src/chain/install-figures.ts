import { sql } from 'kysely'
import type { Words } from '../base/lang.ts'
import { decimalOf, shift } from '../base/money.ts'
import { parsePeriod } from '../base/period.ts'
import { fullNameOf, regionOf } from '../base/region.ts'
import { recordFact, refreshFact } from '../facts/record.ts'
import type { Write } from '../store/transaction.ts'
import { sourceIdOf } from './install.ts'
import type { BasePack, ChainPack } from './load.ts'
import type { PackFigure } from './pack-nouns.ts'
import { installPhrases } from './phrases.ts'
import { type Installing, putRows } from './rows.ts'
import { writtenUnit } from './written-unit.ts'

/** A figure of a pack with the subject it is about and the row it is shown on. */
export interface OwnedFigure {
  figure: PackFigure
  subject: { key: string; name: string }
  owner: { kind: 'enterprise' | 'resource' | 'project' | 'park'; id: string; phase: string | null } | null
}

/**
 * Records the figures of a region pack as facts with a witness per source, and where each is shown. Figures the pack no
 * longer gives lose the pack as their witness; what people accepted stays.
 */
export const installFigures = async (
  db: Write,
  installing: Installing,
  pack: string,
  base: BasePack,
  chain: ChainPack,
  figures: readonly OwnedFigure[],
): Promise<void> => {
  const { workspaceId, personId, at } = installing
  const measures = new Map(base.measures.map((measure) => [measure.key, measure.name.zh]))
  const products = new Map(chain.products.map((product) => [product.key, product.name]))
  await installPhrases(
    db,
    installing,
    figures.flatMap(({ figure }) => [scopeOf(figure, products), figure.where, figure.note]),
  )
  const shown: { fact_id: string; position: number; owned: OwnedFigure }[] = []
  const told = new Set<string>()
  for (const [position, owned] of figures.entries()) {
    const { figure, subject } = owned
    const { unit, power } = writtenUnit(figure.unit)!
    const period = figure.period === null ? null : parsePeriod(figure.period)!
    const place = figure.county === undefined ? null : regionOf(figure.county)
    for (const source of typeof figure.source === 'string' ? [figure.source] : figure.source) {
      const sourceId = sourceIdOf(pack, source)
      const { id } = await recordFact(db, {
        workspaceId,
        personId,
        at,
        subject: subject.name,
        subjectKey: subject.key,
        measure: measures.get(figure.measure)!,
        measureKey: figure.measure,
        scope: scopeOf(figure, products)?.zh ?? null,
        modality: figure.modality,
        value: shift(decimalOf(figure.value), power),
        valueTo: figure.to === undefined ? null : shift(decimalOf(figure.to), power),
        unit,
        bound: figure.bound,
        from: period?.from ?? null,
        to: period?.to ?? null,
        precision: period?.precision ?? null,
        inferred: figure.inferred,
        place: place === null ? null : fullNameOf(place),
        placeCode: figure.county ?? null,
        origin: 'pack',
        witness: { sourceId, sentence: figure.where.zh, note: figure.note?.zh ?? null },
      })
      told.add(`${id} ${sourceId}`)
      if (owned.owner && shown.at(-1)?.owned !== owned) shown.push({ fact_id: id, position, owned })
    }
  }
  await forget(db, installing, pack, told)
  await db
    .deleteFrom('register_figure')
    .where('workspace_id', '=', workspaceId)
    .where('fact_id', 'in', (eb) =>
      eb.selectFrom('fact').select('id').where('workspace_id', '=', workspaceId).where('origin', '=', 'pack'),
    )
    .execute()
  await putRows(
    db,
    installing,
    'register_figure',
    ['fact_id', 'owner_kind', 'owner_id'],
    shown.map(({ fact_id, position, owned }) => ({
      fact_id,
      owner_kind: owned.owner!.kind,
      owner_id: owned.owner!.id,
      phase_key: owned.owner!.phase,
      role: roleOf(owned.figure),
      product_key: owned.figure.measure === 'capacity' ? owned.figure.product! : null,
      position,
    })),
  )
}

/** The product tells capacities of one owner apart; without it two products would be two values of one key. */
const scopeOf = (figure: PackFigure, products: ReadonlyMap<string, Words>): Words | undefined => {
  if (figure.measure !== 'capacity') return figure.scope
  const product = products.get(figure.product!)!
  if (figure.scope === undefined) return product
  return { zh: `${product.zh}，${figure.scope.zh}`, en: `${product.en}, ${figure.scope.en}` }
}

const roleOf = (figure: PackFigure): 'capacity' | 'investment' | 'other' =>
  figure.measure === 'capacity' ? 'capacity' : figure.measure === 'planned-investment' ? 'investment' : 'other'

/** Withdraws the pack's word from facts it no longer tells. */
const forget = async (
  db: Write,
  { workspaceId, at }: Installing,
  pack: string,
  told: ReadonlySet<string>,
): Promise<void> => {
  const standing = await db
    .selectFrom('fact_witness')
    .select(['id', 'fact_id', 'source_id'])
    .where('workspace_id', '=', workspaceId)
    .where('withdrawn_at', 'is', null)
    .where(sql<boolean>`source_id like ${`${sourceIdOf(pack, '').replace(/_/g, '\\_')}%`}`)
    .execute()
  for (const witness of standing) {
    if (told.has(`${witness.fact_id} ${witness.source_id}`)) continue
    await db
      .updateTable('fact_witness')
      .set({ withdrawn_at: at })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', witness.id)
      .execute()
    await refreshFact(db, workspaceId, witness.fact_id, at)
  }
}
