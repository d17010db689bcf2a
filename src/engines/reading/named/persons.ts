import type { PlaceMention, Region } from '../../../base/region.ts'
import { fullNameOf, parentOf } from '../../../base/region.ts'
import type { Draft } from '../claims.ts'
import type { PageFacts } from '../context.ts'
import type { Passage } from '../passage.ts'
import { draftOf } from './draft.ts'
import { firstFrom, inside, type Scene } from './mentions.ts'
import { doubleSurnames, surnames } from './surnames.ts'

export interface PersonMention {
  start: number
  end: number
  name: string
  nameStart: number
  /** `isInferred`: the body was not named with the title but taken from what the page is about. */
  titles: { title: string; organisation: string | null; start: number; isInferred: boolean }[]
}

/** Titles of public and company office. A name counts as a person only behind one of them. */
const titles = [
  '党组书记 党委书记 党工委书记 副书记 书记 省长 副省长 常务副省长 市长 副市长 常务副市长 县长 副县长 常务副县长 区长 副区长 州长 副州长 厅长 副厅长 局长 副局长 部长 副部长 主任 副主任 主席 副主席 常委 党组成员 委员 政协主席 秘书长 副秘书长 链长 副链长 组长 副组长 指挥长 处长 副处长 科长 司长 副司长 巡视员 调研员 督导员 镇长 副镇长 乡长 专员',
  '董事长 副董事长 总经理助理 总裁助理 总经理 副总经理 董事局主席兼总裁 董事长兼总经理 董事长兼总裁 董事长兼首席执行官 董事局主席 总裁 副总裁 执行总裁 首席执行官 首席技术官 首席运营官 首席财务官 首席科学家 首席专家 首席分析师 总工程师 总监 创始人 联合创始人 合伙人 厂长 副厂长 总工 负责人 经理 副总 董秘 董事会秘书 董事 监事 主管',
  '新闻发言人 发言人 总经济师 总会计师 筹委会主任 院长 副院长 所长 副所长 校长 副校长 院士 教授 副教授 研究员 会长 副会长 理事长 副理事长 站长 行长 分析师',
]
  .join(' ')
  .split(' ')
  .sort((a, b) => b.length - a.length)
/** 董事/总裁: two offices with a stroke between them. */
const doubled = new RegExp(`(?:${titles.join('|')})/(?:${titles.join('|')})$`)
const titleEnd = new RegExp(`(?:${titles.join('|')})$`)
/** A person already named inside a piece: 副校长陆林教授. */
const withName = new RegExp(`(?:${titles.join('|')})([一-鿿]{2,3})(?:${titles.join('|')})$`)
const lastOfTitle = new Set(titles.map((t) => t.at(-1)!))

/** What may follow a name: a verb of speech or motion, a mark, or the end. The name itself never holds these at its end. */
const follows =
  /^(?:$|[,。;:、()“”!?…\s\d]|说|表示|指出|介绍|强调|认为|称|透露|告诉|告知|解读|解释|坦言|直言|谈|在|对|向|用|到|率|委托|一同|一道|会见|会同|陪同|深入|赴|前往|巡|出席|致辞|主持|带|参加|作|为|作为|就|也|还|等|和|与|及|一行|现场|曾|将|从|则|看来|分享|宣布|要求|期待|希望|回应|回答|接受|分析|建议|呼吁|总结|补充|提|讲|讲述|盛赞|发布|发言|发表|代表|任|是|今|日前|近日|当选|走进|来到|于|同|以|通过|的|带队|调研|考察|见证|签|点赞|获|感慨|笑|算|把|详细|就|重点|简要|首先|专程|分别|主动|深情|举行|会谈|座谈|宣读|率队|担任|院士|教授|先生|女士|同志|研究员|副?[厅局处院校市县省]长|点评|莅临|到会|边|一道|及其|[/|｜]|\(|摄|报道)/
const notName =
  /^(?:向记|向本|曾(?:多|在|任|经|是|担)|通知|程师|候选|介绍|表示|指出|强调|认为|透露|解读|宣布|要求|出席|主持|致辞|和|与|及|等|在|任|为|的|同志|会议|办公|项目|企业|公司|工作|经济|方面|高度|多次|亲自|牵头|负责|挂帅|包|抓|联|率队|带队|应邀|一行|单位|部门|关于|关心|成立|成员|全面|全市|全省|全国|国家|国际|明确|明星|文化|安全|常务|常态|平台|平均|广泛|广大|解决|解放|应对|应用|计划|成功|成果|成为|时代|时任|路径|强化|经过|经营|万元|万家|高质|高新|高效|高端|支持|支撑|管理|管委|方案|方向|方式|金融|金额|农业|农村|石墨|水利|水平|江西|江苏|云南|贵州|广东|广西|山东|山西|湖|河|海南|安徽|东部|西部|南|北|华东|华中|关键|相关|有关|有效|向上|向全|通过|通报|連|连续|终端|权威|利用|利益|能源|能够|能力|须|后续|公共|公布|公开|商务|商会|别|家|从|单|封|国|双|双方|年|党|党委|党建|那|那么|都|都是|於|于(?:昨|今|本|近|日前|上|下|去|前|当|此|是|年|[一二三四五六七八九十\d]))/
const nameChar = /^[一-鿿·]$/

/** What a two-character name is followed by, so that its first character is not taken for the third of a name: 唐超陪同. */
const afterShort =
  /^(?:作为|陪同|会同|共同|协同|一同|一道|一行|介绍|表示|指出|强调|认为|透露|告诉|出席|主持|参加|致辞|讲话|详细|举行|会见|会谈|担任|院士|教授|先生|女士|带队|率队|调研|考察|陪|随后|当场|现场|就|在|向|对|与|和|同(?![一-鿿]$))/

/** Length of the personal name that starts at `at`, or 0. */
const nameLength = (text: string, at: number): number => {
  const first = text[at]
  if (!first) return 0
  const isDouble = doubleSurnames.has(text.slice(at, at + 2))
  if (!isDouble && !surnames.has(first)) return 0
  if (notName.test(text.slice(at, at + 4))) return 0
  const lengths = isDouble ? [4, 3] : [3, 2]
  for (const n of lengths) {
    const name = text.slice(at, at + n)
    if (name.length < n || ![...name].every((c) => nameChar.test(c))) continue
    if (n === 3 && !isDouble && afterShort.test(text.slice(at + 2, at + 4))) continue
    if (follows.test(text.slice(at + n, at + n + 4))) {
      // 刘洋说 and 徐军在: a three-character reading must not swallow the verb.
      // 刘杨一同调研 is 刘杨.
      if (n === 3 && name[2] === '一' && /^[同道行起]/.test(text.slice(at + n))) continue
      if (n === 3 && !isDouble && /[说在称对向用和与及等的为是就也还曾将从则同以到率会赴]/.test(name[2]!)) continue
      return n
    }
  }
  return 0
}

const companyOffice = /董事|经理|总裁|首席|创始人|总工|监事|厂长/

const keepsBody = /(?:市委|省委|县委|区委|州委|人大常委会|人大|政协|党工委|党委)/

const levels: Record<string, Region['level']> = {
  省: 'province',
  市: 'prefecture',
  州: 'prefecture',
  县: 'county',
  区: 'county',
}

/**
 * The region a bare 市委 or 县长 speaks of: the last place of that level named before it in the passage, else the one of the
 * page, up its line; null where neither has one.
 */
const regionAt = (kind: string, places: readonly PlaceMention[], at: number, page: Region | null): Region | null => {
  const last = firstFrom(places, at) - 1
  for (let k = last; k >= 0 && last - k < 24; k--) {
    const { region } = places[k]!
    if (places[k]!.kind === 'region' && region.name.endsWith(kind)) return region
  }
  let region = page
  while (region && region.level !== levels[kind]) region = parentOf(region)
  return region
}

/** The body behind a title that names only a level: 市长 → 某市人民政府, 市委书记 → 中共某市委, 市政协秘书长 → 某市政协. */
const bodyOfLevel = (
  words: string,
  own: string,
  places: readonly PlaceMention[],
  at: number,
  page: Region | null,
): string | null => {
  const party = /^(?:[一-鿿]{2,8})?([省市县区州])委/.exec(words)
  if (party) {
    const region = regionAt(party[1]!, places, at, page)
    return region ? `中共${region.name.slice(0, -1)}${party[1]}委` : null
  }
  const council = /^([省市县区州])(政协|人大常委会|人大)/.exec(words)
  if (council) {
    const region = regionAt(council[1]!, places, at, page)
    return region ? region.name + council[2] : null
  }
  const head =
    /^(?:常务|副|代理|代){0,2}([省市县区州])长$/.exec(own.replace(/^.*(?=(?:常务|副)?[省市县区州]长$)/, '')) ??
    /([省市县区州])长$/.exec(own)
  const office = head ?? /^([省市县区州])(?:人民)?政府/.exec(words)
  const region = office ? regionAt(office[1]!, places, at, page) : null
  return region ? `${region.name}人民政府` : null
}

/**
 * Persons with their titles in one passage: a chain of titles divided by 、 and directly before a name (郴州市委副书记、市长
 * 某某). Each title carries the body it belongs to: the organisation named in it, else the government of the place.
 */
export const findPersons = (scene: Scene, region: Region | null): PersonMention[] => {
  const { text, places, organisations } = scene
  const found: PersonMention[] = []
  for (let i = 1; i < text.length; i++) {
    if (!lastOfTitle.has(text[i - 1]!)) continue
    const head = text.slice(Math.max(0, i - 6), i)
    const title = titleEnd.exec(head)?.[0]
    // A 班主任 holds no public office.
    if (!title || (title === '主任' && text[i - 3] === '班')) continue
    // 研究员 尹路: a space between office and name, where nothing else follows the name.
    const gap = text[i] === ' ' ? (text[i + 1] === ' ' ? 2 : 1) : 0
    const n = nameLength(text, i + gap)
    if (n === 0 || (gap > 0 && !/^(?:$|[\s,。;:、()])/.test(text.slice(i + gap + n, i + gap + n + 1)))) continue
    // The chain: back over name characters and 、 to the mark or the verb that opens it.
    let start = i - title.length
    const limit = Math.max(0, i - 70)
    while (start > limit && /[一-鿿、()A-Za-z·/]/.test(text[start - 1]!) && text[start - 1] !== ')') start--
    if (text[start - 1] === ')' || text[start] === '(') {
      const open = text.lastIndexOf('(', start)
      if (open > limit) {
        start = open
        while (start > limit && /[一-鿿]/.test(text[start - 1]!)) start--
      }
    }
    const pieces: { start: number; end: number }[] = []
    let at = start
    for (const part of text.slice(start, i).split('、')) {
      pieces.push({ start: at, end: at + part.length })
      at += part.length + 1
    }
    // Only the unbroken run of titles right before the name belongs to it.
    let firstPiece = pieces.length - 1
    while (firstPiece > 0 && titleEnd.test(text.slice(pieces[firstPiece - 1]!.start, pieces[firstPiece - 1]!.end)))
      firstPiece--
    // …、市长甲会见…的某集团副总裁乙: a piece that holds other words before its body begins a new chain.
    for (let k = pieces.length - 1; k > firstPiece; k--) {
      const { start: from, end: to } = pieces[k]!
      const body = inside(organisations, from, to)[0]
      // 副校长陆林教授、…: a piece that names somebody between two offices ends the chain before it.
      const held = withName.exec(text.slice(from, to))
      if (held && k < pieces.length - 1 && surnames.has(held[1]![0]!)) {
        firstPiece = k + 1
        break
      }
      if ((body && body.start > from + 1) || (!body && to - from > 18)) {
        firstPiece = k
        break
      }
    }
    const chain = pieces.slice(firstPiece)
    const list: PersonMention['titles'] = []
    for (const piece of chain) {
      const own = titleEnd.exec(text.slice(piece.start, piece.end))![0]
      const organisation = inside(organisations, piece.start, piece.end - own.length + 2).at(-1)
      const named = inside(places, piece.start, piece.end)
      const place = named.at(-1)
      let begin = organisation?.start ?? named[0]?.start ?? piece.start
      const lead = /^(?:为|是|系|作为|据|受|由|在|和|与|对|请|邀请|时任|现任|原|以及|及)/.exec(
        text.slice(begin, piece.end),
      )
      if (lead && begin === piece.start) begin += lead[0].length
      const words = text.slice(begin, piece.end)
      const before = list.at(-1)
      const isCommittee = organisation !== undefined && /[市省县区州]委$/.test(organisation.name)
      let body = organisation
        ? isCommittee && !organisation.name.startsWith('中共')
          ? `中共${organisation.name}`
          : organisation.name
        : null
      // What stands before the title and ends like a body (鲁西新区筹委会主任).
      const office = own.replace(/^(?:党工委|党委|党组|筹委会|政协)/, '')
      const rest = organisation ? '' : words.slice(0, words.length - office.length)
      body ??= bodyOfLevel(words, own, places, piece.end, region)
      if (body === null && /链长/.test(own))
        body = (place ?? inside(places, start, piece.end).at(-1))?.region.name ?? region?.name ?? null
      if (
        body === null &&
        /(?:党工委|党委|工委|管委会|筹委会|委员会|党组|办公室|商会|协会|推进组|工作组|局|院)$/.test(rest)
      ) {
        // 某开发区党工委书记、管委会主任: the second body is of the same place as the first.
        const park = before?.organisation && /^(.{2,}?)(?:党工委|管委会)$/.exec(before.organisation)
        body = park && /^(?:党工委|管委会)$/.test(rest) ? park[1]! + rest : rest.length >= 3 ? rest : null
      }
      // 某公司联合创始人、总裁; 某市人大常委会党组书记、主任: a bare title goes with the body before it.
      // 比亚迪董事长: a firm called by its brand.
      if (
        body === null &&
        companyOffice.test(own) &&
        rest.length >= 2 &&
        rest.length <= 12 &&
        !/[的了在和与及、]/.test(rest)
      )
        body = rest
      if (body === null && words === own && before?.organisation) body = before.organisation.replace(/党组$/, '')
      const ofGovernment = /^(?:省|市|县|区|州)(?:人民)?政府/.exec(words)
      const placed = places[firstFrom(places, begin)]
      let measure = words
      if (ofGovernment) measure = words.slice(ofGovernment[0].length)
      else if (placed?.start === begin && placed.kind === 'region' && !organisation && body && placed.end < piece.end)
        measure = words.slice(placed.end - begin)
      else if (organisation && !keepsBody.test(organisation.name)) measure = text.slice(organisation.end, piece.end)
      const both = doubled.exec(words)
      if (both) measure = both[0]
      if (measure.length > 16 || measure.length < own.length) measure = own
      const isInferred =
        body !== null &&
        !organisation &&
        rest.length < 3 &&
        !before?.organisation &&
        inside(places, start, piece.end).length === 0
      list.push({ title: measure, organisation: body, start: begin, isInferred })
    }
    found.push({
      start: list[0]!.start,
      end: i + gap + n,
      name: text.slice(i + gap, i + gap + n),
      nameStart: i + gap,
      titles: list,
    })
    i += gap + n
  }
  return found
}

const reporterWords =
  /(?:本报|本网|全媒体|融媒体|首席|客户端|时刻新闻|见习|实习|特约|驻地|[一-鿿]{2,6}(?:日报|晚报|网))*(?:记者|通讯员|文|图|摄影)[\s::/]*/g
/** One character and a space between family and given name: 袁 杰. */
const joinedName = (names: string): string[] => {
  const parts = names
    .split(/[\s、]+/)
    .map((p) => (p.length > 2 ? p.replace(/[摄文图]$/, '') : p))
    .filter((p) => p && p !== '通讯员')
  const out: string[] = []
  for (let k = 0; k < parts.length; k++) {
    if (parts[k]!.length === 1 && parts[k + 1]?.length === 1) {
      out.push(parts[k]! + parts[k + 1]!)
      k++
    } else out.push(parts[k]!)
  }
  return out.filter(
    (n) =>
      n.length >= 2 && n.length <= 4 && (surnames.has(n[0]!) || doubleSurnames.has(n.slice(0, 2))) && !notName.test(n),
  )
}

/** Reporters: names in brackets after the dateline or at the end, and after 记者 in a line of source and author. */
export const findBylines = (passage: Passage, isMeta: boolean): { start: number; end: number; names: string[] }[] => {
  const { text } = passage.view
  const found: { start: number; end: number; names: string[] }[] = []
  const add = (start: number, end: number, names: string) => {
    const list = joinedName(names)
    if (list.length > 0) found.push({ start, end, names: list })
  }
  const dated = /(?:电|讯|消息|报道)\s*\(([^()]{2,60})\)/.exec(text.slice(0, 140))
  if (dated) {
    const start = dated.index + dated[0].indexOf('(')
    // 记者/甲 通讯员/乙 丙 编辑/丁: whoever stands behind 编辑 did not report.
    const names = dated[1]!
      .replace(/(?:责任编辑|编辑|责编).*$/, '')
      .replace(reporterWords, ' ')
      .trim()
    if (/^[一-鿿·\s、]{2,40}$/.test(names)) add(start, dated.index + dated[0].length, names)
  }
  const last = /\(((?:记者|本报记者|通讯员)?[\s:]*[一-鿿·]{2,4}(?:[\s、]+[一-鿿·]{2,4}){0,4})\)\s*$/.exec(
    text.slice(-40),
  )
  if (last) {
    const start = text.length - Math.min(40, text.length) + last.index
    add(start, text.length, last[1]!.replace(/^(?:本报)?(?:记者|通讯员)[\s:]*/, ''))
  }
  if (isMeta || text.length < 120) {
    const named =
      /(?:记者|通讯员)[\s:]*((?:[一-鿿]\s[一-鿿](?![一-鿿])|[一-鿿]{2,3})(?:[\s、]+(?:[一-鿿]\s[一-鿿](?![一-鿿])|[一-鿿]{2,3}))*)(?=$|[\s()。,]|报道|摄)/g
    for (const match of text.matchAll(named)) {
      const words = match[1]!.replace(/\s*(?:本报|编辑|责编|程|校对|来源|报道).*$/, '')
      add(match.index, match.index + match[0].length - (match[1]!.length - words.length), words)
    }
  }
  return found
}

/** Claims for persons: one per person and title, and one per reporter of the page. */
export const personClaims = (
  scenes: readonly Scene[],
  meta: readonly Passage[],
  raw: string,
  facts: PageFacts,
): { drafts: Draft[]; mentions: PersonMention[][] } => {
  const drafts: Draft[] = []
  const seen = new Set<string>()
  const mentions = scenes.map((scene) => {
    const persons = findPersons(scene, facts.context.region)
    for (const person of persons)
      for (const { title, organisation, start, isInferred } of person.titles) {
        const key = `${person.name}|${title}`
        if (seen.has(key)) continue
        seen.add(key)
        const region = facts.context.region
        drafts.push(
          draftOf('person', raw, scene.passage.view, start, person.end, {
            subject: person.name,
            measure: title,
            organisation,
            place: region && organisation?.startsWith(region.name) ? fullNameOf(region) : null,
            confidence: organisation && !isInferred ? 0.92 : 0.8,
            inferred: isInferred,
            reasons: isInferred ? ['named.title-before-name', 'named.body-of-page'] : ['named.title-before-name'],
          }),
        )
      }
    return persons
  })
  const bylines = (passage: Passage, isMeta: boolean) => {
    for (const { start, end, names } of findBylines(passage, isMeta))
      for (const name of names) {
        const key = `${name}|记者`
        if (seen.has(key)) continue
        seen.add(key)
        drafts.push(
          draftOf('person', raw, passage.view, start, end, {
            subject: name,
            measure: '记者',
            organisation: facts.context.publisher,
            confidence: 0.86,
            reasons: ['named.byline'],
          }),
        )
      }
  }
  for (const passage of meta) bylines(passage, true)
  for (const scene of scenes) bylines(scene.passage, false)
  return { drafts, mentions }
}
