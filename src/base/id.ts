import { randomBytes } from 'node:crypto'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** A public id: prefix, underscore, 26 characters of Crockford base32 that sort by time of creation (48 bits time, 82 bits random). */
export const newId = (prefix: string, now: number = Date.now()): string => {
  let time = ''
  for (let rest = now, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) time = alphabet[rest % 32]! + time
  let random = ''
  for (const byte of randomBytes(16)) random += alphabet[byte % 32]!
  return `${prefix}_${time}${random}`
}
