import { describe, expect, it } from 'vitest'
import { reviewAct, rowAfter } from './keys.ts'

const pressed = (key: string, more: object = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  target: { tagName: 'BODY' },
  ...more,
})

describe('one key each', () => {
  it('acts on letters in either case and on the full-width question mark', () => {
    expect(['a', 'E', 'r', 'u', 'j', 'k', '？'].map((key) => reviewAct(pressed(key)))).toEqual([
      'accept',
      'edit',
      'reject',
      'reopen',
      'next',
      'previous',
      'help',
    ])
    expect(reviewAct(pressed('z'))).toBeNull()
  })

  it('leaves letters alone in fields, with modifiers and while an input method composes', () => {
    expect(reviewAct(pressed('a', { target: { tagName: 'INPUT', type: 'text' } }))).toBeNull()
    expect(reviewAct(pressed('a', { target: { tagName: 'TEXTAREA' } }))).toBeNull()
    expect(reviewAct(pressed('a', { target: { tagName: 'DIV', isContentEditable: true } }))).toBeNull()
    expect(reviewAct(pressed('r', { ctrlKey: true }))).toBeNull()
    expect(reviewAct(pressed('a', { isComposing: true }))).toBeNull()
    expect(reviewAct(pressed('a', { target: { tagName: 'INPUT', type: 'checkbox' } }))).toBe('accept')
  })
})

it('moves to the row below the decided one, and up at the end', () => {
  expect(rowAfter(['a', 'b', 'c'], 'b')).toBe('c')
  expect(rowAfter(['a', 'b', 'c'], 'c')).toBe('b')
  expect(rowAfter(['a'], 'a')).toBeNull()
  expect(rowAfter(['a', 'b'], 'gone')).toBe('a')
})
