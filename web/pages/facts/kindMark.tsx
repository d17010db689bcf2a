import type { ClaimKind } from '../../../src/engines/reading/claim.ts'
import type { ClaimRow } from '../../../src/sources/schema.ts'
import { useWords } from '../../words/words.ts'
import './facts.css'

/** A claim's kind in a word, underlined as the text marks it. */
export const KindMark = ({ kind }: { kind: ClaimKind }) => {
  const t = useWords()
  return <span className={`kind kind-${kind}`}>{t(`facts.kind.${kind}`)}</span>
}

const shapes: Record<ClaimRow['standing'], string> = {
  pending: '?',
  auto: '·',
  accepted: '✓',
  edited: '✎',
  rejected: '✕',
}

/** Where a claim stands: a sign and a word. */
export const StandingMark = ({ standing }: { standing: ClaimRow['standing'] }) => {
  const t = useWords()
  return (
    <span className={`standing standing-${standing}`}>
      <span aria-hidden="true">{shapes[standing]}</span> {t(`facts.standing.${standing}`)}
    </span>
  )
}
