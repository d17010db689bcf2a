import type { ReadContext } from '../access/operation.ts'
import { chinaDay } from '../base/clock.ts'
import type { Figure } from '../base/figure.ts'
import { formatFigure, formatPeriod } from '../base/format.ts'
import type { Lang } from '../base/lang.ts'
import { showMap } from '../chain/operations.ts'
import { showFact } from '../facts/operations.ts'
import { showTargets } from '../plan/operations.ts'
import { disputedFacts, lately, latePhases, type Recent, waitingCounts } from './queries.ts'
import type { ChainState, Dispute } from './rules.ts'
import type { MovedItem } from './schema.ts'

/** The state of the chain on a day, with the counts the page shows beside its sentences. */
export interface Day {
  state: ChainState
  failed: number
  pendingCount: number
  disputeCount: number
  recent: Recent
}

const counted = (label: string, count: number, unit: string, href: string, asOf: string): Figure => ({
  label,
  value: String(count),
  unit,
  bound: 'eq',
  modality: 'actual',
  period: null,
  asOf,
  evidence: { kind: 'rows', href },
})

/** How many phases are late: a sum that opens each of them at its steps and their sources. */
const lateCount = (late: ChainState['late'], today: string, lang: Lang): Figure => {
  const en = lang === 'en'
  const each = late.map(({ project, phase, due, href }) =>
    counted(en ? `${project} ${phase}, due ${due}` : `${project}${phase}，计划${due}投产`, 1, '{个}', href, today),
  )
  return {
    ...counted(en ? 'Late phases' : '逾期未投产', late.length, '{个}', '', today),
    evidence: {
      kind: 'formula',
      formula: en
        ? `phases planned to produce before ${today} without a step of production on record`
        : `计划投产日早于${today}、台账无投产步骤的分期`,
      inputs: each,
    },
  }
}

const weekBefore = (now: Date): string => new Date(now.getTime() - 7 * 86_400_000).toISOString()

/** Gathers what the day's pages are made from, inside the caller's one read-only transaction. */
export const stateOfDay = async (context: ReadContext): Promise<Day> => {
  const { db, caller, lang, clock } = context
  const { workspaceId } = caller
  const en = lang === 'en'
  const today = chinaDay(clock.now())
  const targets = await showTargets.run(context, { measure: 'output-value' })
  const map = await showMap.run(context, {})
  const late = await latePhases(db, workspaceId, today, lang)
  const waiting = await waitingCounts(db, workspaceId)
  const groups = await disputedFacts(db, workspaceId)
  const recent = await lately(db, workspaceId, weekBefore(clock.now()))

  // Two targets for one year, said of differently worded subjects, wait for a person as much as two values of one key.
  const disputes: Dispute[] = targets.years.flatMap(({ year, target, otherTargets }): Dispute[] => {
    const others = otherTargets.filter((other) => other.value !== target?.value)
    if (target === null || others.length === 0) return []
    return [{ label: en ? `target for ${year}` : `${year}年目标`, figures: [target, ...others] }]
  })
  const twoTargets = disputes.length
  for (const [first] of groups.slice(0, 3)) {
    const { fact, others } = await showFact.run(context, { id: first! })
    const period = fact.figure.period === null ? '' : formatPeriod(fact.figure.period, lang)
    disputes.push({
      label: en
        ? `${fact.subject}, ${fact.measure}${period && `, ${period}`}`
        : `${fact.subject}${period}${fact.measure}`,
      figures: [fact.figure, ...others.map((other) => other.figure)],
    })
  }

  return {
    state: {
      lang,
      today,
      years: targets.years,
      map,
      late,
      lateCount: lateCount(late, today, lang),
      pending: counted(en ? 'Claims to review' : '待审陈述', waiting.claims, '{条}', '/facts?tab=review', today),
      disputes,
      recent: counted(en ? 'Facts accepted' : '采纳事实', recent.facts.length, '{条}', '/facts?tab=ledger', today),
    },
    failed: waiting.failed,
    pendingCount: waiting.claims,
    disputeCount: groups.length + twoTargets,
    recent,
  }
}

/** What came in lately in words, newest first: only the day's page lists it, so only it looks the facts up. */
export const movedLately = async (context: ReadContext, recent: Recent): Promise<MovedItem[]> => {
  const { lang } = context
  const en = lang === 'en'
  const moved: MovedItem[] = recent.documents.map(({ id, at, title }) => ({
    at,
    text: en ? `Source received: ${title}` : `收到来源：${title}`,
    href: `/sources/${id}`,
  }))
  for (const { id, at } of recent.facts.slice(0, 20)) {
    const { fact } = await showFact.run(context, { id })
    const value = formatFigure(fact.figure, lang).text
    moved.push({
      at,
      text: en
        ? `Fact accepted: ${fact.subject}, ${fact.measure} ${value}`
        : `采纳事实：${fact.subject}${fact.measure}${value}`,
      href: `/facts/${id}`,
    })
  }
  return moved.toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, 20)
}
