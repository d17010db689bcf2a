import { createHash, randomBytes } from 'node:crypto'

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/**
 * A new secret of 256 bits that says which workspace it opens, so that it is looked up behind that workspace's wall.
 * Only the hash is stored: a read of the database gives nobody a session.
 */
export const newToken = (workspaceId: string): { token: string; hash: string } => {
  const token = `${workspaceId}.${randomBytes(32).toString('base64url')}`
  return { token, hash: hashOf(token) }
}

/** The workspace a token names and the hash it is stored under; null when it has not the form of a token. */
export const readToken = (token: string): { workspaceId: string; hash: string } | null => {
  const parts = /^([a-z0-9][a-z0-9_-]{0,63})\.[A-Za-z0-9_-]{43}$/.exec(token)
  return parts ? { workspaceId: parts[1]!, hash: hashOf(token) } : null
}
