import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { KnownError } from '../../base/errors.ts'
import { maxSourceBytes } from '../../sources/limits.ts'

/** A file's bytes, or a KnownError that says which way it cannot be taken: missing, a folder, no permission, too large. */
export const readInputFile = async (path: string, limit: number = maxSourceBytes): Promise<Uint8Array> => {
  if (path === '-') return readStandardInput(limit)
  const place = { file: path }
  const refuse = (zh: string, en: string, cause?: unknown): never => {
    throw new KnownError('bad-file', { zh: `${zh}：${path}`, en: `${en}: ${path}` }, { place, cause })
  }
  let handle: Awaited<ReturnType<typeof open>>
  try {
    handle = await open(path, 'r')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR') return refuse('没有这个文件', 'There is no such file', error)
    if (code === 'EACCES' || code === 'EPERM') return refuse('没有权限读取', 'No permission to read', error)
    return refuse(`打不开文件（${code}）`, `The file cannot be opened (${code})`, error)
  }
  try {
    const stat = await handle.stat()
    if (stat.isDirectory()) return refuse('这是文件夹，不是文件', 'This is a folder, not a file')
    if (stat.size > limit) throw tooLarge(path, stat.size, limit)
    // Devices and pipes say size 0: read them by chunks, under the same limit.
    if (!stat.isFile()) return await collect(handle.createReadStream({ autoClose: false }), path, limit)
    return new Uint8Array(await handle.readFile())
  } finally {
    await handle.close()
  }
}

const tooLarge = (path: string, size: number | null, limit: number): KnownError => {
  const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`
  return new KnownError(
    'too-large',
    {
      zh: `文件${size === null ? '' : `有 ${megabytes(size)}，`}超过 ${megabytes(limit)} 的上限：${path}。请拆分后再读。`,
      en: `The file ${size === null ? '' : `is ${megabytes(size)} and `}exceeds the limit of ${megabytes(limit)}: ${path}. Split it and read the parts.`,
    },
    { place: { file: path }, status: 413 },
  )
}

const collect = async (stream: AsyncIterable<Uint8Array>, path: string, limit: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.byteLength
    if (size > limit) throw tooLarge(path, null, limit)
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks, size))
}

const readStandardInput = (limit: number): Promise<Uint8Array> => collect(process.stdin, '-', limit)

export const nameOf = (path: string): string => (path === '-' ? 'stdin.txt' : basename(path))
