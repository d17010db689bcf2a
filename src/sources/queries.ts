import { sql } from 'kysely'
import { inLang, type Lang } from '../base/lang.ts'
import { wordsOfWhy } from '../engines/reading/clean/words.ts'
import { whyNothing } from '../engines/reading/notices.ts'
import type { Read } from '../store/transaction.ts'
import { claimsOfPage, tallyOf } from './claims.ts'
import { firstClaims } from './limits.ts'
import { pageMarks } from './marks.ts'
import { isReordered } from './rules.ts'
import type { DocumentPage, DocumentRow } from './schema.ts'
import { voteWords } from './voter.ts'

const documents = (db: Read, workspaceId: string) =>
  db
    .selectFrom('document as d')
    .leftJoin('person as p', (join) =>
      join.onRef('p.workspace_id', '=', 'd.workspace_id').onRef('p.id', '=', 'd.received_by'),
    )
    .where('d.workspace_id', '=', workspaceId)

const documentRowsOf = async (query: ReturnType<typeof documents>, lang: Lang): Promise<DocumentRow[]> => {
  const rows = await query
    .select((eb) => [
      'd.id',
      'd.name',
      'd.title',
      'd.publisher',
      eb.fn.coalesce('d.published', 'd.declared_published').as('published'),
      'd.state',
      'd.progress',
      'd.problem',
      'd.encoding',
      'd.bytes_count',
      'd.sha256',
      'd.demo',
      'd.received_at',
      eb.fn.coalesce('p.name', 'd.received_by').as('received_by'),
      'd.set_aside_count',
      sql<{ claims: number; pending: number }>`(
        select jsonb_build_object('claims', count(*), 'pending', count(*) filter (where s.standing = 'pending'))
        from claim_standing s
        where s.workspace_id = d.workspace_id and s.document_id = d.id and (s.found or s.decisions > 0)
      )`.as('counts'),
      sql<{ id: string; title: string } | null>`(
        select jsonb_build_object('id', o.id, 'title', coalesce(o.title, o.name))
        from document o where o.workspace_id = d.workspace_id and o.id = d.copy_of
      )`.as('copy_of'),
      sql<number>`(select count(*) from document o where o.workspace_id = d.workspace_id and o.copy_of = d.id)`.as(
        'copies',
      ),
    ])
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    title: row.title,
    publisher: row.publisher,
    published: row.published,
    state: row.state,
    progress: row.progress,
    problem: row.problem === null ? null : inLang(row.problem, lang),
    encoding: row.encoding,
    bytes: row.bytes_count,
    sha256: row.sha256,
    demo: row.demo,
    receivedAt: row.received_at,
    receivedBy: row.received_by,
    claims: row.counts.claims,
    pending: row.counts.pending,
    setAside: row.set_aside_count,
    copyOf: row.copy_of,
    copies: row.copies,
  }))
}

/** `%text%` with the pattern's own signs taken literally. */
export const containing = (text: string): string =>
  `%${text
    .replaceAll('\0', '')
    .trim()
    .replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`

/** Documents newest first, and how many there are in all. */
export const listDocuments = async (
  db: Read,
  workspaceId: string,
  { search, limit, offset, lang }: { search?: string | undefined; limit: number; offset: number; lang: Lang },
): Promise<{ documents: DocumentRow[]; total: number }> => {
  let query = documents(db, workspaceId)
  if (search !== undefined && search.trim() !== '') {
    const pattern = containing(search)
    query = query.where((eb) =>
      eb.or([eb('d.name', 'ilike', pattern), eb('d.title', 'ilike', pattern), eb('d.publisher', 'ilike', pattern)]),
    )
  }
  const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await documentRowsOf(
    query.orderBy('d.received_at', 'desc').orderBy('d.id', 'desc').limit(limit).offset(offset),
    lang,
  )
  return { documents: rows, total }
}

/**
 * One document with its text as last read, its blocks, set-aside parts, what people marked in it, and the first of its
 * claims in page order; undefined when there is none.
 */
export const documentPageById = async (
  db: Read,
  workspaceId: string,
  id: string,
  lang: Lang,
): Promise<DocumentPage | undefined> => {
  const [row] = await documentRowsOf(documents(db, workspaceId).where('d.id', '=', id), lang)
  if (row === undefined) return undefined
  const reading = await db
    .selectFrom('document as d')
    .innerJoin('document_reading as r', (join) =>
      join.onRef('r.workspace_id', '=', 'd.workspace_id').onRef('r.id', '=', 'd.reading_id'),
    )
    .select(['r.raw', 'r.blocks', 'r.set_asides', 'r.language', 'r.format', 'r.notices', 'r.vote'])
    .where('d.workspace_id', '=', workspaceId)
    .where('d.id', '=', id)
    .executeTakeFirst()
  const raw = reading?.raw ?? ''
  const blocks = reading?.blocks ?? []
  const setAside = reading?.set_asides ?? []
  const { claims, next } = await claimsOfPage(db, workspaceId, async () => raw, { documentId: id, limit: firstClaims })
  const nothing =
    reading === undefined
      ? null
      : whyNothing({ document: { language: reading.language ?? 'zh' }, blocks, setAside, claims })
  const notices = [...(nothing === null ? [] : [nothing]), ...(reading?.notices ?? [])]
  return {
    ...row,
    format: reading?.format ?? null,
    raw,
    blocks,
    reordered: isReordered(blocks),
    setAsides: setAside.map((part) => ({ ...part, why: inLang(wordsOfWhy(part.why ?? ''), lang) })),
    vote: reading?.vote ? inLang(voteWords(reading.vote), lang) : null,
    notice: notices.length === 0 ? null : notices.map((words) => inLang(words, lang)).join(lang === 'en' ? ' ' : ''),
    tally: await tallyOf(db, workspaceId, id),
    claimRows: claims,
    moreClaims: next,
    marks: await pageMarks(db, workspaceId, id, raw),
  }
}

/** The text of a document as last read; '' while it has not been read, undefined when there is no such document. */
export const textOf = async (db: Read, workspaceId: string, id: string): Promise<string | undefined> => {
  const found = await db
    .selectFrom('document as d')
    .leftJoin('document_reading as r', (join) =>
      join.onRef('r.workspace_id', '=', 'd.workspace_id').onRef('r.id', '=', 'd.reading_id'),
    )
    .select('r.raw')
    .where('d.workspace_id', '=', workspaceId)
    .where('d.id', '=', id)
    .executeTakeFirst()
  return found === undefined ? undefined : (found.raw ?? '')
}

export const isSource = async (db: Read, workspaceId: string, id: string): Promise<boolean> =>
  (await db
    .selectFrom('document')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()) !== undefined
