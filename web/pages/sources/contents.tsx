import { Button } from 'antd'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { formatOrigin } from '../../../src/base/origin.ts'
import { claimKinds } from '../../../src/engines/reading/claim.ts'
import type { ClaimRow, DocumentPage } from '../../../src/sources/schema.ts'
import { useEvidence } from '../../parts/evidence.ts'
import { useKeys } from '../../parts/keys.tsx'
import { Nothing } from '../../parts/states.tsx'
import { useMay } from '../../shell/shell.tsx'
import { useLang } from '../../words/lang.ts'
import { useWords } from '../../words/words.ts'
import { ClaimCard } from '../facts/claimCard.tsx'
import { type Deciding, useDeciding, type Verdict, verdictsFor, wantsEdit } from '../facts/decide.ts'
import { OutcomeLine } from '../facts/outcome.tsx'
import { AsideCard, AsidesList, MarksList } from './asides.tsx'
import { ClaimsList } from './claimsList.tsx'
import { LayerBar } from './layerBar.tsx'
import { keyOfLayer, type Layer, layers, layersFromAddress, layersInAddress, stepClaim, withLayer } from './layers.ts'
import { SelectionBar, SetAsideForm, useSelected } from './marking.tsx'
import { type SourceSearch, sourceRoute } from './route.ts'
import type { Stretch } from './segments.ts'
import { SideTabs } from './sidePanel.tsx'
import { type Goal, TextView } from './textView.tsx'
import { usePageClaims } from './usePageClaims.ts'

const spanOf = (at: string | undefined): Stretch | null => {
  const [start, end] = (at ?? '').split('-').map(Number)
  return start !== undefined && end !== undefined && end > start ? { start, end } : null
}

/** The text with its layers, and beside it claims, parts set aside and what people marked; what is open is in the address. */
export const Contents = ({ page }: { page: DocumentPage }) => {
  const t = useWords()
  const lang = useLang()
  const search = sourceRoute.useSearch()
  const navigate = sourceRoute.useNavigate()
  const evidence = useEvidence()
  const deciding = useDeciding()
  const mayMark = useMay('sources.putaside')
  const text = useRef<HTMLElement>(null)
  const [hovered, setHovered] = useState<{ id: string | null; byText: boolean }>({ id: null, byText: false })
  const [editing, setEditing] = useState<string | null>(null)
  const [goal, setGoal] = useState<Goal | null>(null)
  const [marking, setMarking] = useState<Stretch | null>(null)
  const shown = useMemo(() => layersFromAddress(search.layer), [search.layer])
  const span = useMemo(() => spanOf(search.at), [search.at])
  const [near, setNear] = useState<Stretch>(() => ({ start: span?.start ?? 0, end: span?.end ?? 1 }))
  const suggested = search.order === 'suggested' && page.reordered
  const claims = usePageClaims(page, near, search.claim)
  const { rows, chosen, beyond } = claims
  const [selected, clearSelection] = useSelected(text, mayMark && !suggested)

  const change = useCallback(
    (next: Partial<SourceSearch>) =>
      void navigate({ search: (before: SourceSearch) => ({ ...before, ...next }), replace: true, resetScroll: false }),
    [navigate],
  )
  const choose = useCallback(
    (id: string | undefined) => {
      setEditing(null)
      change({ claim: id, aside: undefined })
    },
    [change],
  )
  // The text follows the chosen claim, wherever it was chosen: here, in the address, or far away in a dense page.
  const place = chosen === null ? null : `${chosen.id} ${chosen.start}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: a claim that only changed its standing is not gone to again.
  useEffect(() => {
    if (chosen !== null) setGoal({ start: chosen.start, end: chosen.end })
  }, [place])
  useEffect(() => {
    if (span !== null) setGoal(span)
  }, [span])

  const move = (direction: 1 | -1) => {
    const at = rows.findIndex((claim) => claim.id === search.claim)
    const seen = rows.filter((claim) => shown.has(claim.kind))
    const edge = direction === 1 ? seen.at(-1) : seen[0]
    const atEdge = !claims.whole && (edge === undefined || edge.id === search.claim || (search.claim && at < 0))
    if (!atEdge) {
      const next = stepClaim(rows, search.claim, direction, shown)
      if (next) choose(next.id)
      return
    }
    const from = chosen?.start ?? edge?.start ?? near.start
    void beyond(direction === 1 ? from + 1 : from, direction, shown).then((next) => next && choose(next.id))
  }
  const openAside = useCallback(
    (start: number) => {
      setMarking(null)
      const next: Partial<SourceSearch> = { aside: start, claim: undefined }
      if (!shown.has('aside')) next.layer = layersInAddress(withLayer(shown, 'aside', true))
      if (suggested) next.order = undefined
      change(next)
      setGoal({ start, end: start + 1 })
    },
    [change, shown, suggested],
  )
  const aside = page.setAsides.find((each) => each.start === search.aside)
  const close = () => {
    const back: Goal | null = chosen ?? (aside ? { start: aside.start, end: aside.end } : null)
    setMarking(null)
    choose(undefined)
    // Back to where one was in the text, so that the next key goes on from there.
    if (back) setGoal({ start: back.start, end: back.end, focus: true })
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
  const setLayers = (next: ReadonlySet<Layer>) => change({ layer: layersInAddress(next) })
  const present = layers.filter((layer) => layer === 'body' || layer === 'aside' || hasKind(page, layer))
  useKeys([
    { key: 'j', says: t('sources.keys.next'), run: () => move(1) },
    { key: 'k', says: t('sources.keys.previous'), run: () => move(-1) },
    { key: 'n', says: t('sources.keys.next'), run: () => move(1) },
    { key: 'p', says: t('sources.keys.previous'), run: () => move(-1) },
    { key: 'a', says: t('facts.keys.accept'), run: () => act('accept') },
    { key: 'e', says: t('facts.keys.edit'), run: () => act('edit') },
    { key: 'r', says: t('facts.keys.reject'), run: () => act('reject') },
    { key: 'u', says: t('facts.reopen'), run: () => act('reopen') },
    ...present.map((layer) => ({
      key: keyOfLayer(layer).toLowerCase(),
      says: t('sources.keys.layer', {
        layer: layer === 'body' || layer === 'aside' ? t(`sources.layer.${layer}`) : t(`facts.kind.${layer}`),
      }),
      run: () => setLayers(withLayer(shown, layer, !shown.has(layer))),
    })),
    ...(page.reordered
      ? [{ key: 'o', says: t('sources.keys.order'), run: () => change({ order: suggested ? undefined : 'suggested' }) }]
      : []),
    ...(selected ? [{ key: 's', says: t('sources.selection.aside'), run: () => setMarking(selected) }] : []),
    ...((chosen || aside || marking) && evidence.stack.length === 0
      ? [{ key: 'Escape', says: t('sources.keys.close'), run: close }]
      : []),
  ])
  const seen = rows.filter((claim) => shown.has(claim.kind))
  const at = chosen ? seen.findIndex((claim) => claim.id === chosen.id) : -1
  const side = search.side ?? 'claims'
  const looked = useMemo(
    () => ({ chosen: search.claim ?? null, hovered: hovered.id, aside: search.aside ?? null }),
    [search.claim, hovered.id, search.aside],
  )
  const hoverText = useCallback((id: string | null) => setHovered({ id, byText: id !== null }), [])
  const hoverList = useCallback((id: string | null) => setHovered({ id, byText: false }), [])
  const isOpen = marking !== null || chosen !== null || aside !== undefined

  return (
    <>
      <LayerBar
        page={page}
        shown={shown}
        suggested={suggested}
        onLayers={setLayers}
        onOrder={(on) => change({ order: on ? 'suggested' : undefined })}
      />
      {suggested && <p className="order-says">{t('sources.order.says')}</p>}
      <div className={isOpen ? 'source-beside has-chosen' : 'source-beside'}>
        <section className="source-text" aria-label={t('sources.page.text')} ref={text}>
          {page.blocks.length === 0 && <Nothing says={t('sources.page.empty.body')} />}
          <TextView
            page={page}
            claims={rows}
            shown={shown}
            suggested={suggested}
            looked={looked}
            span={marking ?? span}
            goal={goal}
            onNear={setNear}
            onHover={hoverText}
            onChoose={choose}
            onAside={openAside}
          />
        </section>
        <section className="source-side" aria-label={t('sources.page.side')}>
          {isOpen && (
            <div className="side-card" key={chosen?.id ?? aside?.start ?? 'marking'}>
              {marking ? (
                <SetAsideForm
                  key={marking.start}
                  page={page}
                  stretch={marking}
                  onClose={() => {
                    setMarking(null)
                    clearSelection()
                  }}
                />
              ) : chosen ? (
                <>
                  <div className="side-steps">
                    <Button size="small" onClick={() => move(-1)}>
                      {t('sources.step.previous')} <kbd>{'K'}</kbd>
                    </Button>
                    {claims.whole && at >= 0 && <span>{t('sources.step.at', { at: at + 1, count: seen.length })}</span>}
                    <Button size="small" onClick={() => move(1)}>
                      {t('sources.step.next')} <kbd>{'J'}</kbd>
                    </Button>
                    <Button size="small" type="text" onClick={close}>
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
                  >
                    {chosen.origin && (
                      <p className="claim-origin">
                        {t('sources.origin', { place: formatOrigin(chosen.origin, lang) })}
                      </p>
                    )}
                  </ClaimCard>
                </>
              ) : (
                aside && <AsideCard key={aside.start} page={page} aside={aside} onClose={close} />
              )}
            </div>
          )}
          <OutcomeLine deciding={deciding} />
          <SideTabs
            side={side}
            counts={{
              claims: claims.total,
              aside: page.setAsides.length,
              marks: page.marks.filter((mark) => mark.undone === null).length,
            }}
          >
            {side === 'claims' ? (
              <ClaimsList
                page={page}
                claims={claims}
                shown={shown}
                waiting={search.show === 'pending'}
                chosen={search.claim}
                hovered={hovered.id}
                byText={hovered.byText}
                onWaiting={(on) => change({ show: on ? 'pending' : undefined })}
                onHover={hoverList}
                onChoose={choose}
              />
            ) : side === 'aside' ? (
              <AsidesList page={page} open={search.aside ?? null} onOpen={openAside} />
            ) : (
              <MarksList page={page} onGo={(mark) => setGoal({ start: mark.start, end: mark.end })} />
            )}
          </SideTabs>
        </section>
      </div>
      {selected && !marking && (
        <SelectionBar page={page} selected={selected} onAside={() => setMarking(selected)} onDone={clearSelection} />
      )}
    </>
  )
}

const hasKind = (page: DocumentPage, layer: Layer): boolean =>
  claimKinds.some((kind) => kind === layer) && page.tally.some((each) => each.kind === layer)
