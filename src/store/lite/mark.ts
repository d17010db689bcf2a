import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { KnownError } from '../../base/errors.ts'

/** Version of the layout of a data folder: database, snapshots, lock, mark. */
const layout = 1

export interface Mark {
  layout: number
  /** True when the folder was closed in order with a snapshot that holds everything. */
  settled: boolean
}

const path = (folder: string): string => join(folder, 'quanlian.json')

/** The mark says that the database in the folder was made to its end; without it a start may have been cut off. */
export const writeMark = async (folder: string, mark: Pick<Mark, 'settled'>): Promise<void> => {
  const draft = `${path(folder)}.draft`
  await writeFile(draft, JSON.stringify({ layout, ...mark }))
  await rename(draft, path(folder))
}

/** Null when the folder has none. Throws KnownError `data-folder-newer`. */
export const readMark = async (folder: string): Promise<Mark | null> => {
  let mark: Mark
  try {
    mark = JSON.parse(await readFile(path(folder), 'utf8')) as Mark
  } catch {
    return null
  }
  if (mark.layout > layout) {
    throw new KnownError(
      'data-folder-newer',
      {
        zh: `数据文件夹 ${folder} 由更新版本的全链建立。请升级程序，或换用另一个数据文件夹。`,
        en: `The data folder ${folder} was made by a newer Quanlian. Upgrade the program or use another data folder.`,
      },
      { place: { file: folder }, exit: 78, status: 500 },
    )
  }
  return mark
}
