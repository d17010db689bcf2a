/** A bare date on a line of its own, as a document is signed. */
const signedDay = /^[\t ]*(?:\d{4}|[二〇○零一三四五六七八九]{4})[-/.年][^\n]{1,10}$/m

/**
 * The day a file was made (`20250116…`, `D:20250116…` or `2025-01-16T…`), where its text is of that time and carries no day
 * itself: files are copied and saved again, so that it is only a weak sign of when the text was published.
 */
export const madeOn = (created: unknown, raw: string): string | undefined => {
  const day = /^(?:D:)?(20\d\d)-?(\d\d)-?(\d\d)/.exec(typeof created === 'string' ? created : '')
  if (!day || signedDay.test(raw)) return undefined
  const years = new Set([...raw.slice(0, 200_000).matchAll(/(?<!\d)(20\d\d)年/g)].map((m) => Number(m[1])))
  const made = Number(day[1])
  return years.has(made) || years.has(made - 1) ? `${day[1]}-${day[2]}-${day[3]}` : undefined
}

const squeezed = (text: string): string => text.replace(/\s+/g, '')

/** The title a file states, where its beginning says it too; else it is a template's or another document's. */
export const statedTitle = (stated: unknown, raw: string): string | undefined => {
  const title = typeof stated === 'string' ? stated.trim().slice(0, 200) : ''
  return title.length >= 4 && squeezed(raw.slice(0, 4000)).includes(squeezed(title)) ? title : undefined
}
