import { inLang, type Lang, type Words } from '../../base/lang.ts'

/** Where a command writes and what it watches; tests give their own. */
export interface Terminal {
  lang: Lang
  env: NodeJS.ProcessEnv
  /** Results: what another program may read. */
  out(text: string): void
  /** Progress and refusals: what a person reads. */
  err(text: string): void
  /** Ends when the person presses Ctrl-C. */
  signal: AbortSignal
  /** Terminal width in cells for tables; 100 when unknown. */
  width: number
  say(words: Words): string
  /** Shows how far something is, in place of what it showed before; '' takes it away. Only where a person watches. */
  progress?: (text: string) => void
  /** Resolves when what was given to `out` has been taken, so that much output does not pile up. */
  drained?: () => Promise<void>
}

export const terminalOf = (options: Omit<Terminal, 'say'>): Terminal => ({
  ...options,
  say: (words) => inLang(words, options.lang),
})
