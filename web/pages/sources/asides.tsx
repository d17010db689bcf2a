import { Button } from 'antd'
import { useState } from 'react'
import type { DocumentPage, PageMark } from '../../../src/sources/schema.ts'
import { useAct } from '../../client.ts'
import { Failure, Nothing } from '../../parts/states.tsx'
import { timeOf } from '../../parts/time.ts'
import { useMay } from '../../shell/shell.tsx'
import { useWords } from '../../words/words.ts'
import { ReasonField } from './marking.tsx'
import { shortened } from './shortened.ts'

type Aside = DocumentPage['setAsides'][number]

/** The standing mark by which a person set this part aside, if one did. */
const markOf = (page: DocumentPage, aside: Aside): PageMark | undefined =>
  page.marks.find(
    (mark) =>
      mark.act === 'put-aside' &&
      mark.undone === null &&
      mark.holds &&
      mark.start < aside.end &&
      mark.end > aside.start,
  )

/** Parts set aside, each with its reason; choosing one opens it and goes to it in the text. */
export const AsidesList = ({
  page,
  open,
  onOpen,
}: {
  page: DocumentPage
  open: number | null
  onOpen: (start: number) => void
}) => {
  const t = useWords()
  if (page.setAsides.length === 0) return <Nothing says={t('sources.aside.none')} />
  return (
    <ol className="queue-rows side-rows">
      {page.setAsides.map((aside) => {
        const reason = t(`sources.reason.${aside.reason}`)
        return (
          <li key={`${aside.start}-${aside.end}`}>
            <button
              type="button"
              className="queue-row"
              aria-current={open === aside.start ? 'true' : undefined}
              onClick={() => onOpen(aside.start)}
            >
              <span className="unseen">{t('sources.aside.go', { reason })}</span>
              <span className="aside-reason">{reason}</span>
              <span className="queue-gist">{aside.why}</span>
              <span className="aside-text">{shortened(page.raw.slice(aside.start, aside.end))}</span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}

/** One part set aside: what it is, by which rule or by whom, and the way back into the body. */
export const AsideCard = ({ page, aside, onClose }: { page: DocumentPage; aside: Aside; onClose: () => void }) => {
  const t = useWords()
  const mayPutBack = useMay('sources.putback')
  const putBack = useAct('sources.putback')
  const undo = useAct('sources.undo')
  const [reason, setReason] = useState('')
  const mark = markOf(page, aside)
  const busy = putBack.isPending || undo.isPending
  return (
    <article className="claim-card aside-card" aria-label={t('sources.layer.aside')}>
      <header className="claim-head">
        <span className="aside-reason">{t(`sources.reason.${aside.reason}`)}</span>
        <Button size="small" type="text" className="card-close" onClick={onClose}>
          {t('evidence.close')} <kbd>{'Esc'}</kbd>
        </Button>
      </header>
      <p className="claim-quote">{shortened(page.raw.slice(aside.start, aside.end), 160)}</p>
      <p>
        <span className="card-label">{mark ? t('sources.aside.person') : t('sources.aside.rule')}</span>{' '}
        {mark ? <MarkSays mark={mark} /> : aside.why}
      </p>
      {mayPutBack && (
        <form
          className="mark-form"
          onSubmit={(event) => {
            event.preventDefault()
            if (mark) undo.mutate({ id: page.id, mark: mark.id, ...(reason.trim() ? { reason: reason.trim() } : {}) })
            else
              putBack.mutate({
                id: page.id,
                start: aside.start,
                end: aside.end,
                ...(reason.trim() ? { reason: reason.trim() } : {}),
              })
          }}
        >
          <ReasonField value={reason} onChange={setReason} />
          <Button type="primary" size="small" htmlType="submit" loading={busy}>
            {mark ? t('sources.mark.undo') : t('sources.aside.back')}
          </Button>
        </form>
      )}
      {(putBack.error ?? undo.error) && <Failure error={(putBack.error ?? undo.error)!} />}
    </article>
  )
}

const MarkSays = ({ mark }: { mark: PageMark }) => {
  const t = useWords()
  return (
    <>
      {t('sources.mark.by', { person: mark.person, time: timeOf(mark.at) })}
      {mark.reason !== null && ` ${t('sources.mark.reason', { reason: mark.reason })}`}
    </>
  )
}

/** What people put back or set aside here, the newest first, with the way to take each back. */
export const MarksList = ({ page, onGo }: { page: DocumentPage; onGo: (mark: PageMark) => void }) => {
  const t = useWords()
  const may = useMay('sources.undo')
  const undo = useAct('sources.undo')
  if (page.marks.length === 0) return <Nothing says={t('sources.marks.none')} />
  return (
    <>
      {undo.error && <Failure error={undo.error} />}
      <ol className="queue-rows side-rows marks-rows">
        {page.marks.map((mark) => (
          <li key={mark.id} className={mark.undone || !mark.holds ? 'mark-gone' : undefined}>
            <button type="button" className="queue-row" disabled={!mark.holds} onClick={() => onGo(mark)}>
              <span className="aside-reason">
                {mark.act === 'put-back'
                  ? t('sources.mark.put-back')
                  : t('sources.mark.put-aside', { reason: t(`sources.reason.${mark.aside ?? 'foreign'}`) })}
              </span>
              <span className="aside-text">{mark.opening}</span>
              <span className="queue-gist">
                <MarkSays mark={mark} />
              </span>
              {mark.undone && (
                <span className="queue-gist">
                  {t('sources.mark.undone', { person: mark.undone.person, time: timeOf(mark.undone.at) })}
                </span>
              )}
              {!mark.holds && <span className="queue-gist">{t('sources.mark.moved')}</span>}
            </button>
            {may && !mark.undone && (
              <Button
                size="small"
                loading={undo.isPending && undo.variables?.mark === mark.id}
                onClick={() => undo.mutate({ id: page.id, mark: mark.id })}
              >
                {t('sources.mark.undo')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}
