import { execFile } from 'node:child_process'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDesk } from '../../src/doors/desk.ts'
import { freshFolder } from './stores.ts'

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

export interface Ran {
  code: number
  out: string
  err: string
}

/** Runs `./quanlian` as a person would and gives its exit code and what it printed; never throws. */
export const quanlian = (
  args: readonly string[],
  options: { env?: Record<string, string>; uid?: number; input?: string; timeoutMs?: number } = {},
): Promise<Ran> =>
  new Promise((done) => {
    const child = execFile(
      join(projectRoot, 'quanlian'),
      args,
      {
        env: { ...process.env, QUANLIAN_LANG: 'zh', DATABASE_URL: '', ...options.env },
        ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
        timeout: options.timeoutMs ?? 60_000,
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, out, err) => {
        const code = error ? (typeof error.code === 'number' ? error.code : -1) : 0
        done({ code, out, err })
      },
    )
    child.stdin?.end(options.input ?? '')
  })

let prepared: Promise<string> | undefined

const prepareOnce = async (): Promise<string> => {
  const folder = await freshFolder()
  const place = { folder }
  const desk = await openDesk(place, { demo: false, progress: () => {}, snapshots: { snapshotAtClose: false } })
  await desk.close()
  return folder
}

/** A data folder after a first start with --empty, of its own for each caller: a copy costs less than a database made anew. */
export const startedFolder = async (): Promise<string> => {
  prepared ??= prepareOnce()
  const folder = await freshFolder()
  await cp(await prepared, folder, { recursive: true })
  return folder
}
