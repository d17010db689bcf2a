import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { KnownError } from '../base/errors.ts'
import type { Write } from '../store/transaction.ts'
import { receiveDocument } from './receive.ts'

const demoList = z.strictObject({
  pages: z
    .array(
      z.strictObject({
        file: z.string().regex(/^[\w.-]+$/),
        name: z.string().min(1).max(300),
        published: z.iso.date(),
        /** Public pages its figures were taken from. */
        sources: z.array(z.url()).min(1),
      }),
    )
    .min(1),
})

export interface DemoPage {
  name: string
  published: string
  sources: string[]
  bytes: Uint8Array
}

/** The demo pages of a region pack's `demo` folder. Throws demo-invalid naming the file when the list or a page is not as it should be. */
export const readDemo = async (folder: string): Promise<DemoPage[]> => {
  const file = join(folder, 'demo.yaml')
  const refuse = (cause: unknown, about: string): never => {
    throw new KnownError(
      'demo-invalid',
      {
        zh: `演示页读不了（${about}）：${cause instanceof Error ? cause.message : String(cause)}。请恢复该文件，或用 --empty 启动。`,
        en: `The demo pages cannot be read (${about}): ${cause instanceof Error ? cause.message : String(cause)}. Restore the file, or start with --empty.`,
      },
      { place: { file: about }, cause },
    )
  }
  const text = await readFile(file, 'utf8').catch((error: unknown) => refuse(error, file))
  let listed: unknown
  try {
    listed = parse(text)
  } catch (error) {
    refuse(error, file)
  }
  const list = demoList.safeParse(listed)
  if (!list.success) return refuse(z.prettifyError(list.error), file)
  return Promise.all(
    list.data.pages.map(async (page) => ({
      name: page.name,
      published: page.published,
      sources: page.sources,
      bytes: await readFile(join(folder, page.file)).catch((error: unknown) => refuse(error, join(folder, page.file))),
    })),
  )
}

/** Receives the demo pages, marked as such, for the reader to read. Pages that are already there stay as they are. Returns their ids. */
export const installDemo = async (
  db: Write,
  {
    workspaceId,
    personId,
    at,
    pages,
  }: { workspaceId: string; personId: string; at: string; pages: readonly DemoPage[] },
): Promise<string[]> => {
  const ids: string[] = []
  for (const { name, published, bytes } of pages) {
    const { id } = await receiveDocument(db, { workspaceId, personId, at, name, bytes, published, demo: true })
    ids.push(id)
  }
  return ids
}
