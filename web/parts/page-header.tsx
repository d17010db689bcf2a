import { type ReactNode, useEffect } from 'react'
import { useWords } from '../words/words.ts'

/** The head of a page: its one h1 (also the window's title), a line of explanation or counts, and its actions on the right. */
export const PageHeader = ({ title, lead, actions }: { title: string; lead?: ReactNode; actions?: ReactNode }) => {
  const t = useWords()
  const name = t('shell.name')
  useEffect(() => {
    document.title = `${title} · ${name}`
  }, [title, name])
  return (
    <header className="page-header">
      <div>
        <h1>{title}</h1>
        {lead !== undefined && <p className="page-lead">{lead}</p>}
      </div>
      {actions !== undefined && <div className="page-actions">{actions}</div>}
    </header>
  )
}
