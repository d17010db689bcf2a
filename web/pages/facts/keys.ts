/** What one key does in the review queue and on a page of claims. */
export type ReviewAct = 'accept' | 'edit' | 'reject' | 'reopen' | 'next' | 'previous' | 'help'

const acts: Record<string, ReviewAct> = {
  a: 'accept',
  e: 'edit',
  r: 'reject',
  u: 'reopen',
  j: 'next',
  k: 'previous',
  '?': 'help',
  '？': 'help',
}

interface Pressed {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  /** True while an input method composes. */
  isComposing: boolean
  target: unknown
}

/** True when keys are being typed into a field, so that letters must stay letters. */
export const isTyping = (target: unknown): boolean => {
  const element = target as { tagName?: string; isContentEditable?: boolean; type?: string; closest?: unknown } | null
  if (!element?.tagName) return false
  if (element.isContentEditable) return true
  if (element.tagName === 'INPUT') return !['checkbox', 'radio', 'button', 'submit'].includes(element.type ?? 'text')
  return element.tagName === 'TEXTAREA' || element.tagName === 'SELECT'
}

/** True when a letter pressed now is a command: no modifier, no composing, no field, no dialog in front. */
export const isCommand = (event: Pressed): boolean =>
  !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing && !isTyping(event.target)

/** The act of a key, or null when it means nothing here. */
export const reviewAct = (event: Pressed): ReviewAct | null =>
  isCommand(event) ? (acts[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? null) : null

/**
 * Which row to look at after one was decided and left the list: the one that took its place, else the last one.
 * Null when the list is empty.
 */
export const rowAfter = (ids: readonly string[], decided: string): string | null => {
  const at = ids.indexOf(decided)
  if (at < 0) return ids[0] ?? null
  return ids[at + 1] ?? ids[at - 1] ?? null
}
