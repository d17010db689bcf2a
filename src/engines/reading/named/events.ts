import type { Period } from '../../../base/period.ts'
import { findTimes, type TimeMention } from '../times.ts'
import { clauseEnd, clauseStart, inside, sentenceEnd, sentenceStart } from './mentions.ts'
import { bodiesIn, each, type Finder, placeIn, type Stage } from './stage.ts'

const words =
  /签约(?!仪式)|揭牌|挂牌(?:成立|运营)?|开工(?:建设|仪式|奠基)?|动工|奠基|投产|试产|达产|点火|竣工|下线|并网|投运|投用|获批|封顶|(?:A股|港股|主板|创业板|科创板|北交所|港交所|新三板)(?:[一-鿿]{0,4})上市|(?:挂牌|成功|正式)上市/g
const nouns = /^(?:开工|签约|揭牌|挂牌|动工|奠基|投产|试产|达产|点火|竣工|下线|并网|投运|投用|获批|封顶)/

/** When it happened: the nearest time before the word in its sentence, a day before anything wider. */
const whenOf = (times: readonly TimeMention[], begin: number, at: number, end: number): Period | null => {
  const near = times.filter(
    (t) =>
      t.start >= begin &&
      t.end <= end &&
      t.period !== null &&
      t.kind !== 'base' &&
      t.kind !== 'age' &&
      t.kind !== 'plan' &&
      t.kind !== 'recent',
  )
  const before = near.filter((t) => t.end <= at)
  const day = before.findLast((t) => t.period!.precision === 'day' && t.kind === 'at')
  // 预计2025年6月投产: what stands right at the word says more than the day that opens the sentence.
  const last = before.at(-1)
  const close = last && at - last.end <= 8 ? last : undefined
  return (close ?? day ?? last ?? near.find((t) => t.start - at <= 6))?.period ?? null
}

/** Who took part: the bodies of the sentence that act in it, without media and without the names inside the project's own. */
const taking = (stage: Stage, begin: number, end: number, project: string | null): string[] => {
  const names = bodiesIn(stage, begin, end)
    .filter((o) => o.type !== 'media' && o.type !== 'government_group' && o.type !== 'park')
    .filter((o) => !/[的]$|党工委$|[省市县区州]委$/.test(o.name))
    .map((o) => o.name)
  const own = project === null ? [] : names.filter((name) => project.includes(name))
  return [...new Set([...own, ...names])].slice(0, 12)
}

const named =
  /(?:\d+(?:\.\d+)?个)?[一-鿿A-Za-z0-9()“”+.、]{2,48}?(?:项目|工程|生产线|产线|基地|工厂|电站|园区|产业园)(?:[一二三四五六首]期)?(?:项目|工程|基地)?/

/** Words before a project's name that do not belong to it: what is announced or held stands behind them. */
const lead =
  /^.*(?:宣布|举行|举办|参加|出席|见证|共有|正是|推动|推进|实现|其中|作为|(?:^|[^一-鿿])(?:向|对|为)|\d+(?:\.\d+)?亿元的|万元的)|^(?:现场|其中|集中|成功|已|部分|在建|拟建|新(?=签约|投产|开工)|首个|又一)?(?:签约|投产|开工)?/

/** A clause that only says when: 一期预计2025年6月, 计划于今年年底前建成. */
const goesOn =
  /^(?:[一二三首]期(?:工程|项目)?)?(?:该?项目)?(?:预计|计划|力争|拟|将|已|有望|确保|现已)(?:于|在|到)?(?:\d{2,4}年|今年|明年|后年|年底|年内|\d{1,2}月|[一二三四]季度|[上下]半年|[底初中末前]|可|能|全面|正式|建成|实现|全部|即可|并)*$/

/** What is left of a project's name without the words that only count or class it: nothing of 该市新签约亿元以上项目. */
const isName = (project: string): boolean =>
  project
    .replace(/^.*?[省市县区州](?=新?签约|\d{4}年)/, '')
    .replace(/(?:项目|工程|生产线|产线|基地|工厂|电站|园区|产业园)/g, '')
    .replace(
      /新|签约|开工|投产|洽谈|亿元以上|重大|重点|集中|代表|该|本|市|县|区|[一二三四]季度|今年|年|\d+|个|经开|高新/g,
      '',
    ).length >= 3

/** 现场签约24个…项目; …项目开工仪式; 已建成投产: things that happened to projects and bodies, with when, where and who took part. */
export const events: Finder = (stage) => {
  const { text } = stage
  let times: readonly TimeMention[] | null = null
  return each(text, words, (m) => {
    const begin = clauseStart(text, m.index)
    const after = m.index + m[0].length
    const end = clauseEnd(text, after)
    const clause = text.slice(begin, end)
    const word = m[0].endsWith('上市') ? '上市' : nouns.exec(m[0])![0]
    // Rates and sums (开工率, 签约金额) are numbers, said by the quantity claims; 奠基 behind 开工 is the same event.
    if (/^(?:率|金额|总额|额|资金|数|量|企业|公司)/.test(text.slice(after, after + 2))) return null
    if (/未|不|无法|暂停|停止|尚/.test(text.slice(Math.max(begin, m.index - 4), m.index))) return null
    if (/(?:开工|动工)$/.test(text.slice(Math.max(0, m.index - 2), m.index))) return null
    // 一期投产 and 投产后 of a goal say no event that has a project of its own.
    const body = bodiesIn(stage, begin, end).find((o) => o.type !== 'media' && o.type !== 'government')
    const acts =
      body && /company|research|park/.test(body.type) && body.end <= m.index && m.index - body.end <= 12
        ? body
        : undefined
    let project: string | null = null
    let at = 0
    for (let k = 0; k < 4; k++) {
      const match = named.exec(clause.slice(at))
      if (!match || at + match.index > m.index - begin + 24) break
      // 某项目作为某市代表项目…开工: what it counts as is not its name.
      if (project !== null && match[0].startsWith('作为')) break
      // 某项目在某园区开工: the park is where.
      if (project !== null && /^(?:项目|工程|基地|在|于|位于|落户)/.test(match[0])) break
      const isBehind = at + match.index >= after - begin
      // The one before the word and nearest to it, else the first behind it.
      if (project === null || !isBehind) project = match[0]
      at += match.index + match[0].length
      if (isBehind) break
    }
    if (project !== null) {
      for (let k = 0; k < 3; k++) project = project.replace(lead, '')
      if (!/等(?:\d+|[一二三四五六七八九十]+)?个?/.test(project)) project = project.replace(/^.*、/, '')
      project = project.replace(/^[、“”+.]+|^暨/, '')
    }
    // 投产项目7个 counts projects; it names none.
    const isNamed = project !== null && project.length >= 6 && isName(project)
    const isSeen = /(?:见证|出席|参加|举行|推动|促成)$/.test(text.slice(Math.max(0, m.index - 2), m.index))
    // ,预计2025年6月竣工: of the project that was spoken of.
    const isCarried = !isNamed && !acts && goesOn.test(clause.slice(0, m.index - begin)) && /[投竣开动达试]/.test(word)
    if (!isNamed && !isCarried && (!acts || isSeen)) return null
    const first = sentenceStart(text, m.index)
    const last = sentenceEnd(text, m.index)
    times ??= findTimes(text, stage.anchor)
    const isAhead = /预计|计划|力争|将|拟|有望|确保/.test(clause.slice(0, m.index - begin + 2))
    const subject = (isNamed ? project! : isCarried ? '该项目' : acts!.name).replace(
      /^(?:现场|其中|集中|成功|已)?(?:签约)?\d*个?/,
      '',
    )
    return {
      start: m.index,
      end: after,
      predicate: word,
      subject,
      objects: taking(stage, first, last, isNamed ? project : null),
      modality: isAhead ? 'forecast' : word === '签约' ? 'signed' : 'actual',
      confidence: acts && isNamed ? 0.84 : isNamed && body ? 0.82 : 0.74,
      place:
        placeIn(stage, begin, m.index) ??
        placeIn(stage, first, last) ??
        inside(stage.scene.places, first, last).find((p) => p.kind === 'park')?.region ??
        null,
      period: whenOf(times, first, m.index, last),
      kind: 'event',
    }
  })
}
