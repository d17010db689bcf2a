import { fullNameOf } from '../../../base/region.ts'
import type { Draft } from '../claims.ts'
import type { PageFacts } from '../context.ts'
import { draftOf } from './draft.ts'
import {
  clauseStart,
  inside,
  type Scene,
  sentenceEnd,
  sentenceStart,
  smallNumber,
  splitItems,
  startingIn,
} from './mentions.ts'
import { saidBy } from './said-by.ts'
import {
  codeAim,
  codeParts,
  type ListMention,
  numberedPoints,
  openedLists,
  ranges,
  splitLast,
} from './spelled-lists.ts'
import { doubleSurnames, surnames } from './surnames.ts'

/** Verbs and phrases in front of the first item, which are not part of it. */
const leadVerb =
  /^.*?(?:其中|聚焦于?|推行|围绕|重点发展|重点建设|加快建设|加快推进|加快发展|规划建设|建设|打造|实施|发展|形成了?|形成|包括|包含|包括了|涵盖|覆盖|推进|构建了?|坚持|培育|突出|抓好|做好|做强|做大|做优|做精|拥有|引进|引入|生产(?!型|性|线|要素|力|基地)|涉及|囊括|主要有|分别是|分别为|具有|具备|布局|延伸|瞄准|锚定|依托|引来|应用于|适用于|用于|走进|来自|获得|完成|确定|明确|提出|设立|设置|组成|所辖|辖|下辖|辐射|连接|串联|贯通|打通|提升|强化|支持|推动|促进|落实|探索|创新|整合|主要为|主要是|主要包括|例如|比如|诸如|如|即|为|是|有|在|把|将|对|从|以|由|向|与|和|及|等|发挥|强调|加大|加强|深化|配备|配套|集聚|聚集|汇聚|吸引|集中|统筹|开展|调研|考察|走访|深入|走进)/
const openingVerb =
  /^(?:从|到|其中|形成了?从?|构建了?|拥有|包括|涵盖|聚焦|推行|围绕|重点|建设|打造|发展|推进|引进|生产(?!型|性|线|要素|力|基地)|涉及|主要|产品|用于|应用于|做强|做大|[一-鿿]{0,3}(?:发挥|强调|要|围绕|聚焦|深入|走进))/
const strongVerb = /(?:加快|规划|投资|重点|共同|合作)(?:建设|发展|推进|打造|布局)$/
const countPhrase =
  /([一二三四五六七八九十两]{1,3}|\d{1,2})(大|个|项|类|种|款|条|方面|家|县|区|市|省|座|张|级|种类|支)((?:[一-鿿]{1,8}?)(?=$|[,。;:!?、…)”]|的|等|和|与|及|上|中|,))/g
const countedNoun = /^[一-鿿]{0,8}$/

const nounStop = /[,。;:!?…()]/

/** The 、-list or the row of quotes that ends right before `end`, from at most 160 units back; null when there is none. */
const runBefore = (text: string, end: number): { start: number; items: string[] } | null => {
  if (text[end - 1] === '”') {
    let at = end
    const spans: { start: number; end: number }[] = []
    while (text[at - 1] === '”' && at > 0) {
      const open = text.lastIndexOf('“', at - 1)
      if (open < 0 || at - open > 40) break
      spans.unshift({ start: open, end: at })
      at = text[open - 1] === '、' ? open - 1 : open
    }
    if (spans.length < 2) return null
    return { start: spans[0]!.start, items: spans.map((s) => text.slice(s.start + 1, s.end - 1)) }
  }
  let start = end
  while (start > 0 && end - start < 200) {
    const char = text[start - 1]!
    // A short bracket belongs to a name: 福斯特(滁州)新材料有限公司.
    const open = char === ')' ? text.lastIndexOf('(', start - 1) : -1
    if (open > 0 && start - open <= 12) start = open
    else if (nounStop.test(char)) break
    else start--
  }
  const run = text.slice(start, end)
  if (!run.includes('、')) return null
  return { start, items: splitItems(run) }
}

/** The first item without the words that lead to it; where all others are equally long, its length is theirs. */
const trimFirst = (items: readonly string[]): string => {
  const first = items[0]!
  const rest = items.slice(1)
  const longest = Math.max(...rest.map((i) => i.length), 2)
  let item = first
  for (let k = 0; k < 4; k++) {
    const match = leadVerb.exec(item)
    if (!match || match[0].length >= item.length) break
    // A verb deep inside a short item is part of it (产业生态驱动).
    const verb = openingVerb.exec(item)
    if (!verb && item.length <= longest && match[0].length > 2 && !strongVerb.test(match[0])) break
    item = item.slice(match[0].length)
  }
  const lengths = new Set(rest.map((i) => i.length))
  const length = rest[0]!.length
  // Where no verb told it and all others are equally long, so is the first: 甲公司总裁正极、负极、隔膜.
  if (item === first && rest.length >= 3 && lengths.size === 1 && length >= 2 && first.length >= length + 3)
    return first.slice(-length)
  return item
}

/** Lists that a count closes: “甲”“乙”…五大战略路径; 甲、乙、丙三个产业配套区. */
const countedLists = (text: string): ListMention[] => {
  const found: ListMention[] = []
  for (const match of text.matchAll(countPhrase)) {
    const said = smallNumber(match[1]!)
    if (!(said >= 2 && said <= 40) || !countedNoun.test(match[3]!)) continue
    const run = runBefore(text, match.index)
    if (!run || run.items.length < 2) continue
    // 甲、乙、丙等23家企业: the row is open.
    const isOpen = /等$/.test(run.items.at(-1)!)
    if (isOpen) run.items[run.items.length - 1] = run.items.at(-1)!.replace(/等$/, '')
    // 由甲、乙和丙三部分: the last conjunction divides too, when the count asks for it.
    let { items } = run
    if (items.length === said - 1) {
      const tail = /^(.{2,})(?:和|与|及|以及)(.{2,})$/.exec(items.at(-1)!)
      if (tail) items = [...items.slice(0, -1), tail[1]!, tail[2]!]
    }
    // 各省、市的三个… : a run that is longer than the count began earlier.
    if (items.length > said) items = items.slice(-said)
    const first = trimFirst(items)
    items = [first, ...items.slice(1)]
    const start = text.indexOf(items.length === run.items.length ? first : items[0]!, run.start)
    const quoted = text[run.start] === '“'
    found.push({
      start: quoted ? run.start : start,
      end: match.index + match[0].length,
      what: match[0],
      items,
      said,
      isOpen,
      subject: null,
    })
  }
  return found
}

const openEnd =
  /等(?:(\d{1,3}|[一二三四五六七八九十]{1,3})(?:个|家|项|类|种|大|地))?([一-鿿]{0,6}?)(?=$|[,。;:!?…)]|在|的|相继|陆续|方面|进行|发|开展|实现|共同|均|已|将|为|与|和)/g

/** An item in which a new list begins: …等企业在临武加快建设采. */
const opensAnew =
  /等[一-鿿]{0,4}(?:在|共同|联合|将|相继|就)|(?:加快|规划|投资|重点|共同|合作)(?:建设|发展|推进|打造|布局)|(?:包括|涵盖|涉及|引进|建设有)/

/** The part of a run of items that is one list. */
const lastRun = (run: { start: number; items: string[] } | null): { start: number; items: string[] } | null => {
  if (!run) return null
  for (let k = run.items.length - 1; k > 0; k--)
    if (opensAnew.test(run.items[k]!)) {
      const skipped = run.items.slice(0, k).reduce((n, item) => n + item.length + 1, 0)
      return { start: run.start + skipped, items: run.items.slice(k) }
    }
  return run
}

/** Open lists: 临武、桂阳、宜章等地; 采、选、冶等项目. Three items or more; two would be a plain 和. */
const openLists = (text: string, isPlace: (at: number) => number): ListMention[] => {
  const found: ListMention[] = []
  for (const match of text.matchAll(openEnd)) {
    if (text[match.index - 1] === '”' || text[match.index - 1] === '》') continue
    const run = lastRun(runBefore(text, match.index))
    if (!run || run.items.length < 3 || run.items.some((i, k) => i.length === 0 || (k > 0 && i.length > 28))) continue
    const said = match[1] ? smallNumber(match[1]) : null
    // A row of places begins at its first place: 郴州所辖临武、桂阳.
    const second = run.start + run.items[0]!.length
    let first = trimFirst(run.items)
    for (let at = run.start; at < second; at++) if (isPlace(at) === second) first = text.slice(at, second)
    const start = second - first.length
    found.push({
      start,
      end: match.index + match[0].length,
      what: match[0].replace(/^等[较更最很已均都].*$/, '等'),
      items: splitLast([first, ...run.items.slice(1)]),
      said,
      isOpen: true,
      subject: null,
    })
  }
  return found
}

const office =
  /(?:书记|市长|县长|区长|省长|厅长|局长|主任|董事长|总经理|总裁|部长|秘书长|主席|会长|院长|校长|处长)[一-鿿]{2,3}$|^(?:县|市|区|省|州)领导[一-鿿]{2,3}$/
const isOfPersons = (items: readonly string[]): boolean => {
  const named = items.filter((item) => office.test(item)).length
  // 甲县长某某、某某、某某: bare names behind the first.
  return (
    named >= 2 ||
    (named === 1 &&
      items
        .slice(1)
        .every((item) => item.length <= 3 && (surnames.has(item[0]!) || doubleSurnames.has(item.slice(0, 2)))))
  )
}

/** All lists of a passage, in order; where two readings overlap the one with a stated count stays. */
export const findLists = (scene: Scene): ListMention[] => {
  const { text, places } = scene
  const byStart = new Map(places.map((p) => [p.start, p.end]))
  for (const o of scene.organisations) byStart.set(o.start, o.end)
  const all = [
    ...countedLists(text),
    ...openedLists(text),
    ...numberedPoints(text),
    ...ranges(text),
    ...codeParts(text),
    ...codeAim(text),
    ...openLists(text, (at) => byStart.get(at) ?? -1),
  ]
  const out: ListMention[] = []
  for (const list of all) {
    if (list.items.some((i) => i === '') || list.start < 0 || list.end <= list.start) continue
    // 县领导甲、乙、丙等出席会议: a row of persons is no list of things.
    if (
      /^等?[一-鿿]{0,10}(?:出席|参加|陪同|参与活动|见证)/.test(list.what.replace(/^等[^出参陪见]{0,6}/, '等')) ||
      isOfPersons(list.items)
    )
      continue
    if (
      out.some((o) => o.start < list.end && list.start < o.end && !(o.items.length === 1) && !(list.items.length === 1))
    )
      continue
    out.push(list)
  }
  return out.sort((a, b) => a.start - b.start)
}

const agree = (list: ListMention): boolean => list.said === null || list.isOpen || list.said === list.items.length

/** A claim per list: `items`, `measure` the words that name it, `value` the number the text says; a number that disagrees lowers it. */
export const listClaims = (scenes: readonly Scene[], raw: string, facts: PageFacts): Draft[] =>
  scenes.flatMap((scene) => {
    // Lists after “1546” in the same sentence belong to it.
    const code = /“(?:\d{3,6}|(?:[一二三四五六七八九两][一-鿿]{1,2}){2,6})”(?:的)?[一-鿿]{0,8}/.exec(scene.text)
    return findLists(scene).map((given) => {
      let list = given
      const clause = clauseStart(scene.text, list.start)
      const place =
        scene.places
          .filter((p) => p.kind === 'region' && p.end <= list.start && p.start >= sentenceStart(scene.text, list.start))
          .at(-1)?.region ?? facts.context.region
      const ofCode =
        code && code.index < list.start && sentenceEnd(scene.text, code.index + code[0].length) >= list.start
          ? code[0]
          : null
      const lead = scene.text.slice(clause, list.start).replace(/(?:主要|分别)?(?:包括|有|为|是|用于|涵盖|涉及)?$/, '')
      // 四川省研发、制造、空域: a place that owns the row is not part of its first item.
      const owner = startingIn(scene.places, list.start)
      if (
        owner?.kind === 'region' &&
        list.items[0] === scene.text.slice(owner.start, owner.start + list.items[0]!.length) &&
        owner.end < list.start + list.items[0]!.length &&
        /^[一-鿿]{2}/.test(list.items[0]!.slice(owner.end - owner.start)) &&
        !startingIn(scene.organisations, owner.start) &&
        inside(scene.places, owner.start + 1, list.end).length === 0
      )
        list = {
          ...list,
          start: owner.end,
          items: [list.items[0]!.slice(owner.end - owner.start), ...list.items.slice(1)],
        }
      const isHead =
        lead.length >= 2 && lead.length <= 16 && /(?:产品|产业|项目|企业|领域|资源|环节|业务|内容)$/.test(lead)
      const subject = list.subject ?? ofCode ?? (isHead ? lead : (place?.name ?? null))
      return draftOf('list', raw, scene.passage.view, list.start, list.end, {
        value: list.said,
        measure: list.what,
        subject,
        items: list.items,
        place: place ? fullNameOf(place) : null,
        placeCode: place?.code ?? null,
        attribution: saidBy(scene.text, list.start),
        confidence: list.said !== null && !list.isOpen ? (agree(list) ? 0.95 : 0.55) : 0.8,
        reasons: [
          agree(list)
            ? list.said !== null
              ? 'named.list-count-agrees'
              : list.isOpen
                ? 'named.list-open'
                : 'named.list'
            : 'named.list-count-differs',
        ],
      })
    })
  })
