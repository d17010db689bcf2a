import { sql } from 'kysely'
import { newId } from '../base/id.ts'
import type { Precision } from '../base/period.ts'
import type { Bound, Modality } from '../base/quantity.ts'
import type { Write } from '../store/transaction.ts'
import { normalName, resolveMeasure, resolveSubject } from './resolve.ts'

export interface NewSource {
  workspaceId: string
  /** A stable id when the same source is recorded again with every start of a pack. */
  id?: string | undefined
  title: string
  publisher?: string | null | undefined
  /** 2024, 2024-06 or 2024-06-19: as precise as it is known. */
  published?: string | null | undefined
  url?: string | null | undefined
  weak?: boolean | undefined
  note?: string | null | undefined
}

/** Records where a pack's figure was published, or brings the source of that id up to date. Returns its id. */
export const recordSource = async (db: Write, source: NewSource): Promise<string> => {
  const id = source.id ?? newId('source')
  const said = {
    title: source.title,
    publisher: source.publisher ?? null,
    published: source.published ?? null,
    url: source.url ?? null,
    weak: source.weak ?? false,
    note: source.note ?? null,
  }
  await db
    .insertInto('source')
    .values({ workspace_id: source.workspaceId, id, ...said })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'id'])
        .doUpdateSet(said)
        .where(
          sql<boolean>`(source.title, source.publisher, source.published, source.url, source.weak, source.note) is distinct from (excluded.title, excluded.publisher, excluded.published, excluded.url, excluded.weak, excluded.note)`,
        ),
    )
    .execute()
  return id
}

export interface NewMeasure {
  workspaceId: string
  key: string
  zh: string
  en: string
  unit?: string | null | undefined
  note?: string | null | undefined
  aliases?: readonly string[] | undefined
}

/** Registers a measure under its key with its names and aliases, or brings it up to date. */
export const recordMeasure = async (db: Write, measure: NewMeasure): Promise<void> => {
  const said = { name_zh: measure.zh, name_en: measure.en, unit: measure.unit ?? null, note: measure.note ?? null }
  await db
    .insertInto('measure')
    .values({ workspace_id: measure.workspaceId, key: measure.key, ...said })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'key'])
        .doUpdateSet(said)
        .where(
          sql<boolean>`(measure.name_zh, measure.name_en, measure.unit, measure.note) is distinct from (excluded.name_zh, excluded.name_en, excluded.unit, excluded.note)`,
        ),
    )
    .execute()
  for (const [normal, alias] of aliasForms([measure.zh, measure.en, ...(measure.aliases ?? [])])) {
    await db
      .insertInto('measure_alias')
      .values({ workspace_id: measure.workspaceId, normal, measure_key: measure.key, alias })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'normal', 'measure_key']).doUpdateSet({ alias }))
      .execute()
  }
}

export interface NewSubject extends Omit<NewMeasure, 'unit'> {
  kind?: string | undefined
  /** GB/T 2260 code of the place the subject belongs to. */
  placeCode?: string | null | undefined
}

/** Registers a subject under its key with its names and aliases, or brings it up to date. */
export const recordSubject = async (db: Write, subject: NewSubject): Promise<void> => {
  const said = {
    name_zh: subject.zh,
    name_en: subject.en,
    kind: subject.kind ?? 'industry',
    place_code: subject.placeCode ?? null,
    note: subject.note ?? null,
  }
  await db
    .insertInto('subject')
    .values({ workspace_id: subject.workspaceId, key: subject.key, ...said })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'key'])
        .doUpdateSet(said)
        .where(
          sql<boolean>`(subject.name_zh, subject.name_en, subject.kind, subject.place_code, subject.note) is distinct from (excluded.name_zh, excluded.name_en, excluded.kind, excluded.place_code, excluded.note)`,
        ),
    )
    .execute()
  for (const [normal, alias] of aliasForms([subject.zh, subject.en, ...(subject.aliases ?? [])])) {
    await db
      .insertInto('subject_alias')
      .values({ workspace_id: subject.workspaceId, normal, subject_key: subject.key, alias })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'normal', 'subject_key']).doUpdateSet({ alias }))
      .execute()
  }
}

const aliasForms = (names: readonly string[]): Map<string, string> => {
  const forms = new Map<string, string>()
  for (const name of names) {
    const normal = normalName(name)
    if (normal !== '' && !forms.has(normal)) forms.set(normal, name)
  }
  return forms
}

export interface FactStatement {
  subject: string
  measure: string
  scope: string | null
  modality: Modality
  from: string | null
  to: string | null
  place: string | null
  placeCode: string | null
}

/**
 * The text two facts share when they are about the same thing. Registered keys stand for the words; a registered
 * subject has its place. A target or forecast is keyed by the end of its period: "到2027年" and "2027年" are one goal.
 */
export const factKey = (fact: FactStatement, subjectKey: string | null, measureKey: string | null): string => {
  const endOnly = fact.modality === 'target' || fact.modality === 'forecast'
  const from = endOnly && fact.to !== null ? '' : (fact.from ?? '')
  return [
    subjectKey === null ? normalName(fact.subject) : `#${subjectKey}`,
    measureKey === null ? normalName(fact.measure) : `#${measureKey}`,
    normalName(fact.scope ?? ''),
    fact.modality,
    from,
    fact.to ?? '',
    subjectKey === null ? (fact.placeCode ?? normalName(fact.place ?? '')) : '',
  ].join('|')
}

export type WitnessOf =
  | { claimId: string }
  /** `sentence`: where in the source the figure stands, in our words. */
  | { sourceId: string; sentence?: string | null | undefined; note?: string | null | undefined }

export interface NewFact {
  workspaceId: string
  personId: string
  /** ISO time of recording. */
  at: string
  subject: string
  /** Left out: resolved from the words; null: known to be none. */
  subjectKey?: string | null | undefined
  measure: string
  measureKey?: string | null | undefined
  scope?: string | null | undefined
  modality: Modality
  /** Decimal strings in the base unit. */
  value: string
  valueTo?: string | null | undefined
  unit: string
  bound?: Bound | undefined
  from?: string | null | undefined
  to?: string | null | undefined
  precision?: Precision | null | undefined
  inferred?: boolean | undefined
  place?: string | null | undefined
  placeCode?: string | null | undefined
  origin: 'claim' | 'pack'
  witness: WitnessOf
}

/**
 * Records that a witness says this value: joins the fact of the same key and value, bringing it back if it was
 * withdrawn, or makes a new one beside the other values of the key. Returns the fact's id and whether it is new.
 * Recording the same thing twice changes nothing.
 */
export const recordFact = async (db: Write, fact: NewFact): Promise<{ id: string; created: boolean }> => {
  const statement: FactStatement = {
    subject: fact.subject,
    measure: fact.measure,
    scope: fact.scope ?? null,
    modality: fact.modality,
    from: fact.from ?? null,
    to: fact.to ?? null,
    place: fact.place ?? null,
    placeCode: fact.placeCode ?? null,
  }
  const subjectKey = fact.subjectKey === undefined ? await resolveSubject(db, fact.subject, statement) : fact.subjectKey
  const measureKey = fact.measureKey === undefined ? await resolveMeasure(db, fact.measure) : fact.measureKey
  const key = factKey(statement, subjectKey, measureKey)
  const bound = fact.bound ?? 'eq'
  const valueTo = fact.valueTo ?? null

  const made = await db
    .insertInto('fact')
    .values({
      workspace_id: fact.workspaceId,
      id: newId('fact'),
      fact_key: key,
      subject: fact.subject,
      subject_key: subjectKey,
      measure: fact.measure,
      measure_key: measureKey,
      scope: statement.scope,
      modality: fact.modality,
      value: fact.value,
      value_to: valueTo,
      unit: fact.unit,
      bound,
      period_from: statement.from,
      period_to: statement.to,
      period_precision: fact.precision ?? null,
      inferred: fact.inferred ?? false,
      place: statement.place,
      place_code: statement.placeCode,
      as_of: null,
      origin: fact.origin,
      created_at: fact.at,
      created_by: fact.personId,
      withdrawn_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  const id =
    made?.id ??
    (
      await db
        .selectFrom('fact')
        .select('id')
        .where('workspace_id', '=', fact.workspaceId)
        .where('fact_key', '=', key)
        .where('value', '=', fact.value)
        .where('value_to', 'is not distinct from', valueTo)
        .where('unit', '=', fact.unit)
        .where('bound', '=', bound)
        .executeTakeFirstOrThrow()
    ).id

  await addWitness(db, fact, id)
  await refreshFact(db, fact.workspaceId, id, fact.at)
  return { id, created: made !== undefined }
}

const addWitness = async (db: Write, fact: NewFact, factId: string): Promise<void> => {
  const claimId = 'claimId' in fact.witness ? fact.witness.claimId : null
  const sourceId = 'sourceId' in fact.witness ? fact.witness.sourceId : null
  const sentence = 'sourceId' in fact.witness ? (fact.witness.sentence ?? null) : null
  const note = 'sourceId' in fact.witness ? (fact.witness.note ?? null) : null
  const joined = await db
    .insertInto('fact_witness')
    .values({
      workspace_id: fact.workspaceId,
      id: newId('witness'),
      fact_id: factId,
      claim_id: claimId,
      source_id: sourceId,
      sentence,
      note,
      created_at: fact.at,
      created_by: fact.personId,
      withdrawn_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (joined !== undefined) return
  await db
    .updateTable('fact_witness')
    .set({ withdrawn_at: null, sentence, note })
    .where('workspace_id', '=', fact.workspaceId)
    .where('fact_id', '=', factId)
    .where('claim_id', 'is not distinct from', claimId)
    .where('source_id', 'is not distinct from', sourceId)
    .where((eb) =>
      eb.or([
        eb('withdrawn_at', 'is not', null),
        eb('sentence', 'is distinct from', sentence),
        eb('note', 'is distinct from', note),
      ]),
    )
    .execute()
}

/** Takes a claim's word back: the witness stays on record as withdrawn, and so does a fact that has no other. */
export const withdrawWitness = async (
  db: Write,
  { workspaceId, claimId, at }: { workspaceId: string; claimId: string; at: string },
): Promise<void> => {
  const withdrawn = await db
    .updateTable('fact_witness')
    .set({ withdrawn_at: at })
    .where('workspace_id', '=', workspaceId)
    .where('claim_id', '=', claimId)
    .where('withdrawn_at', 'is', null)
    .returning('fact_id')
    .execute()
  for (const row of withdrawn) await refreshFact(db, workspaceId, row.fact_id, at)
}

/** Brings what follows from the live witnesses up to date: whether the fact stands, and the day of its newest statement. */
export const refreshFact = async (db: Write, workspaceId: string, factId: string, at: string): Promise<void> => {
  // Concurrent decisions on two claims of one fact take turns here; else each would count the other's witness as it was.
  await db
    .selectFrom('fact')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', factId)
    .forUpdate()
    .execute()
  const live = await db
    .selectFrom('fact_witness as w')
    .leftJoin('claim_standing as c', (join) =>
      join.onRef('c.workspace_id', '=', 'w.workspace_id').onRef('c.claim_id', '=', 'w.claim_id'),
    )
    .leftJoin('document as d', (join) =>
      join.onRef('d.workspace_id', '=', 'w.workspace_id').onRef('d.id', '=', 'c.document_id'),
    )
    .leftJoin('source as s', (join) =>
      join.onRef('s.workspace_id', '=', 'w.workspace_id').onRef('s.id', '=', 'w.source_id'),
    )
    .select(({ fn }) => [
      'w.created_at as joined',
      fn.coalesce('d.published', 'd.declared_published', 's.published').as('published'),
    ])
    .where('w.workspace_id', '=', workspaceId)
    .where('w.fact_id', '=', factId)
    .where('w.withdrawn_at', 'is', null)
    .execute()
  if (live.length === 0) {
    await db
      .updateTable('fact')
      .set({ withdrawn_at: at })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', factId)
      .where('withdrawn_at', 'is', null)
      .execute()
    return
  }
  const published = live.flatMap((row) => (row.published === null ? [] : [row.published]))
  const asOf = (published.length > 0 ? published : live.map((row) => row.joined.slice(0, 10))).sort().at(-1)!
  await db
    .updateTable('fact')
    .set({ as_of: asOf, withdrawn_at: null })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', factId)
    .where((eb) => eb.or([eb('as_of', 'is distinct from', asOf), eb('withdrawn_at', 'is not', null)]))
    .execute()
}
