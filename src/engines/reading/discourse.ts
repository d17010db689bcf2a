import { findPlaces, parentOf, type Region } from '../../base/region.ts'
import type { Clause } from './clauses.ts'
import { entitiesOfTitle, type Kind, kindOfName } from './entities.ts'
import { type Head, isEntity, isPerson, isSpeech } from './heads.ts'
import { commonName } from './places.ts'

/** Something the page speaks of, and what kind of thing it is. */
export interface Standing {
  name: string
  kind: Kind
}

interface Named extends Standing {
  /** Which sentence of the page named it, and where in the text. */
  sentence: number
  at: number
}

/** What a figure can be said of: amounts of a project, results of a firm, counts of firms and projects. */
export type Wanted = 'project' | 'firm' | 'group' | 'count' | null

const own = /^(?:全|我|该|本|辖|此)(省|市|州|县|区|旗|地)(?!场|块|间|域)/
const pointing =
  /^(?:该|本|此|这个|这一|这家|这些|上述|前述)(?:建设|投资|技改|扩建|新建)?(项目|工程|生产线|产线|公司|企业|集团|园区|开发区|经开区|高新区|新区|基地|产业园|产业集群|产业链|产业|行业|集群|厂|园)(.*)$/
const shortened = /^(上市公司|公司|集团|项目|园区|开发区|集群|基地|矿区|产业园)(?!数|库|经理|部|个)(.*)$/
const phased = /^[（(]?(一期|二期|三期|四期|五期|首期|一二期|一、二期|后续二期)[）)]?(项目|工程)?(.*)$/
const kindsPointed: Record<string, Kind> = {
  项目: 'project',
  工程: 'project',
  生产线: 'project',
  产线: 'project',
  基地: 'project',
  产业园: 'project',
  矿区: 'project',
  公司: 'firm',
  上市公司: 'firm',
  企业: 'firm',
  集团: 'firm',
  厂: 'firm',
  园区: 'park',
  园: 'park',
  开发区: 'park',
  经开区: 'park',
  高新区: 'park',
  新区: 'park',
  产业集群: 'industry',
  产业链: 'industry',
  产业: 'industry',
  行业: 'industry',
  集群: 'industry',
}

/** Nouns that no number is said of; a clause that begins with one still speaks of what was spoken of before. */
const abstract =
  /(优势|制度|机制|情况|环境|条件|政策|工作|成效|成果|督办单|目标|任务|发展|建设|服务|精神|理念|作用|水平|方式|模式|活动|步伐|需求|趋势|态势|格局|潜力|动能|现场|适时|会议|消息|领导|职能部门|洽谈|势头|强劲|工业经济|县域经济|经济运行|增势|生产|运行|消费|投资|支撑|后劲|标准|工艺|技术|结构|质量|品牌|链条)$|^新?(开工|签约|投产|引进|建成|竣工|增|签)$/
/** Who governs or reports, and what only introduces a project's parts, is no subject of figures. */
const notSpoken =
  /(?:政府|新闻办|管委会|党工委|市委|县委|区委|省委|州委|[^邮]局|厅|委员会|办公室|部门|领导小组|专班|官方|指挥部|常委会|党组|报社|日报|网讯)$|^(?:建设内容|建设规模|主要内容)/
/** 某企业拥有…, 某地盛产…: what has or is something is spoken of. */
const possession = /^(?:现|还|也|均|都)?(?:拥有|具有|是|为|位于|地处|属|成立|作为|盛产|素有|专注|从事|经营|主营)/
const mood = /(?:势头|强劲|形势|态势|平稳|稳健|齐全)$/

const generic = new Set(
  '项目 企业 公司 一期 二期 三期 一期项目 二期项目 三期项目 四期项目 首期 首期项目 全部项目 总 年 新 累计 共 合计 工程 建设 建设内容 产品 主要产品 总量 数量 平均 规划 计划 该项 其 当年 全年 重点 单体 投资 整个 全部 目标 年均 预计 实际 净 人均 本地 产业 行业 全行业 协议 合同 意向 规划年 全球 国内 全国 世界 省外 省内 整体 区内 园区内 产业链 其余 其他 到位 落户 强度 序时 单位 规模以上 规上 税后 税前 两年 业内 用时 铺底 市场 全球市场 国内市场 当月 本月 上月 当季 增幅 增速 累计增速 位次 排名 总体 固定资产 直接 间接 带动 财政 综合 年综合 地方 企业实现 可实现 每年 年可 均 达产 达产年 经营期 运营期 生产期 投产 满产 新增 总规模 一般'.split(
    ' ',
  ),
)
export const isGeneric = (noun: string): boolean => generic.has(noun) || noun.length < 2

const hasPlace = new Map<string, boolean>()
/** Whether a noun says by itself of which place it is (包头市多晶硅, 全国), so that none has to be put before it. */
export const namesPlace = (noun: string): boolean => {
  const known = hasPlace.get(noun)
  if (known !== undefined) return known
  const found =
    /^(?:全[国省市县区州球旗]|我[国省市县区州]|中国|世界|国内|海外|国外)/.test(noun) ||
    findPlaces(noun.slice(0, 16)).some((place) => place.start === 0)
  if (hasPlace.size > 4000) hasPlace.clear()
  hasPlace.set(noun, found)
  return found
}

/** Adverbs that a place before a verb draws along. */
const trailing =
  /^(?:及时|积极|大力|全力|着力|加快|持续|先后|累计|共|现|已|则|还|也|正|将|仅|其中|官方|当地|方面|境内|全境|各地|一直|始终|率先)$/

/** What a page speaks of as it goes on: page → paragraph → sentence → clause, each with what later words leave out. */
export class Discourse {
  region: Region | null
  /** The name of the place that is spoken of. */
  place: string | null = null
  /** What the title names. */
  private page: Standing[] = []
  /** The standing subject. */
  topic: Standing | null = null
  /** The topic was set in the sentence being read. */
  fresh = false
  /** What the last count of the sentence counted: amounts that follow are theirs. */
  row: string | null = null
  /** What the last number of the sentence was said of, and where it stood. */
  last: { owner: string | null; subject: string | null; isFlow: boolean; at: number } | null = null
  /** 全市, 我区 as the page says it, where its place is not known. */
  literal: string | null = null
  /** The whole the sentence counts among: 47种工业品中. */
  among: string | null = null
  private named: Named[] = []
  private whole = new Map<string, string | null>()
  private sentence = 0
  /** The sentence being read says numbers. */
  private counts = false
  /** The topic before an item of a list between semicolons took its place. */
  private beforeItem: Standing | null | undefined

  constructor(region: Region | null, title: string | null) {
    this.region = region
    this.place = region ? commonName(region) : null
    if (title !== null && title.length <= 80)
      this.page = entitiesOfTitle(title).filter((one) => one.kind !== 'firm' || !namesPlaceOnly(one.name))
  }

  /** Another item of a digest: nothing said before is spoken of any more. */
  restart(region: Region | null): void {
    this.stand(region)
    this.page = []
    this.topic = null
    this.named = []
  }

  stand(region: Region | null): void {
    this.region = region
    this.place = region ? commonName(region) : null
    this.whole.clear()
  }

  /** A product or a class of the paragraph before is no topic of the next; a place, a firm, a project, a park is. */
  openParagraph(): void {
    if (this.topic === null) return
    const bare =
      this.place !== null && this.topic.name.startsWith(this.place)
        ? this.topic.name.slice(this.place.length)
        : this.topic.name
    if (this.topic.kind === 'thing' && bare !== '' && bare.length <= 4) this.topic = null
  }

  openSentence(counts: boolean): void {
    this.sentence++
    this.counts = counts
    this.fresh = false
    this.row = null
    this.last = null
    this.among = null
    if (this.beforeItem !== undefined) this.topic = this.beforeItem
    this.beforeItem = undefined
  }

  /** Takes note of a firm, project, park or industry that was named, wherever it stood in its clause. */
  remember(name: string, kind: Kind, at: number): void {
    const known = this.named.findIndex((one) => one.name === name)
    if (known >= 0) this.named.splice(known, 1)
    this.named.push({ name, kind, sentence: this.sentence, at })
    if (this.named.length > 24) this.named.shift()
  }

  /** The last thing of a kind, named on the page before here or in its title. */
  latest(kind: Kind): string | null {
    const said = this.named.findLast((one) => one.kind === kind)
    return said?.name ?? this.ofPage(kind)
  }

  private ofPage(kind: Kind): string | null {
    return this.page.find((one) => one.kind === kind)?.name ?? null
  }

  /** 全市, 我省: the place itself or the one around it that ends so; the words as they stand when no place is known. */
  private territory(noun: string, level: string): string {
    const rest = noun.slice(2).replace(/^的/, '')
    // 该区 beside a park is the park.
    const park = level === '区' && /^[该本]/.test(noun) ? this.latest('park') : null
    if (park !== null && /区$/.test(park)) return park + rest
    if (this.region === null) {
      if (/^[全我]/.test(noun) && level !== '省' && level !== '国') this.literal = noun.slice(0, 2)
      return noun
    }
    for (let region: Region | null = this.region; region; region = parentOf(region))
      if (region.name.endsWith(level)) return commonName(region) + rest
    return this.place + rest
  }

  /** What 全市, 该项目, 公司, 园区, 一期 and nouns that begin so point to; any other noun stays as it is. */
  resolve(noun: string): string {
    // 南通全市, 当月全区: what stands before only repeats or dates it.
    const nested = /^(?:[一-龥]{2,4}|当月|当季|单月)(全[省市县区州旗].*)$/.exec(noun)
    if (nested && (this.placeOnly(noun.slice(0, noun.length - nested[1]!.length)) !== null || /^[当单]/.test(noun)))
      return this.resolve(nested[1]!)
    const place = own.exec(noun)
    if (place) return this.territory(noun, place[1]!)
    const phase = phased.exec(noun)
    if (phase) return this.phaseOf(phase)
    const territory = this.placeOnly(noun)
    if (territory !== null) return territory
    const back = pointing.exec(noun)
    if (back) {
      const word = back[1]!
      const found = this.target(word, true)
      if (found) return found + back[2]!.replace(/^(?:的|项目|全部)/, '')
      return (this.place ?? '') + word + back[2]!
    }
    const short = shortened.exec(noun)
    if (short) {
      // 签约项目4个,总投资26亿元,项目全部达产后…: the projects just counted.
      const counted = short[1] === '项目' && this.row !== null && /项目$/.test(this.row) ? this.row : null
      const found = counted ?? this.target(short[1]!, false)
      if (found) return found + short[2]!.replace(/^(?:的|全部|全年|现有|目前|本部)/, '')
      if (short[1] === '园区' || short[1] === '开发区') return (this.place ?? '') + noun
    }
    return noun
  }

  private target(word: string, back: boolean): string | null {
    const kind = kindsPointed[word]!
    // 公司 alone is the one the page is about; 该公司 the one named last.
    if (!back && kind === 'firm') return this.ofPage('firm') ?? this.latest('firm')
    const ending = this.named.findLast((one) => one.name.endsWith(word) && one.kind !== 'firm')
    if (ending && kind !== 'project') return ending.name
    if (this.topic?.kind === kind && kind !== 'project' && kind !== 'firm') return this.topic.name
    if (kind === 'project' && this.topic?.kind === 'project')
      return this.topic.name.replace(/(?<=项目|工程|基地|园)[（(]?[一二三四首]期[)）]?$/, '')
    const exact = kind === 'project' ? this.named.findLast((one) => one.kind === kind && one.name.includes(word)) : null
    const found = exact?.name ?? this.latest(kind)
    if (found) return found
    if (kind === 'project' && back && this.topic && /项目|工程|基地|园$/.test(this.topic.name)) return this.topic.name
    if (kind === 'firm' && this.topic?.kind === 'firm') return this.topic.name
    return null
  }

  /** 一期项目 belongs to the project spoken of. */
  private phaseOf([, phase, , rest]: RegExpExecArray): string {
    const owner =
      (this.topic?.kind === 'project' && !/期$/.test(this.topic.name) ? this.topic.name : null) ??
      this.latest('project') ??
      (this.topic && this.topic.kind !== 'place' ? this.topic.name : null) ??
      this.place ??
      ''
    const bare = owner.replace(/(?:[（(]?[一二三首]期[)）]?)$/, '')
    return `${bare}${phase!.replace(/^后续/, '')}${rest!.replace(/^(?:的|项目|工程|建设|计划|拟|试产|正式|已|将)+/, '')}`
  }

  /** Takes the head of a clause as what is spoken of from here on, when it names something. */
  advance(head: Head, text: string, clause: Clause, measured: boolean, isPlace: boolean): void {
    if (head.noun === '' || clause.opens === 'list' || isSpeech(text, clause)) return
    const isPhase = phased.test(head.noun)
    const pointed = this.resolve(head.noun)
    const territory = isPlace ? this.placeOnly(pointed) : null
    const noun = territory ?? pointed
    if (isGeneric(noun) || isPerson(noun)) return
    if (/^[十百千万]亿/.test(noun) || mood.test(noun) || notSpoken.test(noun)) return
    const named = isEntity(noun) || isPlace
    const kind = territory !== null ? 'place' : isPhase ? 'project' : kindOfName(noun)
    if (named && !isPhase && kind !== 'thing' && kind !== 'place') this.remember(noun, kind, head.start)
    // A、B等一批项目竣工: examples of a list are not what the page goes on about.
    if (noun.includes('、') && text[head.end] === '等') return
    // Behind a time or a way of looking the first clause that names something opens the sentence.
    const first = measured && !this.fresh && this.last === null
    const opens = clause.opens === 'sentence' || clause.opens === 'semicolon' || first
    // What a comma clause measures or counts (光伏组件产能达到…, 入驻企业45家) is spoken of in that clause only.
    const owns = possession.test(text.slice(head.end, head.end + 4))
    const tells = measured || (this.counts && noun.length <= 8)
    const sets =
      isPhase ||
      (owns && !measured && !abstract.test(noun)) ||
      (opens ? named || (tells && !abstract.test(noun)) : named && !(measured && this.fresh))
    if (!sets) return
    if ((clause.opens === 'semicolon' || isPhase) && this.beforeItem === undefined) this.beforeItem = this.topic
    this.speakOf({ name: noun, kind })
  }

  /** From here on this is spoken of; what was counted or measured before owns nothing more. */
  speakOf(standing: Standing): void {
    this.topic = standing
    this.fresh = true
    this.row = null
    this.last = null
  }

  /** 宜春, 江西省宜春市, 枞阳及时: the place under its full name; null when more than a place is named. */
  private placeOnly(noun: string): string | null {
    const known = this.whole.get(noun)
    if (known !== undefined) return known
    const found = this.findPlaceOnly(noun)
    if (this.whole.size > 2000) this.whole.clear()
    this.whole.set(noun, found)
    return found
  }

  private findPlaceOnly(noun: string): string | null {
    let end = 0
    let region: Region | null = null
    for (const place of findPlaces(noun.slice(0, 24), this.region))
      if (place.start === end && place.kind === 'region') {
        region = place.region
        end = place.end
      } else break
    const rest = noun.slice(end)
    return region !== null && (rest === '' || trailing.test(rest)) ? commonName(region) : null
  }

  /** What a number is said of whose clause names nothing: the nearest thing of a fitting kind, from the sentence outwards. */
  ownerFor(wanted: Wanted, at: number): string | null {
    const { topic, last } = this
    const carried = last?.owner ?? null
    if (wanted === 'project') {
      if (this.fresh && topic?.kind === 'project' && (last === null || carried === topic.name)) return topic.name
      const near = this.named.findLast((one) => one.kind === 'project' && one.sentence === this.sentence && one.at < at)
      if (near && near.at > (last?.at ?? -1)) return near.name
      if (this.row !== null && /(?:项目|工程|企业|园区|基地)$/.test(this.row)) return this.row
      if (carried !== null) return carried
      if (this.fresh && topic && topic.kind !== 'place') return topic.name
      if (topic?.kind === 'project') return topic.name
      const before = this.named.findLast((one) => one.kind === 'project' && this.sentence - one.sentence <= 3)
      return before?.name ?? this.ofPage('project') ?? topic?.name ?? null
    }
    if (wanted === 'group') {
      if (carried !== null && kindOfName(carried) !== 'firm' && kindOfName(carried) !== 'project') return carried
      if (topic && topic.kind !== 'firm' && topic.kind !== 'project') return topic.name
      const park = this.named.findLast((one) => one.kind === 'park' && this.sentence - one.sentence <= 4)
      return park?.name ?? this.ofPage('park') ?? this.ofPage('industry') ?? this.place
    }
    if (this.row !== null && wanted !== 'count') return this.row
    if (carried !== null) return carried
    if (wanted === 'firm' && topic && !this.fresh && topic.kind !== 'firm' && topic.kind !== 'industry') {
      const firm = this.named.findLast((one) => one.kind === 'firm' && this.sentence - one.sentence <= 2)
      if (firm) return firm.name
      if (topic.kind === 'project' || topic.kind === 'thing') return this.ofPage('firm') ?? topic.name
    }
    return topic?.name ?? (wanted === 'firm' ? this.ofPage('firm') : null)
  }
}

const namesPlaceOnly = (name: string): boolean => {
  const place = findPlaces(name)[0]
  return place !== undefined && place.start === 0 && place.end === name.length
}
