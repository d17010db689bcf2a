import { createHash } from 'node:crypto'
import { KnownError } from '../base/errors.ts'
import { newId } from '../base/id.ts'
import type { SetAsideReason, Span } from '../engines/reading/claim.ts'
import type { Read, Write } from '../store/transaction.ts'
import { longestMark, mostMarks } from './limits.ts'
import { splitsPair } from './rules.ts'
import type { PageMark } from './schema.ts'

/** An event on a page, as far as it decides which spans stand. */
export interface MarkEvent {
  id: string
  act: 'put-back' | 'put-aside' | 'undo'
  start: number
  end: number
  aside: SetAsideReason | null
  undoes: string | null
}

/** What people want of the next reading: sorted spans of the raw text that do not overlap, inside each list and between them. */
export interface PeopleSpans {
  putBack: Span[]
  putAside: (Span & { reason: SetAsideReason })[]
}

const without = <S extends Span>(spans: readonly S[], hole: Span): S[] =>
  spans.flatMap((span) => {
    if (span.end <= hole.start || span.start >= hole.end) return [span]
    return [
      ...(span.start < hole.start ? [{ ...span, end: hole.start }] : []),
      ...(span.end > hole.end ? [{ ...span, start: hole.end }] : []),
    ]
  })

/** The spans that stand after all events, in their order: an undone mark counts for nothing, a later one wins where two overlap. */
export const standingSpans = (events: readonly MarkEvent[]): PeopleSpans => {
  const undone = new Set(events.map((event) => event.undoes))
  let putBack: Span[] = []
  let putAside: PeopleSpans['putAside'] = []
  for (const { id, act, start, end, aside } of events) {
    if (act === 'undo' || undone.has(id)) continue
    putBack = without(putBack, { start, end })
    putAside = without(putAside, { start, end })
    if (act === 'put-back') putBack.push({ start, end })
    else putAside.push({ start, end, reason: aside! })
  }
  const inOrder = (a: Span, b: Span): number => a.start - b.start
  return { putBack: putBack.sort(inOrder), putAside: putAside.sort(inOrder) }
}

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex')

const rows = (db: Read, workspaceId: string, documentId: string) =>
  db
    .selectFrom('page_mark')
    .where('page_mark.workspace_id', '=', workspaceId)
    .where('page_mark.document_id', '=', documentId)
    .orderBy('page_mark.number')

/** A mark as a runner takes it along: the event, and what the text under it must be. */
export type HeldMark = MarkEvent & { textSha256: string | null }

/** All events on a document in their order; empty for almost every one. */
export const marksOf = async (db: Read, workspaceId: string, documentId: string): Promise<HeldMark[]> => {
  const found = await rows(db, workspaceId, documentId).selectAll().execute()
  return found.map((row) => ({
    id: row.id,
    act: row.act,
    start: row.span_start ?? 0,
    end: row.span_end ?? 0,
    aside: row.aside_reason,
    undoes: row.undoes,
    textSha256: row.text_sha256,
  }))
}

/** Whether the text the mark was made on still stands at its place. */
export const markHolds = (raw: string, mark: Pick<HeldMark, 'act' | 'start' | 'end' | 'textSha256'>): boolean =>
  mark.act === 'undo' || (mark.end <= raw.length && sha256Of(raw.slice(mark.start, mark.end)) === mark.textSha256)

/** The marks of a document as its page lists them, the newest first; those taken back stay listed. */
export const pageMarks = async (
  db: Read,
  workspaceId: string,
  documentId: string,
  raw: string,
): Promise<PageMark[]> => {
  const found = await rows(db, workspaceId, documentId)
    .leftJoin('person as p', (join) =>
      join.onRef('p.workspace_id', '=', 'page_mark.workspace_id').onRef('p.id', '=', 'page_mark.person_id'),
    )
    .selectAll('page_mark')
    .select((eb) => eb.fn.coalesce('p.name', 'page_mark.person_id').as('person'))
    .execute()
  const undoneBy = new Map(found.flatMap((row) => (row.undoes === null ? [] : [[row.undoes, row] as const])))
  return found
    .flatMap((row): PageMark[] => {
      if (row.act === 'undo') return []
      const undone = undoneBy.get(row.id)
      const [start, end] = [row.span_start!, row.span_end!]
      return [
        {
          id: row.id,
          act: row.act,
          start,
          end,
          opening: row.opening ?? '',
          aside: row.aside_reason,
          reason: row.reason,
          person: row.person,
          at: row.at,
          undone: undone === undefined ? null : { person: undone.person, at: undone.at },
          holds: markHolds(raw, { act: row.act, start, end, textSha256: row.text_sha256 }),
        },
      ]
    })
    .reverse()
}

const refused = (code: string, zh: string, en: string, field: string): KnownError =>
  new KnownError(code, { zh, en }, { status: 422, place: { field } })

const noText = (): KnownError =>
  refused(
    'mark-unread',
    '这份来源还没有读成，没有可以标记的正文。请等它读完，或先重读。',
    'This source has not been read, so there is no text to mark. Wait until it is read, or read it again first.',
    'id',
  )

/** Throws unless the span is a stretch of whole characters of the text with something in it. */
const checkSpan = (raw: string, { start, end }: Span): void => {
  if (end > raw.length || end <= start || splitsPair(raw, start) || splitsPair(raw, end))
    throw refused(
      'mark-outside',
      '选中的一段不在原文范围内，或切开了一个字符。请在原文上重新选择。',
      'The chosen stretch is not in the text, or cuts a character in two. Choose it again in the text.',
      'end',
    )
  if (end - start > longestMark)
    throw refused(
      'mark-too-long',
      `一次最多标记 ${longestMark} 个字符。请分几段标记。`,
      `At most ${longestMark} characters are marked at once. Mark them in parts.`,
      'end',
    )
  if (raw.slice(start, end).trim() === '')
    throw refused(
      'mark-blank',
      '选中的只有空白。请选中要标记的文字。',
      'Only white space is chosen. Choose the words to mark.',
      'start',
    )
}

export interface NewMark {
  workspaceId: string
  personId: string
  at: string
  documentId: string
  reason?: string | undefined
}

/** Locks the document, so that marks are numbered one after another and a reading in progress sees that they moved. */
const lockedText = async (db: Write, { workspaceId, documentId }: NewMark) => {
  const document = await db
    .selectFrom('document')
    .select('reading_id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', documentId)
    .forUpdate()
    .executeTakeFirst()
  if (document === undefined) return undefined
  if (document.reading_id === null) throw noText()
  return db
    .selectFrom('document_reading')
    .select(['raw', 'set_asides'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', document.reading_id)
    .executeTakeFirstOrThrow()
}

const nextNumber = async (db: Write, { workspaceId, documentId }: NewMark): Promise<number> => {
  const { last } = await db
    .selectFrom('page_mark')
    .select((eb) => eb.fn.max<number | null>('number').as('last'))
    .where('workspace_id', '=', workspaceId)
    .where('document_id', '=', documentId)
    .executeTakeFirstOrThrow()
  const number = (last ?? 0) + 1
  if (number > mostMarks)
    throw refused(
      'marks-too-many',
      `一份来源最多标记 ${mostMarks} 次。请改用较大的段，或整理文件后重新添加。`,
      `A source takes at most ${mostMarks} marks. Mark larger parts, or tidy the file and add it again.`,
      'id',
    )
  return number
}

/**
 * Appends what a person wants of a stretch of a page. Undefined when there is no such document; throws mark-unread,
 * mark-outside, mark-too-long, mark-blank, mark-needless (nothing there is set aside) or marks-too-many.
 */
export const addMark = async (
  db: Write,
  mark: NewMark & Span & ({ act: 'put-back' } | { act: 'put-aside'; aside: SetAsideReason }),
): Promise<{ id: string } | undefined> => {
  const text = await lockedText(db, mark)
  if (text === undefined) return undefined
  const { start, end, workspaceId, documentId } = mark
  checkSpan(text.raw, mark)
  if (mark.act === 'put-back') {
    const { putAside } = standingSpans(await marksOf(db, workspaceId, documentId))
    if (![...text.set_asides, ...putAside].some((span) => span.start < end && span.end > start))
      throw refused(
        'mark-needless',
        '这一段没有被置于一旁，不用放回。请刷新后再看。',
        'Nothing in this stretch is set aside, so there is nothing to put back. Look at the page again.',
        'start',
      )
  }
  const words = text.raw.slice(start, end)
  const id = newId('mark')
  await db
    .insertInto('page_mark')
    .values({
      workspace_id: workspaceId,
      id,
      document_id: documentId,
      number: await nextNumber(db, mark),
      act: mark.act,
      span_start: start,
      span_end: end,
      text_sha256: sha256Of(words),
      opening: opening(words),
      aside_reason: mark.act === 'put-aside' ? mark.aside : null,
      undoes: null,
      reason: mark.reason?.trim() || null,
      person_id: mark.personId,
      at: mark.at,
    })
    .execute()
  return { id }
}

const opening = (words: string): string => {
  const signs = [...words.replaceAll('\0', '').replace(/\s+/g, ' ').trim()]
  return signs.length > 80 ? `${signs.slice(0, 80).join('')}…` : signs.join('')
}

/** Takes one mark back. Undefined when there is no such document; throws mark-unknown or mark-undone. */
export const undoMark = async (db: Write, undo: NewMark & { mark: string }): Promise<{ id: string } | undefined> => {
  if ((await lockedText(db, undo)) === undefined) return undefined
  const events = await marksOf(db, undo.workspaceId, undo.documentId)
  const mark = events.find((event) => event.id === undo.mark && event.act !== 'undo')
  if (mark === undefined)
    throw new KnownError(
      'mark-unknown',
      { zh: '这份来源上没有这个标记。请刷新后再看。', en: 'This source has no such mark. Look at the page again.' },
      { status: 404, place: { field: 'mark' } },
    )
  if (events.some((event) => event.undoes === mark.id))
    throw new KnownError(
      'mark-undone',
      {
        zh: '这个标记已经撤销了。请刷新后再看。',
        en: 'This mark has been taken back already. Look at the page again.',
      },
      { status: 409, place: { field: 'mark' } },
    )
  const id = newId('mark')
  await db
    .insertInto('page_mark')
    .values({
      workspace_id: undo.workspaceId,
      id,
      document_id: undo.documentId,
      number: await nextNumber(db, undo),
      act: 'undo',
      span_start: null,
      span_end: null,
      text_sha256: null,
      opening: null,
      aside_reason: null,
      undoes: mark.id,
      reason: undo.reason?.trim() || null,
      person_id: undo.personId,
      at: undo.at,
    })
    .execute()
  return { id }
}
