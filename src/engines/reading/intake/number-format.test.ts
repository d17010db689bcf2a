import { expect, test } from 'vitest'
import { builtInFormat, general, parseFormat, showText, showValue } from './number-format.ts'

const show = (code: string, value: number) => showValue(parseFormat(code), value)

test.each([
  ['General', 788.97, '788.97', 788.97],
  ['G/通用格式', 12, '12', 12],
  ['General', 0.1 + 0.2, '0.3', 0.1 + 0.2],
  ['General', 1 / 3, '0.333333333', 1 / 3],
  ['General', 123456789012, '1.23457E+11', 123456789012],
  ['0', 788.97, '789', 788.97],
  ['0', 2.5, '3', 2.5],
  ['0.00', 1.005, '1.01', 1.005],
  ['0.00', -0.001, '0.00', -0.001],
  ['0.00%', 0.205, '20.50%', 20.5],
  ['0%', 0.2049, '20%', 20.49],
  ['#,##0.00', 1234567.891, '1,234,567.89', 1234567.891],
  ['#,##0', 999, '999', 999],
  ['#,##0,', 1234567, '1,235', 1234.567],
  ['0!.0,', 12345, '1.2', 1.2345],
  ['0\\.0,"万"', 123456, '12.3万', 12.3456],
  ['0.00"亿元"', 12.5, '12.50亿元', 12.5],
  ['0.0_);(0.0)', -3.5, '(3.5)', -3.5],
  ['#,##0.00;[红色]-#,##0.00', -1234.5, '-1,234.50', -1234.5],
  ['[>=10000]0!.0,"万";0', 25000, '2.5万', 2.5],
  ['[>=10000]0!.0,"万";0', 250, '250', 250],
  ['#.##', 0.5, '.5', 0.5],
  ['0.0#', 2.5, '2.5', 2.5],
  ['0.00E+00', 12345, '1.23E+04', 12345],
  ['[$¥-804]#,##0.00', 12.3, '¥12.30', 12.3],
  ['0;-0;"—"', 0, '—', 0],
  ['@', 2024, '2024', 2024],
])('%s shows %d as %s', (code, value, text, exact) => {
  const shown = show(code, value)
  expect(shown.text).toBe(text)
  expect(shown.value).toBeCloseTo(exact, 12)
})

test.each([
  ['yyyy-mm-dd', 45461, '2024-06-18', '2024-06-18'],
  ['yyyy"年"m"月"d"日"', 45461, '2024年6月18日', '2024-06-18'],
  ['yyyy"年"m"月"', 45444, '2024年6月', '2024-06-01'],
  ['m"月"d"日"', 45461, '6月18日', '2024-06-18'],
  ['[$-804]yyyy"年"m"月"d"日";@', 45461, '2024年6月18日', '2024-06-18'],
  ['yyyy/m/d h:mm', 45461.75, '2024/6/18 18:00', '2024-06-18'],
  ['h:mm:ss', 0.5, '12:00:00', undefined],
  ['[h]:mm', 1.5, '36:00', undefined],
  ['yyyy-mm-dd', 59, '1900-02-28', '1900-02-28'],
  ['yyyy-mm-dd', 61, '1900-03-01', '1900-03-01'],
  ['aaaa', 45461, '星期二', undefined],
])('%s shows day %d as %s', (code, serial, text, day) => {
  const shown = show(code, serial)
  expect(shown).toEqual({ text, ...(day ? { day } : {}) })
})

test('days of 1904 files begin four years later', () => {
  expect(showValue(parseFormat(builtInFormat(14)), 43999, true)).toEqual({ text: '2024-06-18', day: '2024-06-18' })
})

test('a format that hides its numbers shows nothing', () => {
  expect(show(';;;', 5).text).toBe('')
  expect(showText(parseFormat('0;0;0;"约"@'), '百家')).toBe('约百家')
  expect(general(-788.97)).toBe('-788.97')
})
