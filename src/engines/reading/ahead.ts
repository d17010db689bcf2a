import type { Clause } from './clauses.ts'
import type { Frame } from './frames.ts'
import type { Mention } from './mention.ts'

/** True when the clause itself dates the number, to a time that was over when the page was written. */
export const isPast = (clause: Clause, mention: Mention, today: string | null): boolean => {
  const near = clause.times.findLast((time) => time.end <= mention.start && time.kind !== 'base')
  const end = near?.kind === 'at' ? (near.period?.to ?? null) : null
  return end !== null && today !== null && end < today && near!.period!.precision !== 'day'
}

/** True when the time said of the number begins after the page was written, or is an end that lies after it. */
export const isAhead = (
  text: string,
  clause: Clause,
  mention: Mention,
  frame: Frame,
  today: string | null,
): boolean => {
  const near = clause.times.findLast((time) => time.end <= mention.start && time.kind !== 'base')
  const period = near ? near.period : frame.period
  const kind = near ? near.kind : null
  if (!period || kind === 'plan' || kind === 'now' || kind === 'recent') return false
  // 截至2025年全县种植…: what is told up to a time has happened, also when the time is not over.
  if (/截[至止]/.test(text.slice(0, 200)) && !/预计|力争|目标|有望|计划/.test(text)) return false
  // What is compared with last year has happened, whatever the page's own date seems to be.
  if (/同比|环比|比上年|较上年/.test(text)) return false
  if (period.from === null && period.to !== null)
    return today === null ? period.precision === 'year' : period.to > today
  return today !== null && period.from !== null && period.from > today
}
