/**
 * A fill-reducing order for a sparse symmetric matrix: approximate minimum degree on the quotient graph (Amestoy, Davis and
 * Duff 1996), without the refinements that pay only beyond a million entries. `starts` and `rows` are the columns of either
 * triangle; returns the permutation as order[k] = the variable eliminated k-th.
 */
export const minimumDegree = (n: number, starts: Int32Array, rows: Int32Array): Int32Array => {
  const neighbours: number[][] = Array.from({ length: n }, () => [])
  for (let j = 0; j < n; j++)
    for (let p = starts[j]!; p < starts[j + 1]!; p++) {
      const i = rows[p]!
      if (i === j) continue
      neighbours[i]!.push(j)
      neighbours[j]!.push(i)
    }
  /** Elements (eliminated variables) a variable touches, and the variables of each element that are still there. */
  const elements: number[][] = Array.from({ length: n }, () => [])
  const members: (number[] | null)[] = new Array(n).fill(null)
  const gone = new Uint8Array(n)
  const mark = new Int32Array(n).fill(-1)
  const degree = new Int32Array(n)
  const seen = new Int32Array(n).fill(-1)
  const outside = new Int32Array(n)
  for (let i = 0; i < n; i++) degree[i] = neighbours[i]!.length

  const head = new Int32Array(n + 1).fill(-1)
  const next = new Int32Array(n).fill(-1)
  const last = new Int32Array(n).fill(-1)
  const put = (i: number) => {
    const d = Math.min(degree[i]!, n)
    next[i] = head[d]!
    last[i] = -1
    if (head[d] !== -1) last[head[d]!] = i
    head[d] = i
  }
  const take = (i: number) => {
    const d = Math.min(degree[i]!, n)
    if (last[i] === -1) head[d] = next[i]!
    else next[last[i]!] = next[i]!
    if (next[i] !== -1) last[next[i]!] = last[i]!
  }
  for (let i = n - 1; i >= 0; i--) put(i)

  const order = new Int32Array(n)
  let least = 0
  for (let k = 0; k < n; k++) {
    while (head[least] === -1) least++
    const pivot = head[least]!
    take(pivot)
    gone[pivot] = 1
    order[k] = pivot
    mark[pivot] = k
    const front: number[] = []
    const gather = (i: number) => {
      if (gone[i] === 0 && mark[i] !== k) {
        mark[i] = k
        front.push(i)
      }
    }
    for (const i of neighbours[pivot]!) gather(i)
    for (const e of elements[pivot]!) {
      for (const i of members[e] ?? []) gather(i)
      // Absorbed: whatever it held the new element holds too.
      members[e] = null
    }
    members[pivot] = front
    neighbours[pivot] = []
    elements[pivot] = []
    for (const i of front) {
      take(i)
      neighbours[i] = neighbours[i]!.filter((j) => gone[j] === 0 && mark[j] !== k)
      const kept = elements[i]!.filter((e) => members[e] !== null)
      kept.push(pivot)
      elements[i] = kept
    }
    // How much of each older element lies outside the new one: counted once an element, not once a variable.
    for (const i of front)
      for (const e of elements[i]!) {
        if (e === pivot) continue
        if (seen[e] !== k) {
          seen[e] = k
          outside[e] = members[e]!.length
        }
        outside[e]!--
      }
    for (const i of front) {
      let d = neighbours[i]!.length + front.length - 1
      const kept: number[] = []
      for (const e of elements[i]!) {
        // An element inside the new one has nothing more to say.
        if (e !== pivot && (members[e] === null || outside[e] === 0)) {
          members[e] = null
          continue
        }
        kept.push(e)
        if (e !== pivot) d += outside[e]!
      }
      elements[i] = kept
      degree[i] = Math.min(d, n - k - 1)
      if (degree[i]! < least) least = degree[i]!
      put(i)
    }
  }
  return order
}
