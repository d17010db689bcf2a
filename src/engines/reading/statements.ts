import type { Period } from '../../base/period.ts'
import type { Modality } from '../../base/quantity.ts'
import { findPlaces, type PlaceMention, type Region } from '../../base/region.ts'
import { isAhead, isPast } from './ahead.ts'
import { announced, asExample, identified, inField, issuesPlan, opensRow } from './announcing.ts'
import { withBoundApart } from './bounds-apart.ts'
import type { Clause, Sentence } from './clauses.ts'
import { isThreshold } from './counting.ts'
import { isDirectlyCounted } from './counts.ts'
import { Discourse } from './discourse.ts'
import { entitiesIn, kindOfName } from './entities.ts'
import { type Frame, frameAfter, intoNextSentence, noFrame, periodOf, trailingFrame } from './frames.ts'
import { type Head, headOf, isSpeech, isViewpoint, subjectOfViewpoint } from './heads.ts'
import { lastEnd, type Measured, type Speaking } from './measured.ts'
import { flows, kindOf } from './measures.ts'
import { measureOf } from './measuring.ts'
import { type ModalityRead, modalityOf } from './modality.ts'
import { fullName, goesOnAt, placeInSubject } from './naming.ts'
import type { PageContext } from './passage.ts'
import { placeOf } from './places.ts'
import type { Mention } from './quantities.ts'
import { pairedTimes, type Shared, seriesOf, sharesOf } from './series.ts'
import { cleanNoun, compose } from './subjects.ts'

/** A mention with everything its sentence says of it. `start` and `end` are the quote in the view's text. */
export interface Statement {
  mention: Mention
  start: number
  end: number
  value: number
  valueTo: number | null
  measure: string
  subject: string | null
  /** The part of the subject that later numbers of the sentence go on about. */
  owner: string | null
  modality: Modality
  period: Period | null
  place: Region | null
  attribution: string | null
  /** Growth of `base`, or a share: what self-checks need. */
  change: boolean
  base: Statement | null
  /** What is counted, for ellipsis (…的27个). */
  noun: string | null
  sentence: number
  confidence: number
  reasons: string[]
}

/** What one paragraph is read with. */
interface Page {
  text: string
  places: readonly PlaceMention[]
}

const stocks = new Set(['mass', 'energy', 'power', 'area', 'volume', 'length', 'charge', 'voltage'])
const capacities = new Set(['产能', '处理能力', '开采规模', '规模'])

const withoutPlace = (name: string, place: string | null): string =>
  place !== null && name.length > place.length && name.startsWith(place) ? name.slice(place.length) : name

/** How far a sentence is looked through for words of mood; a longer one has lost them by then. */
const longestLook = 400
const opensList = /[:：;；]\s*$/
const mandating = /^[\s“"]*(?:[一二三四五六七八九]要(?!素)|下一步|为此)/
const citesData = /(数据显示|统计显示|据.{0,12}(统计|介绍|了解|测算|规划))$/

/** Reads sentence after sentence in reading order and remembers what later sentences leave out. */
export class PageReader {
  context: PageContext
  readonly today: string | null
  readonly discourse: Discourse
  attribution: string | null = null
  sentences = 0
  /** 一要…。二要…: the sentences of this paragraph say what is to be done. */
  mandate = false
  /** The page begins by saying that a plan was issued, and nothing dates the page itself. */
  private inPlan = false
  /** The period of the title. */
  report: Frame = noFrame
  /** The last passage announced a list (分行业看:) or broke off in one (…;), and the frame at its end. */
  private openFrame: Frame | null = null
  /** The last value of the paragraph's sentences before this one. */
  private lastValue: Statement | null = null
  private lastSaid: Statement | null = null

  constructor(context: PageContext, today: string | null) {
    this.context = context
    this.today = today
    this.discourse = new Discourse(context.region, context.title)
  }

  /** From here on the page speaks of another place (an item of a digest): what was spoken of before is over. */
  enter(region: Region | null): void {
    this.context = { ...this.context, region }
    this.discourse.restart(region)
    this.openFrame = null
  }

  /** The place of one paragraph on a page that has none of its own. */
  stand(region: Region | null): void {
    this.context = { ...this.context, region }
    this.discourse.stand(region)
  }

  /** Takes note of a passage without numbers: its subjects may be what the next one leaves out. */
  pass(text: string, sentences: readonly Sentence[]): void {
    if (this.sentences === 0 && this.today === null && issuesPlan.test(text.slice(0, 160))) this.inPlan = true
    for (const sentence of sentences) {
      this.discourse.openSentence(false)
      for (const clause of sentence.clauses) this.follow(text, clause, headOf(text, clause))
    }
    if (!opensList.test(text.slice(-4))) this.openFrame = null
  }

  read(text: string, sentences: readonly Sentence[], places: readonly PlaceMention[]): Statement[] {
    const statements: Statement[] = []
    let next = 0
    let frame: Frame = this.openFrame ?? this.report
    this.mandate = false
    if (this.sentences === 0 && this.today === null && issuesPlan.test(text.slice(0, 160))) this.inPlan = true
    this.discourse.openParagraph()
    this.lastValue = null
    this.lastSaid = null
    for (const sentence of sentences) {
      this.sentences++
      if (mandating.test(text.slice(sentence.start, sentence.start + 12))) this.mandate = true
      frame = intoNextSentence(frame, this.today)
      if (frame.period === null) frame = this.report
      while (next < places.length && places[next]!.start < sentence.start) next++
      const here: PlaceMention[] = []
      for (let i = next; i < places.length && places[i]!.start < sentence.end; i++) here.push(places[i]!)
      const before = statements.length
      frame = this.sentence({ text, places: here }, sentence, frame, statements)
      this.lastSaid = statements.at(-1) ?? null
      for (let i = statements.length - 1; i >= before; i--)
        if (!statements[i]!.change && kindOf(statements[i]!.mention.unit) !== 'ratio') this.lastValue = statements[i]!
    }
    this.openFrame = opensList.test(text.slice(-4)) && frame.period !== null ? { ...frame, earlier: true } : null
    return statements
  }

  private sentence(page: Page, sentence: Sentence, before: Frame, statements: Statement[]): Frame {
    const { text } = page
    const { discourse } = this
    let frame = before
    this.attribution = null
    discourse.openSentence(sentence.clauses.some((one) => one.mentions.length > 0))
    const said: Statement[] = []
    const shared = new Map<Mention, Shared>()
    let modality: Modality | null = null
    let noun: string | null = null
    for (let c = 0; c < sentence.clauses.length; c++) {
      const clause = sentence.clauses[c]!
      const head = headOf(text, clause)
      const words = text.slice(clause.start, clause.end)
      if (isSpeech(text, clause) || (clause.mentions.length === 0 && citesData.test(words)))
        this.attribution = words.trim().replace(/^[“"]/, '')
      if (clause.mentions.length === 0 || headComesFirst(clause, head)) this.follow(text, clause, head)
      // 在新能源产业方面已建成…: what one looks at is what is spoken of.
      const field = inField.exec(words.slice(0, 24))?.[1]
      if (field && kindOfName(field) === 'industry') discourse.speakOf({ name: field, kind: 'industry' })
      // What 该项目 points to was named before its own clause.
      const entities = entitiesIn(text, clause.start, clause.end)
      for (const one of entities) discourse.remember(one.name, one.kind, one.start)
      frame = frameAfter(text, clause, frame)
      for (const [mention, item] of seriesOf(text, sentence, c) ?? pairedTimes(text, sentence, c) ?? [])
        shared.set(mention, item)
      for (const [mention, item] of sharesOf(text, sentence, c, said))
        if (!shared.has(mention)) shared.set(mention, item)
      for (const mention of clause.mentions) {
        if (isThreshold(text, clause, mention)) continue
        const speaking: Speaking = {
          text,
          sentence,
          clause,
          index: c,
          head,
          entities,
          said,
          before: this.lastValue,
          lastSaid: this.lastSaid,
          noun,
          discourse,
          isPlace: (name) => findPlaces(name, this.context.region).some((place) => place.start === 0),
        }
        const measured = measureOf(speaking, mention)
        if (measured === null) continue
        const statement = this.state(page, speaking, mention, measured, frame, shared.get(mention) ?? null, modality)
        discourse.last = {
          owner: statement.owner,
          subject: measured.subject,
          isFlow: flows.has(statement.measure),
          at: mention.start,
        }
        statements.push(statement)
        said.push(statement)
        modality = statement.modality
        noun = statement.noun ?? noun
      }
      frame = trailingFrame(text, clause) ?? frame
      if (clause.mentions.length === 0) modality = announced(words) ?? modality
    }
    return frame
  }

  private follow(text: string, clause: Clause, head: Head): void {
    const { discourse } = this
    // 分行业看: from here on the rows say themselves what they are about; 光伏产业方面: it is what they are about.
    if (isViewpoint(text, clause)) {
      const about = subjectOfViewpoint(text, clause)
      discourse.topic = about === null ? null : { name: about, kind: kindOfName(about) }
      return
    }
    const bare = head.noun === '' ? '' : cleanNoun(head.noun)
    const counted = isDirectlyCounted(text, clause, head)
    // What is merely counted (规上企业412家) is not what the next clause is about, unless it names a place.
    const local =
      /^(全|我|该|本)[省市县州区旗]/.test(bare) ||
      findPlaces(bare, this.context.region).some((place) => place.start === 0)
    if (counted && !local) {
      if (opensRow(text, clause, bare)) {
        // A class of projects, of which more is counted.
        discourse.speakOf({ name: bare, kind: 'industry' })
      }
      return
    }
    const measured = counted || bare.length < head.noun.length || clause.mentions.length > 0
    discourse.advance({ ...head, noun: bare }, text, clause, measured, local)
    const found = clause.mentions.length === 0 ? identified.exec(text.slice(clause.start, clause.end)) : null
    const example = asExample.exec(text.slice(clause.start, clause.end))?.[1]
    if (example) {
      discourse.remember(example, 'firm', clause.start)
      discourse.speakOf({ name: example, kind: 'firm' })
    }
    if (found) {
      discourse.speakOf({ name: found[1]!, kind: kindOfName(found[1]!) })
    }
  }

  private modality(
    speaking: Speaking,
    mention: Mention,
    measured: Measured,
    frame: Frame,
    previous: Modality | null,
  ): ModalityRead {
    const { text, clause, sentence } = speaking
    const kind = kindOf(mention.unit)
    const from = lastEnd(clause, mention)
    const begin = from > clause.start ? Math.max(clause.start, from - 12) : clause.start
    return modalityOf({
      before: text.slice(begin, mention.numberStart),
      after: text.slice(mention.unitEnd, Math.min(clause.end, mention.unitEnd + 24)),
      rest: text.slice(mention.unitEnd, Math.min(sentence.end, mention.unitEnd + 40)),
      earlier: text.slice(Math.max(sentence.start, clause.start - longestLook), clause.start),
      underMandate: this.mandate,
      hasBase: measured.base !== null,
      inPlan: this.inPlan,
      ofBase: (measured.base ?? speaking.said.at(-1))?.modality ?? null,
      ofMeasure: measured.modality,
      measure: measured.measure,
      isGrowth: measured.change,
      ofProject: /(?:项目|工程|产业园|基地|生产线|电站|[一二三四首]期)$/.test(measured.owner ?? ''),
      isPast: isPast(clause, mention, this.today),
      isStock: (stocks.has(kind) && !flows.has(measured.measure)) || capacities.has(measured.measure),
      isCount: mention.counts,
      isShare: kind === 'ratio' || kind === 'points' || kind === 'multiple',
      isLevel: mention.level,
      previous,
      inList: (clause.opens === 'list' || from > clause.start) && isAlike(speaking.said.at(-1), mention),
      isAhead: isAhead(
        text.slice(
          Math.max(sentence.start, clause.start - longestLook),
          Math.min(sentence.end, clause.end + longestLook),
        ),
        clause,
        mention,
        frame,
        this.today,
      ),
    })
  }

  private state(
    page: Page,
    speaking: Speaking,
    mention: Mention,
    measured: Measured,
    frame: Frame,
    shared: Shared | null,
    previous: Modality | null,
  ): Statement {
    const { text } = page
    const { clause, sentence, discourse } = speaking
    if (shared?.subject) {
      const whose = discourse.last?.owner ?? discourse.topic?.name ?? null
      const before = text.slice(sentence.start, mention.start)
      // 浙江的汽车、电池出口分别…: a list that names its place is of nothing spoken of before.
      const elsewhere = findPlaces(text.slice(clause.start, clause.start + 10), this.context.region)[0]?.start === 0
      const apart =
        shared.alone || elsewhere || whose === null || before.includes(withoutPlace(whose, discourse.place))
          ? null
          : whose
      measured.subject = compose(apart, discourse.resolve(shared.subject), discourse.place).replace(
        /的(?=[一-龥]*(?:额|量|值|价)$)/,
        '',
      )
    }
    if (shared?.measure) measured.measure = shared.measure
    const modality = this.modality(speaking, mention, measured, frame, previous)
    const kind = kindOf(mention.unit)
    const period = shared?.time
      ? { period: shared.time.period, reasons: [], certainty: 0.9 }
      : periodOf(text, clause, mention, frame, {
          takesDays: kind === 'price',
          isPlan: modality.modality === 'plan' || modality.modality === 'target',
          isStock: capacities.has(measured.measure) || kind === 'area' || modality.modality === 'plan',
          isGrowth: measured.change,
          goesOn: /^[\s“"]*(其中|同时|此外)/.test(text.slice(sentence.start, sentence.start + 6)),
        })
    const reasons = [...measured.reasons, ...period.reasons]
    if (modality.reason) reasons.push(modality.reason)
    if (shared) reasons.push('list-shared')
    if (mention.unitInferred && !mention.level) reasons.push('unit-inferred')
    if (mention.repaired) reasons.push('decimal-restored')
    if (mention.level) reasons.push('scale-only')
    const confidence =
      0.96 -
      measured.cost -
      (1 - modality.certainty) * 0.4 -
      (mention.unitInferred ? 0.12 : 0) -
      (mention.repaired ? 0.4 : 0) -
      (mention.level ? 0.2 : 0) -
      (mention.small ? 0.1 : 0) -
      (1 - period.certainty) * 0.1
    const place = placeInSubject(
      goesOnAt(
        text.slice(sentence.start, sentence.start + 8),
        placeOf(text, sentence, clause, mention.start, page.places, this.context.region),
        this.lastSaid?.place ?? null,
        this.context.region,
      ),
      measured.subject,
      this.context.region,
    )
    return {
      mention: withBoundApart(text, clause, mention),
      start: measured.start,
      end: mention.end,
      value: mention.value * measured.sign,
      valueTo: mention.valueTo === null ? null : mention.valueTo * measured.sign,
      measure: measured.measure,
      subject: fullName(measured.subject, place, measured.measure, this.discourse),
      owner: measured.owner ?? measured.subject,
      modality: modality.modality,
      period: period.period,
      place,
      attribution: this.attribution,
      change: measured.change,
      base: measured.base,
      noun: measured.noun,
      sentence: this.sentences,
      confidence,
      reasons,
    }
  }
}

/** A list goes on only with numbers of its own kind. */
const isAlike = (before: Statement | undefined, mention: Mention): boolean =>
  before !== undefined && kindOf(before.mention.unit) === kindOf(mention.unit)

const headComesFirst = (clause: Clause, head: Head): boolean =>
  head.noun !== '' && (clause.mentions[0] === undefined || head.end <= clause.mentions[0].start)
