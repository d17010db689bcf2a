import { sentenceEnd, smallNumber, splitItems } from './mentions.ts'

export interface ListMention {
  start: number
  end: number
  /** What the list is a list of: 五大战略路径, 全产业链条, 等地. */
  what: string
  items: string[]
  /** The number the text says, null when it says none. */
  said: number | null
  isOpen: boolean
  subject: string | null
}

/** 生态培植和问题解决: the last item holds two. */
export const splitLast = (items: readonly string[]): string[] => {
  const both = /^([^和与及]{2,})(?:和|与|及|以及)([^和与及]{2,})$/.exec(items.at(-1)!)
  return both ? [...items.slice(0, -1), both[1]!, both[2]!] : [...items]
}

const countAhead =
  /([一二三四五六七八九十两]{1,2}|\d{1,2})(大|个|项|类|种|款|条|家|支|座)([一-鿿]{2,12}?)(?:\(|:|[,]?(?:分别是|分别为|包括|即|为|是))([^()。;:!?\n]{3,120})/g

/** Lists that a count opens: 四款核心溶剂(甲、乙、丙、丁), 三大工程:甲、乙、丙, 两个基地,分别是甲和乙. */
export const openedLists = (text: string): ListMention[] => {
  const found: ListMention[] = []
  for (const match of text.matchAll(countAhead)) {
    const said = smallNumber(match[1]!)
    if (!(said >= 2 && said <= 20) || /[,的了]/.test(match[3]!)) continue
    const from = match.index + match[0].length - match[4]!.length
    const isBracket = text[from - 1] === '('
    const body = isBracket ? match[4]!.replace(/等$/, '') : match[4]!.split(/,/, 1)[0]!
    if (isBracket && text[from + match[4]!.length] !== ')') continue
    let items = splitItems(body.replace(/等[^、]{0,6}$/, ''))
    if (items.length === said - 1) items = splitLast(items)
    // Outside brackets only an exact count shows that the list is what was counted.
    if (items.length < 2 || (!isBracket && items.length !== said) || items.some((i) => i.length > 30)) continue
    found.push({
      start: match.index,
      end: from + body.length + (isBracket ? 1 : 0),
      what: `${match[1]}${match[2]}${match[3]}`,
      items,
      said,
      isOpen: /等$/.test(match[4]!),
      subject: null,
    })
  }
  return found
}

const ordinals = '一二三四五六七八九十'

/** 一是…。二是…。三是…: what each point says first, counted from one without a gap; 要一…二… likewise. */
export const numberedPoints = (text: string): ListMention[] => {
  if (!/一[是要]/.test(text)) return []
  const found: ListMention[] = []
  let run: { n: number; start: number; at: number }[] = []
  const close = () => {
    if (run.length >= 2) {
      const items = run.map(({ at }) => /^[^,。;:!?\n]{2,40}/.exec(text.slice(at, at + 40))?.[0] ?? '')
      const lead = text.slice(Math.max(0, run[0]!.start - 40), run[0]!.start)
      const counted =
        /([一二两三四五六七八九十])(?:个|大|条|点|项)?(?:方面|重点|问题|措施|意见|要求|任务|工作|特点|原则|举措|要点|变化|突破|跨越)?[一-鿿]{0,4}[,:。]$/.exec(
          lead,
        )
      const said = counted ? smallNumber(counted[1]!) : null
      const tail = run.at(-1)!
      if (items.every((item) => item !== ''))
        found.push({
          start: run[0]!.start,
          end: tail.at + items.at(-1)!.length,
          what: `一${text[run[0]!.start + 1]}`,
          items,
          said: said !== null && said >= 2 ? said : null,
          isOpen: false,
          subject: null,
        })
    }
    run = []
  }
  for (const match of text.matchAll(/(?<=^|[,。;:!?”\s])([一二三四五六七八九十])(?:是|要)(?!否)/g)) {
    const n = ordinals.indexOf(match[1]!) + 1
    if (n === 1 || n !== (run.at(-1)?.n ?? 0) + 1) close()
    if (n === 1 || (run.length > 0 && n === run.at(-1)!.n + 1))
      run.push({ n, start: match.index, at: match.index + match[0].length })
  }
  close()
  return found
}

/** 从甲、乙到丙的全产业链条: stages from one end to the other. */
export const ranges = (text: string): ListMention[] => {
  const found: ListMention[] = []
  for (const match of text.matchAll(
    /从([一-鿿、]{4,60}?)(?:再)?到([一-鿿]{2,10}?)的?((?:全|完整的?)?(?:产业链|链条|生命周期|流程)[一-鿿]{0,4}|“[^“”]{2,12}”产业链)/g,
  )) {
    const items = [...splitItems(match[1]!.replace(/到/g, '、')), match[2]!]
    if (items.length < 3) continue
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      what: match[3]!,
      items,
      said: null,
      isOpen: false,
      subject: null,
    })
  }
  return found
}

const units = /([一二三四五六七八九两])([^一二三四五六七八九两“”]{1,2})/g
const makesVerb =
  /^(?:即|就是|着力|重点|加快|全力)?(?:做强|做大|做优|做精|建设|打造|培育|构建|形成|发展|支持|提升|建强|壮大)/

/**
 * The parts of a code whose numbers count them: 一核一极三辅, spelled out after it clause by clause. A part counted one is the
 * clause without its verb; larger ones are lists of their own.
 */
export const codeParts = (text: string): ListMention[] => {
  const found: ListMention[] = []
  for (const match of text.matchAll(/“((?:[一二三四五六七八九两][一-鿿]{1,2}){2,6})”/g)) {
    const end = sentenceEnd(text, match.index)
    const opened = /(?:即|[::])/.exec(text.slice(match.index + match[0].length, end))
    if (!opened) continue
    let at = match.index + match[0].length + opened.index
    const clauses: { start: number; text: string }[] = []
    for (const clause of text.slice(at, end).split(',')) {
      clauses.push({ start: at, text: clause })
      at += clause.length + 1
    }
    const parts = [...match[1]!.matchAll(units)]
    if (clauses.length < parts.length) continue
    parts.forEach((part, k) => {
      if (smallNumber(part[1]!) !== 1) return
      const clause = clauses[k]!
      const led = /^(?:即|[::])/.exec(clause.text)?.[0].length ?? 0
      const verb = makesVerb.exec(clause.text.slice(led))
      const item = clause.text.slice(led + (verb?.[0].length ?? 0))
      if (item.length < 2 || item.length > 24) return
      found.push({
        start: clause.start + led,
        end: clause.start + clause.text.length,
        what: part[0]!,
        items: [item],
        said: 1,
        isOpen: false,
        subject: `“${match[1]}”`,
      })
    })
  }
  return found
}

/** The one aim of a numbered strategy: 紧扣…的总体发展目标 after “1546”发展战略. */
export const codeAim = (text: string): ListMention[] => {
  const found: ListMention[] = []
  for (const match of text.matchAll(/“(\d{3,6})”[一-鿿]{0,10}/g)) {
    if (!match[1]!.includes('1')) continue
    const end = sentenceEnd(text, match.index + match[0].length)
    const after = text.slice(match.index + match[0].length, end)
    const aim =
      /(?:紧扣|围绕|锚定|瞄准|实现|聚焦|坚持|以)([^;。,]{4,40}?)(?:的|这一|为)((?:总体|战略|奋斗|发展|总|核心){0,3}(?:目标|定位|主线))/.exec(
        after,
      )
    if (!aim) continue
    const start = match.index + match[0].length + aim.index + aim[0].indexOf(aim[1]!)
    found.push({
      start,
      end: match.index + match[0].length + aim.index + aim[0].length,
      what: aim[2]!,
      items: [aim[1]!],
      said: 1,
      isOpen: false,
      subject: `“${match[1]}”`,
    })
  }
  return found
}
