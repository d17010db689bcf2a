import { keepPreviousData, type QueryKey, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Lang } from '../src/base/lang.ts'
import type { Api } from '../src/doors/registry.ts'
import { useLang } from './words/lang.ts'

export type OperationName = keyof Api
export type Input<N extends OperationName> = Api[N]['input']
export type Output<N extends OperationName> = Api[N]['output']
type Place = { field?: string; row?: number; line?: number; offset?: number }

/** What an operation answers when it cannot: a stable code, and a sentence already in the reader's language (null when the server was not reached). */
export class OperationError extends Error {
  readonly code: string
  readonly sentence: string | null
  readonly place: Place | null
  readonly status: number

  constructor(code: string, sentence: string | null, status: number, place: Place | null = null) {
    super(sentence ?? code)
    this.name = 'OperationError'
    this.code = code
    this.sentence = sentence
    this.status = status
    this.place = place
  }

  get signedOut(): boolean {
    return this.status === 401
  }
}

const csrf = (): string => {
  for (const pair of document.cookie.split('; ')) {
    const [name, value] = pair.split('=', 2)
    if (name === 'quanlian_csrf') return decodeURIComponent(value ?? '')
  }
  return ''
}

const asError = (status: number, text: string): OperationError => {
  try {
    const { error } = JSON.parse(text)
    return new OperationError(String(error.code), String(error.message), status, error.place ?? null)
  } catch {
    return new OperationError('no-answer', null, status)
  }
}

const reach = async (address: string, init: RequestInit): Promise<Response> => {
  let response: Response
  try {
    response = await fetch(address, { credentials: 'same-origin', ...init })
  } catch (cause) {
    if (init.signal?.aborted) throw cause
    throw new OperationError('not-reached', null, 0)
  }
  if (!response.ok) throw asError(response.status, await response.text())
  return response
}

/** Calls one operation and returns its output; throws OperationError. */
export const call = async <N extends OperationName>(
  name: N,
  input: Input<N>,
  lang: Lang,
  signal?: AbortSignal,
): Promise<Output<N>> => {
  const response = await reach(`/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-quanlian-lang': lang, 'x-quanlian-csrf': csrf() },
    body: JSON.stringify(input),
    signal: signal ?? null,
  })
  const answer = (await response.json()) as { output: Output<N> }
  return answer.output
}

/**
 * Sends a file as the raw body of an operation that takes an upload; `query` holds its other input fields.
 * `onProgress` hears the share sent, 0 to 1. Throws OperationError.
 */
export const upload = <N extends 'sources.add' | 'batches.send'>(
  name: N,
  query: Record<string, string>,
  body: Blob,
  lang: Lang,
  onProgress: (share: number) => void = () => {},
): Promise<Output<N>> =>
  new Promise((resolve, reject) => {
    // fetch cannot report the progress of a sent body; XMLHttpRequest can.
    const request = new XMLHttpRequest()
    request.open('POST', `/api/${name}?${new URLSearchParams(query)}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('x-quanlian-lang', lang)
    request.setRequestHeader('x-quanlian-csrf', csrf())
    request.upload.onprogress = (event) => onProgress(event.total > 0 ? event.loaded / event.total : 0)
    request.onerror = () => reject(new OperationError('not-reached', null, 0))
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText).output)
      else reject(asError(request.status, request.responseText))
    }
    request.send(body)
  })

/** Fetches a file an operation makes and hands it to the browser's download; throws OperationError instead of showing JSON. */
export const download = async (name: OperationName, lang: Lang, query: Record<string, string> = {}): Promise<void> => {
  const response = await reach(`/api/${name}?${new URLSearchParams(query)}`, { headers: { 'x-quanlian-lang': lang } })
  const said = response.headers.get('content-disposition') ?? ''
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(said)?.[1]
  const plain = /filename="?([^";]+)"?/i.exec(said)?.[1]
  save(await response.blob(), encoded ? decodeURIComponent(encoded) : (plain ?? name))
}

/** Saves bytes the page made (a CSV export) or fetched, under a file name. */
export const save = (bytes: Blob, name: string): void => {
  const address = URL.createObjectURL(bytes)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** The key under which an operation's answer is kept; its first part is the name, so acts can refresh by name. */
export const keyOf = (name: OperationName, input: unknown, lang: Lang): QueryKey => [name, input, lang]

/**
 * Reads an operation: `{ data, error, isPending }` of TanStack Query, error typed as OperationError.
 * `every` asks again each so many milliseconds; `keep` leaves the last answer on screen while a search or page changes the input
 * (only for lists: a record under another id must not show the record before it).
 */
export const useOperation = <N extends OperationName>(
  name: N,
  input: Input<N>,
  options: { enabled?: boolean; every?: number | false; staleTime?: number; keep?: boolean } = {},
) => {
  const lang = useLang()
  return useQuery<Output<N>, OperationError>({
    queryKey: keyOf(name, input, lang),
    queryFn: ({ signal }) => call(name, input, lang, signal),
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
    enabled: options.enabled ?? true,
    refetchInterval: options.every ?? false,
    ...(options.staleTime === undefined ? {} : { staleTime: options.staleTime }),
  })
}

/**
 * Runs an operation that changes something: `act.mutate(input)`, `act.error` (OperationError), `act.isPending`.
 * When it is done every answer on screen is asked again, so that no page shows what was true before.
 */
export const useAct = <N extends OperationName>(name: N) => {
  const lang = useLang()
  const queries = useQueryClient()
  return useMutation<Output<N>, OperationError, Input<N>>({
    mutationKey: [name],
    mutationFn: (input) => call(name, input, lang),
    onSettled: () => queries.invalidateQueries(),
  })
}
