import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useSyncExternalStore } from 'react'
import type { Figure } from '../../src/base/figure.ts'

/**
 * What the drawer shows is in the address: `?evidence=` is a comma-separated stack, outermost first, of
 * `fact:ID`, `claim:ID` (asked from the server) and `n:HASH` (a computed or counted number that this page shows).
 */
export type EvidenceRef = string

const shown = new Map<EvidenceRef, Figure>()
const listeners = new Set<() => void>()
let version = 0

/** What makes a number the same number: its value and what it rests on, not its label, which changes with the language. */
const essence = (figure: Figure): unknown => [
  figure.value,
  figure.valueTo ?? null,
  figure.unit,
  figure.bound,
  figure.modality,
  figure.period?.from ?? null,
  figure.period?.to ?? null,
  figure.evidence.kind === 'formula'
    ? figure.evidence.inputs.map(essence)
    : figure.evidence.kind === 'rows'
      ? figure.evidence.href
      : figure.evidence.kind === 'none'
        ? figure.label
        : figure.evidence.id,
]

/** cyrb53: 53 bits, enough to tell a page's numbers apart in an address. */
const hash = (text: string): string => {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36)
}

/** The reference that opens a figure's evidence; null where there is none to open. */
export const refOf = (figure: Figure): EvidenceRef | null => {
  const { evidence } = figure
  if (evidence.kind === 'none') return null
  if (evidence.kind === 'fact' || evidence.kind === 'claim') return `${evidence.kind}:${evidence.id}`
  return `n:${hash(JSON.stringify(essence(figure)))}`
}

/** Makes a shown number, and the numbers it was made of, findable by their references, also after a reload of the address. */
export const remember = (figure: Figure): void => {
  const ref = refOf(figure)
  if (ref !== null && shown.get(ref) !== figure) {
    shown.set(ref, figure)
    version++
    queueMicrotask(() => {
      for (const listener of listeners) listener()
    })
  }
  if (figure.evidence.kind === 'formula') for (const input of figure.evidence.inputs) remember(input)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Looks a reference up among the numbers this page has shown; re-renders as more of them appear. */
export const useShown = (): ((ref: EvidenceRef) => Figure | undefined) => {
  useSyncExternalStore(subscribe, () => version)
  return (ref) => shown.get(ref)
}

let opener: HTMLElement | null = null

/** The stack of opened evidence and how to move in it. `open` starts a new stack, `push` goes one deeper, `keep(n)` returns to level n. */
export const useEvidence = () => {
  const { evidence } = useSearch({ strict: false }) as { evidence?: string }
  const navigate = useNavigate()
  const stack = evidence === undefined ? [] : evidence.split(',').filter((ref) => ref !== '')
  const go = useCallback(
    (next: EvidenceRef[]) =>
      navigate({
        to: '.',
        // The search of the current page stays as it is; only the evidence changes.
        search: ((before: object) => ({ ...before, evidence: next.length > 0 ? next.join(',') : undefined })) as never,
        resetScroll: false,
      }),
    [navigate],
  )
  return {
    stack,
    open: (ref: EvidenceRef) => {
      opener = document.activeElement instanceof HTMLElement ? document.activeElement : null
      return go([ref])
    },
    push: (ref: EvidenceRef) => go([...stack, ref]),
    keep: (level: number) => go(stack.slice(0, level + 1)),
    close: async () => {
      await go([])
      // Whoever opened the drawer by keyboard stands again where they were.
      if (opener?.isConnected) opener.focus({ preventScroll: true })
      opener = null
    },
  }
}
