import { KnownError } from '../base/errors.ts'
import type { Words } from '../base/lang.ts'
import { compare } from '../base/money.ts'
import { isKnownUnit } from '../base/unit.ts'
import type { ClaimRow } from '../sources/schema.ts'

type Said = Pick<ClaimRow, 'value' | 'valueTo' | 'unit' | 'bound' | 'measure' | 'subject' | 'modality' | 'from' | 'to'>

const fieldNames: Record<'value' | 'unit' | 'bound' | 'measure' | 'subject' | 'modality', Words> = {
  value: { zh: '数值', en: 'value' },
  unit: { zh: '单位', en: 'unit' },
  bound: { zh: '界限', en: 'bound' },
  measure: { zh: '指标', en: 'measure' },
  subject: { zh: '主体', en: 'subject' },
  modality: { zh: '性质', en: 'modality' },
}

/** What a quantity must say before it can be a fact: the same with nothing missing. */
export type Complete<C extends Said> = C & {
  [F in keyof typeof fieldNames]: NonNullable<C[F]>
}

/** The claim, known to be complete; else claim-incomplete naming what is missing. */
export const completeClaim = <C extends Said>(claim: C): Complete<C> => {
  const missing = (Object.keys(fieldNames) as (keyof typeof fieldNames)[]).filter(
    (field) => claim[field] === null || claim[field] === '',
  )
  if (missing.length > 0) {
    throw new KnownError(
      'claim-incomplete',
      {
        zh: `这条陈述还缺${missing.map((field) => fieldNames[field].zh).join('、')}，不能成为事实。请补上后用“修改”采纳。`,
        en: `This claim lacks ${missing.map((field) => fieldNames[field].en).join(', ')} and cannot become a fact. Fill it in and accept it with edits.`,
      },
      { status: 422, place: { field: missing[0]! } },
    )
  }
  return claim as Complete<C>
}

/** Refuses a claim whose range or period runs backwards, or whose unit no rule knows. */
export const checkEdited = (claim: Said): void => {
  const refuse = (field: string, words: Words): never => {
    throw new KnownError('edit-invalid', words, { status: 422, place: { field } })
  }
  if (claim.value !== null && claim.valueTo !== null && compare(claim.valueTo, claim.value) < 0) {
    refuse('valueTo', {
      zh: '区间的上端小于下端，请对调或改正。',
      en: 'The upper end of the range is below the lower end; swap or correct them.',
    })
  }
  if (claim.from !== null && claim.to !== null && claim.to < claim.from) {
    refuse('to', {
      zh: '时期的终点早于起点，请对调或改正。',
      en: 'The period ends before it begins; swap or correct the dates.',
    })
  }
  if (claim.unit !== null && !isKnownUnit(claim.unit)) {
    refuse('unit', {
      zh: `不认识单位“${claim.unit}”。请用单位代码，如 CNY、t、Wh、m2、%，或带花括号的量词，如 {个}、{家}。`,
      en: `The unit “${claim.unit}” is unknown. Use a unit code such as CNY, t, Wh, m2, %, or a classifier in braces such as {个}, {家}.`,
    })
  }
}

/** '2026-11-23 18:20' of the clock on the office wall. */
const beijing = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

const verdicts: Record<'accept' | 'edit' | 'reject' | 'reopen', Words> = {
  accept: { zh: '采纳', en: 'accepted' },
  edit: { zh: '修改后采纳', en: 'accepted with edits' },
  reject: { zh: '不采纳', en: 'rejected' },
  reopen: { zh: '重新打开', en: 'reopened' },
}

/** Someone decided since the person looked: says who, what and when. */
export const decidedMeanwhile = (
  last: { person: string; at: string; verdict: keyof typeof verdicts } | undefined,
): KnownError =>
  new KnownError(
    'decided-meanwhile',
    last === undefined
      ? {
          zh: '这条陈述的决定与您看到的不同，请刷新后再定。',
          en: 'The decisions on this claim are not the ones you saw; look again and decide then.',
        }
      : {
          zh: `${last.person}已于北京时间 ${beijing.format(new Date(last.at))} 对这条陈述作出决定（${verdicts[last.verdict].zh}）。您的决定没有写入；请看过后再定。`,
          en: `${last.person} has decided on this claim (${verdicts[last.verdict].en}) at ${beijing.format(new Date(last.at))} Beijing time. Your decision was not written; look at theirs and decide then.`,
        },
    { status: 409, place: { field: 'seen' } },
  )

export const noSuchClaim = (): KnownError =>
  new KnownError(
    'claim-unknown',
    {
      zh: '没有这条陈述。重读来源后它可能已不在，请回到待审清单。',
      en: 'There is no such claim. A later reading may no longer have it; go back to the list.',
    },
    { status: 404, place: { field: 'id' } },
  )

export const noSuchFact = (): KnownError =>
  new KnownError(
    'fact-unknown',
    {
      zh: '没有这条事实。它可能在另一个工作区，请回到事实台账查找。',
      en: 'There is no such fact. It may be in another workspace; look for it in the ledger.',
    },
    { status: 404, place: { field: 'id' } },
  )
