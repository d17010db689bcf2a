import { z } from 'zod'
import { type WriteContext, writeOperation } from '../access/operation.ts'
import { keepers } from '../access/roles.ts'
import { setAsideReasons } from '../engines/reading/claim.ts'
import { addMark, type NewMark, undoMark } from './marks.ts'
import { noSuchSource } from './operations.ts'
import { queueReading } from './receive.ts'

const span = {
  id: z.string(),
  /** Offsets of the raw text, in UTF-16 units. */
  start: z.int().min(0),
  end: z.int().min(1),
}
const reason = z.string().max(500).optional()
const marked = z.object({
  /** The new mark; `sources.undo` takes it back. */
  mark: z.string(),
})

/** Makes the mark and has the document read with it at once. */
const andRead = async (
  { db, caller, clock, wake }: WriteContext,
  id: string,
  why: string | undefined,
  make: (mark: NewMark) => Promise<{ id: string } | undefined>,
): Promise<{ mark: string }> => {
  const made = await make({
    workspaceId: caller.workspaceId,
    personId: caller.personId,
    at: clock.now().toISOString(),
    documentId: id,
    reason: why,
  })
  if (made === undefined) throw noSuchSource()
  await queueReading(db, caller.workspaceId, id)
  wake('reading')
  return { mark: made.id }
}

export const putBack = writeOperation({
  name: 'sources.putback',
  title: { zh: '放回正文', en: 'Put back into the body' },
  summary: {
    zh: '把置于一旁的一段放回正文，立即重读；重读时一直有效，可撤销。',
    en: 'Puts a part that was set aside back into the body and reads the source again; it holds in every later reading and can be undone.',
  },
  who: keepers,
  input: z.object({ ...span, reason }),
  output: marked,
  positional: ['id'],
  run: (context, { id, start, end, reason: why }) =>
    andRead(context, id, why, (mark) => addMark(context.db, { ...mark, act: 'put-back', start, end })),
})

export const putAside = writeOperation({
  name: 'sources.putaside',
  title: { zh: '置于一旁', en: 'Set aside' },
  summary: {
    zh: '把选中的一段置于一旁，说明是什么，立即重读；重读时一直有效，可撤销。',
    en: 'Sets a chosen part aside, saying as what, and reads the source again; it holds in every later reading and can be undone.',
  },
  who: keepers,
  input: z.object({ ...span, aside: z.enum(setAsideReasons).default('foreign'), reason }),
  output: marked,
  positional: ['id'],
  run: (context, { id, start, end, aside, reason: why }) =>
    andRead(context, id, why, (mark) => addMark(context.db, { ...mark, act: 'put-aside', aside, start, end })),
})

export const undoMarked = writeOperation({
  name: 'sources.undo',
  title: { zh: '撤销标记', en: 'Undo a mark' },
  summary: {
    zh: '撤销一次“放回正文”或“置于一旁”，立即重读；记录保留。',
    en: 'Takes back a “put back” or “set aside” and reads the source again; the record of both stays.',
  },
  who: keepers,
  input: z.object({ id: z.string(), mark: z.string(), reason }),
  output: marked,
  positional: ['id', 'mark'],
  run: (context, { id, mark: undone, reason: why }) =>
    andRead(context, id, why, (mark) => undoMark(context.db, { ...mark, mark: undone })),
})
