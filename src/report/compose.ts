import type { Figure } from '../base/figure.ts'
import { inLang, type Lang, type Words } from '../base/lang.ts'
import type { Sentence } from './schema.ts'

/**
 * Fills `{name}` places of a template in the reader's language with words or figures and gives the pieces of a sentence.
 * A place without a value is an error of the caller and throws.
 */
export const compose = (
  lang: Lang,
  about: Sentence['about'],
  template: Words,
  values: Readonly<Record<string, string | Figure>> = {},
): Sentence => {
  const parts: Sentence['parts'] = []
  let text = ''
  for (const [index, piece] of inLang(template, lang).split(/[{}]/).entries()) {
    if (index % 2 === 0) {
      text += piece
      continue
    }
    const value = values[piece]
    if (value === undefined) throw new Error(`no value for {${piece}}`)
    if (typeof value === 'string') text += value
    else {
      if (text !== '') parts.push({ text })
      text = ''
      parts.push({ figure: value })
    }
  }
  if (text !== '') parts.push({ text })
  return { about, parts }
}
