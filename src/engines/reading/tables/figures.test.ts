import { describe, expect, test } from 'vitest'
import { isNothing, readFigure, valuesOf } from './figures.ts'
import { readLabel } from './labels.ts'
import { timeOf, wholeTime } from './periods.ts'
import { wholeUnit } from './units.ts'

test.each([
  ['1,234.5', 1234.5, null, 'eq', null],
  ['１２３．５', 123.5, null, 'eq', null],
  ['1 234 567', 1234567, null, 'eq', null],
  ['约120', 120, null, 'approx', null],
  ['超50亿元', 5e9, null, 'gt', 'CNY'],
  ['≥95%', 95, null, 'ge', '%'],
  ['300余', 300, null, 'gt', null],
  ['80以上', 80, null, 'ge', null],
  ['20—30', 20, 30, 'eq', null],
  ['5万～8万', 50000, 80000, 'eq', null],
  ['-12.3%', -12.3, null, 'eq', '%'],
  ['(350)', -350, null, 'eq', null],
  ['↓3.1%', -3.1, null, 'eq', '%'],
  ['+8', 8, null, 'eq', null],
  ['3万吨', 30000, null, 'eq', 't'],
  ['12.5*', 12.5, null, 'eq', null],
  ['300（一期）', 300, null, 'eq', null],
  ['7.5万元/吨', 75000, null, 'eq', 'CNY/t'],
  ['三十', 30, null, 'eq', null],
] as const)('%s is a figure', (text, value, valueTo, bound, unit) => {
  const figure = readFigure(text.normalize('NFKC') === text ? text : text.replace('．', '.'))!
  expect(figure).not.toBeNull()
  expect(valuesOf(figure, figure.unit)).toEqual({ value, valueTo })
  expect(figure.bound).toBe(bound)
  expect(figure.unit?.unit ?? null).toBe(unit)
})

test.each([
  '2024-06-18',
  '2024年6月',
  '2023-2025年',
  '0731-82210000',
  '13800001234',
  '91330500MA2B000001',
  '075000',
  '12:30',
  '第三',
  '万',
  '3号线',
  '1.2.3',
  '正在办理',
  '30-20',
])('%s is no figure', (text) => {
  const figure = readFigure(text)
  expect(figure === null ? null : valuesOf(figure, null)).toBeNull()
})

test.each(['', ' ', '-', '—', '——', '/', '…', '无', 'N/A', '--', '***'])('%j says that there is nothing', (text) => {
  expect(isNothing(text)).toBe(true)
})
test('zero is a figure and not nothing', () => {
  expect(isNothing('0')).toBe(false)
  expect(valuesOf(readFigure('0')!, null)).toEqual({ value: 0, valueTo: null })
})

test.each([
  ['亿元', 'CNY', 8],
  ['万吨', 't', 4],
  ['万千瓦时', 'Wh', 7],
  ['万元/吨', 'CNY/t', 4],
  ['人民币万元', 'CNY', 4],
  ['万美元', 'USD', 4],
  ['GWh', 'Wh', 9],
  ['吨/年', 't/a', 0],
  ['％', '%', 0],
  ['个百分点', 'pp', 0],
  ['台（套）', '{台}', 0],
  ['万吨LCE', 't', 4],
  ['万平方米', 'm2', 4],
])('%s is a unit', (text, unit, power) => {
  expect(wholeUnit(text)).toMatchObject({ unit, power })
})
test.each(['2024年', '现价', '项目', '规上', '万', ''])('%j is no unit', (text) => {
  expect(wholeUnit(text)).toBeNull()
})

const anchor = { day: '2025-03-01', year: 2025, yearInferred: false }
const outer = wholeTime('2024年11月')!

test.each([
  ['2021', '2021-01-01', '2021-12-31'],
  ['2024.06', '2024-06-01', '2024-06-30'],
  ['2024-06-18', '2024-06-18', '2024-06-18'],
  ['2024Q3', '2024-07-01', '2024-09-30'],
  ['2024年1-11月', '2024-01-01', '2024-11-30'],
  ['202403', '2024-03-01', '2024-03-31'],
  ['2021-2025年', '2021-01-01', '2025-12-31'],
])('%s is a time', (text, from, to) => {
  expect(wholeTime(text)).toMatchObject({ from, to })
})

test.each([
  ['本月', '2024-11-01', '2024-11-30'],
  ['本年累计', '2024-01-01', '2024-11-30'],
  ['1-本月', '2024-01-01', '2024-11-30'],
  ['上年同期', '2023-11-01', '2023-11-30'],
  ['一季度', '2024-01-01', '2024-03-31'],
  ['去年', '2023-01-01', '2023-12-31'],
])('%s under 2024年11月', (text, from, to) => {
  expect(timeOf(text, { outer, anchor })?.period).toMatchObject({ from, to })
})
test('比去年同期增长 compares and says no time of its own', () => {
  expect(timeOf('比去年同期增长', { outer, anchor })).toBeNull()
})

describe('a header taken apart', () => {
  const read = (text: string) => readLabel(text, { outer: null, anchor })
  test.each([
    ['产值（亿元）', { measure: '产值', unit: 'CNY', noun: '', change: null, modality: null }],
    ['产 值/亿元', { measure: '产值', unit: 'CNY', noun: '', change: null, modality: null }],
    ['同比增长（%）', { measure: null, unit: '%', noun: '', change: 'growth', modality: null }],
    ['±%', { measure: null, unit: '%', noun: '', change: 'growth', modality: null }],
    ['比上年增减（万元）', { measure: null, unit: 'CNY', noun: '', change: 'amount', modality: null }],
    ['工业增加值（亿元）', { measure: '工业增加值', unit: 'CNY', noun: '', change: null, modality: null }],
    ['2025年目标', { measure: null, unit: null, noun: '', change: null, modality: 'target' }],
    ['碳酸锂产量（吨）', { measure: '产量', unit: 't', noun: '碳酸锂', change: null, modality: null }],
    ['累计完成投资（万元）', { measure: '完成投资', unit: 'CNY', noun: '', change: null, modality: 'actual' }],
    ['一般公共预算收入', { measure: '一般公共预算收入', unit: null, noun: '', change: null, modality: null }],
    ['其中：出口（万美元）', { measure: '出口', unit: 'USD', noun: '', change: null, modality: null }],
    ['人均地区生产总值（元）', { measure: '人均地区生产总值', unit: 'CNY', noun: '', change: null, modality: null }],
  ])('%s', (text, expected) => {
    const label = read(text)
    expect({
      measure: label.measure?.measure ?? null,
      unit: label.unit?.unit ?? null,
      noun: label.noun,
      change: label.change,
      modality: label.modality?.modality ?? null,
    }).toEqual(expected)
  })
  test('合计 is a total, 居民消费价格指数 an index, 其中 a part', () => {
    expect(read('合 计').isTotal).toBe(true)
    expect(read('合计（3个）').isTotal).toBe(true)
    expect(read('居民消费价格指数(上年=100)').isIndex).toBe(true)
    expect(read('其中：锂电池').isPart).toBe(true)
    expect(read('# 批发零售业').isPart).toBe(true)
  })
})
