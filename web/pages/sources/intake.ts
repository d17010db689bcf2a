import type { KnownError } from '../../../src/base/errors.ts'
import { KnownError as Known } from '../../../src/base/errors.ts'
import { emptySource, maxSourceBytes, tooLarge } from '../../../src/sources/limits.ts'

/** A file or text on its way in. */
export interface Intake {
  key: number
  name: string
  size: number
  state: 'refused' | 'waiting' | 'sending' | 'taken' | 'already' | 'failed'
  /** Share sent, 0 to 1. */
  share: number
  /** Why it was refused or failed, in the reader's language. */
  says: string | null
  /** Its document once it is taken. */
  documentId: string | null
}

const extension = /\.([a-z0-9]{1,8})$/i
const readable = new Set('txt text md html htm xhtml pdf docx docm dotx xlsx xlsm csv tsv'.split(' '))

/** What is wrong with a file before any of it is sent, or null. A name without an extension is let through: the reader looks at the bytes. */
export const faultOf = (file: { name: string; size: number; type: string }): KnownError | null => {
  if (file.size === 0) return emptySource()
  const end = extension.exec(file.name)?.[1]?.toLowerCase()
  if (end !== undefined && !readable.has(end) && !file.type.startsWith('text/')) return wrongKind()
  if (file.size > maxSourceBytes) return tooLarge(file.size)
  return null
}

const wrongKind = (): KnownError =>
  new Known('source-kind', {
    zh: '不是 txt、html、pdf、docx、xlsx 或 csv。请用原来的软件另存为其中一种再添加（旧版 doc、wps 存为 docx，xls、et 存为 xlsx）。',
    en: 'Not txt, html, pdf, docx, xlsx or csv. Save it as one of these in the program it came from (old doc as docx, old xls as xlsx) and add that.',
  })

/** A title for a pasted text: what was given, else the beginning of its first line. */
export const titleOf = (given: string, text: string): string => {
  const title = given.trim()
  if (title !== '') return title.slice(0, 300)
  const line = text.trim().split('\n', 1)[0]!.trim()
  return [...line].slice(0, 40).join('')
}

/** True for an empty address and for one the server will take. */
export const isAddress = (typed: string): boolean => {
  if (typed.trim() === '') return true
  try {
    return ['http:', 'https:'].includes(new URL(typed.trim()).protocol)
  } catch {
    return false
  }
}

/** Bytes in the unit people say: 812 B, 6.1 KB, 20 MB. */
export const sizeWords = (bytes: number): string => {
  const units = ['B', 'KB', 'MB', 'GB']
  let size = bytes
  let step = 0
  while (size >= 1024 && step < units.length - 1) {
    size /= 1024
    step++
  }
  return `${size >= 10 || step === 0 ? Math.round(size) : Math.round(size * 10) / 10} ${units[step]}`
}
