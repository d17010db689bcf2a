import { useQueries } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { type ClaimKind, claimKinds } from '../../../src/engines/reading/claim.ts'
import type { ClaimRow, DocumentPage } from '../../../src/sources/schema.ts'
import { call, keyOf, useOperation } from '../../client.ts'
import { useLang } from '../../words/lang.ts'
import type { Layer } from './layers.ts'

/** About how many claims of a dense page are asked for at once. */
const chunkClaims = 400

export interface PageClaims {
  /** Claims at hand in the order of the text: all of an ordinary page, those near the eyes of a dense one. */
  rows: ClaimRow[]
  /** False where `rows` is only what stands near the eyes. */
  whole: boolean
  total: number
  /** The claim of this id, also when it stands far away; null while it is asked for or when there is none. */
  chosen: ClaimRow | null
  /** The next or previous claim of a shown kind beyond those at hand. */
  beyond(from: number, direction: 1 | -1, shown: ReadonlySet<Layer>): Promise<ClaimRow | null>
}

const byPlace = (a: ClaimRow, b: ClaimRow): number => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1)

/** The length of text that holds about `chunkClaims` claims. */
const chunkLength = (page: DocumentPage, total: number): number =>
  Math.max(2_048, Math.min(131_072, Math.ceil((page.raw.length * chunkClaims) / Math.max(1, total))))

/** The claims of a page: at once when they are few, else by the stretch of text that is near the eyes (`near`). */
export const usePageClaims = (
  page: DocumentPage,
  near: { start: number; end: number },
  chosenId: string | undefined,
): PageClaims => {
  const lang = useLang()
  const total = useMemo(() => page.tally.reduce((sum, kind) => sum + kind.claims, 0), [page.tally])
  const whole = page.moreClaims === null
  const length = chunkLength(page, total)
  const chunks = useMemo(() => {
    if (whole) return []
    const first = Math.max(0, Math.floor(near.start / length) - 1)
    const last = Math.min(Math.floor(page.raw.length / length), Math.floor(near.end / length) + 1)
    return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * length)
  }, [whole, near.start, near.end, length, page.raw.length])

  const ask = useCallback(
    async (from: number, to: number, kind: ClaimKind[] | undefined, signal?: AbortSignal): Promise<ClaimRow[]> => {
      const found: ClaimRow[] = []
      let after: DocumentPage['moreClaims'] = null
      do {
        const answer: { claims: ClaimRow[]; next: DocumentPage['moreClaims'] } = await call(
          'sources.claims',
          { id: page.id, from, to, limit: 2_000, ...(kind ? { kind } : {}), ...(after ? { after } : {}) },
          lang,
          signal,
        )
        found.push(...answer.claims)
        after = answer.next
      } while (after !== null)
      return found
    },
    [page.id, lang],
  )

  const rows = useQueries({
    queries: chunks.map((from) => ({
      queryKey: keyOf('sources.claims', { id: page.id, from, length }, lang),
      queryFn: ({ signal }: { signal: AbortSignal }) => ask(from, from + length, undefined, signal),
      staleTime: 60_000,
    })),
    combine: useCallback(
      (answers: { data: ClaimRow[] | undefined }[]) => answers.flatMap((answer) => answer.data ?? []),
      [],
    ),
  })
  const sorted = useMemo(() => (whole ? page.claimRows : [...rows]).toSorted(byPlace), [whole, page.claimRows, rows])
  const here = chosenId === undefined ? undefined : sorted.find((row) => row.id === chosenId)
  const far = useOperation(
    'facts.claim',
    { id: chosenId ?? '' },
    { enabled: chosenId !== undefined && !here && !whole },
  )
  const distant = far.data?.claim.documentId === page.id && far.data.claim.id === chosenId ? far.data.claim : null

  const beyond = useCallback(
    async (from: number, direction: 1 | -1, shown: ReadonlySet<Layer>): Promise<ClaimRow | null> => {
      const kind = claimKinds.filter((each) => shown.has(each))
      if (kind.length === 0) return null
      if (direction === 1)
        return (await call('sources.claims', { id: page.id, from, kind, limit: 1 }, lang)).claims[0] ?? null
      // The server goes forward only; a kind that is rare may be far away, so each look back is wider.
      let end = from
      for (let reach = length; end > 0; reach *= 2) {
        const start = Math.max(0, end - reach)
        const found = (await ask(start, end, kind)).sort(byPlace)
        if (found.length > 0) return found.at(-1) ?? null
        end = start
      }
      return null
    },
    [ask, length, lang, page.id],
  )
  return { rows: sorted, whole, total, chosen: here ?? distant, beyond }
}
