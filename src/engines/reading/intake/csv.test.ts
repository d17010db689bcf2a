import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KnownError } from '../../../base/errors.ts'
import { findDelimiter, openCsv } from './csv.ts'
import { cellName } from './sheet.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const cellsOf = (data: Uint8Array): Record<string, string> => {
  const { raw, origins } = openCsv(data)
  return Object.fromEntries(origins.map(({ cell, start, end }) => [cell!, raw.slice(start, end)]))
}

test('quotes, line breaks inside them, doubled quotes and ragged rows', () => {
  const text = '县区,产值,说明\r\n临武县,"1,234.5","含""规下""\r\n企业"\r\n桂阳县,88\r\n'
  expect(cellsOf(bytes(text))).toEqual({
    A1: '县区',
    B1: '产值',
    C1: '说明',
    A2: '临武县',
    B2: '1,234.5',
    C2: '含"规下"\n企业',
    A3: '桂阳县',
    B3: '88',
  })
})

test.each([
  ['甲,乙,丙\n1,2,3', ','],
  ['甲\t乙\n1\t2', '\t'],
  ['甲;乙;丙\n"1,5";2,5;3,5', ';'],
  ['甲|乙\n1|2', '|'],
  ['甲，乙\n1，2', '，'],
  ['没有分隔的一行字\n又一行', null],
])('the delimiter of %j is %j', (text, delimiter) => {
  expect(findDelimiter(text)).toBe(delimiter)
})

test('the encoding is found: GB18030, Big5, UTF-16 and a byte order mark', () => {
  // 县区,产值 / 临武县,30 in GB18030.
  const gb = new Uint8Array([
    0xcf, 0xd8, 0xc7, 0xf8, 0x2c, 0xb2, 0xfa, 0xd6, 0xb5, 0x0a, 0xc1, 0xd9, 0xce, 0xe4, 0xcf, 0xd8, 0x2c, 0x33, 0x30,
  ])
  expect(cellsOf(gb)).toEqual({ A1: '县区', B1: '产值', A2: '临武县', B2: '30' })
  expect(openCsv(gb).encoding).toBe('gb18030')
  expect(cellsOf(bytes('\ufeff县区,产值\n临武县,30'))).toEqual({ A1: '县区', B1: '产值', A2: '临武县', B2: '30' })
  const wide = new Uint8Array(Buffer.from('\ufeff县区\t产值\n临武县\t30', 'utf16le'))
  expect(cellsOf(wide)).toEqual({ A1: '县区', B1: '产值', A2: '临武县', B2: '30' })
})

test('any rows written as CSV and opened again give the same cells', () => {
  const field = fc
    .string({
      unit: fc.constantFrom('锂', '矿', ',', '"', '\n', '\r\n', ' ', '8', '.', '\t', ';', 'é', '😀'),
      maxLength: 6,
    })
    .filter((text) => text === '' || text.trim() !== '')
  fc.assert(
    fc.property(fc.array(fc.array(field, { minLength: 2, maxLength: 5 }), { minLength: 2, maxLength: 6 }), (rows) => {
      const expected: Record<string, string> = { A1: '第一行第一列', B1: '产值' }
      const all = [['第一行第一列', '产值'], ...rows]
      rows.forEach((row, r) => {
        row.forEach((text, c) => {
          if (text !== '') expected[cellName(r + 1, c)] = text.replace(/\r\n?/g, '\n')
        })
      })
      const written = all.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')).join('\r\n')
      expect(cellsOf(bytes(written))).toEqual(expected)
    }),
    { numRuns: 300 },
  )
})

test('a quote that never closes and a million delimiters come back', () => {
  expect(Object.keys(cellsOf(bytes(`甲乙丙丁,"${'锂'.repeat(200_000)}`))).length).toBe(2)
  expect(() => openCsv(bytes(`甲乙丙丁${','.repeat(1_000_000)}1`))).toThrow(KnownError)
  expect(Object.keys(cellsOf(bytes(`甲乙丙丁${','.repeat(10_000)}1`))).length).toBe(2)
})
