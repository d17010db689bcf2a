import type { Period } from '../../../base/period.ts'
import type { Modality } from '../../../base/quantity.ts'
import type { Region } from '../../../base/region.ts'
import type { TimeAnchor } from '../times.ts'
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
  period?: Period | null
}

/** What a finder sees of a passage. */
export interface Stage {
  scene: Scene
  text: string
  persons: readonly PersonMention[]
  policies: readonly PolicyMention[]
  region: Region | null
  /** What the page's times are told from. */
  anchor: TimeAnchor
}

export const placeIn = (stage: Stage, start: number, end: number): Region | null =>
  inside(stage.scene.places, start, end)
    .filter((p) => p.kind === 'region')
    .at(-1)?.region ?? null
export const bodiesIn = (stage: Stage, start: number, end: number): OrganisationMention[] =>
  inside(stage.scene.organisations, start, end)
export const endingAt = (stage: Stage, end: number): OrganisationMention | undefined =>
  inside(stage.scene.organisations, end - 48, end).find((o) => o.end === end)

export const startingAt = (stage: Stage, start: number): OrganisationMention | undefined =>
  inside(stage.scene.organisations, start, start + 48).find((o) => o.start === start)

/** What the words of [start, end) make of an act: planned with 拟 or 将, hoped for with 有望, else as given. */
export const modalityBefore = (text: string, start: number, end: number, otherwise: Modality): Modality => {
  const words = text.slice(Math.max(0, start - 4), end)
  if (/拟|计划|将(?!军)|即将|筹划/.test(words)) return 'plan'
  return /有望|预计|期望|力争/.test(words) ? 'forecast' : otherwise
}

/** Whether a word stands inside the name of a body: 控股 in 英发控股 says nothing. */
export const inBody = (stage: Stage, at: number): boolean =>
  inside(stage.scene.organisations, at - 40, at + 40).some((o) => o.start < at && at < o.end)

/** 在某园区 and 落户某园区: where something happens, not who does it. */
export const locatesIn = (text: string, at: number): boolean =>
  /[在于]$|落户$|位于$|入驻$/.test(text.slice(Math.max(0, at - 2), at))

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
