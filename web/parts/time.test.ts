import { expect, it } from 'vitest'
import { dayOf, timeOf } from './time.ts'

it('says China’s day and time wherever the reader is: an evening in London is the next day there', () => {
  expect(dayOf('2026-11-23T16:30:05.000Z')).toBe('2026-11-24')
  expect(timeOf('2026-11-23T16:30:05.000Z')).toBe('2026-11-24 00:30')
  expect(timeOf('2026-11-23T02:00:59.000Z', true)).toBe('2026-11-23 10:00:59')
  expect(dayOf('2025-06')).toBe('2025-06')
})
