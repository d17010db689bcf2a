import { findPlaces, fullNameOf, type PlaceMention, type Region } from '../../../base/region.ts'
import type { Draft } from '../claims.ts'
import type { PageFacts } from '../context.ts'
import type { Passage } from '../passage.ts'
import { PlaceDoubts } from './doubtful-places.ts'
import { draftOf } from './draft.ts'

/** The places of every passage, found with what the whole page names, in passage order. */
export const placesOf = (passages: readonly Passage[], facts: PageFacts): PlaceMention[][] =>
  passages.map(({ view }) => findPlaces(view.text, facts.regions))

/**
 * One claim per place and page: its first mention, in passage order. A name that is one character off a county of the page's own
 * prefecture is kept as it is written, doubted, and carries that county's full name in `items`.
 */
export const placeClaims = (
  passages: readonly Passage[],
  found: readonly PlaceMention[][],
  raw: string,
  page: Region | null,
): Draft[] => {
  const doubts = new PlaceDoubts(page, found)
  const drafts: Draft[] = []
  const seen = new Set<string>()
  found.forEach((places, i) => {
    const { view } = passages[i]!
    for (const [k, place] of places.entries()) {
      const key = place.kind === 'region' ? place.region.code : place.name
      if (seen.has(key)) continue
      seen.add(key)
      const meant = doubts.meant(view.text, places, k)
      const confidence = place.name === place.region.name ? 0.97 : 0.9
      drafts.push(
        draftOf('place', raw, view, place.start, place.end, {
          subject: place.kind === 'region' ? place.region.name : place.name,
          measure: place.kind === 'region' ? place.region.level : place.kind,
          place: place.kind === 'region' ? fullNameOf(place.region) : place.name,
          placeCode: place.codes.length > 0 ? place.codes.join(';') : null,
          items: meant ? [fullNameOf(meant)] : undefined,
          confidence: meant ? 0.5 : confidence,
          reasons: meant ? ['place-doubtful'] : [],
        }),
      )
    }
  })
  return drafts
}
