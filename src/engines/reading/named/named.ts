import type { Draft } from '../claims.ts'
import type { PageFacts } from '../context.ts'
import type { Passage } from '../passage.ts'
import { placeClaims } from './places.ts'

/** Named things of a page: places, organisations, persons, policies, lists, relations and events. */
export const readNamed = (passages: readonly Passage[], raw: string, facts: PageFacts): Draft[] =>
  placeClaims(passages, raw, facts)
