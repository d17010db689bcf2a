import { clauseStart, inside, type OrganisationMention, sentenceEnd, sentenceStart } from './mentions.ts'
import {
  bodiesIn,
  each,
  endingAt,
  type Finder,
  modalityBefore,
  type Relation,
  type Stage,
  startingAt,
} from './stage.ts'

const between = /^(?:[、和与及同跟]|以及|\(.{0,24}\)(?:[、和与及同]|以及))$/

/** The bodies in a row (甲、乙和丙) that ends with the one at `last`, from the left. */
const rowTo = (text: string, bodies: readonly OrganisationMention[], last: number): OrganisationMention[] => {
  const row = [bodies[last]!]
  for (let k = last - 1; k >= 0; k--) {
    if (!between.test(text.slice(bodies[k]!.end, row[0]!.start))) break
    row.unshift(bodies[k]!)
  }
  return row
}

const bracketed = /\([^()]*\)/g

/** The parties of 甲与乙(及丙)签署: a row of bodies before the verb, or the name at the head of the clause before 与 and the row behind it. */
const partiesBefore = (stage: Stage, at: number): { names: string[]; start: number } | null => {
  const { text } = stage
  const bodies = bodiesIn(stage, sentenceStart(text, at), at).filter(
    // (以下简称“某某”) only names its owner again.
    (o) => o.type !== 'media' && !/\([^()]{0,12}$/.test(text.slice(Math.max(0, o.start - 14), o.start)),
  )
  const last = bodies.length - 1
  if (last < 0) return null
  const gap = text.slice(bodies[last]!.end, at).replace(bracketed, '')
  if (gap.length > 24 || /[,;:。]/.test(gap) || /[与同和]/.test(gap.replace(/共同|一同|会同/g, ''))) return null
  const row = rowTo(text, bodies, last)
  const first = row[0]!
  const from = clauseStart(text, first.start)
  const before = text.slice(from, first.start)
  const bare = before.replace(bracketed, '')
  const names = row.map((o) => o.name)
  if (!/[与同和](?:[一-鿿]{2,6})?$/.test(bare)) return row.length >= 2 ? { names, start: first.start } : null
  // 该公司与某市签订, 天能与某市政府签订: what stands before 与 at the head of the clause.
  const head =
    /(?:^|日|月|年|近|前|当天|现场|,)([一-鿿A-Za-z]{2,14}?)(?:已|拟|将|分别|先后|正式)?[与同和](?:[一-鿿]{2,6})?$/.exec(
      bare,
    )
  if (!head || /[的了是在其]|双方|会议|活动|领导|披露|公告|表示|介绍/.test(head[1]!)) return null
  const words = head[1]!.replace(/^(?:近日|日前|此前|当天|现场|同时|目前|晚间?|下午|上午),?/, '')
  if (words.length < 2) return null
  return { names: [words, ...names], start: from + before.lastIndexOf(words) }
}

/** What was agreed: the paper in 《》, or the words up to 协议. */
const agreed = (text: string, at: number): { words: string; end: number } | null => {
  const match =
    /^(?:了)?(《[^《》]{2,60}》|[一-鿿A-Za-z0-9“”]{0,24}?(?:合作框架协议|框架协议|合作协议|投资协议书?|供货协议|采购协议|长期协议|协议书|协议|合同|备忘录|意向书|战略合作|合作)|[一-鿿]{0,16}项目)/.exec(
      text.slice(at, at + 70),
    )
  return match ? { words: match[1]!, end: at + match[0].length } : null
}

/** 甲与乙签署《某协议》, 甲与乙达成战略合作, 甲与乙签约. */
export const agreements: Finder = (stage) =>
  each(stage.text, /签署|签订|签约|达成|签下|缔结|举行[一-鿿]{0,8}签约仪式/g, (m) => {
    const parties = partiesBefore(stage, m.index)
    if (!parties) return null
    const after = m.index + m[0].length
    const what = /签约/.test(m[0]) ? { words: '', end: after } : agreed(stage.text, after)
    if (!what || (m[0] === '达成' && !/合作|协议/.test(what.words))) return null
    const predicate = /战略合作/.test(what.words)
      ? '战略合作'
      : /供货|采购|供应/.test(what.words)
        ? '供货协议'
        : m[0].includes('签约')
          ? '签约'
          : '签署协议'
    const [subject, ...others] = parties.names
    return {
      start: parties.start,
      end: what.end,
      predicate,
      subject: subject!,
      objects: what.words.startsWith('《') ? [...others, what.words] : others,
      modality: modalityBefore(stage.text, parties.start, after, 'signed'),
      confidence: 0.86,
    }
  })

/** 甲向乙采购丙, 甲从乙采购丙, 甲为乙供应丙, 甲成为乙的供应商: who supplies whom, said from the supplier. */
export const supplies: Finder = (stage) =>
  each(
    stage.text,
    /采购|供应(?!链|商|侧|量|能力|不足|紧张)|供货|供给|配套(?!设施|产业|项目|企业|率|政策|区|费|能力|完善)|(?:固定|核心|主要|一级|指定)?供应商/g,
    (m) => {
      const { text } = stage
      const begin = sentenceStart(text, m.index)
      const bodies = bodiesIn(stage, begin, m.index).filter((o) => o.type === 'company' || o.type === 'company_site')
      const near = bodies.at(-1)
      const far = bodies.at(-2)
      if (!near) return null
      const lead = text[near.start - 1] ?? ' '
      if (m[0].endsWith('供应商')) {
        if (!far || !/成为|系|是|为/.test(text.slice(far.end, near.start)) || near.start - far.end > 24) return null
        return supply(far, near, far.start, m.index + m[0].length, '供货', text)
      }
      if (!far || near.start - far.end > 20 || !'向从为给对'.includes(lead)) return null
      const isBuying = m[0] === '采购'
      if (isBuying !== ('向从'.includes(lead) && isBuying)) return null
      const end = m.index + m[0].length
      return isBuying
        ? supply(near, far, far.start, end, '供货', text)
        : supply(far, near, far.start, end, '供货', text)
    },
  )

const supply = (
  from: OrganisationMention,
  to: OrganisationMention,
  start: number,
  end: number,
  predicate: string,
  text: string,
): Relation | null =>
  from.name === to.name
    ? null
    : {
        start,
        end,
        predicate,
        subject: from.name,
        objects: [to.name],
        modality: modalityBefore(text, start, end, 'actual'),
        confidence: 0.82,
      }

/** 甲持有乙51%股权, 甲收购乙49%股权, 甲出资3亿元入股乙. */
export const holdings: Finder = (stage) =>
  each(stage.text, /持有|收购(?:了)?|受让|增资(?:入股)?|入股/g, (m) => {
    const { text } = stage
    if (inside(stage.scene.organisations, m.index - 24, m.index + 24).some((o) => o.start < m.index && m.index < o.end))
      return null
    const begin = clauseStart(text, m.index)
    const after = m.index + m[0].length
    // What is held may be described before it is named: 收购甲在某省创办的项目公司乙49%股权.
    const end = sentenceEnd(text, after)
    const stake = /(?:\(.{2,16}\))?(?:约)?(?:\d+(?:\.\d+)?%|全部|部分)?的?(?:股权|股份)/.exec(
      text.slice(after, Math.min(end, after + 70)),
    )
    const held = stake ? endingAt(stage, after + stake.index) : startingAt(stage, after)
    if (!held || held.start < after || (!stake && m[0] === '持有')) return null
    const before = bodiesIn(stage, begin, m.index).at(-1)
    const spoken = /(?:^|[,日年])(?:[^,]{0,6}日)?(公司|本公司|上市公司)(?:拟|将|已)?$/.exec(text.slice(begin, m.index))
    if (!before && !spoken) return null
    if (before && (m.index - before.end > 8 || before.name === held.name)) return null
    return {
      start: before?.start ?? begin,
      end: stake ? after + stake.index + stake[0].length : held.end,
      predicate: m[0].replace('了', ''),
      subject: before?.name ?? spoken![1]!,
      objects: [held.name],
      modality: modalityBefore(text, begin, m.index + 1, 'actual'),
      confidence: before ? 0.84 : 0.7,
    }
  })

/** 由甲、乙共同发起成立的“某研究院”; 某研究院由甲发起成立. */
export const foundedBy: Finder = (stage) =>
  each(
    stage.text,
    /由([^,。;:!?]{3,90}?)(?:[二两三四五六七八]方)?(?:共同|联合|牵头|合作)?(?:发起|出资|投资|组织)?(?:成立|组建|设立|创办|共建)/g,
    (m) => {
      const { text } = stage
      const stop = m.index + m[0].length
      const founders = bodiesIn(stage, m.index, stop)
      if (founders.length === 0) return null
      const after = /^(?:了)?的?(?:[^,。;]{0,6}?)[“]?/.exec(text.slice(stop, stop + 10))?.[0].length ?? 0
      const made =
        startingAt(stage, stop + after) ??
        bodiesIn(stage, stop, stop + 40).find(
          (o) => o.start - stop <= 4 && !/[,;。]/.test(text.slice(stop, o.start)),
        ) ??
        endingAt(stage, m.index)
      const spoken = /(?:^|[,。;])(?:据悉|据了解)?,?((?:该|本)[一-鿿]{2,6}?)(?:是|系)?$/.exec(
        text.slice(Math.max(0, m.index - 16), m.index),
      )
      const called = spoken
        ? (bodiesIn(stage, 0, m.index).findLast((o) => o.name.endsWith(spoken[1]!.slice(1)))?.name ?? spoken[1]!)
        : null
      const subject = made?.name ?? called
      if (!subject || founders.some((o) => o.name === subject)) return null
      return {
        start: made && made.start < m.index ? made.start : m.index,
        end: made && made.start >= stop ? made.end : stop,
        predicate: '成立',
        subject,
        objects: founders.map((o) => o.name),
        modality: modalityBefore(text, m.index, m.index + 1, 'actual'),
        confidence: 0.86,
      }
    },
  )

/** 某项目由甲与乙共同投资建设. */
export const builtBy: Finder = (stage) =>
  each(
    stage.text,
    /由([^,。;:!?]{3,90}?)(?:共同|联合|合资|携手)?(?:投资建设|投资兴建|投资开发|建设运营|开发建设|承建|建设|实施)(?!的?(?:指挥部|方案))/g,
    (m) => {
      const { text } = stage
      const builders = bodiesIn(stage, m.index, m.index + m[0].length)
      if (builders.length === 0) return null
      const begin = clauseStart(text, m.index)
      const own = text.slice(begin, m.index).replace(/(?:是|系|主要)$/, '')
      const named = /([一-鿿A-Za-z0-9“”()+.]{2,44}?(?:项目|工程|基地|产业园|园区|工厂|电站))$/.exec(own)
      // …是某园的配套项目,由甲投资建设: the clause before says what.
      const subject = named?.[1] ?? (own === '' ? '该项目' : null)
      if (!subject) return null
      return {
        start: named ? begin + named.index : m.index,
        end: m.index + m[0].length,
        predicate: '建设',
        subject,
        objects: builders.map((o) => o.name),
        modality: modalityBefore(text, m.index, m.index + m[0].length, 'actual'),
        confidence: 0.84,
      }
    },
  )

const phaseNumbers = '一二三四五六'

/** 项目分两期建设: its phases, by number. */
export const phases: Finder = (stage) =>
  each(
    stage.text,
    /分(?:为|成)?([二两三四五六2-6])期(?:进行|实施|投资|开发|推进)?(?:建设|实施|推进|投产|开发)?/g,
    (m) => {
      const { text } = stage
      const count = '二两三四五六'.includes(m[1]!) ? [2, 2, 3, 4, 5, 6]['二两三四五六'.indexOf(m[1]!)]! : Number(m[1])
      const begin = sentenceStart(text, m.index)
      const named = [
        ...text
          .slice(begin, m.index)
          .matchAll(/(?:^|[,、;:])?((?:该)?[一-鿿A-Za-z0-9“”()+.]{0,40}?(?:项目|工程|基地|园区|产业园))/g),
      ].at(-1)
      const subject = named?.[1] ?? (text.slice(Math.max(0, m.index - 1), m.index) === ',' ? '该项目' : null)
      if (!subject) return null
      return {
        start: named ? begin + named.index + named[0].indexOf(named[1]!) : m.index,
        end: m.index + m[0].length,
        predicate: '分期',
        subject: subject.replace(/^.*(?:建设|投资|投建|实施)(?=年产|[一-鿿]{2})/, ''),
        objects: [...phaseNumbers.slice(0, count)].map((n) => `${n}期`),
        modality: 'plan',
        confidence: 0.84,
      }
    },
  )
