import { Button } from 'antd'
import { setLang, useLang } from '../words/lang.ts'
import { useWords } from '../words/words.ts'

/** Switches between the two languages; named in the language it leads to, for the reader who cannot read the present one. */
export const LanguageSwitch = () => {
  const t = useWords()
  const lang = useLang()
  const other = lang === 'en' ? 'zh-CN' : 'en'
  return (
    <Button type="text" size="small" lang={other} title={t('shell.language.says')} onClick={() => setLang(other)}>
      {t('shell.language')}
    </Button>
  )
}
