import { Modal } from 'antd'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useWords } from '../words/words.ts'

/** A key of the page: `key` as in KeyboardEvent.key (`a`, `?`, `ArrowDown`), or `mod+k` for Ctrl or Cmd; `says` is its line in the key help. */
export interface PageKey {
  key: string
  says: string
  /** Left out for keys that a part handles itself: they are only listed. */
  run?: () => void
}

const groups = new Set<{ keys: PageKey[] }>()
const listeners = new Set<() => void>()
let active: PageKey[] = []

const changed = () => {
  active = [...groups].flatMap((group) => group.keys)
  for (const listener of listeners) listener()
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(input|textarea|select)$/i.test(target.tagName) ||
    target.closest('[role=dialog]') !== null)

const pressed = (event: KeyboardEvent): string =>
  event.ctrlKey || event.metaKey
    ? `mod+${event.key.toLowerCase()}`
    : event.altKey
      ? ''
      : event.key === '？'
        ? '?'
        : event.key

/** Makes keys work while the component is mounted, and lists them in the key help (`?`). Single keys rest while one types. */
export const useKeys = (keys: PageKey[]): void => {
  const latest = useRef(keys)
  latest.current = keys
  const listed = keys.map((key) => `${key.key} ${key.says}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is what the help shows; handlers are read fresh below.
  useEffect(() => {
    const group = { keys: latest.current }
    groups.add(group)
    changed()
    return () => {
      groups.delete(group)
      changed()
    }
  }, [listed])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const name = pressed(event)
      if (!name.startsWith('mod+') && typing(event.target)) return
      const found = latest.current.find((key) => key.key === name)
      if (!found?.run) return
      event.preventDefault()
      found.run()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

const glyphs: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  'ArrowUp ArrowDown': '↑ ↓',
  Escape: 'Esc',
}
const readable = (key: string): string =>
  key.startsWith('mod+') ? `Ctrl/⌘ ${key.slice(4).toUpperCase()}` : (glyphs[key] ?? key)

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The dialog that lists every key that works now. */
export const KeysHelp = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const t = useWords()
  const keys = useSyncExternalStore(subscribe, () => active)
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('keys.title')} width={480}>
      <dl className="keys">
        {keys.map((key) => (
          <div key={key.key + key.says}>
            <dt>
              <kbd>{readable(key.key)}</kbd>
            </dt>
            <dd>{key.says}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
