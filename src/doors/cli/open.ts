import type { Clerk } from '../clerk.ts'
import { placeOf } from '../place.ts'
import { type Line, takeFlag } from './line.ts'
import type { Terminal } from './terminal.ts'

/** Takes --data off the line and gives what opens the clerk for that place, with progress on the terminal. */
export const opener = (line: Line, terminal: Terminal, door: 'cli' | 'mcp' = 'cli'): (() => Promise<Clerk>) => {
  const place = placeOf(terminal.env, takeFlag(line, 'data', { zh: '文件夹', en: 'a folder' }))
  return async () => {
    const [{ clerkFor }, { openDesk }] = await Promise.all([import('../clerk.ts'), import('../desk.ts')])
    return clerkFor(place, door, () =>
      openDesk(place, {
        demo: true,
        progress: (words) => terminal.err(terminal.say(words)),
        signal: terminal.signal,
        voterKey: terminal.env['QUANLIAN_VOTER_KEY'] || undefined,
      }),
    )
  }
}
