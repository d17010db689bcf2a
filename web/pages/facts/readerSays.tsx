import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { boundWords, formatFigure, modalityWords } from '../../../src/base/format.ts'
import { inLang, type Lang } from '../../../src/base/lang.ts'
import type { Bound, Modality } from '../../../src/base/quantity.ts'
import type { ClaimField, ClaimRow } from '../../../src/sources/schema.ts'
import { timeOf } from '../../parts/time.ts'
import { useLang } from '../../words/lang.ts'
import { type Say, useWords, type WordKey } from '../../words/words.ts'
import type { Deciding, Verdict } from './decide.ts'
import { reasonText } from './readerWords.ts'

const fieldWord = (field: ClaimField): WordKey => `facts.field.${field}`

/** What a field of a claim says, as people write it; `unit` is the unit its numbers are in. */
export const fieldText = (field: ClaimField, value: string | null, unit: string | null, lang: Lang, t: Say): string => {
  if (value === null || value === '') return t('facts.unstated')
  switch (field) {
    case 'value':
    case 'valueTo':
      return formatFigure({ value, unit: unit ?? '', bound: 'eq' }, lang).text
    case 'bound':
      return inLang(boundWords[value as Bound], lang)
    case 'modality':
      return inLang(modalityWords[value as Modality], lang)
    case 'precision':
      return t(`facts.precision.${value as 'year' | 'half' | 'quarter' | 'month' | 'day'}`)
    default:
      return value
  }
}

/** The words of the rules behind what the reader says. */
export const rulesText = (rules: readonly string[], lang: Lang, t: Say): string =>
  rules.length === 0
    ? t('facts.reader.norule')
    : rules.map((rule) => reasonText(rule, lang).replace(/[。.]$/, '')).join(lang === 'en' ? '; ' : '；')

/** Where today's reading says otherwise than a person decided: what it says, and by which rule. */
export const ReaderSays = ({ claim }: { claim: ClaimRow }) => {
  const lang = useLang()
  const t = useWords()
  const { reader } = claim
  if (reader === null) return null
  return (
    <section className="reader-says" aria-label={t('facts.reader')}>
      <h4>{t('facts.reader')}</h4>
      {!reader.found && <p>{t('facts.reader.lost')}</p>}
      {reader.found && reader.differs.length === 0 && (
        <p>{t('facts.reader.still', { rules: rulesText(reader.reasons, lang, t) })}</p>
      )}
      {reader.differs.map(({ field, reader: read }) => (
        <p key={field}>
          {t('facts.reader.field', {
            field: t(fieldWord(field)),
            person: fieldText(field, claim[field], claim.unit, lang, t),
            reader: fieldText(field, read, unitOf(reader, claim), lang, t),
          })}
        </p>
      ))}
      {reader.differs.length > 0 && (
        <p className="reader-rule">{t('facts.reader.rules', { rules: rulesText(reader.reasons, lang, t) })}</p>
      )}
    </section>
  )
}

/** The unit the reader's number is in: its own where it reads another than the person. */
const unitOf = (reader: NonNullable<ClaimRow['reader']>, claim: ClaimRow): string | null => {
  const other = reader.differs.find((each) => each.field === 'unit')
  return other ? other.reader : claim.unit
}

/** What a person decided about the same sentence elsewhere, to be taken up here or not. */
export const Proposed = ({
  claim,
  deciding,
  onDecide,
}: {
  claim: ClaimRow
  deciding: Deciding
  onDecide: (verdict: Verdict, more?: Parameters<Deciding['decide']>[2]) => void
}) => {
  const lang = useLang()
  const t = useWords()
  const { proposal } = claim
  if (proposal === null) return null
  const { placeCode: _, ...edits } = proposal.edits
  const fields = Object.entries(edits) as [ClaimField, string | null][]
  const unit = edits['unit'] ?? claim.unit
  return (
    <section className="reader-says proposed" aria-label={t('facts.proposal')}>
      <h4>{t('facts.proposal')}</h4>
      <p>
        {t('facts.proposal.by', { person: proposal.person, time: timeOf(proposal.at) })}{' '}
        <Link to="/sources/$id" params={{ id: proposal.documentId }} search={{ claim: proposal.claimId }}>
          {proposal.documentTitle}
        </Link>
      </p>
      {proposal.verdict === 'reject' ? (
        <p>{t('facts.proposal.reject')}</p>
      ) : (
        fields.map(([field, value]) => (
          <p key={field}>
            {t('facts.proposal.field', {
              field: t(fieldWord(field)),
              reader: fieldText(field, claim[field], claim.unit, lang, t),
              person: fieldText(field, value, unit, lang, t),
            })}
          </p>
        ))
      )}
      {deciding.may && (
        <Button
          size="small"
          disabled={deciding.busy.has(claim.id)}
          onClick={() =>
            proposal.verdict === 'reject'
              ? onDecide('reject')
              : onDecide('edit', { edits: edits as NonNullable<Parameters<Deciding['decide']>[2]>['edits'] & {} })
          }
        >
          {proposal.verdict === 'reject' ? t('facts.proposal.take.reject') : t('facts.proposal.take')}
        </Button>
      )}
    </section>
  )
}
