import type { Output } from '../client.ts'
import { FigureView } from './figure.tsx'

export type Sentence = Output<'report.today'>['sentences'][number]
type Piece = Sentence['parts'][number]

/** A sentence with its figures inside; `note` gives the footnote number of a figure where the page has footnotes. */
export const SentenceView = ({
  sentence,
  note = () => undefined,
}: {
  sentence: Sentence
  note?: (figure: Extract<Piece, { figure: unknown }>['figure']) => number | undefined
}) => (
  <span className="sentence">
    {sentence.parts.map((part, index) =>
      'figure' in part ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place
        <FigureView key={index} figure={part.figure} note={note(part.figure)} />
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place
        <span key={index}>{part.text}</span>
      ),
    )}
  </span>
)
