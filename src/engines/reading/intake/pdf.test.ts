import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encoderOf } from '../../../../test/support/encodings.ts'
import { type PdfPage, type PdfText, pdfFile } from '../../../../test/support/pdf-file.ts'
import { KnownError } from '../../../base/errors.ts'
import type { Opened } from '../opened.ts'
import { originOf } from '../origins.ts'
import { readDocument } from '../read.ts'
import { openPdf } from './pdf.ts'

const codeOf = async (run: () => Promise<unknown>): Promise<string> => {
  try {
    await run()
  } catch (error) {
    if (error instanceof KnownError) {
      expect(error.words.zh).toMatch(/[一-鿿]/)
      expect(error.words.en).toMatch(/^[ -~]+$/)
      return error.code
    }
    throw error
  }
  return 'read'
}

/** Lines of 12 points from the top, with their own indent. */
const lines = (
  texts: readonly (string | [number, string])[],
  { x = 72, top = 760, step = 20, size = 12 } = {},
): PdfText[] =>
  texts.map((line, i) => ({
    x: x + (typeof line === 'string' ? 0 : line[0]),
    y: top - i * step,
    size,
    text: typeof line === 'string' ? line : line[1],
  }))

/** Prose cut into lines of `length` characters, the first indented by two, as a Chinese paragraph is set. */
const paragraph = (text: string, length = 30): (string | [number, string])[] => {
  const out: (string | [number, string])[] = [[24, text.slice(0, length - 2)]]
  for (let at = length - 2; at < text.length; at += length) out.push(text.slice(at, at + length))
  return out
}

const linesOf = (opened: Opened): string[] => opened.raw.split('\n')
const outsideOf = (opened: Opened): string[] => opened.outside.map(({ start, end }) => opened.raw.slice(start, end))

const first =
  '二〇二四年全市锂电新能源产业实现产值七百八十八亿元同比增长百分之五十七规模以上企业达到一百九十九家比上年增加三十二家其中宜章县新能源产业园已投产企业二十三家。'
const second =
  '全市签约项目四十二个计划总投资一千三百亿元磷酸铁锂正极材料产能达到十五万吨储能电池产能达到十二吉瓦时产业链本地配套率继续提高下一步将继续强链补链延链。'

describe('text of a PDF', () => {
  test('in a Chinese font that is not embedded is read through its predefined CMap', async () => {
    const said = '郴州市2024年锂电新能源产业产值788.97亿元'
    const page: PdfPage = { texts: [{ x: 72, y: 700, text: said }] }
    expect((await openPdf(pdfFile([page]))).raw).toBe(said)
    const gbk = encoderOf('gb18030')
    expect((await openPdf(pdfFile([page], { cmap: 'GBK-EUC-H', gbk }))).raw).toBe(said)
  })

  test('is joined into paragraphs without spaces between Chinese, with them between words', async () => {
    const english =
      'The regional chain has been expanded with a new factory that makes cathode materials and the annual output is ex-pected to reach 12 GWh.'
    const opened = await openPdf(
      pdfFile([
        {
          texts: [
            ...lines([[120, '锂电新能源产业情况']], { top: 800, size: 18 }),
            ...lines([...paragraph(first), ...paragraph(second), '一、存在的问题']),
            ...lines(
              [
                'The regional chain has been expanded with a new factory that makes',
                'cathode materials and the annual output is ex-',
                'pected to reach 12 GWh.',
              ],
              { top: 500 },
            ),
          ],
        },
      ]),
    )
    expect(linesOf(opened)).toEqual([
      '锂电新能源产业情况',
      first,
      second,
      '一、存在的问题',
      english.replace('ex-pected', 'expected'),
    ])
    expect(opened.title).toBe('锂电新能源产业情况')
  })

  test('in two columns is read one column after the other, with what goes across before it', async () => {
    const opened = await openPdf(
      pdfFile([
        {
          texts: [
            ...lines([...paragraph(`跨栏导语${first}`, 37)], { top: 780 }),
            ...lines(paragraph(first, 18), { top: 660 }),
            ...lines(paragraph(second, 18), { x: 312, top: 660 }),
          ],
        },
      ]),
    )
    expect(linesOf(opened)).toEqual([`跨栏导语${first}`, first, second])
  })

  test('goes over the end of a page in one paragraph, each part with its page; headers and numbers stay outside', async () => {
    const page = (number: number, texts: (string | [number, string])[]): PdfPage => ({
      texts: [
        { x: 240, y: 815, size: 9, text: '郴州市工业和信息化局' },
        ...lines(texts),
        { x: 285, y: 30, size: 9, text: `— ${number} —` },
      ],
    })
    const whole = paragraph(first + second)
    const opened = await openPdf(
      pdfFile([page(1, whole.slice(0, 3)), page(2, whole.slice(3)), page(3, paragraph('另一段。'.repeat(20)))]),
    )
    expect(linesOf(opened).filter((line) => line.length > 20)).toEqual([first + second, '另一段。'.repeat(20)])
    expect(outsideOf(opened).sort()).toEqual(
      [...Array(3).fill('郴州市工业和信息化局'), '— 1 —', '— 2 —', '— 3 —'].sort(),
    )
    const start = opened.raw.indexOf(first)
    expect(originOf(opened.origins, { start, end: start + 80 })).toEqual({ page: 1 })
    expect(originOf(opened.origins, { start, end: start + first.length + second.length })).toEqual({
      page: 1,
      pageTo: 2,
    })
    const other = opened.raw.indexOf('另一段')
    expect(originOf(opened.origins, { start: other, end: other + 3 })).toEqual({ page: 3 })
    for (let i = 1; i < opened.origins.length; i++)
      expect(opened.origins[i]!.start).toBeGreaterThanOrEqual(opened.origins[i - 1]!.end)
  })

  test('that lines up in columns is a table with its cells and caption', async () => {
    const rows = [
      ['县区', '2023年', '2024年', '增速'],
      ['临武县', '102.5', '160.2', '56.3%'],
      ['宜章县', '88.1', '121.7', '38.1%'],
      ['桂阳县', '54.0', '', '31.3%'],
    ]
    const opened = await openPdf(
      pdfFile([
        {
          texts: [
            ...lines(paragraph(first)),
            { x: 200, y: 640, text: '表1分县产值（单位：亿元）' },
            ...rows.flatMap((row, i) =>
              row.flatMap((text, k) => (text === '' ? [] : [{ x: 72 + k * 110, y: 610 - i * 22, text }])),
            ),
            ...lines(paragraph(second), { top: 500 }),
          ],
        },
      ]),
    )
    expect(linesOf(opened)).toEqual([first, '表1分县产值（单位：亿元）', ...rows.map((row) => row.join('\t')), second])
    const grid = opened.grids[0]!
    expect(grid).toMatchObject({ rows: 4, columns: 4, headerRows: null })
    expect(grid.caption.map(({ start, end }) => opened.raw.slice(start, end))).toEqual(['表1分县产值（单位：亿元）'])
    const shown = grid.cells.map((cell) => [cell.row, cell.column, opened.raw.slice(cell.start, cell.end)])
    expect(shown).toContainEqual([2, 1, '88.1'])
    expect(shown).toContainEqual([3, 3, '31.3%'])
    expect(shown).toHaveLength(15)
  })

  test('set with wide letter spacing loses the spaces between its characters', async () => {
    const spaced: PdfText[] = [...'全市实现产值七百亿元'].map((text, i) => ({ x: 72 + i * 15, y: 700, text }))
    expect((await openPdf(pdfFile([{ texts: spaced }]))).raw).toBe('全市实现产值七百亿元')
  })

  test('drawn twice on one spot counts once, and characters in the guise of radicals are the characters', async () => {
    const text = '⽉产⻋⽤锂电12万⽀'
    const opened = await openPdf(
      pdfFile([
        {
          texts: [
            { x: 72, y: 700, text },
            { x: 72.3, y: 700, text },
          ],
        },
      ]),
    )
    expect(opened.raw).toBe('月产车用锂电12万支')
  })

  test('stands in the claims with its page, quote by quote', async () => {
    const reading = await readDocument(
      pdfFile([
        { texts: lines(['2024年，郴州市锂电新能源产业产值788.97亿元，同比增长57.16%。']) },
        { texts: lines(['到2027年，郴州市锂电新能源产业产值力争达到2500亿元。']) },
      ]),
      { name: '情况.txt' },
    )
    expect(reading.document).toMatchObject({ format: 'pdf', encoding: 'pdf', language: 'zh-Hans' })
    const pageOf = (quote: string) =>
      originOf(reading.origins, reading.claims.find((claim) => claim.quote.includes(quote))!)
    expect(pageOf('788.97亿元')).toEqual({ page: 1 })
    expect(pageOf('2500亿元')).toEqual({ page: 2 })
    for (const claim of reading.claims) expect(reading.raw.slice(claim.start, claim.end)).toBe(claim.quote)
  })

  test('the title a file states counts only where the text says it; the day it was made only where the text is of that time', async () => {
    const pages: PdfPage[] = [{ texts: lines(['锂电产业发展情况通报', '二〇二四年的情况如下：2024年产值788亿元。']) }]
    const info = (Title: string, CreationDate: string) => ({ info: { Title, CreationDate } })
    expect(await openPdf(pdfFile(pages, info('锂电产业发展情况通报', 'D:20250116080000')))).toMatchObject({
      title: '锂电产业发展情况通报',
      published: '2025-01-16',
    })
    const other = await openPdf(pdfFile(pages, info('幻灯片 1 模板', 'D:20190101080000')))
    expect([other.title, other.published]).toEqual([undefined, undefined])
  })
})

describe('a PDF without text', () => {
  const text: PdfPage = { texts: lines(paragraph(first)) }
  const scanned: PdfPage = { scanned: true }

  test('is said to be a scan, locked, damaged, empty, or without characters', async () => {
    expect(await codeOf(() => openPdf(pdfFile([scanned, scanned])))).toBe('reading.pdf-scanned')
    const numbered = Array.from({ length: 5 }, (_, i) => ({
      scanned: true,
      texts: [{ x: 290, y: 30, size: 9, text: `${i + 1}` }],
    }))
    expect(await codeOf(() => openPdf(pdfFile(numbered)))).toBe('reading.pdf-scanned')
    expect(await codeOf(() => openPdf(pdfFile([text], { locked: true })))).toBe('reading.locked')
    expect(await codeOf(() => openPdf(pdfFile([{ glyphs: 80 }])))).toBe('reading.pdf-no-characters')
    expect(await codeOf(() => openPdf(pdfFile([{}, {}])))).toBe('reading.too-short')
    expect(await codeOf(() => openPdf(new TextEncoder().encode('%PDF-1.7\nendobj')))).toBe('reading.pdf-damaged')
    expect(await codeOf(() => openPdf(pdfFile([])))).toMatch(/^reading\.(?:pdf-damaged|too-short)$/)
  })

  test('on some pages is read for the rest, and the pages are named; blank pages are no matter', async () => {
    const opened = await openPdf(pdfFile([text, scanned, scanned, {}, { glyphs: 60 }, text]))
    expect(opened.notices?.map((notice) => notice.zh)).toEqual([
      expect.stringMatching(/^第2—3页（共6页）是图片/),
      expect.stringMatching(/^第5页（共6页）的字体/),
    ])
    expect(opened.notices?.map((notice) => notice.en)).toEqual([
      expect.stringMatching(/^Pages 2–3 of 6: pictures/),
      expect.stringMatching(/^Page 5 of 6: the fonts/),
    ])
    const reading = await readDocument(pdfFile([text, scanned]))
    expect(reading.notices).toHaveLength(1)
  })
})

describe('a hostile PDF', () => {
  const whole = pdfFile([{ texts: lines(paragraph(first)) }, { texts: lines(paragraph(second)) }])

  test('without its table of objects or its end is read as far as it goes, and said', async () => {
    const text = new TextDecoder('latin1').decode(whole)
    const broken = Uint8Array.from(text.replace(/xref\n[\s\S]*?trailer/, 'xref\n0 0\ntrailer'), (c) => c.charCodeAt(0))
    expect((await openPdf(broken)).raw).toContain(first)
    expect(await codeOf(() => openPdf(whole.subarray(0, text.indexOf('xref\n0'))))).toBe('reading.pdf-damaged')
    const opened = await openPdf(whole.subarray(0, text.indexOf('startxref')))
    expect(opened.raw).toContain(second)
    expect(opened.notices?.[0]?.zh).toContain('末尾不完整')
  })

  test('of too many pages is refused before they are read', async () => {
    const many = pdfFile(Array.from({ length: 5000 }, () => ({})))
    const began = performance.now()
    expect(await codeOf(() => openPdf(many))).toBe('reading.pdf-too-large')
    expect(performance.now() - began).toBeLessThan(10_000)
  })

  test('cut anywhere or with bytes changed is read or refused, never anything else', async () => {
    const random = fc.record({
      at: fc.integer({ min: 0, max: whole.length - 1 }),
      bytes: fc.uint8Array({ maxLength: 12 }),
      cut: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(random, async ({ at, bytes, cut }) => {
        const changed = whole.slice(0, cut ? at : whole.length)
        if (!cut) changed.set(bytes.subarray(0, whole.length - at), at)
        await codeOf(() => openPdf(changed))
      }),
      { numRuns: 60 },
    )
  })

  test('of a hundred thousand pieces on one page, in one line, in one column or in a grid, is read in time', async () => {
    const many = 100_000
    const grids: PdfText[][] = [
      Array.from({ length: many }, (_, i) => ({ x: i * 3, y: 400, size: 1, text: '产' })),
      Array.from({ length: many }, (_, i) => ({ x: 72, y: i * 2, size: 1, text: '产值' })),
      Array.from({ length: many }, (_, i) => ({
        x: (i % 20_000) * 4,
        y: 100 + Math.floor(i / 20_000) * 2,
        size: 1,
        text: '产',
      })),
    ]
    for (const texts of grids) {
      const began = process.cpuUsage()
      const opened = await openPdf(pdfFile([{ texts, size: [400_000, 400_000] }]))
      expect(opened.raw.length).toBeGreaterThan(many)
      expect(process.cpuUsage(began).user / 1e6).toBeLessThan(20)
    }
  })

  test('with ten thousand lines takes time in proportion', async () => {
    const of = (count: number) =>
      pdfFile(
        Array.from({ length: count }, () => ({
          texts: Array.from({ length: 10 }, () => lines(paragraph(first))).flat(),
        })),
      )
    // Time of the processor: other tests run beside this one.
    const milliseconds = async (count: number): Promise<number> => {
      const file = of(count)
      let best = Number.POSITIVE_INFINITY
      for (let i = 0; i < 3; i++) {
        const began = process.cpuUsage()
        await openPdf(file)
        best = Math.min(best, process.cpuUsage(began).user / 1000)
      }
      return best
    }
    await milliseconds(5)
    expect(await milliseconds(80)).toBeLessThan(10 * Math.max(50, await milliseconds(20)))
  })
})
