import { cleanPage } from './generated-clean.ts'
import { type Dirt, knownDirt, type Runs } from './generated-dirt.ts'
import { randomFrom } from './generated-random.ts'
import { unseenDirt } from './generated-unseen.ts'

export { cleanPage } from './generated-clean.ts'
export { randomFrom } from './generated-random.ts'

export interface DirtyPage {
  text: string
  /** For every unit of `text` 1 where it is dirt, 2 for the breaks between lines. */
  isDirt: Uint8Array
  /** For every unit of `text` which of `kinds` it is dirt of, -1 for none. */
  kindAt: Int8Array
  kinds: string[]
}

export const dirts = { known: knownDirt, unseen: unseenDirt } as const

/** A clean page with one to four kinds of dirt put in, and for every unit whether it is dirt and of which kind. */
export const dirtyPage = (seed: number, dirt: Record<string, Dirt> = knownDirt): DirtyPage => {
  const r = randomFrom(seed * 104_729 + 5)
  const lines: Runs[] = cleanPage(seed).map((text) => [{ text, dirt: false }])
  const names = Object.keys(dirt)
  const wanted = new Set(Array.from({ length: 1 + r.below(4) }, () => r.pick(names)))
  // What runs to the end of a page comes in the order of a page: the story, another story, then remarks.
  const kinds: string[] = []
  const kindOf = new Map<Runs[number], number>()
  for (const name of names) {
    if (!wanted.has(name) || !dirt[name]!(lines, r)) continue
    kinds.push(name)
    for (const line of lines)
      for (const run of line) if (run.dirt && !kindOf.has(run)) kindOf.set(run, kinds.length - 1)
  }
  let text = ''
  const flags: number[] = []
  const kindAt: number[] = []
  lines.forEach((line, i) => {
    if (i > 0) {
      text += '\n'
      flags.push(2)
      kindAt.push(-1)
    }
    for (const run of line) {
      text += run.text
      const kind = kindOf.get(run) ?? -1
      for (let k = 0; k < run.text.length; k++) {
        flags.push(run.dirt ? 1 : 0)
        kindAt.push(run.dirt ? kind : -1)
      }
    }
  })
  return { text, isDirt: Uint8Array.from(flags), kindAt: Int8Array.from(kindAt), kinds }
}

export interface Measured {
  noise: number
  found: number
  body: number
  lost: number
  byKind: Map<string, { noise: number; found: number }>
  /** What was missed (as it stands) and what was lost, with how many units. */
  worst: Map<string, number>
}

/** How much of the dirt of many pages a cleaner finds and how much of their body it loses. */
export const measure = (
  seeds: Iterable<number>,
  dirt: Record<string, Dirt>,
  cleaner: (text: string) => readonly { start: number; end: number }[],
): Measured => {
  const out: Measured = { noise: 0, found: 0, body: 0, lost: 0, byKind: new Map(), worst: new Map() }
  for (const seed of seeds) {
    const page = dirtyPage(seed, dirt)
    const set = new Uint8Array(page.text.length)
    for (const { start, end } of cleaner(page.text)) set.fill(1, start, end)
    let at = 0
    for (const line of page.text.split('\n')) {
      for (let i = at; i < at + line.length; i++) {
        const blame = (what: string) => out.worst.set(what, (out.worst.get(what) ?? 0) + 1)
        // Nobody sees the space around a line.
        if (page.text[i] === ' ') continue
        if (page.isDirt[i] === 1) {
          const name = page.kinds[page.kindAt[i]!]!
          const kind = out.byKind.get(name) ?? { noise: 0, found: 0 }
          out.byKind.set(name, kind)
          out.noise++
          kind.noise++
          if (set[i]) {
            out.found++
            kind.found++
          } else blame(`${name}: ${line.slice(0, 50)}`)
        } else {
          out.body++
          if (set[i]) {
            out.lost++
            blame(`LOST ${line.slice(0, 50)}`)
          }
        }
      }
      at += line.length + 1
    }
  }
  return out
}
