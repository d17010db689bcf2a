import { useLayoutEffect, useRef } from 'react'
import { claimKinds } from '../../../src/engines/reading/claim.ts'
import type { DocumentPage } from '../../../src/sources/schema.ts'
import { useWords } from '../../words/words.ts'
import { KindMark } from '../facts/kindMark.tsx'
import { keyOfLayer, type Layer, withLayer } from './layers.ts'

/** What is shown of the page, and in which order; it is the legend of the marks as well, with the key of each layer. */
export const LayerBar = ({
  page,
  shown,
  suggested,
  onLayers,
  onOrder,
}: {
  page: DocumentPage
  shown: ReadonlySet<Layer>
  suggested: boolean
  onLayers: (layers: ReadonlySet<Layer>) => void
  onOrder: (suggested: boolean) => void
}) => {
  const t = useWords()
  const bar = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = bar.current
    if (!element) return
    // What sticks below the bar begins where it ends, in one line or in three.
    const measure = () => element.parentElement?.style.setProperty('--bar', `${element.offsetHeight}px`)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const kinds = claimKinds.flatMap((kind) => page.tally.find((each) => each.kind === kind) ?? [])
  const toggle = (layer: Layer) => ({
    type: 'checkbox' as const,
    checked: shown.has(layer),
    onChange: (event: { target: { checked: boolean } }) => onLayers(withLayer(shown, layer, event.target.checked)),
  })
  return (
    <div className="layer-bar" ref={bar}>
      <fieldset className="layers">
        <legend>{t('sources.layers')}</legend>
        <label>
          <input {...toggle('body')} disabled={suggested} /> {t('sources.layer.body')}{' '}
          <span className="layer-count">{page.blocks.length}</span> <kbd>{keyOfLayer('body')}</kbd>
        </label>
        {page.setAsides.length > 0 && (
          <label>
            <input {...toggle('aside')} disabled={suggested} /> <del className="aside">{t('sources.layer.aside')}</del>{' '}
            <span className="layer-count">{page.setAsides.length}</span> <kbd>{keyOfLayer('aside')}</kbd>
          </label>
        )}
        {kinds.map(({ kind, claims }) => (
          <label key={kind}>
            <input {...toggle(kind)} /> <KindMark kind={kind} /> <span className="layer-count">{claims}</span>{' '}
            <kbd>{keyOfLayer(kind)}</kbd>
          </label>
        ))}
      </fieldset>
      {page.reordered && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a box in a bar
        <div className="choices" role="group" aria-label={t('sources.order')}>
          <button type="button" className="choice" aria-pressed={!suggested} onClick={() => onOrder(false)}>
            {t('sources.order.page')}
          </button>
          <button type="button" className="choice" aria-pressed={suggested} onClick={() => onOrder(true)}>
            {t('sources.order.suggested')} <kbd>{'O'}</kbd>
          </button>
        </div>
      )}
    </div>
  )
}
