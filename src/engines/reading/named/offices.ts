import { clauseEnd, clauseStart, inside, sentenceEnd, sentenceStart } from './mentions.ts'
import { bodiesIn, each, type Finder, locatesIn, type Relation } from './stage.ts'

/** 某产业列入某名单, 被认定为某集群. */
export const listed: Finder = (stage) =>
  each(stage.text, /(?:被|成功|正式|先后|相继)?(列入|列为|纳入|入选|认定为|评为|确定为|授予)(?:了)?/g, (m) => {
    const begin = clauseStart(stage.text, m.index)
    const end = clauseEnd(stage.text, m.index + m[0].length)
    const what = stage.text.slice(m.index + m[0].length, end)
    const who = stage.text
      .slice(begin, m.index)
      .replace(/^(?:同时|目前|其中|此外|今年|去年|已|并|而)|(?:正式|成功)?将其$/g, '')
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
export const seats: Finder = (stage) =>
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
            ? stage.region.name + group.name.replace(new RegExp(`^${stage.region.name.at(-1)}`), '')
            : group.name
          : (stage.region?.name ?? null),
        objects: [holder],
        modality: 'actual',
        confidence: group ? 0.9 : 0.75,
      }
    },
  )

/** 郴州成立…领导小组. */
export const founded: Finder = (stage) =>
  stage.scene.organisations
    .filter(
      (o) => o.type === 'government_group' || o.type === 'research' || o.type === 'company' || o.type === 'association',
    )
    .flatMap((o): Relation[] => {
      const from = Math.max(sentenceStart(stage.text, o.start), o.start - 44)
      const before = stage.text.slice(from, o.start)
      const verb = /(成立|组建|设立|建立|创办)了?([^,。;:]{0,40})$/.exec(before)
      // 建立某研究院对于某地意义重大 tells of no founding.
      if (/^(?:对于|对|的|是)/.test(stage.text.slice(o.end, o.end + 2))) return []
      // Between the verb and the body only what describes it: 由市委书记任顾问、市长任组长的.
      if (!verb || (verb[2] !== '' && !/的$/.test(verb[2]!) && verb[2]!.length > 4)) return []
      const at = from + verb.index
      const begin = clauseStart(stage.text, at)
      const who = inside(stage.scene.places, begin, at)
        .filter((p) => p.kind !== 'cluster' && !locatesIn(stage.text, p.start))
        .at(-1)
      if (/由[^,。;]{2,90}$/.test(stage.text.slice(Math.max(0, at - 92), at))) return []
      const body = bodiesIn(stage, begin, at).at(-1)
      if (!body && !who && locatesIn(stage.text, inside(stage.scene.places, begin, at).at(-1)?.start ?? -1)) return []
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
export const issued: Finder = (stage) =>
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
