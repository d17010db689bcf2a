import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { OperationError } from '../client.ts'
import { useWords } from '../words/words.ts'

/** Said while an answer is on its way; keeps its place quiet and tells assistive technology once. */
export const Loading = () => {
  const t = useWords()
  return (
    <p className="state" role="status">
      {t('state.loading')}
    </p>
  )
}

/** Nothing to show, in a sentence that says what would fill it; `children` may hold the button that does. */
export const Nothing = ({ says, children }: { says: string; children?: ReactNode }) => (
  <div className="state">
    <p>{says}</p>
    {children}
  </div>
)

/** The error's own sentence (already in the reader's language) with its code, and a way to try again. */
export const Failure = ({ error, retry }: { error: OperationError; retry?: () => void }) => {
  const t = useWords()
  return (
    <div className="state state-failed" role="alert">
      <p className="state-title">{error.status === 403 ? t('state.forbidden') : t('state.failed')}</p>
      <p>{error.sentence ?? t('state.failed.says')}</p>
      <p className="state-code">{error.code}</p>
      {retry && (
        <Button size="small" onClick={retry}>
          {t('state.retry')}
        </Button>
      )}
    </div>
  )
}

interface Asked<T> {
  data: T | undefined
  error: OperationError | null
  refetch: () => unknown
}

/** The three states of an asked operation in one place: `<Shown of={useOperation('sources.list', {})}>{(list) => …}</Shown>`. */
export const Shown = <T,>({ of, children }: { of: Asked<T>; children: (data: T) => ReactNode }) => {
  // An answer stays readable when asking again fails; the failure is said above it.
  if (of.data !== undefined)
    return (
      <>
        {of.error && <Failure error={of.error} retry={() => of.refetch()} />}
        {children(of.data)}
      </>
    )
  if (of.error) return <Failure error={of.error} retry={() => of.refetch()} />
  return <Loading />
}
