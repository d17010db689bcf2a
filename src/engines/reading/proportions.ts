import { measureBefore } from './around.ts'
import type { Clause } from './clauses.ts'
import { ofBase } from './growing.ts'
import { bodyStart } from './heads.ts'
import { type Measured, owned, type Speaking, withSubject } from './measured.ts'
import { kindOf, type MeasureFound, measureEndingAt } from './measures.ts'
import { nounEnd } from './nouns.ts'
import type { Mention } from './quantities.ts'
import { cleanNoun, compose } from './subjects.ts'

export const ratioOf = (speaking: Speaking, mention: Mention, found: Measured, from: number): Measured | null => {
  const { text, clause, said } = speaking
  if (
    /(?:完成|达到|为|占)[^，。；]{0,16}(?:目标|任务|计划)[^，。；]{0,6}的$/.test(
      text.slice(clause.start, mention.start),
    )
  ) {
    found.measure = '完成率'
    found.base = said.at(-1) ?? null
    found.subject = completed(speaking, mention)
    return found
  }
  const share = shareBehind(speaking, mention, from)
  if (share) {
    found.measure = `${share}占比`
    return withSubject(speaking, mention, found, null)
  }
  const compared = comparedWith(speaking, mention, found)
  if (compared) return compared
  // 占全区总产值177亿元的74%: the share of what was told before the amount it is divided by.
  const divided = said.at(-2) ?? said.at(-1)
  if (
    divided &&
    text.slice(from, mention.start) === '的' &&
    /占[^，。；]{0,24}$/.test(text.slice(clause.start, from).replace(/[^占]*$/, (tail) => tail.slice(0, 20)))
  ) {
    return { ...found, measure: '占比', subject: divided.subject, owner: divided.owner, base: divided }
  }
  const word = measureBefore(text, clause, mention, from, 'ratio')
  // 税收收入10亿元,占预算收入比重达80%: the share of what was just told, when the clause names nothing of its own.
  const base = said.at(-1) ?? null
  if (
    word &&
    base &&
    /占|比[重例]|份额/.test(word.word) &&
    /^[（(]?(?:约|已|均|各|其|合计|共|总量|产能|分别|仅|就)*占?$/.test(beforeShare(text, clause, from, word))
  ) {
    found.measure = word.measure === '占' ? '占比' : word.measure
    const isLevel = !base.change && kindOf(base.mention.unit) !== 'ratio'
    if (base.mention.counts && base.noun) found.subject = compose(base.subject, base.noun, speaking.discourse.place)
    else found.subject = isLevel ? ofBase(base) : base.subject
    found.owner = base.owner
    found.base = base
    found.reasons.push('subject-carried')
    return found
  }
  return null
}

/** 增速高于全国(5.4%)、全省(5.2%): the same measure of what is compared with stands in brackets. */
const comparedWith = (
  { text, clause, said, lastSaid, discourse }: Speaking,
  mention: Mention,
  found: Measured,
): Measured | null => {
  const base = said.at(-1) ?? lastSaid
  const before = text.slice(Math.max(clause.start, mention.start - 14), mention.start)
  const whose = /(全国|全省|全市|全区|全县|全州|规上工业|行业)(?:平均水平|平均|水平|增速)?(?:为)?[（(]$/.exec(
    before,
  )?.[1]
  if (
    !base ||
    !whose ||
    !/(?:高于|低于|快于|慢于|超过|[（(][^（）()]*[）)][、和])/.test(
      text.slice(Math.max(0, clause.start - 24), mention.start),
    )
  )
    return null
  const same = base.measure.endsWith('排名') ? (said.findLast((one) => one.change) ?? base) : base
  const bare = (same.subject ?? '')
    .replace(discourse.place ?? '\0', '')
    .replace(/^(?:全|我|本)[国省市县区州]|^[^，]{2,6}?[省市县州]/, '')
  return {
    ...found,
    change: same.change,
    measure: same.change ? '增速' : same.measure,
    subject: whose + bare,
    owner: null,
  }
}

/** The words before 占, or before 占比: what of the clause names the part. */
const beforeShare = (text: string, clause: Clause, from: number, word: MeasureFound): string => {
  const begin = Math.max(bodyStart(text, clause), from)
  const words = text.slice(begin, Math.max(begin, word.end))
  const at = words.search(/占/)
  return at < 0 ? words.slice(0, Math.max(0, word.start - begin)) : words.slice(0, at)
}

/** 50%以上为大鳞片石墨, 民间投资达70%以上: the part stands behind or before its share. */
export const partBeside = (
  speaking: Speaking,
  mention: Mention,
  from: number,
): Pick<Measured, 'measure' | 'subject' | 'owner' | 'reasons' | 'cost'> | null => {
  const { text, clause, discourse } = speaking
  const behind = /^(?:为|是|属于|来自|的)?([一-龥A-Za-z]{2,14})/.exec(
    text.slice(mention.end, Math.min(clause.end, mention.end + 18)),
  )
  const told = behind
    ? /^(?:为|是|属于|来自)|(?:实现|保持|达到|为|属于|来自|分布|集中|用于|出口)/.test(
        text.slice(mention.end, mention.end + 12),
      )
    : false
  if (behind && told) {
    const noun = behind[1]!.slice(0, nounEnd(behind[1]!, 0, behind[1]!.length, 1))
    if (noun.length >= 2)
      return { measure: '占比', ...owned(speaking, mention, noun), reasons: ['measure-guessed'], cost: 0.06 }
  }
  const before = text
    .slice(Math.max(bodyStart(text, clause), from), mention.start)
    .replace(/(?:达到?|为|占|约|超过?|均|已|高)+$/, '')
  const word = measureEndingAt(before, 0, before.length, 'money')
  if (!word) return null
  const owner = discourse.ownerFor(null, mention.start)
  const whose = before.length > 8 ? before.slice(0, word.start) : ''
  const measure = `${before.length <= 8 ? before : word.word}占比`
  const subject =
    whose !== '' ? compose(owner, cleanNoun(whose), discourse.place) : compose(owner, before, discourse.place)
  return { measure, subject, owner, reasons: ['measure-guessed'], cost: 0.06 }
}

/** The noun between 占 and its measure, when nothing but it stands there. */
export const dividedBy = ({ text, clause, discourse }: Speaking, word: MeasureFound): string | null => {
  const words = text.slice(clause.start, word.start)
  const at = words.lastIndexOf('占')
  if (at < 0 || words.length - at > 20) return null
  const noun = cleanNoun(words.slice(at + 1).replace(/^[了到]+/, ''))
  return noun.length >= 2 ? discourse.resolve(noun) : discourse.place
}

/** 民营企业增加值占全部的比重: the share, and what grows behind it, is of the measure before 占. */
export const ofPart = ({ text, clause }: Speaking, mention: Mention, found: Measured, from: number): Measured => {
  const words = text.slice(Math.max(bodyStart(text, clause), from), mention.start)
  const at = words.indexOf('占')
  if (at < 2 || found.subject === null) return found
  const before = words.slice(0, at).replace(/(?:均|已|约|合计|共|分别)+$/, '')
  const part = measureEndingAt(before, 0, before.length, null)
  if (!part || found.subject.endsWith(part.word)) return found
  return { ...found, subject: found.subject + part.word, owner: found.owner }
}

/** What a share of a goal says is completed: the goal as it is named, of what was measured before. */
const completed = (speaking: Speaking, mention: Mention): string => {
  const before = speaking.said.at(-1)
  const goal = /(?:完成|达到)(?:了)?([^，。；]{0,20}(?:目标|任务|计划)[^，。；]{0,6})的/.exec(
    speaking.text.slice(speaking.clause.start, speaking.clause.end),
  )
  const whose = before && !before.change ? before.subject : speaking.discourse.ownerFor(null, mention.start)
  return `${whose ?? ''}${goal?.[1] ?? ''}`
}

/** 贡献了90%以上的科研投入: the share of what stands behind. */
const shareBehind = (speaking: Speaking, mention: Mention, from: number): string | null => {
  const { text, clause, said } = speaking
  const match = /^的([一-龥]{2,10})/.exec(text.slice(mention.end, Math.min(clause.end, mention.end + 12)))
  if (!match) return null
  const before = text.slice(clause.start, mention.start)
  const between = text.slice(from, mention.start)
  const gives =
    /(贡献|掌控|占据|拥有|提供|承担|生产|创造|满足|供应)/.test(before) ||
    /占了?$/.test(between) ||
    (said.at(-1)?.measure.endsWith('占比') === true && between.replace(/[、和及与]/g, '').length < 2)
  return gives ? match[1]!.replace(/(和|及|与|以上|来自|是|为).*$/, '') : null
}
