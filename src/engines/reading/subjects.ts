import type { Clause } from './clauses.ts'
import type { Discourse, Wanted } from './discourse.ts'
import { isNamedProject, kindOfName } from './entities.ts'
import { bodyStart, type Head, isEntity, ownerEnd } from './heads.ts'
import { flows, measureEndingAt } from './measures.ts'
import { nounStart, trimNoun } from './nouns.ts'
import { isGeneric, namesPlace } from './pointing.ts'

/** What a number is said of. `owner` is the part that later numbers of the sentence go on about. */
export interface Subject {
  subject: string | null
  owner: string | null
  carried: boolean
}

const adverbs =
  /(均|都|已经?|约|各|也|将|就|可|总|高达?|年平均|生产年|生产期|平均|累计|月均|日均|年均|年|预计|有望|力争|累计|实现|达|达到|分别|现|的|共|合计|目前|仅|新增|为|拟|以|正|完成|同比|环比|全年|全部|同期|单月|当月|比|较|占|对)+$/
const leadingVerbs =
  /^(?:确保|保障|拉动|带动(?!力)|推动|促进|实现|完成|形成|具备|建成|配套|生产|匹配|可|将|年可|预计|计划|拟|共|累计|以及|以|及|和)+(?=..)/
/** Words before which a noun is what is compared with or divided by, not what is spoken of. */
const notSubject = /(对|占|占到|占到了|占了|较|比|成为|是|为|作为|相当于|位居|向|给|拉动|快于|高于|低于|慢于|超过)$/

/** Without adverbs, without a verb before it and without a measure at its end. */
export const cleanNoun = (noun: string): string => {
  let rest = trimNoun(noun.replace(/[（(][^（()）]{1,24}[)）]/g, '')).replace(leadingVerbs, '')
  for (let again = true; again; ) {
    again = false
    const shorter = trimNoun(rest.replace(adverbs, ''))
    const bare = stripMeasure(shorter) ?? shorter
    if (bare !== rest) {
      rest = bare
      again = true
    }
  }
  return rest
}

/** 郴州锂电新能源产业产值 → 郴州锂电新能源产业; a noun that is only a measure names nothing and gives ''. */
export const stripMeasure = (noun: string): string | null => {
  const word = measureEndingAt(noun, 0, noun.length, null)
  // 丰元股份 is a firm, not a share.
  if (!word || word.word === '股份') return null
  // 规上工业增加值 is of 规上工业: what the measure begins with may be the end of its owner.
  const kept = /^(?:规上)?(?:工业|服务业|制造业|农业)(?=增加值|总?产值|投资|用电量)/.exec(word.word)
  const start =
    kept && /(?:规上|规模以上|规模|全[省市县区州]|[省市县区州])$/.test(noun.slice(0, word.start))
      ? word.start + kept[0].length
      : word.start
  return noun.slice(0, start).replace(/[的年]$/, '')
}

/** The sector a park or a firm reports of is no thing of its own that it goes on about. */
const sectors = /^(?:规上|规模以上)?(?:工业|农业|服务业|建筑业)$/
/** 大类行业, 主导产业: classes an industry, a park or a place has, not industries beside it. */
const _classOfIndustries =
  /^(?:大类|重点|主要|支柱|主导|优势|特色|新兴|战略性|先进|工业|的|\d|个|大)*(?:行业|产业|门类|产业链|行业大类|集群)$/
/** 大类行业, 主导产业: classes an industry, a park or a place has, not industries beside it. */
const classOfIndustries =
  /^(?:大类|重点|主要|支柱|主导|优势|特色|新兴|战略性|先进|工业|的|\d|个|大)*(?:行业|产业|门类|产业链|行业大类|集群)$/
const groups = /(?:企业|项目|工程|公司|主体|集群|产业|行业|园区|基地|户)$/

/** Two names with what the first ends and the second begins with said once: 全市规模工业 + 工业用电量. */
export const joined = (first: string, second: string): string => {
  for (let n = Math.min(first.length, second.length) - 1; n >= 2; n--)
    if (first.endsWith(second.slice(0, n))) return first + second.slice(n)
  return first + second
}

/** What a class or a product is of: 包头市 + 多晶硅; two industries or two products stand side by side and do not own each other. */
export const compose = (owner: string | null, thing: string, place: string | null): string => {
  if (owner === null || owner === '' || owner === thing) return thing
  if (thing === '') return owner
  if (thing.includes(owner) || standsAlone(thing, place)) return thing
  if (owner.includes(thing)) return owner
  const bare = place !== null && owner.startsWith(place) ? owner.slice(place.length) : owner
  if (bare === '' || isTerritory(owner)) return owner + thing
  const whose = kindOfName(bare)
  const what = kindOfName(thing)
  const siblings =
    (whose === 'industry' && what === 'industry' && !classOfIndustries.test(thing)) ||
    (whose === 'thing' && what !== 'firm' && !groups.test(bare)) ||
    // 规上企业345家,陶瓷产业集群产值…: firms own no industry.
    ((what === 'industry' || what === 'park') &&
      (whose === 'firm' || /(?:企业|公司|主体|户)$/.test(bare)) &&
      !classOfIndustries.test(thing))
  if (siblings) return (place ?? '') + thing
  // 常州新能源汽车产业 + 新能源汽车企业
  return joined(owner, thing)
}

/** A name that is a place and nothing else, by its ending. */
export const isTerritory = (name: string): boolean => /^[一-龥]{1,8}[省市县区州旗盟]$/.test(name) && namesPlace(name)

/** A name that needs no owner: it begins with its place, is a firm, or a project of its own. */
const standsAlone = (noun: string, place: string | null): boolean => {
  if (namesPlace(noun) || (place !== null && noun.startsWith(place.replace(/[省市县区州]$/, '')))) return true
  const kind = kindOfName(noun)
  return (
    (kind === 'firm' && /(?:公司|集团|股份)$/.test(noun)) ||
    (kind === 'project' && noun.length >= 10 && isNamedProject(noun))
  )
}

const ofWholePlace =
  /^(?:全社会用电量|工业用电量|用电量|发电量|进出口|外贸进出口|出口总?额?(?!量)|进口总?额?(?!量)|实际[利使]用[外内]资|固定资产投资|固投|工业投资|一般公共预算收入|财政总?收入|地区生产总值|生产总值|GDP|社会消费品零售总额|税收收入|存款余额|贷款余额)/
const owning = /(?:[省市县区旗州镇乡]|园|基地|港|公司|集团|企业|股份|科技|厂|产业|集群|电站|项目)$/

const ofProject =
  /^(?:计划|概算|预计)?总投资|^占地|^用地|建筑面积|^建设(?:期|周期|工期)|^工期|投资回收期|^计划投资|^拟投资|^年利用小时|^厂房面积|^投入资金/
const ofFirm = /营业|营收|净利|归母|毛利|市值|注册资|每股|持股|研发(?:投入|费用|经费)|出货量|净资产|总资产|负债|订单/

/** What kind of thing a measure is said of, as far as the measure tells. */
export const wantedFor = (measure: string): Wanted =>
  ofProject.test(measure) ? 'project' : ofFirm.test(measure) ? 'firm' : null

/** The noun right before a measure, behind the number before it and behind times; '' when it is only compared with. */
export const nounBefore = (text: string, clause: Clause, from: number, stop: number): string => {
  let begin = Math.max(bodyStart(text, clause), from)
  for (const time of clause.times) if (time.start >= begin && time.end <= stop) begin = Math.max(begin, time.end)
  if (stop <= begin) return ''
  const noun = lastNoun(text, clause, begin, stop)
  // 工业增加值8月当月增长…: behind the time stands only which month; what grew stands before it.
  const time =
    noun === '' || /^[当单本上][月季年]$/.test(noun)
      ? clause.times.findLast((one) => one.end <= stop && one.start > from)
      : undefined
  return time ? lastNoun(text, clause, Math.max(bodyStart(text, clause), from), time.start) : noun
}

const lastNoun = (text: string, clause: Clause, begin: number, stop: number): string => {
  if (stop <= begin) return ''
  const start = Math.min(nounStart(text, begin, stop), stop)
  if (notSubject.test(text.slice(clause.start, start).replace(/[了]$/, ''))) return ''
  const noun = cleanNoun(text.slice(start, stop))
  return noun.length >= 2 && noun.length <= 40 && !notNoun.test(noun) ? noun : ''
}

const notNoun =
  /^(?:本次.*|此次.*|[较比][^，。]{1,8}|[环同]比.*|增速[较比].*|这|那|此|他|她|其|据|根据|按照|随着|为了|第|不|没|更|最|很|从|快于.*|高于.*|低于.*)$/

/** The subject of a measured number: the noun right before the measure with its owner, the head of its clause, or what stands. */
export const subjectOf = (
  speaking: { text: string; clause: Clause; head: Head; discourse: Discourse },
  measureStart: number | null,
  mention: { start: number; end: number },
  measure: string,
): Subject => {
  const { text, clause, head, discourse } = speaking
  // 经营期年均营业收入, 达产后年利润: what a project yields, though a firm books it.
  const yields = /年均|年平均|经营期|运营期|达产|年可/.test(text.slice(clause.start, mention.start))
  const wanted = yields ? null : wantedFor(measure)
  const stop = measureStart === null ? null : ownerEnd(text, clause.start, measureStart)
  const near = stop === null ? '' : nounBefore(text, clause, previousMentionEnd(clause, mention.start), stop)
  const headNoun = head.noun === '' || head.end > mention.start ? '' : cleanNoun(discourse.resolve(head.noun))
  const headNames = headNoun.length >= 2 && !isGeneric(headNoun)
  if (near !== '') {
    const noun = discourse.resolve(near)
    if (noun !== near) return { subject: noun, owner: noun, carried: false }
    if (!isGeneric(noun)) {
      const whose = ownedBy(discourse, noun, headNames ? headNoun : null, wanted, mention.start)
      // 电力生产占34%,实现产值…: what a clause begins with goes on, also when it is a product.
      return noun === headNoun && (opensAnew(text, clause) || discourse.last === null)
        ? { ...whose, owner: whose.subject }
        : whose
    }
  }
  // 光伏、新材料三大产业链年产值…: behind its count the list is what was counted.
  const counted = clause.mentions.some((one) => one.counts && one.start >= head.end && one.end <= mention.start)
  if (headNames && counted && discourse.row !== null)
    return { subject: discourse.row, owner: discourse.row, carried: true }
  if (headNames) {
    // 某项目,某公司拟投资2亿元: the amount is of the project the sentence is about.
    if (
      wanted === 'project' &&
      discourse.fresh &&
      discourse.topic?.kind === 'project' &&
      kindOfName(headNoun) === 'firm'
    )
      return { subject: discourse.topic.name, owner: discourse.topic.name, carried: true }
    if (
      isEntity(headNoun) ||
      namesPlace(headNoun) ||
      (discourse.place !== null && headNoun.startsWith(discourse.place))
    ) {
      const subject = standsAlone(headNoun, discourse.place)
        ? headNoun
        : compose(discourse.place, headNoun, discourse.place)
      return { subject, owner: subject, carried: false }
    }
    const whose = ownedBy(discourse, headNoun, null, wanted, mention.start)
    return opensAnew(text, clause) || discourse.last === null ? { ...whose, owner: whose.subject } : whose
  }
  // 进出口总额, 财政收入, 用电量 without an owner are of the whole place, unless one speaks of a place or a firm.
  if (
    measureStart !== null &&
    ofWholePlace.test(text.slice(measureStart, mention.start)) &&
    !owning.test(discourse.last?.owner ?? discourse.topic?.name ?? '')
  )
    return { subject: discourse.place, owner: discourse.place, carried: true }
  // 碳酸锂产量5万吨,销量4万吨: what is made and sold is one product.
  const { last } = discourse
  if (last?.isFlow && flows.has(measure)) return { subject: last.subject, owner: last.owner, carried: true }
  const owner = discourse.ownerFor(wanted, mention.start)
  return { subject: owner, owner, carried: true }
}

/** A clause that begins a sentence, an item or what 其中 singles out. */
const opensAnew = (text: string, clause: Clause): boolean =>
  clause.opens === 'sentence' ||
  clause.opens === 'semicolon' ||
  /其中[：:，,\s]*$/.test(text.slice(Math.max(0, clause.start - 4), clause.start))

/** A noun with the thing it belongs to: what its clause names before it, else what stands. */
export const ownedBy = (
  discourse: Discourse,
  noun: string,
  before: string | null,
  wanted: Wanted,
  at: number,
): Subject => {
  if (standsAlone(noun, discourse.place)) return { subject: noun, owner: noun, carried: false }
  const owner = before !== null && before !== noun && !noun.startsWith(before) ? before : discourse.ownerFor(wanted, at)
  const subject = compose(owner, noun, discourse.place)
  const goesOn = (kindOfName(noun) !== 'thing' || groups.test(noun)) && !sectors.test(noun)
  return { subject, owner: goesOn ? subject : owner, carried: false }
}

const previousMentionEnd = (clause: Clause, before: number): number => {
  let end = clause.start
  for (const mention of clause.mentions) if (mention.end <= before) end = mention.end
  return end
}
