import { useSyncExternalStore } from 'react'
import type { Lang } from '../../../src/base/lang.ts'
import { maxSourceBytes } from '../../../src/sources/limits.ts'
import { call, OperationError, upload } from '../../client.ts'

/** A file on its way in with its path inside the folder. */
export interface Named {
  name: string
  file: File
}

/** What this window is sending; it goes on while one looks at other pages, and is told from the server's count of the batch. */
export interface Sending {
  batchId: string
  /** Files handed over to the server or passed over, of those to send. */
  sent: number
  of: number
  /** Why it pauses: the server reads what it has first, or is not reached. */
  pause: 'full' | 'unreached' | null
  /** What ended it before all was sent, in the reader's language. */
  fault: string | null
}

const sendings = new Map<string, Sending>()
const stopped = new Set<string>()
const listeners = new Set<() => void>()
let shown: readonly Sending[] = []

const tell = (): void => {
  shown = [...sendings.values()]
  for (const listener of listeners) listener()
}
const set = (batchId: string, what: Partial<Sending>): void => {
  const before = sendings.get(batchId)
  if (before) sendings.set(batchId, { ...before, ...what })
  tell()
}

const pauseMs = 1_500
const pause = (): Promise<void> => new Promise((done) => setTimeout(done, pauseMs))

const keepOpen = (event: BeforeUnloadEvent): void => event.preventDefault()

/** Names a batch's files to the server and sends them one after another. Gives the batch's id; throws OperationError when it cannot be opened. */
export const sendBatch = async (
  name: string,
  files: readonly Named[],
  more: { skipped: number; published?: string },
  lang: Lang,
): Promise<string> => {
  const { id } = await call(
    'batches.open',
    {
      name,
      files: files.map((one) => ({ name: one.name.slice(-300), bytes: one.file.size })),
      skipped: more.skipped,
      ...(more.published ? { published: more.published } : {}),
    },
    lang,
  )
  void send(
    id,
    files.map((one, i) => ({ ...one, number: i + 1 })),
    lang,
  )
  return id
}

/**
 * Goes on with a batch whose sending was cut off: finds its missing files, by path and size, among those chosen again.
 * Gives how many of the missing ones were found.
 */
export const resumeBatch = async (batchId: string, files: readonly Named[], lang: Lang): Promise<number> => {
  const { files: missing } = await call('batches.show', { id: batchId, state: ['expected'], limit: 5_000 }, lang)
  const found = missing.flatMap(({ number, name, bytes }) => {
    const one = files.find((each) => each.file.size === bytes && sameName(each.name, name))
    return one ? [{ ...one, number }] : []
  })
  if (found.length > 0) void send(batchId, found, lang)
  return found.length
}

/** The folder may have been chosen one level higher or lower than before. */
const sameName = (a: string, b: string): boolean => a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`)

/** Sends no more of a batch. */
export const stopSending = (batchId: string): void => {
  stopped.add(batchId)
}

const send = async (batchId: string, files: readonly (Named & { number: number })[], lang: Lang): Promise<void> => {
  stopped.delete(batchId)
  sendings.set(batchId, { batchId, sent: 0, of: files.length, pause: null, fault: null })
  tell()
  if (sendings.size === 1) window.addEventListener('beforeunload', keepOpen)
  let fault: string | null = null
  for (const [i, { number, file }] of files.entries()) {
    if (stopped.has(batchId)) break
    // The server refused it by its size when it was named.
    if (file.size > 0 && file.size <= maxSourceBytes) fault = await sendOne(batchId, number, file, lang)
    if (fault !== null) break
    set(batchId, { sent: i + 1, pause: null })
  }
  if (fault === null) sendings.delete(batchId)
  else set(batchId, { fault, pause: null })
  if (![...sendings.values()].some((one) => one.fault === null)) window.removeEventListener('beforeunload', keepOpen)
  tell()
}

/** Sends one file, waiting while the server is full or away; null when it is there, else why the batch cannot go on. */
const sendOne = async (batchId: string, number: number, file: File, lang: Lang): Promise<string | null> => {
  while (!stopped.has(batchId)) {
    try {
      await upload('batches.send', { id: batchId, number: String(number) }, file, lang)
      return null
    } catch (error) {
      if (!(error instanceof OperationError)) throw error
      if (error.code === 'batch-cancelled') {
        stopped.add(batchId)
        return null
      }
      if (error.status !== 429 && error.status !== 0 && error.status < 500) return error.sentence ?? error.code
      set(batchId, { pause: error.status === 429 ? 'full' : 'unreached' })
      await pause()
    }
  }
  return null
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What this window is sending now. */
export const useSendings = (): readonly Sending[] => useSyncExternalStore(subscribe, () => shown)

/** True for a file or folder that systems hide: a dot in front of any part of its path. */
const isHidden = (name: string): boolean => name.split('/').some((part) => part.startsWith('.'))

/** As people number pages: 第2页 before 第11页. */
const byName = new Intl.Collator('zh-CN', { numeric: true })

/** Those of the chosen files that are wanted, in the order of their names, and how many were passed over. */
export const wanted = (
  files: readonly Named[],
  isReadable: (file: File) => boolean,
): { files: Named[]; skipped: number } => {
  const kept = files
    .filter(({ name, file }) => !isHidden(name) && isReadable(file))
    .sort((a, b) => byName.compare(a.name, b.name))
  return { files: kept, skipped: files.length - kept.length }
}

/** Files chosen in a dialog; those of a folder carry their path in it. */
export const namedFiles = (files: Iterable<File>): Named[] =>
  [...files].map((file) => ({ name: file.webkitRelativePath || file.name, file }))

/** Files let go over the window, folders walked to their ends. */
export const droppedFiles = async (data: DataTransfer): Promise<{ files: Named[]; folder: string | null }> => {
  // Asked before the first await: afterwards the browser forgets what was dropped.
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry?.() ?? [])
  const plain = namedFiles(data.files)
  const folder = entries.find((entry) => entry.isDirectory)?.name ?? null
  if (folder === null) return { files: plain, folder }
  const files: Named[] = []
  const waiting = entries.map((entry) => ({ entry, path: entry.name }))
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    const { entry, path } = one
    if (entry.isFile) {
      const file = await new Promise<File | null>((done) => (entry as FileSystemFileEntry).file(done, () => done(null)))
      if (file) files.push({ name: path, file })
    } else {
      const reader = (entry as FileSystemDirectoryEntry).createReader()
      // A folder is handed out in parts; an empty one ends it.
      for (;;) {
        const part = await new Promise<FileSystemEntry[]>((done) => reader.readEntries(done, () => done([])))
        if (part.length === 0) break
        waiting.push(...part.map((inner) => ({ entry: inner, path: `${path}/${inner.name}` })))
      }
    }
  }
  return { files, folder }
}
