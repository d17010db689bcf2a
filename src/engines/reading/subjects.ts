import type { Clause } from './clauses.ts'
import { measureEndingAt } from './measures.ts'
import { nounEnd, nounStart, trimNoun } from './nouns.ts'

/** Who and what the sentences so far were about: what an elliptic clause is about too. */
export interface Topic {
  /** The standing subject. */
  subject: string | null
  /** The subject was set in the sentence being read. */
  fresh: boolean
  /** Named things so far, newest last: what 该项目 and 该园区 point to. */
  named: string[]
}

export const newTopic = (): Topic => ({ subject: null, fresh: false, named: [] })

const leads = [
  '其中',
  '此外',
  '同时',
  '另外',
  '另据',
  '截至',
  '据悉',
  '据了解',
  '据介绍',
  '据统计',
  '据测算',
  '据不完全统计',
  '统计数据显示',
  '数据显示',
  '统计显示',
  '并且',
  '而且',
  '以及',
  '特别是',
  '尤其是',
  '例如',
  '比如',
  '值得一提的是',
  '近年来',
  '近日',
  '日前',
  '多年来',
  '根据规划',
  '按照规划',
  '根据计划',
  '一直以来',
  '会上',
  '当前',
  '随着',
  '到',
  '至',
  '仅',
  '并',
  '而',
  '但',
  '且',
  '另',
  '还',
  '一是',
  '二是',
  '三是',
  '四是',
  '五是',
  '六是',
  '即',
  '如',
  '包括',
  '从',
]
const generic = new Set([
  '项目',
  '企业',
  '公司',
  '一期',
  '二期',
  '三期',
  '一期项目',
  '二期项目',
  '三期项目',
  '四期项目',
  '首期',
  '首期项目',
  '全部项目',
  '总',
  '年',
  '新',
  '累计',
  '共',
  '合计',
  '工程',
  '建设',
  '建设内容',
  '产品',
  '主要产品',
  '总量',
  '数量',
  '平均',
  '规划',
  '计划',
  '该项',
  '其',
  '当年',
  '全年',
  '重点',
  '单体',
  '投资',
  '整个',
  '全部',
  '目标',
  '年均',
  '预计',
  '实际',
  '净',
  '人均',
  '本地',
  '产业',
  '协议',
  '合同',
  '意向',
  '规划年',
  '全球',
  '国内',
  '全国',
  '世界',
  '省外',
  '省内',
  '整体',
  '区内',
  '园区内',
  '产业链',
  '其余',
  '其他',
  '到位',
  '落户',
  '强度',
  '序时',
  '单位',
  '规模以上',
  '规上',
  '税后',
  '税前',
  '两年',
  '业内',
  '用时',
  '铺底',
  '市场',
  '全球市场',
  '国内市场',
])
const emptyHeads =
  /^([较比][^，。]{1,6}(?:年|季度|月|期)|增速[较比]|[环同]比|记者|我们|他们|大家|人们|双方|各方|各级|近期|这(?![个一家])|那|此|他|她|你|谁|哪|怎么|什么|如何|首先|其次|最后|下一步|接下来|未来|连续|据|根据|按照|依据|随着|为了|用[^地电水能工户]|[一二三四五六七八九十两][是要大个批系次家条项方]|第|不|没|更|最|很|从|首家|首个|全省首|全市首)/
const speech = /(介绍|表示|指出|说|透露|强调|告诉记者|谈到|称|认为|坦言|获悉|了解到)$/
const person =
  /(书记|市长|县长|区长|省长|州长|主任|局长|厅长|负责人|董事长|总经理|经理|总裁|秘书长|秘书|专家|教授|院士|发言人|代表|主席|部长|处长|科长|会长|司长|工程师)[^省市县区的]{0,4}$/
/** Nouns that no number is said of; a clause that begins with one still speaks of what was spoken of before. */
const abstract =
  /(优势|制度|机制|情况|环境|条件|政策|工作|成效|成果|督办单|目标|任务|发展|建设|服务|精神|理念|作用|水平|方式|模式|活动|步伐|需求|趋势|态势|格局|潜力|动能|现场|适时|会议|消息|领导|职能部门|洽谈|势头|强劲|工业经济|县域经济|经济运行)$|^新?(开工|签约|投产|引进|建成|竣工|增|签)$/
const entityEnding =
  /(公司|集团|企业|产业|产业链|项目|工程|园区|开发区|高新区|经开区|新区|示范区|基地|主体|工厂|车间|中心|银行|协会|联盟|产业园|科技园|工业园|行业|领域|集群|生产线|产线|矿|矿区|矿段|区|县|市|省|州|镇|乡|村|港|行动|措施|方案|资源|矿产|电池|材料|汽车|车辆|车|锂|硅|光伏|储能|锂业|新能|新材|股份|科技|研究院|学院|大学|实验室|电子|能源|装备|制造|机器人|芯片|集聚区|自贸区|口岸|电站|机组|医药|产品|市场)(（[^）]*）|\([^)]*\))?$/

export const isGeneric = (noun: string): boolean => generic.has(noun) || noun.length < 2
export const isEntity = (noun: string): boolean => entityEnding.test(noun) && !person.test(noun)
export const isPerson = (noun: string): boolean => person.test(noun)

/** Where a clause's own words begin, behind times, marks and phrases that only introduce. */
export const bodyStart = (text: string, clause: Clause): number => {
  let at = clause.start
  for (let again = true; again; ) {
    again = false
    while (at < clause.end && ' 　\t"“”‘’（()）)】[]「」·—-…▲■●、'.includes(text[at]!)) at++
    for (const time of clause.times)
      if (time.start <= at && time.end > at) {
        at = time.end
        again = true
      }
    for (const lead of leads)
      if (
        text.startsWith(lead, at) &&
        at + lead.length <= clause.end &&
        !(lead.length === 1 && /[底其于期果业事位账达购网联东皋将墨今款建末是]/.test(text[at + 1]!))
      ) {
        at += lead.length
        again = true
        break
      }
  }
  return Math.min(at, clause.end)
}

export interface Head {
  noun: string
  start: number
  end: number
}

/** 固定资产投资完成…: the verb that seemed to end the phrase is the middle of a measure, before which the phrase ends. */
const beforeMeasure = (text: string, start: number, end: number, stop: number): number => {
  for (let later = Math.min(stop, end + 4); later > end; later--) {
    const word = measureEndingAt(text, start, later, null)
    if (word && word.start < end) return word.start
  }
  return end
}

/** 分行业看, 从产业分布看, 价格方面, 重要内容提示: what only says how one looks at things is never spoken of. */
const viewpoint =
  /^(?:[^，。；\d]{0,14}(?:看|来看|来说|而言|来讲|方面|提示|如下|据悉|显示|目标[为是]?)|[一二三四五六七八九十]是[^，。；\d]{2,20})$/
export const isViewpoint = (text: string, clause: Clause): boolean =>
  clause.mentions.length === 0 &&
  clause.end - clause.start <= 28 &&
  viewpoint.test(text.slice(clause.start, clause.end).trim())

/** 落户县工业园区的塔筒厂一期投资…: where it lies comes first, what is spoken of behind 的. */
const locatedHead =
  /^(?:落户|位于|坐落于?|地处)[^，。；的]{2,20}的([^，。；\d的]{2,14}?)(?=[一二三首]期|总?投资|占地|年产|$)/

/** A slogan in quotation marks. */
const slogan = /^[“"][^”"]{2,8}[”"]$/

/** The noun phrase a clause begins with; empty when it begins with a verb. */
export const headOf = (text: string, clause: Clause): Head => {
  const start = bodyStart(text, clause)
  const first = clause.mentions[0]
  let stop = first && first.start >= start ? first.start : clause.end
  for (const time of clause.times) if (time.start > start && time.start < stop) stop = time.start
  const end = beforeMeasure(text, start, nounEnd(text, start, stop, 0), stop)
  let noun = trimNoun(text.slice(start, end))
  // A list before 该… has ended; what it points to is spoken of.
  const pointing = noun.lastIndexOf('、该')
  if (pointing > 0) noun = noun.slice(pointing + 1)
  if (isViewpoint(text, clause) || slogan.test(noun) || /最.{1,2}$/.test(noun)) noun = ''
  // A slogan in quotation marks at the head of a sentence.
  if (
    noun.length <= 9 &&
    '“"'.includes(text[start - 1] ?? ' ') &&
    /^[”"]/.test(text.slice(start + noun.replace(/[”"]$/, '').length)) &&
    !isEntity(noun)
  )
    noun = ''
  const located =
    noun === '' || start === end ? locatedHead.exec(text.slice(start, Math.min(clause.end, start + 40))) : null
  if (located) {
    const from = start + located[0].length - located[1]!.length
    return { noun: located[1]!, start: from, end: from + located[1]!.length }
  }
  if (emptyHeads.test(noun) || noun.length < 2 || noun.length > 48) noun = ''
  return { noun, start, end }
}

/** True when a clause only says who speaks: 市工信局负责人表示, 记者获悉. */
export const isSpeech = (text: string, clause: Clause): boolean =>
  clause.mentions.length === 0 &&
  speech.test(text.slice(Math.max(clause.start, clause.end - 8), clause.end).replace(/[“"]$/, ''))

const own = /^(全|我|该|本|辖|此)(省|市|州|县|区|旗|地)/

/** 全市, 该州, 我省 become the name of the place; 该项目, 该园区 the last thing named so; generic nouns take the topic before them. */
export const resolve = (noun: string, topic: Topic, region: string | null): string => {
  if (!region && own.test(noun) && noun.length === 2) return ''
  if (region && own.test(noun) && !/^该区块/.test(noun)) {
    const rest = noun.slice(2).replace(/^的/, '')
    return region + rest
  }
  const pointed = /^(?:该|本|此|这个|这一|这家|上述|公司|项目$)(.*)$/.exec(noun)
  if (pointed) {
    const tail = noun === '项目' || noun.startsWith('公司') ? noun.slice(0, 2) : pointed[1]!
    const word = /(项目|公司|企业|园区|经开区|高新区|开发区|基地|产业|集群|产业链|集团|工厂|生产线|新区|产业园)/.exec(
      tail,
    )?.[1]
    for (let i = topic.named.length - 1; i >= 0 && word; i--) {
      const named = topic.named[i]!
      if (named.endsWith(word) || (word === '公司' && /(集团|股份|科技|企业|锂业|能源)$/.test(named)))
        return named + (noun.startsWith('公司') ? '' : tail.slice(tail.indexOf(word) + word.length))
    }
    if (noun.startsWith('该') && word && region) return region + tail
    if (noun.startsWith('该') && topic.subject) return topic.subject
  }
  return noun
}

/** 一期项目 belongs to the project spoken of. */
const phase = /^(一期|二期|三期|四期|首期|一二期)(项目|工程)?/

export const withOwner = (noun: string, topic: Topic): string => {
  if (!isGeneric(noun) && !phase.test(noun)) return noun
  const owner = [...topic.named].reverse().find((one) => /(项目|工程|基地|产业园|生产线)$/.test(one)) ?? topic.subject
  if (!owner) return noun
  if (isGeneric(noun) && !phase.test(noun)) return owner
  return owner.endsWith(noun) ? owner : `${owner}${noun.replace(/项目$|工程$/, '')}`
}

/** Takes the head of a clause as what is spoken of from here on, when it names something. */
export const advance = (
  topic: Topic,
  head: Head,
  text: string,
  clause: Clause,
  region: string | null,
  measured: boolean,
  isPlace: boolean,
): void => {
  if (head.noun === '' || clause.opens === 'list' || isSpeech(text, clause)) return
  const noun = resolve(head.noun, topic, region)
  if (isGeneric(noun) || phase.test(noun) || isPerson(noun)) return
  const named = isEntity(noun) || isPlace
  if (named) {
    topic.named.push(noun)
    if (topic.named.length > 24) topic.named.shift()
  }
  // A comma may open a clause with its own subject; without a naming noun it rather continues with a measure or an adverb.
  // What a comma clause measures or counts (光伏组件产能达到…, 入驻企业45家) is spoken of in that clause only.
  if (/^[十百千万]亿/.test(noun) || /(?:势头|强劲|形势|态势)$/.test(noun)) return
  // A、B等一批项目竣工: examples of a list are not what the page goes on about.
  if (noun.includes('、') && text[head.end] === '等') return
  const sets =
    clause.opens === 'sentence' || clause.opens === 'semicolon'
      ? noun.length >= 2 && (named || !abstract.test(noun))
      : named && !(measured && topic.fresh)
  if (!sets) return
  topic.subject = noun
  topic.fresh = true
}

const companyName =
  /[^，,。；;：:、的在于《》“”]{2,40}?(?:有限责任公司|股份有限公司|有限公司)(?:年产[^，,。；;]{2,24}?项目)?/
const outputProject = /年[产处][^，,。；;的]{2,24}?项目/

/** Longer names in a clause that later clauses may point back to (…年产6万吨碳酸锂项目), and where the name begins. */
export const rememberNames = (topic: Topic, text: string, clause: Clause): { name: string; start: number } | null => {
  const body = text.slice(clause.start, clause.end)
  let found = companyName.exec(body)
  let name = found?.[0].replace(/^(由|与|和|对|是|向)/, '') ?? ''
  let start = found ? clause.start + found.index + found[0].length - name.length : 0
  if (!found) {
    found = outputProject.exec(body)
    if (!found) return null
    const begin = bodyStart(text, clause)
    const stop = clause.start + found.index
    // The firm before 年产 belongs to the name of its project.
    start =
      stop - begin <= 16 &&
      !/^[该本此我一二三四]/.test(text.slice(begin, stop)) &&
      nounEnd(text, begin, stop, 0) >= stop
        ? begin
        : stop
    name = text.slice(start, stop + found[0].length)
  }
  if (name.length <= 4) return null
  if (topic.named.at(-1) !== name) topic.named.push(name)
  return { name, start }
}

const adverbs =
  /(均|都|已|约|各|也|将|就|可|总|年|预计|有望|力争|累计|实现|达|达到|分别|现|的|共|合计|目前|仅|新增|为|拟|以|正|完成)+$/
/** Words before which a noun is what is compared with or divided by, not what is spoken of. */
const notSubject = /(对|占|占到|占到了|占了|较|比|成为|是|为|作为|相当于|位居|向|给)$/

/** The subject of a measured number: the noun right before the measure, the head of its clause, or the standing topic. */
export const subjectOf = (
  text: string,
  clause: Clause,
  head: Head,
  measureStart: number | null,
  mentionStart: number,
  topic: Topic,
  region: string | null,
): { subject: string | null; carried: boolean } => {
  const stop = measureStart ?? mentionStart
  let from = Math.max(bodyStart(text, clause), previousMentionEnd(clause, mentionStart))
  for (const time of clause.times) if (time.start >= from && time.end <= stop) from = Math.max(from, time.end)
  const headNoun = head.noun === '' || head.end > mentionStart ? '' : cleanNoun(resolve(head.noun, topic, region))
  if (measureStart !== null && stop > from) {
    const start = nounStart(text, from, stop)
    const near = cleanNoun(text.slice(Math.min(start, stop), stop))
    const compared = notSubject.test(text.slice(clause.start, start).replace(/[了]$/, ''))
    if (near.length >= 2 && near.length <= 40 && !emptyHeads.test(near) && !compared) {
      const noun = resolve(near, topic, region)
      if (!isGeneric(noun) && !phase.test(noun)) return { subject: noun, carried: false }
      if (phase.test(noun)) return { subject: withOwner(noun, topic), carried: false }
    }
  }
  if (headNoun.length >= 2 && !isGeneric(headNoun)) return { subject: withOwner(headNoun, topic), carried: false }
  // 进出口总额, 财政收入, 用电量 without an owner are of the whole place, unless one speaks of a place or a firm.
  if (
    measureStart !== null &&
    ofWholePlace.test(text.slice(measureStart, mentionStart)) &&
    !owner.test(topic.subject ?? '')
  )
    return { subject: region, carried: true }
  return { subject: topic.subject, carried: true }
}

const ofWholePlace =
  /^(?:全社会用电量|工业用电量|用电量|发电量|进出口|外贸进出口|出口总?额?(?!量)|进口总?额?(?!量)|实际[利使]用[外内]资|固定资产投资|固投|工业投资|一般公共预算收入|财政总?收入|地区生产总值|生产总值|GDP|社会消费品零售总额|税收收入|存款余额|贷款余额)/
/** Whether a subject is something one goes on speaking of in the next paragraph. */
export const goesOn = (subject: string): boolean => subject.length > 4 || owner.test(subject)
const owner = /(?:[省市县区旗州镇乡]|园|基地|港|公司|集团|企业|股份|科技|厂|产业|集群|电站|项目)$/

/** Without adverbs and without a measure at its end. */
export const cleanNoun = (noun: string): string => {
  let rest = trimNoun(noun)
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
  return word && word.word !== '股份' ? noun.slice(0, word.start).replace(/[的年]$/, '') : null
}

const previousMentionEnd = (clause: Clause, before: number): number => {
  let end = clause.start
  for (const mention of clause.mentions) if (mention.end <= before) end = mention.end
  return end
}
