import { Button } from 'antd'
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import { boundWords, modalityWords } from '../../../src/base/format.ts'
import { inLang } from '../../../src/base/lang.ts'
import { precisions } from '../../../src/base/period.ts'
import { bounds, modalities } from '../../../src/base/quantity.ts'
import { knownUnits, unitEntry } from '../../../src/base/unit.ts'
import type { ClaimRow } from '../../../src/sources/schema.ts'
import type { OperationError } from '../../client.ts'
import { useLang } from '../../words/lang.ts'
import { useWords, type WordKey } from '../../words/words.ts'
import {
  checkDraft,
  type Draft,
  type DraftField,
  draftOf,
  type Edits,
  type Fault,
  fieldsOf,
  scalesOf,
} from './draft.ts'

/** Units of counts and rates that the table of units makes by rule, offered beside it. */
const madeUnits = [
  '{个}',
  '{家}',
  '{户}',
  '{种}',
  '{条}',
  '{项}',
  '{人}',
  '{辆}',
  't/a',
  'Wh/a',
  'W/a',
  'm2/a',
  'CNY/t',
  'CNY/a',
]

const words: Record<DraftField, WordKey> = {
  value: 'facts.field.value',
  valueTo: 'facts.field.valueTo',
  power: 'facts.field.power',
  unit: 'facts.field.unit',
  bound: 'facts.field.bound',
  measure: 'facts.field.measure',
  subject: 'facts.field.subject',
  modality: 'facts.field.modality',
  from: 'facts.field.from',
  to: 'facts.field.to',
  precision: 'facts.field.precision',
  place: 'facts.field.place',
  reason: 'facts.field.reason',
}

/** The claim as a form: numbers in the scale people write, checked as they are typed; Enter saves, Esc gives up. */
export const ClaimForm = ({
  claim,
  busy,
  refusal,
  onSave,
  onCancel,
}: {
  claim: ClaimRow
  busy: boolean
  refusal: OperationError | null
  onSave: (edits: Edits, reason: string) => void
  onCancel: () => void
}) => {
  const lang = useLang()
  const t = useWords()
  const id = useId()
  const [draft, setDraft] = useState(() => draftOf(claim, lang))
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const { faults, edits } = useMemo(() => checkDraft(claim, draft), [claim, draft])
  const fields = fieldsOf(claim.kind)
  const set = <F extends DraftField>(field: F, value: Draft[F]) => setDraft((before) => ({ ...before, [field]: value }))
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, select')?.focus()
  }, [])

  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const wrong = Object.keys(faults)[0]
    if (wrong) form.current?.querySelector<HTMLElement>(`[name="${wrong}"]`)?.focus()
    else onSave(edits, draft.reason.trim())
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onCancel()
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save(event)
  }

  const refused = refusal?.place?.field?.replace(/^edits\./, '')
  const faultOf = (field: DraftField): string | null => {
    const fault: Fault | undefined = faults[field]
    if (fault && (tried || fault !== 'required')) return t(`facts.fault.${fault}`)
    return refused === field ? (refusal?.sentence ?? null) : null
  }
  const field = (
    name: DraftField,
    control: (common: { id: string; name: string; 'aria-invalid': boolean; 'aria-describedby'?: string }) => ReactNode,
    wide = false,
  ) => {
    if (!fields.includes(name) && name !== 'reason') return null
    const fault = faultOf(name)
    const fieldId = `${id}-${name}`
    return (
      <div className={wide ? 'field field-wide' : 'field'}>
        <label htmlFor={fieldId}>{t(words[name])}</label>
        {control({
          id: fieldId,
          name,
          'aria-invalid': fault !== null,
          ...(fault ? { 'aria-describedby': `${fieldId}-fault` } : {}),
        })}
        {fault && (
          <p className="field-fault" id={`${fieldId}-fault`}>
            {fault}
          </p>
        )}
      </div>
    )
  }
  const typed = (
    name: 'value' | 'valueTo' | 'measure' | 'subject' | 'from' | 'to' | 'place' | 'reason',
    wide = false,
  ) =>
    field(
      name,
      (common) => (
        <input
          {...common}
          value={draft[name]}
          autoComplete="off"
          inputMode={name === 'value' || name === 'valueTo' ? 'decimal' : undefined}
          onChange={(event) => set(name, event.target.value)}
        />
      ),
      wide,
    )
  const units = [
    ...new Set([claim.unit ?? '', draft.unit, ...knownUnits().map((entry) => entry.code), ...madeUnits]),
  ].filter((code) => code !== '')
  return (
    <form className="claim-form" ref={form} onSubmit={save} onKeyDown={onKey} noValidate>
      <div className="fields">
        {typed('value')}
        {field('power', (common) => (
          <select {...common} value={draft.power} onChange={(event) => set('power', Number(event.target.value))}>
            {scalesOf(draft.unit, lang).map((scale) => (
              <option key={scale.power} value={scale.power}>
                {scale.word === '' ? '×1' : scale.word}
              </option>
            ))}
          </select>
        ))}
        {field('unit', (common) => (
          <select
            {...common}
            value={draft.unit}
            onChange={(event) => {
              const unit = event.target.value
              const kept = scalesOf(unit, lang).some((scale) => scale.power === draft.power)
              setDraft((before) => ({ ...before, unit, power: kept ? before.power : 0 }))
            }}
          >
            {units.map((code) => (
              <option key={code} value={code}>
                {inLang(unitEntry(code).label, lang) || code}
              </option>
            ))}
          </select>
        ))}
        {typed('valueTo')}
        {field('bound', (common) => (
          <select
            {...common}
            value={draft.bound}
            onChange={(event) => set('bound', event.target.value as Draft['bound'])}
          >
            {bounds.map((bound) => (
              <option key={bound} value={bound}>
                {inLang(boundWords[bound], lang)}
              </option>
            ))}
          </select>
        ))}
        {field('modality', (common) => (
          <select
            {...common}
            value={draft.modality}
            onChange={(event) => set('modality', event.target.value as Draft['modality'])}
          >
            {modalities.map((modality) => (
              <option key={modality} value={modality}>
                {inLang(modalityWords[modality], lang)}
              </option>
            ))}
          </select>
        ))}
        {typed('subject', true)}
        {typed('measure', true)}
        {typed('from')}
        {typed('to')}
        {field('precision', (common) => (
          <select
            {...common}
            value={draft.precision}
            onChange={(event) => set('precision', event.target.value as Draft['precision'])}
          >
            {precisions.map((precision) => (
              <option key={precision} value={precision}>
                {t(`facts.precision.${precision}`)}
              </option>
            ))}
          </select>
        ))}
        {fields.includes('from') && <p className="field-hint">{t('facts.date.hint')}</p>}
        {typed('place', true)}
        {typed('reason', true)}
      </div>
      <p className="form-says" role="status">
        {tried && Object.keys(faults).length > 0
          ? t('facts.correct')
          : refusal
            ? (refusal.sentence ?? t('state.failed.says'))
            : Object.keys(edits).length === 0
              ? t('facts.unchanged')
              : ''}
      </p>
      <div className="claim-acts">
        <Button size="small" type="primary" htmlType="submit" disabled={busy}>
          {Object.keys(edits).length === 0 ? t('facts.accept') : t('facts.save')} <kbd>{'Enter'}</kbd>
        </Button>
        <Button size="small" onClick={onCancel}>
          {t('facts.cancel')} <kbd>{'Esc'}</kbd>
        </Button>
        {busy && <span className="claim-busy">{t('facts.deciding')}</span>}
      </div>
    </form>
  )
}
