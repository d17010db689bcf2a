import { mkdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { destination, type Logger, pino } from 'pino'

/** A log above this size is set aside once, at start; the one before it goes. */
const largestLog = 20 * 1024 * 1024

/** The server's log in the data folder, one JSON line an event, readable by its owner only. It holds no bytes, texts, tokens or cookies. */
export const createLog = async (folder: string): Promise<{ logger: Logger; path: string; close(): void }> => {
  const logs = join(folder, 'logs')
  await mkdir(logs, { recursive: true, mode: 0o700 })
  const path = join(logs, 'server.log')
  const size = await stat(path).then(
    (one) => one.size,
    () => 0,
  )
  if (size > largestLog) await rename(path, join(logs, 'server.old.log'))
  const stream = destination({ dest: path, append: true, sync: true, mode: 0o600 })
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, stream)
  return { logger, path, close: () => stream.end() }
}
