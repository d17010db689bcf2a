import type { View } from './passage.ts'
import { isInvisible } from './script.ts'

const entities: Record<string, string> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  middot: '·',
  permil: '‰',
  times: '×',
  deg: '°',
  plusmn: '±',
  sup2: '²',
  sup3: '³',
}

/**
 * The text of [start, end) without the excised spans and without invisible characters, with the raw offset of every unit.
 * `excised` is sorted and disjoint and `from` is the first of them that may touch the range.
 */
export const viewOf = (
  text: string,
  start: number,
  end: number,
  excised: readonly { start: number; end: number }[],
  from = 0,
): View => {
  const at = new Uint32Array(Math.max(0, end - start) + 1)
  let n = 0
  const parts: string[] = []
  let e = from
  const copy = (a: number, b: number) => {
    let run = a
    for (let i = a; i < b; i++) {
      const code = text.charCodeAt(i)
      if (code === 38) {
        const match = /^&(?:([a-z0-9]{2,6})|#(\d{2,6})|#x([0-9a-f]{2,5}));/i.exec(text.slice(i, i + 9))
        const named = match?.[1] ? entities[match[1].toLowerCase()] : undefined
        const point = match?.[2] ? Number(match[2]) : match?.[3] ? Number.parseInt(match[3], 16) : 0
        const char = named ?? (point >= 32 && point < 0xd800 ? String.fromCharCode(point) : undefined)
        if (match && char !== undefined && i + match[0].length <= b) {
          parts.push(text.slice(run, i), char)
          at[n++] = i
          i += match[0].length - 1
          run = i + 1
          continue
        }
      }
      if (isInvisible(code)) {
        parts.push(text.slice(run, i))
        run = i + 1
      } else at[n++] = i
    }
    parts.push(text.slice(run, b))
  }
  let pos = start
  while (pos < end) {
    while (e < excised.length && excised[e]!.end <= pos) e++
    const next = excised[e]
    if (next && next.start <= pos) {
      pos = Math.min(end, next.end)
      continue
    }
    const stop = next ? Math.min(next.start, end) : end
    copy(pos, stop)
    pos = stop
  }
  at[n] = n === 0 ? start : at[n - 1]! + 1
  return { text: parts.join(''), rawAt: at.subarray(0, n + 1) }
}
