import { type Linear, type Network, NetworkFault, type Product } from './reconcile.ts'

/** One sentence as a range of one quantity. */
export interface Statement {
  id: string
  key: string
  low: number
  high: number
  /** How much it is to be believed, above 0; 1 where nothing is said. The cheapest relaxation moves the least believed. */
  weight?: number | undefined
}

/** What sentences and identities say together. Ranges of the quantities are hard (a count is not below 0); measurements are not read. */
export interface Case {
  network: Network
  statements: readonly Statement[]
}

/** A statement, equation or product that can be left out: what a contradiction is made of. */
export type Member =
  | { kind: 'statement'; index: number; statement: Statement }
  | { kind: 'linear'; index: number; linear: Linear }
  | { kind: 'product'; index: number; product: Product }

export const memberId = (member: Member): string =>
  member.kind === 'statement' ? member.statement.id : member.kind === 'linear' ? member.linear.id : member.product.id

export const membersOf = ({ network, statements }: Case): Member[] => [
  ...statements.map((statement, index): Member => ({ kind: 'statement', index, statement })),
  ...network.linear.map((linear, index): Member => ({ kind: 'linear', index, linear })),
  ...network.products.map((product, index): Member => ({ kind: 'product', index, product })),
]

/** A case by numbers: what the rules below compute with. */
export interface Numbered {
  keys: string[]
  low: Float64Array
  high: Float64Array
  /** What each quantity is about as large as; ranges and rows are compared in it. */
  size: Float64Array
  members: Member[]
  /** Quantity of a statement; quantities and coefficients of an equation; result, first and second of a product. */
  at: Int32Array[]
  coefficients: (Float64Array | null)[]
}

/** No quantity is this many times as large as what is said of it; so every range is finite, and growth without end is none. */
export const beyond = 1e9

export const numbered = (given: Case): Numbered => {
  const { network, statements } = given
  const index = new Map<string, number>()
  for (const [i, { key, low, high }] of network.quantities.entries()) {
    if (index.has(key)) throw new NetworkFault(key, 'stands twice')
    if (Number.isNaN(low) || Number.isNaN(high) || low > high)
      throw new NetworkFault(key, `has no range ${low} to ${high}`)
    index.set(key, i)
  }
  const place = (id: string, key: string): number => {
    const i = index.get(key)
    if (i === undefined) throw new NetworkFault(id, `names ${key}, which is no quantity`)
    return i
  }
  for (const { id, low, high } of statements)
    if (Number.isNaN(low) || Number.isNaN(high) || low > high)
      throw new NetworkFault(id, `has no range ${low} to ${high}`)
  const members = membersOf(given)
  const at = members.map((member) => {
    if (member.kind === 'statement') return Int32Array.of(place(member.statement.id, member.statement.key))
    if (member.kind === 'linear') return Int32Array.from(member.linear.terms, ({ key }) => place(member.linear.id, key))
    const { id, result, first, second } = member.product
    return Int32Array.of(place(id, result), place(id, first), place(id, second))
  })
  const n = network.quantities.length
  const size = new Float64Array(n)
  const take = (i: number, value: number) => {
    if (Number.isFinite(value) && Math.abs(value) < 1e30) size[i] = Math.max(size[i]!, Math.abs(value))
  }
  for (const [m, member] of members.entries())
    if (member.kind === 'statement') {
      take(at[m]![0]!, member.statement.low)
      take(at[m]![0]!, member.statement.high)
    }
  // Quantities nobody speaks of are as large as what they stand beside.
  for (let pass = 0; pass < 4; pass++)
    for (const [m, member] of members.entries()) {
      if (member.kind === 'linear') {
        const terms = member.linear.terms
        const most = Math.max(0, ...terms.map(({ coefficient }, k) => Math.abs(coefficient) * size[at[m]![k]!]!))
        for (const [k, { coefficient }] of terms.entries())
          if (size[at[m]![k]!] === 0 && coefficient !== 0) size[at[m]![k]!] = most / Math.abs(coefficient)
      } else if (member.kind === 'product') {
        const [r, a, b] = at[m]! as unknown as [number, number, number]
        if (size[r] === 0) size[r] = size[a]! * size[b]!
        if (size[a] === 0 && size[b]! > 0) size[a] = size[r]! / size[b]!
        if (size[b] === 0 && size[a]! > 0) size[b] = size[r]! / size[a]!
      }
    }
  for (const [i, { low, high }] of network.quantities.entries())
    if (size[i] === 0) {
      take(i, low)
      take(i, high)
      if (size[i] === 0) size[i] = 1
    }
  return {
    keys: network.quantities.map(({ key }) => key),
    low: Float64Array.from(network.quantities, ({ low }, i) => Math.max(low, -beyond * size[i]!)),
    high: Float64Array.from(network.quantities, ({ high }, i) => Math.min(high, beyond * size[i]!)),
    size,
    members,
    at,
    coefficients: members.map((member) =>
      member.kind === 'linear' ? Float64Array.from(member.linear.terms, ({ coefficient }) => coefficient) : null,
    ),
  }
}
