import { findPlaces, fullNameOf } from '../../../base/region.ts'
import type { Draft } from '../claims.ts'
import type { PageFacts } from '../context.ts'
import { draftOf } from './draft.ts'
import { clauseStart, inside, type Scene, sentenceEnd, sentenceStart } from './mentions.ts'

export interface PolicyMention {
  start: number
  end: number
  name: string
  action: string | null
  issuer: string | null
  /** How the page goes on to call it: 方案. */
  forms: Set<string>
  /** Its number (湘政办发〔2023〕35号) where it stands beside it. */
  number: string | null
  isMarked: boolean
}

/** What papers of policy are called. A title in 《》 that ends otherwise is a book, a film or a paper of another kind. */
const paper =
  /(?:规划|方案|措施|意见|办法|条例|计划|通知|行动|细则|决定|规定|清单|纲要|指南|目录|政策|规则|公告|公报|决议|若干|要点|指引|导则|标准|规范|协议书?|报告|白皮书|蓝皮书|图谱|路线图|任务书|责任书|十条|[一二三四五六七八九十\d]+条|法|名单|倡议书?|宣言|计划书|实施)(?:\([^()]{1,24}\))?(?:\(.*\))?$/
const issuing =
  /(?:联合)?(?:出台|印发|发布|制定|制订|下发|公布|颁布|编制|推出|审议通过|通过|签署|签订|解读|宣读|介绍|实施|落实|执行|贯彻|根据|按照|依据|依照|列入|纳入)(?:实施|落实|执行|完善)?[了的]?(?:关于)?$/
const makes = /出台|印发|发布|制定|制订|下发|公布|颁布|编制|推出|通过/
/** 湘政办发〔2023〕35号, 第12号令. */
const number = /[一-鿿]{1,10}[〔[(【]\d{4}[〕\])】]第?\d{1,4}号|第\d{1,4}号(?:令|公告)/

/** Papers called by their kind alone: 《方案》 is the one named before. */
const kindAlone =
  /^(?:若干)?(?:(?:行动|实施|工作|发展|建设|总体|指导|管理|试行|专项)?(?:规划|方案|措施|意见|办法|条例|计划|通知|细则|决定|规定|清单|纲要|指南|目录|要点|指引|公告|公报|报告|协议书?|合同|问询函)|若干(?:政策)?措施)$/

/** Papers named in full without marks behind the act that made them: 印发关于推动…若干政策举措的通知. */
const unmarked =
  /(?:出台|印发|发布|制定|制订|下发|公布|颁布|审议通过|编制(?:完成)?)(?:了|实施)?(关于[^,。;:!?《》“”]{6,48}?(?:的通知|的意见|的实施意见|的决定|若干措施|实施方案|行动方案|行动计划|实施意见|指导意见|的若干规定|办法|条例)(?:\([^()]{2,14}\))?|[^,。;:!?《》“”的了]{2,24}?(?:发展规划|行动计划|行动方案|实施方案|实施意见|管理办法|若干措施|总体规划)(?:\(20\d\d[^()]{1,14}\))?)(?=$|[,。;、和及与等,])/g

/** 《…》 spans with nested marks, at most 120 units. */
const titlesIn = (text: string): { start: number; end: number }[] => {
  const found: { start: number; end: number }[] = []
  for (let open = text.indexOf('《'); open >= 0; open = text.indexOf('《', open + 1)) {
    let depth = 0
    for (let i = open; i < text.length && i - open <= 120; i++) {
      if (text[i] === '《') depth++
      else if (text[i] === '》' && --depth === 0) {
        found.push({ start: open, end: i + 1 })
        open = i
        break
      }
    }
  }
  return found
}

const numberAt = (text: string, end: number): string | null =>
  number.exec(text.slice(end, Math.min(end + 26, sentenceEnd(text, end) + 12)))?.[0] ?? null

/** Policies named in 《》 in a passage, with the act done to them and who did it as far as the sentence says. */
export const findPolicies = (
  scene: Scene,
  region: string | null,
  earlier: PolicyMention | null = null,
): PolicyMention[] => {
  const { text, organisations, places } = scene
  const spans = titlesIn(text)
  const found: PolicyMention[] = []
  spans.forEach((span, k) => {
    const name = text.slice(span.start + 1, span.end - 1)
    if (!paper.test(name)) return
    // 《方案》 and (以下简称《方案》) speak of the paper named before.
    if (kindAlone.test(name)) {
      if (found.length > 0 || earlier) (found.at(-1) ?? earlier)!.forms.add(name)
      return
    }
    // In a row 出台《甲》《乙》 the act stands before the first.
    let first = k
    while (first > 0 && /^[、和及与]?$/.test(text.slice(spans[first - 1]!.end, spans[first]!.start))) first--
    const at = spans[first]!.start
    const begin = sentenceStart(text, at)
    const before = text.slice(Math.max(begin, at - 16), at)
    const act = issuing.exec(before)
    let action: string | null = act ? act[0].replace(/[了的]?关于$|[了的]$|^联合/g, '') : null
    const after = /^(?:正式)?(?:出台|印发|发布|实施|施行|印发实施)/.exec(text.slice(span.end, span.end + 6))
    if (!action && after) action = after[0].replace('正式', '')
    // A quote pointed at by 根据, 落实 names no issuer.
    let issuer: string | null = null
    if (action && makes.test(action)) {
      const verb = act ? at - act[0].length : span.start
      const body = inside(organisations, begin, verb).findLast((o) => o.type !== 'media')
      const place = inside(places, begin, verb).filter((p) => p.kind === 'region')
      // 郴州成立…,出台《…》: the place that opens the clause acts; bodies founded by it on the way do not.
      const made =
        body && /(?:成立|组建|设立)/.test(text.slice(begin, body.end + 1)) && body.type === 'government_group'
      if (body && !made) issuer = body.name
      else {
        const opening = place
          .filter((p) => clauseStart(text, p.start + 1) === p.start || /^(?:[,。;:]|日)/.test(text[p.start - 1] ?? ','))
          .at(-1)
        issuer = (opening ?? place[0])?.region.name ?? region
      }
    }
    found.push({
      start: span.start,
      end: span.end,
      name,
      action,
      issuer,
      forms: new Set(),
      number: numberAt(text, span.end),
      isMarked: true,
    })
  })
  for (const match of text.matchAll(unmarked)) {
    const name = match[1]!
    const start = match.index + match[0].length - name.length
    if (name.length < 8 || spans.some((s) => s.start < start + name.length && start < s.end)) continue
    const begin = sentenceStart(text, match.index)
    const body = organisations.filter((o) => o.start >= begin && o.end <= match.index && o.type !== 'media').at(-1)
    if (!name.startsWith('关于') && !places.some((p) => p.start === start) && !/^(?:全国|全省|全市|“)/.test(name))
      continue
    found.push({
      start,
      end: start + name.length,
      name,
      action: match[0].slice(0, match[0].length - name.length).replace(/[了]$/, ''),
      issuer: body?.name ?? null,
      forms: new Set(),
      number: numberAt(text, start + name.length),
      isMarked: false,
    })
  }
  return found.sort((a, b) => a.start - b.start)
}

/** “1546”发展战略, “3+1+N”体系, “一核一极三辅”的空间布局, “6313”行动计划, “四大五小”, “三个一批”, “科创29条”. */
const strategy =
  /“((?:\d{3,6})|\d{1,2}(?:\+(?:\d{1,2}|[NnXx])){1,6}|(?:[一二三四五六七八九十两多\d]{1,2}[一-鿿]{1,4}、?){2,6}|[一二三四五六七八九十两]个一批|[一-鿿]{2,6}\d{1,3}条)”(?:的)?([一-鿿]{0,10}?(?:战略|布局|行动计划|计划|工程|体系|格局|思路|目标|规划|行动|政策|举措|机制|模式|方针|总体要求|任务|部署|安排|活动|框架|路径))?/g

/** Things a spatial or industrial code counts: 核, 园, 链 …; such a code needs no word behind it to be one. */
const counted =
  /^(?:[一二三四五六七八九十两多\d]{1,2}(?:核|极|辅|园|区|带|廊|轴|翼|体|心|港|链|群|城|谷|圈|点|基地|主|副|中心|大|小|强|新|特|优|平台|集群|园区|片区|产业)、?){2,6}$/

export interface StrategyMention {
  start: number
  end: number
  code: string
  what: string | null
}

export const findStrategies = (text: string): StrategyMention[] => {
  const found: StrategyMention[] = []
  for (const match of text.matchAll(strategy)) {
    const code = match[1]!
    const isNumber = /^\d+$/.test(code)
    const isPaper = /\d条$|个一批$|\+[^+]+\+|\+[NnXx]/.test(code) || counted.test(code)
    if (isNumber && !match[2]) continue
    // “一核一极三辅” counts in at least two of its parts; a saying such as 十年磨一剑 does not.
    if (!isNumber && !isPaper && (!match[2] || (code.match(/[一二三四五六七八九十两\d]/g)?.length ?? 0) < 2)) continue
    found.push({ start: match.index, end: match.index + match[0].length, code, what: match[2] ?? null })
  }
  return found
}

const yearsIn = /[(（]?(20\d\d)\s*(?:年)?\s*[—–\-~至]{1,2}\s*(20\d\d)/

/** One claim per policy and page, at its first mention, with the acts of all mentions and the issuer of the mention that says it. */
export const policyClaims = (
  scenes: readonly Scene[],
  raw: string,
  facts: PageFacts,
): { drafts: Draft[]; mentions: PolicyMention[][] } => {
  const main = facts.context.region
  let earlier: PolicyMention | null = null
  const mentions = scenes.map((scene) => {
    const found = findPolicies(scene, null, earlier)
    earlier = found.at(-1) ?? earlier
    return found
  })
  const byName = new Map<
    string,
    { scene: Scene; mention: PolicyMention; at: number; actions: Set<string>; issuers: { name: string; act: string }[] }
  >()
  scenes.forEach((scene, i) => {
    for (const mention of mentions[i]!) {
      const at = scene.passage.view.rawAt[mention.start]!
      const entry = byName.get(mention.name)
      if (!entry) byName.set(mention.name, { scene, mention, at, actions: new Set(), issuers: [] })
      else if (at < entry.at) Object.assign(entry, { scene, mention, at })
      const kept = byName.get(mention.name)!
      if (mention.action) kept.actions.add(mention.action)
      if (mention.issuer) kept.issuers.push({ name: mention.issuer, act: mention.action ?? '' })
    }
  })
  const rank = (act: string) => (/出台|印发|颁布|制定/.test(act) ? 0 : 1)
  const drafts: Draft[] = []
  for (const [name, { scene, mention, actions, issuers }] of byName) {
    const issuer = [...issuers].sort((a, b) => rank(a.act) - rank(b.act))[0]?.name ?? null
    const place = findPlaces(name, facts.regions).find((p) => p.kind === 'region')
    const years = yearsIn.exec(name)
    const said = mentions.flat().filter((m) => m.name === name)
    const items = [
      ...new Set([...said.map((m) => m.number), ...said.flatMap((m) => [...m.forms].map((form) => `《${form}》`))]),
    ].filter((item) => item !== null)
    drafts.push(
      draftOf('policy', raw, scene.passage.view, mention.start, mention.end, {
        subject: name,
        organisation: issuer,
        measure: actions.size > 0 ? [...actions].join(';') : null,
        from: years ? `${years[1]}-01-01` : null,
        to: years ? `${years[2]}-12-31` : null,
        precision: years ? 'year' : null,
        place: place ? fullNameOf(place.region) : null,
        placeCode: place?.region.code ?? null,
        items: items.length > 0 ? items : undefined,
        confidence: mention.isMarked ? (issuer ? 0.92 : 0.86) : 0.78,
        reasons: [mention.isMarked ? 'named.title-marks' : 'named.full-title'],
      }),
    )
  }
  const seen = new Set<string>()
  for (const scene of scenes)
    for (const { start, end, code, what } of findStrategies(scene.text)) {
      if (seen.has(code)) continue
      seen.add(code)
      const place =
        scene.places
          .filter((p) => p.kind === 'region' && p.end <= start && p.start >= sentenceStart(scene.text, start))
          .at(-1)?.region ??
        inside(scene.places, end + 1, end + 30).find((p) => p.kind === 'region' && p.start < end + 12)?.region ??
        main
      drafts.push(
        draftOf('policy', raw, scene.passage.view, start, end, {
          subject: what ? `“${code}”${what}` : `“${code}”`,
          measure: '战略代号',
          place: place ? fullNameOf(place) : null,
          placeCode: place?.code ?? null,
          items: [code],
          confidence: 0.88,
          reasons: ['named.strategy-code'],
        }),
      )
    }
  return { drafts, mentions }
}
