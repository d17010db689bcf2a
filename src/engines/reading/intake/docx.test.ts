import {
  AlignmentType,
  DeletedTextRun,
  Document,
  Footer,
  FootnoteReferenceRun,
  Header,
  HeadingLevel,
  InsertedTextRun,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalMergeType,
} from 'docx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { KnownError } from '../../../base/errors.ts'
import { readDocument } from '../read.ts'
import { inFormat } from './docx/numbering.ts'
import { openDocx } from './docx.ts'
import { openDocument } from './open.ts'

type Child = Paragraph | Table

const word = async (children: Child[], options: Partial<ConstructorParameters<typeof Document>[0]> = {}) =>
  new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }], ...options })))

/** A Word file with one of its parts rewritten. */
const rewritten = (bytes: Uint8Array, part: string, change: (xml: string) => string): Uint8Array => {
  const parts = unzipSync(bytes)
  return zipSync({ ...parts, [part]: strToU8(change(strFromU8(parts[part]!))) })
}

const text = (line: string) => new Paragraph({ children: [new TextRun(line)] })

const codeOf = async (run: () => unknown): Promise<string> => {
  try {
    await run()
  } catch (error) {
    if (error instanceof KnownError) return error.code
    throw error
  }
  return 'read'
}

const officialLists = {
  config: [
    {
      reference: 'officialLists',
      levels: [
        { level: 0, format: LevelFormat.CHINESE_COUNTING, text: '%1、', alignment: AlignmentType.LEFT },
        { level: 1, format: LevelFormat.CHINESE_COUNTING, text: '（%2）', alignment: AlignmentType.LEFT },
        { level: 2, format: LevelFormat.DECIMAL, text: '%3.', alignment: AlignmentType.LEFT },
        { level: 3, format: LevelFormat.DECIMAL, text: '%1.%4', alignment: AlignmentType.LEFT },
      ],
    },
  ],
}
const numbered = (line: string, level: number) =>
  new Paragraph({ children: [new TextRun(line)], numbering: { reference: 'officialLists', level } })

describe('the text of a Word file', () => {
  test('lists carry the numbers a person sees, deeper ones begin again', async () => {
    const bytes = await word(
      [
        numbered('总体要求', 0),
        numbered('指导思想', 1),
        numbered('基本原则', 1),
        numbered('主要任务', 0),
        numbered('强链', 1),
        numbered('扩大产能', 2),
        numbered('补链', 1),
        numbered('引进企业', 2),
        ...Array.from({ length: 9 }, (_, i) => numbered(`任务${i + 3}`, 0)),
        numbered('细目', 3),
      ],
      { numbering: officialLists },
    )
    const lines = openDocx(bytes).raw.split('\n')
    expect(lines.slice(0, 8)).toEqual([
      '一、总体要求',
      '（一）指导思想',
      '（二）基本原则',
      '二、主要任务',
      '（一）强链',
      '1. 扩大产能',
      '（二）补链',
      '1. 引进企业',
    ])
    expect(lines.slice(-3)).toEqual(['十、任务10', '十一、任务11', '十一.1 细目'])
  })

  test.each([
    [1, 'chineseCounting', '一'],
    [10, 'chineseCountingThousand', '十'],
    [15, 'japaneseCounting', '十五'],
    [20, 'chineseCountingThousand', '二十'],
    [105, 'chineseCountingThousand', '一百零五'],
    [110, 'chineseCountingThousand', '一百一十'],
    [3, 'ideographTraditional', '丙'],
    [21, 'chineseLegalSimplified', '贰拾壹'],
    [2, 'decimalEnclosedCircleChinese', '②'],
    [4, 'upperRoman', 'IV'],
    [28, 'lowerLetter', 'bb'],
    [3, 'decimalZero', '03'],
    [7, 'thaiLetters', '7'],
  ])('%d in %s is %s', (n, format, expected) => expect(inFormat(n, format)).toBe(expected))

  test('tables keep their cells, merges and header rows; deleted rows are gone', async () => {
    const cell = (line: string, options: object = {}) => new TableCell({ children: [text(line)], ...options })
    const bytes = await word([
      text('表1 分县产值（单位：亿元）'),
      new Table({
        rows: [
          new TableRow({
            tableHeader: true,
            children: [cell('县区', { verticalMerge: VerticalMergeType.RESTART }), cell('产值', { columnSpan: 2 })],
          }),
          new TableRow({
            tableHeader: true,
            children: [cell('', { verticalMerge: VerticalMergeType.CONTINUE }), cell('2023年'), cell('2024年')],
          }),
          new TableRow({ children: [cell('临武县'), cell('102.5'), cell('160.2')] }),
          new TableRow({ children: [cell('作废'), cell('1'), cell('2')] }),
          new TableRow({ children: [cell('宜章县'), cell('88.1'), cell('')] }),
        ],
      }),
      text('以上为快报数。'),
    ])
    const opened = openDocx(
      rewritten(bytes, 'word/document.xml', (xml) => {
        const at = xml.indexOf('<w:tr>', xml.indexOf('160.2'))
        return `${xml.slice(0, at)}<w:tr><w:trPr><w:del w:id="9" w:author="a" w:date="2025-01-01T00:00:00Z"/></w:trPr>${xml.slice(at + 6)}`
      }),
    )
    const { raw, grids } = opened
    expect(raw).toBe(
      '表1 分县产值（单位：亿元）\n县区\t产值\t\n\t2023年\t2024年\n临武县\t102.5\t160.2\n宜章县\t88.1\t\n以上为快报数。',
    )
    const grid = grids[0]!
    expect(grid).toMatchObject({ rows: 4, columns: 3, headerRows: 2 })
    expect(grid.caption.map((span) => raw.slice(span.start, span.end))).toEqual(['表1 分县产值（单位：亿元）'])
    for (const { start, end } of grid.cells) expect(raw.slice(start, end)).not.toMatch(/[\t\n]/)
    expect(grid.cells.find((c) => raw.slice(c.start, c.end) === '县区')).toMatchObject({ rowSpan: 2, columnSpan: 1 })
    expect(grid.cells.find((c) => raw.slice(c.start, c.end) === '产值')).toMatchObject({
      row: 0,
      column: 1,
      columnSpan: 2,
    })
    expect(grid.cells.find((c) => raw.slice(c.start, c.end) === '160.2')).toMatchObject({ row: 2, column: 2 })
  })

  test('deleted words are not read, inserted ones are; a deleted paragraph mark joins two paragraphs', async () => {
    const change = { author: '改', date: '2025-01-01T00:00:00Z' }
    const bytes = await word([
      new Paragraph({
        children: [
          new TextRun('2024年产值'),
          new DeletedTextRun({ text: '502亿元', id: 1, ...change }),
          new InsertedTextRun({ text: '788.97亿元', id: 2, ...change }),
          new TextRun('。'),
        ],
      }),
      text('全市共有企业'),
      text('199家。'),
    ])
    const joined = rewritten(bytes, 'word/document.xml', (xml) => {
      const at = xml.lastIndexOf('<w:p>', xml.indexOf('全市共有企业'))
      return `${xml.slice(0, at)}<w:p><w:pPr><w:rPr><w:del w:id="5" w:author="a" w:date="2025-01-01T00:00:00Z"/></w:rPr></w:pPr>${xml.slice(at + 5)}`
    })
    expect(openDocx(joined).raw).toBe('2024年产值788.97亿元。\n全市共有企业199家。')
  })

  test('notes follow the text, boxes their paragraph; headers, contents and hidden text are kept apart', async () => {
    const bytes = await word([], {
      sections: [
        {
          headers: { default: new Header({ children: [text('内部资料')] }) },
          footers: { default: new Footer({ children: [text('第1页')] }) },
          children: [
            new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun('锂电产业情况')] }),
            new Paragraph({ style: 'TOC1', children: [new TextRun('总体情况 1')] }),
            new Paragraph({
              children: [new TextRun('产值788.97亿元'), new FootnoteReferenceRun(1), new TextRun('，增长57.16%。')],
            }),
            new Paragraph({ children: [new TextRun('公开部分'), new TextRun({ text: '秘密', vanish: true })] }),
            text('框前'),
          ],
        },
      ],
      footnotes: { 1: { children: [text('统计口径为规模以上工业。')] } },
      styles: { paragraphStyles: [{ id: 'TOC1', name: 'toc 1' }] },
    })
    const boxed = rewritten(bytes, 'word/document.xml', (xml) =>
      xml.replace(
        '框前</w:t></w:r>',
        '框前</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice Requires="wps"><w:drawing><wps:txbx xmlns:wps="w"><w:txbxContent><w:p><w:r><w:t>框内12万吨</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>框内12万吨</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>',
      ),
    )
    const opened = openDocx(boxed)
    expect(opened.raw.split('\n')).toEqual([
      '锂电产业情况',
      '总体情况 1',
      '产值788.97亿元，增长57.16%。',
      '公开部分',
      '框前',
      '框内12万吨',
      '统计口径为规模以上工业。',
      '内部资料',
      '第1页',
    ])
    expect(opened.title).toBe('锂电产业情况')
    expect(opened.outside.map(({ start, end, rule }) => [opened.raw.slice(start, end), rule])).toEqual([
      ['总体情况 1', 'contents'],
      ['内部资料', 'page-furniture'],
      ['第1页', 'page-furniture'],
    ])
    expect(opened.notices).toMatchObject([{ zh: expect.stringContaining('2个字') }])
  })

  test('claims quote the text and a Word file under a false name is still one', async () => {
    const bytes = await word([text('2024年，郴州市锂电新能源产业产值788.97亿元😀，同比增长57.16%。')])
    const reading = await readDocument(bytes, { name: '情况.txt' })
    expect(reading.document.format).toBe('docx')
    expect(reading.claims.map((claim) => claim.quote)).toContain('788.97亿元')
    expect(reading.claims.length).toBeGreaterThan(1)
    for (const claim of reading.claims) expect(reading.raw.slice(claim.start, claim.end)).toBe(claim.quote)
  })
})

describe('a Word file that cannot be read', () => {
  test('is refused with the reason: empty, cut off, without its text, locked, bursting, malformed', async () => {
    const bytes = await word([text('产值788.97亿元，同比增长57.16%。')])
    expect(await codeOf(async () => openDocument(await word([text('')])))).toBe('reading.too-short')
    expect(await codeOf(() => openDocument(bytes.subarray(0, bytes.length - 40)))).toMatch(/^reading\.zip/)
    const { 'word/document.xml': main, ...rest } = unzipSync(bytes)
    expect(main!.length).toBeGreaterThan(100)
    expect(await codeOf(() => openDocx(zipSync(rest)))).toBe('reading.docx-damaged')
    const bomb = zipSync({ ...rest, 'word/document.xml': new Uint8Array(64 * 1024 * 1024).fill(0x20) })
    expect(bomb.length).toBeLessThan(200_000)
    expect(await codeOf(() => openDocument(bomb))).toBe('reading.zip-too-large')
    const deep = `<w:document>${'<w:tbl><w:tr><w:tc>'.repeat(50_000)}`
    expect(await codeOf(() => openDocument(zipSync({ ...rest, 'word/document.xml': strToU8(deep) })))).toBe(
      'reading.xml-refused',
    )
    const laughs = '<!DOCTYPE a [<!ENTITY b "bbbb">]><w:document><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>'
    expect(await codeOf(() => openDocument(zipSync({ ...rest, 'word/document.xml': strToU8(laughs) })))).toBe(
      'reading.xml-refused',
    )
  })

  test('twice the text takes no more than about twice the time', async () => {
    const bytes = await word([text('占位')])
    const parts = unzipSync(bytes)
    const of = (paragraphs: number): Uint8Array =>
      zipSync({
        ...parts,
        'word/document.xml': strToU8(
          `<w:document><w:body>${Array.from({ length: paragraphs }, (_, i) => `<w:p><w:r><w:t>2024年第${i}家企业产值${i}.5亿元，同比增长12%。</w:t></w:r></w:p>`).join('')}</w:body></w:document>`,
        ),
      })
    // Time of the processor: other tests run beside this one.
    const milliseconds = (n: number): number => {
      const file = of(n)
      const took = Array.from({ length: 3 }, () => {
        const began = process.cpuUsage()
        openDocx(file)
        return process.cpuUsage(began).user / 1000
      })
      return Math.min(...took)
    }
    milliseconds(2000)
    expect(milliseconds(40_000)).toBeLessThan(10 * Math.max(50, milliseconds(10_000)))
  })
})
