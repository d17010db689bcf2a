/** The beginning of a text in one line, whole characters only. */
export const shortened = (text: string, longest = 80): string => {
  // A part of a page may be long: what is cut off anyway is not looked at.
  const signs = [
    ...text
      .slice(0, longest * 8)
      .replace(/\s+/g, ' ')
      .trim(),
  ]
  return signs.length > longest ? `${signs.slice(0, longest).join('')}…` : signs.join('')
}
