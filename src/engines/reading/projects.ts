import { type Kind, nounBehind, verbBefore } from './around.ts'
import { lastEnd, type Measured, type Speaking } from './measured.ts'
import { kindOf } from './measures.ts'
import { trimNoun } from './nouns.ts'
import type { Mention } from './quantities.ts'

/** 总投资463亿元某产业园开工, 投资12亿元建设某项目: the project its amount stands before. */
export const builtBehind = ({ text, entities }: Speaking, mention: Mention): string | null => {
  const next = entities.find((one) => one.kind === 'project' && one.start >= mention.end)
  if (!next || next.start - mention.end > 8) return null
  const between = text.slice(mention.end, next.start)
  // 总投资50亿元的芜湖美的厨热产业园项目: a name may hold a 的.
  if (/^的[一-龥]{2,6}的$/.test(between)) return text.slice(mention.end + 1, next.end)
  return /^(?:的|[，,])?(?:人民币)?(?:用于)?(?:投资|分期|规划|合作)?(?:建设|打造|新建|投建|实施|兴建|建)?$/.test(
    between,
  )
    ? next.name
    : null
}

/** 年产6万吨碳酸锂项目, 30亿元正极材料项目: the number is the size by which a project is called. */
export const sizeOfProject = (
  speaking: Speaking,
  mention: Mention,
  found: Measured,
  kind: Kind,
  name: string,
): Measured => {
  const verb = verbBefore(speaking.text, speaking.clause.start, mention.start, kind)
  const plant =
    kind === 'power' && /光伏|风电|风力|发电|储能|电站|水电/.test(name) && !/组件|电池片|硅片|单晶|装备/.test(name)
  found.measure =
    kind === 'money' ? '总投资' : verb && verb.verb !== '生产' ? verb.measure : plant ? '装机容量' : '产能'
  // A project is called by the size it is planned with, unless it is said to run.
  const { text, sentence } = speaking
  const isRunning = runs.test(text.slice(mention.end, Math.min(sentence.end, mention.end + 60)))
  found.modality = kind === 'money' || !isRunning ? 'plan' : 'actual'
  if (!verb && kind !== 'money') {
    found.reasons.push('measure-guessed')
    found.cost += 0.05
  }
  return { ...found, subject: name, owner: name }
}

const runs =
  /(?<!预计|计划|将|拟|力争|确保|尽快|尽早|早日|加快|推动)(?:投产|竣工|达产|投运|投用|试产成功|建成)(?!后|前|投产后|达产后|达效)/

/** 推进甲20万吨啤酒、乙60万吨甲醇等项目: the size of a project in a list of projects is its capacity. */
export const projectOfList = (
  { text, clause, sentence }: Speaking,
  mention: Mention,
  kind: Kind,
): Pick<Measured, 'measure' | 'subject' | 'owner' | 'modality'> | null => {
  if (kind !== 'mass' && kind !== 'power' && kind !== 'energy') return null
  const behind = nounBehind(text, clause, mention)
  if (!behind || !listOfProjects.test(text.slice(mention.end, Math.min(sentence.end, mention.end + 170)))) return null
  const first = clause.mentions.find((one) => kindOf(one.unit) === kind)!
  const firm = text
    .slice(Math.max(lastEnd(clause, first), first.start - 12), first.start)
    .replace(/^的/, '')
    .replace(/^.*(?:推进|推动|实施|加快|开工|建设|建成|现成|引进|签约|包括|、)/, '')
  const after = text.slice(mention.end, Math.min(sentence.end, mention.end + 190))
  return {
    measure: '产能',
    subject: `${trimNoun(firm).replace(/年产$/, '')}${behind.replace(/等$/, '')}项目`,
    owner: null,
    modality: runs.test(after) ? null : 'plan',
  }
}
const listOfProjects = /^[^，。；]{0,150}?等[^，。；、]{0,8}(?:项目|工程)/
