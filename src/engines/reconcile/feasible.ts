import type { Numbered } from './case.ts'
import { programOf, type Solver, solveProgram } from './program.ts'
import { propagate, type Ranges, statedRanges } from './ranges.ts'

/** Boxes looked at before a question with products is given up as «cannot be refuted». */
const mostBoxes = 400
/** A product is met when it is off by less than this share of its size. */
const met = 1e-7

const worstProduct = (c: Numbered, active: Uint8Array, x: Float64Array): { member: number; off: number } => {
  let member = -1
  let worst = met
  for (const [m, one] of c.members.entries()) {
    if (active[m] === 0 || one.kind !== 'product') continue
    const [r, a, b] = c.at[m]! as unknown as [number, number, number]
    const off = Math.abs(x[r]! - x[a]! * x[b]!) / Math.max(c.size[r]!, c.size[a]! * c.size[b]!, 1e-300)
    if (off > worst) {
      worst = off
      member = m
    }
  }
  return { member, off: worst }
}

/**
 * A point that obeys the active members, or null when there is none. Linear cases are decided by LP. With products, boxes
 * are halved until the planes around the products decide (spatial branch and bound); after 400 boxes a case counts as
 * feasible, so that a contradiction is claimed only when it is proved.
 */
export const feasiblePoint = (c: Numbered, active: Uint8Array, solver: Solver): Float64Array | null => {
  const stated = statedRanges(c, active)
  if (!stated.ok) return null
  const boxes: Ranges[] = [{ low: stated.low, high: stated.high }]
  for (let looked = 0; boxes.length > 0; looked++) {
    const box = boxes.pop()!
    if (!propagate(c, active, box)) continue
    const answer = solveProgram(solver, programOf(c, active, box))
    if (answer.status === 'infeasible') continue
    const x = Float64Array.from(answer.x, (value, i) => value * c.size[i]!)
    if (answer.status !== 'optimal') return x
    const { member } = worstProduct(c, active, x)
    if (member < 0 || looked >= mostBoxes) return x
    const [, a, b] = c.at[member]! as unknown as [number, number, number]
    const room = (i: number) => (box.high[i]! - box.low[i]!) / c.size[i]!
    const split = room(a) >= room(b) ? a : b
    if (!Number.isFinite(room(split))) return x
    const middle = (box.low[split]! + box.high[split]!) / 2
    const left = { low: box.low.slice(), high: box.high.slice() }
    const right = { low: box.low.slice(), high: box.high.slice() }
    left.high[split] = middle
    right.low[split] = middle
    // The half that holds the point found is looked at first.
    if (x[split]! <= middle) boxes.push(right, left)
    else boxes.push(left, right)
  }
  return null
}

/** Whether the active members can all be true. */
export const canHold = (c: Numbered, active: Uint8Array, solver: Solver): boolean =>
  feasiblePoint(c, active, solver) !== null
