import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { link, mkdir, readFile, rename, rmdir, stat, unlink, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { KnownError } from '../../base/errors.ts'

export interface Holder {
  pid: number
  /** When the process started, in the system's own ticks: tells a living holder from a later process with its number. */
  started: string
  host: string
  /** Where the running server is reached; empty until it listens. */
  address: string
  token: string
  since: string
}

const beatMs = 5_000
/** A holder on another machine (a shared folder, a container before its restart) counts as dead after this silence. */
const silenceMs = 60_000

/** Start time of a process in clock ticks since boot, with the boot's id; '' where the system does not tell. */
const startOf = (pid: number): string => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot}/${fields.slice(fields.lastIndexOf(')') + 2).split(' ')[19]}`
  } catch {
    return ''
  }
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const inUse = (folder: string, holder: Holder): KnownError =>
  new KnownError(
    'data-folder-in-use',
    {
      zh: holder.address
        ? `数据文件夹 ${folder} 正在使用中：服务已在 ${holder.address} 运行（进程 ${holder.pid}）。请直接打开该地址；要重新启动，请先停止那个进程。`
        : `数据文件夹 ${folder} 正被进程 ${holder.pid} 使用（自 ${holder.since} 起）。请先停止那个进程，或用另一个数据文件夹。`,
      en: holder.address
        ? `The data folder ${folder} is in use: a server already runs at ${holder.address} (process ${holder.pid}). Open that address; to start anew, stop that process first.`
        : `The data folder ${folder} is in use by process ${holder.pid} (since ${holder.since}). Stop that process first, or choose another data folder.`,
    },
    { place: { file: folder }, exit: 73, status: 409 },
  )

/** The error a person can act on when the folder cannot be written, else the error as it came. */
export const folderTrouble = (folder: string, error: unknown): unknown => {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) {
    return new KnownError(
      'data-folder-read-only',
      {
        zh: `数据文件夹 ${folder} 不能写入。请改正文件夹权限，或用 --data 指定另一个文件夹。`,
        en: `The data folder ${folder} cannot be written. Correct its permissions, or name another folder with --data.`,
      },
      { place: { file: folder }, exit: 73, status: 500, cause: error },
    )
  }
  if (['ENOTDIR', 'EEXIST'].includes(code)) {
    return new KnownError(
      'data-folder-not-a-folder',
      {
        zh: `${folder} 不是文件夹，不能存放数据。请用 --data 指定一个文件夹。`,
        en: `${folder} is not a folder and cannot hold the data. Name a folder with --data.`,
      },
      { place: { file: folder }, exit: 73, status: 500, cause: error },
    )
  }
  if (code === 'ENOSPC') {
    return new KnownError(
      'disk-full',
      {
        zh: `数据文件夹 ${folder} 所在磁盘已满。请腾出空间后再启动。`,
        en: `The disk of the data folder ${folder} is full. Free some space and start again.`,
      },
      { place: { file: folder }, exit: 74, status: 507, cause: error },
    )
  }
  return error
}

/**
 * The lock of a data folder. PGlite takes none, and a second process on the same files loses rows without a word; so
 * the file is made before the database is opened and goes after it is closed.
 */
export class FolderLock {
  readonly #path: string
  readonly #holder: Holder
  #beat: NodeJS.Timeout | undefined

  private constructor(path: string, holder: Holder) {
    this.#path = path
    this.#holder = holder
    this.#beat = setInterval(() => {
      const now = new Date()
      utimes(path, now, now).catch(() => {})
    }, beatMs)
    this.#beat.unref()
  }

  /** Takes the lock, also from a holder that died. Throws KnownError `data-folder-in-use`. */
  static async take(folder: string, address = ''): Promise<FolderLock> {
    const path = join(folder, 'quanlian.lock')
    const holder: Holder = {
      pid: process.pid,
      started: startOf(process.pid),
      host: hostname(),
      address,
      token: randomBytes(16).toString('hex'),
      since: new Date().toISOString(),
    }
    const draft = `${path}.${holder.token}`
    await writeFile(draft, JSON.stringify(holder), { mode: 0o600 })
    try {
      for (let attempt = 0; ; attempt++) {
        try {
          // A link appears whole or not at all, and fails when the name is taken.
          await link(draft, path)
          return new FolderLock(path, holder)
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
        }
        const found = await FolderLock.#read(path)
        if (found && (await FolderLock.#isAlive(found, path))) throw inUse(folder, found)
        if (attempt > 50) throw inUse(folder, found ?? holder)
        await FolderLock.#clear(path)
      }
    } finally {
      await unlink(draft).catch(() => {})
    }
  }

  static async #read(path: string): Promise<Holder | undefined> {
    try {
      return JSON.parse(await readFile(path, 'utf8')) as Holder
    } catch {
      return undefined
    }
  }

  static async #isAlive(holder: Holder, path: string): Promise<boolean> {
    if (holder.host !== hostname()) {
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }))
      return Date.now() - mtimeMs < silenceMs
    }
    if (!isRunning(holder.pid)) return false
    const started = startOf(holder.pid)
    return holder.started === '' || started === '' || started === holder.started
  }

  /** Removes a dead holder's file; a guard lets one process at a time look again and remove, so none removes a new lock. */
  static async #clear(path: string): Promise<void> {
    const guard = `${path}.clearing`
    try {
      await mkdir(guard)
    } catch {
      const { mtimeMs } = await stat(guard).catch(() => ({ mtimeMs: Date.now() }))
      if (Date.now() - mtimeMs > 10_000) await rmdir(guard).catch(() => {})
      await wait(20)
      return
    }
    try {
      const found = await FolderLock.#read(path)
      if (!found || !(await FolderLock.#isAlive(found, path))) await unlink(path).catch(() => {})
    } finally {
      await rmdir(guard).catch(() => {})
    }
  }

  /** Writes where the server listens, for the sentence a second start shows. */
  async announce(address: string): Promise<void> {
    this.#holder.address = address
    const draft = `${this.#path}.${this.#holder.token}`
    await writeFile(draft, JSON.stringify(this.#holder), { mode: 0o600 })
    await rename(draft, this.#path)
  }

  async release(): Promise<void> {
    clearInterval(this.#beat)
    const found = await FolderLock.#read(this.#path)
    if (found?.token === this.#holder.token) await unlink(this.#path).catch(() => {})
  }
}
