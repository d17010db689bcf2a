import { type FileOrigin, formatOrigin } from '../../src/base/origin.ts'
import { useLang } from '../words/lang.ts'

/**
 * A sentence with its quote marked, and the page or cell of the file it stands in; `at` is the quote's offset in the sentence,
 * found by search when it is not known.
 */
export const Quoted = ({
  sentence,
  quote,
  at,
  origin,
}: {
  sentence: string
  quote: string | null
  at?: number
  origin?: FileOrigin | null
}) => {
  const lang = useLang()
  const start = quote ? (at !== undefined && sentence.startsWith(quote, at) ? at : sentence.indexOf(quote)) : -1
  const marked =
    !quote || start < 0 ? (
      sentence
    ) : (
      <>
        {sentence.slice(0, start)}
        <mark>{quote}</mark>
        {sentence.slice(start + quote.length)}
      </>
    )
  return (
    <>
      <q className="quoted">{marked}</q>
      {origin && <span className="quoted-origin">{formatOrigin(origin, lang)}</span>}
    </>
  )
}
