import type { Period } from '../../base/period.ts'
import type { Modality } from '../../base/quantity.ts'
import { findPlaces, type PlaceMention, type Region, shortNameOf } from '../../base/region.ts'
import type { Clause, Sentence } from './clauses.ts'
import { countedBy, isThreshold } from './counting.ts'
import { type Frame, frameAfter, intoNextSentence, noFrame, periodOf } from './frames.ts'
import { changeBefore } from './growth.ts'
import { kindOf, lastMeasure, type MeasureFound, usualMeasure, verbMeasures } from './measures.ts'
import { modalityOf } from './modality.ts'
import type { PageContext } from './passage.ts'
import { placeOf } from './places.ts'
import type { Mention } from './quantities.ts'
import { type Shared, seriesOf } from './series.ts'
import {
  advance,
  bodyStart,
  type Head,
  headOf,
  isEntity,
  isGeneric,
  isSpeech,
  newTopic,
  rememberNames,
  resolve,
  stripMeasure,
  subjectOf,
  type Topic,
} from './subjects.ts'

/** A mention with everything its sentence says of it. `start` and `end` are the quote in the view's text. */
export interface Statement {
  mention: Mention
  start: number
  end: number
  value: number
  valueTo: number | null
  measure: string
  subject: string | null
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

const products = new Set(
  '{只} {辆} {台} {套} {台套} {块} {片} {支} {件} {颗} {组} {艘} {架} {枚} {卷} {瓶} {箱} {桶} {张} {头} {羽}'.split(
    ' ',
  ),
)
const flows = new Set([
  '产量',
  '销量',
  '销售量',
  '出货量',
  '交付量',
  '产能',
  '装车量',
  '出口量',
  '处理能力',
  '进口量',
  '库存',
])
const stocks = new Set(['mass', 'energy', 'power', 'area', 'volume', 'length', 'charge', 'voltage'])

interface ClauseState {
  sentence: Sentence
  clause: Clause
  head: Head
  earlier: string
  previous: Statement | null
  /** What was last counted in the sentence. */
  noun: string | null
  previousModality: Modality | null
}

interface Measured {
  measure: string
  word: MeasureFound | null
  subject: string | null
  reasons: string[]
  cost: number
  change: boolean
  base: Statement | null
  noun: string | null
  start: number
  sign: 1 | -1
}

/** Reads sentence after sentence in reading order and remembers what later sentences leave out. */
export class PageReader {
  readonly context: PageContext
  readonly region: string | null
  topic: Topic = newTopic()
  attribution: string | null = null
  sentences = 0

  constructor(context: PageContext) {
    this.context = context
    this.region = context.region ? commonName(context.region) : null
  }

  /** Takes note of a passage without numbers: its subjects may be what the next one leaves out. */
  pass(text: string, sentences: readonly Sentence[]): void {
    for (const sentence of sentences)
      for (const clause of sentence.clauses) this.follow(text, clause, headOf(text, clause))
  }

  read(
    text: string,
    sentences: readonly Sentence[],
    titles: readonly { start: number; end: number }[],
    places: readonly PlaceMention[],
  ): Statement[] {
    const statements: Statement[] = []
    let frame: Frame = noFrame
    for (const sentence of sentences) {
      this.sentences++
      frame = intoNextSentence(frame)
      this.attribution = null
      let previous: Statement | null = null
      let noun: string | null = null
      let previousModality: Modality | null = null
      for (let c = 0; c < sentence.clauses.length; c++) {
        const clause = sentence.clauses[c]!
        const head = headOf(text, clause)
        const spoken = isSpeech(text, clause)
        if (spoken) this.attribution = text.slice(clause.start, clause.end).trim().replace(/^[“"]/, '')
        else if (
          clause.mentions.length === 0 &&
          /(数据显示|据.{0,12}(统计|介绍|了解|测算|规划))$/.test(text.slice(clause.start, clause.end))
        )
          this.attribution = text.slice(clause.start, clause.end).trim()
        if (clause.mentions.length === 0 || headComesFirst(clause, head)) this.follow(text, clause, head)
        frame = frameAfter(text, clause, titles, frame)
        const shared = seriesOf(text, sentence, c)
        for (const mention of clause.mentions) {
          if (isThreshold(text, clause, mention)) continue
          const state: ClauseState = {
            sentence,
            clause,
            head,
            earlier: text.slice(sentence.start, clause.start),
            previous,
            noun,
            previousModality,
          }
          const statement = this.state(text, state, mention, titles, places, frame, shared?.get(mention) ?? null, c)
          statements.push(statement)
          previous = statement
          noun = statement.noun ?? noun
          previousModality = statement.modality
        }
        if (clause.mentions.length === 0 && /目标|力争|争取|确保|预计|有望/.test(text.slice(clause.start, clause.end)))
          previousModality = /预计|有望/.test(text.slice(clause.start, clause.end)) ? 'forecast' : 'target'
      }
    }
    return statements
  }

  private isPlace(noun: string): boolean {
    return findPlaces(noun, this.context.region).some((place) => place.start === 0)
  }

  /** A subject that is only a place gets the place's full name; nothing at all is the place of the page. */
  private naming(subject: string | null): string | null {
    if (subject === null || subject === '') return this.region
    if (subject.length > 12) return subject
    const place = findPlaces(subject, this.context.region)[0]
    return place && place.kind === 'region' && place.start === 0 && place.end === subject.length
      ? commonName(place.region)
      : subject
  }

  private follow(text: string, clause: Clause, head: Head): void {
    rememberNames(this.topic, text, clause)
    const measured = head.noun === '' ? null : stripMeasure(head.noun)
    advance(this.topic, measured === null ? head : { ...head, noun: measured }, text, clause, this.region)
  }

  private state(
    text: string,
    state: ClauseState,
    mention: Mention,
    titles: readonly { start: number; end: number }[],
    places: readonly PlaceMention[],
    frame: Frame,
    shared: Shared | null,
    clauseIndex: number,
  ): Statement {
    const { sentence, clause } = state
    const measured = this.measure(text, state, mention, clauseIndex)
    if (shared?.subject) measured.subject = shared.subject
    if (shared?.measure) measured.measure = shared.measure
    const kind = kindOf(mention.unit)
    const from = previousEnd(clause, mention)
    const word = measured.word
    const signs = {
      before: text.slice(
        from > clause.start && clause.mentions.length > 1 ? Math.max(clause.start, from - 12) : clause.start,
        mention.numberStart,
      ),
      after: text.slice(mention.unitEnd, Math.min(clause.end, mention.unitEnd + 24)),
      earlier: state.earlier,
      ofMeasure: word?.modality ?? null,
      measure: measured.measure,
      isGrowth: measured.change,
      isStock:
        stocks.has(kind) && !flows.has(measured.measure)
          ? true
          : measured.measure === '产能' || measured.measure === '处理能力',
      isCount: mention.counts,
      isLevel: mention.level,
      previous: state.previousModality,
    }
    const modality = modalityOf(signs)
    const period = shared?.time
      ? { period: shared.time.period, reasons: [], certainty: 0.9 }
      : periodOf(text, clause, mention, titles, frame, {
          takesDays: kind === 'price',
          isPlan: modality.modality === 'plan',
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
    return {
      mention,
      start: measured.start,
      end: mention.end,
      value: mention.value * measured.sign,
      valueTo: mention.valueTo === null ? null : mention.valueTo * measured.sign,
      measure: measured.measure,
      subject: this.naming(measured.subject),
      modality: modality.modality,
      period: period.period,
      place: placeOf(text, sentence, clause, mention.start, places, this.context.region),
      attribution: this.attribution,
      change: measured.change,
      base: measured.base,
      noun: measured.noun,
      sentence: this.sentences,
      confidence,
      reasons,
    }
  }

  private measure(text: string, state: ClauseState, mention: Mention, clauseIndex: number): Measured {
    const { clause, head, previous } = state
    const kind = kindOf(mention.unit)
    const from = previousEnd(clause, mention)
    const found: Measured = {
      measure: '',
      word: null,
      subject: null,
      reasons: [],
      cost: 0,
      change: false,
      base: null,
      noun: null,
      start: mention.start,
      sign: 1,
    }
    if (kind === 'rank') return this.rank(text, state, mention, found)
    const change = kind === 'time' ? null : changeBefore(text, mention.start, clause.start)
    if (
      change &&
      (kind === 'ratio' ||
        kind === 'points' ||
        kind === 'multiple' ||
        mention.counts ||
        kind === 'money' ||
        kind === 'mass')
    )
      return this.growth(text, state, mention, found, change)
    if (kind === 'ratio') {
      const share = shareAfter(text, clause, mention)
      if (
        share &&
        (/(占|贡献|达到|实现)[^，]*$/.test(text.slice(clause.start, mention.start)) ||
          previous?.measure.endsWith('占比'))
      ) {
        found.measure = `${share}占比`
        return this.withSubject(text, state, mention, found, null)
      }
    }
    if (mention.counts && !products.has(mention.unit)) return this.count(text, state, mention, found)
    let clear = from
    for (const time of clause.times) if (time.end <= mention.start) clear = Math.max(clear, time.end)
    const word =
      lastMeasure(text, clear, mention.start, kind) ??
      (clear > from
        ? lastMeasure(text, from, clause.times.find((time) => time.end === clear)?.start ?? clear, kind)
        : null)
    const owner = ownerBehind(text, clause, mention)
    if (owner && word) {
      found.word = word
      found.measure = word.measure
      found.subject = owner
      return found
    }
    if (word) {
      found.word = word
      found.measure = word.measure === '占' ? shareName(text, clause, word) : word.measure
      return this.withSubject(text, state, mention, found, word)
    }
    const verb = verbMeasure(text, clause.start, mention.start, kind)
    if (verb) {
      found.measure = verb.measure
      if (verb.modality)
        found.word = {
          word: verb.verb,
          measure: verb.measure,
          kinds: verb.kinds,
          modality: verb.modality,
          start: verb.start,
          end: verb.start + verb.verb.length,
        }
      return this.producing(text, state, mention, found, verb.start + verb.verb.length)
    }
    const behind = measureBehind(text, clause, mention, kind)
    if (behind) {
      found.word = behind
      found.measure = behind.measure
      return this.withSubject(text, state, mention, found, null)
    }
    const alike = previous !== null && (kindOf(previous.mention.unit) === kind || flows.has(previous.measure))
    if (previous && alike && !previous.change && (!mention.counts || flows.has(previous.measure))) {
      found.measure = previous.measure
      found.reasons.push('measure-shared')
      found.cost += 0.04
      found.base = previous
      if (clause.opens === 'list' || flows.has(previous.measure)) {
        const near = nearNoun(text, clause, mention)
        if (near) {
          found.subject = resolve(near, this.topic, this.region)
          return found
        }
      }
      return this.withSubject(text, state, mention, found, null)
    }
    if (mention.counts) return this.count(text, state, mention, found)
    found.measure = usualMeasure[kind] ?? '数值'
    found.reasons.push('measure-guessed')
    found.cost += 0.08
    if (kind === 'time') {
      found.measure = '用时'
      const next = state.sentence.clauses[clauseIndex + 1]
      const after = next ? headOf(text, next) : null
      if (head.noun === '' && after && after.noun !== '') {
        found.subject = text.slice(after.start, Math.min(next!.end, after.start + 20)).replace(/[就才].*$/, '')
        found.reasons.push('subject-after')
        const quoted = text.slice(mention.start - 2, mention.start) === '平均'
        if (quoted) found.start = mention.start - 2
        return found
      }
    }
    if (kind === 'volume' || kind === 'voltage' || kind === 'mass') {
      const noun = nounAfter(text, clause, mention)
      if (noun) {
        found.subject = noun
        return found
      }
    }
    return this.withSubject(text, state, mention, found, null)
  }

  private withSubject(
    text: string,
    state: ClauseState,
    mention: Mention,
    found: Measured,
    word: MeasureFound | null,
  ): Measured {
    const { subject, carried } = subjectOf(
      text,
      state.clause,
      state.head,
      word?.start ?? null,
      mention.start,
      this.topic,
      this.region,
    )
    found.subject = subject
    if (subject === null) {
      found.reasons.push('subject-of-page')
      found.cost += 0.02
    } else if (carried) found.reasons.push('subject-carried')
    return found
  }

  /** 生产正极材料2.96万吨, 年产6万吨碳酸锂项目: the product stands between verb and number or behind the number. */
  private producing(text: string, state: ClauseState, mention: Mention, found: Measured, verbEnd: number): Measured {
    const between = text.slice(verbEnd, mention.start).replace(/(达到|达|约|超过|超|近|逾|为|将|可)+$/, '')
    const after = nounAfter(text, state.clause, mention)
    if (between.length >= 2 && !isGeneric(between)) found.subject = between.replace(/^[了的]/, '')
    else if (after && /项目|工程|生产线|基地|工厂/.test(text.slice(mention.unitEnd, mention.unitEnd + 24))) {
      const name = this.topic.named.findLast((one) => one.includes(after.slice(0, 3)))
      found.subject =
        name ?? text.slice(state.clause.start, Math.min(state.clause.end, mention.unitEnd + after.length)).slice(-40)
    } else if (after && after.length >= 2) found.subject = after
    else return this.withSubject(text, state, mention, found, null)
    return found
  }

  private count(text: string, state: ClauseState, mention: Mention, found: Measured): Measured {
    const { clause, head } = state
    const next = clause.mentions.find((one) => one.start >= mention.end)
    const carried = state.noun
    const counted = countedBy(text, clause, mention, next?.start ?? clause.end, carried)
    found.measure = counted.measure
    found.noun = counted.noun === '' ? null : counted.noun
    if (counted.noun === '') {
      found.reasons.push('measure-guessed')
      found.cost += 0.1
    }
    const own = head.noun !== '' && head.end <= mention.start ? resolve(head.noun, this.topic, this.region) : ''
    if (own !== '' && !isGeneric(own) && own !== counted.noun && (isEntity(own) || this.isPlace(own)))
      found.subject = own
    else if (this.topic.subject) {
      found.subject = this.topic.subject
      found.reasons.push('subject-carried')
    } else if (counted.side === 'after' && counted.noun.length >= 3) found.subject = counted.noun
    else found.reasons.push('subject-of-page')
    if (
      counted.side === 'after' &&
      found.subject !== null &&
      counted.noun.length >= 2 &&
      !found.subject.includes(counted.noun)
    )
      found.subject = `${found.subject}${counted.noun}`
    if (counted.side === 'after' && /等$/.test(text.slice(Math.max(clause.start, mention.start - 1), mention.start)))
      found.subject = text.slice(bodyStart(text, clause), mention.start) + counted.noun
    return found
  }

  private rank(text: string, state: ClauseState, mention: Mention, found: Measured): Measured {
    const { clause, head, previous } = state
    const body = text
      .slice(bodyStart(text, clause), mention.start)
      .replace(/(位居|稳居|跃居|位列|名列|排名|排在|跃升至|升至|居于|居|列|排|为|跻身|进入|在|达到|连续.{1,3}年)+$/, '')
    const noun = head.noun !== '' && head.end <= mention.start ? head.noun : body
    if (noun.length >= 2 && noun.length <= 16) {
      const word =
        lastMeasure(noun, 0, noun.length, 'money') ??
        lastMeasure(noun, 0, noun.length, 'mass') ??
        lastMeasure(noun, 0, noun.length, 'ratio')
      if (word && word.end === noun.length) {
        found.measure = `${word.word}排名`
        const owner = noun.slice(0, word.start)
        found.subject = owner.length >= 2 ? resolve(owner, this.topic, this.region) : this.topic.subject
      } else if (/[度力量额值数率性]$/.test(noun)) {
        found.measure = `${noun}排名`
        found.subject = this.topic.subject
      } else {
        found.measure = previous && !previous.change ? `${previous.measure.replace(/排名$/, '')}排名` : '排名'
        found.subject = resolve(noun, this.topic, this.region)
      }
    } else {
      found.measure = previous && !previous.change ? `${previous.measure.replace(/排名$/, '')}排名` : '排名'
      found.subject = this.topic.subject
    }
    if (found.subject === null) found.subject = previous?.subject ?? null
    return found
  }

  private growth(
    text: string,
    state: ClauseState,
    mention: Mention,
    found: Measured,
    change: NonNullable<ReturnType<typeof changeBefore>>,
  ): Measured {
    const { clause, previous } = state
    const kind = kindOf(mention.unit)
    found.change = true
    found.start = Math.max(clause.start, change.start)
    found.sign = change.sign
    const from = bodyStart(text, clause)
    const before = text
      .slice(from, Math.max(from, change.start))
      .replace(/[，,、\s]|(预计|有望|力争|可|将|均|分别|累计|达|大幅|已|就|则|更|又)+$/g, '')
    const own =
      before.length >= 2 && before.length <= 30 && !isGeneric(before) ? resolve(before, this.topic, this.region) : null
    const measureWord =
      own === null
        ? null
        : (lastMeasure(own, 0, own.length, 'money') ??
          lastMeasure(own, 0, own.length, 'mass') ??
          lastMeasure(own, 0, own.length, 'energy'))
    if (own !== null) {
      // 产值增长56% leaves its owner to the topic; 锂盐产量增长30.5% names it.
      const bare = measureWord !== null && measureWord.start < 2 && measureWord.end === own.length
      found.subject = bare && this.topic.subject ? `${this.topic.subject}${own}` : own
    } else if (previous && !previous.change && kindOf(previous.mention.unit) !== 'rank') {
      found.subject = `${previous.subject ?? ''}${previous.mention.counts || /(占比|产能)$/.test(previous.measure) === undefined ? '' : previous.measure}`
      found.base = previous
    } else found.subject = previous?.subject ?? this.topic.subject
    if (mention.counts || kind === 'money' || kind === 'mass') {
      found.measure = `${previous?.noun ? previous.measure.replace(/数$/, '') : (previous?.measure ?? '')}增加数`
      found.noun = previous?.noun ?? null
      if (mention.counts && (own === null || own.length < 2)) found.subject = previous?.subject ?? this.topic.subject
      // 增加值 and 新增 are no changes of a level; a count that follows them is what was added.
      if (previous === null)
        found.measure = mention.counts ? countedBy(text, clause, mention, clause.end, null).measure : '增量'
    } else found.measure = kind === 'points' && change.measure === '增速' ? '变化幅度' : change.measure
    if (kind === 'multiple') found.measure = '增长倍数'
    return found
  }
}

/** 黔西南州 rather than 黔西南布依族苗族自治州: the name a page would use. */
const commonName = (region: Region): string => {
  const ending = /自治(州|县|旗|区)$/.exec(region.name)
  return ending ? shortNameOf(region) + (ending[1] === '区' ? '' : ending[1]) : region.name
}

/** 投资500亿元的遂甘合作产业园区: what the number is said of stands behind it. */
const ownerBehind = (text: string, clause: Clause, mention: Mention): string | null => {
  if (text[mention.end] !== '的') return null
  const match =
    /^的([^，,。；;、的]{2,40}?(?:项目|工程|园区|基地|产业园|企业|生产线|开发区|新区|电站|工厂|平台|中心|集群|公司))/.exec(
      text.slice(mention.end, Math.min(clause.end, mention.end + 44)),
    )
  return match ? match[1]! : null
}

const headComesFirst = (clause: Clause, head: Head): boolean =>
  head.noun !== '' && (clause.mentions[0] === undefined || head.end <= clause.mentions[0].start)

const previousEnd = (clause: Clause, mention: Mention): number => {
  let end = clause.start
  for (const one of clause.mentions) if (one.end <= mention.start) end = one.end
  return end
}

const nearNoun = (text: string, clause: Clause, mention: Mention): string | null => {
  const start = Math.max(bodyStart(text, clause), previousEnd(clause, mention))
  const noun = text
    .slice(start, mention.start)
    .replace(/(达到|达|约|为|各|分别)+$/, '')
    .replace(/^[和及与、]/, '')
  return noun.length >= 2 && noun.length <= 24 && !isGeneric(noun) ? noun : null
}

const nounAfter = (text: string, clause: Clause, mention: Mention): string | null => {
  const match = /^[的]?([一-龥A-Za-z（）()]{2,20})/.exec(
    text.slice(mention.unitEnd, Math.min(clause.end, mention.unitEnd + 22)),
  )
  if (!match) return null
  const noun = match[1]!.replace(/(项目|工程|生产线|建成|开工|仪式|已|将|在|于|等).*$/, (tail) =>
    /^(项目|工程|生产线)/.test(tail) ? tail.slice(0, tail.startsWith('生产线') ? 3 : 2) : '',
  )
  return noun.length >= 2 ? noun : null
}

const shareAfter = (text: string, clause: Clause, mention: Mention): string | null => {
  const match = /^的([一-龥]{2,10})/.exec(text.slice(mention.end, Math.min(clause.end, mention.end + 12)))
  return match ? match[1]!.replace(/(和|及|与|以上|来自|是|为).*$/, '') : null
}

/** 产能均占全省一半 → 产能占比; 占全国的20% → 占比. */
const shareName = (text: string, clause: Clause, word: MeasureFound): string => {
  const before = text.slice(clause.start, word.start).replace(/(均|已|约|各|都)+$/, '')
  for (const kind of ['mass', 'money'] as const) {
    const measure = lastMeasure(before, 0, before.length, kind)
    if (measure && measure.end === before.length) return `${measure.measure}占比`
  }
  return '占比'
}

const measureBehind = (
  text: string,
  clause: Clause,
  mention: Mention,
  kind: ReturnType<typeof kindOf>,
): MeasureFound | null => {
  const start = mention.end + (text[mention.end] === '的' ? 1 : 0)
  const stop = Math.min(clause.end, start + 8)
  const word = lastMeasure(text, start, stop, kind)
  return word && word.start - start <= 4 ? word : null
}

const verbMeasure = (text: string, from: number, to: number, kind: ReturnType<typeof kindOf>) => {
  let best: ((typeof verbMeasures)[number] & { start: number }) | null = null
  const clause = text.slice(from, to)
  for (const verb of verbMeasures) {
    if (!verb.kinds.includes(kind)) continue
    const at = clause.lastIndexOf(verb.verb)
    if (at < 0 || (best && from + at <= best.start)) continue
    if (verb.verb === '生产' && /^生产(线|总值|能力|企业|基地|性)/.test(clause.slice(at))) continue
    best = { ...verb, start: from + at }
  }
  return best
}
