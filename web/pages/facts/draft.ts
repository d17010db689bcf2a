import type { Lang } from '../../../src/base/lang.ts'
import { isDecimal, plain, shift } from '../../../src/base/money.ts'
import type { Precision } from '../../../src/base/period.ts'
import type { Bound, Modality } from '../../../src/base/quantity.ts'
import { type Unit, unitEntry } from '../../../src/base/unit.ts'
import type { ClaimKind } from '../../../src/engines/reading/claim.ts'
import type { ClaimRow } from '../../../src/sources/schema.ts'

/** What a person types when correcting a claim: numbers in the scale people write, dates as short as they are known. */
export interface Draft {
  value: string
  valueTo: string
  /** Power of ten between what is typed and the base unit: 8 for 亿. */
  power: number
  unit: string
  bound: Bound
  measure: string
  subject: string
  modality: Modality
  from: string
  to: string
  precision: Precision
  place: string
  reason: string
}
export type DraftField = keyof Draft

/** The fields that say something about a claim of this kind, in the order of the form. */
export const fieldsOf = (kind: ClaimKind): readonly DraftField[] => {
  if (kind === 'quantity')
    return [
      'value',
      'valueTo',
      'power',
      'unit',
      'bound',
      'measure',
      'subject',
      'modality',
      'from',
      'to',
      'precision',
      'place',
    ]
  if (kind === 'time') return ['from', 'to', 'precision']
  if (kind === 'place') return ['subject']
  if (kind === 'relation' || kind === 'event') return ['subject', 'measure', 'from', 'to', 'precision', 'place']
  return ['subject', 'measure']
}

export interface ScaleChoice {
  power: number
  word: string
}

/** The scales a unit is written in: 万 and 亿 in Chinese, thousand to billion in English, k to T before Wh and W. */
export const scalesOf = (unit: Unit, lang: Lang): readonly ScaleChoice[] => {
  const { dimension, prefixed } = unitEntry(unit)
  const list = (...pairs: [number, string][]) => pairs.map(([power, word]) => ({ power, word }))
  if (prefixed) return list([0, ''], [3, 'k'], [6, 'M'], [9, 'G'], [12, 'T'])
  if (['ratio', 'points', 'multiple', 'rank', 'time', 'temperature'].includes(dimension)) return list([0, ''])
  if (lang === 'en') return list([0, ''], [3, 'thousand'], [6, 'million'], [9, 'billion'], [12, 'trillion'])
  return list([0, ''], [4, '万'], [8, '亿'], [12, '万亿'])
}

/** The largest scale that keeps the number at least one. */
export const scaleFor = (value: string | null, unit: Unit, lang: Lang): number => {
  if (value === null || !isDecimal(value)) return 0
  const size = Math.abs(Number(value))
  return scalesOf(unit, lang).findLast((scale) => size >= 10 ** scale.power)?.power ?? 0
}

/** A claim as the form first shows it. */
export const draftOf = (claim: ClaimRow, lang: Lang): Draft => {
  const unit = claim.unit ?? ''
  const power = scaleFor(claim.valueTo ?? claim.value, unit, lang)
  const precision = claim.precision ?? 'year'
  return {
    value: claim.value === null ? '' : shift(claim.value, -power),
    valueTo: claim.valueTo === null ? '' : shift(claim.valueTo, -power),
    power,
    unit,
    bound: claim.bound ?? 'eq',
    measure: claim.measure ?? '',
    subject: claim.subject ?? '',
    modality: claim.modality ?? 'actual',
    from: shortDate(claim.from, precision),
    to: shortDate(claim.to, precision),
    precision,
    place: claim.place ?? '',
    reason: '',
  }
}

/** A date as short as its precision: 2024, 2024H1, 2024Q2, 2024-06, 2024-06-19; empty for an open end. */
export const shortDate = (date: string | null, precision: Precision): string => {
  if (date === null) return ''
  const month = Number(date.slice(5, 7))
  if (precision === 'year') return date.slice(0, 4)
  if (precision === 'half') return `${date.slice(0, 4)}H${month <= 6 ? 1 : 2}`
  if (precision === 'quarter') return `${date.slice(0, 4)}Q${Math.ceil(month / 3)}`
  if (precision === 'month') return date.slice(0, 7)
  return date
}

const digitsOf: Record<string, string> = { ',': '', '，': '', ' ': '', '．': '.', '－': '-', '−': '-' }

/** Full-width digits and signs as half-width ones, without grouping commas and blanks. */
export const plainDigits = (text: string): string =>
  text.trim().replace(/[,， ．－−０-９]/g, (sign) => digitsOf[sign] ?? String.fromCharCode(sign.charCodeAt(0) - 0xfee0))

/**
 * The first (or last) day of what was typed: 2024, 2024H1, 2024Q2, 2024-6, 2024-06-19. Null for an empty, open end;
 * undefined when it is no date.
 */
export const dayOf = (typed: string, end: 'first' | 'last'): string | null | undefined => {
  const text = plainDigits(typed).toUpperCase()
  if (text === '') return null
  const part = /^(\d{4})(?:H([12])|Q([1-4])|-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text)
  if (!part) return undefined
  const [, year, half, quarter, month, day] = part
  const [firstMonth, lastMonth] = half
    ? [Number(half) * 6 - 5, Number(half) * 6]
    : quarter
      ? [Number(quarter) * 3 - 2, Number(quarter) * 3]
      : month
        ? [Number(month), Number(month)]
        : [1, 12]
  const m = end === 'first' ? firstMonth : lastMonth
  if (m < 1 || m > 12 || Number(year) < 1) return undefined
  const lastDay = new Date(Date.UTC(Number(year), m, 0)).getUTCDate()
  const d = day ? Number(day) : end === 'first' ? 1 : lastDay
  if (d < 1 || d > lastDay) return undefined
  return `${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
}

/** What is wrong with a field, as the end of a word key. */
export type Fault = 'required' | 'number' | 'order' | 'date' | 'long'

export interface Edits {
  value?: string
  valueTo?: string | null
  unit?: string
  bound?: Bound
  measure?: string
  subject?: string
  modality?: Modality
  from?: string | null
  to?: string | null
  precision?: Precision
  place?: string | null
}

export interface Checked {
  faults: Partial<Record<DraftField, Fault>>
  /** Only what differs from the claim; empty when nothing does. */
  edits: Edits
}

/** Checks what was typed and says what would change; numbers go to the base unit exactly, without floating point. */
export const checkDraft = (claim: ClaimRow, draft: Draft): Checked => {
  const faults: Checked['faults'] = {}
  const edits: Edits = {}
  const fields = fieldsOf(claim.kind)
  const number = (field: 'value' | 'valueTo'): string | null => {
    const typed = plainDigits(draft[field])
    if (typed === '') return null
    if (!/^-?\d+(\.\d+)?$/.test(typed)) {
      faults[field] = 'number'
      return null
    }
    return shift(typed, draft.power)
  }
  if (fields.includes('value')) {
    const value = number('value')
    const valueTo = number('valueTo')
    if (value === null) faults.value ??= 'required'
    else if (claim.value === null || value !== plain(claim.value)) edits.value = value
    if (value !== null && valueTo !== null && Number(valueTo) < Number(value)) faults.valueTo = 'order'
    if (valueTo !== (claim.valueTo === null ? null : plain(claim.valueTo))) edits.valueTo = valueTo
    if (draft.unit.trim() === '') faults.unit = 'required'
    else if (draft.unit.trim() !== claim.unit) edits.unit = draft.unit.trim()
    if (draft.bound !== (claim.bound ?? 'eq')) edits.bound = draft.bound
    if (draft.modality !== (claim.modality ?? 'actual')) edits.modality = draft.modality
  }
  for (const [field, most] of [
    ['measure', 200],
    ['subject', 300],
  ] as const) {
    if (!fields.includes(field)) continue
    const typed = draft[field].trim()
    if (typed === '' && (claim.kind === 'quantity' || claim[field] !== null)) faults[field] = 'required'
    else if (typed.length > most) faults[field] = 'long'
    else if (typed !== '' && typed !== claim[field]) edits[field] = typed
  }
  if (fields.includes('from')) {
    const from = dayOf(draft.from, 'first')
    const to = dayOf(draft.to, 'last')
    if (from === undefined) faults.from = 'date'
    if (to === undefined) faults.to = 'date'
    if (from && to && from > to) faults.to = 'order'
    if (from !== undefined && from !== claim.from) edits.from = from
    if (to !== undefined && to !== claim.to) edits.to = to
    if (draft.precision !== (claim.precision ?? 'year')) edits.precision = draft.precision
  }
  if (fields.includes('place')) {
    const place = draft.place.trim()
    if (place.length > 200) faults.place = 'long'
    else if ((place === '' ? null : place) !== claim.place) edits.place = place === '' ? null : place
  }
  if (draft.reason.length > 2000) faults.reason = 'long'
  return { faults, edits }
}
