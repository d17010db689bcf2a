import { useQueries } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { Input, type InputRef, Modal } from 'antd'
import { match } from 'pinyin-pro'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { call, keyOf, useOperation } from '../client.ts'
import { useLang } from '../words/lang.ts'
import { useWords, type WordKey } from '../words/words.ts'
import { pages } from './pages.ts'
import { useMay } from './shell.tsx'

interface Entry {
  kind: 'page' | 'stage' | 'enterprise'
  name: string
  href: string
}

const kindWords: Record<Entry['kind'], WordKey> = {
  page: 'shell.palette.page',
  stage: 'shell.palette.stage',
  enterprise: 'shell.palette.enterprise',
}

/** How well a name answers what was typed: 0 not at all; a beginning before an inside, letters before pinyin. */
const closeness = (name: string, typed: string): number => {
  const at = name.toLowerCase().indexOf(typed)
  if (at === 0) return 4
  if (at > 0) return 3
  const matched = match(name, typed.replace(/\s+/g, ''), { precision: 'start', continuous: true })
  if (!matched) return 0
  return matched[0] === 0 ? 2 : 1
}

/** Stages from the chain's map and enterprises from their stages; asked when the palette first opens and kept for five minutes. */
const useRegister = (): Entry[] => {
  const lang = useLang()
  const mayMap = useMay('chain.map')
  const mayStage = useMay('chain.stage')
  const map = useOperation('chain.map', {}, { enabled: mayMap, staleTime: 300_000 })
  const stages = map.data?.stages ?? []
  const opened = useQueries({
    queries: (mayStage ? stages : []).map(({ key }) => ({
      queryKey: keyOf('chain.stage', { key }, lang),
      queryFn: () => call('chain.stage', { key }, lang),
      staleTime: 300_000,
    })),
  })
  const entries: Entry[] = stages.map(({ key, name }) => ({ kind: 'stage', name, href: `/chain?stage=${key}` }))
  const seen = new Set<string>()
  for (const { data } of opened)
    for (const enterprise of data?.enterprises ?? []) {
      if (seen.has(enterprise.id)) continue
      seen.add(enterprise.id)
      const search = new URLSearchParams({ stage: data!.stage.key, tab: 'enterprises', enterprise: enterprise.id })
      entries.push({ kind: 'enterprise', name: enterprise.name, href: `/chain?${search}` })
    }
  return entries
}

/** Ctrl/Cmd-K: goes to a page, stage or enterprise by its name, its pinyin or the initials of its pinyin. */
export const Palette = ({ onClose }: { onClose: () => void }) => {
  const t = useWords()
  const router = useRouter()
  const me = useOperation('access.me', {}, { staleTime: 60_000 })
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const input = useRef<InputRef>(null)
  const register = useRegister()
  const known = useMemo(() => {
    const own: Entry[] = pages
      .filter((page) => me.data?.operations.includes(page.needs))
      .map((page) => ({ kind: 'page', name: t(page.word), href: page.to }))
    return [...own, ...register]
  }, [me.data, register, t])
  const text = typed.trim().toLowerCase()
  const found = useMemo(() => {
    if (text === '') return known.slice(0, 40)
    return known
      .map((entry) => ({ entry, rank: closeness(entry.name, text) }))
      .filter((each) => each.rank > 0)
      .sort((a, b) => b.rank - a.rank)
      .slice(0, 40)
      .map((each) => each.entry)
  }, [known, text])
  const current = Math.min(at, found.length - 1)

  const go = (entry: Entry | undefined) => {
    if (!entry) return
    onClose()
    router.history.push(entry.href)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') go(found[current])
    else if (event.key === 'ArrowDown') setAt(Math.min(current + 1, found.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(current - 1, 0))
    else return
    event.preventDefault()
  }
  return (
    <Modal
      open
      onCancel={onClose}
      // The dialog takes the focus for itself when it opens over a focused panel; the typing belongs in the field.
      afterOpenChange={(open) => open && input.current?.focus()}
      footer={null}
      closable={false}
      title={t('shell.palette')}
      width={560}
      className="palette"
    >
      <Input
        ref={input}
        autoFocus
        allowClear
        value={typed}
        placeholder={t('shell.palette.hint')}
        role="combobox"
        aria-label={t('shell.palette')}
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={found.length > 0 ? `palette-${current}` : undefined}
        onChange={(event) => {
          setTyped(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKey}
      />
      <div className="palette-list" id="palette-list" role="listbox" aria-label={t('shell.palette')}>
        {found.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the input above
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <div
            key={`${entry.kind}:${entry.href}`}
            id={`palette-${index}`}
            role="option"
            aria-selected={index === current}
            className={index === current ? 'palette-option palette-current' : 'palette-option'}
            onClick={() => go(entry)}
            ref={(node) => {
              if (index === current) node?.scrollIntoView({ block: 'nearest' })
            }}
          >
            <span>{entry.name}</span>
            <span className="palette-kind">{t(kindWords[entry.kind])}</span>
          </div>
        ))}
      </div>
      <p className="palette-how" role="status">
        {found.length === 0
          ? t('shell.palette.nothing', { text: typed })
          : `${t('shell.palette.count', { count: found.length })} · ${t('shell.palette.how')}`}
      </p>
    </Modal>
  )
}
