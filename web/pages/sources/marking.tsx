import { Button } from 'antd'
import { type RefObject, useEffect, useId, useRef, useState } from 'react'
import { type SetAsideReason, setAsideReasons } from '../../../src/engines/reading/claim.ts'
import type { DocumentPage } from '../../../src/sources/schema.ts'
import { useAct } from '../../client.ts'
import { Failure } from '../../parts/states.tsx'
import { useWords } from '../../words/words.ts'
import type { Stretch } from './segments.ts'
import { selectedStretch } from './selection.ts'
import { shortened } from './shortened.ts'

/** Why a person marks something: one line they may leave empty. */
export const ReasonField = ({ value, onChange }: { value: string; onChange: (reason: string) => void }) => {
  const t = useWords()
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{t('sources.mark.why')}</label>
      <input id={id} value={value} maxLength={500} onChange={(event) => onChange(event.target.value)} />
    </div>
  )
}

/** The stretch of text that is selected in the box, followed as the selection changes; null when none is. */
export const useSelected = (box: RefObject<HTMLElement | null>, on: boolean): [Stretch | null, () => void] => {
  const [selected, setSelected] = useState<Stretch | null>(null)
  useEffect(() => {
    if (!on) {
      setSelected(null)
      return
    }
    let timer = 0
    const look = () => {
      window.clearTimeout(timer)
      // Once the selection rests: it changes with every letter the pointer passes.
      timer = window.setTimeout(() => {
        // The form that was opened from the selection takes the focus, and with it the selection.
        if (document.activeElement?.closest('.mark-form')) return
        setSelected(box.current ? selectedStretch(box.current, document.getSelection()) : null)
      }, 120)
    }
    document.addEventListener('selectionchange', look)
    return () => {
      window.clearTimeout(timer)
      document.removeEventListener('selectionchange', look)
    }
  }, [box, on])
  return [
    selected,
    () => {
      document.getSelection()?.removeAllRanges()
      setSelected(null)
    },
  ]
}

/** What may be done with the selected words: a bar at the lower edge, so that nothing in the page moves. */
export const SelectionBar = ({
  page,
  selected,
  onAside,
  onDone,
}: {
  page: DocumentPage
  selected: Stretch
  onAside: () => void
  onDone: () => void
}) => {
  const t = useWords()
  const putBack = useAct('sources.putback')
  const covers = page.setAsides.some((aside) => aside.start < selected.end && aside.end > selected.start)
  return (
    <div className="selection-bar" role="toolbar" aria-label={t('sources.selection')}>
      <span className="selection-says">{t('sources.selection.count', { count: selected.end - selected.start })}</span>
      <Button size="small" type="primary" onMouseDown={(event) => event.preventDefault()} onClick={onAside}>
        {t('sources.selection.aside')} <kbd>{'S'}</kbd>
      </Button>
      {covers && (
        <Button
          size="small"
          loading={putBack.isPending}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => putBack.mutate({ id: page.id, ...selected }, { onSuccess: onDone })}
        >
          {t('sources.aside.back')}
        </Button>
      )}
      <Button size="small" type="text" onClick={onDone}>
        {t('facts.cancel')}
      </Button>
      {putBack.error && <span className="selection-fault">{putBack.error.sentence}</span>}
    </div>
  )
}

/** Sets a selected stretch aside: as what, and why. */
export const SetAsideForm = ({
  page,
  stretch,
  onClose,
}: {
  page: DocumentPage
  stretch: Stretch
  onClose: () => void
}) => {
  const t = useWords()
  const id = useId()
  const act = useAct('sources.putaside')
  const [aside, setAside] = useState<SetAsideReason>('foreign')
  const [reason, setReason] = useState('')
  const first = useRef<HTMLSelectElement>(null)
  useEffect(() => first.current?.focus(), [])
  return (
    <form
      className="claim-card aside-card mark-form"
      aria-label={t('sources.selection.aside')}
      onSubmit={(event) => {
        event.preventDefault()
        act.mutate(
          { id: page.id, ...stretch, aside, ...(reason.trim() ? { reason: reason.trim() } : {}) },
          { onSuccess: onClose },
        )
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        onClose()
      }}
    >
      <p className="claim-quote">{shortened(page.raw.slice(stretch.start, stretch.end), 160)}</p>
      <div className="field">
        <label htmlFor={`${id}-as`}>{t('sources.mark.as')}</label>
        <select
          id={`${id}-as`}
          ref={first}
          value={aside}
          onChange={(event) => setAside(setAsideReasons.find((each) => each === event.target.value) ?? 'foreign')}
        >
          {setAsideReasons.map((each) => (
            <option key={each} value={each}>
              {t(`sources.reason.${each}`)}
            </option>
          ))}
        </select>
      </div>
      <ReasonField value={reason} onChange={setReason} />
      <div className="claim-acts">
        <Button type="primary" size="small" htmlType="submit" loading={act.isPending}>
          {t('sources.selection.aside')}
        </Button>
        <Button size="small" onClick={onClose}>
          {t('facts.cancel')}
        </Button>
      </div>
      {act.error && <Failure error={act.error} />}
    </form>
  )
}
