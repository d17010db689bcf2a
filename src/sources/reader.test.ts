import { Worker } from 'node:worker_threads'
import { afterEach, expect, test } from 'vitest'
import { pdfFile } from '../../test/support/pdf-file.ts'
import { ReaderThread } from './reader.ts'

const readers: ReaderThread[] = []
afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.close()
})
const reader = (make?: () => Worker): ReaderThread => {
  const made = new ReaderThread(make)
  readers.push(made)
  return made
}
const limits = { limitMs: 60_000, started: () => {} }

test('what a file unpacks to counts, though it lies outside the heap', async () => {
  const hungry = reader(
    () =>
      new Worker(
        `const { parentPort } = require('node:worker_threads')
         parentPort.on('message', () => { const all = []; for (;;) all.push(new Uint8Array(3e7).fill(1)) })`,
        { eval: true, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 64 } },
      ),
  )
  await expect(hungry.read(new Uint8Array([1]), {}, limits)).rejects.toMatchObject({ code: 'reading-memory' })
})

test('a PDF is read in the thread, with its pages; one that is refused leaves it fit for the next', async () => {
  const thread = reader()
  await expect(thread.read(pdfFile([{ scanned: true }]), {}, limits)).rejects.toMatchObject({
    code: 'reading.pdf-scanned',
  })
  const { reading } = await thread.read(
    pdfFile([{ texts: [{ x: 72, y: 700, text: '2024年，郴州市锂电新能源产业产值788.97亿元。' }] }]),
    { name: '情况.pdf' },
    limits,
  )
  expect(reading.document.format).toBe('pdf')
  expect(reading.origins).toMatchObject([{ page: 1 }])
  expect(reading.claims.map((claim) => claim.quote)).toContain('788.97亿元')
})
