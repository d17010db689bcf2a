import { findPlaces, parentOf, type Region } from '../../base/region.ts'
import type { Clause } from './clauses.ts'
import { entitiesOfTitle, type Kind, kindOfName } from './entities.ts'
import { type Head, isEntity, isPerson, isSpeech } from './heads.ts'
import { commonName } from './places.ts'
import {
  abstract,
  isGeneric,
  kindsPointed,
  mood,
  notSpoken,
  own,
  phased,
  pointing,
  possession,
  shortened,
  trailing,
} from './pointing.ts'

/** Something the page speaks of, and what kind of thing it is. */
export interface Standing {
  name: string
  kind: Kind
}

interface Named extends Standing {
  /** Which sentence of the page named it, and where in the text. */
  sentence: number
  at: number
}

/** What a figure can be said of: amounts of a project, results of a firm, counts of firms and projects. */
export type Wanted = 'project' | 'firm' | 'group' | 'count' | null

/** What a page speaks of as it goes on: page → paragraph → sentence → clause, each with what later words leave out. */
export class Discourse {
  region: Region | null
  /** The name of the place that is spoken of. */
  place: string | null = null
  /** What the title names. */
  private page: Standing[] = []
  /** The standing subject. */
  topic: Standing | null = null
  /** The topic was set in the sentence being read. */
  fresh = false
  /** What the last count of the sentence counted: amounts that follow are theirs. */
  row: string | null = null
  /** What the last number of the sentence was said of, and where it stood. */
  last: { owner: string | null; subject: string | null; isFlow: boolean; at: number } | null = null
  /** 全市, 我区 as the page says it, where its place is not known. */
  literal: string | null = null
  /** The whole the sentence counts among: 47种工业品中. */
  among: string | null = null
  private named: Named[] = []
  private whole = new Map<string, string | null>()
  private sentence = 0
  /** The sentence being read says numbers. */
  private counts = false
  /** The topic before an item of a list between semicolons took its place. */
  private beforeItem: Standing | null | undefined

  constructor(region: Region | null, title: string | null) {
    this.region = region
    this.place = region ? commonName(region) : null
    if (title !== null && title.length <= 80)
      this.page = entitiesOfTitle(title).filter((one) => one.kind !== 'firm' || !namesPlaceOnly(one.name))
  }

  /** Another item of a digest: nothing said before is spoken of any more. */
  restart(region: Region | null): void {
    this.stand(region)
    this.page = []
    this.topic = null
    this.named = []
  }

  stand(region: Region | null): void {
    this.region = region
    this.place = region ? commonName(region) : null
    this.whole.clear()
  }

  /** A product or a class of the paragraph before is no topic of the next; a place, a firm, a project, a park is. */
  openParagraph(): void {
    if (this.topic === null) return
    const bare =
      this.place !== null && this.topic.name.startsWith(this.place)
        ? this.topic.name.slice(this.place.length)
        : this.topic.name
    if (this.topic.kind === 'thing' && bare !== '' && bare.length <= 4) this.topic = null
  }

  openSentence(counts: boolean): void {
    this.sentence++
    this.counts = counts
    this.fresh = false
    this.row = null
    this.last = null
    this.among = null
    if (this.beforeItem !== undefined) this.topic = this.beforeItem
    this.beforeItem = undefined
  }

  /** Takes note of a firm, project, park or industry that was named, wherever it stood in its clause. */
  remember(name: string, kind: Kind, at: number): void {
    const known = this.named.findIndex((one) => one.name === name)
    if (known >= 0) this.named.splice(known, 1)
    this.named.push({ name, kind, sentence: this.sentence, at })
    if (this.named.length > 24) this.named.shift()
  }

  /** The last thing of a kind, named on the page before here or in its title. */
  latest(kind: Kind): string | null {
    const said = this.named.findLast((one) => one.kind === kind)
    return said?.name ?? this.ofPage(kind)
  }

  private ofPage(kind: Kind): string | null {
    return this.page.find((one) => one.kind === kind)?.name ?? null
  }

  /** 全市, 我省: the place itself or the one around it that ends so; the words as they stand when no place is known. */
  private territory(noun: string, level: string): string {
    const rest = noun.slice(2).replace(/^的/, '')
    // 该区 beside a park is the park.
    const park = level === '区' && /^[该本]/.test(noun) ? this.latest('park') : null
    if (park !== null && /区$/.test(park)) return park + rest
    if (this.region === null) {
      if (/^[全我]/.test(noun) && level !== '省' && level !== '国') this.literal = noun.slice(0, 2)
      return noun
    }
    for (let region: Region | null = this.region; region; region = parentOf(region))
      if (region.name.endsWith(level)) return commonName(region) + rest
    return this.place + rest
  }

  /** What 全市, 该项目, 公司, 园区, 一期 and nouns that begin so point to; any other noun stays as it is. */
  resolve(noun: string): string {
    // 南通全市, 当月全区: what stands before only repeats or dates it.
    const nested = /^(?:[一-龥]{2,4}|当月|当季|单月)(全[省市县区州旗].*)$/.exec(noun)
    if (nested && (this.placeOnly(noun.slice(0, noun.length - nested[1]!.length)) !== null || /^[当单]/.test(noun)))
      return this.resolve(nested[1]!)
    const place = own.exec(noun)
    if (place) return this.territory(noun, place[1]!)
    const phase = phased.exec(noun)
    if (phase) return this.phaseOf(phase)
    const territory = this.placeOnly(noun)
    if (territory !== null) return territory
    const back = pointing.exec(noun)
    if (back) {
      const word = back[1]!
      const found = this.target(word, true)
      if (found) return found + back[2]!.replace(/^(?:的|项目|全部)/, '')
      return (this.place ?? '') + word + back[2]!
    }
    const short = shortened.exec(noun)
    if (short) {
      // 签约项目4个,总投资26亿元,项目全部达产后…: the projects just counted.
      const counted = short[1] === '项目' && this.row !== null && /项目$/.test(this.row) ? this.row : null
      const found = counted ?? this.target(short[1]!, false)
      if (found) return found + short[2]!.replace(/^(?:的|全部|全年|现有|目前|本部)/, '')
      if (short[1] === '园区' || short[1] === '开发区') return (this.place ?? '') + noun
    }
    return noun
  }

  private target(word: string, back: boolean): string | null {
    const kind = kindsPointed[word]!
    // 公司 alone is the one the page is about; 该公司 the one named last.
    if (!back && kind === 'firm') return this.ofPage('firm') ?? this.latest('firm')
    const ending = this.named.findLast((one) => one.name.endsWith(word) && one.kind !== 'firm')
    if (ending && kind !== 'project') return ending.name
    if (this.topic?.kind === kind && kind !== 'project' && kind !== 'firm') return this.topic.name
    if (kind === 'project' && this.topic?.kind === 'project')
      return this.topic.name.replace(/(?<=项目|工程|基地|园)[（(]?[一二三四首]期[)）]?$/, '')
    const exact = kind === 'project' ? this.named.findLast((one) => one.kind === kind && one.name.includes(word)) : null
    const found = exact?.name ?? this.latest(kind)
    if (found) return found
    if (kind === 'project' && back && this.topic && /项目|工程|基地|园$/.test(this.topic.name)) return this.topic.name
    if (kind === 'firm' && this.topic?.kind === 'firm') return this.topic.name
    return null
  }

  /** 一期项目 belongs to the project spoken of. */
  private phaseOf([, phase, , rest]: RegExpExecArray): string {
    const owner =
      (this.topic?.kind === 'project' && !/期$/.test(this.topic.name) ? this.topic.name : null) ??
      this.latest('project') ??
      (this.topic && this.topic.kind !== 'place' ? this.topic.name : null) ??
      this.place ??
      ''
    const bare = owner.replace(/(?:[（(]?[一二三首]期[)）]?)$/, '')
    return `${bare}${phase!.replace(/^后续/, '')}${rest!.replace(/^(?:的|项目|工程|建设|计划|拟|试产|正式|已|将)+/, '')}`
  }

  /** Takes the head of a clause as what is spoken of from here on, when it names something. */
  advance(head: Head, text: string, clause: Clause, measured: boolean, isPlace: boolean): void {
    if (head.noun === '' || clause.opens === 'list' || isSpeech(text, clause)) return
    const isPhase = phased.test(head.noun)
    const pointed = this.resolve(head.noun)
    const territory = isPlace ? this.placeOnly(pointed) : null
    const noun = territory ?? pointed
    if (isGeneric(noun) || isPerson(noun)) return
    if (/^[十百千万]亿/.test(noun) || mood.test(noun) || notSpoken.test(noun)) return
    const named = isEntity(noun) || isPlace
    const kind = territory !== null ? 'place' : isPhase ? 'project' : kindOfName(noun)
    if (named && !isPhase && kind !== 'thing' && kind !== 'place') this.remember(noun, kind, head.start)
    // A、B等一批项目竣工: examples of a list are not what the page goes on about.
    if (noun.includes('、') && text[head.end] === '等') return
    // Behind a time or a way of looking the first clause that names something opens the sentence.
    const first = measured && !this.fresh && this.last === null
    const opens = clause.opens === 'sentence' || clause.opens === 'semicolon' || first
    // What a comma clause measures or counts (光伏组件产能达到…, 入驻企业45家) is spoken of in that clause only.
    const owns = possession.test(text.slice(head.end, head.end + 4))
    const tells = measured || (this.counts && noun.length <= 8)
    const sets =
      isPhase ||
      (owns && !measured && !abstract.test(noun)) ||
      (opens ? named || (tells && !abstract.test(noun)) : named && !(measured && this.fresh))
    if (!sets) return
    if ((clause.opens === 'semicolon' || isPhase) && this.beforeItem === undefined) this.beforeItem = this.topic
    this.speakOf({ name: noun, kind })
  }

  /** From here on this is spoken of; what was counted or measured before owns nothing more. */
  speakOf(standing: Standing): void {
    this.topic = standing
    this.fresh = true
    this.row = null
    this.last = null
  }

  /** 宜春, 江西省宜春市, 枞阳及时: the place under its full name; null when more than a place is named. */
  private placeOnly(noun: string): string | null {
    const known = this.whole.get(noun)
    if (known !== undefined) return known
    const found = this.findPlaceOnly(noun)
    if (this.whole.size > 2000) this.whole.clear()
    this.whole.set(noun, found)
    return found
  }

  private findPlaceOnly(noun: string): string | null {
    let end = 0
    let region: Region | null = null
    for (const place of findPlaces(noun.slice(0, 24), this.region))
      if (place.start === end && place.kind === 'region') {
        region = place.region
        end = place.end
      } else break
    const rest = noun.slice(end)
    return region !== null && (rest === '' || trailing.test(rest)) ? commonName(region) : null
  }

  /** What a number is said of whose clause names nothing: the nearest thing of a fitting kind, from the sentence outwards. */
  ownerFor(wanted: Wanted, at: number): string | null {
    const { topic, last } = this
    const carried = last?.owner ?? null
    if (wanted === 'project') {
      if (this.fresh && topic?.kind === 'project' && (last === null || carried === topic.name)) return topic.name
      const near = this.named.findLast((one) => one.kind === 'project' && one.sentence === this.sentence && one.at < at)
      if (near && near.at > (last?.at ?? -1)) return near.name
      if (this.row !== null && /(?:项目|工程|企业|园区|基地)$/.test(this.row)) return this.row
      if (carried !== null) return carried
      if (this.fresh && topic && topic.kind !== 'place') return topic.name
      if (topic?.kind === 'project') return topic.name
      const before = this.named.findLast((one) => one.kind === 'project' && this.sentence - one.sentence <= 3)
      return before?.name ?? this.ofPage('project') ?? topic?.name ?? null
    }
    if (wanted === 'group') {
      if (carried !== null && kindOfName(carried) !== 'firm' && kindOfName(carried) !== 'project') return carried
      if (topic && topic.kind !== 'firm' && topic.kind !== 'project') return topic.name
      const park = this.named.findLast((one) => one.kind === 'park' && this.sentence - one.sentence <= 4)
      return park?.name ?? this.ofPage('park') ?? this.ofPage('industry') ?? this.place
    }
    if (this.row !== null && wanted !== 'count') return this.row
    if (carried !== null) return carried
    if (wanted === 'firm' && topic && !this.fresh && topic.kind !== 'firm' && topic.kind !== 'industry') {
      const firm = this.named.findLast((one) => one.kind === 'firm' && this.sentence - one.sentence <= 2)
      if (firm) return firm.name
      if (topic.kind === 'project' || topic.kind === 'thing') return this.ofPage('firm') ?? topic.name
    }
    return topic?.name ?? (wanted === 'firm' ? this.ofPage('firm') : null)
  }
}

const namesPlaceOnly = (name: string): boolean => {
  const place = findPlaces(name)[0]
  return place !== undefined && place.start === 0 && place.end === name.length
}
