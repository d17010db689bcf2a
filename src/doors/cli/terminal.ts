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
}

export const terminalOf = (options: Omit<Terminal, 'say'>): Terminal => ({
  ...options,
  say: (words) => inLang(words, options.lang),
})

/** A progress line that repeats at most every half second on a terminal, and is left out where nobody watches. */
export const progressOn = (terminal: Terminal, watched: boolean) => {
  let last = 0
  return (words: Words): void => {
    const now = Date.now()
    if (!watched && now - last < 5000 && last !== 0) return
    last = now
    terminal.err(terminal.say(words))
  }
}
