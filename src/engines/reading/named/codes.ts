import type { Draft } from '../claims.ts'
import { smallNumber } from './mentions.ts'

/** 1546 → 1, 5, 4, 6; 3+1+N → 3, 1; 一核一极三辅 → 1, 1, 3. Empty where the digits count nothing one could look up (科创29条). */
const digitsOf = (code: string): number[] => {
  if (/^\d{3,6}$/.test(code)) return [...code].map(Number).filter((n) => n > 0)
  if (code.includes('+')) return (code.match(/\d{1,2}/g) ?? []).map(Number)
  return (code.match(/[一二三四五六七八九十两]/g) ?? []).map(smallNumber)
}

/**
 * Holds each strategy code against the lists that follow it: where the text spells out a list for every digit (1546 = 1 aim, 5 paths,
 * 4 fields, 6 works), code and lists bear each other out; where as many counted lists follow as there are digits and their counts are
 * others, the code waits for a person. Lists count when they begin within 500 units behind the code and before the next code.
 */
export const checkCodes = (drafts: readonly Draft[]): void => {
  const codes = drafts.filter((d) => d.kind === 'policy' && d.measure === '战略代号').sort((a, b) => a.start - b.start)
  if (codes.length === 0) return
  const lists = drafts.filter((d) => d.kind === 'list' && d.value !== null).sort((a, b) => a.start - b.start)
  codes.forEach((code, k) => {
    const digits = digitsOf(code.items![0]!)
    if (digits.length < 2) return
    const stop = Math.min(code.end + 500, codes[k + 1]?.start ?? Number.POSITIVE_INFINITY)
    const after = lists.filter((list) => list.start >= code.end && list.start < stop)
    const left = [...after]
    const found = digits.map((digit) => {
      const at = left.findIndex((list) => list.value === digit)
      return at < 0 ? null : left.splice(at, 1)[0]!
    })
    if (found.every((list) => list !== null)) {
      code.confidence = 0.95
      code.reasons = [...code.reasons, 'named.code-parts-agree']
      for (const list of found)
        if (list.items!.length === list.value) list.reasons = [...list.reasons, 'named.code-parts-agree']
    } else if (after.length === digits.length && digits.length >= 3) {
      code.confidence = 0.6
      code.reasons = [...code.reasons, 'named.code-parts-differ']
    }
  })
}
