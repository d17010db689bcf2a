import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { KnownError } from '../../base/errors.ts'
import { readingJson } from '../../engines/reading/json.ts'
import { ReaderStopped, ReaderThread } from '../../sources/reader.ts'
import { exitCodes } from './exit.ts'
import { readInputFile } from './files.ts'
import { type FolderEntry, filesOf, leftOut } from './folder.ts'
import type { Terminal } from './terminal.ts'

/** The longest one file may take. */
const limitMs = 120_000

/** How far the readers may run ahead of the line that is written next, in files for each of them: what waits stays in memory. */
const ahead = 4

export interface FolderReading {
  root: string
  jobs: number
  out: string | undefined
  published: string | undefined
  declaredEncoding: string | undefined
  /** Files to read instead of a folder's. */
  only?: FolderEntry[]
}

/** Where the lines go; `write` resolves when more may come, so that a slow reader of the lines is waited for. */
interface Sink {
  write(line: string): Promise<void>
  close(): Promise<void>
}

const cannotWrite = (path: string, cause: unknown): KnownError =>
  new KnownError(
    'cannot-write',
    {
      zh: `写不了文件（${(cause as NodeJS.ErrnoException).code}）：${path}`,
      en: `The file cannot be written (${(cause as NodeJS.ErrnoException).code}): ${path}`,
    },
    { place: { file: path }, cause },
  )

const fileSink = async (path: string): Promise<Sink> => {
  const stream: WriteStream = createWriteStream(path, { flags: 'w' })
  let broken: unknown
  stream.on('error', (error) => {
    broken = error
  })
  await once(stream, 'open').catch((error: unknown) => {
    throw cannotWrite(path, error)
  })
  const check = (): void => {
    if (broken !== undefined) throw cannotWrite(path, broken)
  }
  return {
    async write(line) {
      check()
      if (!stream.write(`${line}\n`)) await Promise.race([once(stream, 'drain'), once(stream, 'close')])
      check()
    },
    async close() {
      stream.end()
      if (!stream.closed) await once(stream, 'close').catch(() => {})
      check()
    },
  }
}

const terminalSink = ({ out, drained }: Terminal): Sink => ({
  async write(line) {
    out(line)
    await drained?.()
  },
  close: async () => {},
})

/** Runs `lineOf` for every index in `jobs` lanes and hands the lines on in order, never more than `window` of them ahead. */
export const inOrder = async (
  count: number,
  { jobs, window, signal }: { jobs: number; window: number; signal: AbortSignal },
  lineOf: (index: number, lane: number) => Promise<string | null>,
  write: (line: string) => Promise<void>,
): Promise<void> => {
  const ready = new Map<number, string | null>()
  let next = 0
  let due = 0
  let writing: Promise<void> = Promise.resolve()
  let wake: () => void = () => {}
  let moved = new Promise<void>((done) => {
    wake = done
  })
  const flush = async (): Promise<void> => {
    while (ready.has(due)) {
      const line = ready.get(due)!
      ready.delete(due)
      due++
      if (line !== null) await write(line)
      wake()
      moved = new Promise((done) => {
        wake = done
      })
    }
  }
  const lane = async (number: number): Promise<void> => {
    while (next < count && !signal.aborted) {
      const index = next++
      while (index >= due + window && !signal.aborted) await moved
      if (signal.aborted) return
      ready.set(index, await lineOf(index, number))
      writing = writing.then(flush)
      await writing
    }
  }
  const laneToEnd = (number: number): Promise<void> =>
    lane(number).catch((error: unknown) => {
      // Where one lane fails, as on a full disk, the others begin nothing more.
      next = count
      wake()
      throw error
    })
  const stop = (): void => wake()
  signal.addEventListener('abort', stop)
  try {
    await Promise.all(Array.from({ length: Math.min(jobs, count) }, (_, number) => laneToEnd(number)))
    // Stopped: what is done is handed on, in order, past the files that are not.
    for (const index of [...ready.keys()].sort((a, b) => a - b)) {
      const line = ready.get(index)
      if (line != null) await write(line)
    }
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** `read DIR --jsonl`: one line of JSON for each file, in the order of their names; a file that cannot be read is a line with its error. */
export const readFolder = async (what: FolderReading, terminal: Terminal): Promise<void> => {
  const { root, jobs, out, published, declaredEncoding, only } = what
  const { signal, say, err, lang } = terminal
  const began = performance.now()
  const folder = only ? { entries: only, hidden: 0, links: 0, others: 0 } : await filesOf(root, out)
  const { entries } = folder
  const left = leftOut(folder, say)
  if (left !== '') err(left)
  if (entries.length === 0)
    err(say({ zh: '这个文件夹里没有可读的文件。', en: 'There is no file to read in this folder.' }))
  const sink = out === undefined ? terminalSink(terminal) : await fileSink(out)
  const readers = Array.from({ length: Math.min(jobs, entries.length) }, () => new ReaderThread())
  const close = (): void => void Promise.all(readers.map((reader) => reader.close()))
  signal.addEventListener('abort', close)
  let read = 0
  let failed = 0

  const lineOf = async (index: number, lane: number): Promise<string | null> => {
    const { path, name, refused } = entries[index]!
    try {
      if (refused !== undefined) throw refused
      const bytes = await readInputFile(path)
      const options = {
        name,
        ...(published === undefined ? {} : { published }),
        ...(declaredEncoding === undefined ? {} : { declaredEncoding }),
      }
      const { reading } = await readers[lane]!.read(bytes, options, { limitMs, started: () => {} })
      read++
      return JSON.stringify({ file: name, ...readingJson(reading) })
    } catch (error) {
      if (error instanceof ReaderStopped) return null
      failed++
      const known = error instanceof KnownError ? error : null
      return JSON.stringify({
        file: name,
        error: { code: known?.code ?? 'internal', message: known?.sentence(lang) ?? String(error) },
      })
    } finally {
      terminal.progress?.(
        say({
          zh: `${read + failed} / ${entries.length}${failed > 0 ? `，${failed} 个没有读成` : ''}  ${name}`,
          en: `${read + failed} / ${entries.length}${failed > 0 ? `, ${failed} not read` : ''}  ${name}`,
        }),
      )
    }
  }

  try {
    await inOrder(entries.length, { jobs, window: jobs * ahead, signal }, lineOf, (line) => sink.write(line))
  } finally {
    terminal.progress?.('')
    signal.removeEventListener('abort', close)
    await Promise.all(readers.map((reader) => reader.close()))
    await sink.close()
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  if (signal.aborted) {
    err(
      say({
        zh: `已停止：${entries.length} 个文件中读完 ${read} 个，${failed} 个没有读成；读完的已写出。`,
        en: `Stopped: of ${entries.length} files ${read} were read and ${failed} could not be; what was read is written.`,
      }),
    )
    throw signal.reason
  }
  err(
    say({
      zh: `读完 ${read} 个文件，${failed} 个没有读成，用时 ${seconds} 秒。`,
      en: `${read} files read, ${failed} not read, in ${seconds} s.`,
    }),
  )
  if (failed > 0)
    throw new KnownError(
      'files-failed',
      {
        zh: `${failed} 个文件没有读成；原因在它们各自那一行的 error 里。`,
        en: `${failed} files could not be read; each has its reason in the error of its line.`,
      },
      { exit: exitCodes.someFailed },
    )
}
