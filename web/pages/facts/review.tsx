import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { claimKinds } from '../../../src/engines/reading/claim.ts'
import type { ClaimRow } from '../../../src/sources/schema.ts'
import { useOperation } from '../../client.ts'
import { useKeys } from '../../parts/keys.tsx'
import { Quoted } from '../../parts/quote.tsx'
import { Nothing, Shown } from '../../parts/states.tsx'
import { PageLink } from '../../parts/witnesses.tsx'
import { useLang } from '../../words/lang.ts'
import { useWords } from '../../words/words.ts'
import { ClaimCard } from './claimCard.tsx'
import { gist } from './claimFigure.ts'
import { type Deciding, useDeciding, type Verdict, verdictsFor, wantsEdit } from './decide.ts'
import { KindMark, StandingMark } from './kindMark.tsx'
import { rowAfter, rowBeside } from './order.ts'
import { OutcomeLine } from './outcome.tsx'
import { type FactsSearch, factsRoute, type Queue, queues } from './route.ts'

const standings: Record<Queue, ClaimRow['standing'][] | undefined> = {
  open: ['pending', 'auto'],
  pending: ['pending'],
  auto: ['auto'],
  decided: ['accepted', 'edited', 'rejected'],
  all: undefined,
}
const step = 100

/** The queue of claims on the left, the one looked at on the right; one key for each act. */
export const Review = () => {
  const t = useWords()
  const search = factsRoute.useSearch()
  const navigate = factsRoute.useNavigate()
  const deciding = useDeciding()
  const [limit, setLimit] = useState(step)
  const [editing, setEditing] = useState<string | null>(null)
  const queue = search.queue ?? 'open'
  const asked = useOperation(
    'facts.claims',
    {
      ...(standings[queue] ? { standing: standings[queue] } : {}),
      ...(search.kind ? { kind: [search.kind] } : {}),
      ...(search.document ? { documentId: search.document } : {}),
      ...(search.find ? { search: search.find } : {}),
      limit,
    },
    { keep: true },
  )
  const change = useCallback(
    (next: Partial<FactsSearch>, replace = true) =>
      void navigate({ search: (before: FactsSearch) => ({ ...before, ...next }), replace, resetScroll: false }),
    [navigate],
  )

  const rows = asked.data?.claims ?? []
  const ids = rows.map((row) => row.id)
  const chosenId = search.claim ?? ids[0] ?? null
  const inList = rows.find((row) => row.id === chosenId)
  // A claim that has left the queue, or was linked to, is asked for by itself.
  const alone = useOperation('facts.claim', { id: chosenId ?? '' }, { enabled: chosenId !== null })
  const claim = alone.data?.claim.id === chosenId ? alone.data.claim : inList

  const choose = (id: string | null) => {
    setEditing(null)
    change({ claim: id ?? undefined })
  }
  const decide = async (which: ClaimRow, verdict: Verdict, more?: Parameters<Deciding['decide']>[2]) => {
    const next = queue === 'open' || queue === 'pending' || queue === 'auto' ? rowAfter(ids, which.id) : which.id
    const moves = verdict !== 'reopen' && verdict !== 'edit'
    if (moves && more === undefined) choose(next)
    const taken = await deciding.decide(which, verdict, more)
    if (!taken) change({ claim: which.id })
    else if (!moves || more !== undefined) choose(verdict === 'reopen' ? which.id : next)
  }
  const act = (verdict: Verdict) => {
    if (!deciding.may) return
    if (verdict === 'reopen' && (!claim || !verdictsFor(claim.standing).includes('reopen'))) {
      // Nothing decided is in view: U takes back the decision just made.
      const { outcome } = deciding
      if (outcome?.kind === 'done' && outcome.verdict !== 'reopen') void decide(outcome.claim, 'reopen')
      return
    }
    if (!claim || deciding.busy.has(claim.id) || !verdictsFor(claim.standing).includes(verdict)) return
    if (verdict === 'edit') setEditing(claim.id)
    else void decide(claim, verdict)
  }
  // What cannot be accepted as it stands opens as a form, with the field that is wanting named.
  const wanting = wantsEdit(deciding.outcome) ? (deciding.outcome?.claim.id ?? null) : null
  useEffect(() => {
    if (wanting !== null && wanting === chosenId) setEditing(wanting)
  }, [wanting, chosenId])

  useKeys([
    { key: 'a', says: t('facts.keys.accept'), run: () => act('accept') },
    { key: 'e', says: t('facts.keys.edit'), run: () => act('edit') },
    { key: 'r', says: t('facts.keys.reject'), run: () => act('reject') },
    { key: 'u', says: t('facts.keys.reopen'), run: () => act('reopen') },
    { key: 'j', says: t('facts.keys.next'), run: () => choose(rowBeside(ids, chosenId, 1)) },
    { key: 'k', says: t('facts.keys.previous'), run: () => choose(rowBeside(ids, chosenId, -1)) },
  ])

  return (
    <div className="review">
      <Filters search={search} queue={queue} onChange={(next) => change({ ...next, claim: undefined })} />
      <OutcomeLine deciding={deciding} onUndo={() => act('reopen')} />
      <Shown of={asked}>
        {({ claims, total }) =>
          claims.length === 0 && !claim ? (
            <NothingWaits queue={queue} narrowed={Boolean(search.kind || search.document || search.find)} />
          ) : (
            <div className="review-beside">
              <section className="queue" aria-label={t('facts.queue')}>
                <p className="queue-count">{t('facts.queue.count', { shown: claims.length, total })}</p>
                <Rows claims={claims} chosen={chosenId} onChoose={choose} />
                {claims.length < total && limit < 500 && (
                  <Button size="small" onClick={() => setLimit(limit + step)}>
                    {t('facts.queue.more', { count: Math.min(step, total - claims.length) })}
                  </Button>
                )}
              </section>
              <section className="chosen" aria-label={t('evidence.claim')}>
                {claim ? (
                  <>
                    <Quoted
                      sentence={claim.sentence}
                      quote={claim.quote}
                      at={claim.sentenceStart}
                      origin={claim.origin}
                    />
                    <p className="chosen-source">
                      <span>{claim.documentTitle}</span>
                      <PageLink documentId={claim.documentId} start={claim.start} end={claim.end} />
                      {search.document !== claim.documentId && (
                        <Link to="/facts" search={{ ...search, document: claim.documentId, claim: undefined }}>
                          {t('facts.queue.document')}
                        </Link>
                      )}
                    </p>
                    <ClaimCard
                      key={`${claim.id}${claim.decisions}`}
                      claim={claim}
                      deciding={deciding}
                      editing={editing === claim.id}
                      onEdit={(on) => setEditing(on ? claim.id : null)}
                      onDecide={(verdict, more) => void decide(claim, verdict, more)}
                    >
                      {alone.data && alone.data.decisions.length > 0 && <History decisions={alone.data.decisions} />}
                    </ClaimCard>
                    {deciding.may && <p className="keys-line">{t('facts.keys.line')}</p>}
                  </>
                ) : alone.error ? (
                  <Nothing says={alone.error.sentence ?? t('facts.chosen.none')} />
                ) : (
                  <Nothing says={t('facts.chosen.none')} />
                )}
              </section>
            </div>
          )
        }
      </Shown>
    </div>
  )
}

const Rows = ({
  claims,
  chosen,
  onChoose,
}: {
  claims: readonly ClaimRow[]
  chosen: string | null
  onChoose: (id: string) => void
}) => {
  const lang = useLang()
  const t = useWords()
  const current = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (chosen !== null) current.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <ol className="queue-rows">
      {claims.map((claim) => (
        <li key={claim.id}>
          <button
            type="button"
            ref={claim.id === chosen ? current : null}
            className="queue-row"
            aria-current={claim.id === chosen ? 'true' : undefined}
            onClick={() => onChoose(claim.id)}
          >
            <span className="queue-quote">{claim.quote}</span>
            <span className="queue-gist">{gist(claim, lang, t)}</span>
            <span className="queue-marks">
              <KindMark kind={claim.kind} />
              <StandingMark standing={claim.standing} />
              <span>{`${Math.round(claim.confidence * 100)}%`}</span>
            </span>
          </button>
        </li>
      ))}
    </ol>
  )
}

const Filters = ({
  search,
  queue,
  onChange,
}: {
  search: FactsSearch
  queue: Queue
  onChange: (next: Partial<FactsSearch>) => void
}) => {
  const t = useWords()
  const word = {
    open: t('facts.queue.open'),
    pending: t('facts.standing.pending'),
    auto: t('facts.standing.auto'),
    decided: t('facts.queue.decided'),
    all: t('facts.queue.all'),
  }
  return (
    <div className="filters">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be a box in a bar */}
      <div className="choices" role="group" aria-label={t('facts.queue.filter')}>
        {queues.map((each) => (
          <button
            key={each}
            type="button"
            className="choice"
            aria-pressed={each === queue}
            onClick={() => onChange({ queue: each === 'open' ? undefined : each })}
          >
            {word[each]}
          </button>
        ))}
      </div>
      <select
        className="choose"
        aria-label={t('facts.queue.kinds')}
        value={search.kind ?? ''}
        onChange={(event) => onChange({ kind: (event.target.value || undefined) as FactsSearch['kind'] })}
      >
        <option value="">{t('facts.queue.kinds.all')}</option>
        {claimKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`facts.kind.${kind}`)}
          </option>
        ))}
      </select>
      <Input.Search
        className="table-find"
        size="small"
        allowClear
        key={search.find ?? ''}
        defaultValue={search.find ?? ''}
        placeholder={t('facts.queue.find')}
        aria-label={t('facts.queue.find')}
        onSearch={(find) => onChange({ find: find.trim() || undefined })}
      />
      {search.document && (
        <Button size="small" onClick={() => onChange({ document: undefined })}>
          {t('facts.queue.document.all')}
        </Button>
      )}
    </div>
  )
}

const History = ({
  decisions,
}: {
  decisions: readonly { id: string; verdict: Verdict; person: string; at: string; reason: string | null }[]
}) => {
  const t = useWords()
  return (
    <section className="history">
      <h3>{t('facts.history')}</h3>
      <ol>
        {decisions.map((event) => (
          <li key={event.id}>
            {t('facts.history.line', {
              person: event.person,
              date: event.at.slice(0, 16).replace('T', ' '),
              verdict: t(`facts.verdict.${event.verdict}`),
            })}
            {event.reason && <span className="cell-label">{event.reason}</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}

const NothingWaits = ({ queue, narrowed }: { queue: Queue; narrowed: boolean }) => {
  const t = useWords()
  if (narrowed || queue !== 'open') return <Nothing says={t('facts.queue.none.filter')} />
  return (
    <Nothing says={t('facts.queue.none')}>
      <p>
        <Link to="/sources">{t('facts.queue.sources')}</Link>
      </p>
    </Nothing>
  )
}
