import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { KnownError } from '../../base/errors.ts'

export const sessionCookie = 'quanlian_session'
export const csrfCookie = 'quanlian_csrf'
export const csrfHeader = 'x-quanlian-csrf'

/** The CSRF value of a session: derived from its token, so that one cannot be had without the other and nothing is stored. */
export const csrfOf = (sessionToken: string): string =>
  createHmac('sha256', sessionToken).update('quanlian csrf').digest('base64url')

const cookie = (name: string, value: string, options: { https: boolean; maxAge: number; readable: boolean }): string =>
  [
    `${name}=${value}`,
    'Path=/',
    'SameSite=Lax',
    `Max-Age=${options.maxAge}`,
    ...(options.readable ? [] : ['HttpOnly']),
    ...(options.https ? ['Secure'] : []),
  ].join('; ')

/** The two cookies of a session that lasts `maxAge` seconds; with 0 they end it in the browser. */
export const sessionCookies = (token: string, options: { https: boolean; maxAge: number }): string[] => [
  cookie(sessionCookie, token, { ...options, readable: false }),
  cookie(csrfCookie, options.maxAge === 0 ? '' : csrfOf(token), { ...options, readable: true }),
]

/** Compares two secrets in constant time whatever their lengths. */
export const sameSecret = (a: string, b: string): boolean =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest())

/** A key for rate limits that does not keep the token itself in memory. */
export const sessionKey = (token: string): string => createHash('sha256').update(token).digest('base64url')

/**
 * Refuses a state-changing request that another site could have made the browser send: its origin must be ours, and it
 * must echo the session's CSRF value in a header.
 */
export const checkCsrf = (context: Context, token: string): void => {
  const origin = context.req.header('origin')
  const site = context.req.header('sec-fetch-site')
  const host = context.req.header('host')
  const foreign =
    (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)) ||
    (site !== undefined && site !== 'same-origin' && site !== 'none')
  if (foreign || !sameSecret(context.req.header(csrfHeader) ?? '', csrfOf(token)))
    throw new KnownError(
      'csrf',
      {
        zh: '这次请求不是从本页面发出的，已拒绝。请刷新页面后重试。',
        en: 'This request did not come from our own page and was refused. Reload the page and try again.',
      },
      { status: 403, exit: 3 },
    )
}

export const sessionToken = (context: Context): string | undefined => getCookie(context, sessionCookie)
