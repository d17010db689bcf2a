import { containsRegion, findPlaces, type Region } from '../../base/region.ts'
import { itemMark } from './blocks.ts'
import { checkPage } from './checks.ts'
import { blankClaim, type Claim } from './claim.ts'
import { splitSentences } from './clauses.ts'
import { type Frame, noFrame } from './frames.ts'
import type { PageContext, Passage } from './passage.ts'
import { rawSpan } from './passage.ts'
import { inName } from './places.ts'
import { findMentions } from './quantities.ts'
import { titleSpans } from './spans.ts'
import { PageReader, type Statement } from './statements.ts'
import { findTimes, type TimeAnchor, type TimeMention, yearAfter } from './times.ts'

/** Claims at or above this confidence need no second look to be shown as read; below it they wait for a person. */
export const autoThreshold = 0.9

const anchorOf = (passages: readonly Passage[], context: PageContext): TimeAnchor => {
  if (context.anchor)
    return { day: context.anchor, year: Number(context.anchor.slice(0, 4)), yearInferred: context.anchorInferred }
  return { day: null, year: yearSaidAsNow(passages), yearInferred: true }
}

/** A year that the text itself ties to the present: 预计2022年…, 今年,…《2022年…方案》. Null when it does not. */
const yearSaidAsNow = (passages: readonly Passage[]): number | null => {
  for (const { view } of passages) {
    const expected = /(?:预计|今年|本年|当前|全年预计)[^。\n]{0,24}?(20\d\d)年/.exec(view.text.slice(0, 20_000))
    if (expected) return Number(expected[1])
  }
  return null
}

const timeClaim = (time: TimeMention, raw: { start: number; end: number }): Claim => ({
  ...blankClaim,
  id: `t-${raw.start}-${raw.end}`,
  kind: 'time',
  quote: '',
  ...raw,
  from: time.period?.from ?? null,
  to: time.period?.to ?? null,
  precision: time.period?.precision ?? null,
  inferred: time.period?.inferred ?? false,
  confidence: time.period === null ? 0.4 : time.relative ? 0.8 : 0.97,
  reasons: time.relative ? ['period-inferred'] : [],
  status: time.period !== null && !time.relative ? 'auto' : 'pending',
})

/** The period a report says in its title (2021年…, 前三季度…): it stands over all its sentences until another is said. */
const titleFrame = (title: string | null, anchor: TimeAnchor): Frame => {
  if (title === null || title.length > 80 || /规划|方案|计划|目标|力争|《|将/.test(title)) return noFrame
  const first = findTimes(title, anchor).find((time) => time.kind === 'at' && time.period !== null)
  if (!first || first.period!.from === null || first.period!.to === null) return noFrame
  if (first.period!.from.slice(0, 7) === first.period!.to.slice(0, 7)) return noFrame
  return { period: first.period, relative: first.relative, earlier: true }
}

/** The place an item of a digest is about: the first one its heading or its first lines name that is in no firm's name. */
const itemRegion = (passages: readonly Passage[], head: number): Region | null => {
  for (let p = head; p < passages.length && p < head + 3; p++) {
    const { text } = passages[p]!.view
    if (p > head && itemMark.test(text)) break
    const first = text.slice(0, 400)
    const named = findPlaces(first).filter((place) => place.kind !== 'cluster' && !inName(first, place))
    if (named.length > 0) {
      let { region } = named[0]!
      let { end } = named[0]!
      for (const place of named)
        if (place.start === end && containsRegion(region, place.region)) ({ region, end } = place)
      return region
    }
  }
  return null
}

/** On a page of no one place a paragraph that opens with a place (河北省情况…) is about it. */
const paragraphRegion = (text: string): Region | null => {
  const first = text.slice(0, 40)
  const place = findPlaces(first).find((one) => one.kind !== 'cluster' && one.start <= 2 && !inName(first, one))
  return place?.region ?? null
}

const lastDayOf = (times: readonly TimeMention[]): string | null => {
  const day = times.findLast(
    (time) => time.kind === 'at' && time.period?.precision === 'day' && time.period.from === time.period.to,
  )
  return day?.period?.from ?? null
}

/** Times that stand in a title (《2022年…方案》) date the title and nothing that is said. */
const outside = (times: readonly TimeMention[], titles: readonly { start: number; end: number }[]): TimeMention[] => {
  let t = 0
  return times.filter((time) => {
    while (t < titles.length && titles[t]!.end <= time.start) t++
    const title = titles[t]
    return !(title && title.start <= time.start && time.end <= title.end)
  })
}

const forward = /预计|力争|计划|将|目标|确保|拟|有望|今年|本年|全年|明年/

/** 1-11月 on a page of March is of the year before: a span from January that has not ended is no report yet. */
const reported = (text: string, times: readonly TimeMention[], today: string | null): TimeMention[] =>
  times.map((time) => {
    const period = time.period
    if (!today || !time.relative || time.kind !== 'at' || !period?.from || !period.to) return time
    if (!period.from.endsWith('-01-01') || period.precision === 'year') return time
    if (Date.parse(period.to) - Date.parse(today) < 31 * 86_400_000) return time
    if (forward.test(text.slice(Math.max(0, time.start - 8), time.end + 40).split(/[。；]/)[0]!)) return time
    const before = (day: string): string => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
    return { ...time, period: { ...period, from: before(period.from), to: before(period.to) } }
  })

const round2 = (value: number): number => Math.round(value * 100) / 100

const quantityClaim = (statement: Statement, raw: { start: number; end: number }): Claim => ({
  ...blankClaim,
  id: `q-${raw.start}-${raw.end}`,
  kind: 'quantity',
  quote: '',
  ...raw,
  value: statement.value,
  valueTo: statement.valueTo,
  unit: statement.mention.unit,
  bound: statement.mention.bound,
  measure: statement.measure,
  subject: statement.subject,
  modality: statement.modality,
  from: statement.period?.from ?? null,
  to: statement.period?.to ?? null,
  precision: statement.period?.precision ?? null,
  inferred: statement.period?.inferred ?? false,
  place: statement.place?.name ?? null,
  placeCode: statement.place?.code ?? null,
  attribution: statement.attribution,
  confidence: round2(Math.min(0.99, Math.max(0.05, statement.confidence))),
  reasons: [...new Set(statement.reasons)],
  status: statement.confidence >= autoThreshold ? 'auto' : 'pending',
})

/**
 * Every quantity and time the body says, as claims whose `start` and `end` point into the raw text; `quote` is what
 * stands there in the passage's view when it is unbroken. Passages come in reading order, which carry-over follows.
 * Pure; time grows linearly with the text.
 */
export const readMeaning = (passages: readonly Passage[], context: PageContext): Claim[] => {
  const anchor = anchorOf(passages, context)
  const reader = new PageReader(context, anchor.day ?? (anchor.year === null ? null : `${anchor.year}-12-31`))
  const statements: { statement: Statement; passage: Passage }[] = []
  const claims: Claim[] = []
  let said: string | null = null
  const titled = titleFrame(context.title, anchor)
  reader.report = titled
  const isTitled = titled.period !== null && !titled.relative
  let yearSaid: number | null = titled.period && !titled.relative ? Number(titled.period.to!.slice(0, 4)) : null
  const isDigest = passages.filter((passage) => itemMark.test(passage.view.text)).length >= 3
  for (let p = 0; p < passages.length; p++) {
    const passage = passages[p]!
    const { text } = passage.view
    if (isDigest && itemMark.test(text)) reader.enter(itemRegion(passages, p))
    else if (!isDigest && context.region === null) reader.stand(paragraphRegion(text))
    const times = reported(text, findTimes(text, { ...anchor, said, yearSaid, yearFixed: isTitled }), anchor.day)
    if (!isTitled) for (const time of times) yearSaid = yearAfter(text, time, yearSaid)
    said = lastDayOf(times) ?? said
    const mentions = findMentions(text, times)
    for (const time of times) claims.push(timeClaim(time, rawSpan(passage.view, time.start, time.end)))
    if (mentions.length === 0) {
      reader.pass(text, splitSentences(text, [], times))
      continue
    }
    const places = findPlaces(text, reader.context.region)
    const sentences = splitSentences(text, mentions, outside(times, titleSpans(text)))
    for (const statement of reader.read(text, sentences, places)) statements.push({ statement, passage })
  }
  checkPage(statements.map(({ statement, passage }) => ({ statement, text: passage.view.text })))
  for (const { statement, passage } of statements)
    claims.push(quantityClaim(statement, rawSpan(passage.view, statement.start, statement.end)))
  return claims.sort((a, b) => a.start - b.start || a.end - b.end)
}
