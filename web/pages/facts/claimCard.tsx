import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { formatFigure, formatPeriod } from '../../../src/base/format.ts'
import type { ClaimRow } from '../../../src/sources/schema.ts'
import { ModalityMark } from '../../parts/mark.tsx'
import { useLang } from '../../words/lang.ts'
import { useWords, type WordKey } from '../../words/words.ts'
import { figureOf, periodOf, sureness } from './claimFigure.ts'
import { ClaimForm } from './claimForm.tsx'
import { type Deciding, type Verdict, verdictsFor } from './decide.ts'
import { KindMark, StandingMark } from './kindMark.tsx'
import { Proposed, ReaderSays } from './readerSays.tsx'
import { measureText, reasonText } from './readerWords.ts'

/** What subject, measure and items are called for each kind of claim. */
const subjectWord = (kind: ClaimRow['kind']): WordKey =>
  kind === 'quantity' || kind === 'relation' || kind === 'event' || kind === 'list'
    ? 'facts.field.subject'
    : 'facts.field.name'
const measureWord = (kind: ClaimRow['kind']): WordKey => {
  if (kind === 'person') return 'facts.field.title'
  if (kind === 'relation' || kind === 'event') return 'facts.field.predicate'
  if (kind === 'organisation' || kind === 'place') return 'facts.field.kind'
  return 'facts.field.measure'
}
const itemsWord = (kind: ClaimRow['kind']): WordKey => {
  if (kind === 'relation' || kind === 'event') return 'facts.field.objects'
  if (kind === 'organisation') return 'facts.field.short'
  return 'facts.field.items'
}

/**
 * A claim with everything it says, how sure the reader was and why, and what may be decided about it.
 * `editing` turns its fields into a form; the page that shows it owns that state and its keys.
 */
export const ClaimCard = ({
  claim,
  deciding,
  editing,
  onEdit,
  onDecide,
  children,
}: {
  claim: ClaimRow
  deciding: Deciding
  editing: boolean
  onEdit: (on: boolean) => void
  onDecide: (verdict: Verdict, more?: Parameters<Deciding['decide']>[2]) => void
  /** More about it, below its fields: its sentence, its decisions. */
  children?: ReactNode
}) => {
  const lang = useLang()
  const t = useWords()
  const figure = figureOf(claim)
  const period = periodOf(claim)
  const busy = deciding.busy.has(claim.id)
  const rows: [WordKey, ReactNode][] = []
  const add = (word: WordKey, value: ReactNode) => rows.push([word, value])
  const unstated = <span className="unstated">{t('facts.unstated')}</span>
  if (figure) {
    add(
      'facts.field.value',
      <>
        <strong className="claim-value">{formatFigure(figure, lang).text}</strong>{' '}
        <ModalityMark modality={figure.modality} />
      </>,
    )
  }
  if (claim.subject !== null || claim.kind === 'quantity') add(subjectWord(claim.kind), claim.subject ?? unstated)
  if (claim.measure !== null || claim.kind === 'quantity')
    add(measureWord(claim.kind), measureText(claim, t) ?? unstated)
  if (claim.items.length > 0) add(itemsWord(claim.kind), claim.items.join(t('chain.and')))
  if (claim.organisation !== null)
    add(claim.kind === 'policy' ? 'facts.field.issuer' : 'facts.field.organisation', claim.organisation)
  if (period || claim.kind === 'quantity' || claim.kind === 'time')
    add(
      'facts.field.period',
      period ? (
        <>
          {formatPeriod(period, lang)} {period.inferred && <span className="inferred">{t('facts.inferred')}</span>}
        </>
      ) : (
        unstated
      ),
    )
  if (claim.place !== null) add('facts.field.place', [claim.place, claim.placeCode].filter(Boolean).join(' · '))
  if (claim.attribution !== null) add('facts.field.attribution', claim.attribution)
  add(
    'facts.field.confidence',
    t('facts.confidence', {
      word: t(`facts.confidence.${sureness(claim.confidence)}`),
      share: `${Math.round(claim.confidence * 100)}%`,
    }),
  )
  return (
    <article className="claim-card" aria-busy={busy}>
      <header className="claim-head">
        <KindMark kind={claim.kind} />
        <StandingMark standing={claim.standing} />
      </header>
      <p className="claim-quote">{claim.quote}</p>
      {editing ? (
        <ClaimForm
          claim={claim}
          busy={busy}
          refusal={
            deciding.outcome?.kind === 'failed' && deciding.outcome.claim.id === claim.id
              ? deciding.outcome.error
              : null
          }
          onCancel={() => onEdit(false)}
          onSave={(edits, reason) =>
            onDecide(Object.keys(edits).length > 0 ? 'edit' : 'accept', {
              ...(Object.keys(edits).length > 0 ? { edits } : {}),
              ...(reason ? { reason } : {}),
            })
          }
        />
      ) : (
        <>
          <ReaderSays claim={claim} />
          <Proposed claim={claim} deciding={deciding} onDecide={onDecide} />
          <dl className="claim-fields">
            {rows.map(([word, value]) => (
              <div key={word}>
                <dt>{t(word)}</dt>
                <dd>{value}</dd>
              </div>
            ))}
            {claim.reasons.length > 0 && (
              <div>
                <dt>{t('facts.reasons')}</dt>
                <dd>
                  <ul className="claim-reasons">
                    {claim.reasons.map((reason) => (
                      <li key={reason}>{reasonText(reason, lang)}</li>
                    ))}
                  </ul>
                </dd>
              </div>
            )}
          </dl>
          {deciding.may ? (
            <div className="claim-acts">
              {verdictsFor(claim.standing).map((verdict) => (
                <Button
                  key={verdict}
                  size="small"
                  type={verdict === 'accept' ? 'primary' : 'default'}
                  disabled={busy}
                  onClick={() => (verdict === 'edit' ? onEdit(true) : onDecide(verdict))}
                >
                  {t(`facts.${verdict}`)} <kbd>{{ accept: 'A', edit: 'E', reject: 'R', reopen: 'U' }[verdict]}</kbd>
                </Button>
              ))}
              {busy && <span className="claim-busy">{t('facts.deciding')}</span>}
            </div>
          ) : (
            <p className="claim-readonly">{t('facts.readonly')}</p>
          )}
        </>
      )}
      {claim.factId !== null && !editing && (
        <p className="claim-fact">
          <Link to="/facts" search={{ tab: 'ledger', fact: claim.factId }}>
            {t('facts.becameFact')}
          </Link>
        </p>
      )}
      {children}
    </article>
  )
}
