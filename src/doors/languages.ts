import type { Lang } from '../base/lang.ts'

/** Chinese unless a language is named that is not Chinese: `en`, `en-GB`, `en_US.UTF-8` give English. */
export const langFromTag = (tag: string | undefined | null): Lang | null => {
  if (!tag) return null
  const first = tag
    .trim()
    .toLowerCase()
    .split(/[-_.@,;]/, 1)[0]
  if (first === 'zh') return 'zh-CN'
  return first === 'en' ? 'en' : null
}

/** The language of a terminal: an explicit choice, then QUANLIAN_LANG, then the locale; Chinese when none of them says. */
export const langFromEnvironment = (env: NodeJS.ProcessEnv, asked?: string): Lang =>
  langFromTag(asked) ??
  langFromTag(env['QUANLIAN_LANG']) ??
  langFromTag(env['LC_ALL']) ??
  langFromTag(env['LC_MESSAGES']) ??
  langFromTag(env['LANG']) ??
  'zh-CN'

/** The language of a request: the product's own header, then the first language of Accept-Language we have. */
export const langFromRequest = (header: string | undefined, accept: string | undefined): Lang => {
  const named = langFromTag(header)
  if (named) return named
  for (const part of (accept ?? '').split(',').slice(0, 20)) {
    const lang = langFromTag(part)
    if (lang) return lang
  }
  return 'zh-CN'
}
