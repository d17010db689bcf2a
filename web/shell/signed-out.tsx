import { Button } from 'antd'
import { useEffect } from 'react'
import { useWords } from '../words/words.ts'
import { LanguageSwitch } from './language.tsx'

/** Command words are the same in every language. */
const command = './quanlian start'

/** Stands where the desk would be while nobody is signed in: says how one gets a link. */
export const SignedOut = ({ again }: { again: () => void }) => {
  const t = useWords()
  const title = t('signedOut.title')
  const name = t('shell.name')
  useEffect(() => {
    document.title = `${title} · ${name}`
  }, [title, name])
  return (
    <main className="signed-out" id="main">
      <div className="signed-out-head">
        <span className="brand">{name}</span>
        <LanguageSwitch />
      </div>
      <h1>{title}</h1>
      <p>{t('signedOut.says')}</p>
      <p>{t('signedOut.first')}</p>
      <pre className="command">{command}</pre>
      <p>{t('signedOut.ask')}</p>
      <Button type="primary" onClick={again}>
        {t('signedOut.again')}
      </Button>
    </main>
  )
}
