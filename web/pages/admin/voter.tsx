import { Button } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { type Output, useAct, useOperation } from '../../client.ts'
import { Shown } from '../../parts/states.tsx'
import { useMay } from '../../shell/shell.tsx'
import { useWords } from '../../words/words.ts'

type Settings = NonNullable<Output<'sources.voter'>['settings']>
const fresh: Settings = { endpoint: '', model: '', enabled: false, waitSeconds: 30, mostPassages: 20 }

const Form = ({ settings }: { settings: Settings | null }) => {
  const t = useWords()
  const id = useId()
  const mayChange = useMay('sources.setvoter')
  const save = useAct('sources.setvoter')
  const [draft, setDraft] = useState(settings ?? fresh)
  const set = <F extends keyof Settings>(field: F, value: Settings[F]) => {
    save.reset()
    setDraft((before) => ({ ...before, [field]: value }))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(draft)
  }
  const plain = draft.enabled && draft.endpoint.startsWith('http://')
  return (
    <form className="admin-voter" onSubmit={submit}>
      <fieldset disabled={!mayChange || save.isPending}>
        <div className="fields">
          <div className="field field-wide">
            <label htmlFor={`${id}-endpoint`}>{t('admin.voter.endpoint')}</label>
            <input
              id={`${id}-endpoint`}
              value={draft.endpoint}
              onChange={(event) => set('endpoint', event.target.value)}
              maxLength={500}
              required
              spellCheck={false}
              autoComplete="off"
            />
          </div>
          <div className="field field-wide">
            <label htmlFor={`${id}-model`}>{t('admin.voter.model')}</label>
            <input
              id={`${id}-model`}
              value={draft.model}
              onChange={(event) => set('model', event.target.value)}
              maxLength={200}
              required
              spellCheck={false}
              autoComplete="off"
            />
          </div>
          <div className="field">
            <label htmlFor={`${id}-wait`}>{t('admin.voter.wait')}</label>
            <input
              id={`${id}-wait`}
              type="number"
              min={1}
              max={120}
              value={draft.waitSeconds}
              onChange={(event) => set('waitSeconds', event.target.valueAsNumber)}
              required
            />
          </div>
          <div className="field">
            <label htmlFor={`${id}-most`}>{t('admin.voter.most')}</label>
            <input
              id={`${id}-most`}
              type="number"
              min={1}
              max={200}
              value={draft.mostPassages}
              onChange={(event) => set('mostPassages', event.target.valueAsNumber)}
              required
            />
          </div>
        </div>
        <label className="admin-voter-on">
          <input type="checkbox" checked={draft.enabled} onChange={(event) => set('enabled', event.target.checked)} />
          {t('admin.voter.enabled')}
        </label>
        {plain && <p className="admin-trial">{t('admin.voter.plain')}</p>}
        {save.error && (
          <p className="field-fault" role="alert">
            {save.error.sentence ?? t('state.failed.says')}
          </p>
        )}
        {save.isSuccess && (
          <p role="status">{t(save.data.settings.enabled ? 'admin.voter.saved.on' : 'admin.voter.saved.off')}</p>
        )}
        {mayChange ? (
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('admin.voter.save')}
          </Button>
        ) : (
          <p className="admin-line">{t('admin.voter.mayNot')}</p>
        )}
      </fieldset>
    </form>
  )
}

/** The outside model that may vote on readings: what it does, its address, on or off. */
export const VoterTab = () => {
  const t = useWords()
  const voter = useOperation('sources.voter', {}, { staleTime: Number.POSITIVE_INFINITY })
  return (
    <div className="admin-system">
      <section aria-labelledby="voter">
        <h2 id="voter">{t('admin.voter')}</h2>
        <p>{t('admin.voter.says')}</p>
        <p className="admin-line">{t('admin.voter.key')}</p>
        <Shown of={voter}>{({ settings }) => <Form settings={settings} />}</Shown>
      </section>
    </div>
  )
}
