import { useSyncExternalStore } from 'react'
import type { Lang } from '../../src/base/lang.ts'

const place = 'quanlian-lang'
const listeners = new Set<() => void>()

const first = (): Lang => {
  const kept = localStorage.getItem(place)
  return kept === 'en' || kept === 'zh-CN' ? kept : 'zh-CN'
}

let current: Lang = first()
document.documentElement.lang = current

/** Changes the language of the whole screen and remembers it on this device: a preference of the reader, so not part of an address that is passed on. */
export const setLang = (lang: Lang): void => {
  current = lang
  localStorage.setItem(place, lang)
  document.documentElement.lang = lang
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useLang = (): Lang => useSyncExternalStore(subscribe, () => current)
