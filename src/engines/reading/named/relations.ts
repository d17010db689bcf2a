import { fullNameOf } from '../../../base/region.ts'
import type { Draft } from '../claims.ts'
import type { PageFacts } from '../context.ts'
import { findLost } from '../lost.ts'
import type { TimeAnchor } from '../times.ts'
import { agreements, builtBy, foundedBy, holdings, phases, supplies } from './deals.ts'
import { draftOf } from './draft.ts'
import { events } from './events.ts'
import { built, jointly, moved, owned, settled, unveiled } from './firms.ts'
import { held, hosted } from './gatherings.ts'
import { LastNamed } from './last-named.ts'
import type { Scene } from './mentions.ts'
import { founded, issued, listed, seats } from './offices.ts'
import type { PersonMention } from './persons.ts'
import type { PolicyMention } from './policies.ts'
import { saidBy } from './said-by.ts'
import { called, positioned, wished } from './sayings.ts'
import type { Finder, Stage } from './stage.ts'

/** Each finder with the words without which it finds nothing, so that most passages skip it. */
const finders: readonly (readonly [RegExp, Finder])[] = [
  [/揭牌|挂牌/, unveiled],
  [/举行|举办|召开/, held],
  [/[主承协]办/, hosted],
  [/迁入|迁至|落户|入驻/, moved],
  [/落地|落户|落子|入驻/, settled],
  [/建成|形成|投资建设/, built],
  [/联合|携手|牵手|会同|联手/, jointly],
  [/列入|列为|纳入|入选|认定为|评为|确定为|授予/, listed],
  [/任|为/, seats],
  [/成立|组建|设立|建立|创办/, founded],
  [/《/, issued],
  [/能/, wished],
  [/素有|享有|被誉为|被称为|之称|美誉|美称/, called],
  [/“/, positioned],
  [/子公司|合资公司|控股|持股|参股|旗下/, owned],
  [/签署|签订|签约|达成|签下|缔结/, agreements],
  [/采购|供应|供货|供给|配套/, supplies],
  [/持有|收购|受让|增资|入股/, holdings],
  [/由/, foundedBy],
  [/由/, builtBy],
  [/期/, phases],
]

const anchorOf = ({ context: { anchor, anchorInferred } }: PageFacts): TimeAnchor => ({
  day: anchor,
  year: anchor === null ? null : Number(anchor.slice(0, 4)),
  yearInferred: anchorInferred,
})

/** Relation and event claims of all passages: `measure` is the predicate, `items` the objects. */
export const relationClaims = (
  scenes: readonly Scene[],
  persons: readonly (readonly PersonMention[])[],
  policies: readonly (readonly PolicyMention[])[],
  raw: string,
  facts: PageFacts,
): Draft[] => {
  // Passages come in reading order, so that 此次对接会 finds the meeting the paragraph before held.
  let gatheringName: string | null = null
  const named = new LastNamed()
  return scenes.flatMap((scene, i) => {
    const stage: Stage = {
      scene,
      text: scene.text,
      persons: persons[i]!,
      policies: policies[i]!,
      region: facts.context.region,
      anchor: anchorOf(facts),
    }
    const byPassage = named.enter(scene)
    const lost = findLost(scene.text)
    const found = finders.flatMap(([words, find]) => (words.test(scene.text) ? find(stage) : []))
    found.push(...events(stage))
    for (const relation of found) {
      if (relation.predicate === '举办地点') gatheringName = relation.subject
      else if (gatheringName && relation.subject && /^(?:此次|本次|这次|该次|该|此)/.test(relation.subject))
        if (gatheringName.endsWith(relation.subject.slice(-2))) relation.subject = gatheringName
    }
    // 生产线万吨碳酸锂项目: the name of the project lost its number.
    const isLost = (r: { start: number; end: number }) =>
      lost.some(
        (one) =>
          one.what === 'number-lost' && one.start < r.end + 2 && r.start - 40 < one.end && one.start >= r.start - 40,
      )
    for (const relation of found)
      if (relation.subject !== null) relation.subject = byPassage(relation.subject, relation.start)
    return (
      found
        // 预计6月竣工 of a project that the page never named says nothing.
        .filter((r) => r.kind !== 'event' || r.subject !== '该项目')
        .filter((r) => r.end > r.start && r.end - r.start <= 400)
        .map((r) =>
          draftOf(r.kind ?? 'relation', raw, scene.passage.view, r.start, r.end, {
            subject: r.subject,
            measure: r.predicate,
            items: r.objects,
            modality: r.modality,
            place: r.place ? fullNameOf(r.place) : null,
            placeCode: r.place?.code ?? null,
            attribution: r.attribution ?? saidBy(scene.text, r.start),
            from: r.period?.from ?? null,
            to: r.period?.to ?? null,
            precision: r.period?.precision ?? null,
            inferred: r.period?.inferred ?? false,
            confidence: isLost(r) ? r.confidence - 0.2 : r.confidence,
            reasons: [
              r.kind === 'event' ? 'named.event-word' : 'named.relation-word',
              ...(isLost(r) ? ['number-lost'] : []),
            ],
          }),
        )
    )
  })
}
