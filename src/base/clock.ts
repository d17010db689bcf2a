/** The one way product code learns the time, so that tests and as-of views can set it. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

export const fixedClock = (iso: string): Clock => ({ now: () => new Date(iso) })

/** The calendar day in China (the documents' and the offices' own day), YYYY-MM-DD. */
export const chinaDay = (instant: Date): string =>
  new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
