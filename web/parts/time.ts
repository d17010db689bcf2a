import { chinaDay } from '../../src/base/clock.ts'

/** The day of a moment as the whole product says it, China's: YYYY-MM-DD. A plain date stays as it is. */
export const dayOf = (iso: string): string => (iso.length <= 10 ? iso : chinaDay(new Date(iso)))

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', timeStyle: 'medium' })

/** A moment in China's time: YYYY-MM-DD HH:MM, with seconds when asked. */
export const timeOf = (iso: string, seconds = false): string =>
  `${dayOf(iso)} ${clock.format(new Date(iso)).slice(0, seconds ? 8 : 5)}`
