import { Document, Packer, Paragraph, TextRun } from 'docx'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encoderOf } from '../../../../test/support/encodings.ts'
import { cleanPage } from '../../../../test/support/generated-pages.ts'
import { pdfFile } from '../../../../test/support/pdf-file.ts'
import { workbook } from '../../../../test/support/workbook.ts'
import { originOf } from '../origins.ts'
import { readDocument } from '../read.ts'

const gb = encoderOf('gb18030')
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const columnWidth = 36
const widthOf = (text: string): number => [...text].reduce((sum, char) => sum + (char < '\u0100' ? 0.5 : 1), 0)

/** Lines as a typesetter fills them: whole numbers and words, no closing sign at the beginning, the first indented by two characters. */
const linesOf = (text: string): { indent: number; text: string }[] => {
  const lines = [{ indent: 24, text: '' }]
  for (const [word] of text.matchAll(/[!-~]+[，。、；：！？）》”％]*|.[，。、；：！？）》”]*/gu)) {
    const line = lines.at(-1)!
    if (widthOf(line.text) + widthOf(word) + line.indent / 12 > columnWidth) lines.push({ indent: 0, text: word })
    else line.text += word
  }
  return lines
}

/** Prose on pages of a PDF; its font's two-byte code has no character beyond the basic plane, so emoji are left out. */
const set = (paragraphs: readonly string[]): Uint8Array => {
  const lines = paragraphs.map((text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, '')).flatMap(linesOf)
  const pages = Array.from({ length: Math.ceil(lines.length / 32) }, (_, i) => lines.slice(i * 32, i * 32 + 32))
  return pdfFile(
    pages.map((page) => ({
      texts: page.map(({ indent, text }, i) => ({ x: 72 + indent, y: 770 - i * 22, text })),
    })),
  )
}

const word = async (paragraphs: readonly string[]): Promise<Uint8Array> =>
  new Uint8Array(
    await Packer.toBuffer(
      new Document({
        sections: [{ children: paragraphs.map((text) => new Paragraph({ children: [new TextRun(text)] })) }],
      }),
    ),
  )

/** The same sentences in every form a document comes in, with the signs that shift offsets. */
const forms: Record<string, (paragraphs: readonly string[]) => Uint8Array | Promise<Uint8Array>> = {
  'emoji and CRLF': (p) => utf8(p.map((text) => `😀🇨🇳${text}👩‍👩‍👧`).join('\r\n')),
  'UTF-8 with a mark': (p) => new Uint8Array([0xef, 0xbb, 0xbf, ...utf8(p.join('\n'))]),
  GB18030: (p) => gb(p.join('\r\n')),
  HTML: (p) => utf8(`<html><body>${p.map((text) => `<p>${text}&nbsp;😀</p>`).join('')}</body></html>`),
  PDF: set,
  Word: word,
  Excel: (p) => workbook({ name: '产值', rows: p.map((text, i) => [i + 1, text]) }),
}

test.each(Object.entries(forms))(
  '%s: every quote is what stands at its place, none splits a character',
  async (form, make) => {
    let quotes = 0
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 5000 }), async (seed) => {
        const reading = await readDocument(await make(cleanPage(seed)), { name: form === 'Excel' ? 'a.xlsx' : 'a' })
        expect(reading.raw.isWellFormed()).toBe(true)
        for (const claim of reading.claims) {
          expect(reading.raw.slice(claim.start, claim.end)).toBe(claim.quote)
          expect(claim.quote.isWellFormed()).toBe(true)
          if (form === 'PDF') expect(originOf(reading.origins, claim)?.page).toBeGreaterThan(0)
          if (form === 'Excel')
            expect(originOf(reading.origins, claim)).toMatchObject({
              sheet: '产值',
              cell: expect.stringMatching(/^[A-Z]+\d+$/),
            })
          quotes++
        }
        for (let i = 0; i < reading.origins.length; i++) {
          const { start, end } = reading.origins[i]!
          expect(end).toBeGreaterThanOrEqual(start)
          expect(start).toBeGreaterThanOrEqual(reading.origins[i - 1]?.end ?? 0)
          expect(end).toBeLessThanOrEqual(reading.raw.length)
        }
      }),
      { numRuns: 30, seed: 7 },
    )
    expect(quotes).toBeGreaterThan(100)
  },
)

test('a page set as PDF or Word gives every quantity it gives as text', async () => {
  const lost: string[] = []
  let all = 0
  const told = async (bytes: Uint8Array): Promise<Set<string>> =>
    new Set(
      (await readDocument(bytes)).claims
        .filter((claim) => claim.kind === 'quantity')
        .map((claim) => `${claim.quote}|${claim.value}|${claim.unit}`),
    )
  for (let seed = 0; seed < 40; seed++) {
    const page = cleanPage(seed)
    const asText = await told(utf8(page.join('\n')))
    all += asText.size
    for (const [form, bytes] of [
      ['PDF', set(page)],
      ['Word', await word(page)],
    ] as const) {
      const own = await told(bytes)
      for (const quantity of asText) if (!own.has(quantity)) lost.push(`${form} of page ${seed}: ${quantity}`)
    }
  }
  expect(all).toBeGreaterThan(200)
  expect(lost).toEqual([])
})
