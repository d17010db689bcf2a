import { randomBytes } from 'node:crypto'
import { readFile, rename, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** How a program on this machine speaks to the server that holds a data folder. Whoever may read the file may read the data. */
export interface LocalDoor {
  url: string
  token: string
  pid: number
}

const fileOf = (folder: string): string => join(folder, 'local-door.json')

export const newLocalToken = (): string => randomBytes(32).toString('base64url')

/** Writes the door's file, readable by its owner only; it appears whole or not at all. */
export const openLocalDoor = async (folder: string, door: LocalDoor): Promise<void> => {
  const draft = `${fileOf(folder)}.${door.pid}`
  await writeFile(draft, JSON.stringify(door), { mode: 0o600 })
  await rename(draft, fileOf(folder))
}

export const closeLocalDoor = async (folder: string, pid: number): Promise<void> => {
  if ((await readLocalDoor(folder))?.pid === pid) await unlink(fileOf(folder)).catch(() => {})
}

/** The door of a running server, or null when there is none; a stale file is null too once its server is gone. */
export const readLocalDoor = async (folder: string): Promise<LocalDoor | null> => {
  try {
    const door = JSON.parse(await readFile(fileOf(folder), 'utf8')) as LocalDoor
    return typeof door.url === 'string' && typeof door.token === 'string' ? door : null
  } catch {
    return null
  }
}

/** True when a server answers behind the door and accepts its token. */
export const answers = async (door: LocalDoor): Promise<boolean> => {
  try {
    const response = await fetch(`${door.url}/local`, {
      headers: { authorization: `Bearer ${door.token}` },
      signal: AbortSignal.timeout(3000),
    })
    return response.ok
  } catch {
    return false
  }
}
