import { claimKinds } from '../../../src/engines/reading/claim.ts'
import type { DocumentPage } from '../../../src/sources/schema.ts'
import { useWords } from '../../words/words.ts'
import { KindMark } from '../facts/kindMark.tsx'
import { type Layer, withLayer } from './layers.ts'

/** What is shown of the page, and in which order; it is the legend of the marks as well. */
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
  const kinds = claimKinds
    .map((kind) => ({ kind, count: page.claimRows.filter((claim) => claim.kind === kind).length }))
    .filter((each) => each.count > 0)
  const toggle = (layer: Layer) => ({
    type: 'checkbox' as const,
    checked: shown.has(layer),
    onChange: (event: { target: { checked: boolean } }) => onLayers(withLayer(shown, layer, event.target.checked)),
  })
  return (
    <div className="layer-bar">
      <fieldset className="layers">
        <legend>{t('sources.layers')}</legend>
        <label>
          <input {...toggle('body')} disabled={suggested} /> {t('sources.layer.body')}
        </label>
        {page.setAsides.length > 0 && (
          <label>
            <input {...toggle('aside')} disabled={suggested} />{' '}
            <del className="aside">
              {t('sources.layer.aside')} {page.setAsides.length}
            </del>
          </label>
        )}
        {kinds.map(({ kind, count }) => (
          <label key={kind}>
            <input {...toggle(kind)} /> <KindMark kind={kind} /> {count}
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
            {t('sources.order.suggested')}
          </button>
        </div>
      )}
    </div>
  )
}
