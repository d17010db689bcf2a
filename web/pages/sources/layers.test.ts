import { describe, expect, it } from 'vitest'
import { layersFromAddress, layersInAddress, stepClaim, withLayer } from './layers.ts'

describe('layers in the address', () => {
  it('says nothing when all are shown', () => {
    const all = layersFromAddress(undefined)
    expect(all.has('aside')).toBe(true)
    expect(all.has('quantity')).toBe(true)
    expect(layersInAddress(all)).toBeUndefined()
  })

  it('comes back the same from the address', () => {
    const some = withLayer(withLayer(layersFromAddress(undefined), 'time', false), 'aside', false)
    expect(layersInAddress(some)).toMatch(/^body,quantity,list,/)
    expect(layersFromAddress(layersInAddress(some))).toEqual(some)
    const nothing = new Set<never>()
    expect(layersFromAddress(layersInAddress(nothing))).toEqual(nothing)
  })

  it('takes an address it does not understand as the usual one', () => {
    expect(layersFromAddress('bogus')).toEqual(layersFromAddress(undefined))
  })
})

describe('stepping through claims', () => {
  const claims = [
    { id: 'b', kind: 'quantity' as const, start: 20, end: 25 },
    { id: 'a', kind: 'time' as const, start: 3, end: 8 },
    { id: 'c', kind: 'quantity' as const, start: 40, end: 44 },
  ]
  const all = layersFromAddress(undefined)

  it('follows the text and starts over at the end', () => {
    expect(stepClaim(claims, undefined, 1, all)?.id).toBe('a')
    expect(stepClaim(claims, 'a', 1, all)?.id).toBe('b')
    expect(stepClaim(claims, 'c', 1, all)?.id).toBe('a')
    expect(stepClaim(claims, 'a', -1, all)?.id).toBe('c')
  })

  it('passes over kinds that are not shown, also from one of them', () => {
    const numbers = withLayer(all, 'time', false)
    expect(stepClaim(claims, undefined, 1, numbers)?.id).toBe('b')
    expect(stepClaim(claims, 'a', 1, numbers)?.id).toBe('b')
    expect(stepClaim(claims, 'b', -1, numbers)?.id).toBe('c')
    expect(stepClaim(claims, 'a', -1, numbers)?.id).toBe('c')
    expect(stepClaim(claims, 'a', 1, new Set())).toBeNull()
  })
})
