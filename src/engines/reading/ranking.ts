import { bodyStart } from './heads.ts'
import { lastEnd, type Measured, type Speaking } from './measured.ts'
import { measureEndingAt } from './measures.ts'
import { trimNoun } from './nouns.ts'
import { isGeneric } from './pointing.ts'
import type { Mention } from './quantities.ts'
import { nounBefore, ownedBy } from './subjects.ts'

const rankVerbs =
  /(连续.{1,3}年|位居|稳居|跃居|位列|名列|列居|排名|排在|跃升至|前移至|升至|居于|居|列|排|为|跻身|进入|在|达到|保持|均|分别|并|且|仍|继续)+$/

/** What is ranked, and of what: 产值居全省第二, 增速居全国第3位; a rank alone is of what was said before it. */
export const rankOf = (speaking: Speaking, mention: Mention, found: Measured): Measured => {
  const { text, clause, discourse, said } = speaking
  const previous = said.at(-1) ?? null
  const level = said.findLast((one) => !one.change) ?? previous
  const from = Math.max(bodyStart(text, clause), lastEnd(clause, mention))
  // 在全国产业园区排名前十: the field in which one is ranked is not what is ranked.
  const before = text
    .slice(from, mention.start)
    .replace(rankVerbs, '')
    .replace(/(?:^|(?<=[^存现潜所]))在[^，。；]*$/, '')
  const noun = trimNoun(before)
  found.measure =
    previous && !(level!.mention.counts && level!.measure.endsWith('数'))
      ? `${(previous.change ? '增速' : level!.measure).replace(/排名$/, '')}排名`
      : '排名'
  found.subject = previous?.subject ?? discourse.ownerFor(null, mention.start) ?? discourse.place
  found.owner = previous?.owner ?? found.subject
  if (noun.length < 2 || noun.length > 30 || isGeneric(noun) || /^[较比]/.test(noun)) {
    if (/增[速幅]$/.test(noun)) found.measure = '增速排名'
    return found
  }
  const word = measureEndingAt(noun, 0, noun.length, null)
  const ending = word?.word ?? /[一-龥]{2,6}[度力量额值数率性]$/.exec(noun)?.[0].slice(-5) ?? null
  const stop = from + before.trimEnd().length
  if (ending !== null) {
    const isWord = word !== null
    found.measure = `${isWord ? ending : noun.length <= 8 ? noun : ending}排名`
    const owner = isWord ? nounBefore(text, clause, from, stop - ending.length) : ''
    if (owner !== '' && !isGeneric(owner)) {
      const whose = ownedBy(discourse, discourse.resolve(owner), null, null, mention.start)
      return { ...found, subject: whose.subject, owner: whose.owner }
    }
    if (isWord && speaking.head.noun !== '' && speaking.head.end <= stop - ending.length) return found
    const standing = previous?.owner ?? discourse.ownerFor(null, mention.start)
    if (!/^增[速幅]$|^排名$/.test(ending) && standing !== null) found.subject = standing
    return found
  }
  const whose = nounBefore(text, clause, from, stop)
  if (whose === '' || isGeneric(whose)) return found
  const { subject, owner } = ownedBy(discourse, discourse.resolve(whose), null, null, mention.start)
  return { ...found, subject, owner }
}
