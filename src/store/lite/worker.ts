import { parentPort, type Transferable, workerData } from 'node:worker_threads'
import { type messages, PGlite, protocol } from '@electric-sql/pglite'
import { parserOf, sessionSettings } from '../types.ts'
import { type Failure, opening, panicked, type Reply, type Request } from './messages.ts'

if (!parentPort) throw new Error('this file runs as a worker thread')
const port = parentPort
const { serialize } = protocol
const { folder } = workerData as { folder: string }

const reply = (message: Reply, transfer: Transferable[] = []): void => port.postMessage(message, transfer)

const failureOf = (error: unknown): Failure => {
  const { message, code, detail, table, constraint } = error as Failure
  return { message: String(message ?? error), code, detail, table, constraint }
}

const one = async (
  pg: PGlite,
  bytes: Uint8Array,
): Promise<messages.DataRowMessage[] & { tag: string; fields: messages.RowDescriptionMessage['fields'] }> => {
  const { messages: answers } = await pg.execProtocol(bytes, { throwOnError: false, syncToFs: false })
  const rows = Object.assign([] as messages.DataRowMessage[], {
    tag: '',
    fields: [] as messages.RowDescriptionMessage['fields'],
  })
  for (const answer of answers) {
    if (answer.name === 'error') throw answer
    if (answer.name === 'rowDescription') rows.fields = (answer as messages.RowDescriptionMessage).fields
    if (answer.name === 'dataRow') rows.push(answer as messages.DataRowMessage)
    if (answer.name === 'commandComplete') rows.tag = (answer as messages.CommandCompleteMessage).text
  }
  return rows
}

const query = async (pg: PGlite, sql: string, parameters: (string | null)[]) =>
  one(
    pg,
    // One round through the engine: the parameters are text, and PostgreSQL infers their types as it does for node-postgres.
    Buffer.concat([
      serialize.parse({ text: sql }),
      serialize.bind({ values: parameters }),
      serialize.describe({ type: 'P' }),
      serialize.execute({}),
      serialize.sync(),
    ]),
  )

const answer = async (pg: PGlite, request: Request): Promise<void> => {
  if (request.kind === 'script') {
    const { tag } = await one(pg, serialize.query(request.sql))
    reply({ id: request.id, kind: 'answer', columns: [], rows: [], tag })
    return
  }
  if (request.kind === 'close') {
    await pg.close()
    reply({ id: request.id, kind: 'answer', columns: [], rows: [], tag: 'CLOSE' })
    return
  }
  const found = await query(pg, request.sql, request.parameters)
  const parsers = found.fields.map((field) => parserOf(field.dataTypeID))
  const transfer: Transferable[] = []
  const rows = found.map(({ fields }) =>
    fields.map((text, column) => {
      const value = text === null ? null : parsers[column]!(text)
      // Large values own their buffer; small ones share Node's pool, which must not leave this thread.
      if (value instanceof Uint8Array && value.byteLength === value.buffer.byteLength)
        transfer.push(value.buffer as ArrayBuffer)
      return value
    }),
  )
  reply(
    { id: request.id, kind: 'answer', columns: found.fields.map((field) => field.name), rows, tag: found.tag },
    transfer,
  )
}

try {
  const pg = await PGlite.create(folder, {
    // Log segments of 1 MB instead of 16: a small database keeps 5 MB of log, not 80.
    initDbStartParams: ['--wal-segsize=1'],
    // A panicking PostgreSQL ends its process; here it would spin for ever in the middle of the commit (a full disk
    // when the log grows). The thread ends instead, and the next one recovers from the log.
    onStderr: (line) => {
      if (/\bPANIC: /.test(line)) process.exit(panicked)
      return false
    },
  })
  await one(pg, serialize.query(sessionSettings))
  const [row] = await query(pg, 'show server_version', [])
  // PGlite has one connection and no queue worth the name: requests are answered in the order they came.
  let last: Promise<void> = Promise.resolve()
  port.on('message', (request: Request) => {
    last = last
      .then(() => answer(pg, request))
      .catch((error: unknown) => reply({ id: request.id, kind: 'failed', failure: failureOf(error) }))
  })
  reply({ id: opening, kind: 'ready', version: row?.fields[0] ?? '' })
} catch (error) {
  reply({ id: opening, kind: 'failed', failure: failureOf(error) })
}
