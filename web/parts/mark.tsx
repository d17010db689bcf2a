import { modalityWords } from '../../src/base/format.ts'
import { inLang } from '../../src/base/lang.ts'
import type { Modality } from '../../src/base/quantity.ts'
import { useLang } from '../words/lang.ts'

/** One shape per kind of statement, so that the mark is read without its colour: disc, ring with disc, diamond, square, triangle. */
export const ModalityShape = ({ modality }: { modality: Modality }) => (
  <svg className={`shape shape-${modality}`} viewBox="0 0 12 12" width="10" height="10" aria-hidden="true">
    {modality === 'actual' && <circle cx="6" cy="6" r="4.5" fill="currentColor" />}
    {modality === 'target' && (
      <>
        <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.6" />
        <circle cx="6" cy="6" r="1.8" fill="currentColor" />
      </>
    )}
    {modality === 'forecast' && (
      <path d="M6 .8 11.2 6 6 11.2.8 6Z" fill="none" stroke="currentColor" strokeWidth="1.5" />
    )}
    {modality === 'plan' && (
      <rect x="1.5" y="1.5" width="9" height="9" fill="none" stroke="currentColor" strokeWidth="1.6" />
    )}
    {modality === 'signed' && <path d="M6 1.6 11 10.4H1Z" fill="none" stroke="currentColor" strokeWidth="1.6" />}
  </svg>
)

/** 实绩/目标/预期/规划/签约: shape and word together. `wordless` leaves the word to assistive technology (in dense tables whose header says it). */
export const ModalityMark = ({ modality, wordless = false }: { modality: Modality; wordless?: boolean }) => {
  const lang = useLang()
  return (
    <span className={`mark mark-${modality}`}>
      <ModalityShape modality={modality} />
      <span className={wordless ? 'unseen' : 'mark-word'}>{inLang(modalityWords[modality], lang)}</span>
    </span>
  )
}
