import { findPlaces, type PlaceMention } from '../../../base/region.ts'
import { parkEndings } from '../../../base/region-words.ts'
import { endsIn, firstFrom, inside, type OrganisationMention, type OrganisationType, startingIn } from './mentions.ts'
import {
  endingFirst,
  groupStops,
  holders,
  isHan,
  isNameChar,
  joinsNames,
  longestStop,
  namesWithHe,
  stops,
  tradeWords,
  wholeTypes,
} from './organisation-words.ts'

const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9'

/** Where a name that ends at `end` begins: to the left over name characters, up to a stop word, a place that starts it, or `reach`. */
export const nameStart = (
  text: string,
  end: number,
  endingStart: number,
  reach: number,
  type: OrganisationType,
): number => {
  const isGroup = wholeTypes.has(type)
  const isCompany = type === 'company'
  const limit = Math.max(0, end - reach)
  let i = endingStart
  while (i > limit) {
    const char = text[i - 1]!
    if (char === ')' && !isGroup) {
      // 福斯特(滁州)新材料有限公司: a short bracket inside the name.
      const open = text.lastIndexOf('(', i - 1)
      if (
        open > limit &&
        i - 1 - open <= 8 &&
        open > 0 &&
        isHan(text[open - 1]) &&
        /^[一-鿿]+$/.test(text.slice(open + 1, i - 1))
      ) {
        i = open
        continue
      }
      break
    }
    if (char === '”' && isGroup) {
      // 经开区“双招双引”暨…领导小组: a slogan inside the name of a committee.
      const open = text.lastIndexOf('“', i - 1)
      if (open > limit && isHan(text[open - 1])) {
        i = open
        continue
      }
      break
    }
    if (!isNameChar(char)) break
    // 1993年某大学: a date in front.
    if ((char === '年' || char === '月' || char === '日') && isDigit(text[i - 2])) break
    let stopped = false
    for (let n = Math.min(longestStop, i - limit); n >= 1; n--) {
      const word = text.slice(i - n, i)
      if (isGroup ? !groupStops.has(word) : !stops.has(word)) continue
      if (isGroup && word === '对' && text[i] === '口') continue
      // 企业家协会: the 企业 of an entrepreneur ends no name.
      if (word === '企业' && text[i] === '家') continue
      if (isCompany && endingStart - i <= 4 && tradeWords.has(word)) continue
      if (n === 1 && !isGroup && (holders.includes(text.slice(i - 2, i)) || holders.includes(text.slice(i - 1, i + 1))))
        continue
      stopped = true
      break
    }
    if (stopped) break
    if ((char === '和' || char === '同') && !isGroup && joinsNames(text, i - 1, limit, namesWithHe)) break
    i--
  }
  return i
}

export const generic =
  /^(?:新能源|新材料|科技|材料|锂业|矿业|电池|能源|电子|汽车|工业|技术|化工|实业|投资|控股|产业|贸易|智能|环保|股份|有限|责任|省|市|县|区|州|家|个|各|多|两|三|几|该|本|全|大|小|国有|民营|上市|头部|龙头|央企|国企|外资|合资|相关|有关|重点|建设|发展|工作|协调|领导|一|级|国家|企业|母|子|总|分|某|公司|集团|工程|重点|创新|联合|研发|技术|共建|高校|学校|院校|学科|运营|轻资产|项目|制造|生产|贸易|物流|服务|管理|咨询|租赁|商业|政策性|股份制|各大|多家|所在|入园|园区|落地|中介|评估|保险|证券|基金|律师|会计师|会计|平台|本地|民办|职业|网上|手机|航空|铁路|保险|物业|旅游|规划|资源|国土|电信|运营商|快递|软件|互联网|游戏|广告|出租车|网约车|电商|房地产|食品|上市|未上市|同类|硬件|资管|资产|型|综合|专业|合作|引进|[\d,.]+)*$/

const bankHead =
  /^(?:中国|国家|世界|亚洲|欧洲)[一-鿿]{2,8}$|^[一-鿿]{0,2}(?:工商|农业|建设|交通|招商|兴业|浦发|民生|光大|中信|平安|华夏|广发|渤海|恒丰|浙商|邮政储蓄|邮储|开发|进出口|微众|网商)$/

const otherWords =
  /^(?:原(?:子|料|创|生|点|平)|前(?:海|沿|进|锋|程|途|瞻)|同(?:济|方|仁|兴|程|花|益|创|和|辉|德|洲|欣|飞|力|享)|以(?:岭|太|色)|为(?:民|尔|康|多|中|方|先|公|源|光|爱)|而(?:立|泰)|各(?:得|拉)|全(?:通|聚|友|球|志|信|柴|景))/

/** Without a word in front that belongs to the sentence: 原某大学, 同某公司, 各相关学院. */
const withoutLead = (text: string, start: number, end: number): number => {
  let at = start
  while (end - at > 3 && '原前同以各全为而'.includes(text[at]!) && !otherWords.test(text.slice(at, at + 2))) at++
  return at
}

const departments =
  '工业和信息化|发展和改革|发展改革|科学技术|自然资源|生态环境|农业农村|交通运输|住房和城乡建设|住房城乡建设|应急管理|市场监督管理|市场监管|人力资源和社会保障|国有资产监督管理|文化和旅游|文化旅游|卫生健康|医疗保障|投资促进|商务和投资促进|经济和信息化|经济信息化|行政审批服务|政务服务|地方金融监督管理|统计|财政|税务|能源|科技|商务|教育|审计|林业|水利|公安|司法|民政|招商|工信|发改|经信|国资|环保|人社|住建|海关|气象|邮政'
const office = new RegExp(
  `(?:国家|全国|省|市|县|区|州)?(?:${departments})(?:部|厅|局|委员会|委|办公室|办)(?!员|托|内)`,
  'y',
)
const bodies =
  /(?:人民政府|政府)(?:新闻办公室|新闻办|办公室|办公厅)?|(?:省|市|县|区|州)(?:委|政府|政协|人大|纪委)(?:宣传部|组织部|统战部|网信办|办公室|办公厅|常委会)?|人大常委会|人民代表大会常务委员会|政协|工商联/y
const levelBefore = /(?:省|市|县|区|州|旗|盟)$/

const media =
  /中国新闻网|中新网|中新社|新华社|新华网|人民网|央广网|央视网|央视新闻|光明网|人民日报|经济日报|科技日报|中国日报网|澎湃新闻|界面新闻|红网|证券时报|上海证券报|中国证券报|第一财经|财联社|电池网|(?<=[一-鿿])日报|(?<=[一-鿿])晚报/g
/** 市工信局 without its city, at the start of a phrase or after a word that opens one. */
const unplaced = new RegExp(
  `(?<=^|[^一-鿿]|[从据由与和获向在])((?:省|市|县|区|州)(?:${departments})(?:厅|局|委员会|委)(?!员)|(?:省|市|县|区|州)工商联)`,
  'g',
)
const ministries =
  /国务院(?:办公厅)?|工业和信息化部|工信部|国家发展改革委|国家发展和改革委员会|国家发改委|国家能源局|国家统计局|国家税务总局|财政部|自然资源部|生态环境部|商务部|科学技术部|科技部|交通运输部|住房城乡建设部|应急管理部|农业农村部|市场监管总局|中国人民银行|海关总署|证监会|国资委/g
const mediaNames: Record<string, string> = { 中新网: '中国新闻网', 中新社: '中国新闻社', 央广网: '央广网' }

/** A firm called by brand and trade alone (天齐锂业, 大中矿业): two or three characters and a trade word between clear bounds. */
const brand =
  /(?<=^|[,。;:、“”(\s与和及以为由是系即如])(?!新能源|新材料|有色)([一-鿿]{2,3})(锂业|矿业|锂能|钴业|铜业|铝业|稀土|钨业|锂矿|裕能|高科|新材|股份|集团)(?=$|[,。;:、“”)(\s等与和及在将的是为已]|联合|牵头|港股|滁州|项目|旗下|集团|股份)/g
const notBrand =
  /^(?:在|与|由|对|赴|率|全|各|本|该|我|这|多家|一家|大型|上市|国有|民营|头部|龙头|中国|我国|全国|发展|合作|项目|持有|产业|有色|金属|相关|企业|家)/

const subUnit =
  /^(?!附属|教授|校长|院长|党委|联合|共建|签约|牵头|发起|成立|研发|等|的|在|将)[一-鿿]{2,12}?(?:学院|研究所|研究院|实验室|研究中心|分院)(?![一-鿿]?[院所])/

/** 潍坊(寿光)高新区: the bracket says where the park lies. */
const bracketedPark = new RegExp(
  `[一-鿿]{1,3}\\([一-鿿]{2,6}\\)(?:${[...parkEndings].sort((x, y) => y.length - x.length).join('|')})`,
  'g',
)

/** 河北青龙经济开发区: a park named after a town or county that the list of places does not settle. */
const namedPark =
  /^[一-鿿]{2,4}?(?<![的在与和及等、为将拟])(?:高新技术产业开发区|经济技术开发区|经济开发区|高新区|经开区|开发区|工业园区?|产业园区|化工园区)(管委会|管理委员会|党工委)?/

const freePark =
  /(?<=^|[^一-鿿]|[在于与和赴到进向]|入驻|落户|走进)([一-鿿]{2,4}?)(高新技术产业开发区|经济技术开发区|高新区|经开区)(?!域)/g
const notPark =
  /[的个各级是在为等将]|^(?:国家|省|市|县|全|该|本|现代|重点|所在|入驻|走进|依托|建设|打造|我|多家|一批|创建|获批|成立)/

/** The government body that starts at `at` after a place name: 人民政府, 省工业和信息化厅, 市委 … Its end, or -1. */
const bodyEnd = (text: string, at: number): number => {
  for (const pattern of [office, bodies]) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match) return at + match[0].length
  }
  return -1
}

/**
 * The organisations named in a text, in order and apart: companies with their sites, institutes, government bodies, committees,
 * parks, associations and media. `places` are the places of the same text. One pass; a name reaches at most 32 units left.
 */
export const findOrganisations = (text: string, places: readonly PlaceMention[]): OrganisationMention[] => {
  const found: OrganisationMention[] = []
  const add = (start: number, end: number, type: OrganisationType, confidence: number, name?: string) => {
    found.push({ start, end, name: name ?? text.slice(start, end), type, confidence, isShort: false })
  }
  for (let i = 0; i < text.length; i++) {
    const list = endingFirst.get(text[i]!)
    if (!list) continue
    const entry = list.find((e) => text.startsWith(e.ending, i))
    if (!entry) continue
    let end = i + entry.ending.length
    const isGroup = wholeTypes.has(entry.type)
    let start = nameStart(text, end, i, entry.reach, entry.type)
    // 上海社会科学院经济研究所: one body, named by its last part.
    if (entry.type === 'research' && endingFirst.get(text[end] ?? '')?.some((e) => text.startsWith(e.ending, end)))
      continue
    // A place inside begins the name when what stands before it is not a name: 依托上游湖南…公司.
    const within = inside(places, start + 1, i).filter((p) => p.kind === 'region')
    const opened = text.slice(start, i)
    if (within.length > 0 && !startingIn(places, start) && !isGroup && !/^[A-Za-z]/.test(opened)) {
      const first = within[0]!
      const before = text.slice(start, first.start)
      if (
        !/[(]$/.test(before) &&
        before.length > 0 &&
        (before.length <= 3 || generic.test(before)) &&
        !endsIn(places, first.start)
      ) {
        if (
          !/集团|公司|科技|中国|国家|^(?:中科|中核|中铁|中建|中电|中交|中广|中粮|中化|中冶|中石|中船|中航|国网|国电|国投|华能|华电|华润|招商)/.test(
            before,
          )
        )
          start = first.start
      }
    }
    start = withoutLead(text, start, i)
    // 王某中国人民大学某研究院: a person in front of a body of the nation.
    if (entry.type === 'research' || entry.type === 'association') {
      const nation = /^[一-鿿]{1,4}?(?=中国|中华)/.exec(text.slice(start, i))
      if (nation && !/[省市县区]$/.test(nation[0])) start += nation[0].length
    }
    const core = text.slice(start, i)
    if (isGroup) {
      if (entry.ending === '专班' && core === '') continue
      if (core.length === 0 && entry.ending !== '工作专班') continue
      add(start, end, entry.type, core.length >= 4 ? 0.9 : 0.75)
      i = end - 1
      continue
    }
    if (core.length < 2 || generic.test(core) || /^(?:的|了|着)/.test(core)) continue
    if (entry.type === 'government' && entry.ending.endsWith('中心') && !startingIn(places, start)) continue
    if (entry.ending === '公司' && /(?:项目|(?:控股|参股|全资)?子|母|分)$/.test(core)) continue
    // 学会 is a verb unless a place, a nation or a science stands before it.
    if (
      entry.ending === '学会' &&
      !/^(?:中国|中华|国际|全国|世界|亚洲)|[学程术]$/.test(core) &&
      !startingIn(places, start)
    )
      continue
    if (entry.ending === '银行' && !bankHead.test(core) && (startingIn(places, start)?.end ?? i + 1) > i) continue
    // 政治协商会议 holds no 商会; 这些公司 and 会上公司 are no firms.
    if (entry.ending === '商会' && (text[end] === '议' || core.endsWith('协'))) continue
    if (entry.ending === '公司' && /[时这那个种些让]|^[一-鿿]?[前后]$/.test(core)) continue
    if (
      (entry.ending === '公司' || entry.ending === '集团') &&
      core.length < 3 &&
      (startingIn(places, start)?.end ?? -1) >= i
    )
      continue
    if (entry.ending === '集团' && /^(?:军|产业|企业|城市|跨国|大型)$/.test(core)) continue
    let type = entry.type
    if (type === 'company') {
      // 集团有限公司 and the like go on; a site of the company follows it: …有限公司郴州基地.
      const more = /^(?:股份有限公司|有限公司|集团有限公司|有限责任公司|控股有限公司|公司)/.exec(
        text.slice(end, end + 10),
      )
      if (more) end += more[0].length
      const place = startingIn(places, end)
      const site = place ? /^(?:生产)?(?:基地|分公司|工厂|产业园)/.exec(text.slice(place.end, place.end + 6)) : null
      if (place && site) {
        end = place.end + site[0].length
        type = 'company_site'
      }
    }
    // 香港中文大学(深圳): a campus in brackets is part of the name.
    if (type === 'research' && text[end] === '(') {
      const campus = startingIn(places, end + 1)
      if (campus && text[campus.end] === ')') end = campus.end + 1
    }
    // 建设制造业创新中心: without a place or a brand it is a plan, not a body.
    if (
      entry.type === 'research' &&
      /中心$/.test(entry.ending) &&
      !/^(?:中科院|中国科学院)/.test(core) &&
      inside(places, start, i).length === 0 &&
      !/国家|省级|[A-Za-z]/.test(core)
    )
      continue
    if (type === 'research') {
      // 重庆·西南大学: a place of the dateline with a point behind it.
      const point = text.lastIndexOf('·', end)
      if (point > start && point - start <= 4) start = point + 1
      // 某大学经济管理学院: the part of a university or academy is named with it.
      const part = /大学|科学院|工程院/.test(entry.ending) ? subUnit.exec(text.slice(end, end + 20)) : null
      if (part && (!/[与和]/.test(part[0]) || entry.ending !== '大学')) end += part[0].length
    }
    const formal = /公司|研究院|大学/.test(text.slice(i, end))
    add(start, end, type, formal && core.length >= 4 ? 0.93 : 0.8)
    i = end - 1
  }
  for (const match of text.matchAll(bracketedPark)) {
    const place = places
      .slice(Math.max(0, firstFrom(places, match.index + 1) - 3), firstFrom(places, match.index + 1))
      .find((p) => p.end > match.index)
    if (!place) continue
    const end = match.index + match[0].length
    const committee = /^(?:管委会|管理委员会|党工委)/.exec(text.slice(end, end + 5))
    add(place.start, end + (committee?.[0].length ?? 0), committee ? 'government' : 'park', 0.88)
  }
  for (const place of places) {
    if (place.kind === 'park') {
      const committee = /^(?:管委会|管理委员会|党工委)/.exec(text.slice(place.end, place.end + 5))
      if (committee) add(place.start, place.end + committee[0].length, 'government', 0.9)
      else if (!/·|首个|最大|唯一|一流|领先/.test(place.name)) add(place.start, place.end, 'park', 0.88)
      continue
    }
    if (place.kind !== 'region') continue
    const park = namedPark.exec(text.slice(place.end, place.end + 16))
    if (park) {
      add(place.start, place.end + park[0].length, park[1] ? 'government' : 'park', 0.84)
      continue
    }
    let start = place.start
    let end = bodyEnd(text, place.end)
    // 郴州市委: the level is the last character of the place and the first of the body.
    if (end < 0 && levelBefore.test(place.name)) {
      bodies.lastIndex = place.end - 1
      const match = bodies.exec(text)
      if (match && match[0].length > 1) end = place.end - 1 + match[0].length
    }
    if (end < 0) continue
    // 湖南省郴州市人民政府 begins at its province.
    for (let k = firstFrom(places, place.start) - 1; k >= 0 && places[k]!.end === start; k--) start = places[k]!.start
    if (text.slice(start - 2, start) === '中共') start -= 2
    add(start, end, 'government', 0.92)
  }
  // Offices named without their place: 市工信局.
  for (const match of text.matchAll(unplaced)) {
    add(match.index, match.index + match[0].length, 'government', 0.8)
  }
  // 盐南高新区: a park whose name no list of places holds.
  for (const match of text.matchAll(freePark)) {
    const name = match[1]! + match[2]!
    if (notPark.test(match[1]!) || inside(places, match.index, match.index + name.length).length > 0) continue
    const end = match.index + name.length
    const committee = /^(?:管委会|管理委员会|党工委)/.exec(text.slice(end, end + 5))
    add(match.index, end + (committee?.[0].length ?? 0), committee ? 'government' : 'park', 0.76)
  }
  for (const match of text.matchAll(ministries)) add(match.index, match.index + match[0].length, 'government', 0.9)
  for (const match of text.matchAll(media)) {
    let start = match.index
    if (match[0].endsWith('报') && match[0].length === 2) {
      while (start > 0 && match.index - start < 4 && isHan(text[start - 1])) start--
      const place = findPlaces(text.slice(start, match.index))[0]
      start = place ? start + place.start : match.index
      if (start === match.index) continue
    }
    const end = match.index + match[0].length
    add(start, end, 'media', 0.85, mediaNames[match[0]] ?? text.slice(start, end))
  }
  for (const match of text.matchAll(brand)) {
    if (notBrand.test(match[0]) || generic.test(match[1]!)) continue
    add(match.index, match.index + match[0].length, 'company', 0.7)
  }
  return apart(found)
}

/** In order and without overlaps: the longer name stays, at equal length the surer. */
export const apart = (found: readonly OrganisationMention[]): OrganisationMention[] => {
  const sorted = [...found].sort((a, b) => a.start - b.start || b.end - a.end || b.confidence - a.confidence)
  const out: OrganisationMention[] = []
  for (const mention of sorted) {
    const last = out.at(-1)
    if (!last || mention.start >= last.end) out.push(mention)
    else if (mention.end - mention.start > last.end - last.start) out[out.length - 1] = mention
  }
  return out
}

const trades =
  /(?:新能源|新材料|环保|智能|科技|材料|锂业|矿业|电池|能源|电子|汽车|工业|技术|化工|实业|投资|控股|产业|贸易|发展|集团|股份|有限|责任|公司|装备|制造|研究院|研究所|太阳能|动力|标准件)+$/

/**
 * Short forms under which a page goes on to speak of a company: the name without its trade words, with or without the place
 * in front (四川安高特电, 科力远), of three characters or more. What the text holds is for the caller to look up.
 */
export const shortForms = (name: string, places: readonly PlaceMention[]): string[] => {
  const place = places.find((p) => p.start === 0)
  const bare = name.replace(/[(][^()]*[)]/g, '')
  const whole = bare.replace(/(?:集团)?(?:股份|控股)?(?:有限)?(?:责任)?公司.*$/, '')
  const cut = bare.replace(trades, '')
  const forms = new Set<string>()
  for (const form of [whole, cut]) {
    if (form.length >= (place ? place.end + 2 : 3)) forms.add(form)
    if (place && form.length - place.end >= 3) forms.add(form.slice(place.end))
    const group = form.replace(/集团$/, '')
    if (group.length >= 3) forms.add(group)
    if (place && group.length - place.end >= 3) forms.add(group.slice(place.end))
  }
  forms.delete(name)
  for (const form of forms) if (generic.test(form) || (place && form.length <= place.end)) forms.delete(form)
  return [...forms].sort((a, b) => b.length - a.length)
}
