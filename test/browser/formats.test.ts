import { Document, Packer, Paragraph, TextRun } from 'docx'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openPdf } from '../../src/engines/reading/intake/pdf.ts'
import { originOf } from '../../src/engines/reading/origins.ts'
import { deskForFile, done } from '../support/browser.ts'
import { pdfFile } from '../support/pdf-file.ts'
import { printedPdf } from '../support/printed-pdf.ts'

const prose = (i: number): string =>
  `据统计，2024年全市第${i}批锂电新能源项目完成投资${i}8.6亿元，同比增长${i}7.3%，其中磷酸铁锂正极材料产能达到${i}5.5万吨，储能电池产能达到${i}2GWh，新签约企业${i}1家，产业链上下游企业加快集聚，本地配套率进一步提高。`

const file = deskForFile()

/** Sends files as a person who chooses them, and opens the one named once it is read. */
const choose = async (page: Page, name: string, mimeType: string, buffer: Uint8Array): Promise<void> => {
  await page.locator('input[type=file][accept]').setInputFiles({ name, mimeType, buffer: Buffer.from(buffer) })
  const entry = page.locator('.entry', { hasText: name })
  await entry.getByText('已读', { exact: true }).waitFor()
  await entry.getByRole('link', { name: '打开' }).click()
  await page.locator('.text-view .claim').first().waitFor()
}

const printed = async (): Promise<Uint8Array> =>
  printedPdf(
    file.browser,
    `<h1>郴州市锂电新能源产业运行情况</h1>
     <h2>一、总体情况</h2>${Array.from({ length: 9 }, (_, i) => `<p>${prose(i + 1)}</p>`).join('')}
     <p>表1　分县产值（单位：亿元）</p>
     <table><tr><th>县区</th><th>2023年产值</th><th>2024年产值</th></tr>
       <tr><td>临武县</td><td>102.5</td><td>160.2</td></tr>
       <tr><td>宜章县</td><td>88.1</td><td>121.7</td></tr>
       <tr><td>桂阳县</td><td>54.0</td><td>70.9</td></tr></table>
     <div class="two"><p>${prose(21)}</p><p>${prose(22)}</p><p>${prose(23)}</p></div>`,
    {
      style:
        'h1 { text-align: center } table { width: 100%; border-collapse: collapse } td, th { border: 1px solid; text-align: center } .two { columns: 2 }',
      footer: '<span class="pageNumber"></span> / <span class="totalPages"></span>',
    },
  )

describe('a PDF printed by a browser', () => {
  it('is read as it was written: paragraphs over pages, table, columns, page numbers outside', async () => {
    const opened = await openPdf(await printed())
    const lines = opened.raw.split('\n')
    expect(opened.title).toBe('郴州市锂电新能源产业运行情况')
    for (const i of [1, 2, 3, 4, 5, 6, 7, 8, 9, 21, 22, 23]) expect(lines).toContain(prose(i))
    expect(lines).toContain('临武县\t102.5\t160.2')
    expect(opened.grids).toMatchObject([{ rows: 4, columns: 3 }])
    const outside = opened.outside.map(({ start, end }) => opened.raw.slice(start, end).replace(/\s/g, ''))
    expect(outside).toContain('1/2')
    expect(outside).toContain('2/2')
    const at = (text: string) => {
      const start = opened.raw.indexOf(text)
      return originOf(opened.origins, { start, end: start + text.length })
    }
    expect(at(prose(1))).toEqual({ page: 1 })
    expect(at('102.5')).toEqual({ page: 2 })
  }, 60_000)
})

describe('documents of other formats', () => {
  it('a PDF comes in from the file to the evidence, which names its page', async () => {
    const { page, faults } = await file.open('/sources')
    await choose(page, '运行情况.pdf', 'application/pdf', await printed())
    const claim = page.locator('.text-view .kind-quantity', { hasText: '98.6亿元' }).first()
    await claim.click()
    const id = new URL(page.url()).searchParams.get('claim')
    expect(id).toBeTruthy()
    await page.goto(`${file.desk.address}/facts?claim=${id}&evidence=${encodeURIComponent(`claim:${id}`)}`)
    await page.locator('.evidence .quoted-origin', { hasText: /^第\d—?\d?页$/ }).waitFor()
    expect(faults).toEqual([])
    await done(page)
  }, 90_000)

  it('a Word file is read; a scan stays listed with what to do; a page without text is named', async () => {
    const { page, faults } = await file.open('/sources')
    const word = await Packer.toBuffer(
      new Document({ sections: [{ children: [new Paragraph({ children: [new TextRun(prose(3))] })] }] }),
    )
    await choose(page, '通报.docx', '', new Uint8Array(word))
    await page.locator('.text-view .kind-quantity', { hasText: '38.6亿元' }).first().waitFor()
    await page.goto(`${file.desk.address}/sources`)
    const scan = pdfFile([{ scanned: true }, { scanned: true }])
    await page
      .locator('input[type=file][accept]')
      .setInputFiles({ name: '扫描.pdf', mimeType: 'application/pdf', buffer: Buffer.from(scan) })
    await page.locator('.entry', { hasText: '扫描.pdf' }).getByText('扫描件').waitFor()
    const half = pdfFile([
      { texts: [{ x: 72, y: 700, text: '2024年，宜章县锂电产业产值121.7亿元。' }] },
      { scanned: true },
    ])
    await choose(page, '半份.pdf', 'application/pdf', half)
    await page.locator('.source-notice', { hasText: '第2页' }).waitFor()
    expect(faults).toEqual([])
    await done(page)
  }, 90_000)
})
