import { basename, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { KnownError } from '../../base/errors.ts'
import { sendFile, showBatch, startBatch, stopBatch } from '../../sources/batch-operations.ts'
import type { BatchFileRow, BatchRow } from '../../sources/schema.ts'
import type { Clerk } from '../clerk.ts'
import { exitCodes } from './exit.ts'
import { readInputFile } from './files.ts'
import { filesOf, leftOut } from './folder.ts'
import { badUsage, type Line, nothingLeft, takeFlag, takeSwitch } from './line.ts'
import { outputText } from './operate.ts'
import type { Terminal } from './terminal.ts'

/** The line after `sources add` whose first word is a folder. */
export const addFolderCommand = async (line: Line, terminal: Terminal, open: () => Promise<Clerk>): Promise<void> => {
  const json = takeSwitch(line, 'json')
  const published = takeFlag(line, 'published', { zh: '日期', en: 'a date' })
  nothingLeft(line, 1)
  await addFolder({ root: line.words[0]!, published, json }, terminal, open)
}

interface Shown {
  batch: BatchRow
  files: BatchFileRow[]
}

/**
 * `sources add DIR`: brings a folder in as one batch and waits until it is read. Ctrl-C cancels the batch: what has not
 * begun is taken back. Prints the batch and each file that was not read.
 */
export const addFolder = async (
  { root, published, json }: { root: string; published: string | undefined; json: boolean },
  terminal: Terminal,
  open: () => Promise<Clerk>,
): Promise<void> => {
  const { say, err, out, lang, signal, progress } = terminal
  const folder = await filesOf(root)
  const left = leftOut(folder, say)
  if (left !== '') err(left)
  const entries = folder.entries.filter((entry) => entry.refused === undefined)
  for (const { refused } of folder.entries) if (refused !== undefined) err(refused.sentence(lang))
  if (entries.length === 0)
    throw badUsage({ zh: `文件夹里没有可读的文件：${root}`, en: `There is no file to read in the folder: ${root}` })
  const clerk = await open()
  try {
    const ask = async <T>(operation: Parameters<Clerk['call']>[0], input: unknown): Promise<T> =>
      (await clerk.call(operation, input, { lang })) as T
    const { id } = await ask<{ id: string }>(startBatch, {
      name: basename(resolve(root)).slice(0, 300),
      files: entries.map(({ name, bytes }) => ({ name: name.slice(-300), bytes })),
      skipped: folder.hidden + folder.links + folder.others,
      ...(published === undefined ? {} : { published }),
    })
    const send = async (number: number, path: string): Promise<void> => {
      let bytes: Uint8Array
      try {
        bytes = await readInputFile(path)
      } catch (error) {
        if (!(error instanceof KnownError)) throw error
        return err(error.sentence(lang))
      }
      while (!signal.aborted) {
        try {
          await ask(sendFile, { id, number, bytes })
          return
        } catch (error) {
          // Full for now, or asked too often: the reader catches up.
          if (!(error instanceof KnownError && error.status === 429)) throw error
          await wait(1_000)
        }
      }
    }
    let sent = 0
    for (const [i, { path, bytes }] of entries.entries()) {
      if (signal.aborted) break
      if (bytes > 0) await send(i + 1, path)
      sent++
      progress?.(say({ zh: `已送 ${sent} / ${entries.length}`, en: `Sent ${sent} / ${entries.length}` }))
    }
    const show = (): Promise<Shown> =>
      ask<Shown>(showBatch, { id, state: ['failed', 'refused', 'expected'], limit: entries.length })
    let shown = await show()
    while (!signal.aborted && shown.batch.waiting + shown.batch.reading > 0) {
      await wait(200)
      shown = await show()
      const { read, failed, files } = shown.batch
      progress?.(say({ zh: `已读 ${read + failed} / ${files}`, en: `Read ${read + failed} / ${files}` }))
    }
    progress?.('')
    // Cancelled, or a file that vanished between the list and its sending: nothing of the batch stays open.
    if (signal.aborted || shown.batch.expected > 0) {
      await ask(stopBatch, { id })
      shown = { ...(await show()), files: shown.files }
    }
    out(json ? JSON.stringify(shown, null, 2) : outputText(shown))
    if (signal.aborted) throw signal.reason
    const { failed, refused, cancelled } = shown.batch
    const bad = failed + refused + cancelled
    if (bad > 0)
      throw new KnownError(
        'files-failed',
        {
          zh: `${bad} 个文件没有读成；原因在上面。`,
          en: `${bad} files could not be read; the reasons stand above.`,
        },
        { exit: exitCodes.someFailed },
      )
  } finally {
    await clerk.close()
  }
}
