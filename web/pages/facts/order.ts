/**
 * Which row to look at after one was decided and left the list: the one that takes its place, else the last one.
 * Null when the list is then empty.
 */
export const rowAfter = (ids: readonly string[], decided: string): string | null => {
  const at = ids.indexOf(decided)
  if (at < 0) return ids[0] ?? null
  return ids[at + 1] ?? ids[at - 1] ?? null
}

/** The row above or below, staying at the ends; the first one when none is looked at. */
export const rowBeside = (ids: readonly string[], current: string | null, direction: 1 | -1): string | null => {
  const at = current === null ? -1 : ids.indexOf(current)
  if (at < 0) return ids[0] ?? null
  return ids[Math.min(ids.length - 1, Math.max(0, at + direction))]!
}
