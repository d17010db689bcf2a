import type { Clause } from './clauses.ts'
import { bodyStart } from './heads.ts'
import { nounEnd, nounStart, trimNoun } from './nouns.ts'
import type { Mention } from './quantities.ts'
import { stripMeasure } from './subjects.ts'

/** What a counting number counts, and where the noun stands. */
export interface Counted {
  noun: string
  side: 'before' | 'after' | 'carried'
  measure: string
}

const links =
  /(分别为|分别达到|分别|已经?有|现有|共有|拥有|(?:扩容|发展|壮大|跃升|攀升|增长|提升|上升|增加|扩大|减少|下降)(?:到|至)|达到|高达|多达|总数达|总数为|增至|增加到|扩大到|累计达|数量达|数量为|达|共计|合计|累计|总计|共|(?<![签合集])约|有|为|是|就|各|至|到|仅|已|其中|[:：]|\s)+$/

/** Stages of projects and firms that tell one count from another: 新开工项目数, 在谈项目数. */
const stagesAfter: [RegExp, string][] = [
  [/^[^，。；、]{0,8}?(已开工|全部开工|开工建设|启动建设|开工)/, '开工'],
  [/^[^，。；、]{0,8}?(建成投产|相继投产|投产|投用|达产)/, '投产'],
  [/^[^，。；、]{0,8}?签约/, '签约'],
  [/^[^，。；、]{0,8}?(落户|落地)/, '落户'],
  [/^[^，。；、]{0,8}?(竣工|建成)/, '建成'],
  [/^[^，。；、]{0,6}?(上涨|上升)/, '上涨'],
  [/^[^，。；、]{0,6}?(下降|下跌|回落)/, '下降'],
  [/^[^，。；、]{0,6}?持平/, '持平'],
  [/^[^，。；、]{0,8}?(?:实现|保持)[^，。；、]{0,4}增长/, '增长'],
]

const peopleUnits = new Set(['{名}', '{人}', '{位}', '{人次}'])

const measureName = (noun: string, unit: string): string => {
  if (unit === '{人}' && noun.length < 2) return '人数'
  if (unit === '{人次}') return noun.endsWith('人次') ? noun : `${noun}人次`
  if (unit === '{种}' && !/种类?$|产品$|商品$/.test(noun)) return `${noun}种数`
  return /(数|数量|总量|数目|寿命)$/.test(noun) ? noun : `${noun}数`
}

/** Words behind a number that say what happens, so that the counted thing stands before (10家落户当地). */
const happens =
  /^(落户|落地|位于|集中(?!区|式)|分布|来自|聚集|聚居|已|全部|均|相继|先后|在(?!建|谈|研)|是|增加到|增加至|提高到|提升到|扩大到|扩大至|增至|减少到|以|占|较|同比|增长|分别|共(?!建)|总(?!部|承包)|涉及|实现|完成|达|成功|获|入选|正|将|进入|被|和|与|及|(?:扩容|发展|壮大|跃升|攀升|猛增|激增|提升|上升|拓展|扩展|下降|减少)(?:到|至)|(?:开工|投产|签约|建成|竣工)(?!项目|企业|生产线|的项目))/

/**
 * The noun a count belongs to. Behind the number unless a mark, a verb or 以上 stands there (7个联合体项目 against 项目20个);
 * 的 before the number points back further (超百亿元的13个).
 */
export const countedBy = (
  text: string,
  clause: Clause,
  mention: Mention,
  next: Mention | null,
  carried: string | null,
): Counted => {
  // 4个亿元以上项目: an amount between the count and its noun only says which ones.
  const between = next !== null && next.start <= mention.end + 1 && !next.counts
  let stop = next !== null && !between ? Math.min(clause.end, next.start) : clause.end
  let at = between ? next.end : mention.end
  for (const time of clause.times) {
    if (time.start === at) at = time.end
    else if (time.start > at && time.start < stop) stop = time.start
  }
  if (text[at] === '的' && (mention.boundSaid || between)) at++
  // 20家(含在建): short brackets that hold no number only explain.
  const aside = /^[（(][^（()）\d]{1,10}[)）]/.exec(text.slice(at, Math.min(stop, at + 14)))
  if (aside) at += aside[0].length
  if (text.startsWith('为', at)) at++
  // 76项(新建48项,…): the brackets break the number down, what is counted stands before.
  if (next !== null && /^[（(][^，,。；;（()）]{1,8}\d/.test(text.slice(at, at + 14)))
    return countedBefore(text, clause, mention, carried)
  while (at < stop && ' （('.includes(text[at]!)) at++
  const end = nounEnd(text, at, stop, 1)
  let noun = trimNoun(text.slice(at, end)).replace(/中$/, '')
  noun = noun.replace(/^[()（）、]+|[()（）、]+$/g, '')
  if (!happens.test(text.slice(at, stop)) && noun.length >= 1 && at < stop && !/^[a-zA-Z\d]+$/.test(noun)) {
    noun = noun.replace(/[（(][^（()）]*[)）]/g, '').replace(/[（(].*$/, '')
    // 96台单机容量6.25兆瓦的风电机组, 30个开工项目合同投资总额: a measure is no thing one counts.
    const bare = stripMeasure(noun)
    if (bare !== null)
      noun = bare.length >= 2 ? bare : (/的([一-龥]{2,12})/.exec(text.slice(end, clause.end))?.[1] ?? '')
    noun = noun.replace(/(?<=[一-龥])\d+(?![A-Z]).*$/, '')
    // 2条年产1万吨磷酸铁锂生产线: the thing stands behind its own capacity.
    if (/^(年产|日产|单机|年处理|总投资)$/.test(noun))
      noun =
        /(?:\d[\d.]*[万亿千百]*[^\d，。；、]{1,3}?)?([一-龥]{0,8}?(?:生产线|产线|项目|基地|工厂|机组|装置|企业|公司|园区|[^工]厂))/.exec(
          text.slice(end, clause.end),
        )?.[1] ?? ''
    // 6条先进的高速生产线: the thing stands behind its praise.
    if (/^(先进|全新|现代化|高标准|智能化|大型|高端|世界级|国家级|专业化|重要|主要|全自动|新)$/.test(noun))
      noun = /^的([一-龥]{2,12})/.exec(text.slice(end, clause.end))?.[1] ?? noun
    noun = noun.replace(/(?<=项目|工程)建设$/, '')
    // 20种产品价格下降: the thing ends where its price begins.
    noun = noun.replace(/(?<=产品|商品|品种)(?:价格|产量|销量|产值|持平|均价).*$/, '')
    // 78个新开工、续建项目, 6家从事设计、研发的企业: the thing stands behind the list or the clause that describes it.
    const longer = listedNoun.exec(text.slice(at, Math.min(at + 64, text.length)))
    if (longer && !groupEnding.test(noun)) noun = longer[1] ?? longer[2] ?? noun
    if (noun.length > 20) noun = noun.slice(-12)
    if (noun.length >= 1) {
      const rest = text.slice(end, stop)
      const stage = stagesAfter.find(([pattern]) => pattern.test(rest))
      const name =
        stage && /(项目|工程|企业|生产线|行业|产品|品种|门类|商品)$/.test(noun) && !noun.includes(stage[1])
          ? stage[1] + noun
          : noun
      return { noun, side: 'after', measure: measureName(name, mention.unit) }
    }
  }
  return countedBefore(text, clause, mention, carried)
}

const groupEnding = /(?:项目|企业|公司|产品|行业|工程|平台|机构|中心|园区|基地)$/
const listedNoun =
  /^(?:(?:计划|拟|已)?((?:新?开工|新建|续建|在建|改建|扩建|竣工|投产|签约|储备|在谈)(?:[、和及](?:新?开工|新建|续建|在建|改建|扩建|竣工|投产|签约|储备|在谈))+(?:项目|工程))|(?:从事|具有|拥有|位于|来自|致力于|生产|专注)[^，。；\d]{2,50}?的([一-龥]{0,10}?(?:企业|公司|项目|机构|厂家|厂|单位)))/

const verbsBefore = /(新签约|新开工|新投产|新引进|签约|开工|投产|在建|在谈|新建|拟建|新签|竣工|规上|落户|落地|上市)$/

/** (新建48项: a part of the count before the brackets. */
const stageInBrackets = /[（(](新建|续建|在建|开工|投产|竣工|签约|储备|落地|复工|扩建|改建)$/

const countedBefore = (text: string, clause: Clause, mention: Mention, carried: string | null): Counted => {
  let from = Math.max(bodyStart(text, clause), lastEnd(text, clause, mention))
  for (const time of clause.times) if (time.end > from && time.end <= mention.start) from = time.end
  const stage = stageInBrackets.exec(text.slice(Math.max(from, mention.start - 6), mention.start))?.[1]
  if (carried && stage) return { noun: carried, side: 'carried', measure: measureName(stage + carried, mention.unit) }
  // (包括制造业项目11个: inside brackets the noun stands behind the bracket.
  const open = /[（(](?:包括|其中|含)?(?=[^（()）]{2,16}$)/.exec(
    text.slice(Math.max(from, mention.start - 22), mention.start),
  )
  if (open && !stageInBrackets.test(text.slice(Math.max(from, mention.start - 6), mention.start)))
    from = Math.max(from, mention.start - 22) + open.index + open[0].length
  const trimmed = text
    .slice(from, mention.start)
    .replace(links, '')
    .replace(/[（(][^（()]*[)）]?$/, '')
  const stop = from + trimmed.length
  const nounFrom = nounStart(text, from, stop)
  let head = trimNoun(text.slice(nounFrom, stop).replace(/[()（）]/g, ''))
    .replace(/^(?:[一-龥]{2,3}(?=全))?(?:全|我|该|本)[省市县州区旗]/, '')
    .replace(/(将|已|可|共|均|并|还|从|由)+$/, '')
  if (head.length > 24) head = head.slice(-16).replace(/^.{0,8}[及和与的]/, '')
  const verb = verbsBefore.exec(text.slice(from, head === '' ? stop : nounFrom))?.[1]
  if (carried && /^(?:新建|续建|在建|开工|投产|竣工|签约|储备|落地|复工|开复工|扩建|改建)$/.test(head))
    return { noun: carried, side: 'carried', measure: measureName(head + carried, mention.unit) }
  if (head.length >= 2 && !trimmed.endsWith('的')) {
    const name = verb && !head.includes(verb) && /项目|企业|生产线|工程/.test(head) ? verb + head : head
    return { noun: head, side: 'before', measure: measureName(name, mention.unit) }
  }
  if (carried)
    return { noun: carried, side: 'carried', measure: measureName(verb ? verb + carried : carried, mention.unit) }
  if (peopleUnits.has(mention.unit)) return { noun: '人员', side: 'carried', measure: '人数' }
  return { noun: '', side: 'carried', measure: '数量' }
}

/** Where the last number before this one ends; an amount that only says which things are counted belongs to their name. */
const lastEnd = (text: string, clause: Clause, mention: Mention): number => {
  let end = clause.start
  for (const one of clause.mentions) if (one.end <= mention.start && !isThreshold(text, clause, one)) end = one.end
  return end
}

const thresholdNouns =
  /^(以上|以下)?的?[^，。；、]{0,10}?(企业|项目|工业|集群|产业|园区|示范区|示范点|茶园|合作社|家庭农场|规模场|大户|户|订单|品种|单品|的)/

/** 亿元以上项目8个, 超百亿元的13个: an amount that only says which things are counted. */
export const isThreshold = (text: string, clause: Clause, mention: Mention): boolean => {
  if (mention.counts || mention.unit === '%' || mention.unit === '位') return false
  const bounded = mention.bound === 'ge' || mention.bound === 'gt' || mention.bound === 'le' || mention.bare
  if (!bounded) return false
  const rest = text.slice(mention.unitEnd, Math.min(clause.end, mention.unitEnd + 14))
  if (
    /^以[上下]的?[^，。；、的]{0,6}(项目|企业)(?!\d)/.test(rest) &&
    /(对|凡|支持|鼓励)/.test(text.slice(clause.start, mention.start))
  )
    return true
  if (!thresholdNouns.test(rest)) return false
  return clause.mentions.some(
    (other) =>
      other.counts &&
      ((other.start >= mention.end && other.start - mention.end <= 14) ||
        (mention.start >= other.end && mention.start - other.end <= 6)),
  )
}
