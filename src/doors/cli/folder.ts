import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { KnownError } from '../../base/errors.ts'
import type { Words } from '../../base/lang.ts'

/** A file of a folder, or a folder inside it that could not be opened (`refused`). */
export interface FolderEntry {
  path: string
  /** Path inside the folder, with `/` between the parts. */
  name: string
  bytes: number
  refused?: KnownError
}

export interface Folder {
  entries: FolderEntry[]
  hidden: number
  links: number
  /** Devices, pipes, sockets. */
  others: number
}

/** True when the path is a folder; false for a file and for what is not there, which reading it will say. */
export const isFolder = async (path: string): Promise<boolean> =>
  path !== '-' &&
  (await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  ))

const cannotOpen = (path: string, cause: unknown): KnownError => {
  const code = (cause as NodeJS.ErrnoException).code ?? ''
  return new KnownError(
    'bad-folder',
    { zh: `打不开文件夹（${code}）：${path}`, en: `The folder cannot be opened (${code}): ${path}` },
    { place: { file: path }, cause },
  )
}

/**
 * The files of a folder and of the folders in it, in the order of their names. Hidden ones (a dot in front) and links are
 * left out and counted: a link may lead out of the folder or round in a circle. `except` is a file that is being written.
 */
export const filesOf = async (root: string, except?: string): Promise<Folder> => {
  const folder: Folder = { entries: [], hidden: 0, links: 0, others: 0 }
  const apart = except === undefined ? undefined : resolve(except)
  const waiting = ['']
  for (let inside = waiting.pop(); inside !== undefined; inside = waiting.pop()) {
    const at = join(root, inside)
    const found = await readdir(at, { withFileTypes: true }).catch((error: unknown) => {
      if (inside === '') throw cannotOpen(at, error)
      folder.entries.push({ path: at, name: `${inside}/`, bytes: 0, refused: cannotOpen(at, error) })
      return []
    })
    for (const one of found) {
      const name = inside === '' ? one.name : `${inside}/${one.name}`
      const path = join(root, name)
      if (one.name.startsWith('.')) folder.hidden++
      else if (one.isSymbolicLink()) folder.links++
      else if (one.isDirectory()) waiting.push(name)
      else if (!one.isFile()) folder.others++
      else if (resolve(path) !== apart)
        folder.entries.push({ path, name, bytes: (await stat(path).catch(() => null))?.size ?? 0 })
    }
  }
  // A folder's files stand together: the mark between the parts sorts before every sign of a name.
  const place = (name: string): string => name.replaceAll('/', '\0')
  folder.entries.sort((a, b) => (place(a.name) < place(b.name) ? -1 : 1))
  return folder
}

/** What was left out of a folder, in words; '' when nothing was. */
export const leftOut = ({ hidden, links, others }: Folder, say: (words: Words) => string): string => {
  const parts: Words[] = []
  if (hidden > 0) parts.push({ zh: `隐藏的 ${hidden} 个`, en: `${hidden} hidden` })
  if (links > 0) parts.push({ zh: `链接 ${links} 个`, en: `${links} links` })
  if (others > 0) parts.push({ zh: `不是文件的 ${others} 个`, en: `${others} that are no files` })
  if (parts.length === 0) return ''
  return say({
    zh: `跳过：${parts.map((part) => part.zh).join('、')}。`,
    en: `Left out: ${parts.map((part) => part.en).join(', ')}.`,
  })
}
