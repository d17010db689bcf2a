import { findPlaces } from '../../../base/region.ts'
import { findCopyMarks } from './copy-mark.ts'
import type { Line, Vocabulary } from './lines.ts'
import { endIn, isProse, offsetIn } from './lines.ts'
import { bait, boundaryBefore, findBracketed, findPromotionRuns } from './promotion-runs.ts'
import type { SetAsideRule } from './words.ts'

export interface Found {
  start: number
  end: number
  rule: SetAsideRule
}

/** Agencies and papers whose name opens a dateline. The general form (X日报, X网) is read besides. */
const agencies =
  '中国新闻网|中新网|中新社|新华社|新华网|人民网|央广网|央视网|央视新闻|光明网|光明日报|人民日报|经济日报|科技日报|工人日报|法治日报|农民日报|中国日报网|中国日报|中国青年报|中国经济网|中国网|中青网|国际在线|环球网|海外网|澎湃新闻|界面新闻|红网|证券时报网|证券时报|证券日报|中国证券报|上海证券报|第一财经|财联社|电池网|本报讯|本报|本网讯|本网|每日经济新闻|21世纪经济报道|中国有色网|中国能源报|北极星储能网|极目新闻|封面新闻|南方\\+|大众网|东方网|荆楚网|大江网|四川在线|浙江在线|齐鲁网|中安在线'
const dateline = new RegExp(
  `(${agencies}|[一-鿿]{2,4}(?:日报|晚报|晨报|新闻网|新闻|在线|卫视|电视台))?([一-鿿]{2,8}?)(?:(\\d{4})年)?(\\d{1,2})月(\\d{1,2})日(?:电|讯|消息|报道)`,
  'g',
)
/** A paper's own news names no place: 示范晚报6月20日讯. Only at the very start, where it cannot be somebody's report. */
const withoutPlace =
  /^([一-鿿]{2,6}(?:日报|晚报|晨报|商报|都市报|时报|新闻网)|本报|本网)(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:电|讯)/
const knownAgency = new RegExp(agencies, 'g')

export interface Dateline {
  /** Where it begins in the text of its line. */
  at: number
  /** Offsets in the page. */
  start: number
  end: number
  agency: string | null
  place: string
  year: number | null
  month: number
  day: number
}

/** The dateline of a paragraph (中新网郴州6月19日电), looked for in its first 120 units; null when there is none. */
export const datelineOf = (line: Line): Dateline | null => {
  const head = line.text.slice(0, 120)
  dateline.lastIndex = 0
  const match = dateline.exec(head)
  if (!match || match.index > 0) {
    const bare = withoutPlace.exec(head)
    if (bare && (!match || match.index > 0)) {
      const date = bare[0].length
      return {
        at: 0,
        start: line.start,
        end: endIn(line, date),
        agency: bare[1]!,
        place: '',
        year: bare[2] ? Number(bare[2]) : null,
        month: Number(bare[3]),
        day: Number(bare[4]),
      }
    }
  }
  if (!match) return null
  let start = match.index
  let agency = match[1] ?? null
  let place = match[2]!
  // The lazy forms may have taken part of what stands before the agency: a known name inside decides where it begins.
  const upTo = head.slice(0, match.index + (agency?.length ?? 0) + place.length)
  let last: RegExpExecArray | null = null
  knownAgency.lastIndex = 0
  for (let m = knownAgency.exec(upTo); m; m = knownAgency.exec(upTo)) last = m
  if (last && upTo.length - (last.index + last[0].length) <= 8 && upTo.length - (last.index + last[0].length) >= 2) {
    start = last.index
    agency = last[0]
    place = upTo.slice(last.index + agency.length)
  } else {
    // A paper not in the list: two characters and what papers are called, or its province or city (黑龙江日报).
    const paper =
      /([一-鿿]{2})(?:日报|晚报|晨报|商报|都市报|新闻网|新闻|在线|卫视|电视台|广播网|网|社)(?=[一-鿿]{2,8}$)/.exec(upTo)
    if (!paper) return null
    const named = findPlaces(upTo.slice(Math.max(0, paper.index - 2), paper.index + 2)).at(-1)
    const shift = named && named.end === Math.min(paper.index, 2) + 2 ? Math.min(paper.index, 2) - named.start : 0
    start = paper.index - shift
    agency = upTo.slice(start, paper.index + paper[0].length)
    place = upTo.slice(paper.index + paper[0].length)
  }
  return {
    at: start,
    start: offsetIn(line, start),
    end: endIn(line, match.index + match[0].length),
    agency,
    place: place.trim(),
    year: match[3] ? Number(match[3]) : null,
    month: Number(match[4]),
    day: Number(match[5]),
  }
}

const opener = /^(?:据|综合|原标题|来源|编者按|导语|图为|【|\[|\(|“|《|▲|■|●|◆|记者|本报|[A-Za-z0-9]{1,3}[.、])/
const bounded = /[。!?;:,、\s)\]】”》—…·|丨-]$/

/** A name with two promotional words, or one beside letters or digits: in front of a dateline it is none of the page's, however often it was put there. */
const isBrand = (name: string): boolean => {
  const words = name.match(bait)?.length ?? 0
  return name.length >= 4 && (words >= 2 || (words === 1 && /[a-z0-9]/i.test(name)))
}

const occurrences = (text: string, part: string, limit: number): number[] => {
  const found: number[] = []
  for (let at = text.indexOf(part); at >= 0 && found.length < limit; at = text.indexOf(part, at + 1)) found.push(at)
  return found
}

/** ✄德信体育器材✅: a short phrase between signs that are not punctuation. */
const decorated =
  /^[^一-鿿\w\s"'“”‘’《》()【】[\]—…·,.。、:;!?#@|+\-*▲△■□●○◆◇★☆※→]{1,6}\s*([一-鿿\w]{2,16})\s*[^一-鿿\w\s"'“”‘’《》()【】[\]—…·,.。、:;!?#@|+\-*▲△■□●○◆◇★☆※→]{1,6}$/u

/** A gambling house's name at the very start of a paragraph, running straight into its first word. */
const house = /^([一-鿿]{1,6}?(?:赌场|娱乐城|棋牌|百家乐|老虎机|博彩))(?:官网|平台|网址|app)?(?=[一-鿿“])/i
const reported = /打击|查处|抓获|治理|违法|犯罪|警方|公安|非法|防范|涉赌|取缔|案件|监管|毛收入|产业|业收入/

/**
 * Foreign text stuck into the page. Position and coherence decide, words only help: (1) what stands in front of a dateline with
 * no boundary, is not found in the body and shares nothing with it; (2) a name between decorative signs, and the same name glued
 * to the start of a paragraph; (3) runs of promotional words with no boundary before them, which break the sentence.
 */
export const findInjected = (lines: readonly Line[], text: string, vocabulary: Vocabulary): Found[] => {
  const found: Found[] = []
  const names = new Set<string>()
  for (const line of lines) {
    const match = line.text.length <= 40 ? decorated.exec(line.text) : null
    if (!match || names.size >= 20) continue
    // What is glued in front of paragraphs must not vouch for the name.
    const glued = lines.filter((l) => isProse(l) && l.text.startsWith(match[1]!)).length
    if (vocabulary.share(match[1]!, glued) < 0.5 || vocabulary.share(match[1]!.slice(0, 2), glued) === 0) {
      found.push({ start: line.start, end: line.end, rule: 'decorated-name' })
      names.add(match[1]!)
    }
  }
  const glued = new Set<number>()
  const brands = new Set<string>()
  let looked = 0
  for (const line of lines) {
    if (line.hanzi < 8) continue
    const head = datelineOf(line)
    // A page has one dateline, a digest some; the bound keeps hostile pages linear.
    if (head && head.at > 0 && looked++ < 24) {
      const prefix = line.text.slice(0, head.at)
      const core = prefix.trim()
      const inBody = occurrences(text, core, 6).some(
        (at) => at !== line.start && lines.some((l) => isProse(l) && at > l.start && at < l.end),
      )
      const own = isProse(line) ? 1 : 0
      // A brand the page never speaks of makes the name foreign even where its trade (体育器材) is spoken of.
      const related = vocabulary.share(core, own) >= 0.6 && vocabulary.share(core.slice(0, 2), own) > 0
      if (
        core.length <= 30 &&
        !bounded.test(prefix) &&
        !opener.test(core) &&
        !/[。!?;]/.test(core) &&
        (names.has(core) || (!inBody && !related) || isBrand(core))
      ) {
        if (isBrand(core)) brands.add(core)
        found.push({ start: line.start, end: head.start, rule: 'before-dateline' })
        glued.add(line.start)
      }
    }
    for (const name of names)
      if (line.text.startsWith(name) && line.text.length > name.length + 8 && !glued.has(line.start))
        if (boundaryBefore.test(line.text[name.length]!))
          found.push({ start: line.start, end: endIn(line, name.length), rule: 'glued-name' })
  }
  for (const line of lines) {
    const match = isProse(line) && !glued.has(line.start) ? house.exec(line.text) : null
    if (!match || reported.test(line.text.slice(0, 60)) || findPlaces(match[0]).length > 0) continue
    if (vocabulary.share(match[1]!.slice(0, 2), 1) === 0)
      found.push({ start: line.start, end: endIn(line, match[0].length), rule: 'glued-promotion' })
  }
  for (const brand of brands)
    for (const line of lines) {
      if (line.hanzi < 20) continue
      for (const at of occurrences(line.text, brand, 20))
        if ((at > 0 || !glued.has(line.start)) && boundaryBefore.test(line.text[at + brand.length] ?? ''))
          found.push({ start: offsetIn(line, at), end: endIn(line, at + brand.length), rule: 'glued-name' })
    }
  found.push(...findPromotionRuns(lines), ...findBracketed(lines, vocabulary), ...findCopyMarks(lines))
  return found
}
