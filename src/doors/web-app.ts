import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { KnownError } from '../base/errors.ts'
import { projectFolder } from './place.ts'

export const webFolder = join(projectFolder, 'web')
export const builtFolder = join(webFolder, 'dist')
/** Beside the built app: the files it was made of with their hashes. The name keeps it from being served. */
const inputsFile = join(builtFolder, '.inputs.json')

const hashOf = async (path: string): Promise<string | null> => {
  try {
    return createHash('sha256')
      .update(await readFile(join(projectFolder, path)))
      .digest('hex')
  } catch {
    return null
  }
}

/** Everything under web/ but what was built, tests left out, as paths from the project's folder. */
const webFiles = async (): Promise<string[]> => {
  const entries = await readdir(webFolder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => relative(projectFolder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.startsWith('web/dist/'))
}

/** True when the web app is built from exactly the files that lie in the project now. */
export const isWebAppCurrent = async (): Promise<boolean> => {
  if (!existsSync(join(builtFolder, 'index.html'))) return false
  let inputs: Record<string, string>
  try {
    inputs = JSON.parse(await readFile(inputsFile, 'utf8')) as Record<string, string>
  } catch {
    return false
  }
  if ((await webFiles()).some((path) => !Object.hasOwn(inputs, path))) return false
  const paths = Object.keys(inputs)
  const hashes = await Promise.all(paths.map(hashOf))
  return paths.length > 0 && paths.every((path, i) => inputs[path] === hashes[i])
}

/** Builds the web app and notes what it was made of. Throws KnownError `web-build` when the build tool is missing or fails. */
export const buildWebApp = async (): Promise<void> => {
  const modules = new Set<string>()
  try {
    const { build } = await import('vite')
    await build({
      configFile: join(webFolder, 'vite.config.ts'),
      logLevel: 'warn',
      plugins: [
        {
          name: 'quanlian-inputs',
          moduleParsed: ({ id }) => {
            const path = relative(projectFolder, id.replace(/^\0/, '').split('?', 1)[0]!)
            if (!path.startsWith('..') && !path.split(sep).includes('node_modules') && path.includes('.'))
              modules.add(path.split(sep).join('/'))
          },
        },
      ],
    })
  } catch (error) {
    const reason = stripVTControlCharacters(error instanceof Error ? error.message : String(error)).trim()
    throw new KnownError(
      'web-build',
      {
        zh: `网页界面构建失败：${reason}。请确认 npm ci 已完整运行。`,
        en: `The web app could not be built: ${reason}. Check that npm ci ran in full.`,
      },
      { status: 500, exit: 70, cause: error },
    )
  }
  const paths = new Set([...(await webFiles()), ...modules, 'package-lock.json'])
  const entries = await Promise.all([...paths].map(async (path) => [path, await hashOf(path)] as const))
  const inputs = Object.fromEntries(entries.filter(([, hash]) => hash !== null))
  await writeFile(inputsFile, JSON.stringify(inputs, null, 1))
}

// Run as a script: `npm run build` always builds; with --if-needed (after npm ci) only what changed, and a failure is
// said without failing the installation, since the start builds again.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const ifNeeded = process.argv.includes('--if-needed')
  try {
    if (!ifNeeded || !(await isWebAppCurrent())) await buildWebApp()
  } catch (error) {
    console.error(error instanceof KnownError ? error.words.en : error)
    process.exitCode = ifNeeded ? 0 : 1
  }
}
