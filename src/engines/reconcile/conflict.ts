import { beyond, type Case, type Member, memberId, type Numbered, numbered } from './case.ts'
import { canHold, feasiblePoint } from './feasible.ts'
import { type Program, programOf, type Solver, solveProgram } from './program.ts'
import { propagate, statedRanges } from './ranges.ts'

/** Sentences and identities that cannot all be true, while any one left out lets the rest be true. */
export interface Conflict {
  members: Member[]
  /** True when no smaller contradiction exists in the case, false when the search for one was cut short. */
  smallest: boolean
}

const only = (c: Numbered, indices: Iterable<number>): Uint8Array => {
  const active = new Uint8Array(c.members.length)
  for (const m of indices) active[m] = 1
  return active
}

/** Members left after each was tried without: irreducible. Those believed most are tried last, so the doubtful ones stay. */
const irreducible = (c: Numbered, active: Uint8Array, solver: Solver): number[] => {
  const kept = active.slice()
  const trust = (m: number): number => {
    const member = c.members[m]!
    return member.kind === 'statement' ? (member.statement.weight ?? 1) : 0
  }
  const order = [...kept.keys()].filter((m) => kept[m] === 1).sort((a, b) => trust(b) - trust(a) || b - a)
  // Halves first: most of a large case has nothing to do with the contradiction.
  for (let size = Math.ceil(order.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let from = 0; from < order.length; from += size) {
      const group = order.slice(from, from + size).filter((m) => kept[m] === 1)
      if (group.length === 0) continue
      for (const m of group) kept[m] = 0
      if (canHold(c, kept, solver)) for (const m of group) kept[m] = 1
    }
  return [...kept.keys()].filter((m) => kept[m] === 1)
}

/** The fewest members that meet every set (0-1 program). */
const fewestMeeting = (count: number, sets: readonly (readonly number[])[], solver: Solver): number[] => {
  const used = [...new Set(sets.flat())]
  const column = new Map(used.map((m, i) => [m, i]))
  const program: Program = {
    columns: used.length,
    low: used.map(() => 0),
    high: used.map(() => 1),
    cost: used.map((m) => 1 + m / (1000 * (count + 1))),
    rows: sets.map((set) => ({
      columns: set.map((m) => column.get(m)!),
      values: set.map(() => 1),
      low: 1,
      high: Number.POSITIVE_INFINITY,
    })),
  }
  const { x } = solveProgram(
    solver,
    program,
    used.map(() => true),
  )
  return used.filter((_, i) => x[i]! > 0.5)
}

const mostRounds = 300

/**
 * The smallest contradiction of the active members by implicit hitting sets (Ignatiev et al. 2015): the fewest members that
 * meet every known way out; when they cannot all hold, they are the smallest contradiction. null: all can hold.
 */
const smallestConflict = (
  c: Numbered,
  active: Uint8Array,
  solver: Solver,
): { members: number[]; smallest: boolean } | null => {
  if (canHold(c, active, solver)) return null
  const found = irreducible(c, active, solver)
  if (found.length <= 2) return { members: found, smallest: true }
  const all = [...active.keys()].filter((m) => active[m] === 1)
  const waysOut: number[][] = []
  for (let round = 0; round < mostRounds; round++) {
    const chosen = waysOut.length === 0 ? [] : fewestMeeting(c.members.length, waysOut, solver)
    if (chosen.length >= found.length) return { members: found, smallest: true }
    const kept = only(c, chosen)
    if (!canHold(c, kept, solver)) return { members: chosen.sort((a, b) => a - b), smallest: true }
    // Grow to as many as can hold; what is left out is a way out of every contradiction.
    for (const m of all) {
      if (kept[m] === 1) continue
      kept[m] = 1
      if (!canHold(c, kept, solver)) kept[m] = 0
    }
    waysOut.push(all.filter((m) => kept[m] === 0))
  }
  return { members: found, smallest: false }
}

/**
 * The contradictions of a case, each the smallest that is left once the sentences of the ones before are taken out, at most
 * `most`. Empty when everything can be true. Identities are members too: an equation may be what is wrong.
 */
export const conflicts = (given: Case, solver: Solver, most = 20): Conflict[] => {
  const c = numbered(given)
  const active = new Uint8Array(c.members.length).fill(1)
  const found: Conflict[] = []
  while (found.length < most) {
    const next = smallestConflict(c, active, solver)
    if (next === null) break
    found.push({ members: next.members.map((m) => c.members[m]!), smallest: next.smallest })
    const said = next.members.filter((m) => c.members[m]!.kind === 'statement')
    // A contradiction of identities alone: nothing a sentence could mend.
    for (const m of said.length > 0 ? said : next.members) active[m] = 0
  }
  return found
}

/** How far a statement has to give for all to be true; `low` and `high` are its range then. */
export interface Relaxation {
  id: string
  key: string
  low: number
  high: number
  /** By how much the end moved, in the quantity's unit. */
  by: number
  /** The same as a share of the quantity's size. */
  share: number
}

/**
 * The cheapest relaxation: the least weighted sum of relative moves of statements after which everything can be true, as the
 * statements that move. null when identities and hard ranges contradict each other without any statement. With products the
 * planes are put around the point found and narrowed, so the result obeys them, and is the cheapest near that point.
 */
export const cheapestRelaxation = (given: Case, solver: Solver): Relaxation[] | null => {
  const c = numbered(given)
  if (canHold(c, new Uint8Array(c.members.length).fill(1), solver)) return []
  const identities = Uint8Array.from(c.members, ({ kind }) => (kind === 'statement' ? 0 : 1))
  const ranges = { low: c.low.slice(), high: c.high.slice() }
  if (!propagate(c, identities, ranges)) return null
  const statements = c.members.flatMap((member, m) => (member.kind === 'statement' ? [{ m, ...member.statement }] : []))
  let box = ranges
  let x: Float64Array | null = null
  for (let round = 0; round < 12; round++) {
    const program = programOf(c, identities, box)
    const n = program.columns
    for (const { m, low, high, weight } of statements) {
      const i = c.at[m]![0]!
      const size = c.size[i]!
      const column = program.columns
      program.columns += 2
      program.low.push(0, 0)
      program.high.push(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)
      program.cost.push(weight ?? 1, weight ?? 1)
      if (Number.isFinite(low))
        program.rows.push({ columns: [i, column], values: [1, 1], low: low / size, high: Number.POSITIVE_INFINITY })
      if (Number.isFinite(high))
        program.rows.push({
          columns: [i, column + 1],
          values: [1, -1],
          low: Number.NEGATIVE_INFINITY,
          high: high / size,
        })
    }
    const answer = solveProgram(solver, program)
    if (answer.status === 'infeasible') return x === null ? null : relaxed(c, statements, x)
    x = Float64Array.from(answer.x.subarray(0, n), (value, i) => value * c.size[i]!)
    let off = 0
    const around = { low: ranges.low.slice(), high: ranges.high.slice() }
    for (const [m, member] of c.members.entries()) {
      if (member.kind !== 'product') continue
      const [r, a, b] = c.at[m]! as unknown as [number, number, number]
      off = Math.max(off, Math.abs(x[r]! - x[a]! * x[b]!) / Math.max(c.size[r]!, 1e-300))
      // Half the distance each round, so that the planes close in on the product.
      for (const i of [a, b]) {
        const width =
          Math.min(
            Number.isFinite(box.high[i]! - box.low[i]!) ? box.high[i]! - box.low[i]! : c.size[i]! * 4,
            c.size[i]! * 4,
          ) / 2
        around.low[i] = Math.max(ranges.low[i]!, x[i]! - width / 2)
        around.high[i] = Math.min(ranges.high[i]!, x[i]! + width / 2)
      }
    }
    if (off < 1e-9) break
    box = around
  }
  return relaxed(c, statements, x!)
}

const relaxed = (
  c: Numbered,
  statements: readonly { m: number; id: string; key: string; low: number; high: number }[],
  x: Float64Array,
): Relaxation[] =>
  statements.flatMap(({ m, id, key, low, high }) => {
    const i = c.at[m]![0]!
    const value = x[i]!
    const by = value < low ? value - low : value > high ? value - high : 0
    const share = Math.abs(by) / c.size[i]!
    if (share <= 1e-8) return []
    return [{ id, key, low: Math.min(low, value), high: Math.max(high, value), by, share }]
  })

/** The tightened range of a quantity, from everything said. Infinite where nothing bounds it. */
export interface Tightened {
  key: string
  low: number
  high: number
}

/** Quantities for which exact ends are worth two linear programs each. */
const mostExact = 400

/**
 * Ranges of all quantities after everything said, or null when it cannot all be true. Up to 400 quantities (or the `keys`
 * asked for) get the exact ends of the linear relaxation; the others those of interval propagation, which may be wider.
 */
export const tightened = (given: Case, solver: Solver, keys?: readonly string[]): Tightened[] | null => {
  const c = numbered(given)
  const active = new Uint8Array(c.members.length).fill(1)
  const ranges = statedRanges(c, active)
  if (!ranges.ok || !propagate(c, active, ranges) || feasiblePoint(c, active, solver) === null) return null
  const asked = new Set(keys ?? (c.keys.length <= mostExact ? c.keys : []))
  const hasProducts = c.members.some(({ kind }) => kind === 'product')
  for (let pass = 0; pass < (hasProducts ? 3 : 1); pass++) {
    const program = programOf(c, active, ranges)
    for (const [i, key] of c.keys.entries()) {
      if (!asked.has(key)) continue
      for (const side of [1, -1]) {
        const cost = program.cost.map((_, j) => (j === i ? side : 0))
        const answer = solveProgram(solver, { ...program, cost })
        if (answer.status !== 'optimal') continue
        const end = answer.x[i]! * c.size[i]!
        if (side === 1) ranges.low[i] = Math.max(ranges.low[i]!, Math.min(end, ranges.high[i]!))
        else ranges.high[i] = Math.min(ranges.high[i]!, Math.max(end, ranges.low[i]!))
      }
    }
    if (hasProducts && !propagate(c, active, ranges)) return null
  }
  const end = (i: number, value: number) =>
    Math.abs(value) < 0.999 * beyond * c.size[i]!
      ? value
      : value < 0
        ? Number.NEGATIVE_INFINITY
        : Number.POSITIVE_INFINITY
  return c.keys.map((key, i) => ({ key, low: end(i, ranges.low[i]!), high: end(i, ranges.high[i]!) }))
}

/**
 * Why a quantity cannot lie below `low` (or above `high`): the fewest sentences and identities that forbid it, or null when
 * they do not. Used to open the evidence of a derived range.
 */
export const reasonsFor = (
  given: Case,
  key: string,
  side: 'low' | 'high',
  bound: number,
  solver: Solver,
): Member[] | null => {
  const size = Math.max(Math.abs(bound), 1e-300)
  const step = size * 1e-6
  const opposite = '\u0000opposite'
  const statements = [
    ...given.statements,
    side === 'low'
      ? { id: opposite, key, low: Number.NEGATIVE_INFINITY, high: bound - step, weight: 1e9 }
      : { id: opposite, key, low: bound + step, high: Number.POSITIVE_INFINITY, weight: 1e9 },
  ]
  const c = numbered({ ...given, statements })
  const found = smallestConflict(c, new Uint8Array(c.members.length).fill(1), solver)
  const members = found?.members.map((m) => c.members[m]!)
  return members?.some((member) => memberId(member) === opposite)
    ? members.filter((member) => memberId(member) !== opposite)
    : null
}

/** What one new statistic would do for a target's range. */
export interface Telling {
  key: string
  /** Width of the target's range now, and on average once this quantity were known. */
  now: number
  after: number
}

/**
 * Which single new statistic would narrow the target's range most: each candidate is thought known at the quarter points of
 * its range. Sorted, the most telling first; candidates that are known already are left out. null: the case contradicts itself.
 */
export const mostTelling = (
  given: Case,
  target: string,
  candidates: readonly string[],
  solver: Solver,
): Telling[] | null => {
  const before = tightened(given, solver, [target, ...candidates])
  if (before === null) return null
  const of = new Map(before.map((one) => [one.key, one]))
  const now = of.get(target)!.high - of.get(target)!.low
  const results = candidates.flatMap((key): Telling[] => {
    const range = of.get(key)
    if (!range || key === target || !Number.isFinite(range.high - range.low) || range.high <= range.low) return []
    const widths = [0.25, 0.5, 0.75].flatMap((share) => {
      const value = range.low + share * (range.high - range.low)
      const known = { id: `known:${key}`, key, low: value, high: value }
      const narrowed = tightened({ ...given, statements: [...given.statements, known] }, solver, [target])
      const one = narrowed?.find((each) => each.key === target)
      return one ? [one.high - one.low] : []
    })
    if (widths.length === 0) return []
    return [{ key, now, after: widths.reduce((sum, width) => sum + width, 0) / widths.length }]
  })
  return results.sort((a, b) => a.after - b.after || (a.key < b.key ? -1 : 1))
}
