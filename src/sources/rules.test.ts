import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  afterDecision,
  isReordered,
  ledgerDecimal,
  pairClaims,
  quoteHolds,
  sentenceAround,
  type Verdict,
} from './rules.ts'

describe('sentence around a quote', () => {
  test('reaches from one full stop to the next, closing quotation mark included', () => {
    const raw = '前一句。他说“去年产值502亿元。”后一句。'
    const start = raw.indexOf('502亿元')
    const { sentence, at } = sentenceAround(raw, start, start + 5)
    expect(sentence).toBe('他说“去年产值502亿元。”')
    expect(sentence.slice(at, at + 5)).toBe('502亿元')
  })

  test('holds the quote at its offset and splits no character, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('锂', '😀', '。', '\n', '”', '5', ' ', '𠮷'), { minLength: 1, maxLength: 700 }),
        fc.nat(),
        fc.nat(),
        (characters, a, b) => {
          const from = a % characters.length
          const to = from + 1 + (b % (characters.length - from))
          const raw = characters.join('')
          const start = characters.slice(0, from).join('').length
          const quote = characters.slice(from, to).join('')
          const { sentence, at } = sentenceAround(raw, start, start + quote.length)
          expect(sentence.slice(at, at + quote.length)).toBe(quote)
          expect(sentence.isWellFormed()).toBe(true)
          expect(raw.includes(sentence)).toBe(true)
        },
      ),
    )
  })
})

test('a quote that is cut through a character or out of its place does not hold', () => {
  const raw = '产值😀502亿元'
  expect(quoteHolds(raw, { quote: '502亿元', start: 4, end: 9 })).toBe(true)
  expect(quoteHolds(raw, { quote: '502亿元', start: 3, end: 8 })).toBe(false)
  expect(quoteHolds(raw, { quote: raw.slice(3, 9), start: 3, end: 9 })).toBe(false)
  expect(quoteHolds(raw, { quote: '', start: 4, end: 4 })).toBe(false)
  expect(quoteHolds(raw, { quote: '亿元', start: 7, end: 19 })).toBe(false)
})

test('the ledger keeps the decimal a person would write', () => {
  expect(ledgerDecimal(788.97 * 1e8)).toBe('78897000000')
  expect(ledgerDecimal(0.1 + 0.2)).toBe('0.3')
  expect(ledgerDecimal(1e21)).toBe('1000000000000000000000')
  expect(ledgerDecimal(2.68e-7)).toBe('0.000000268')
  expect(ledgerDecimal(null)).toBeNull()
  expect(ledgerDecimal(Number.NaN)).toBeNull()
})

test('claims of one quote pair with the one that says the same, then in order', () => {
  const known = [
    { identity: 'q', content: 'a', id: 1 },
    { identity: 'q', content: 'b', id: 2 },
    { identity: 'gone', content: 'c', id: 3 },
  ]
  const found = [
    { identity: 'q', content: 'x' },
    { identity: 'q', content: 'a' },
    { identity: 'new', content: 'y' },
  ]
  const { pairs, lost } = pairClaims(known, found)
  expect(pairs.map((pair) => pair.known?.id ?? null)).toEqual([2, 1, null])
  expect(lost.map((claim) => claim.id)).toEqual([3])
})

test('a suggested order differs only when some block moves', () => {
  expect(isReordered([])).toBe(false)
  expect(
    isReordered([
      { start: 10, order: 1 },
      { start: 0, order: 0 },
    ]),
  ).toBe(false)
  expect(
    isReordered([
      { start: 0, order: 1 },
      { start: 10, order: 0 },
    ]),
  ).toBe(true)
})

test('edits add up until the claim is accepted as read, rejected or opened again', () => {
  const run = (...events: [Verdict, Record<string, unknown>?][]) =>
    events.reduce((stand, [verdict, edits]) => afterDecision(stand, verdict, edits ?? null), {
      standing: 'auto',
      edits: null,
    } as ReturnType<typeof afterDecision>)
  expect(run(['edit', { value: '1' }], ['edit', { unit: 't' }])).toEqual({
    standing: 'edited',
    edits: { value: '1', unit: 't' },
  })
  expect(run(['edit', { value: '1' }], ['accept'])).toEqual({ standing: 'accepted', edits: null })
  expect(run(['edit', { value: '1' }], ['reopen'], ['edit', { unit: 't' }])).toEqual({
    standing: 'edited',
    edits: { unit: 't' },
  })
  expect(run(['accept'], ['reject'])).toEqual({ standing: 'rejected', edits: null })
})
