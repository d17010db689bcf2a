import { clauseEnd, clauseStart, sentenceEnd, sentenceStart } from './mentions.ts'
import { bodiesIn, each, type Finder, placeIn } from './stage.ts'

/** 现场签约24个…项目; …项目开工仪式; 已建成投产: things that happened to projects and bodies, with what they happened to. */
export const events: Finder = (stage) =>
  each(stage.text, /签约|揭牌|开工(?:建设|仪式)?|动工|奠基|投产|试产|点火|竣工|下线|并网/g, (m) => {
    const begin = clauseStart(stage.text, m.index)
    const end = clauseEnd(stage.text, m.index + m[0].length)
    const clause = stage.text.slice(begin, end)
    const word = /^(开工|签约|揭牌|动工|奠基|投产|试产|点火|竣工|下线|并网)/.exec(m[0])![1]!
    const around = stage.text.slice(Math.max(begin, m.index - 4), m.index + m[0].length + 3)
    // Rates and sums (开工率, 签约金额) are numbers, said by the quantity claims.
    if (/率|金额|总额|额/.test(stage.text.slice(m.index + m[0].length, m.index + m[0].length + 2))) return null
    if (/未|不|无法|暂停|停止/.test(around.slice(0, 4))) return null
    const body = bodiesIn(stage, begin, end).find((o) => o.type !== 'media')
    const named = /(?:\d+(?:\.\d+)?个)?[一-鿿A-Za-z0-9()]{2,40}?(?:项目|工程|生产线|产线|基地|工厂)/.exec(clause)
    const project = named
      ? [
          named[0],
          named[0].replace(/^(?:现场|其中|集中|成功|已|部分|在建|拟建|新(?=签约|投产|开工))?(?:签约|投产|开工)?/, ''),
        ]
      : null
    // 宣布30个项目开工, 举行重大项目开工仪式: what is announced stands behind the verb.
    if (project)
      project[1] = project[1]!.replace(
        /^.*(?:宣布|举行|举办|参加|出席|见证|向|对|为|共有|正是|推动|推进|实现|其中)/,
        '',
      )
    // 投产项目7个 counts projects; it names none.
    const isNamed = project !== null && project[1]!.length >= 8 && /[一-鿿]{4}/.test(project[1]!)
    const acts = body && /company|research|park/.test(body.type) && body.end <= m.index && m.index - body.end <= 12
    if (!isNamed && !acts) return null
    const isAhead = /预计|计划|力争|将|拟|有望|确保/.test(clause.slice(0, m.index - begin + 2))
    return {
      start: m.index,
      end: m.index + m[0].length,
      predicate: word,
      subject:
        body && project && project[1]!.includes(body.name)
          ? project[1]!
          : (project?.[1] ?? body!.name).replace(/^(?:现场|其中|集中|成功|已)?(?:签约)?\d*个?/, ''),
      objects: body && body.type !== 'government' ? [body.name] : [],
      modality: isAhead ? 'forecast' : word === '签约' ? 'signed' : 'actual',
      confidence: body && project ? 0.82 : 0.72,
      place: placeIn(stage, sentenceStart(stage.text, m.index), sentenceEnd(stage.text, m.index)),
      kind: 'event',
    }
  })
