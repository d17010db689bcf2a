import { describe, expect, it } from 'vitest'
import { csv, csvField, tsv } from './csv.ts'

describe('csv', () => {
  it('defuses cells a spreadsheet would run, and leaves numbers numbers', () => {
    for (const evil of ['=1+1', '+1+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', '＋1', '＠A1'])
      expect(csvField(evil)).toBe(`"'${evil}"`)
    expect(csvField('-788.97')).toBe('-788.97')
    expect(csvField('=HYPERLINK("http://x")')).toBe('"\'=HYPERLINK(""http://x"")"')
  })

  it('quotes separators and line breaks, ends lines with CRLF and starts with a byte order mark', () => {
    expect(
      csv([
        ['a,b', 'c"d'],
        ['x\ny', '郴州'],
      ]),
    ).toBe('\ufeff"a,b","c""d"\r\n"x\ny",郴州\r\n')
  })

  it('keeps a pasted cell one cell', () => {
    expect(
      tsv([
        ['a\tb', '=1'],
        ['-5', 'x\r\ny'],
      ]),
    ).toBe("a b\t'=1\n-5\tx y")
  })
})
