import { sql } from 'kysely'
import type { z } from 'zod'
import { inLang, type Lang } from '../base/lang.ts'
import type { Modality } from '../base/quantity.ts'
import type { ClaimKind } from '../engines/reading/claim.ts'
import { claimRowsById } from '../sources/claims.ts'
import { containing } from '../sources/queries.ts'
import type { ClaimRow, claimStanding } from '../sources/schema.ts'
import type { Read } from '../store/transaction.ts'
import { englishOf, said } from './phrases.ts'
import type { DecisionEvent, FactRow, Witness } from './schema.ts'

/** Claims that wait first, then those the reader is sure of, then the decided; the least certain on top of each. */
export const reviewQueue = async (
  db: Read,
  workspaceId: string,
  filter: {
    standing?: readonly z.infer<typeof claimStanding>[] | undefined
    kind?: readonly ClaimKind[] | undefined
    documentId?: string | undefined
    search?: string | undefined
    limit: number
    offset: number
  },
): Promise<{ claims: ClaimRow[]; total: number }> => {
  // The page is chosen on the small table alone; only its rows are then joined with what they say.
  let query = db
    .selectFrom('claim_standing as s')
    .where('s.workspace_id', '=', workspaceId)
    .where((eb) => eb.or([eb('s.found', '=', true), eb('s.decisions', '>', 0)]))
  if (filter.standing?.length) query = query.where('s.standing', 'in', filter.standing)
  if (filter.kind?.length) query = query.where('s.kind', 'in', filter.kind)
  if (filter.documentId !== undefined) query = query.where('s.document_id', '=', filter.documentId)
  if (filter.search?.trim()) {
    const pattern = containing(filter.search)
    query = query.where((eb) =>
      eb.or([
        eb(
          eb.refTuple('s.claim_id', 's.version'),
          'in',
          eb
            .selectFrom('claim as c')
            .select(['c.id', 'c.version'])
            .where('c.workspace_id', '=', workspaceId)
            .where((of) =>
              of.or([
                of('c.sentence', 'ilike', pattern),
                of('c.quote', 'ilike', pattern),
                of('c.subject', 'ilike', pattern),
                of('c.measure', 'ilike', pattern),
                of('c.place', 'ilike', pattern),
              ]),
            )
            .$asTuple('id', 'version'),
        ),
        eb(
          's.document_id',
          'in',
          eb
            .selectFrom('document as d')
            .select('d.id')
            .where('d.workspace_id', '=', workspaceId)
            .where((of) => of.or([of('d.title', 'ilike', pattern), of('d.name', 'ilike', pattern)])),
        ),
      ]),
    )
  }
  const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const page = await query
    .select('s.claim_id')
    // The expression of the index claim_queue, word for word.
    .orderBy(sql`(case s.standing when 'pending' then 0 when 'auto' then 1 else 2 end)`)
    .orderBy('s.confidence')
    .orderBy('s.claim_id')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute()
  return {
    claims: await claimRowsById(
      db,
      workspaceId,
      page.map((row) => row.claim_id),
    ),
    total,
  }
}

/** Every decision on a claim, the first one first. */
export const decisionsOn = async (db: Read, workspaceId: string, claimId: string): Promise<DecisionEvent[]> =>
  db
    .selectFrom('claim_decision as e')
    .leftJoin('person as p', (join) =>
      join.onRef('p.workspace_id', '=', 'e.workspace_id').onRef('p.id', '=', 'e.person_id'),
    )
    .select((eb) => [
      'e.id',
      'e.verdict',
      eb.fn.coalesce('p.name', 'e.person_id').as('person'),
      'e.at',
      'e.reason',
      'e.edits',
    ])
    .where('e.workspace_id', '=', workspaceId)
    .where('e.claim_id', '=', claimId)
    .orderBy('e.number')
    .execute()

const facts = (db: Read, workspaceId: string) =>
  db
    .selectFrom('fact as f')
    .leftJoin('subject as s', (join) =>
      join.onRef('s.workspace_id', '=', 'f.workspace_id').onRef('s.key', '=', 'f.subject_key'),
    )
    .leftJoin('measure as m', (join) =>
      join.onRef('m.workspace_id', '=', 'f.workspace_id').onRef('m.key', '=', 'f.measure_key'),
    )
    .leftJoin('person as p', (join) =>
      join.onRef('p.workspace_id', '=', 'f.workspace_id').onRef('p.id', '=', 'f.created_by'),
    )
    .where('f.workspace_id', '=', workspaceId)

const factRowsOf = async (query: ReturnType<typeof facts>, lang: Lang): Promise<FactRow[]> => {
  const rows = await query
    .selectAll('f')
    .select((eb) => [
      's.name_zh as subject_zh',
      's.name_en as subject_en',
      'm.name_zh as measure_zh',
      'm.name_en as measure_en',
      eb.fn.coalesce('p.name', 'f.created_by').as('accepted_by'),
      englishOf('f.workspace_id', 'f.scope').as('scope_en'),
      // Copies of one text are one witness, and so is one sentence printed in several texts.
      sql<number>`(select least(
          count(distinct coalesce(d.copy_of, d.id, w.source_id)),
          count(distinct coalesce(c.sentence_key, w.id)))
        from fact_witness w
        left join claim_standing st on st.workspace_id = w.workspace_id and st.claim_id = w.claim_id
        left join claim c on c.workspace_id = w.workspace_id and c.id = st.claim_id and c.version = st.version
        left join document d on d.workspace_id = w.workspace_id and d.id = st.document_id
        where w.workspace_id = f.workspace_id and w.fact_id = f.id and w.withdrawn_at is null)`.as('witnesses'),
      sql<number>`(select count(*) from fact o
        where o.workspace_id = f.workspace_id and o.fact_key = f.fact_key and o.id <> f.id
          and o.withdrawn_at is null)`.as('others'),
    ])
    .execute()
  return rows.map((row) => {
    const subject =
      row.subject_zh === null || row.subject_en === null
        ? row.subject
        : inLang({ zh: row.subject_zh, en: row.subject_en }, lang)
    const measure =
      row.measure_zh === null || row.measure_en === null
        ? row.measure
        : inLang({ zh: row.measure_zh, en: row.measure_en }, lang)
    return {
      id: row.id,
      subject,
      subjectKey: row.subject_key,
      measure,
      measureKey: row.measure_key,
      scope: said(row.scope, row.scope_en, lang),
      place: row.place,
      placeCode: row.place_code,
      figure: {
        label: `${subject} · ${measure}`,
        value: row.value,
        ...(row.value_to === null ? {} : { valueTo: row.value_to }),
        unit: row.unit,
        bound: row.bound,
        modality: row.modality,
        period:
          row.period_precision === null || (row.period_from === null && row.period_to === null)
            ? null
            : {
                from: row.period_from,
                to: row.period_to,
                precision: row.period_precision,
                inferred: row.inferred,
              },
        asOf: row.as_of,
        evidence: { kind: 'fact' as const, id: row.id },
      },
      witnesses: row.witnesses,
      others: row.others,
      acceptedAt: row.created_at,
      acceptedBy: row.accepted_by,
    }
  })
}

/** The facts that stand, the latest accepted first. */
export const ledger = async (
  db: Read,
  workspaceId: string,
  filter: {
    search?: string | undefined
    measureKey?: string | undefined
    subjectKey?: string | undefined
    modality?: readonly Modality[] | undefined
    limit: number
    offset: number
    lang: Lang
  },
): Promise<{ facts: FactRow[]; total: number }> => {
  let query = facts(db, workspaceId).where('f.withdrawn_at', 'is', null)
  if (filter.measureKey !== undefined) query = query.where('f.measure_key', '=', filter.measureKey)
  if (filter.subjectKey !== undefined) query = query.where('f.subject_key', '=', filter.subjectKey)
  if (filter.modality?.length) query = query.where('f.modality', 'in', filter.modality)
  if (filter.search?.trim()) {
    const pattern = containing(filter.search)
    query = query.where((eb) =>
      eb.or([
        eb('f.subject', 'ilike', pattern),
        eb('f.measure', 'ilike', pattern),
        eb('f.place', 'ilike', pattern),
        eb('s.name_zh', 'ilike', pattern),
        eb('s.name_en', 'ilike', pattern),
        eb('m.name_zh', 'ilike', pattern),
        eb('m.name_en', 'ilike', pattern),
      ]),
    )
  }
  const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await factRowsOf(
    query.orderBy('f.created_at', 'desc').orderBy('f.id', 'desc').limit(filter.limit).offset(filter.offset),
    filter.lang,
  )
  return { facts: rows, total }
}

/** Facts of the given ids as the doors show them, withdrawn ones too, in the order of the ids. */
export const factRowsById = async (
  db: Read,
  workspaceId: string,
  ids: readonly string[],
  lang: Lang,
): Promise<FactRow[]> => {
  if (ids.length === 0) return []
  const rows = await factRowsOf(facts(db, workspaceId).where('f.id', 'in', ids), lang)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** What else is said under the key of a fact: other values, the latest statement first. */
export const otherValues = (db: Read, workspaceId: string, id: string, lang: Lang): Promise<FactRow[]> =>
  factRowsOf(
    facts(db, workspaceId)
      .where('f.withdrawn_at', 'is', null)
      .where('f.id', '<>', id)
      .where('f.fact_key', '=', (eb) =>
        eb
          .selectFrom('fact as k')
          .select('k.fact_key')
          .where('k.workspace_id', '=', workspaceId)
          .where('k.id', '=', id),
      )
      .orderBy('f.as_of', 'desc')
      .orderBy('f.id'),
    lang,
  )

const demoNote = { zh: '演示页，由已注明出处的数字改写', en: 'Demo page, rewritten from figures with named sources' }

/** The witnesses of each fact, the newest publication first. A fact that was withdrawn shows the ones it had, saying so. */
export const witnessesOf = async (
  db: Read,
  workspaceId: string,
  factIds: readonly string[],
  lang: Lang,
): Promise<Map<string, Witness[]>> => {
  const byFact = new Map<string, Witness[]>()
  if (factIds.length === 0) return byFact
  const rows = await db
    .selectFrom('fact_witness as w')
    .innerJoin('fact as f', (join) =>
      join.onRef('f.workspace_id', '=', 'w.workspace_id').onRef('f.id', '=', 'w.fact_id'),
    )
    .leftJoin('claim_standing as st', (join) =>
      join.onRef('st.workspace_id', '=', 'w.workspace_id').onRef('st.claim_id', '=', 'w.claim_id'),
    )
    .leftJoin('claim as c', (join) =>
      join
        .onRef('c.workspace_id', '=', 'w.workspace_id')
        .onRef('c.id', '=', 'st.claim_id')
        .onRef('c.version', '=', 'st.version'),
    )
    .leftJoin('document as d', (join) =>
      join.onRef('d.workspace_id', '=', 'w.workspace_id').onRef('d.id', '=', 'st.document_id'),
    )
    .leftJoin('source as s', (join) =>
      join.onRef('s.workspace_id', '=', 'w.workspace_id').onRef('s.id', '=', 'w.source_id'),
    )
    .select((eb) => [
      'w.fact_id',
      'w.claim_id',
      'w.source_id',
      'w.sentence as source_sentence',
      'w.note as witness_note',
      englishOf('w.workspace_id', 'w.sentence').as('source_sentence_en'),
      englishOf('w.workspace_id', 'w.note').as('witness_note_en'),
      englishOf('w.workspace_id', 's.note').as('source_note_en'),
      'w.withdrawn_at',
      'st.document_id',
      'd.copy_of',
      'c.sentence_key',
      eb.fn.coalesce('d.title', 'd.name', 's.title').as('title'),
      eb.fn.coalesce('d.publisher', 's.publisher').as('publisher'),
      eb.fn.coalesce('d.published', 'd.declared_published', 's.published').as('published'),
      eb.fn.coalesce('d.url', 's.url').as('url'),
      'd.demo',
      'c.sentence as claim_sentence',
      'c.quote',
      'c.quote_start',
      'c.quote_end',
      'c.origin',
      's.weak',
      's.note as source_note',
    ])
    .where('w.workspace_id', '=', workspaceId)
    .where('w.fact_id', 'in', factIds)
    .where((eb) => eb.or([eb('w.withdrawn_at', 'is', null), eb('f.withdrawn_at', 'is not', null)]))
    .orderBy(sql`coalesce(d.published, d.declared_published, s.published)`, (order) => order.desc().nullsLast())
    .orderBy('w.created_at')
    .orderBy('w.id')
    .execute()
  const seen = new Map<string, string>()
  for (const row of rows) {
    // The first of one text or one sentence stands; what follows repeats it.
    const marks = [row.copy_of ?? row.document_id ?? row.source_id, row.sentence_key]
      .filter((mark) => mark !== null)
      .map((mark) => `${row.fact_id}|${mark}`)
    const repeats =
      row.withdrawn_at === null ? (marks.map((mark) => seen.get(mark)).find((id) => id !== undefined) ?? null) : null
    if (row.withdrawn_at === null)
      for (const mark of marks) if (!seen.has(mark)) seen.set(mark, repeats ?? (row.claim_id ?? row.source_id)!)
    const notes = [
      row.withdrawn_at === null
        ? null
        : inLang(
            {
              zh: `已于 ${row.withdrawn_at.slice(0, 10)} 撤回`,
              en: `withdrawn on ${row.withdrawn_at.slice(0, 10)}`,
            },
            lang,
          ),
      row.demo ? inLang(demoNote, lang) : null,
      said(row.witness_note, row.witness_note_en, lang),
      said(row.source_note, row.source_note_en, lang),
    ].filter((note) => note !== null)
    const witness: Witness = {
      kind: row.claim_id === null ? 'source' : 'claim',
      id: (row.claim_id ?? row.source_id)!,
      documentId: row.document_id,
      title: row.title!,
      publisher: row.publisher,
      published: row.published,
      url: row.url,
      sentence: row.claim_id === null ? said(row.source_sentence, row.source_sentence_en, lang) : row.claim_sentence,
      quote: row.quote,
      start: row.quote_start,
      end: row.quote_end,
      repeats,
      origin: row.origin,
      weak: row.weak ?? row.demo ?? false,
      note: notes.length === 0 ? null : notes.join(lang === 'en' ? '; ' : '；'),
    }
    const list = byFact.get(row.fact_id)
    if (list) list.push(witness)
    else byFact.set(row.fact_id, [witness])
  }
  return byFact
}
