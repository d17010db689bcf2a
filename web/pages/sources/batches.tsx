import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { BatchFileRow, BatchRow } from '../../../src/sources/schema.ts'
import { useAct, useOperation } from '../../client.ts'
import { Failure } from '../../parts/states.tsx'
import { timeOf } from '../../parts/time.ts'
import { useMay } from '../../shell/shell.tsx'
import { useLang } from '../../words/lang.ts'
import { useWords } from '../../words/words.ts'
import { namedFiles, resumeBatch, type Sending, stopSending, useSendings } from './batchSender.ts'

/** The newest batches with how far each is; one that is under way stays on top of what is done. */
export const Batches = ({ onBusy }: { onBusy: (busy: boolean) => void }) => {
  const t = useWords()
  const sendings = useSendings()
  const [busy, setBusy] = useState(false)
  const asked = useOperation(
    'batches.list',
    { limit: 20 },
    { keep: true, every: busy || sendings.length > 0 ? 700 : 5_000 },
  )
  const batches = asked.data?.batches ?? []
  const moving = batches.some((batch) => batch.waiting + batch.reading > 0) || sendings.length > 0
  if (moving !== busy) setBusy(moving)
  useEffect(() => onBusy(moving), [moving, onBusy])
  if (batches.length === 0) return null
  const sorted = batches.toSorted((a, b) => Number(a.done) - Number(b.done))
  return (
    <section className="batches" aria-label={t('batches.title')}>
      <h2>{t('batches.title')}</h2>
      {asked.error && <Failure error={asked.error} />}
      <ul>
        {sorted.slice(0, 5).map((batch) => (
          <li key={batch.id}>
            <BatchLine batch={batch} sending={sendings.find((one) => one.batchId === batch.id)} />
            {batch.files <= 12 && <FewFiles id={batch.id} />}
          </li>
        ))}
      </ul>
      {sorted.length > 5 && (
        <details>
          <summary>{t('batches.more', { count: sorted.length - 5 })}</summary>
          <ul>
            {sorted.slice(5).map((batch) => (
              <li key={batch.id}>
                <BatchLine batch={batch} sending={sendings.find((one) => one.batchId === batch.id)} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

/** The files of a small batch, right where it was let go. */
const FewFiles = ({ id }: { id: string }) => {
  // Until its own answer says that all is done: the list of batches may have heard it first.
  const [done, setDone] = useState(false)
  const asked = useOperation('batches.show', { id, limit: 12 }, { every: done ? false : 700 })
  if (asked.data && asked.data.batch.done !== done) setDone(asked.data.batch.done)
  return (
    <ul className="batch-files">
      {asked.data?.files.map((file) => (
        <li
          key={file.number}
          className={file.state === 'failed' || file.state === 'refused' ? 'entry entry-wrong' : 'entry'}
        >
          <BatchFile file={file} />
        </li>
      ))}
    </ul>
  )
}

/** A file of a batch: its name, where it is, why it was not read, and the way to its page. */
export const BatchFile = ({ file }: { file: BatchFileRow }) => {
  const t = useWords()
  return (
    <>
      <span className="entry-name">{file.name}</span>
      <span className="entry-says">
        <span className={file.state === 'failed' || file.state === 'refused' ? 'doc-state doc-failed' : 'doc-state'}>
          {t(`batches.state.${file.state}`)}
        </span>
        {file.already && <span className="entry-size"> {t('sources.already')}</span>}
        {file.problem !== null && <span className="doc-problem">{file.problem}</span>}
      </span>
      {file.documentId !== null && (
        <Link to="/sources/$id" params={{ id: file.documentId }}>
          {t('sources.open')}
        </Link>
      )}
    </>
  )
}

const gone = (batch: BatchRow): number => batch.read + batch.failed + batch.refused + batch.cancelled

/** One batch: how many of its files are done, which is being read, what failed, and what can be done about it. */
export const BatchLine = ({
  batch,
  sending,
  whole = false,
}: {
  batch: BatchRow
  sending: Sending | undefined
  /** On the batch's own page: no link to itself. */
  whole?: boolean
}) => {
  const t = useWords()
  const lang = useLang()
  const may = useMay('batches.cancel')
  const cancel = useAct('batches.cancel')
  const retry = useAct('batches.retry')
  const chooser = useRef<HTMLInputElement>(null)
  const [missing, setMissing] = useState<string | null>(null)
  const done = gone(batch)
  const cutOff = batch.expected > 0 && (sending === undefined || sending.fault !== null) && batch.cancelledAt === null
  const parts = [
    t('batches.read', { count: batch.read }),
    ...(batch.failed + batch.refused > 0 ? [t('batches.failed', { count: batch.failed + batch.refused })] : []),
    ...(batch.already > 0 ? [t('batches.already', { count: batch.already })] : []),
    ...(batch.cancelled > 0 ? [t('batches.takenBack', { count: batch.cancelled })] : []),
    ...(batch.skipped > 0 ? [t('batches.skipped', { count: batch.skipped })] : []),
  ]
  return (
    <div className={batch.failed + batch.refused > 0 ? 'batch batch-wrong' : 'batch'}>
      <div className="batch-head">
        <span className="batch-name">
          {whole ? (
            batch.name
          ) : (
            <Link to="/sources/batches/$id" params={{ id: batch.id }} search={{}}>
              {batch.name}
            </Link>
          )}
        </span>
        <span className="entry-size">{t('batches.by', { person: batch.person, time: timeOf(batch.openedAt) })}</span>
      </div>
      <div className="batch-progress">
        <progress value={done} max={batch.files} aria-label={t('batches.progress', { name: batch.name })} />
        <span className="batch-count">{t('batches.count', { done, files: batch.files })}</span>
        {!batch.done && (
          <span className="batch-current" role="status">
            {batch.current !== null && t('batches.current', { name: batch.current })}
            {batch.current === null && sending?.pause && t(`batches.pause.${sending.pause}`)}
          </span>
        )}
      </div>
      <p className="batch-says">
        {parts.join(t('list.and'))}
        {sending && sending.fault === null && ` · ${t('batches.sending', { sent: sending.sent, of: sending.of })}`}
        {batch.cancelledAt !== null &&
          ` · ${t('batches.cancelled', { person: batch.cancelledBy ?? '', time: timeOf(batch.cancelledAt) })}`}
      </p>
      {sending?.fault && <p className="batch-fault">{sending.fault}</p>}
      {cutOff && <p className="batch-fault">{t('batches.cutoff', { count: batch.expected })}</p>}
      {missing !== null && <p className="batch-fault">{missing}</p>}
      {may && (!batch.done || batch.failed > 0) && (
        <div className="batch-acts">
          {cutOff && (
            <>
              <Button size="small" onClick={() => chooser.current?.click()}>
                {t('batches.resume')}
              </Button>
              <input
                ref={chooser}
                className="unseen"
                type="file"
                multiple
                tabIndex={-1}
                aria-label={t('batches.resume')}
                {...{ webkitdirectory: '' }}
                onChange={(event) => {
                  const files = namedFiles(event.target.files ?? [])
                  event.target.value = ''
                  void resumeBatch(batch.id, files, lang).then((found) =>
                    setMissing(
                      found < batch.expected ? t('batches.resume.missing', { count: batch.expected - found }) : null,
                    ),
                  )
                }}
              />
            </>
          )}
          {!batch.done && (
            <Button
              size="small"
              loading={cancel.isPending}
              title={t('batches.cancel.says')}
              onClick={() => {
                stopSending(batch.id)
                cancel.mutate({ id: batch.id })
              }}
            >
              {t('batches.cancel')}
            </Button>
          )}
          {batch.failed > 0 && (
            <Button size="small" loading={retry.isPending} onClick={() => retry.mutate({ id: batch.id })}>
              {t('batches.retry', { count: batch.failed })}
            </Button>
          )}
        </div>
      )}
      {(cancel.error ?? retry.error) && <Failure error={(cancel.error ?? retry.error)!} />}
    </div>
  )
}
