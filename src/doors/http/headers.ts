import { randomBytes } from 'node:crypto'

export const newNonce = (): string => randomBytes(16).toString('base64')

/** The policy of every page: nothing from elsewhere, no inline script, styles of ours or with this answer's nonce. */
export const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

/** Headers every answer carries, pages and data alike. */
export const securityHeaders = (options: {
  nonce: string
  https: boolean
  requestId: string
}): Record<string, string> => ({
  'content-security-policy': contentSecurityPolicy(options.nonce),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'x-request-id': options.requestId,
  ...(options.https ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
})
