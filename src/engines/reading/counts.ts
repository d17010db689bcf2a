import type { Clause } from './clauses.ts'
import { countedBy, isThreshold } from './counting.ts'
import { bodyStart, type Head, isEntity } from './heads.ts'
import type { Measured, Speaking } from './measured.ts'
import { isGeneric } from './pointing.ts'
import type { Mention } from './quantities.ts'
import { cleanNoun, compose, isTerritory, joined } from './subjects.ts'

/** 入驻企业45家: the head of the clause is itself what is counted. */
export const isDirectlyCounted = (text: string, clause: Clause, head: Head): boolean => {
  const first = clause.mentions[0]
  if (!first?.counts || head.noun === '' || head.end > first.start) return false
  return (
    text
      .slice(head.end, first.start)
      .replace(/^(已经|已|达到|达|有|共|约|为|突破|超过|超|近|增至|总数)+/, '')
      .trim() === ''
  )
}

export const isPicture = (text: string, clause: Clause, mention: Mention): boolean =>
  text[mention.start - 1] === '每' ||
  /每\d+.{1,16}[就有]$/.test(text.slice(Math.max(clause.start, mention.start - 24), mention.start))

/** What goes on to own the amounts behind its count: 项目90个、总投资82亿元. */
const ownsAmounts = /(?:项目|工程|企业|公司|产业|行业|集群|园区|基地|产业链|生产线|电站|主体|户|产品|门类)$/

/** 亿元以上, 单体投资超百亿元的: which of them are counted. */
const withThreshold = (text: string, clause: Clause, mention: Mention, noun: string): string => {
  const amount = threshold(text, clause, mention)
  return noun.includes(amount) ? noun : joined(amount, noun)
}
const threshold = (text: string, clause: Clause, mention: Mention): string => {
  const amount = clause.mentions.findLast(
    (one) =>
      one !== mention && one.start < mention.end + 12 && one.end > mention.start - 16 && isThreshold(text, clause, one),
  )
  return amount && amount.end <= mention.start ? text.slice(amount.start, amount.end) : ''
}
const classNoun = /^(?:[一-龥]{0,4}产品|[一-龥]{0,4}行业|品种|商品|门类|项目|企业)$/
const groupNouns = /(?:企业|项目|公司|主体|户|集群|产业链|园区|平台|机构|中心|工厂)$/

export const count = (speaking: Speaking, mention: Mention, found: Measured): Measured | null => {
  const { text, clause, head, discourse } = speaking
  const start = bodyStart(text, clause)
  const next = clause.mentions.find((one) => one.start >= mention.end)
  const counted = countedBy(text, clause, mention, next ?? null, speaking.noun)
  if (/之[一首列]|的一[员个]/.test(text.slice(mention.end, Math.min(clause.end, mention.end + 16)))) return null
  found.measure = counted.measure
  found.noun = counted.noun === '' ? null : counted.noun
  if (counted.noun === '') {
    found.reasons.push('measure-guessed')
    found.cost += 0.1
  }
  const own = head.noun !== '' && head.end <= mention.start ? cleanNoun(discourse.resolve(head.noun)) : ''
  const direct = isDirectlyCounted(text, clause, head)
  const isNamed = own !== '' && !isGeneric(own) && (isEntity(own) || speaking.isPlace(own))
  // 规上企业111家 is about what the sentence is about; a place or a park before the count owns it.
  const owner =
    isNamed && !(direct && counted.side === 'before' && !speaking.isPlace(own))
      ? own
      : discourse.ownerFor(groupNouns.test(counted.noun) ? 'group' : 'count', mention.start)
  if (owner !== null && owner !== own) found.reasons.push('subject-carried')
  const counts = compose(
    owner,
    counted.noun.length >= 2 ? withThreshold(text, clause, mention, counted.noun) : '',
    discourse.place,
  )
  // 宜春市, 锂电项目数: the measure says what is counted; 全市 of an unknown place alone says nothing.
  found.subject = owner !== null && (owner === discourse.place || isTerritory(owner)) ? owner : counts
  found.owner = owner
  // 47种工业品中,…等20种产品价格下降: counted among what the sentence began with.
  if (discourse.among !== null && classNoun.test(counted.noun)) found.subject = discourse.among
  else if (counted.side === 'after' && text[mention.start - 1] === '等') {
    const list = text
      .slice(start, mention.start)
      .replace(/^.*(?:包括|包含|涉及|即)(?=[^，。；]*、)/, '')
      .replace(/^.*(?:推进|推动|实施|引进|集聚|吸引|培育|拥有|加快|形成)(?=[^、]{2,}、)/, '')
    if (list.length <= 40) found.subject = list.replace(/^[有另]/, '') + counted.noun
  }
  if (found.subject === '') {
    found.subject = null
    found.reasons.push('subject-of-page')
  }
  if (counted.side === 'after' && /^[^，。；\d]{1,16}中[，,]/.test(text.slice(mention.end, mention.end + 20)))
    discourse.among = counts
  // …企业199家,其中新增企业21家,累计产值788亿元: a part of the firms does not own what all of them make.
  const isPart =
    /其中[，,]?[^，。；]{0,8}$/.test(text.slice(Math.max(0, clause.start - 4), mention.start)) &&
    /(?:企业|户|公司)$/.test(counted.noun)
  if (counted.noun !== '' && ownsAmounts.test(counted.noun) && !(isPart && discourse.row !== null))
    discourse.row = counts
  return found
}
