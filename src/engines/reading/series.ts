import type { Clause, Sentence } from './clauses.ts'
import { bodyStart } from './heads.ts'
import { kindOf, lastMeasure } from './measures.ts'
import type { Mention } from './quantities.ts'
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
  return numbers.every((number) => kindOf(number.unit) === kind) ? numbers : []
}

/** 正极材料、负极材料产量分别为A、B: which item each number belongs to; null when the counts do not match. */
export const seriesOf = (text: string, sentence: Sentence, index: number): Map<Mention, Shared> | null => {
  const clause: Clause = sentence.clauses[index]!
  if (clause.mentions.length === 0) return null
  const at = clause.start + text.slice(clause.start, clause.end).indexOf('分别')
  if (at < clause.start) return null
  const numbers = numbersOf(sentence, index, at)
  if (numbers.length < 2) return null
  const times = clause.times.filter((time) => time.end <= at)
  if (times.length === numbers.length)
    return new Map(numbers.map((number, i) => [number, { subject: null, measure: null, time: times[i]! }]))
  let start = bodyStart(text, clause)
  // The items may stand in clauses of their own before 分别.
  const items = (from: number): string[] =>
    text
      .slice(from, at)
      .split(/[、，,和与及]/)
      .map((item) =>
        item
          .replace(/(同比|环比|均)+$/, '')
          // 新能源、新材料两大产业分别…: the count closes the list and is no part of its last item.
          .replace(/(?<=..)[一二三四五六七八九十两\d]+[大类个种项](?:[一-龥]{2,8})$/, '')
          .trim(),
      )
      .filter((item) => item !== '')
  let list = items(start)
  for (let i = index - 1; i >= 0 && list.length < numbers.length; i--) {
    if (sentence.clauses[i]!.mentions.length > 0) break
    start = sentence.clauses[i]!.start
    list = items(start)
  }
  if (list.length !== numbers.length) return null
  const kind = kindOf(numbers[0]!.unit)
  const last = list[list.length - 1]!
  const word = lastMeasure(last, 0, last.length, kind)
  const measures = list.map((item) => lastMeasure(item, 0, item.length, kind === 'ratio' ? 'money' : kind))
  const allMeasures = measures.every((found, i) => found && found.end === list[i]!.length)
  return new Map(
    numbers.map((number, i): [Mention, Shared] => {
      if (allMeasures)
        return [number, { subject: null, measure: kind === 'ratio' ? null : measures[i]!.measure, time: null }]
      const item = i === list.length - 1 && word ? last.slice(0, word.start) : list[i]!
      return [number, { subject: item, measure: word?.measure ?? null, time: null }]
    }),
  )
}
