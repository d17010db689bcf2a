import { type ClaimKind, claimKinds } from '../../../src/engines/reading/claim.ts'

/** What can be shown or hidden on a page: its body, what was set aside, and claims of each kind. */
export type Layer = 'body' | 'aside' | ClaimKind
export const layers: readonly Layer[] = ['body', 'aside', ...claimKinds]

/** The layers an address asks for; an address that names none asks for all. */
export const layersFromAddress = (value: string | undefined): ReadonlySet<Layer> => {
  if (value === undefined) return new Set(layers)
  const named = new Set(value.split(',').filter((part): part is Layer => layers.includes(part as Layer)))
  return named.size === 0 && value !== 'none' ? new Set(layers) : named
}

/** How the address names them; undefined when all are shown. */
export const layersInAddress = (shown: ReadonlySet<Layer>): string | undefined => {
  const list = layers.filter((layer) => shown.has(layer))
  if (list.length === layers.length) return undefined
  return list.length === 0 ? 'none' : list.join(',')
}

export const withLayer = (shown: ReadonlySet<Layer>, layer: Layer, on: boolean): ReadonlySet<Layer> => {
  const next = new Set(shown)
  if (on) next.add(layer)
  else next.delete(layer)
  return next
}

/**
 * The claim after (or before) the current one among those whose kind is shown, in the order of the text; past the end
 * it starts over. Null when nothing is shown.
 */
export const stepClaim = <C extends { id: string; kind: ClaimKind; start: number; end: number }>(
  claims: readonly C[],
  current: string | undefined,
  direction: 1 | -1,
  shown: ReadonlySet<Layer>,
): C | null => {
  const seen = claims.filter((claim) => shown.has(claim.kind)).sort((a, b) => a.start - b.start || a.end - b.end)
  if (seen.length === 0) return null
  const at = seen.findIndex((claim) => claim.id === current)
  if (at < 0) {
    const from = claims.find((claim) => claim.id === current)?.start
    if (from === undefined) return direction === 1 ? seen[0]! : seen.at(-1)!
    const after = seen.findIndex((claim) => claim.start >= from)
    if (direction === 1) return after < 0 ? seen[0]! : seen[after]!
    return after <= 0 ? seen.at(-1)! : seen[after - 1]!
  }
  return seen[(at + direction + seen.length) % seen.length]!
}

/** The key that shows or hides a layer: B the body, 0 what is set aside, 1 to 9 the kinds in the order of the legend. */
export const keyOfLayer = (layer: Layer): string =>
  layer === 'body' ? 'B' : layer === 'aside' ? '0' : String(claimKinds.indexOf(layer) + 1)
