import { useEffect, useMemo, useState } from 'react'
import { type Measure, textWidth } from './textFit.ts'

/** Measures text as this browser draws it, and again once more of the font has arrived. */
export const useMeasure = (): Measure => {
  const [version, setVersion] = useState(0)
  useEffect(() => {
    const again = () => setVersion((before) => before + 1)
    document.fonts.addEventListener('loadingdone', again)
    return () => document.fonts.removeEventListener('loadingdone', again)
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version of the font measures anew
  return useMemo(() => {
    const pen = document.createElement('canvas').getContext('2d')
    if (!pen) return textWidth
    const family = getComputedStyle(document.documentElement).fontFamily
    const widths = new Map<string, number>()
    return (text, size, bold = false) => {
      const key = `${bold}${size}${text}`
      let width = widths.get(key)
      if (width === undefined) {
        pen.font = `${bold ? 600 : 400} ${size}px ${family}`
        // A little on the wide side: letters of SVG text are not hinted alike.
        width = pen.measureText(text).width * 1.015
        widths.set(key, width)
      }
      return width
    }
  }, [version])
}
