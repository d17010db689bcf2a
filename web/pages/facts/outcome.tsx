import { Button } from 'antd'
import { useWords } from '../../words/words.ts'
import type { Deciding } from './decide.ts'

/** Says what the last decision came to, with the way back; a live region that keeps its place. */
export const OutcomeLine = ({ deciding, onUndo }: { deciding: Deciding; onUndo?: () => void }) => {
  const t = useWords()
  const { outcome } = deciding
  const quote = outcome ? shortened(outcome.claim.quote) : ''
  return (
    <div className="outcome" role="status">
      {outcome?.kind === 'failed' && (
        <p className="outcome-failed">{outcome.error.sentence ?? t('state.failed.says')}</p>
      )}
      {outcome?.kind === 'done' && (
        <p>
          {t(`facts.said.${outcome.verdict}`, { quote })}
          {outcome.verdict !== 'reopen' && onUndo && (
            <Button size="small" type="link" onClick={onUndo}>
              {t('facts.reopen')} <kbd>{'U'}</kbd>
            </Button>
          )}
        </p>
      )}
    </div>
  )
}

const shortened = (quote: string): string => (quote.length > 24 ? `${quote.slice(0, 24)}…` : quote)
