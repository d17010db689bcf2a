import { containsRegion, findPlaces, type Region, shortNameOf } from '../../base/region.ts'
import type { Discourse } from './discourse.ts'
import { kindOfName } from './entities.ts'
import { commonName, inName } from './places.ts'
import { namesPlace } from './pointing.ts'

/** 其中…, 该项目… without a place of its own is where the sentence before it was. */
export const goesOnAt = (
  begins: string,
  place: Region | null,
  before: Region | null,
  page: Region | null,
): Region | null =>
  place === page && before !== null && /^[\s“"]*(?:其中|该|项目|园区|公司|当地|同时)/.test(begins) ? before : place

/** Where nothing else tells the place, the subject's own name may: 洛阳农机集群 on a page about 河南 is of 洛阳. */
export const placeInSubject = (place: Region | null, subject: string | null, page: Region | null): Region | null => {
  if (subject === null || place !== page || subject.length > 30 || subject.includes('、')) return place
  const own = findPlaces(subject.slice(0, 18), page)[0]
  if (own?.start !== 0 || own.kind === 'cluster' || inName(subject, own)) return place
  return page === null || containsRegion(page, own.region) ? own.region : place
}

/**
 * A subject as it is shown: one that is only a place under the place's full name, a class or a product with the place it is
 * of; nothing at all is the place of the page. Firms and what is said of the whole country stand alone.
 */
export const fullName = (
  subject: string | null,
  place: Region | null,
  measure: string,
  discourse: Discourse,
): string | null => {
  const { literal, region } = discourse
  if (subject === null || subject === '')
    return place ? commonName(place) : (discourse.place ?? (literal ? literal + measure : null))
  if (subject.length <= 12) {
    const found = findPlaces(subject, region)[0]
    if (found && found.kind === 'region' && found.start === 0 && found.end === subject.length)
      return commonName(found.region)
  }
  // 全市 of a place that is not known says nothing alone.
  if (place === null && /^(?:全|我|本)[省市县区州旗]$/.test(subject)) return subject + measure
  if (place === null && literal && !namesPlace(subject) && !/^(?:firm|project)$/.test(kindOfName(subject)))
    return literal + subject
  if (place === null || namesPlace(subject) || kindOfName(subject) === 'firm') return subject
  if (subject.startsWith(commonName(place)) || subject.startsWith(shortNameOf(place) || '\0')) return subject
  return commonName(place) + subject
}
