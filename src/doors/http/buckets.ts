/** How many requests a key may make: `burst` at once, then `perSecond` for ever. */
export interface Rate {
  burst: number
  perSecond: number
}

/**
 * Token buckets by key. `take` returns 0 when the request may pass, else the whole seconds to wait. At most `size` keys
 * are kept, the longest unused dropped first, so that a flood of addresses cannot fill the memory.
 */
export const createBuckets = ({ burst, perSecond }: Rate, now: () => number = Date.now, size = 20_000) => {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return {
    take(key: string): number {
      const at = now()
      const bucket = buckets.get(key) ?? { tokens: burst, at }
      buckets.delete(key)
      bucket.tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1000) * perSecond)
      bucket.at = at
      buckets.set(key, bucket)
      if (buckets.size > size) buckets.delete(buckets.keys().next().value!)
      if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond))
      bucket.tokens -= 1
      return 0
    },
  }
}
export type Buckets = ReturnType<typeof createBuckets>
