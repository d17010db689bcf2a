/** Pure rules of the chain: balance of elements in a process, and which stage feeds which. */

/** Standard atomic weights, abridged (IUPAC CIAAW), in g/mol. */
const atomicWeights: Record<string, number> = {
  H: 1.008,
  Li: 6.94,
  Be: 9.0122,
  B: 10.81,
  C: 12.011,
  N: 14.007,
  O: 15.999,
  F: 18.998,
  Na: 22.99,
  Mg: 24.305,
  Al: 26.982,
  Si: 28.085,
  P: 30.974,
  S: 32.06,
  Cl: 35.45,
  K: 39.098,
  Ca: 40.078,
  Ti: 47.867,
  V: 50.942,
  Mn: 54.938,
  Fe: 55.845,
  Co: 58.933,
  Ni: 58.693,
  Cu: 63.546,
  Zn: 65.38,
  Rb: 85.468,
  Zr: 91.224,
  Nb: 92.906,
  Sn: 118.71,
  Cs: 132.905,
  Ta: 180.948,
  W: 183.84,
  Pb: 207.2,
}

/** Mass fractions by element, e.g. { Li: 0.1879, C: 0.1626, O: 0.6496 } for Li2CO3. */
export type Composition = Readonly<Record<string, number>>

/**
 * Mass fractions of a formula: elements with counts that may have decimals, hydrates after a middle dot
 * (LiNi0.8Mn0.1Co0.1O2, FeSO4·7H2O). No brackets. Null when it cannot be read or names an unknown element.
 */
export const compositionOf = (formula: string): Composition | null => {
  const masses: Record<string, number> = {}
  for (const part of formula.split('·')) {
    const [, times = '', body = ''] = /^(\d*)([A-Z].*)$/.exec(part) ?? []
    const atoms = [...body.matchAll(/([A-Z][a-z]?)(\d+(?:\.\d+)?)?/g)]
    if (atoms.length === 0 || atoms.map((atom) => atom[0]).join('') !== body) return null
    for (const [, element, count = '1'] of atoms) {
      const weight = atomicWeights[element!]
      if (weight === undefined) return null
      masses[element!] = (masses[element!] ?? 0) + weight * Number(count) * Number(times || 1)
    }
  }
  const whole = Object.values(masses).reduce((sum, mass) => sum + mass, 0)
  return Object.fromEntries(Object.entries(masses).map(([element, mass]) => [element, mass / whole]))
}

/** One side of a process: tonnes per unit of activity, and what the product is made of where that is known. */
export interface Flow {
  direction: 'in' | 'out'
  value: number | null
  composition: Composition | null
}

/**
 * An element across a process, in tonnes per unit of activity. `short`: less goes in than comes out, which no process can
 * do. `undetermined`: an input of unknown amount or make-up may carry the rest. `ratio` is in ÷ out.
 */
export interface ElementBalance {
  element: string
  in: number
  out: number
  ratio: number
  verdict: 'closed' | 'loss' | 'short' | 'undetermined'
}

/** What rounding to six figures may take away. */
const tolerance = 0.001

/**
 * The balance of every element that leaves in a product of known make-up. Oxygen and hydrogen are left out: air and
 * water bring and take them. Outputs of unknown make-up only make a shortage worse, so they cannot hide one.
 */
export const elementBalance = (flows: readonly Flow[]): ElementBalance[] => {
  const made = flows.filter((flow) => flow.direction === 'out')
  const taken = flows.filter((flow) => flow.direction === 'in')
  const elements = new Set(made.flatMap((flow) => Object.keys(flow.composition ?? {})))
  elements.delete('O')
  elements.delete('H')
  elements.delete('C')
  elements.delete('N')
  const mass = (side: readonly Flow[], element: string): number =>
    side.reduce((sum, flow) => sum + (flow.value ?? 0) * (flow.composition?.[element] ?? 0), 0)
  return [...elements].sort().map((element) => {
    const into = mass(taken, element)
    const out = mass(made, element)
    const open = taken.some((flow) => flow.composition === null || (flow.value === null && flow.composition[element]))
    const ratio = out === 0 ? Number.POSITIVE_INFINITY : into / out
    const verdict =
      ratio >= 1 - tolerance
        ? ratio <= 1 + tolerance
          ? 'closed'
          : 'loss'
        : open || out === 0
          ? 'undetermined'
          : 'short'
    return { element, in: into, out, ratio, verdict }
  })
}

export interface StageUse {
  stage: string
  product: string
  direction: 'in' | 'out'
}

export interface StageLink {
  from: string
  to: string
  products: string[]
  back: boolean
}

/**
 * Which stage feeds which: a link wherever a process of one stage puts out what a process of another takes in. A link
 * that runs against the columns is a return (recycling). Order follows the columns of `from`, then of `to`.
 * @param columns column of each stage
 */
export const stageLinks = (uses: readonly StageUse[], columns: ReadonlyMap<string, number>): StageLink[] => {
  const makers = new Map<string, Set<string>>()
  for (const use of uses)
    if (use.direction === 'out') makers.set(use.product, (makers.get(use.product) ?? new Set()).add(use.stage))
  const links = new Map<string, StageLink>()
  for (const use of uses) {
    if (use.direction !== 'in') continue
    for (const from of makers.get(use.product) ?? []) {
      if (from === use.stage) continue
      const id = `${from} ${use.stage}`
      const back = (columns.get(from) ?? 0) > (columns.get(use.stage) ?? 0)
      const link = links.get(id) ?? { from, to: use.stage, products: [], back }
      if (!link.products.includes(use.product)) link.products.push(use.product)
      links.set(id, link)
    }
  }
  const column = (stage: string): number => columns.get(stage) ?? 0
  return [...links.values()].sort(
    (a, b) =>
      column(a.from) - column(b.from) ||
      column(a.to) - column(b.to) ||
      a.from.localeCompare(b.from) ||
      a.to.localeCompare(b.to),
  )
}
