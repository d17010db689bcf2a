import {
  containsRegion,
  countiesInShort,
  findPlaces,
  type PlaceMention,
  parentOf,
  type Region,
} from '../../base/region.ts'
import type { Paragraph } from './blocks.ts'
import { inName } from './places.ts'

const isMunicipality = (region: Region): boolean => /^(11|12|31|50)0000$/.test(region.code)
const longestText = 200_000

/** How often a page speaks of its place by level alone: 全市, 我县, 全省, 我国. */
interface Levels {
  province: number
  city: number
  county: number
  district: number
  nation: number
  world: number
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

const levelsOf = (text: string): Levels => {
  const part = text.slice(0, 20_000)
  return {
    province: count(part, /全省(?=[一-龥])(?!第|首|前|平均|排)|我省|该省|省委、省政府/g),
    city: count(part, /全市|我市|该市|市委|市政府/g),
    county: count(part, /全县|我县|该县|县委|县政府/g),
    district: count(part, /全区(?!域)|我区|该区(?!域|块)|区委|区政府/g),
    nation: count(
      part,
      /我国|全国(?!第|首|前|人大|政协|排|平均|知名|一流)|中国(?=[一-龥])|国务院|国家(?:统计局|能源局|发展改革委)|工信部/g,
    ),
    world: count(part, /全球|国际|国内|海外|世界(?!级)/g),
  }
}

class Scores {
  readonly of = new Map<Region, number>()
  /** In the title, the dateline, the first sentence, behind 在, or in the name of a paper. */
  readonly weighty = new Set<Region>()
  readonly titled = new Set<Region>()
  readonly datelined = new Set<Region>()
  /** Mentions outside title and dateline. */
  readonly said = new Map<Region, number>()

  bump(region: Region | null, by: number): void {
    if (region) this.of.set(region, (this.of.get(region) ?? 0) + by)
  }

  get(region: Region): number {
    return this.of.get(region) ?? 0
  }
}

/** A customs or a tax office of a city speaks for more than the city. */
const isOffice = (text: string, place: PlaceMention): boolean =>
  /^(?:海关|税务局|证监局)/.test(text.slice(place.end, place.end + 3))

const scoresOf = (paragraphs: readonly Paragraph[], text: string): Scores => {
  const scores = new Scores()
  const stop = text.slice(0, 400).search(/[。!?]/)
  const opening = stop < 0 ? 80 : stop
  for (const place of findPlaces(text)) {
    if (place.kind === 'cluster' || inName(text, place) || isOffice(text, place)) continue
    scores.bump(place.region, 1)
    scores.said.set(place.region, (scores.said.get(place.region) ?? 0) + 1)
    const before = text.slice(Math.max(0, place.start - 3), place.start)
    if (place.start < opening || /[在于]$|落户|地处|走进|来到|深入/.test(before)) scores.weighty.add(place.region)
    // 宁德网消息, 三峡日报讯: a paper of the place.
    if (/^(?:网|日报|晚报|发布|新闻|融媒|电视台|广播)/.test(text.slice(place.end, place.end + 3)))
      scores.weighty.add(place.region)
    if (place.region.level === 'county') scores.bump(parentOf(place.region), 0.6)
  }
  const named = [...scores.of.keys()]
  for (const p of paragraphs) {
    if (p.block.role === 'title')
      for (const place of findPlaces(p.line.text, named))
        if (place.kind !== 'cluster' && !inName(p.line.text, place)) {
          scores.bump(place.region, 5)
          scores.titled.add(place.region)
          scores.weighty.add(place.region)
        }
    if (p.dateline)
      for (const place of findPlaces(p.dateline.place, named)) {
        scores.bump(place.region, 2)
        scores.datelined.add(place.region)
        scores.weighty.add(place.region)
      }
  }
  return scores
}

/** The county that 全县, 我县 mean in a page whose city is known: the one named most. */
const countyOf = (scores: Scores, region: Region, endings: RegExp): Region | null => {
  const counties = [...scores.of].filter(
    ([one, n]) => one.level === 'county' && n >= 1 && endings.test(one.name) && containsRegion(region, one),
  )
  return counties.sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

/** What 全市, 全县, 全省 say of the level, against what the names say. */
const byLevel = (region: Region, scores: Scores, levels: Levels): Region => {
  const small = levels.county + levels.district
  if (region.level !== 'county' && levels.county >= 2 && levels.county > levels.city)
    return countyOf(scores, region, /[县旗]$/) ?? region
  if (
    region.level !== 'county' &&
    levels.district >= 2 &&
    levels.district > levels.city &&
    !/自治区$/.test(region.name)
  )
    return countyOf(scores, region, /区$/) ?? region
  if (levels.province >= 3 && levels.province > 2 * (levels.city + small) && region.level !== 'province') {
    let top: Region | null = region
    while (top && top.level !== 'province') top = parentOf(top)
    if (top && scores.get(top) >= 2 && !scores.titled.has(region)) return top
  }
  return region
}

/** One county of the city stands in the title or the opening, and no other is named: the page is about it. */
const onlyCounty = (region: Region, scores: Scores): Region => {
  if (region.level !== 'prefecture' && !isMunicipality(region)) return region
  const counties = [...scores.of].filter(([one]) => one.level === 'county' && containsRegion(region, one))
  const only = counties.length === 1 ? counties[0]! : null
  return only && scores.weighty.has(only[0]) && only[1] >= 2 && only[1] * 2 >= scores.get(region) - 0.6 * only[1]
    ? only[0]
    : region
}

/** 我县 on a page that says its county in short only: the one said most often, and none on a draw. */
const countyInShort = (text: string, levels: Levels): Region | null => {
  const ending = levels.county > levels.city ? /[县旗]$/ : levels.district > levels.city ? /区$/ : null
  if (ending === null) return null
  const [first, second] = [...countiesInShort(text.slice(0, 20_000))]
    .filter(([one]) => ending.test(one.name))
    .sort((a, b) => b[1] - a[1])
  return first && (second === undefined || first[1] > second[1]) ? first[0] : null
}

/** The region most of the page is about: named in the title, the dateline, and most often. */
export const mainRegion = (paragraphs: readonly Paragraph[]): { region: Region | null; named: Region[] } => {
  const text = paragraphs
    .map((p) => p.line.text)
    .join('\n')
    .slice(0, longestText)
  const scores = scoresOf(paragraphs, text)
  const levels = levelsOf(text)
  const known = [...scores.of].filter(([, n]) => n >= 1).sort((a, b) => b[1] - a[1])
  const named = known.map(([region]) => region).slice(0, 40)
  // One name in passing does not make a page's place: it needs a weighty spot, or to be named again.
  const ranked = known.filter(([region, n]) => scores.weighty.has(region) || n >= 2)
  const below = ranked.filter(([region]) => region.level !== 'province' || isMunicipality(region))
  let region = (below[0] ?? ranked[0])?.[0] ?? null
  const local = levels.city + levels.county + levels.district + levels.province
  // 我县 on a page that names one county anywhere: that one.
  if (region === null && local >= 2) {
    const fitting = known.filter(([one]) =>
      levels.county > levels.city ? /[县旗]$/.test(one.name) : levels.city > 0 ? /[市州盟]$/.test(one.name) : false,
    )
    if (fitting.length === 1) region = fitting[0]![0]
    else if (fitting.length === 0) region = countyInShort(text, levels)
  }
  if (region === null) return { region, named }
  // A page about a province names its cities in passing: the province is meant when it is named far more often.
  const province = ranked.find(([one]) => one.level === 'province')?.[0]
  if (province && province !== region && containsRegion(province, region)) {
    const inTitle = [...scores.titled].filter((one) => containsRegion(province, one))
    const onlyProvince = inTitle.length === 1 && inTitle[0] === province && scores.get(province) >= scores.get(region)
    // 新华社贵阳电: the seat of the province the page tells of, and nothing is told of the city.
    const onlyDateline =
      scores.datelined.has(region) &&
      !scores.titled.has(region) &&
      (scores.said.get(region) ?? 0) <= 1 &&
      (scores.said.get(province) ?? 0) >= 3
    // 四川省…分布于甘孜州、阿坝州: the title tells of the province by its parts.
    const parts = inTitle.filter((one) => one !== province)
    const byParts =
      scores.titled.has(province) &&
      parts.some((one) => parts.some((other) => !containsRegion(one, other) && !containsRegion(other, one)))
    if (onlyDateline || byParts || onlyProvince || scores.get(province) > 2 * scores.get(region)) region = province
  }
  // 全市, 我市 again and again on a page that names no city: the city is not known, and the province is not meant.
  if (region.level === 'province' && !isMunicipality(region) && levels.city >= 3 && levels.city > 2 * levels.province)
    return { region: null, named }
  // 锂云母提锂…主要来自江西宜春: named in passing on a page of the world's market.
  if (
    local === 0 &&
    !scores.titled.has(region) &&
    !scores.datelined.has(region) &&
    levels.nation + levels.world >= 3 &&
    levels.nation + levels.world >= 2 * (scores.said.get(region) ?? 0)
  )
    return { region: null, named }
  // 中新社北京电 and a ministry, 我国 all through: news of the country, told from a city.
  if (!scores.titled.has(region) && (scores.said.get(region) ?? 0) <= 1 && local === 0 && levels.nation >= 3)
    return { region: null, named }
  return { region: onlyCounty(byLevel(region, scores, levels), scores), named }
}
