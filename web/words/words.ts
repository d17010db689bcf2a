import { useCallback } from 'react'
import { en } from './en.ts'
import { useLang } from './lang.ts'
import { type Fill, fillIn } from './say.ts'
import { zh } from './zh.ts'

/** Every word on the screen has a key. zh.ts is written first and makes the type; en.ts must answer every key. */
export type WordKey = keyof typeof zh

/**
 * `const t = useWords()`, then `t('today.title')` or `t('sources.count', { count: 3 })`.
 * Write keys as literals, or as a template with a literal start (`modality.${kind}`): the test of unused words looks for both.
 */
export const useWords = () => {
  const lang = useLang()
  return useCallback((key: WordKey, fill: Fill = {}): string => fillIn(lang === 'en' ? en[key] : zh[key], fill), [lang])
}
export type Say = ReturnType<typeof useWords>
