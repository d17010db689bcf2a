import { Link } from '@tanstack/react-router'
import { PageHeader } from '../parts/page-header.tsx'
import { Nothing } from '../parts/states.tsx'
import { useWords } from '../words/words.ts'

/** An address that leads nowhere. */
export const Lost = () => {
  const t = useWords()
  return (
    <>
      <PageHeader title={t('shell.lost')} />
      <Nothing says={t('shell.lost.says')}>
        <Link to="/">{t('shell.lost.home')}</Link>
      </Nothing>
    </>
  )
}
