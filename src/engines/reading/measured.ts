import type { Modality } from '../../base/quantity.ts'
import { projectBehind } from './around.ts'
import type { Clause, Sentence } from './clauses.ts'
import type { Discourse } from './discourse.ts'
import type { Entity } from './entities.ts'
import { bodyStart, type Head, isEntity } from './heads.ts'
import type { MeasureFound } from './measures.ts'
import { isGeneric } from './pointing.ts'
import type { Mention } from './quantities.ts'
import type { Statement } from './statements.ts'
import { cleanNoun, ownedBy, subjectOf } from './subjects.ts'

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

/** A noun beside the number with the thing it belongs to. */
export const owned = (speaking: Speaking, mention: Mention, noun: string): Pick<Measured, 'subject' | 'owner'> => {
  const { discourse, head } = speaking
  const before = head.noun !== '' && head.end <= mention.start ? cleanNoun(discourse.resolve(head.noun)) : ''
  const names =
    before.length >= 2 &&
    !isGeneric(before) &&
    !before.includes(noun) &&
    (isEntity(before) ||
      speaking.isPlace(before) ||
      (before.length >= 4 && head.start <= bodyStart(speaking.text, speaking.clause)))
  const { subject, owner } = ownedBy(discourse, discourse.resolve(noun), names ? before : null, null, mention.start)
  return { subject, owner }
}

export const withSubject = (
  speaking: Speaking,
  mention: Mention,
  found: Measured,
  word: MeasureFound | null,
): Measured => {
  const { text, clause } = speaking
  const { subject, owner, carried } = subjectOf(speaking, word?.start ?? null, mention, found.measure)
  found.subject = subject ?? projectBehind(text, clause, mention)
  found.owner = owner
  if (found.subject === null) {
    found.reasons.push('subject-of-page')
    found.cost += 0.02
  } else if (carried) found.reasons.push('subject-carried')
  return found
}
