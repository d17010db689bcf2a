/** Languages of the product. zh-CN is written first; en is complete. */
export type Lang = 'zh-CN' | 'en'

/** A sentence or label in both languages. */
export interface Words {
  zh: string
  en: string
}

export const inLang = (words: Words, lang: Lang): string => (lang === 'en' ? words.en : words.zh)
