import { inLang, type Lang, type Words } from './lang.ts'

/** Where in the input an error lies: a file and line, a row and cell, or an offset in UTF-16 units. */
export interface ErrorPlace {
  file?: string
  line?: number
  column?: number
  sheet?: string
  row?: number
  cell?: string
  field?: string
  offset?: number
}

/**
 * An error a person can act on: a stable code, one sentence in each language that says what is wrong and what to do,
 * and the place in the input. `status` is the HTTP status the door answers with; `exit` the CLI's exit code.
 */
export class KnownError extends Error {
  readonly code: string
  readonly words: Words
  readonly place: ErrorPlace | undefined
  readonly status: number
  readonly exit: number

  constructor(
    code: string,
    words: Words,
    options: { place?: ErrorPlace; status?: number; exit?: number; cause?: unknown } = {},
  ) {
    super(words.en, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'KnownError'
    this.code = code
    this.words = words
    this.place = options.place
    this.status = options.status ?? 400
    this.exit = options.exit ?? 2
  }

  sentence(lang: Lang): string {
    return inLang(this.words, lang)
  }
}
