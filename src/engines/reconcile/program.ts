import highsModule, { type Highs } from 'highs'
import type { Numbered } from './case.ts'
import type { Ranges } from './ranges.ts'

export type Solver = Highs

// The package's types describe its CommonJS file; what Node imports is the module whose default is the loader itself.
const loadHighs = highsModule as unknown as typeof highsModule.default

let loaded: Promise<Solver> | undefined
/** The LP solver (HiGHS in WebAssembly), loaded once; its calls block the thread they run on. */
export const loadSolver = (): Promise<Solver> => {
  loaded ??= loadHighs()
  return loaded
}

/** A linear program in scaled columns: quantity i is size[i] · column i. */
export interface Program {
  columns: number
  low: number[]
  high: number[]
  cost: number[]
  rows: { columns: number[]; values: number[]; low: number; high: number }[]
}

export interface Answer {
  status: 'optimal' | 'infeasible' | 'unbounded' | 'failed'
  objective: number
  x: Float64Array
}

export const solveProgram = (highs: Solver, program: Program, integers?: readonly boolean[]): Answer => {
  const starts = [0]
  const indices: number[] = []
  const values: number[] = []
  for (const row of program.rows) {
    indices.push(...row.columns)
    values.push(...row.values)
    starts.push(indices.length)
  }
  return highs.withModel(
    {
      numCols: program.columns,
      numRows: program.rows.length,
      colCost: program.cost,
      colLower: program.low,
      colUpper: program.high,
      rowLower: program.rows.map(({ low }) => low),
      rowUpper: program.rows.map(({ high }) => high),
      matrix: {
        format: 'csr',
        numRows: program.rows.length,
        numCols: program.columns,
        starts: Int32Array.from(starts),
        indices: Int32Array.from(indices),
        values: Float64Array.from(values),
      },
      ...(integers
        ? {
            integrality: integers.map((whole) =>
              whole ? highs.constants.variableType.integer : highs.constants.variableType.continuous,
            ),
          }
        : {}),
    },
    (model): Answer => {
      model.options.set({
        output_flag: false,
        primal_feasibility_tolerance: 1e-9,
        dual_feasibility_tolerance: 1e-9,
      })
      model.run()
      const { modelStatus } = highs.constants
      const status = model.getModelStatus()
      if (status === modelStatus.optimal)
        return { status: 'optimal', objective: model.getObjectiveValue(), x: model.getSolution().colValue }
      const none = { objective: Number.NaN, x: new Float64Array(program.columns) }
      if (status === modelStatus.infeasible) return { status: 'infeasible', ...none }
      if (status === modelStatus.unbounded || status === modelStatus.unboundedOrInfeasible)
        return { status: 'unbounded', ...none }
      return { status: 'failed', ...none }
    },
  )
}

/**
 * The active equations as rows, and the active products as their four McCormick planes over the given ranges (McCormick
 * 1976): every point that obeys them stays inside.
 */
export const programOf = (c: Numbered, active: Uint8Array, { low, high }: Ranges): Program => {
  const n = c.keys.length
  const program: Program = {
    columns: n,
    low: Array.from(low, (value, i) => value / c.size[i]!),
    high: Array.from(high, (value, i) => Math.max(value, low[i]!) / c.size[i]!),
    cost: new Array<number>(n).fill(0),
    rows: [],
  }
  for (const [m, member] of c.members.entries()) {
    if (active[m] === 0 || member.kind === 'statement') continue
    const at = c.at[m]!
    if (member.kind === 'linear') {
      const sums = new Map<number, number>()
      for (let t = 0; t < at.length; t++) {
        const i = at[t]!
        sums.set(i, (sums.get(i) ?? 0) + c.coefficients[m]![t]! * c.size[i]!)
      }
      const most = Math.max(1e-300, ...[...sums.values()].map(Math.abs))
      program.rows.push({
        columns: [...sums.keys()],
        values: [...sums.values()].map((value) => value / most),
        low: member.linear.low / most,
        high: member.linear.high / most,
      })
      continue
    }
    const [r, a, b] = at as unknown as [number, number, number]
    const plane = (atA: number, atB: number, side: 'above' | 'below') => {
      if (!Number.isFinite(atA) || !Number.isFinite(atB)) return
      // r ≥ atB·a + atA·b − atA·atB below, r ≤ the same above.
      const sums = new Map<number, number>()
      const put = (i: number, value: number) => sums.set(i, (sums.get(i) ?? 0) + value * c.size[i]!)
      put(r, 1)
      put(a, -atB)
      put(b, -atA)
      const most = Math.max(1e-300, ...[...sums.values()].map(Math.abs))
      const constant = (-atA * atB) / most
      program.rows.push({
        columns: [...sums.keys()],
        values: [...sums.values()].map((value) => value / most),
        low: side === 'below' ? constant : Number.NEGATIVE_INFINITY,
        high: side === 'above' ? constant : Number.POSITIVE_INFINITY,
      })
    }
    plane(low[a]!, low[b]!, 'below')
    plane(high[a]!, high[b]!, 'below')
    plane(low[a]!, high[b]!, 'above')
    plane(high[a]!, low[b]!, 'above')
  }
  return program
}
