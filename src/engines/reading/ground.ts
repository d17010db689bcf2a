import { containsRegion, type PlaceMention, type Region } from '../../base/region.ts'
import type { Clause, Sentence } from './clauses.ts'
import { bodyStart } from './heads.ts'
import { accompanies, inName, isAuthority, ofWiderRegion } from './places.ts'

/** What the sentences of a paragraph stand on where they name no place of their own. */
export interface Ground {
  region: Region | null
  /** 全国, 全球, 德国: the statement is of no place of the page; null on the page's own ground. */
  wide: string | null
  /** Where in the text the wide word stood; a place named before it is over. */
  at: number
  /** Where something settled or is built, as the passage said: what 该项目 of the next is of. */
  settled: Region | null
}

/** 全国新能源汽车…, 我国…: what is said of the country or the world. Ranks in it (全国第一, 国内最大) are said of the place. */
const wideHead =
  /^(?:目前|当前|近年来|现阶段|其中|[，,\s])*(全国|我国|国内|中国|全球|世界|国际|海外)(?!性|化|的[\d近约超]|各地|一流|领先|知名|著名|唯一|少有|首|第|最|前|排|人大|政协|百强|百家|综合|重要|高新|驰名|规模最|单体|率先|市场占|(?:汽车)?[一-龥]{0,10}(?:协会|联盟|学会|研究会|研究院|委员会|集团|公司|大学|石油|石化|银行|移动|电信|联通|中车|宝武|铝业|五矿|一汽|建筑|能建|电建|中铁|之都|之乡))/

const wideHint = /国|全球|世界|海外|中汽协|乘联会|海关总署|中电联/

/** A place in a ranking of the country is said of who is ranked. */
const ranked = /百[强佳]|十强|排名|位[居列次]|第[\d一二三四五六七八九十]/

/** A statistic of the whole country by who counts it. */
const wideSource =
  /(?:中汽协|乘联会|国家统计局|国家能源局|海关总署|中电联|中国[一-龥]{2,18}(?:协会|联合会|联盟|学会|研究会))[^，,。；;]{0,14}(?:数据|统计|消息|发布|公布|显示|测算)/

const abroad =
  /(?:在|于|赴)(德国|美国|日本|韩国|匈牙利|泰国|印尼|印度尼西亚|马来西亚|越南|西班牙|葡萄牙|摩洛哥|法国|英国|加拿大|墨西哥|澳大利亚|阿根廷|智利|津巴布韦|马里|刚果|南非|印度|巴西|俄罗斯|欧洲|非洲|东南亚)/

/** Words that lead back to the page's own place. */
const local =
  /(?:全|我|该|本)[省市县区州旗](?!域|块|间|场|第|首|前|排)|当地|本地|落户|园区|开发区|高新区|经开区|该(?:项目|公司|企业)/

/** What a paragraph begins with that goes on about what the one before spoke of. */
const goesOn = /^[\s　“"]*(?:其中|分(?:行业|产业|领域|类别|类型|门类|产品)[看中]?|该|这[个些一]|上述|项目(?!名))/

const ofProject = /^[\s　“"]*(?:该|这一|上述|这些)?(?:项目|工程)(?!名)/

const continues = (text: string): boolean => goesOn.test(text.slice(0, 12))

export const groundOf = (region: Region | null): Ground => ({ region, wide: null, at: 0, settled: null })

/** The ground a passage begins on. */
export const groundOfPassage = (text: string, before: Ground, page: Region | null): Ground => {
  if (ofProject.test(text.slice(0, 12)) && before.settled)
    return { ...groundOf(before.settled), settled: before.settled }
  return continues(text) && before.wide === null ? before : groundOf(page)
}

const onWide = (wide: string, at: number): Ground => ({ ...groundOf(null), wide, at })

const within = (page: Region | null, region: Region): boolean => page === null || containsRegion(page, region)

interface Opening {
  region: Region
  first: PlaceMention
  /** Something settled or is built there. */
  settles: boolean
}

/** The place a clause opens with, the smallest of its address (湖南省郴州市临武县); null when it opens with none. */
const opened = (text: string, clause: Clause, places: readonly PlaceMention[]): Opening | null => {
  const start = bodyStart(text, clause)
  let lead: Opening | null = null
  for (let p = 0; p < places.length; p++) {
    const place = places[p]!
    const leads = lead === null && place.start <= start + 1
    const entered = /(?:[^存处]在|落户|落地|落子|位于|坐落于|地处|走进)$/.test(
      text.slice(Math.max(clause.start, place.start - 4), place.start),
    )
    if (!leads && !entered) continue
    let last = place
    while (places[p + 1] && places[p + 1]!.start === last.end && containsRegion(last.region, places[p + 1]!.region))
      last = places[++p]!
    if (!isGround(text, place, last)) continue
    // 在成都举行 says where people met; what was told there is of the page.
    const settles =
      entered &&
      (/落|位于|地处/.test(text.slice(place.start - 2, place.start)) ||
        /^[^，,。；;]{0,6}(?:建设|投资|新建|开工|奠基|布局|打造|实施|建成|投建|建立|设立)/.test(
          text.slice(last.end, last.end + 10),
        ))
    if (settles) return { region: last.region, first: place, settles }
    if (leads) lead = { region: last.region, first: place, settles }
  }
  return lead
}

/** A place that is not a firm's, an office's or a wider region's name, nor one of a row (郴州、衡阳两地). */
const isGround = (text: string, first: PlaceMention, last: PlaceMention): boolean =>
  first.kind !== 'cluster' &&
  last.kind !== 'cluster' &&
  !inName(text, last) &&
  !ofWiderRegion(text, last) &&
  !accompanies(text, first) &&
  !isAuthority(text, last) &&
  !/^[、和与]/.test(text.slice(last.end, last.end + 1))

/** The ground while a clause is read, from what it was before. `page` is the place of the page. */
export const groundAfter = (
  text: string,
  sentence: Sentence,
  clause: Clause,
  places: readonly PlaceMention[],
  ground: Ground,
  page: Region | null,
): Ground => {
  const inClause = places.filter((place) => place.start >= clause.start && place.end <= clause.end)
  const found = inClause.length === 0 ? null : opened(text, clause, inClause)
  const here = found !== null && within(page, found.region) ? found : null
  const settled = here?.settles ? here.region : ground.settled
  const standing = standingOn(text, sentence, clause, inClause, ground, page, here)
  return standing.settled === settled ? standing : { ...standing, settled }
}

const standingOn = (
  text: string,
  sentence: Sentence,
  clause: Clause,
  places: readonly PlaceMention[],
  ground: Ground,
  page: Region | null,
  here: Opening | null,
): Ground => {
  const words = text.slice(clause.start, clause.end)
  const named = places.some((place) => place.kind !== 'cluster' && !inName(text, place) && within(page, place.region))
  if (!named && wideHint.test(words)) {
    const wide =
      local.test(words) || ranked.test(words) ? null : wideHead.exec(text.slice(bodyStart(text, clause), clause.end))
    if (wide) return onWide(/我国|国内/.test(wide[1]!) ? '全国' : wide[1]!, clause.start)
    if (wideSource.test(words)) return onWide('全国', clause.start)
  }
  const away = abroad.exec(words)
  if (away) return onWide(away[1]!, clause.start + away.index)
  if (here) return { ...groundOf(here.region), at: here.first.start }
  if (ground.wide !== null && (named || local.test(words))) return groundOf(page)
  if (ground.region !== page && /(?:全|我)[省市县区州](?!第|首|前|排)/.test(words.slice(0, 8))) return groundOf(page)
  // A foreign plant is of its own sentence; the country holds on for the paragraph.
  if (
    ground.wide !== null &&
    clause === sentence.clauses[0] &&
    /(?:公司|企业|集团|项目|基地|我们)/.test(words.slice(0, 20))
  )
    return groundOf(page)
  return ground
}
