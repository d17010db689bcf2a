import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Browser } from 'playwright-core'

const fontHome = dirname(createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json'))

/** The app's Chinese font with its files inside the style sheet, as a page without an address needs it. */
const fontStyle = (): string =>
  readFileSync(join(fontHome, 'index.css'), 'utf8').replace(
    /url\(\.\/files\/([\w.-]+)\)/g,
    (_, file: string) =>
      `url(data:font/woff2;base64,${readFileSync(join(fontHome, 'files', file)).toString('base64')})`,
  )

/** What Chromium prints of an HTML body: real subset fonts of the app's Chinese font, with maps to Unicode. */
export const printedPdf = async (
  browser: Browser,
  body: string,
  { style = '', header = '<span></span>', footer = '<span></span>' } = {},
): Promise<Uint8Array> => {
  const page = await browser.newPage()
  try {
    await page.setContent(
      `<style>${fontStyle()} body { font: 12pt/1.7 'Noto Sans SC Variable' } p { margin: 0 0 4px; text-indent: 2em; text-align: justify } ${style}</style>${body}`,
    )
    await page.evaluate(() => document.fonts.ready.then(() => undefined))
    return await page.pdf({
      format: 'A4',
      displayHeaderFooter: true,
      headerTemplate: `<div style="font-size:9px;width:100%;text-align:center">${header}</div>`,
      footerTemplate: `<div style="font-size:9px;width:100%;text-align:center">${footer}</div>`,
      margin: { top: '25mm', bottom: '20mm', left: '25mm', right: '25mm' },
    })
  } finally {
    await page.close()
  }
}
