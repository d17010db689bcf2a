import { z } from 'zod'
import { readOperation, writeOperation } from '../access/operation.ts'
import { insiders, keepers } from '../access/roles.ts'
import { KnownError } from '../base/errors.ts'
import { claimKinds } from '../engines/reading/claim.ts'
import { claimsOfPage } from './claims.ts'
import { mostClaims } from './limits.ts'
import { documentPageById, isSource, listDocuments, textOf } from './queries.ts'
import { queueReading, receiveDocument } from './receive.ts'
import { claimCursor, claimRow, claimStanding, documentPage, documentRow } from './schema.ts'

export const noSuchSource = (): KnownError =>
  new KnownError(
    'source-unknown',
    {
      zh: '没有这份来源。它可能在另一个工作区，请回到来源清单查找。',
      en: 'There is no such source. It may be in another workspace; look for it in the list of sources.',
    },
    { status: 404, place: { field: 'id' } },
  )

export const listSources = readOperation({
  name: 'sources.list',
  title: { zh: '来源清单', en: 'List of sources' },
  summary: {
    zh: '本工作区收到的文件与网页，最新在前。',
    en: 'Files and pages received in this workspace, newest first.',
  },
  who: insiders,
  input: z.object({
    search: z.string().max(200).optional(),
    limit: z.int().min(1).max(500).default(100),
    offset: z.int().min(0).default(0),
  }),
  output: z.object({ documents: z.array(documentRow), total: z.int() }),
  run: ({ db, caller, lang }, input) => listDocuments(db, caller.workspaceId, { ...input, lang }),
})

export const showSource = readOperation({
  name: 'sources.show',
  title: { zh: '看一份来源', en: 'Show a source' },
  summary: {
    zh: '原文、置于一旁的部分、建议阅读顺序和最前面的陈述；其余陈述用 sources.claims 取。',
    en: 'The text, the parts set aside, the suggested order and the first claims; sources.claims gives the others.',
  },
  who: insiders,
  input: z.object({ id: z.string() }),
  output: documentPage,
  positional: ['id'],
  run: async ({ db, caller, lang }, { id }) => {
    const page = await documentPageById(db, caller.workspaceId, id, lang)
    if (page === undefined) throw noSuchSource()
    return page
  },
})

export const claimsOfSource = readOperation({
  name: 'sources.claims',
  title: { zh: '一份来源里的陈述', en: 'Claims of a source' },
  summary: {
    zh: '按位置、种类或状态取一份来源里的陈述，依原文次序，可接着取下一页。',
    en: 'Claims of a source by place, kind or standing, in the order of the text, page after page.',
  },
  who: insiders,
  input: z.object({
    id: z.string(),
    /** Claims that begin at or after this offset, */
    from: z.int().min(0).optional(),
    /** and before this one. */
    to: z.int().min(0).optional(),
    kind: z.array(z.enum(claimKinds)).optional(),
    standing: z.array(claimStanding).optional(),
    after: claimCursor.optional(),
    limit: z.int().min(1).max(mostClaims).default(500),
  }),
  output: z.object({ claims: z.array(claimRow), next: claimCursor.nullable() }),
  positional: ['id'],
  run: async ({ db, caller }, { id, ...wanted }) => {
    const { workspaceId } = caller
    if (!(await isSource(db, workspaceId, id))) throw noSuchSource()
    const text = async (): Promise<string> => (await textOf(db, workspaceId, id)) ?? ''
    return claimsOfPage(db, workspaceId, text, { documentId: id, ...wanted })
  },
})

export const addSource = writeOperation({
  name: 'sources.add',
  title: { zh: '添加来源', en: 'Add a source' },
  summary: {
    zh: '收下一个文件（txt、html、pdf、docx、xlsx、csv）或一段文字，随后在后台阅读；同一内容只收一次。',
    en: 'Takes a file (txt, html, pdf, docx, xlsx, csv) or a text and reads it in the background; the same bytes are taken once.',
  },
  who: keepers,
  input: z.object({
    name: z.string().min(1).max(300),
    bytes: z.instanceof(Uint8Array<ArrayBufferLike>).optional(),
    text: z.string().max(5_000_000).optional(),
    url: z.url().max(2000).optional(),
    published: z.iso.date().optional(),
  }),
  output: z.object({ id: z.string(), already: z.boolean() }),
  unlogged: ['bytes', 'text'],
  positional: ['name'],
  upload: 'bytes',
  run: async ({ db, caller, clock, wake }, { name, bytes, text, url, published }) => {
    if ((bytes === undefined) === (text === undefined)) {
      throw new KnownError(
        'source-input',
        {
          zh: '请给一个文件或一段文字，二者取一。',
          en: 'Give either a file or a text, one of the two.',
        },
        { place: { field: bytes === undefined ? 'bytes' : 'text' } },
      )
    }
    const received = await receiveDocument(db, {
      workspaceId: caller.workspaceId,
      personId: caller.personId,
      at: clock.now().toISOString(),
      name,
      bytes: bytes ?? new TextEncoder().encode(text),
      url,
      published,
    })
    wake('reading')
    return received
  },
})

export const rereadSource = writeOperation({
  name: 'sources.reread',
  title: { zh: '重读来源', en: 'Read a source again' },
  summary: {
    zh: '用当前的规则重读；人的决定保留。',
    en: "Reads it again with today's rules; people's decisions stay.",
  },
  who: keepers,
  input: z.object({ id: z.string() }),
  output: z.object({ id: z.string() }),
  positional: ['id'],
  run: async ({ db, caller, wake }, { id }) => {
    if (!(await queueReading(db, caller.workspaceId, id))) throw noSuchSource()
    wake('reading')
    return { id }
  },
})
