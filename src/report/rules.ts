import type { Figure } from '../base/figure.ts'
import type { Lang } from '../base/lang.ts'
import { compare, divide, round, shift, subtract } from '../base/money.ts'
import type { ChainMap } from '../chain/schema.ts'
import type { TargetYear } from '../plan/schema.ts'
import { compose } from './compose.ts'
import type { Sentence } from './schema.ts'

/** A phase whose planned date of production lies behind the as-of day and for which no production is on record. */
export interface LatePhase {
  project: string
  phase: string
  due: string
  stage: string
  /** The page that shows the project's steps and their sources. */
  href: string
}

/** Two values said of one subject, measure, period and modality, neither withdrawn. */
export interface Dispute {
  label: string
  figures: Figure[]
}

/** What the sentences of a day are made from; every number in it carries its evidence. */
export interface ChainState {
  lang: Lang
  today: string
  years: readonly TargetYear[]
  map: Pick<ChainMap, 'chain' | 'region' | 'stages'>
  late: readonly LatePhase[]
  lateCount: Figure
  pending: Figure
  disputes: readonly Dispute[]
  recent: Figure
}

const computed = (
  label: string,
  value: string,
  like: Figure,
  formula: string,
  inputs: Figure[],
  unit = like.unit,
): Figure => ({
  label,
  value,
  unit,
  bound: inputs.every((input) => input.bound === 'eq') ? 'eq' : 'approx',
  modality: 'actual',
  period: like.period,
  asOf: like.asOf,
  evidence: { kind: 'formula', formula, inputs },
})

/** The years with a result, newest last. */
const withActual = (years: readonly TargetYear[]): TargetYear[] =>
  years.filter((year) => year.actual?.value != null).toSorted((a, b) => a.year - b.year)

/** On target or not: the last year that has both a result and a target, with attainment and the sum missing or above. */
const targetSentence = ({ lang, years }: ChainState): Sentence => {
  const last = withActual(years).at(-1)
  const result = last?.actual?.value
  if (last?.actual == null || result == null)
    return compose(lang, 'target', { zh: '还没有任何一年的产值实绩。', en: 'No year has a result yet.' })
  const { actual, target, attained } = last
  const year = String(last.year)
  const goal = target?.value
  if (target === null || goal == null || attained === null)
    return compose(
      lang,
      'target',
      {
        zh: '{year}年产值{actual}，当年目标无来源。',
        en: 'Output value in {year} was {actual}; no source gives a target for that year.',
      },
      { year, actual },
    )
  const short = compare(result, goal) < 0
  const difference = computed(
    lang === 'en' ? 'Difference to target' : '与目标之差',
    short ? subtract(goal, result) : subtract(result, goal),
    target,
    short ? (lang === 'en' ? 'target − result' : '目标 − 实绩') : lang === 'en' ? 'result − target' : '实绩 − 目标',
    short ? [target, actual] : [actual, target],
  )
  return compose(
    lang,
    'target',
    short
      ? {
          zh: '{year}年产值{actual}，当年目标{target}，完成{attained}，差{difference}，未达目标。',
          en: 'Output value in {year} was {actual} against a target of {target}: {attained} attained, {difference} short.',
        }
      : {
          zh: '{year}年产值{actual}，当年目标{target}，完成{attained}，超出{difference}，达到目标。',
          en: 'Output value in {year} was {actual} against a target of {target}: {attained} attained, {difference} above.',
        },
    { year, actual, target, attained, difference },
  )
}

/** What moved: growth between the last two results, and the facts taken in during the last seven days. */
const movedSentence = ({ lang, years, recent }: ChainState): Sentence => {
  const results = withActual(years)
  const [before, last] = results.slice(-2)
  const a = before?.actual
  const b = last?.actual
  if (before === undefined || last === undefined || a?.value == null || b?.value == null || compare(a.value, '0') <= 0)
    return compose(
      lang,
      'moved',
      { zh: '近七天采纳事实{recent}。', en: 'Facts accepted in the last seven days: {recent}.' },
      { recent },
    )
  const growth = computed(
    lang === 'en' ? 'Growth' : '增长',
    round(shift(subtract(divide(b.value, a.value, 8), '1'), 2), 2),
    b,
    lang === 'en' ? `${last.year} ÷ ${before.year} − 1` : `${last.year}年 ÷ ${before.year}年 − 1`,
    [b, a],
    '%',
  )
  return compose(
    lang,
    'moved',
    {
      zh: '产值由{before}年的{a}到{last}年的{b}，增长{growth}；近七天采纳事实{recent}。',
      en: 'Output value went from {a} in {before} to {b} in {last}, growth {growth}; facts accepted in the last seven days: {recent}.',
    },
    { before: String(before.year), a, last: String(last.year), b, growth, recent },
  )
}

/** What lies ahead: the first year after the last result, past or not, with its target, forecast and whether a result is known. */
const aheadSentence = ({ lang, years, today }: ChainState): Sentence | null => {
  const lastResult = withActual(years).at(-1)?.year ?? 0
  const next = years
    .filter((year) => year.year > lastResult && year.target?.value != null)
    .toSorted((a, b) => a.year - b.year)[0]
  if (next?.target == null) return null
  const over = String(next.year) < today.slice(0, 4)
  const forecast = next.forecasts[0]
  const values = { year: String(next.year), target: next.target, ...(forecast && { forecast }) }
  if (forecast)
    return compose(
      lang,
      'target',
      over
        ? {
            zh: '{year}年目标{target}，曾有预期{forecast}；年度已过，实绩无来源。',
            en: 'The target for {year} was {target}, a forecast said {forecast}; the year is over and no source gives its result.',
          }
        : {
            zh: '{year}年目标{target}，目前预期{forecast}。',
            en: 'The target for {year} is {target}; the forecast is {forecast}.',
          },
      values,
    )
  return compose(
    lang,
    'target',
    over
      ? {
          zh: '{year}年目标{target}；年度已过，实绩无来源。',
          en: 'The target for {year} was {target}; the year is over and no source gives its result.',
        }
      : { zh: '下一个目标：{year}年{target}。', en: 'Next target: {target} in {year}.' },
    values,
  )
}

const stuckSentence = ({ lang, late, lateCount }: ChainState): Sentence => {
  if (late.length === 0)
    return compose(lang, 'stuck', {
      zh: '台账里没有计划投产日期已过而未见投产的项目。',
      en: 'No project in the register is past its planned start of production.',
    })
  const names = late
    .slice(0, 3)
    .map((phase) =>
      lang === 'en'
        ? `${phase.project} ${phase.phase} (due ${phase.due})`
        : `${phase.project}${phase.phase}（计划${phase.due}）`,
    )
    .join(lang === 'en' ? '; ' : '、')
  return compose(
    lang,
    'stuck',
    {
      zh: '计划投产日期已过而未见投产记录的有{count}：{names}{more}。',
      en: 'Past their planned start of production without a record of it: {count}, namely {names}{more}.',
    },
    { count: lateCount, names, more: late.length > 3 ? (lang === 'en' ? ' and others' : '等') : '' },
  )
}

const decideSentence = ({ lang, pending, disputes }: ChainState): Sentence => {
  const first = disputes[0]
  const [a, b] = first?.figures ?? []
  if (first === undefined || a === undefined || b === undefined)
    return compose(
      lang,
      'decide',
      { zh: '等待审定的陈述{pending}。', en: 'Claims waiting for review: {pending}.' },
      { pending },
    )
  return compose(
    lang,
    'decide',
    {
      zh: '等待审定的陈述{pending}；同一指标两种说法待定：{label}，{a}与{b}。',
      en: 'Claims waiting for review: {pending}. Two values for one indicator wait for a decision: {label}, {a} and {b}.',
    },
    { pending, label: first.label, a, b },
  )
}

const gapSentence = ({ lang, map }: ChainState): Sentence => {
  const empty = map.stages.filter((stage) => stage.missing.some((item) => item.kind === 'no-enterprise'))
  const all = String(map.stages.length)
  if (empty.length === 0)
    return compose(
      lang,
      'gap',
      { zh: '全链{all}个环节都有在册企业。', en: 'All {all} stages of the chain have enterprises in the register.' },
      { all },
    )
  const names = empty.map((stage) => stage.name).join(lang === 'en' ? ', ' : '、')
  return compose(
    lang,
    'gap',
    {
      zh: '全链{all}个环节中，{count}个没有在册企业：{names}。',
      en: 'Of {all} stages of the chain, {count} have no enterprise in the register: {names}.',
    },
    { all, count: String(empty.length), names },
  )
}

/** The day's sentences by what they are about; the page shows the first five that exist. */
export const sentencesOf = (state: ChainState): Sentence[] =>
  [
    targetSentence(state),
    aheadSentence(state),
    movedSentence(state),
    stuckSentence(state),
    decideSentence(state),
    gapSentence(state),
  ].filter((sentence) => sentence !== null)
