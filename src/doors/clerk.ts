import type { FileOutput, Operation } from '../access/operation.ts'
import { type ErrorPlace, KnownError } from '../base/errors.ts'
import type { Lang } from '../base/lang.ts'
import type { Desk } from './desk.ts'
import { answers, type LocalDoor, readLocalDoor } from './local-door.ts'
import type { Place } from './place.ts'
import { answersWithFile } from './schemas.ts'

/** Performs operations as the local office person: on the data folder itself, or through the server that holds it. */
export interface Clerk {
  readonly where: 'here' | 'server'
  call(operation: Operation, input: unknown, options: { lang: Lang; signal?: AbortSignal }): Promise<unknown>
  /** Makes a snapshot of the embedded database now and gives its folder. */
  snapshot(lang: Lang): Promise<string>
  close(): Promise<void>
}

const serverGone = (cause: unknown): KnownError =>
  new KnownError(
    'server-gone',
    {
      zh: '正在运行的服务没有应答；这一步可能没有完成。请查看服务是否还在运行。',
      en: 'The running server did not answer; this step may not have been done. Check whether the server still runs.',
    },
    { status: 503, exit: 5, cause },
  )

const refusal = async (response: Response): Promise<KnownError> => {
  const { error } = (await response.json().catch(() => ({}))) as {
    error?: { code: string; message: string; place: ErrorPlace | null }
  }
  if (!error) return serverGone(`HTTP ${response.status}`)
  // The server already chose the language; both slots carry its sentence.
  const exit = response.status === 500 ? 70 : undefined
  return new KnownError(
    error.code,
    { zh: error.message, en: error.message },
    { status: response.status, ...(error.place ? { place: error.place } : {}), ...(exit ? { exit } : {}) },
  )
}

/** A clerk that asks the running server over HTTP, with the token only this machine's owner of the folder can read. */
export const remoteClerk = (door: LocalDoor): Clerk => {
  const send = async (path: string, init: RequestInit & { lang: Lang }): Promise<Response> => {
    const { lang, ...rest } = init
    let response: Response
    try {
      response = await fetch(`${door.url}${path}`, {
        ...rest,
        headers: {
          ...(rest.headers as Record<string, string>),
          authorization: `Bearer ${door.token}`,
          'x-quanlian-lang': lang,
        },
      })
    } catch (error) {
      if (init.signal?.aborted) throw error
      throw serverGone(error)
    }
    if (!response.ok) throw await refusal(response)
    return response
  }
  const request = (operation: Operation, input: Record<string, unknown>): { query: string; init: RequestInit } => {
    const upload = operation.upload ? input[operation.upload] : undefined
    if (!(upload instanceof Uint8Array))
      return { query: '', init: { headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) } }
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries(input))
      if (name !== operation.upload && value !== undefined)
        query.set(name, typeof value === 'string' ? value : JSON.stringify(value))
    return {
      query: `?${query}`,
      init: { headers: { 'content-type': 'application/octet-stream' }, body: new Uint8Array(upload) },
    }
  }
  return {
    where: 'server',
    async call(operation, input, { lang, signal }) {
      const { query, init } = request(operation, (input ?? {}) as Record<string, unknown>)
      const response = await send(`/api/${operation.name}${query}`, {
        ...init,
        method: 'POST',
        lang,
        ...(signal ? { signal } : {}),
      })
      if (!answersWithFile(operation)) return ((await response.json()) as { output: unknown }).output
      const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1]
      return {
        name: name ? decodeURIComponent(name) : operation.name,
        mediaType: response.headers.get('content-type') ?? 'application/octet-stream',
        bytes: new Uint8Array(await response.arrayBuffer()),
      } satisfies FileOutput
    },
    async snapshot(lang) {
      const response = await send('/local/snapshot', { method: 'POST', lang })
      return ((await response.json()) as { folder: string }).folder
    },
    close: async () => {},
  }
}

/** A clerk at an opened desk in this process; closing waits until what it added has been read. */
export const localClerk = (desk: Desk, door: 'cli' | 'mcp'): Clerk => {
  let wrote = false
  return {
    where: 'here',
    call: async (operation, input, { lang }) => {
      const output = await desk.perform(operation, { ...(await desk.localPerson()), door }, input, { lang })
      if (operation.kind === 'write') wrote = true
      return output
    },
    snapshot: () => desk.store.snapshot(),
    async close() {
      // What was added here is read here: no server may start for a long time.
      if (wrote) await desk.reading.drain().catch(() => {})
      await desk.close()
    },
  }
}

/**
 * The clerk for a place: the running server's when one answers, else a desk opened here by `openHere`. A server that
 * starts in between is found again when the folder turns out to be in use.
 */
export const clerkFor = async (place: Place, door: 'cli' | 'mcp', openHere: () => Promise<Desk>): Promise<Clerk> => {
  const running = await readLocalDoor(place.folder)
  if (running && (await answers(running))) return remoteClerk(running)
  try {
    return localClerk(await openHere(), door)
  } catch (error) {
    const late = await readLocalDoor(place.folder)
    if (error instanceof KnownError && error.status === 409 && late && (await answers(late))) return remoteClerk(late)
    throw error
  }
}
