const two = (number: number): string => String(number).padStart(2, '0')

/** The day of a moment where the reader is: YYYY-MM-DD. A plain date stays as it is. */
export const localDay = (iso: string): string => {
  if (iso.length <= 10) return iso
  const at = new Date(iso)
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** A moment where the reader is: YYYY-MM-DD HH:MM, with seconds when asked. */
export const localTime = (iso: string, seconds = false): string => {
  const at = new Date(iso)
  const time = `${two(at.getHours())}:${two(at.getMinutes())}`
  return `${localDay(iso)} ${seconds ? `${time}:${two(at.getSeconds())}` : time}`
}
