import type { Modality } from '../../../base/quantity.ts'
import type { Region } from '../../../base/region.ts'
import { inside, type OrganisationMention, type Scene } from './mentions.ts'
import type { PersonMention } from './persons.ts'
import type { PolicyMention } from './policies.ts'

/** One statement of a relation or an event, in view units of its passage. */
export interface Relation {
  start: number
  end: number
  predicate: string
  subject: string | null
  objects: string[]
  modality: Modality
  confidence: number
  place?: Region | null
  attribution?: string | null
  kind?: 'relation' | 'event'
}

/** What a finder sees of a passage. */
export interface Stage {
  scene: Scene
  text: string
  persons: readonly PersonMention[]
  policies: readonly PolicyMention[]
  region: Region | null
}

export const placeIn = (stage: Stage, start: number, end: number): Region | null =>
  inside(stage.scene.places, start, end)
    .filter((p) => p.kind === 'region')
    .at(-1)?.region ?? null
export const bodiesIn = (stage: Stage, start: number, end: number): OrganisationMention[] =>
  inside(stage.scene.organisations, start, end)
export const endingAt = (stage: Stage, end: number): OrganisationMention | undefined =>
  inside(stage.scene.organisations, end - 48, end).find((o) => o.end === end)

export type Finder = (stage: Stage) => Relation[]

export const each = (text: string, pattern: RegExp, make: (match: RegExpExecArray) => Relation | null): Relation[] => {
  const found: Relation[] = []
  for (const match of text.matchAll(pattern)) {
    const relation = make(match as RegExpExecArray)
    if (relation) found.push(relation)
  }
  return found
}

/** What gatherings are called. */
export const gathering =
  '(?:对接会|推介会|座谈会|交流会|发布会|新闻发布会|大会|论坛|峰会|年会|博览会|展览会|洽谈会|研讨会|仪式|现场会|推进会|招商会|活动|会议)'
