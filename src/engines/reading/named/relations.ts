import type { Modality } from '../../../base/quantity.ts'
import { fullNameOf, type Region } from '../../../base/region.ts'
import type { Draft } from '../claims.ts'
import type { PageFacts } from '../context.ts'
import { draftOf } from './draft.ts'
import {
  clauseEnd,
  clauseStart,
  inside,
  type OrganisationMention,
  type Scene,
  sentenceEnd,
  sentenceStart,
} from './mentions.ts'
import type { PersonMention } from './persons.ts'
import type { PolicyMention } from './policies.ts'

interface Relation {
  start: number
  end: number
  predicate: string
  subject: string | null
  objects: string[]
  modality: Modality
  confidence: number
  place?: Region | null
  attribution?: string | null
  kind?: 'relation' | 'event'
}

interface Stage {
  scene: Scene
  text: string
  persons: readonly PersonMention[]
  policies: readonly PolicyMention[]
  region: Region | null
}

const placeIn = (stage: Stage, start: number, end: number): Region | null =>
  inside(stage.scene.places, start, end)
    .filter((p) => p.kind === 'region')
    .at(-1)?.region ?? null
const bodiesIn = (stage: Stage, start: number, end: number): OrganisationMention[] =>
  inside(stage.scene.organisations, start, end)
const endingAt = (stage: Stage, end: number): OrganisationMention | undefined =>
  inside(stage.scene.organisations, end - 48, end).find((o) => o.end === end)

type Finder = (stage: Stage) => Relation[]

const each = (text: string, pattern: RegExp, make: (match: RegExpExecArray) => Relation | null): Relation[] => {
  const found: Relation[] = []
  for (const match of text.matchAll(pattern)) {
    const relation = make(match as RegExpExecArray)
    if (relation) found.push(relation)
  }
  return found
}

/** 研究院揭牌. */
const unveiled: Finder = (stage) =>
  each(stage.text, /(?:正式|成功|隆重)?(?:揭牌|挂牌)(?:成立|运营|运行)?/g, (m) => {
    const body = endingAt(stage, m.index)
    if (!body) return null
    return {
      start: body.start,
      end: m.index + m[0].length,
      predicate: '揭牌',
      subject: body.name,
      objects: [],
      modality: 'actual',
      confidence: 0.92,
      place: placeIn(stage, sentenceStart(stage.text, m.index), sentenceEnd(stage.text, m.index)),
    }
  })

const gathering =
  '(?:对接会|推介会|座谈会|交流会|发布会|新闻发布会|大会|论坛|峰会|年会|博览会|展览会|洽谈会|研讨会|仪式|现场会|推进会|招商会|活动|会议)'

const heldIn = new RegExp(`^的([一-鿿“”、·\\dA-Za-z]{2,44}?${gathering})`)
const gatheringIn = new RegExp(`([一-鿿“”、·\\dA-Za-z]{2,50}?${gathering})(?:\\d{1,2}日)?在([一-鿿]{2,24})$`)
const gatheringAtEnd = new RegExp(`([一-鿿“”]{2,30}${gathering})$`)
const gatheringAhead = new RegExp(`([一-鿿“”]{4,36}${gathering})`)

/** 在某地举行的某会; 某会…在某地举行. */
const held: Finder = (stage) =>
  each(stage.text, /(?:成功|隆重)?(?:举行|举办|召开)/g, (m) => {
    const { text } = stage
    const begin = Math.max(clauseStart(text, m.index), m.index - 80)
    const after = m.index + m[0].length
    const what = heldIn.exec(text.slice(after, after + 60))
    const where = /在([一-鿿]{2,24})$/.exec(text.slice(begin, m.index))
    if (what && where) {
      const start = begin + where.index
      return {
        start,
        end: after + what[0].length,
        predicate: '举办地点',
        subject: what[1]!,
        objects: [where[1]!],
        modality: 'actual',
        confidence: 0.9,
        place: placeIn(stage, start, m.index),
      }
    }
    const both = gatheringIn.exec(text.slice(begin, m.index))
    if (!both) return null
    const start = begin + both.index
    return {
      start,
      end: after,
      predicate: '举办地点',
      subject: both[1]!,
      objects: [both[2]!],
      modality: /将|拟/.test(text.slice(start, m.index)) ? 'plan' : 'actual',
      confidence: 0.86,
      place: placeIn(stage, start + both[1]!.length, m.index),
    }
  })

/** 由甲与乙共同主办. */
const hosted: Finder = (stage) =>
  each(stage.text, /由([^,。;:!?]{4,80}?)(?:共同|联合)?(主办|承办|协办)/g, (m) => {
    const bodies = bodiesIn(stage, m.index, m.index + m[0].length)
    const objects =
      bodies.length > 0 ? bodies.map((b) => b.name) : m[1]!.split(/、|与|和|及/).filter((s) => s.length >= 3)
    if (objects.length === 0) return null
    const what = gatheringAtEnd.exec(stage.text.slice(clauseStart(stage.text, m.index), m.index))
    const back = gatheringAhead.exec(stage.text.slice(m.index + m[0].length, m.index + m[0].length + 60))
    return {
      start: m.index,
      end: m.index + m[0].length,
      predicate: `${m[2]}单位`,
      subject: what?.[1] ?? back?.[1] ?? null,
      objects,
      modality: 'actual',
      confidence: 0.9,
    }
  })

/** 总部迁入郴州高新区; 落户某地. */
const moved: Finder = (stage) =>
  each(stage.text, /(总部)?(?:成功|正式|相继)?(迁入|迁至|落户|入驻)(?:在|于)?/g, (m) => {
    const body = bodiesIn(stage, clauseStart(stage.text, m.index), m.index).at(-1)
    if (!body || m.index - body.end > 8) return null
    const after = m.index + m[0].length
    const to = inside(stage.scene.places, after, after + 40).find((p) => p.start - after <= 2)
    if (!to) return null
    return {
      start: body.start,
      end: to.end,
      predicate: m[1] ? `总部${m[2]}` : m[2]!,
      subject: body.name,
      objects: [to.name],
      modality: /将|拟|计划/.test(stage.text.slice(body.end, m.index)) ? 'plan' : 'actual',
      confidence: 0.9,
      place: to.region,
    }
  })

/** 某公司在某地初步建成某产业链; 某公司建成某项目. */
const built: Finder = (stage) =>
  each(stage.text, /(初步|全面|已|全部)?(建成|形成|投资建设)(?:了|投产)?/g, (m) => {
    const begin = clauseStart(stage.text, m.index)
    const body = bodiesIn(stage, begin, m.index).find((o) => o.type !== 'media')
    if (!body || m.index - body.end > 14) return null
    const end = clauseEnd(stage.text, m.index + m[0].length)
    const what = stage.text.slice(m.index + m[0].length, end)
    if (what.length < 3 || what.length > 60) return null
    return {
      start: body.start,
      end,
      predicate: m[0].replace(/[已了]/g, ''),
      subject: body.name,
      objects: [what.replace(/^.*在内的(?:完整的)?/, '')],
      modality: /将|拟|计划|力争/.test(stage.text.slice(body.end, m.index)) ? 'plan' : 'actual',
      confidence: 0.82,
      place: placeIn(stage, body.end, m.index) ?? placeIn(stage, begin, m.index),
    }
  })

/** 甲联合乙、丙等企业在某地加快建设…. */
const jointly: Finder = (stage) =>
  each(stage.text, /(?:联合|携手|牵手|会同|联手)/g, (m) => {
    const body = endingAt(stage, m.index) ?? bodiesIn(stage, clauseStart(stage.text, m.index), m.index).at(-1)
    if (!body || m.index - body.end > 6) return null
    const end = sentenceEnd(stage.text, m.index)
    const partners: OrganisationMention[] = []
    let at = m.index + m[0].length
    for (const o of bodiesIn(stage, at, end)) {
      if (!/^(?:[、和与及]|以及)?$/.test(stage.text.slice(at, o.start))) break
      partners.push(o)
      at = o.end
    }
    if (partners.length === 0) return null
    const act =
      /^[^,。;]{0,30}?(加快建设|投资建设|合作建设|共同建设|共建|建设|成立|组建|开发|打造|投资|研发|设立|实施)/.exec(
        stage.text.slice(at, end),
      )
    return {
      start: body.start,
      end: act ? at + act[0].length : at,
      predicate: act ? `联合${act[1]!.replace(/^(?:加快|共同|合作)/, '')}` : '联合',
      subject: body.name,
      objects: partners.map((p) => p.name),
      modality: act && /拟|将|计划/.test(act[0]) ? 'plan' : 'actual',
      confidence: 0.9,
      place: act ? placeIn(stage, at, at + act[0].length) : null,
    }
  })

/** 某产业列入某名单, 被认定为某集群. */
const listed: Finder = (stage) =>
  each(stage.text, /(?:被|成功|正式|先后|相继)?(列入|纳入|入选|认定为|评为|确定为|授予)(?:了)?/g, (m) => {
    const begin = clauseStart(stage.text, m.index)
    const end = clauseEnd(stage.text, m.index + m[0].length)
    const what = stage.text.slice(m.index + m[0].length, end)
    const who = stage.text.slice(begin, m.index).replace(/^(?:同时|目前|其中|此外|今年|去年|已|并)/, '')
    if (
      what.length < 4 ||
      what.length > 50 ||
      !/范围|名单|目录|试点|示范|集群|基地|名录|计划|规划|清单|工程|企业|项目|方案|库|格局|园区|平台|称号/.test(what)
    )
      return null
    // 将某地纳入: what is listed stands after 将.
    const object = /将([^,]{2,24})$/.exec(who)
    let subject = object ? object[1]! : who.replace(/被.*$/, '')
    // …列入名单,被认定为集群: the clause before says who when this one names nobody.
    if (subject.length < 2 && begin > 0 && stage.text[begin - 1] === ',') {
      const earlier = stage.text.slice(clauseStart(stage.text, begin - 1), begin - 1)
      const named = /^([一-鿿、“”]{2,24}?)(?:被|成功|已)?(?:列入|纳入|入选|认定为|评为)/.exec(earlier)
      if (named) subject = named[1]!
    }
    const year = /(?:\d{4}年|今年|去年)[^,]{0,6},$/.exec(stage.text.slice(Math.max(0, begin - 12), begin))
    return {
      start: object ? m.index - object[0].length : year ? begin - year[0].length : begin,
      end,
      predicate: m[1]!,
      subject: subject.length >= 2 ? subject : null,
      objects: [what],
      modality: !object && /将|力争|争取/.test(stage.text.slice(begin, m.index)) ? 'target' : 'actual',
      confidence: subject.length >= 2 ? 0.84 : 0.65,
    }
  })

/** 由市委书记任顾问、市长任组长的…领导小组. */
const seats: Finder = (stage) =>
  each(
    stage.text,
    /(由)?((?:省|市|县|区|州)?[一-鿿]{0,8}?(?:书记|市长|县长|省长|区长|州长|主任|主席|局长|厅长|领导|部长))(?:、[一-鿿]{2,12}(?:书记|市长|县长|省长|区长|州长|主任|主席|局长|厅长|部长))?(?:分别)?(?:担任|任|兼任|为)((?:第一|常务|副|总|执行)?(?:顾问|组长|副组长|指挥长|政委|链长|召集人|主任|总指挥))/g,
    (m) => {
      const after = m.index + m[0].length
      const group = bodiesIn(stage, after, sentenceEnd(stage.text, after)).find((o) => o.type === 'government_group')
      const start = m.index
      const holder = m[2]!.replace(/^.*(?:成立了?|组建了?|由)/, '')
      return {
        start: start + (m[1] ? 0 : m[2]!.length - holder.length),
        end: after,
        predicate: m[3]!,
        subject: group
          ? stage.region && !group.name.startsWith(stage.region.name)
            ? stage.region.name + group.name
            : group.name
          : (stage.region?.name ?? null),
        objects: [holder],
        modality: 'actual',
        confidence: group ? 0.9 : 0.75,
      }
    },
  )

/** 郴州成立…领导小组. */
const founded: Finder = (stage) =>
  stage.scene.organisations
    .filter(
      (o) => o.type === 'government_group' || o.type === 'research' || o.type === 'company' || o.type === 'association',
    )
    .flatMap((o): Relation[] => {
      const from = Math.max(sentenceStart(stage.text, o.start), o.start - 44)
      const before = stage.text.slice(from, o.start)
      const verb = /(成立|组建|设立|建立|创办)了?([^,。;:]{0,40})$/.exec(before)
      // Between the verb and the body only what describes it: 由市委书记任顾问、市长任组长的.
      if (!verb || (verb[2] !== '' && !/的$/.test(verb[2]!) && verb[2]!.length > 4)) return []
      const at = from + verb.index
      const begin = clauseStart(stage.text, at)
      const who = inside(stage.scene.places, begin, at)
        .filter((p) => p.kind !== 'cluster')
        .at(-1)
      const body = bodiesIn(stage, begin, at).at(-1)
      const opening =
        who ??
        inside(stage.scene.places, sentenceStart(stage.text, at), at)
          .filter((p) => p.kind === 'region')
          .at(-1)
      return [
        {
          start: body?.start ?? who?.start ?? at,
          end: o.end,
          predicate: verb[1]!,
          subject: body?.name ?? opening?.region.name ?? stage.region?.name ?? null,
          objects: [o.name],
          modality: /将|拟|计划/.test(stage.text.slice(begin, at)) ? 'plan' : 'actual',
          confidence: body || who ? 0.88 : 0.76,
        },
      ]
    })

/** 张治平解读了《甲》并发布《乙》. */
const issued: Finder = (stage) =>
  stage.policies.flatMap((policy): Relation[] => {
    const begin = sentenceStart(stage.text, policy.start)
    const verb = /(并)?(?:正式|联合)?(解读|发布|印发|出台|宣读|介绍|推出|公布)了?$/.exec(
      stage.text.slice(Math.max(begin, policy.start - 10), policy.start),
    )
    if (!verb) return []
    const at = policy.start - verb[0].length
    const person = inside(stage.persons, begin, at).at(-1)
    const body = bodiesIn(stage, begin, at)
      .filter((o) => o.type !== 'media' && o.type !== 'government_group')
      .at(-1)
    // 出台 by the subject of the sentence is what the policy claim says already; a relation needs a doer by name.
    const doer = person
      ? (person.titles[0]?.organisation ?? '') + (person.titles[0]?.title ?? '') + person.name
      : (body?.name ?? null)
    if (!doer) return []
    const near = person && person.end === at
    return [
      {
        start: near ? person.nameStart : verb[1] ? at : body && body.end === at ? body.start : at,
        end: policy.end,
        predicate: verb[2]!,
        subject: doer,
        objects: [`《${policy.name}》`],
        modality: 'actual',
        confidence: 0.88,
      },
    ]
  })

/** 四川安高特电的…能够在临武落地: a wish, said by somebody. */
const wished: Finder = (stage) =>
  each(
    stage.text,
    /(?:能够|能|早日|尽快)(?:[一-鿿]{0,4})在([一-鿿]{2,8}?)(落地|投产|开工|建成)(?:生根|见效)?/g,
    (m) => {
      const begin = clauseStart(stage.text, m.index)
      const place = placeIn(stage, m.index, m.index + m[0].length)
      const body = bodiesIn(stage, begin, m.index).at(0)
      if (!place || !body) return null
      const speaker =
        inside(stage.persons, sentenceStart(stage.text, m.index), m.index).at(-1) ??
        inside(stage.persons, m.index - 400, m.index).at(-1)
      return {
        start: body.start,
        end: m.index + m[0].length,
        predicate: `期望${m[2]}`,
        subject: body.name,
        objects: [stage.text.slice(body.end, m.index).replace(/^的/, '') || m[2]!],
        modality: 'forecast',
        confidence: 0.78,
        place,
        attribution: speaker?.name ?? null,
      }
    },
  )

/** 郴州素有“有色金属之乡”“微晶石墨之都”之美誉. */
const called: Finder = (stage) =>
  each(
    stage.text,
    /([一-鿿]{2,12}?)(?:素有|享有|有着|拥有|被誉为|被称为|有)((?:“[^“”]{2,16}”、?){1,5})(?:之?(?:美誉|美称|称号|之称|称|誉))?/g,
    (m) => {
      if (!/素有|享有|被誉为|被称为/.test(m[0]) && !/(?:美誉|美称|之称)$/.test(m[0])) return null
      const place = inside(stage.scene.places, m.index, m.index + m[1]!.length).at(-1)
      return {
        start: place?.start ?? m.index,
        end: m.index + m[0].length,
        predicate: '别称',
        subject: place?.name ?? m[1]!,
        objects: [...m[2]!.matchAll(/“([^“”]+)”/g)].map((q) => q[1]!),
        modality: 'actual',
        confidence: 0.88,
        place: place?.region ?? null,
      }
    },
  )

/** 加快建设“电池之都”: what a place wants to be. */
const positioned: Finder = (stage) =>
  each(
    stage.text,
    /(?:加快|全力|努力|着力|奋力|持续)?(?:建设|打造|建成)(?:[一-鿿、]{0,16}的?)?“([一-鿿]{2,8}之(?:都|城|乡|谷|地|窗))”/g,
    (m) => {
      const begin = sentenceStart(stage.text, m.index)
      const place = inside(stage.scene.places, begin, m.index)
        .filter((p) => p.kind === 'region')
        .at(-1)
      return {
        start: m.index,
        end: m.index + m[0].length,
        predicate: '目标定位',
        subject: place?.region.name ?? stage.region?.name ?? null,
        objects: [m[1]!],
        modality: 'target',
        confidence: 0.82,
        place: place?.region ?? stage.region,
      }
    },
  )

/** 甲是乙旗下子公司; 甲控股乙; 甲与乙的合资公司; 甲为乙供货. */
const owned: Finder = (stage) => {
  const found: Relation[] = []
  const { text } = stage
  for (const m of text.matchAll(
    /(?:旗下|下属|全资|控股)(?:的)?(?:全资|控股)?子公司|的?合资公司|控股股东|(?:全资)?控股|持股|参股|收购|入股|供货|供应商|配套/g,
  )) {
    const begin = sentenceStart(text, m.index)
    const end = sentenceEnd(text, m.index)
    const before = bodiesIn(stage, begin, m.index)
    const after = bodiesIn(stage, m.index + m[0].length, Math.min(end, m.index + m[0].length + 40))
    const verb = m[0]
    const put = (
      subject: OrganisationMention,
      objects: OrganisationMention[],
      predicate: string,
      start: number,
      stop: number,
      confidence: number,
    ) => {
      if (objects.length === 0 || objects.some((o) => o.name === subject.name)) return
      found.push({
        start,
        end: stop,
        predicate,
        subject: subject.name,
        objects: objects.map((o) => o.name),
        modality: /拟|将|计划/.test(text.slice(begin, m.index)) ? 'plan' : 'actual',
        confidence,
      })
    }
    const stop = m.index + m[0].length
    if (/子公司/.test(verb)) {
      const parent = before.at(-1)
      if (!parent || m.index - parent.end > 12) continue
      const child = after[0] && after[0].start - stop <= 2 ? after[0] : undefined
      if (child) put(child, [parent], '母公司', parent.start, child.end, 0.85)
      else if (before.length >= 2) {
        const first = before.at(-2)!
        if (/^(?:是|为|系)/.test(text.slice(first.end, first.end + 1)))
          put(first, [parent], '母公司', first.start, stop, 0.85)
      }
    } else if (/合资公司/.test(verb)) {
      const first = before[0]
      if (first && /^(?:是|为|系)/.test(text.slice(first.end, first.end + 1)))
        put(
          first,
          before
            .slice(1)
            .filter((o, i, all) => !/^\S{0,10}(?:旗下|下属)/.test(text.slice(o.end, o.end + 12)) || i === all.length),
          '合资方',
          first.start,
          stop,
          0.82,
        )
    } else if (/控股股东/.test(verb)) {
      const child = before.at(-1)
      if (child && after[0] && after[0].start - stop <= 3)
        put(child, [after[0]], '控股股东', child.start, after[0].end, 0.84)
    } else if (/供货|配套|供应商/.test(verb)) {
      const to = /(?:向|为|给)$/.exec(
        text.slice(Math.max(0, (before.at(-1)?.start ?? 0) - 1), before.at(-1)?.start ?? 0),
      )
      if (to && before.length >= 2) put(before.at(-2)!, [before.at(-1)!], '供货', before.at(-2)!.start, stop, 0.82)
    } else {
      const holder = before.at(-1)
      const held = after[0]
      if (holder && held && m.index - holder.end <= 8 && held.start - stop <= 12)
        put(holder, [held], verb.replace('全资', ''), holder.start, held.end, 0.84)
    }
  }
  return found
}

/** Each finder with the words without which it finds nothing, so that most passages skip it. */
const finders: readonly (readonly [RegExp, Finder])[] = [
  [/揭牌|挂牌/, unveiled],
  [/举行|举办|召开/, held],
  [/[主承协]办/, hosted],
  [/迁入|迁至|落户|入驻/, moved],
  [/建成|形成|投资建设/, built],
  [/联合|携手|牵手|会同|联手/, jointly],
  [/列入|纳入|入选|认定为|评为|确定为|授予/, listed],
  [/任|为/, seats],
  [/成立|组建|设立|建立|创办/, founded],
  [/《/, issued],
  [/能/, wished],
  [/素有|享有|被誉为|被称为|之称|美誉|美称/, called],
  [/“/, positioned],
  [/子公司|合资公司|控股|持股|参股|收购|入股|供货|供应商|配套/, owned],
]

/** 现场签约24个…项目; …项目开工仪式; 已建成投产: things that happened to projects and bodies, with what they happened to. */
const events: Finder = (stage) =>
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

/** Relation and event claims of all passages: `measure` is the predicate, `items` the objects. */
export const relationClaims = (
  scenes: readonly Scene[],
  persons: readonly (readonly PersonMention[])[],
  policies: readonly (readonly PolicyMention[])[],
  raw: string,
  facts: PageFacts,
): Draft[] => {
  // Passages come in reading order, so that 此次对接会 finds the meeting the paragraph before held.
  let gatheringName: string | null = null
  return scenes.flatMap((scene, i) => {
    const stage: Stage = {
      scene,
      text: scene.text,
      persons: persons[i]!,
      policies: policies[i]!,
      region: facts.context.region,
    }
    const found = finders.flatMap(([words, find]) => (words.test(scene.text) ? find(stage) : []))
    found.push(...events(stage))
    for (const relation of found) {
      if (relation.predicate === '举办地点') gatheringName = relation.subject
      else if (gatheringName && relation.subject && /^(?:此次|本次|这次|该次|该|此)/.test(relation.subject))
        if (gatheringName.endsWith(relation.subject.slice(-2))) relation.subject = gatheringName
    }
    return found
      .filter((r) => r.end > r.start && r.end - r.start <= 400)
      .map((r) =>
        draftOf(r.kind ?? 'relation', raw, scene.passage.view, r.start, r.end, {
          subject: r.subject,
          measure: r.predicate,
          items: r.objects,
          modality: r.modality,
          place: r.place ? fullNameOf(r.place) : null,
          placeCode: r.place?.code ?? null,
          attribution: r.attribution ?? null,
          confidence: r.confidence,
          reasons: [r.kind === 'event' ? 'named.event-word' : 'named.relation-word'],
        }),
      )
  })
}
