import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import type { Figure } from '../../src/base/figure.ts'
import { formatFigure } from '../../src/base/format.ts'
import { useOperation } from '../client.ts'
import { useLang } from '../words/lang.ts'
import { useWords } from '../words/words.ts'
import { type EvidenceRef, useEvidence, useShown } from './evidence.ts'
import { FigureView } from './figure.tsx'
import { Go } from './go.tsx'
import { Quoted } from './quote.tsx'
import { Shown } from './states.tsx'
import { dayOf } from './time.ts'
import { PageLink, Witnesses } from './witnesses.tsx'

/** A fact: its number, who accepted it, every witness, and the other values of the same scope. */
const FactEvidence = ({ id }: { id: string }) => {
  const t = useWords()
  const asked = useOperation('facts.show', { id })
  return (
    <Shown of={asked}>
      {({ fact, witnesses, others }) => (
        <>
          <h3>{`${fact.subject} · ${fact.measure}`}</h3>
          <FigureView figure={fact.figure} show="card" into="here" />
          {fact.scope && <p className="evidence-line">{t('evidence.scope', { scope: fact.scope })}</p>}
          {fact.place && <p className="evidence-line">{t('evidence.place', { place: fact.place })}</p>}
          <p className="evidence-line">
            {t('evidence.accepted', { person: fact.acceptedBy, date: dayOf(fact.acceptedAt) })}
          </p>
          <h4>{t('evidence.witnesses', { count: witnesses.length })}</h4>
          <Witnesses witnesses={witnesses} />
          {witnesses.length > 1 && <p className="evidence-line">{t('evidence.copies')}</p>}
          <h4>{t('evidence.others', { count: others.length })}</h4>
          {others.length === 0 ? (
            <p className="evidence-line">{t('evidence.others.none')}</p>
          ) : (
            <ul className="evidence-figures">
              {others.map((other) => (
                <li key={other.id}>
                  <FigureView figure={other.figure} show="cell" into="push" />
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Shown>
  )
}

/** A claim: the sentence it was read from, how sure the reader was and why, and the fact it became. */
const ClaimEvidence = ({ id }: { id: string }) => {
  const t = useWords()
  const evidence = useEvidence()
  const asked = useOperation('facts.claim', { id })
  return (
    <Shown of={asked}>
      {({ claim }) => {
        const confidence = `${Math.round(claim.confidence * 100)}%`
        return (
          <>
            <h3>{[claim.subject, claim.measure].filter(Boolean).join(' · ') || claim.quote}</h3>
            <p className="evidence-line">{t(`evidence.standing.${claim.standing}`)}</p>
            <p className="witness-title">{claim.documentTitle}</p>
            <Quoted sentence={claim.sentence} quote={claim.quote} at={claim.sentenceStart} origin={claim.origin} />
            <p className="witness-ways">
              <PageLink documentId={claim.documentId} start={claim.start} end={claim.end} />
            </p>
            {claim.reasons.length > 0 ? (
              <>
                <h4>{t('evidence.reasons', { confidence })}</h4>
                <ul>
                  {claim.reasons.map((reason) => (
                    <li key={reason}>{reason}</li>
                  ))}
                </ul>
              </>
            ) : (
              <p className="evidence-line">{t('evidence.confidence', { confidence })}</p>
            )}
            {claim.factId !== null && (
              <Button size="small" onClick={() => evidence.push(`fact:${claim.factId}`)}>
                {t('evidence.fact')}
              </Button>
            )}
          </>
        )
      }}
    </Shown>
  )
}

/** A computed number: the formula and the numbers it was made of, each of which opens in turn; or the list it was counted from. */
const ShownEvidence = ({ figure }: { figure: Figure }) => {
  const t = useWords()
  const { evidence } = figure
  return (
    <>
      <h3>{figure.label}</h3>
      <FigureView figure={figure} show="card" into="here" />
      {evidence.kind === 'formula' && (
        <>
          <h4>{t('evidence.formula')}</h4>
          <p className="formula">{evidence.formula}</p>
          <h4>{t('evidence.inputs')}</h4>
          <ul className="evidence-figures">
            {evidence.inputs.map((input, index) => (
              // Inputs keep the order of the formula and are never rearranged.
              // biome-ignore lint/suspicious/noArrayIndexKey: two inputs may be the same number
              <li key={index}>
                <FigureView figure={input} show="card" into="push" />
              </li>
            ))}
          </ul>
        </>
      )}
      {evidence.kind === 'rows' && (
        <>
          <p className="evidence-line">{t('evidence.rows')}</p>
          <p>
            <Go href={evidence.href}>{t('evidence.rows.open')}</Go>
          </p>
        </>
      )}
    </>
  )
}

const Level = ({ item }: { item: EvidenceRef }) => {
  const t = useWords()
  const find = useShown()
  const id = item.slice(item.indexOf(':') + 1)
  if (item.startsWith('fact:')) return <FactEvidence id={id} />
  if (item.startsWith('claim:')) return <ClaimEvidence id={id} />
  const figure = find(item)
  return figure ? <ShownEvidence figure={figure} /> : <p className="state">{t('evidence.gone')}</p>
}

/** What a level is called in the path: its number where the page has shown it. */
const LevelName = ({ item }: { item: EvidenceRef }) => {
  const lang = useLang()
  const t = useWords()
  const figure = useShown()(item)
  if (figure) return formatFigure(figure, lang).text
  return item.startsWith('claim:') ? t('evidence.claim') : t('evidence.title')
}

/**
 * The evidence of the number that was opened, on the right of the page. The page beside it stays where it is and stays usable;
 * Esc or the button closes it and the focus returns to the number. Its whole state is `?evidence=`.
 */
export const EvidenceDrawer = () => {
  const t = useWords()
  const { stack, keep, close } = useEvidence()
  const panel = useRef<HTMLElement>(null)
  const top = stack.at(-1)
  const path = stack.join(',')

  useEffect(() => {
    if (path !== '') panel.current?.focus({ preventScroll: true })
  }, [path])
  useEffect(() => {
    if (path === '') return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      // A dialog above the page has the first right to Esc.
      if (event.target instanceof Element && event.target.closest('[role=dialog]')) return
      event.preventDefault()
      void close()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })

  if (top === undefined) return null
  return (
    <aside className="evidence" aria-label={t('evidence.title')} ref={panel} tabIndex={-1}>
      <div className="evidence-head">
        <h2>{t('evidence.title')}</h2>
        <Button size="small" onClick={close}>
          {t('evidence.close')}
        </Button>
      </div>
      {stack.length > 1 && (
        <nav className="evidence-path" aria-label={t('evidence.path')}>
          <ol>
            {stack.map((item, level) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a level is its place; the same number may stand in two levels
              <li key={`${level}:${item}`}>
                {level === stack.length - 1 ? (
                  <span aria-current="true">
                    <LevelName item={item} />
                  </span>
                ) : (
                  <button type="button" className="as-link" onClick={() => keep(level)}>
                    <LevelName item={item} />
                  </button>
                )}
              </li>
            ))}
          </ol>
        </nav>
      )}
      <Level key={top} item={top} />
    </aside>
  )
}
