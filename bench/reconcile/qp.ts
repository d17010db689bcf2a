// Our reconciliation against HiGHS' own QP on made networks of growing size, in one run, turn by turn.
//   node bench/reconcile/qp.ts [--limit SECONDS] [--largest FLOWS]
// The peer gets the same least-squares objective and balances; a size that takes longer than the limit is its last.
import highsModule from 'highs'
import { type Network, reconcile } from '../../src/engines/reconcile/reconcile.ts'
import { madeNetwork } from './network.ts'

const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at > 0 ? Number(process.argv[at + 1]) : otherwise
}
const limit = option('limit', 60)
const largest = option('largest', 6000)
const highs = await (highsModule as unknown as typeof highsModule.default)()

/** The same problem as the peer takes it: min ½xᵀQx + cᵀx, columns divided by the size of their measurement. */
const byHighs = (network: Network): { objective: number; seconds: number; status: string } => {
  const n = network.quantities.length
  const index = new Map(network.quantities.map(({ key }, i) => [key, i]))
  const size = network.quantities.map(({ measured }) => Math.max(1, Math.abs(measured?.mean ?? 1)))
  const starts = [0]
  const indices: number[] = []
  const values: number[] = []
  for (const { terms } of network.linear) {
    for (const { key, coefficient } of terms) {
      indices.push(index.get(key)!)
      values.push(coefficient * size[index.get(key)!]!)
    }
    starts.push(indices.length)
  }
  const weight = network.quantities.map(({ measured }, i) =>
    measured ? (2 * size[i]! * size[i]!) / measured.sd ** 2 : 0,
  )
  const cost = network.quantities.map(({ measured }, i) =>
    measured ? (-2 * measured.mean * size[i]!) / measured.sd ** 2 : 0,
  )
  const constant = network.quantities.reduce(
    (sum, { measured }) => sum + (measured ? (measured.mean / measured.sd) ** 2 : 0),
    0,
  )
  return highs.withModel(
    {
      numCols: n,
      numRows: network.linear.length,
      colCost: cost,
      colLower: network.quantities.map(({ low }, i) => low / size[i]!),
      colUpper: network.quantities.map(({ high }, i) => high / size[i]!),
      rowLower: network.linear.map(({ low }) => low),
      rowUpper: network.linear.map(({ high }) => high),
      matrix: {
        format: 'csr',
        numRows: network.linear.length,
        numCols: n,
        starts: Int32Array.from(starts),
        indices: Int32Array.from(indices),
        values: Float64Array.from(values),
      },
      hessian: {
        format: 'triangular',
        dimension: n,
        starts: Int32Array.from({ length: n + 1 }, (_, i) => i),
        indices: Int32Array.from({ length: n }, (_, i) => i),
        values: Float64Array.from(weight),
      },
    },
    (model) => {
      model.options.set({
        output_flag: false,
        time_limit: limit,
        primal_feasibility_tolerance: 1e-9,
        dual_feasibility_tolerance: 1e-9,
      })
      const began = performance.now()
      model.run()
      const seconds = (performance.now() - began) / 1000
      const optimal = model.getModelStatus() === highs.constants.modelStatus.optimal
      return { objective: model.getObjectiveValue() + constant, seconds, status: optimal ? 'optimal' : 'not finished' }
    },
  )
}

console.log('| flows | balances | ours, ms (with deviations) | HiGHS QP, s | times faster | objectives differ by |')
console.log('|---|---|---|---|---|---|')
let peerRuns = true
for (const flows of [300, 600, 1200, 2400, 6000].filter((size) => size <= largest)) {
  const network = madeNetwork(flows, flows / 4, 7)
  reconcile(network, { deviations: false })
  const time = (deviations: boolean) => {
    const began = performance.now()
    const result = reconcile(network, { deviations })
    return { ms: performance.now() - began, result }
  }
  const { ms, result } = time(false)
  const all = time(true)
  const peer = peerRuns ? byHighs(network) : null
  if (peer !== null && peer.status !== 'optimal') peerRuns = false
  const done = peer !== null && peer.status === 'optimal'
  console.log(
    `| ${flows} | ${flows / 4} | ${ms.toFixed(0)} (${all.ms.toFixed(0)}) | ${done ? peer.seconds.toFixed(2) : peer === null ? 'not run' : `over ${limit}`} | ${done ? ((peer.seconds * 1000) / ms).toFixed(0) : ''} | ${done ? (Math.abs(peer.objective - result.objective) / Math.max(1, result.objective)).toExponential(1) : ''} |`,
  )
  if (result.status !== 'solved') throw new Error(`${flows} flows: ${result.status}`)
}
