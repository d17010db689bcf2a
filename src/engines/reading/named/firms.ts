import { clauseEnd, clauseStart, inside, type OrganisationMention, sentenceEnd, sentenceStart } from './mentions.ts'
import {
  bodiesIn,
  each,
  endingAt,
  type Finder,
  inBody,
  locatesIn,
  placeIn,
  type Relation,
  startingAt,
} from './stage.ts'

/** 研究院揭牌. */
export const unveiled: Finder = (stage) =>
  each(stage.text, /(?:正式|成功|隆重)?(?:揭牌|挂牌)(?:成立|运营|运行)?/g, (m) => {
    const near = bodiesIn(stage, clauseStart(stage.text, m.index), m.index).at(-1)
    const body =
      endingAt(stage, m.index) ??
      // “某研究院”在某市正式挂牌
      (near && /^”?(?:\d{1,2}日)?在[一-鿿]{2,14}$|^”$/.test(stage.text.slice(near.end, m.index)) ? near : undefined)
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

/** 总部迁入郴州高新区; 落户某地. */
export const moved: Finder = (stage) =>
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

/** 某项目落地某园区, 某项目落户某市. */
export const settled: Finder = (stage) =>
  each(stage.text, /(?:正式|成功|相继)?(?:落地|落户|落子|入驻)(?:在|于|到)?/g, (m) => {
    const { text } = stage
    const begin = clauseStart(text, m.index)
    const named = /([一-鿿A-Za-z0-9“”()、+.]{4,50}?(?:项目|工程|基地|生产线))(?:将|已|拟)?$/.exec(
      text.slice(begin, m.index),
    )
    const to = inside(stage.scene.places, m.index + m[0].length, m.index + m[0].length + 40).find(
      (p) => p.start - m.index - m[0].length <= 2 && p.kind !== 'cluster',
    )
    if (!named || !to) return null
    const park = inside(stage.scene.organisations, to.start, to.start + 40).find(
      (o) => o.type === 'park' && o.start <= to.start,
    )
    return {
      start: begin + named.index,
      end: Math.max(to.end, park?.end ?? 0),
      predicate: '落户',
      subject: named[1]!.replace(/^.*(?:,|的)(?=[一-鿿A-Za-z0-9]{6})/, ''),
      objects: [park?.name ?? bracketedPlace(text, to.start, to.end)],
      modality: /将|拟|计划/.test(text.slice(m.index - 3, m.index)) ? 'plan' : 'actual',
      confidence: 0.82,
      place: to.region,
    }
  })

/** 潍坊(寿光)高新区 from its first place on. */
const bracketedPlace = (text: string, start: number, end: number): string =>
  text.slice(start, end) + (/^\([一-鿿]{2,6}\)[一-鿿]{2,8}?(?:区|园)/.exec(text.slice(end, end + 18))?.[0] ?? '')

/** 某公司在某地初步建成某产业链; 某公司建成某项目. */
export const built: Finder = (stage) =>
  each(stage.text, /(初步|全面|已|全部)?(建成|形成|投资建设)(?:了|投产)?/g, (m) => {
    const begin = clauseStart(stage.text, m.index)
    const body = bodiesIn(stage, begin, m.index).find((o) => o.type !== 'media' && !locatesIn(stage.text, o.start))
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
export const jointly: Finder = (stage) =>
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

/** 甲是乙旗下子公司; 甲控股乙; 甲与乙的合资公司; 甲为乙供货. */
export const owned: Finder = (stage) => {
  const found: Relation[] = []
  const { text } = stage
  // 某集团旗下某公司: the child stands right behind.
  for (const m of text.matchAll(/旗下(?:的)?/g)) {
    const parent = endingAt(stage, m.index)
    const child = startingAt(stage, m.index + m[0].length)
    if (!parent || !child || child.type !== 'company' || child.name === parent.name) continue
    found.push({
      start: parent.start,
      end: child.end,
      predicate: '母公司',
      subject: child.name,
      objects: [parent.name],
      modality: 'actual',
      confidence: 0.85,
    })
  }
  for (const m of text.matchAll(
    /(?:旗下|下属|全资|控股)(?:的)?(?:全资|控股)?子公司|的?合资公司|控股股东|(?:全资)?控股|持股|参股/g,
  )) {
    if (inBody(stage, m.index)) continue
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
    } else {
      const holder = before.at(-1)
      const held = after[0]
      if (holder && held && m.index - holder.end <= 8 && held.start - stop <= 12)
        put(holder, [held], verb.replace('全资', ''), holder.start, held.end, 0.84)
    }
  }
  return found
}
