import {
  containsRegion,
  type PlaceMention,
  parentOf,
  type Region,
  regionOf,
  shortNameOf,
} from '../../../base/region.ts'

/** The prefecture of a region, or a municipality itself; null for a province. */
const prefectureOf = (region: Region | null): Region | null => {
  let at = region
  while (at && at.level === 'county') at = parentOf(at)
  return at && (at.level === 'prefecture' || /^(?:11|12|31|50)0000$/.test(at.code)) ? at : null
}

const countiesOf = (region: Region): Region[] => {
  const found: Region[] = []
  const groups =
    region.level === 'prefecture'
      ? [region.code.slice(0, 4)]
      : [`${region.code.slice(0, 2)}01`, `${region.code.slice(0, 2)}02`]
  for (const group of groups)
    for (let k = 1; k < 100; k++) {
      const county = regionOf(group + String(k).padStart(2, '0'))
      if (county) found.push(county)
    }
  return found
}

const oneOff = (a: string, b: string): boolean => {
  if (a.length !== b.length || a.length < 2) return false
  let differs = 0
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) differs++
  return differs === 1
}

/**
 * Doubts places that lie outside the page's province although a county of the page's own prefecture is written with one other character
 * (宜昌 for 宜章 on a page about 郴州). Only where the context points home: the name stands right behind the prefecture's, in a row with
 * counties of it, or as a county that it is not; and the page names nothing else of that other province.
 */
export class PlaceDoubts {
  private readonly home: Region | null
  private readonly counties: readonly { region: Region; short: string }[]
  private readonly others = new Map<string, Set<string>>()

  constructor(page: Region | null, all: readonly (readonly PlaceMention[])[]) {
    this.home = prefectureOf(page)
    this.counties = this.home ? countiesOf(this.home).map((region) => ({ region, short: shortNameOf(region) })) : []
    for (const list of all)
      for (const { region, kind } of list) {
        if (kind === 'cluster') continue
        const province = region.code.slice(0, 2)
        const named = this.others.get(province) ?? new Set()
        named.add(region.code)
        this.others.set(province, named)
      }
  }

  /** The county that may be meant by the mention at `index` of a passage's places, or null where nothing is doubtful. */
  meant(text: string, places: readonly PlaceMention[], index: number): Region | null {
    const place = places[index]!
    const { region } = place
    if (!this.home || place.kind === 'cluster' || region.level === 'province') return null
    if (region.code.startsWith(this.home.code.slice(0, 2)) || this.others.get(region.code.slice(0, 2))!.size > 1)
      return null
    const short = shortNameOf(region)
    const county = this.counties.find((one) => oneOff(one.short, short))
    if (!county) return null
    const before = places[index - 1]
    const after = places[index + 1]
    const isOfHome = (other: PlaceMention | undefined): boolean =>
      other !== undefined &&
      other.kind !== 'cluster' &&
      other.region !== this.home &&
      containsRegion(this.home!, other.region)
    const inRow =
      (isOfHome(before) && /^[县市区]?[、和与及]$/.test(text.slice(before!.end, place.start))) ||
      (isOfHome(after) && /^[县市区]?[、和与及]$/.test(text.slice(place.end, after!.start)))
    const behindHome = before !== undefined && before.region === this.home && before.end === place.start
    const asCounty = region.level === 'prefecture' && text[place.end] === '县'
    return inRow || behindHome || asCounty ? county.region : null
  }
}
