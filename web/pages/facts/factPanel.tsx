import { Button } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { boundWords, formatPeriod, modalityWords } from '../../../src/base/format.ts'
import { inLang } from '../../../src/base/lang.ts'
import { unitEntry } from '../../../src/base/unit.ts'
import type { FactRow } from '../../../src/facts/schema.ts'
import { useOperation } from '../../client.ts'
import { useEvidence } from '../../parts/evidence.ts'
import { FigureView } from '../../parts/figure.tsx'
import { useKeys } from '../../parts/keys.tsx'
import { Shown } from '../../parts/states.tsx'
import { dayOf } from '../../parts/time.ts'
import { Witnesses } from '../../parts/witnesses.tsx'
import { useLang } from '../../words/lang.ts'
import { useWords, type WordKey } from '../../words/words.ts'

/** A fact beside the ledger: everything its number carries, all its witnesses, and the other values of its scope. */
export const FactPanel = ({
  id,
  onClose,
  onOpen,
}: {
  id: string
  onClose: () => void
  onOpen: (id: string) => void
}) => {
  const t = useWords()
  const asked = useOperation('facts.show', { id })
  const evidence = useEvidence()
  const heading = useRef<HTMLHeadingElement>(null)
  const ready = asked.data !== undefined
  useEffect(() => {
    if (ready) heading.current?.focus({ preventScroll: true })
  }, [ready])
  useKeys(evidence.stack.length === 0 ? [{ key: 'Escape', says: t('facts.detail.close'), run: onClose }] : [])
  return (
    <section className="fact-panel" aria-label={t('facts.detail')}>
      <div className="stage-head">
        <h2 ref={heading} tabIndex={-1}>
          {asked.data ? `${asked.data.fact.subject} · ${asked.data.fact.measure}` : t('facts.detail')}
        </h2>
        <Button size="small" onClick={onClose}>
          {t('facts.detail.close')}
        </Button>
      </div>
      {asked.error?.status === 404 ? (
        <p className="state">{t('facts.detail.gone')}</p>
      ) : (
        <Shown of={asked}>
          {({ fact, witnesses, others }) => (
            <>
              <FigureView figure={{ ...fact.figure, label: '' }} show="card" />
              <Properties fact={fact} />
              <h3>{t('evidence.witnesses', { count: witnesses.length })}</h3>
              <Witnesses witnesses={witnesses} />
              {witnesses.length > 1 && <p className="evidence-line">{t('evidence.copies')}</p>}
              <h3>{t('evidence.others', { count: others.length })}</h3>
              {others.length === 0 ? (
                <p className="evidence-line">{t('evidence.others.none')}</p>
              ) : (
                <ul className="fact-others">
                  {others.map((other) => (
                    <li key={other.id}>
                      <FigureView figure={other.figure} show="cell" />
                      <button type="button" className="as-link" onClick={() => onOpen(other.id)}>
                        {t('sources.open')}
                      </button>
                    </li>
                  ))}
                </ul>
              )}
            </>
          )}
        </Shown>
      )}
    </section>
  )
}

const Properties = ({ fact }: { fact: FactRow }) => {
  const lang = useLang()
  const t = useWords()
  const { figure } = fact
  const keys = [fact.subjectKey, fact.measureKey].filter(Boolean).join(' · ')
  const rows: [WordKey, ReactNode][] = [
    ['facts.field.period', figure.period ? formatPeriod(figure.period, lang) : t('figure.noPeriod')],
    ['facts.field.modality', inLang(modalityWords[figure.modality], lang)],
    ['facts.field.bound', inLang(boundWords[figure.bound], lang)],
    ...(figure.value === null
      ? []
      : [
          [
            'facts.detail.base',
            `${figure.value}${figure.valueTo ? `–${figure.valueTo}` : ''} ${inLang(unitEntry(figure.unit).label, lang)}`,
          ] as [WordKey, ReactNode],
        ]),
    ...(fact.scope ? [['facts.detail.scope', fact.scope] as [WordKey, ReactNode]] : []),
    ...(fact.place
      ? [['facts.field.place', [fact.place, fact.placeCode].filter(Boolean).join(' · ')] as [WordKey, ReactNode]]
      : []),
    ...(keys ? [['facts.detail.keys', keys] as [WordKey, ReactNode]] : []),
    ['facts.column.accepted', t('facts.detail.accepted', { person: fact.acceptedBy, date: dayOf(fact.acceptedAt) })],
  ]
  return (
    <dl className="claim-fields">
      {rows.map(([word, value]) => (
        <div key={word}>
          <dt>{t(word)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
