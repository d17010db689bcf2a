import { parentPort } from 'node:worker_threads'
import { KnownError } from '../base/errors.ts'
import { readDocument } from '../engines/reading/read.ts'
import type { ReaderReply, ReaderRequest } from './reader.ts'

const port = parentPort
if (port === null) throw new Error('reader-worker.ts runs as a worker thread')
const reply = (message: ReaderReply): void => port.postMessage(message)

port.on('message', async ({ id, bytes, options }: ReaderRequest) => {
  reply({ id, kind: 'started' })
  const began = performance.now()
  try {
    const reading = await readDocument(bytes, options)
    reply({ id, kind: 'read', reading, milliseconds: Math.round(performance.now() - began) })
  } catch (error) {
    if (error instanceof KnownError) reply({ id, kind: 'refused', code: error.code, words: error.words })
    else reply({ id, kind: 'broken', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
