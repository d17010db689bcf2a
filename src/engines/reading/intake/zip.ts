import { Inflate } from 'fflate'
import { KnownError } from '../../../base/errors.ts'

/** What an archive may hold at most. Real workbooks stay far below; what lies above is a bomb or no document. */
export interface ZipLimits {
  entries: number
  /** Unpacked bytes of all entries together. */
  total: number
  /** Unpacked bytes per packed byte of one entry, once it is larger than a megabyte. */
  ratio: number
}

export const zipLimits: ZipLimits = { entries: 10_000, total: 600 * 2 ** 20, ratio: 400 }

export interface ZipEntry {
  name: string
  /** Packed bytes, and unpacked bytes as the directory says: a claim, never trusted. */
  packed: number
  size: number
  method: number
  isEncrypted: boolean
  offset: number
}

/** An archive by its central directory; nothing is unpacked yet. */
export interface Zip {
  entries: Map<string, ZipEntry>
  /** Unpacks one entry in pieces. Throws KnownError when it is damaged, locked or larger than the limits allow. */
  unpack: (name: string, take: (piece: Uint8Array, isLast: boolean) => void) => void
}

const directoryEnd = 0x06054b50
const directoryEntry = 0x02014b50
const localHeader = 0x04034b50
/** The end record is 22 bytes and a comment of at most 65 535. */
const endReach = 22 + 65_535

const broken = (detail: string): KnownError =>
  new KnownError(
    'reading.zip-broken',
    {
      zh: '文件（docx、xlsx 等压缩包）已损坏或没有下载完整，打不开。请重新下载，或在原程序里重新另存一份再上传。',
      en: 'The file (docx, xlsx or another archive) is damaged or was not downloaded completely and cannot be opened. Download it again, or save it again in its program and add the new file.',
    },
    { cause: new Error(detail) },
  )

const tooLarge = (zh: string, en: string): KnownError =>
  new KnownError('reading.zip-too-large', {
    zh: `文件展开后过大（${zh}），为安全起见没有打开。请拆成较小的文件，或删去图片和空白区域后再上传。`,
    en: `The file unpacks to too much (${en}) and was not opened. Split it, or remove pictures and empty areas, and add it again.`,
  })

/** True for bytes that begin like a ZIP archive (docx, xlsx and their like). */
export const looksLikeZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5) && (bytes[3] === 4 || bytes[3] === 6)

/** Reads the directory of an archive. Overlapping entries, too many of them and damaged directories are refused. */
export const openZip = (bytes: Uint8Array, limits: ZipLimits = zipLimits): Zip => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  const stop = Math.max(0, bytes.length - endReach)
  while (end >= stop && view.getUint32(end, true) !== directoryEnd) end--
  if (end < stop) throw broken('找不到目录 / no directory')
  const count = view.getUint16(end + 10, true)
  const begin = view.getUint32(end + 16, true)
  if (count > limits.entries) throw tooLarge(`${count} 个文件`, `${count} files`)
  const entries = new Map<string, ZipEntry>()
  let at = begin
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== directoryEntry) throw broken('目录不完整 / directory')
    const nameLength = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)).replaceAll('\\', '/')
    const entry: ZipEntry = {
      name,
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      method: view.getUint16(at + 10, true),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      offset: view.getUint32(at + 42, true),
    }
    const extraLength = view.getUint16(at + 30, true)
    largeSizes(view, at + 46 + nameLength, extraLength, entry)
    entries.set(name, entry)
    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true)
  }
  refuseOverlaps([...entries.values()])

  let unpacked = 0
  const unpack: Zip['unpack'] = (name, take) => {
    const entry = entries.get(name)
    if (!entry) throw broken(`缺少 ${name} / ${name} is missing`)
    if (entry.isEncrypted)
      throw new KnownError('reading.zip-locked', {
        zh: '压缩包有密码，打不开。请去掉密码后再上传。',
        en: 'The archive is locked with a password. Remove the password and add it again.',
      })
    const packed = packedBytes(bytes, view, entry)
    let own = 0
    const counted = (piece: Uint8Array, isLast: boolean): void => {
      own += piece.length
      unpacked += piece.length
      if (unpacked > limits.total) throw tooLarge(`超过 ${limits.total >> 20} MB`, `over ${limits.total >> 20} MB`)
      if (own > 2 ** 20 && own > packed.length * limits.ratio)
        throw tooLarge(`压缩比超过 ${limits.ratio} 倍`, `over ${limits.ratio} times its packed size`)
      take(piece, isLast)
    }
    if (entry.method === 0) return counted(packed, true)
    if (entry.method !== 8) throw broken(`压缩方式 ${entry.method} / method ${entry.method}`)
    inflate(packed, counted)
  }
  return { entries, unpack }
}

/** Pieces small enough that a bomb is met long before it has filled the memory. */
const pieceOf = 32_768

const inflate = (packed: Uint8Array, take: (piece: Uint8Array, isLast: boolean) => void): void => {
  let refused: unknown = null
  let isDone = false
  const stream = new Inflate((piece, isLast) => {
    isDone ||= isLast
    try {
      take(piece, isLast)
    } catch (error) {
      refused = error
      throw error
    }
  })
  try {
    for (let at = 0; at < packed.length || at === 0; at += pieceOf)
      stream.push(packed.subarray(at, at + pieceOf), at + pieceOf >= packed.length)
  } catch (error) {
    if (refused !== null) throw refused
    throw broken(error instanceof Error ? error.message : 'deflate')
  }
  if (!isDone) throw broken('数据不完整 / cut short')
}

/** Sizes and place of an entry beyond four gigabytes stand in its extra field (ZIP64). */
const largeSizes = (view: DataView, from: number, length: number, entry: ZipEntry): void => {
  const full = 0xffffffff
  if (entry.packed !== full && entry.size !== full && entry.offset !== full) return
  const end = Math.min(from + length, view.byteLength)
  for (let at = from; at + 4 <= end; ) {
    const id = view.getUint16(at, true)
    const size = view.getUint16(at + 2, true)
    let field = at + 4
    const next = (): number => {
      if (field + 8 > end) throw broken('ZIP64')
      const value = Number(view.getBigUint64(field, true))
      field += 8
      return value
    }
    if (id === 1) {
      if (entry.size === full) entry.size = next()
      if (entry.packed === full) entry.packed = next()
      if (entry.offset === full) entry.offset = next()
      return
    }
    at += 4 + size
  }
}

const packedBytes = (bytes: Uint8Array, view: DataView, entry: ZipEntry): Uint8Array => {
  const { offset } = entry
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== localHeader) throw broken(entry.name)
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  if (start + entry.packed > bytes.length) throw broken(entry.name)
  return bytes.subarray(start, start + entry.packed)
}

/** Entries that share their bytes are how a small archive unpacks to petabytes. */
const refuseOverlaps = (entries: ZipEntry[]): void => {
  const sorted = entries.sort((a, b) => a.offset - b.offset)
  let free = 0
  for (const entry of sorted) {
    if (entry.offset < free) throw broken('条目重叠 / overlapping entries')
    free = entry.offset + 30 + entry.packed
  }
}
