import type { Modality } from '../../base/quantity.ts'
import type { Clause, Sentence } from './clauses.ts'
import type { Discourse } from './discourse.ts'
import type { Entity } from './entities.ts'
import type { Head } from './heads.ts'
import type { Mention } from './quantities.ts'
import type { Statement } from './statements.ts'

/** Everything around a number that tells what it measures and of what. */
export interface Speaking {
  text: string
  sentence: Sentence
  clause: Clause
  /** Which clause of the sentence it is. */
  index: number
  head: Head
  /** Firms and projects the clause names. */
  entities: readonly Entity[]
  /** What the sentence has said before. */
  said: readonly Statement[]
  /** The last number of all the paragraph said before this sentence. */
  lastSaid: Statement | null
  /** The last value (no growth, no share) of the sentences of this paragraph before. */
  before: Statement | null
  /** What was last counted in the sentence. */
  noun: string | null
  discourse: Discourse
  isPlace: (noun: string) => boolean
}

/** What a number measures and of what. */
export interface Measured {
  measure: string
  /** What the measure word says by itself (总投资 is planned). */
  modality: Modality | null
  subject: string | null
  /** The part of the subject later numbers of the sentence go on about. */
  owner: string | null
  reasons: string[]
  /** What is to be taken from the confidence. */
  cost: number
  change: boolean
  base: Statement | null
  noun: string | null
  /** Where the quote begins, when words before the number belong to it (同比增长). */
  start: number
  sign: 1 | -1
}

/** Where the last number before this one ends in its clause, else where the clause begins. */
export const lastEnd = (clause: Clause, mention: Mention): number => {
  let end = clause.start
  for (const one of clause.mentions) if (one.end <= mention.start) end = one.end
  return end
}
