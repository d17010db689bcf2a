import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder: packs, web app and package.json lie in it. */
export const projectFolder = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '')

/** Where the data lies: always a folder (lock, logs, local door), and a PostgreSQL address when one was given. */
export interface Place {
  folder: string
  url?: string
}

/** The place a command works on: --data, QUANLIAN_DATA or `data` in the project; DATABASE_URL selects PostgreSQL. */
export const placeOf = (env: NodeJS.ProcessEnv, asked?: string): Place => ({
  folder: resolve(asked ?? (env['QUANLIAN_DATA'] || join(projectFolder, 'data'))),
  ...(env['DATABASE_URL'] ? { url: env['DATABASE_URL'] } : {}),
})

export const productVersion = (): string =>
  (JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string }).version
