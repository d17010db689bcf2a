import { z } from 'zod'
import { readOperation, writeOperation } from '../access/operation.ts'
import { insiders, keepers } from '../access/roles.ts'
import { documentPage, documentRow } from './schema.ts'

const todo = (): never => {
  throw new Error('not built')
}

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
  run: todo,
})

export const showSource = readOperation({
  name: 'sources.show',
  title: { zh: '看一份来源', en: 'Show a source' },
  summary: {
    zh: '原文、置于一旁的部分、建议阅读顺序和其中的陈述。',
    en: 'The text, the parts set aside, the suggested order and the claims in it.',
  },
  who: insiders,
  input: z.object({ id: z.string() }),
  output: documentPage,
  positional: ['id'],
  run: todo,
})

export const addSource = writeOperation({
  name: 'sources.add',
  title: { zh: '添加来源', en: 'Add a source' },
  summary: {
    zh: '收下一个文件（txt、html）或一段文字，随后在后台阅读；同一内容只收一次。',
    en: 'Takes a file (txt, html) or a text and reads it in the background; the same bytes are taken once.',
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
  run: todo,
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
  run: todo,
})
