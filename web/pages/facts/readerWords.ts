import { inLang, type Lang } from '../../../src/base/lang.ts'
import { namedReasonWords } from '../../../src/engines/reading/named/reasons.ts'
import { reasonWords } from '../../../src/engines/reading/reasons.ts'
import type { ClaimRow } from '../../../src/sources/schema.ts'
import type { Say, WordKey } from '../../words/words.ts'
import { zh } from '../../words/zh.ts'

const known = (key: string): key is WordKey => key in zh

/** A reason of the reader in words; a code that has none yet is shown as it is rather than hidden. */
export const reasonText = (code: string, lang: Lang): string => {
  const words = reasonWords[code] ?? namedReasonWords[code]
  return words ? inLang(words, lang) : code
}

/** The measure of a claim as people say it: for organisations and places it is the reader's name of their type. */
export const measureText = (claim: Pick<ClaimRow, 'kind' | 'measure'>, t: Say): string | null => {
  if (claim.measure === null || (claim.kind !== 'organisation' && claim.kind !== 'place')) return claim.measure
  const key = `facts.type.${claim.measure}`
  return known(key) ? t(key) : claim.measure
}
