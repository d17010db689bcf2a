import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { cellReference, type WrittenCell, workbook, workbookParts } from '../../../../test/support/workbook.ts'
import { KnownError } from '../../../base/errors.ts'
import type { Opened } from '../opened.ts'
import { openDocument } from './open.ts'
import { openWorkbook } from './xlsx.ts'
import { openZip, zipLimits } from './zip.ts'

/** Text of every cell by its place, as the way back tells it. */
const cellTexts = ({ raw, origins }: Opened, sheet: string): Record<string, string> =>
  Object.fromEntries(
    origins.filter((one) => one.sheet === sheet && one.cell).map((one) => [one.cell!, raw.slice(one.start, one.end)]),
  )

const codeOf = (open: () => unknown): string => {
  try {
    open()
  } catch (error) {
    if (error instanceof KnownError) {
      expect(error.words.zh).not.toBe('')
      expect(error.words.en).not.toBe('')
      return error.code
    }
    throw error
  }
  return 'opened'
}

describe('a workbook', () => {
  test('gives each cell as it is shown, and its exact value', () => {
    const opened = openWorkbook(
      workbook({
        name: '产值',
        rows: [
          ['指标', { value: '富文本单元格', kind: 'rich' }, { value: '内联', kind: 'inline' }],
          ['产值', { value: 788.97, format: '0' }, { value: 0.205, format: '0.00%' }],
          [{ value: '公式文字', kind: 'string-result', formula: 'A1&B1' }, { value: 5, formula: 'SUM(B2:B4)' }, null],
          [{ value: '#REF!', kind: 'error' }, { value: 1, kind: 'boolean' }, { formula: 'NOW()' }],
        ],
      }),
    )
    expect(cellTexts(opened, '产值')).toEqual({
      A1: '指标',
      B1: '富文本单元格',
      C1: '内联',
      A2: '产值',
      B2: '789',
      C2: '20.50%',
      A3: '公式文字',
      B3: '5',
      A4: '#REF!',
      B4: 'TRUE',
    })
    expect(opened.raw).toBe('产值\n指标\t富文本单元格\t内联\n产值\t789\t20.50%\n公式文字\t5\n#REF!\tTRUE\n')
    const [grid] = opened.grids
    expect(grid!.cells.map(({ value }) => value).filter((value) => value !== undefined)).toEqual([788.97, 20.5, 5])
    expect(grid!.cells.filter((cell) => cell.isError).length).toBe(1)
    const said = opened.notices!.map(({ zh }) => zh).join('\n')
    expect(said).toContain('产值!A4 #REF!')
    expect(said).toContain('1 个公式没有保存计算结果')
  })

  test('reads hidden rows, columns and sheets and says so', () => {
    const opened = openWorkbook(
      workbook(
        {
          name: '一',
          rows: [
            ['县区', '产值', '备查'],
            ['甲县', 1, 2],
            ['乙县', 3, 4],
          ],
          hiddenRows: [2],
          hiddenColumns: [2],
        },
        {
          name: '底稿',
          hidden: true,
          rows: [
            ['县区', '产值'],
            ['甲县', 9],
          ],
        },
      ),
    )
    expect(
      opened.grids[0]!.cells.filter((cell) => cell.hidden).map((cell) => opened.raw.slice(cell.start, cell.end)),
    ).toEqual(['备查', '2', '乙县', '3', '4'])
    expect(opened.grids[1]!.cells.every((cell) => cell.hidden)).toBe(true)
    expect(opened.notices!.some(({ zh }) => zh.includes('底稿'))).toBe(true)
  })

  test('keeps merged cells as one cell with spans and drops what they cover', () => {
    const opened = openWorkbook(
      workbook({
        name: 'S',
        rows: [
          ['县区', '产值', '被盖住'],
          [null, '总量', '同比'],
          ['甲', 1, 2],
        ],
        merges: ['A1:A2', 'B1:C1'],
      }),
    )
    const [grid] = opened.grids
    expect(
      grid!.cells.map(({ row, column, rowSpan, columnSpan }) => [row, column, rowSpan, columnSpan]).slice(0, 2),
    ).toEqual([
      [0, 0, 2, 1],
      [0, 1, 1, 2],
    ])
    expect(opened.raw).not.toContain('被盖住')
  })

  test('parts the tables of one sheet, with their captions and notes', () => {
    const opened = openWorkbook(
      workbook({
        name: 'Sheet1',
        rows: [
          ['表一 产值'],
          ['单位：亿元'],
          ['县区', '2023', '2024', null, '产品', '产量', '销量'],
          ['甲', 1, 2, null, '锂', 3, 4],
          ['乙', 1, 2, null, '钠', 3, 4],
          ['注：含规下。'],
          [],
          ['表二'],
          ['园区', '面积'],
          ['东园', 5],
        ],
      }),
    )
    const { raw, grids } = opened
    const at = (spans: readonly { start: number; end: number }[]) =>
      spans.map(({ start, end }) => raw.slice(start, end))
    expect(grids.map((grid) => [grid.rows, grid.columns])).toEqual([
      [3, 3],
      [3, 3],
      [2, 2],
    ])
    expect(at(grids[0]!.caption)).toEqual(['表一 产值', '单位：亿元'])
    expect(at(grids[2]!.caption)).toEqual(['表二'])
  })

  test('goes on with a table after an empty row when figures follow', () => {
    const { grids } = openWorkbook(
      workbook({
        name: 'Sheet1',
        rows: [['县区', '2023年', '2024年'], ['甲', 1, 2], [], ['乙', 3, 4], ['丙', 5, 6]],
      }),
    )
    expect(grids.length).toBe(1)
    expect(grids[0]!.rows).toBe(5)
  })

  const anyText = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .filter(
      (text) => text.trim() !== '' && !/[\ud800-\udfff]/.test(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, '')),
    )
    .map((text) => text.replace(/\r\n?/g, '\n'))
  const anyNumber = fc.oneof(
    fc.integer({ min: -1_000_000, max: 1_000_000 }),
    fc.integer({ min: -99_999_999, max: 99_999_999 }).map((n) => n / 100),
  )
  const anyCell: fc.Arbitrary<WrittenCell> = fc.oneof(
    { weight: 2, arbitrary: fc.constant(null) },
    { weight: 4, arbitrary: anyText },
    { weight: 1, arbitrary: anyText.map((value) => ({ value, kind: 'inline' as const })) },
    { weight: 1, arbitrary: anyText.map((value) => ({ value, kind: 'rich' as const })) },
    { weight: 4, arbitrary: anyNumber },
  )

  test('any grid written and opened again gives the same texts and values, in order and apart', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(anyCell, { maxLength: 6 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom('产值', 'Sheet1', 'a & <b> 表', '12'),
        (rows, name) => {
          const expected: Record<string, string> = {}
          rows.forEach((row, r) => {
            row.forEach((cell, c) => {
              const value = typeof cell === 'object' && cell !== null ? cell.value : cell
              if (value !== null && value !== undefined) expected[cellReference(r, c)] = String(value)
            })
          })
          fc.pre(Object.values(expected).some((text) => text.trim() !== ''))
          const opened = openWorkbook(workbook({ name, rows }))
          expect(cellTexts(opened, name)).toEqual(expected)
          let last = 0
          for (const { start, end } of opened.origins) {
            expect(start).toBeGreaterThanOrEqual(last)
            expect(end).toBeGreaterThan(start)
            last = end
          }
          for (const grid of opened.grids)
            for (const cell of grid.cells) {
              expect(cell.start).toBeGreaterThanOrEqual(grid.start)
              expect(cell.end).toBeLessThanOrEqual(grid.end)
              if (cell.value !== undefined) expect(String(cell.value)).toBe(opened.raw.slice(cell.start, cell.end))
            }
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('files that are refused', () => {
  const parts = () => workbookParts([{ name: 'S', rows: [['甲', 1]] }])
  const withPart = (name: string, text: string): Uint8Array => zipSync({ ...parts(), [name]: strToU8(text) })

  test('an old workbook, a locked one, a binary one: each says what it is', () => {
    const compound = (...names: string[]): Uint8Array => {
      const bytes = new Uint8Array(4096)
      bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
      names.forEach((name, i) => {
        bytes.set(Buffer.from(name, 'utf16le'), 1024 + i * 128)
      })
      return bytes
    }
    expect(codeOf(() => openWorkbook(compound('Root Entry', 'Workbook')))).toBe('reading.workbook-old')
    expect(codeOf(() => openWorkbook(compound('EncryptionInfo', 'EncryptedPackage')))).toBe('reading.office-locked')
    expect(codeOf(() => openWorkbook(zipSync({ 'xl/workbook.bin': new Uint8Array(9) })))).toBe(
      'reading.workbook-binary',
    )
  })

  test('a document type definition is never read: no entity grows, nothing is fetched', () => {
    const laughs = `<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>`
    const outside = `<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet><sheetData/></worksheet>`
    expect(codeOf(() => openWorkbook(withPart('xl/worksheets/sheet1.xml', laughs)))).toBe('reading.xml-refused')
    expect(codeOf(() => openWorkbook(withPart('xl/worksheets/sheet1.xml', outside)))).toBe('reading.xml-refused')
    expect(codeOf(() => openWorkbook(withPart('xl/sharedStrings.xml', outside)))).toBe('reading.xml-refused')
  })

  test('broken and bottomless markup', () => {
    expect(codeOf(() => openWorkbook(withPart('xl/worksheets/sheet1.xml', '<worksheet><sheetData>')))).toBe(
      'reading.xml-refused',
    )
    expect(codeOf(() => openWorkbook(withPart('xl/worksheets/sheet1.xml', '<a>'.repeat(100_000))))).toBe(
      'reading.xml-refused',
    )
  })

  test('a bomb is met at its limit, whatever the directory says of its size', () => {
    const zeros = zipSync({ ...parts(), 'xl/worksheets/sheet1.xml': new Uint8Array(64 * 2 ** 20) }, { level: 9 })
    expect(zeros.length).toBeLessThan(2 ** 20)
    expect(codeOf(() => openWorkbook(zeros))).toBe('reading.zip-too-large')
    // The same, with a directory that claims nine bytes.
    const lying = zeros.slice()
    const view = new DataView(lying.buffer)
    for (let at = 0; at + 46 < lying.length; at++)
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) === 64 * 2 ** 20)
        view.setUint32(at + 24, 9, true)
    expect(codeOf(() => openWorkbook(lying))).toBe('reading.zip-too-large')
  })

  test('entries that share their bytes, too many entries, a damaged directory', () => {
    const twice = zipSync(parts(), { level: 0 })
    const view = new DataView(twice.buffer)
    let first = -1
    for (let at = 0; at + 46 < twice.length; at++)
      if (view.getUint32(at, true) === 0x02014b50) {
        if (first < 0) first = view.getUint32(at + 42, true)
        else {
          view.setUint32(at + 42, first, true)
          break
        }
      }
    expect(codeOf(() => openZip(twice))).toBe('reading.zip-broken')
    const many = zipSync(Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`f${i}`, new Uint8Array(1)])))
    expect(codeOf(() => openZip(many, { ...zipLimits, entries: 20 }))).toBe('reading.zip-too-large')
    expect(codeOf(() => openZip(twice.subarray(0, twice.length - 30)))).toBe('reading.zip-broken')
  })

  test('shared strings that repeat into gigabytes', () => {
    const long = '锂'.repeat(32_000)
    const cells = Array.from({ length: 3000 }, (_, i) => `<row r="${i + 1}"><c r="A${i + 1}" t="s"><v>0</v></c></row>`)
    const bytes = zipSync({
      ...workbookParts([{ name: 'S', rows: [[long]] }]),
      'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${cells.join('')}</sheetData></worksheet>`),
    })
    expect(codeOf(() => openWorkbook(bytes))).toBe('reading.table-too-large')
  })

  test('places beyond a sheet, merged areas of millions of cells and rows out of order do no harm', () => {
    const xml = `<worksheet><sheetData><row r="3"><c r="B3"><v>2</v></c><c r="A3" t="inlineStr"><is><t>乙</t></is></c></row><row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="ZZZZ9"><v>1</v></c><c r="XFD1048577"><v>4</v></c></row><row r="99999999999"><c><v>5</v></c></row></sheetData><mergeCells>${'<mergeCell ref="A5:XFD1048576"/>'.repeat(2000)}<mergeCell ref="B2:A1"/><mergeCell ref="??"/></mergeCells></worksheet>`
    const { raw } = openWorkbook(withPart('xl/worksheets/sheet1.xml', xml))
    expect(raw.startsWith('S\n甲')).toBe(true)
    expect(raw.indexOf('甲')).toBeLessThan(raw.indexOf('乙'))
  })

  test('any bytes are opened or refused in words', async () => {
    const good = workbook({
      name: 'S',
      rows: [
        ['甲', 1],
        ['乙', 2],
      ],
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        async (changes) => {
          const bytes = good.slice()
          for (const [at, value] of changes) bytes[at] = value
          try {
            await openDocument(bytes, { name: 'a.xlsx' })
          } catch (error) {
            expect(error).toBeInstanceOf(KnownError)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})

test('a sheet of macros and links to other books is read without them, and it is said', () => {
  const bytes = zipSync({
    ...workbookParts([{ name: 'S', rows: [['甲', 1]] }]),
    'xl/vbaProject.bin': new Uint8Array(100),
    'xl/externalLinks/externalLink1.xml': strToU8('<externalLink/>'),
  })
  const said = openWorkbook(bytes).notices!.map(({ en }) => en)
  expect(said.some((one) => one.includes('macros'))).toBe(true)
  expect(said.some((one) => one.includes('other workbooks'))).toBe(true)
})

test('four times the rows take far less than sixteen times the time', () => {
  const rows = (n: number): Uint8Array =>
    workbook({
      name: '大表',
      rows: [
        ['县区', '企业名称', '产值（亿元）', '同比（%）'],
        ...Array.from({ length: n }, (_, i) => ['临武县', `湖南第${i}锂业有限公司`, i / 7, (i % 50) / 10]),
      ],
    })
  const time = (bytes: Uint8Array): number => {
    const began = performance.now()
    expect(openWorkbook(bytes).grids.length).toBe(1)
    return performance.now() - began
  }
  const small = rows(4000)
  const large = rows(16_000)
  time(small)
  const one = Math.max(20, Math.min(time(small), time(small)))
  expect(time(large)).toBeLessThan(one * 10)
})
