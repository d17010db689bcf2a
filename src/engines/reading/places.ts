import { containsRegion, type PlaceMention, parentOf, type Region, shortNameOf } from '../../base/region.ts'
import type { Clause, Sentence } from './clauses.ts'
import type { Ground } from './ground.ts'

/** 黔西南州 rather than 黔西南布依族苗族自治州: the name a page would use. */
export const commonName = (region: Region): string => {
  const ending = /自治(州|县|旗|区)$/.exec(region.name)
  return ending ? shortNameOf(region) + (ending[1] === '区' ? '' : ending[1]) : region.name
}

/** A company named after a province is no statement about the province. */
export const inName = (text: string, place: PlaceMention): boolean => {
  // 贵州 and 杭州 end like the full name of a prefecture and are short names for all that.
  if (place.end - place.start > 2 && /[省市县州旗盟]/.test(text[place.end - 1] ?? '')) {
    return /^[^，,。；、的在与和]{0,16}?(有限公司|股份|集团)/.test(text.slice(place.end, place.end + 24))
  }
  return /^[^，,。；、的在与和]{0,14}?(公司|集团|股份|科技(?!城|园|局)|新能(?!源)|新材(?!料)|锂业|(?<!新)能源(?!局)|裕能|银行|大学|学院|研究院|有限合伙|管理中心|服务中心)/.test(
    text.slice(place.end, place.end + 18),
  )
}

/** A place that only accompanies (与甘孜共建), compares, or is where something comes from or goes to. */
export const accompanies = (text: string, place: PlaceMention): boolean => {
  const before = text.slice(Math.max(0, place.start - 2), place.start)
  return (
    /[与同和跟向从对比离距往赴]$/.test(before) ||
    /来自|销往|出口|远至|通往/.test(before) ||
    // 为某地某车企配套: whom it is made for.
    (/为$/.test(before) && /^[^，,。；;]{0,24}(?:配套|供货|供应|提供)/.test(text.slice(place.end, place.end + 28)))
  )
}

/** 成都平原经济区, 郑州都市圈: named after a city, and more than it. */
export const ofWiderRegion = (text: string, place: PlaceMention): boolean =>
  /^(?:平原|都市)?(?:经济区|都市圈|城市群|经济带|经济圈)/.test(text.slice(place.end, place.end + 6))

const common = (regions: readonly Region[]): Region | null => {
  let top: Region | null = regions[0] ?? null
  for (const region of regions) while (top && !containsRegion(top, region)) top = parentOf(top)
  return top
}

/**
 * The place a number is said of: places named in its clause before it, else earlier in the sentence, else the place of the
 * page. Several places in a row (临武、桂阳、宜章等地) mean what contains them all.
 */
export const placeOf = (
  text: string,
  sentence: Sentence,
  clause: Clause,
  mention: { start: number; unitEnd: number },
  places: readonly PlaceMention[],
  page: Region | null,
  ground: Ground,
): Region | null => {
  const before = mention.start
  const owned = ownedBehind(text, clause, mention.unitEnd, places)
  if (owned && !(page && containsRegion(owned, page))) return owned
  const eligible = places.filter(
    (place) =>
      place.start >= sentence.start &&
      place.start < before &&
      (ground.wide === null || place.start >= ground.at) &&
      place.kind !== 'cluster' &&
      !inName(text, place) &&
      !accompanies(text, place) &&
      !insideBrackets(text, place) &&
      !ofWiderRegion(text, place) &&
      !isAuthority(text, place) &&
      !isExample(text, place, before) &&
      !(page && signedAt(text, place)),
  )
  const near = eligible.filter((place) => place.start >= clause.start)
  const venue = venueOf(text, clause, before, places)
  if (venue && (!page || containsRegion(page, venue) || !near.length)) return venue
  for (const group of [near, eligible]) {
    if (group.length === 0) continue
    const final = group[group.length - 1]!
    // 巴南区重庆生物医药产业园: the smaller place tells more than the larger one in a name behind it.
    const inner = group.findLast((place) => place.region !== final.region && containsRegion(final.region, place.region))
    const last = inner && final.start - inner.end <= 2 ? inner : final
    const row = group.filter((place) => place.region.level === last.region.level && rowOf(text, place, last))
    const region = row.length > 1 ? common(row.map((place) => place.region)) : last.region
    if (!region) continue
    if (!page || containsRegion(page, region)) return region
    // The province around the page's place is meant only where the clause begins with it (湖南将构建…).
    if (
      containsRegion(region, page) &&
      !(
        startsClause(text, sentence, last) &&
        (/[省市区]/.test(text[last.end - 1]!) ||
          speaks.test(text.slice(last.end, last.end + 3)) ||
          ofClass.test(text.slice(last.end, last.end + 12)))
      )
    )
      continue
    if (
      !containsRegion(region, page) &&
      !startsClause(text, sentence, last) &&
      !/[在于]$/.test(text.slice(0, last.start))
    )
      continue
    return region
  }
  if (ground.wide !== null) return null
  if (
    page &&
    page.level !== 'province' &&
    /^(?!.{0,3}[占居列超比于]).{0,4}(全省|我省)(?!第|首|前|排|平均)/.test(text.slice(clause.start, clause.start + 6))
  ) {
    let top: Region | null = page
    while (top && top.level !== 'province') top = parentOf(top)
    return top
  }
  // 全市 on the page of a county is the city around it.
  if (
    page?.level === 'county' &&
    !/市$/.test(page.name) &&
    /^.{0,4}(?:全市|我市)(?!第|首|前|排|平均)/.test(text.slice(clause.start, clause.start + 6))
  )
    return parentOf(page) ?? page
  return ground.region
}

/** 总投资20亿元的某县某项目: the place the amount's own project begins with. */
const ownedBehind = (text: string, clause: Clause, unitEnd: number, places: readonly PlaceMention[]): Region | null => {
  const gap = /^\s?的\s?/.exec(text.slice(unitEnd, unitEnd + 3))?.[0].length ?? 0
  if (gap === 0) return null
  const place = places.find((one) => one.start === unitEnd + gap)
  if (!place || place.kind === 'cluster' || place.end > clause.end) return null
  return /^[^，,。；;、的]{2,24}(?:项目|工程|基地|产业园|工厂|[一二三]期)/.test(text.slice(place.end, place.end + 30))
    ? place.region
    : null
}

/** Behind a place that does or has something itself, and is not the beginning of a name. */
const speaks =
  /^(?:省|市|自治区|将|已|要|共|现|目前|有|拥有|是|的|在|提出|计划|累计|力争|规划|全|地区|各|近|加快|大力|出台|实现|[，,、：:\d])/

/** 四川锂矿资源, 江西锂电产业: the province with a whole class of things in it. */
const ofClass = /^[一-龥]{0,6}?(?:资源|产业(?![园链])|工业(?!园)|行业|储量|制造业|规上企业)/

/** …项目在某省某市某县开工: where it happens may stand behind the number; the smallest place of the address counts. */
const venueOf = (text: string, clause: Clause, after: number, places: readonly PlaceMention[]): Region | null => {
  const chain = places.filter((place) => place.start >= after && place.end <= clause.end && place.kind !== 'cluster')
  const first = chain[0]
  if (!first || !/[在于]$|落户|落地$/.test(text.slice(Math.max(clause.start, first.start - 2), first.start)))
    return null
  let last = first
  for (const place of chain) if (place.start === last.end && containsRegion(last.region, place.region)) last = place
  return /^.{0,12}?(举行|开工|签约|投产|建设|召开|启动|落户|揭牌|奠基|点火|竣工|落地|正式)/.test(
    text.slice(last.end, Math.min(clause.end, last.end + 18)),
  )
    ? last.region
    : null
}

/** 以绵竹市自然资源局实测为准: an office is no place of what is counted. */
export const isAuthority = (text: string, place: PlaceMention): boolean =>
  /^[^，,。；;、的]{2,10}(?:局|委员会|厅|法院|检察院|海关)/.test(text.slice(place.end, place.end + 14))

/** 在成都签署…投资协议: where one signs is not where it is built. */
const signedAt = (text: string, place: PlaceMention): boolean =>
  text[place.start - 1] === '在' &&
  /^(?:正式|共同|顺利)?(?:签署|签订|签约|举办|召开|发布)/.test(text.slice(place.end, place.end + 6))

/** 四川某医药、川安基地等10个项目: examples of what is counted do not tell where it is. */
const isExample = (text: string, place: PlaceMention, before: number): boolean =>
  text[before - 1] === '等' &&
  /^[^，,。；;、]{2,20}(?:、[^，,。；;]*)?等$/.test(text.slice(place.end, before)) &&
  /[、，,]$|^.{0,2}$/.test(text.slice(Math.max(0, place.start - 1), place.start))

/** Places joined by 、 or 和 up to the last of them. */
const rowOf = (text: string, place: PlaceMention, last: PlaceMention): boolean =>
  place.end <= last.end && last.end - place.start <= 60 && !/[，,。；;]/.test(text.slice(place.start, last.end))

const startsClause = (text: string, sentence: Sentence, place: PlaceMention): boolean =>
  sentence.clauses.some(
    (clause) =>
      clause.start <= place.start &&
      place.start - clause.start <= 6 &&
      !/[，,]/.test(text.slice(clause.start, place.start)),
  )

const insideBrackets = (text: string, place: PlaceMention): boolean => {
  const before = text.slice(Math.max(0, place.start - 60), place.start)
  return before.lastIndexOf('《') > before.lastIndexOf('》')
}
