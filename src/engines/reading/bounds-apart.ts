import type { Clause } from './clauses.ts'
import type { Mention } from './mention.ts'

const boundsApart: [RegExp, Mention['bound']][] = [
  [/(?:约|大约|大概)占(?:到|了)?[^，。；、\d]{0,10}$/, 'approx'],
  [/(?:近|将近|不到|不足)占(?:到|了)?[^，。；、\d]{0,10}$/, 'lt'],
  [/(?<!不)(?:超|超过|逾)(?:占(?:到|了)?[^，。；、\d]{0,10}|人民币)$/, 'gt'],
  [/(?:不超过|不高于)人民币$/, 'le'],
  [/(?:不低于|不少于)人民币$/, 'ge'],
  [/(?:约|大约)人民币$/, 'approx'],
]

/** 约占全国40%, 不超过人民币20亿元: the bound is set apart from its number. */
export const withBoundApart = (text: string, clause: Clause, mention: Mention): Mention => {
  if (mention.boundSaid || mention.bound !== 'eq') return mention
  const before = text.slice(Math.max(clause.start, mention.numberStart - 18), mention.numberStart)
  const apart = boundsApart.find(([pattern]) => pattern.test(before))
  return apart ? { ...mention, bound: apart[1], boundSaid: true } : mention
}
