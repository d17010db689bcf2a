/** A sentence with its quote marked; `at` is the quote's offset in the sentence, found by search when it is not known. */
export const Quoted = ({ sentence, quote, at }: { sentence: string; quote: string | null; at?: number }) => {
  const start = quote ? (at !== undefined && sentence.startsWith(quote, at) ? at : sentence.indexOf(quote)) : -1
  if (!quote || start < 0) return <q className="quoted">{sentence}</q>
  return (
    <q className="quoted">
      {sentence.slice(0, start)}
      <mark>{quote}</mark>
      {sentence.slice(start + quote.length)}
    </q>
  )
}
