import type { Clause, Sentence } from './clauses.ts'
import { bodyStart, ownerEnd } from './heads.ts'
import { kindOf, lastMeasure, measureEndingAt } from './measures.ts'
import type { Mention } from './quantities.ts'
import type { Statement } from './statements.ts'
import { joined } from './subjects.ts'
import type { TimeMention } from './times.ts'

/** What one number of a 分别为 series takes from the list before it. */
export interface Shared {
  subject: string | null
  measure: string | null
  time: TimeMention | null
  /** The item needs no owner before it. */
  alone?: boolean
}

/** The numbers of a series: those behind 分别 in the clause and in the list clauses that continue it, all of one kind. */
const numbersOf = (sentence: Sentence, index: number, from: number): Mention[] => {
  const first = sentence.clauses[index]!
  const numbers = first.mentions.filter((mention) => mention.start >= from)
  for (let i = index + 1; i < sentence.clauses.length && sentence.clauses[i]!.opens === 'list'; i++) {
    const { mentions, start } = sentence.clauses[i]!
    // A list item with words of its own before the number is not part of the series.
    if (mentions.length === 0 || mentions[0]!.start - start > 6) break
    numbers.push(...mentions)
  }
  const kind = numbers[0] ? kindOf(numbers[0].unit) : null
  // 分别增长7倍、27.7%: a multiple and a rate are both growths; 100万吨、68亿平方米: products have units of their own.
  const families = [/^(?:ratio|multiple)$/, /^(?:mass|area|volume|count|energy|power|length)$/]
  const alike = (one: Mention): boolean => {
    const other = kindOf(one.unit)
    return other === kind || families.some((family) => family.test(other) && family.test(kind ?? ''))
  }
  return numbers.every(alike) ? numbers : []
}

/** 正极材料、负极材料产量分别为A、B: which item each number belongs to; null when the counts do not match. */
export const seriesOf = (text: string, sentence: Sentence, index: number): Map<Mention, Shared> | null => {
  const clause: Clause = sentence.clauses[index]!
  if (clause.mentions.length === 0) return null
  const at = clause.start + text.slice(clause.start, clause.end).indexOf('分别')
  if (at < clause.start) return ratesInOrder(text, sentence, index)
  const numbers = numbersOf(sentence, index, at)
  if (numbers.length < 2) return null
  const times = clause.times.filter((time) => time.end <= at)
  if (times.length === numbers.length)
    return new Map(numbers.map((number, i) => [number, { subject: null, measure: null, time: times[i]! }]))
  const items = itemsBefore(text, sentence, index, at, numbers.length)
  if (items === null) return null
  const list = withTail(items)
  const kind = kindOf(numbers[0]!.unit)
  const last = list[list.length - 1]!
  if (kind === 'ratio' || kind === 'points' || kind === 'multiple') return sharedGrowths(list, numbers)
  const word = lastMeasure(last, 0, last.length, kind)
  const measures = list.map((item) => lastMeasure(item, 0, item.length, kind))
  const allMeasures = measures.every((found, i) => found && found.end === list[i]!.length)
  return new Map(
    numbers.map((number, i): [Mention, Shared] => {
      if (allMeasures) return [number, { subject: null, measure: measures[i]!.measure, time: null }]
      const item = i === list.length - 1 && word ? last.slice(0, word.start) : list[i]!
      return [number, { subject: item, measure: word?.measure ?? null, time: null }]
    }),
  )
}

/** 金属制品业、汽车制造业增加值分别增长…: each grows in what the last item ends with; 工业增加值、用电量分别…: each in itself. */
const sharedGrowths = (list: readonly string[], numbers: readonly Mention[]): Map<Mention, Shared> => {
  const words = list.map((item) => measureEndingAt(item, 0, item.length, null))
  const last = list[list.length - 1]!
  const word = words[words.length - 1] ?? null
  const isRate = word !== null && /率$|^增[速幅]$|^[涨降跌]幅$/.test(word.word)
  const first = words[0] ? list[0]!.slice(0, ownerEnd(list[0]!, 0, words[0].start)) : ''
  return new Map(
    numbers.map((number, i): [Mention, Shared] => {
      const own = words[i]
      // The owner that the first item names goes on over items that are measures only.
      if (own)
        return [
          number,
          {
            subject: joined(own.start < 2 && i > 0 ? first : '', isRate ? list[i]!.slice(0, own.start) : list[i]!),
            measure: isRate ? own.measure : null,
            time: null,
          },
        ]
      const shared = word !== null && !isRate ? last.slice(word.start) : ''
      return [number, { subject: list[i]! + shared, measure: isRate ? word.measure : null, time: null }]
    }),
  )
}

/** 甲、乙、丙则以8%、4%和3%的市占率…: as many firms as shares, joined the same way, belong together in order. */
const ratesInOrder = (text: string, sentence: Sentence, index: number): Map<Mention, Shared> | null => {
  const clause = sentence.clauses[index]!
  const first = clause.mentions[0]!
  if (!/[以各][为有]?$/.test(text.slice(clause.start, first.start))) return null
  const numbers = numbersOf(sentence, index, clause.start)
  if (numbers.length < 2 || kindOf(first.unit) !== 'ratio') return null
  const list = text
    .slice(bodyStart(text, clause), first.start)
    .replace(/(?:则|分别)?[以各][为有]?$/, '')
    .split(/[、和与及]/)
    .filter((item) => item !== '')
  if (list.length !== numbers.length) return null
  const word =
    /^的([一-龥]{2,6}?(?:率|份额|占比|比重))/.exec(text.slice(numbers.at(-1)!.end, numbers.at(-1)!.end + 8))?.[1] ??
    null
  return new Map(numbers.map((number, i) => [number, { subject: list[i]!, measure: word, time: null, alone: true }]))
}

/** 消费型、动力型、储能型锂电池产量: what the last item names is of the others too. */
const withTail = (items: string[]): string[] => {
  const tail = /^.{1,6}?[型类级用]([一-龥]{2,10})$/.exec(items.at(-1)!)?.[1]
  const word = tail === undefined ? null : measureEndingAt(tail, 0, tail.length, null)
  const noun = tail?.slice(0, word?.start ?? tail.length) ?? ''
  if (noun.length < 2 || !items.slice(0, -1).every((item) => /[型类级用]$/.test(item))) return items
  return items.map((item, i) => (i === items.length - 1 ? item : item + noun))
}

/** Within the clause of 分别 by 、 or also by 和; over clauses before it by their commas first, as items may hold 、 and 和 themselves. */
const within = [/[、]/, /[、和与及]/]
const across = [/[，,]/, /[、，,]/, /[、，,和与及]/]

const cutBy = (words: string, separator: RegExp): string[] =>
  words
    .split(separator)
    .map((item) =>
      item
        .replace(/(?:同比|环比|均|都|各自)+$/, '')
        // 新能源、新材料两大产业分别…: the count closes the list and is no part of its last item.
        .replace(/(?<=..)[一二三四五六七八九十两\d]+[大类个种项](?:[一-龥]{2,8})$/, '')
        .trim(),
    )
    .filter((item) => item !== '')

/** The items before 分别, in its clause or in clauses before it, cut where they are as many as the numbers. */
const itemsBefore = (text: string, sentence: Sentence, index: number, at: number, count: number): string[] | null => {
  const fits = (start: number, separator: RegExp): string[] | null => {
    const list = cutBy(text.slice(start, at), separator)
    return list.length === count ? list : null
  }
  const own = bodyStart(text, sentence.clauses[index]!)
  for (const separator of within) {
    const list = fits(own, separator)
    if (list) return list
  }
  const starts: number[] = []
  for (let i = index - 1; i >= 0 && index - i <= 10; i--) {
    const clause = sentence.clauses[i]!
    if (at - clause.start > 240 || clause.mentions.length > 0) break
    starts.push(bodyStart(text, clause))
  }
  for (const separator of across)
    for (const start of starts) {
      const list = fits(start, separator)
      if (list) return list
    }
  return null
}

/** 2021年和2022年上半年实现收入20亿元和19亿元: two times and two numbers, each joined by 和, belong together in order. */
export const pairedTimes = (text: string, sentence: Sentence, index: number): Map<Mention, Shared> | null => {
  const clause = sentence.clauses[index]!
  if (clause.mentions.length !== 2) return null
  const [first, second] = clause.mentions as [Mention, Mention]
  if (first.unit !== second.unit || !/^[和、及与]$/.test(text.slice(first.end, second.start))) return null
  for (let c = index; c >= Math.max(0, index - 3); c--) {
    const times = sentence.clauses[c]!.times.filter((time) => time.end <= first.start && time.period !== null)
    if (
      times.length === 0 &&
      (c === index || /同期|同时/.test(text.slice(clause.start, first.start)) || c === index - 1)
    )
      continue
    if (times.length !== 2 || !/^[和、及与]$/.test(text.slice(times[0]!.end, times[1]!.start))) return null
    return new Map([
      [first, { subject: null, measure: null, time: times[0]! }],
      [second, { subject: null, measure: null, time: times[1]! }],
    ])
  }
  return null
}

/** 甲项目21个、乙项目17个、丙项目14个,分别占33%、27%和22%: the numbers pair with what was counted, in order. */
export const sharesOf = (
  text: string,
  sentence: Sentence,
  c: number,
  said: readonly Statement[],
): [Mention, Shared][] => {
  const clause = sentence.clauses[c]!
  const first = clause.mentions[0]
  if (!first || !/^[^，。；]{0,6}分别(?:占|是|为|增长|下降|达|同比)/.test(text.slice(clause.start, first.start)))
    return []
  const row = [...clause.mentions]
  for (let i = c + 1; i < sentence.clauses.length && sentence.clauses[i]!.opens === 'list'; i++)
    row.push(...sentence.clauses[i]!.mentions)
  const items = said.slice(-row.length)
  if (row.length < 2 || items.length < row.length) return []
  if (items.every((item) => item.mention.counts && item.noun))
    return row.map((mention, i) => [mention, { subject: items[i]!.noun, measure: null, time: null, alone: true }])
  // 甲、乙装车量分别为52和50GWh,占比分别为37%和35%: the second row is of the same two.
  const subjects = new Set(items.map((item) => item.subject))
  if (subjects.size < row.length || items.some((item) => item.mention.unit !== items[0]!.mention.unit)) return []
  return row.map((mention, i) => [mention, { subject: items[i]!.subject, measure: null, time: null, alone: true }])
}
