import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { maxSourceBytes, mostBatchFiles } from '../../../src/sources/limits.ts'
import type { DocumentRow } from '../../../src/sources/schema.ts'
import { OperationError } from '../../client.ts'
import { useLang } from '../../words/lang.ts'
import { useWords } from '../../words/words.ts'
import { droppedFiles, type Named, namedFiles, sendBatch, wanted } from './batchSender.ts'
import { faultOf, type Intake, isAddress, sizeWords, titleOf } from './intake.ts'
import { ReadingState } from './readingState.tsx'
import { type About, useIntake } from './useIntake.ts'

/**
 * Ways in: drop anywhere on the page, choose files or a folder, paste a text. One file is added by itself, several and
 * folders as a batch. Below, what was just added and how far it is.
 */
export const AddPanel = ({
  documents,
  onBusy,
}: {
  documents: readonly DocumentRow[]
  onBusy: (busy: boolean) => void
}) => {
  const t = useWords()
  const lang = useLang()
  const id = useId()
  const intake = useIntake()
  const queries = useQueryClient()
  const folder = useRef<HTMLInputElement>(null)
  const [batchSays, setBatchSays] = useState<string | null>(null)
  const chooser = useRef<HTMLInputElement>(null)
  const [about, setAbout] = useState<About>({ published: '', url: '' })
  const [pasting, setPasting] = useState(false)
  const [telling, setTelling] = useState(false)
  const good = isAddress(about.url)
  const take = async (chosen: readonly Named[], folderName: string | null) => {
    setBatchSays(null)
    const [only] = chosen
    if (only === undefined) return setBatchSays(folderName === null ? null : t('batches.empty', { name: folderName }))
    if (chosen.length === 1 && folderName === null)
      return intake.addFiles([only.file], good ? about : { ...about, url: '' })
    const inside = folderName === null ? chosen : chosen.map((one) => ({ ...one, name: within(folderName, one.name) }))
    const { files, skipped } = wanted(inside, (file) => faultOf(file)?.code !== 'source-kind')
    const left = inside.filter((one) => !files.includes(one)).map((one) => one.name)
    const leftSays =
      skipped === 0 ? null : t('batches.left', { count: skipped, names: left.slice(0, 5).join(t('list.and')) })
    if (files.length === 0) return setBatchSays(t('batches.nothing'))
    if (files.length > mostBatchFiles) return setBatchSays(t('batches.tooMany', { most: mostBatchFiles }))
    try {
      const name = folderName ?? t('batches.name', { name: files[0]!.name, count: files.length })
      await sendBatch(
        name.slice(0, 300),
        files,
        { skipped, ...(about.published ? { published: about.published } : {}) },
        lang,
      )
      setBatchSays(leftSays)
      void queries.invalidateQueries()
    } catch (error) {
      if (!(error instanceof OperationError)) throw error
      setBatchSays(error.sentence ?? t('state.failed.says'))
    }
  }
  const over = useDropAnywhere((data) => void droppedFiles(data).then(({ files, folder: name }) => take(files, name)))
  const busy = intake.intakes.some((each) => each.state === 'waiting' || each.state === 'sending')
  useEffect(() => onBusy(busy), [busy, onBusy])

  return (
    <section className="add" aria-label={t('sources.add')}>
      <div className={over ? 'add-drop add-over' : 'add-drop'}>
        <p>{over ? t('sources.drop') : t('sources.drop.here')}</p>
        <div className="add-ways">
          <Button type="primary" onClick={() => chooser.current?.click()}>
            {t('sources.choose')}
          </Button>
          <Button onClick={() => folder.current?.click()}>{t('sources.folder')}</Button>
          <Button aria-expanded={pasting} onClick={() => setPasting(!pasting)}>
            {t('sources.paste')}
          </Button>
          <Button type="text" aria-expanded={telling} onClick={() => setTelling(!telling)}>
            {t('sources.about')}
          </Button>
        </div>
        <p className="add-limit">{t('sources.limit', { size: sizeWords(maxSourceBytes) })}</p>
        <input
          ref={chooser}
          className="unseen"
          type="file"
          multiple
          tabIndex={-1}
          aria-label={t('sources.choose')}
          accept=".txt,.text,.md,.html,.htm,.pdf,.docx,.xlsx,.csv,.tsv,text/plain,text/html,application/pdf"
          onChange={(event) => {
            const files = namedFiles(event.target.files ?? [])
            event.target.value = ''
            void take(files, null)
          }}
        />
        <input
          ref={folder}
          className="unseen"
          type="file"
          multiple
          tabIndex={-1}
          aria-label={t('sources.folder')}
          {...{ webkitdirectory: '' }}
          onChange={(event) => {
            const files = namedFiles(event.target.files ?? [])
            event.target.value = ''
            void take(files, files[0]?.name.split('/')[0] ?? t('sources.folder'))
          }}
        />
        <p className="add-says" role="status">
          {batchSays}
        </p>
        {telling && (
          <div className="fields add-about">
            <div className="field">
              <label htmlFor={`${id}-published`}>{t('sources.published')}</label>
              <input
                id={`${id}-published`}
                type="date"
                value={about.published}
                aria-describedby={`${id}-says`}
                onChange={(event) => setAbout({ ...about, published: event.target.value })}
              />
              <p className="field-hint" id={`${id}-says`}>
                {t('sources.published.says')}
              </p>
            </div>
            <div className="field">
              <label htmlFor={`${id}-url`}>{t('sources.url')}</label>
              <input
                id={`${id}-url`}
                type="url"
                inputMode="url"
                placeholder="https://"
                value={about.url}
                aria-invalid={!good}
                aria-describedby={`${id}-url-fault`}
                onChange={(event) => setAbout({ ...about, url: event.target.value })}
              />
              <p className="field-fault" id={`${id}-url-fault`} role="status">
                {good ? '' : t('sources.url.fault')}
              </p>
            </div>
          </div>
        )}
        {pasting && <Paste onAdd={(name, text) => intake.addText(name, text, good ? about : { ...about, url: '' })} />}
      </div>
      {intake.intakes.length > 0 && (
        <section className="queue-in" aria-label={t('sources.queue')}>
          <div className="queue-in-head">
            <h2>{t('sources.queue')}</h2>
            <Button size="small" type="text" onClick={intake.clear}>
              {t('sources.queue.clear')}
            </Button>
          </div>
          <ul aria-live="polite">
            {intake.intakes.map((each) => (
              <Entry
                key={each.key}
                intake={each}
                document={documents.find((row) => row.id === each.documentId)}
                onAgain={() => intake.again(each.key)}
              />
            ))}
          </ul>
        </section>
      )}
    </section>
  )
}

/** The path inside the chosen folder, whose own name is the batch's. */
const within = (folder: string, path: string): string =>
  path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path

const Paste = ({ onAdd }: { onAdd: (name: string, text: string) => void }) => {
  const t = useWords()
  const id = useId()
  const [title, setTitle] = useState('')
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => area.current?.focus(), [])
  const empty = text.trim() === ''
  const add = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (empty) {
      area.current?.focus()
      return
    }
    onAdd(titleOf(title, text), text)
    setText('')
    setTitle('')
    setTried(false)
  }
  return (
    <form className="paste" onSubmit={add}>
      <div className="field">
        <label htmlFor={`${id}-title`}>{t('sources.paste.title')}</label>
        <input
          id={`${id}-title`}
          value={title}
          placeholder={t('sources.paste.title.hint')}
          maxLength={300}
          onChange={(event) => setTitle(event.target.value)}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-text`}>{t('sources.paste.text')}</label>
        <textarea
          id={`${id}-text`}
          ref={area}
          rows={8}
          value={text}
          aria-invalid={tried && empty}
          aria-describedby={`${id}-fault`}
          onChange={(event) => setText(event.target.value)}
        />
        <p className="field-fault" id={`${id}-fault`} role="status">
          {tried && empty ? t('sources.paste.short') : ''}
        </p>
      </div>
      <Button type="primary" htmlType="submit">
        {t('sources.paste.add')}
      </Button>
    </form>
  )
}

const Entry = ({
  intake,
  document,
  onAgain,
}: {
  intake: Intake
  document: DocumentRow | undefined
  onAgain: () => void
}) => {
  const t = useWords()
  const wrong = intake.state === 'refused' || intake.state === 'failed'
  return (
    <li className={wrong ? 'entry entry-wrong' : 'entry'}>
      <span className="entry-name">{intake.name}</span>
      <span className="entry-size">{sizeWords(intake.size)}</span>
      <span className="entry-says">
        {wrong && intake.says}
        {(intake.state === 'sending' || intake.state === 'waiting') && (
          <>
            <progress value={intake.share} max={1} aria-label={intake.name} />{' '}
            {t('sources.sending', { share: `${Math.round(intake.share * 100)}%` })}
          </>
        )}
        {intake.state === 'already' && t('sources.already')}
        {intake.state === 'taken' && (document ? <ReadingState document={document} /> : t('sources.taken'))}
      </span>
      {intake.state === 'failed' && (
        <Button size="small" onClick={onAgain}>
          {t('sources.again')}
        </Button>
      )}
      {intake.documentId && (
        <Link to="/sources/$id" params={{ id: intake.documentId }}>
          {t('sources.open')}
        </Link>
      )}
    </li>
  )
}

/** True while files are held over the window; hears of those that are let go anywhere on it. */
const useDropAnywhere = (onFiles: (data: DataTransfer) => void): boolean => {
  const [over, setOver] = useState(false)
  const latest = useRef(onFiles)
  latest.current = onFiles
  useEffect(() => {
    let depth = 0
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      depth++
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const move = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      depth = 0
      setOver(false)
      if (event.dataTransfer) latest.current(event.dataTransfer)
    }
    window.addEventListener('dragenter', enter)
    window.addEventListener('dragleave', leave)
    window.addEventListener('dragover', move)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragenter', enter)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('dragover', move)
      window.removeEventListener('drop', drop)
    }
  }, [])
  return over
}
