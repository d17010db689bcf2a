import './sources.css'
import '../record.css'
import '../facts/facts.css'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ClaimRow, DocumentPage } from '../../../src/sources/schema.ts'
import { useAct, useOperation } from '../../client.ts'
import { useEvidence } from '../../parts/evidence.ts'
import { useKeys } from '../../parts/keys.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { Failure, Nothing, Shown } from '../../parts/states.tsx'
import { dayOf } from '../../parts/time.ts'
import { useMay } from '../../shell/shell.tsx'
import { useWords } from '../../words/words.ts'
import { ClaimCard } from '../facts/claimCard.tsx'
import { type Deciding, useDeciding, type Verdict, verdictsFor, wantsEdit } from '../facts/decide.ts'
import { OutcomeLine } from '../facts/outcome.tsx'
import { sizeWords } from './intake.ts'
import { LayerBar } from './layerBar.tsx'
import { layersFromAddress, layersInAddress, stepClaim } from './layers.ts'
import { ReadingState } from './readingState.tsx'
import { type SourceSearch, sourceRoute } from './route.ts'
import { SidePanel } from './sidePanel.tsx'
import { TextView } from './textView.tsx'

/** One source: its text with everything the reader found in it, and the claims to decide on, in place. */
export const SourcePage = () => {
  const t = useWords()
  const { id } = sourceRoute.useParams()
  const [reading, setReading] = useState(false)
  const asked = useOperation('sources.show', { id }, { every: reading ? 700 : false })
  const unread = asked.data?.state === 'received' || asked.data?.state === 'reading'
  if (unread !== reading) setReading(unread)
  const mayReread = useMay('sources.reread')
  const reread = useAct('sources.reread')
  return (
    <div className="source-page">
      <p className="back">
        <Link to="/sources">{t('sources.page.back')}</Link>
      </p>
      <Shown of={asked}>
        {(page) => (
          <>
            <PageHeader
              title={page.title ?? page.name}
              lead={<Lead page={page} />}
              actions={
                mayReread && (
                  <Button
                    loading={reread.isPending}
                    disabled={unread}
                    title={t('sources.page.reread.says')}
                    onClick={() => reread.mutate({ id })}
                  >
                    {t('sources.page.reread')}
                  </Button>
                )
              }
            />
            {reread.error && <Failure error={reread.error} />}
            {page.state === 'failed' ? (
              <div className="state state-failed" role="alert">
                <p className="state-title">{t('sources.page.failed')}</p>
                <p>{page.problem}</p>
                <p>{t('sources.page.failed.todo')}</p>
              </div>
            ) : unread ? (
              <div className="state" role="status">
                <p>{t('sources.page.waiting')}</p>
                <p>
                  <ReadingState document={page} />
                </p>
              </div>
            ) : (
              <>
                {page.notice !== null && (
                  <p className="source-notice" role="status">
                    {page.notice}
                  </p>
                )}
                <Contents page={page} />
              </>
            )}
          </>
        )}
      </Shown>
    </div>
  )
}

const Lead = ({ page }: { page: DocumentPage }) => {
  const t = useWords()
  return (
    <span className="source-lead">
      <span>{page.publisher ?? t('sources.unsigned')}</span>
      <span>{page.published ? t('evidence.published', { date: page.published }) : t('evidence.unpublished')}</span>
      <span>{t('sources.page.received', { person: page.receivedBy, date: dayOf(page.receivedAt) })}</span>
      <span title={t('sources.page.sha', { sha: page.sha256 })}>
        {t('sources.page.code', { encoding: page.encoding ?? '—', size: sizeWords(page.bytes) })}
      </span>
      {page.demo && <span className="demo">{t('sources.demo')}</span>}
    </span>
  )
}

const spanOf = (at: string | undefined): { start: number; end: number } | null => {
  const [start, end] = (at ?? '').split('-').map(Number)
  return start !== undefined && end !== undefined && end > start ? { start, end } : null
}

const Contents = ({ page }: { page: DocumentPage }) => {
  const t = useWords()
  const search = sourceRoute.useSearch()
  const navigate = sourceRoute.useNavigate()
  const evidence = useEvidence()
  const deciding = useDeciding()
  const card = useRef<HTMLDivElement>(null)
  const [hovered, setHovered] = useState<number | null>(null)
  const [editing, setEditing] = useState<string | null>(null)
  const [aside, setAside] = useState<{ index: number } | null>(null)
  const shown = useMemo(() => layersFromAddress(search.layer), [search.layer])
  const span = useMemo(() => spanOf(search.at), [search.at])
  const suggested = search.order === 'suggested' && page.reordered
  const change = useCallback(
    (next: Partial<SourceSearch>) =>
      void navigate({ search: (before: SourceSearch) => ({ ...before, ...next }), replace: true, resetScroll: false }),
    [navigate],
  )
  const chosen = page.claimRows.find((claim) => claim.id === search.claim)
  const choose = useCallback(
    (id: string | undefined) => {
      setEditing(null)
      change({ claim: id, side: undefined })
    },
    [change],
  )
  const chooseAt = useCallback((index: number) => choose(page.claimRows[index]?.id), [choose, page])
  const move = (direction: 1 | -1) => {
    const next = stepClaim(page.claimRows, search.claim, direction, shown)
    if (next) choose(next.id)
  }
  const decide = async (claim: ClaimRow, verdict: Verdict, more?: Parameters<Deciding['decide']>[2]) => {
    if (await deciding.decide(claim, verdict, more)) setEditing(null)
  }
  const act = (verdict: Verdict) => {
    if (!deciding.may || !chosen || deciding.busy.has(chosen.id) || !verdictsFor(chosen.standing).includes(verdict))
      return
    if (verdict === 'edit') setEditing(chosen.id)
    else void decide(chosen, verdict)
  }
  const wanting = wantsEdit(deciding.outcome) ? (deciding.outcome?.claim.id ?? null) : null
  useEffect(() => {
    if (wanting !== null) setEditing(wanting)
  }, [wanting])
  useKeys([
    { key: 'n', says: t('sources.keys.next'), run: () => move(1) },
    { key: 'p', says: t('sources.keys.previous'), run: () => move(-1) },
    { key: 'a', says: t('facts.keys.accept'), run: () => act('accept') },
    { key: 'e', says: t('facts.keys.edit'), run: () => act('edit') },
    { key: 'r', says: t('facts.keys.reject'), run: () => act('reject') },
    { key: 'u', says: t('facts.reopen'), run: () => act('reopen') },
    ...(chosen && evidence.stack.length === 0
      ? [{ key: 'Escape', says: t('sources.keys.close'), run: () => choose(undefined) }]
      : []),
  ])
  const index = chosen ? page.claimRows.indexOf(chosen) : null
  const seen = page.claimRows
    .filter((claim) => shown.has(claim.kind))
    .sort((a, b) => a.start - b.start || a.end - b.end)

  return (
    <>
      <LayerBar
        page={page}
        shown={shown}
        suggested={suggested}
        onLayers={(layers) => change({ layer: layersInAddress(layers) })}
        onOrder={(on) => change({ order: on ? 'suggested' : undefined })}
      />
      {suggested && <p className="order-says">{t('sources.order.says')}</p>}
      <div className={chosen ? 'source-beside has-chosen' : 'source-beside'}>
        <section className="source-text" aria-label={t('sources.page.text')}>
          {page.blocks.length === 0 && <Nothing says={t('sources.page.empty.body')} />}
          <TextView
            page={page}
            shown={shown}
            suggested={suggested}
            looked={{ chosen: index, hovered }}
            span={span}
            goToAside={aside}
            onHover={setHovered}
            onChoose={chooseAt}
          />
        </section>
        <section className="source-side" aria-label={t('sources.page.side')}>
          {chosen && (
            <div className="side-card" ref={card}>
              <div className="side-steps">
                <Button size="small" onClick={() => move(-1)}>
                  {t('sources.step.previous')} <kbd>{'P'}</kbd>
                </Button>
                <span>{t('sources.step.at', { at: seen.indexOf(chosen) + 1, count: seen.length })}</span>
                <Button size="small" onClick={() => move(1)}>
                  {t('sources.step.next')} <kbd>{'N'}</kbd>
                </Button>
                <Button size="small" type="text" onClick={() => choose(undefined)}>
                  {t('evidence.close')} <kbd>{'Esc'}</kbd>
                </Button>
              </div>
              <ClaimCard
                key={`${chosen.id}${chosen.decisions}`}
                claim={chosen}
                deciding={deciding}
                editing={editing === chosen.id}
                onEdit={(on) => setEditing(on ? chosen.id : null)}
                onDecide={(verdict, more) => void decide(chosen, verdict, more)}
              />
            </div>
          )}
          <OutcomeLine deciding={deciding} />
          <SidePanel
            page={page}
            side={search.side ?? 'claims'}
            shown={shown}
            chosen={search.claim}
            hovered={hovered}
            onHover={setHovered}
            onChoose={choose}
            onAside={(each) => {
              if (!shown.has('aside') || suggested)
                change({ layer: layersInAddress(new Set([...shown, 'aside'])), order: undefined })
              setAside({ index: each })
            }}
          />
        </section>
      </div>
    </>
  )
}
