const digits = '零一二三四五六七八九'

/** Prints a whole number below 10^16 in Chinese characters: the reference that readers of numbers are proved against. */
export const inChinese = (value: number): string => {
  if (value === 0) return '零'
  const below = (part: number): string => {
    let text = ''
    let gap = false
    for (const [unit, name] of [
      [1000, '千'],
      [100, '百'],
      [10, '十'],
      [1, ''],
    ] as const) {
      const digit = Math.floor(part / unit) % 10
      if (digit === 0) gap = text !== ''
      else {
        text += (gap ? '零' : '') + digits[digit] + name
        gap = false
      }
    }
    return text
  }
  let text = ''
  let rest = value
  let skipped = false
  for (const [unit, name] of [
    [1e12, '万亿'],
    [1e8, '亿'],
    [1e4, '万'],
    [1, ''],
  ] as const) {
    const part = Math.floor(rest / unit)
    rest -= part * unit
    if (part === 0) {
      skipped = text !== ''
      continue
    }
    const zero = text !== '' && (skipped || part < 1000)
    text += (zero ? '零' : '') + below(part) + (unit === 1e12 && Math.floor(rest / 1e8) > 0 ? '万' : name)
    skipped = false
  }
  return text
}
