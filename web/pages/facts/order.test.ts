import { expect, it } from 'vitest'
import { rowAfter, rowBeside } from './order.ts'

it('moves to the row below the decided one, and up at the end', () => {
  expect(rowAfter(['a', 'b', 'c'], 'b')).toBe('c')
  expect(rowAfter(['a', 'b', 'c'], 'c')).toBe('b')
  expect(rowAfter(['a'], 'a')).toBeNull()
  expect(rowAfter(['a', 'b'], 'gone')).toBe('a')
})

it('stays inside the list', () => {
  expect(rowBeside(['a', 'b'], 'a', 1)).toBe('b')
  expect(rowBeside(['a', 'b'], 'b', 1)).toBe('b')
  expect(rowBeside(['a', 'b'], 'a', -1)).toBe('a')
  expect(rowBeside(['a', 'b'], null, 1)).toBe('a')
  expect(rowBeside([], null, 1)).toBeNull()
})
