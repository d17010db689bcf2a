/** Values a sentence takes: `{name}` is replaced; `{name|one|many}` chooses by whether the value is 1. */
export type Fill = Record<string, string | number>

/** Fills a sentence's places. An unknown place stays visible, so that it is noticed. */
export const fillIn = (sentence: string, fill: Fill): string =>
  sentence.replace(/\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = fill[name]
    if (value === undefined) return whole
    if (one === undefined || many === undefined) return String(value)
    return Number(value) === 1 ? one : many
  })
